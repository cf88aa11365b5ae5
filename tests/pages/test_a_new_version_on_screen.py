"""A refresh shows in a running dashboard at the next click, and a rollback too."""

import pytest

from analysis.refresh.__main__ import main
from analysis.store import versions
from pages._shared.session.query import Key
from tests.tools import small_data
from tests.tools.pages import framed

ZIP = "cordis-HORIZONprojects-csv.zip"


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv(versions.STORE, str(tmp_path / "store"))
    return tmp_path


def words(app):
    return "\n".join(element.value for kind in (app.title, app.markdown, app.caption, app.info) for element in kind)


def projects(app):
    """Return how many projects in Horizon Europe the table beside the map gives each place."""
    app.button_group(key=Key.PROGRAMMES).set_value(["horizon_europe"]).run()
    assert not app.exception
    assert "Deltakelser i Horisont Europa" in words(app)
    table = app.dataframe[0].value
    return dict(zip(table["area_name"], table["projects"], strict=True))


def test_a_refresh_of_horizon_europe_takes_the_place_of_what_comes_with_the_project_until_it_is_rolled_back(store):
    app = framed("map", {Key.LEVEL: "municipality"})
    embedded = projects(app)
    assert embedded["Trondheim - Tråante"] == 517

    small_data.cordis_zip(store / ZIP, ["1000.5", "2000.25"])
    assert main(["cordis_horizon", "--from", str(store), "--accept-drift", "cordis_horizon"]) == 0
    app.run()
    refreshed = projects(app)
    assert (refreshed["Oslo"], sum(refreshed.values())) == (2, 2)

    versions.rollback()
    app.run()
    assert projects(app) == embedded
