"""A refresh shows in a running dashboard at the next click, and a rollback too."""

import pytest
from streamlit.testing.v1 import AppTest

from analysis.refresh.__main__ import main
from analysis.store import versions
from tests.tools import small_data
from tests.tools.project import ROOT

ZIP = "cordis-HORIZONprojects-csv.zip"


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv(versions.STORE, str(tmp_path / "store"))
    return tmp_path


def words(app):
    return "\n".join(element.value for kind in (app.title, app.markdown, app.caption, app.info) for element in kind)


def programmes(app):
    return app.button_group(key="program").options


def test_horizon_europe_is_not_loaded_then_counted_with_its_source_then_not_loaded_again(store):
    app = AppTest.from_file(ROOT / "dashboard.py", default_timeout=60)
    app.query_params["nivaa"] = "municipality"
    app.run()
    app.switch_page("pages/map.py").run()
    assert "Horisont Europa" not in programmes(app)

    small_data.cordis_zip(store / ZIP, ["1000.5", "2000.25"])
    assert main(["cordis_horizon", "--from", str(store)]) == 0
    app.run()
    assert "Horisont Europa" in programmes(app)
    app.button_group(key="program").set_value(["horizon_europe"]).run()
    assert not app.exception
    assert "Deltakelser i Horisont Europa" in words(app)
    assert "Oslo" in str(app.dataframe[0].value)

    versions.rollback()
    app.run()
    assert not app.exception
    assert "Horisont Europa" not in programmes(app)
    assert "Deltakelser i Horisont Europa" not in words(app)
