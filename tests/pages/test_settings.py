"""A reader's choices go with them from page to page."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.tools.project import ROOT


@pytest.fixture
def dashboard(monkeypatch):
    monkeypatch.chdir(ROOT)
    return AppTest.from_file(ROOT / "dashboard.py", default_timeout=60).run()


def test_a_place_chosen_on_one_page_is_chosen_on_the_next(dashboard):
    dashboard.switch_page("pages/municipality.py").run()
    dashboard.selectbox(key="kommune").set_value("3407").run()
    dashboard.switch_page("pages/compare.py").run()
    assert dashboard.title[0].value == "Gjøvik sammenliknet"
    assert dashboard.query_params["kommune"] == "3407"


def test_a_place_taken_away_on_one_page_is_away_on_the_next(dashboard):
    dashboard.switch_page("pages/municipality.py").run()
    dashboard.selectbox(key="kommune").set_value("3407").run()
    dashboard.selectbox(key="kommune").set_value(None).run()
    dashboard.switch_page("pages/compare.py").run()
    assert dashboard.title[0].value == "Sammenlikn"


def test_the_currency_stays_from_page_to_page(dashboard):
    dashboard.segmented_control(key="valuta").set_value("NOK").run()
    dashboard.switch_page("pages/map.py").run()
    assert dashboard.segmented_control(key="valuta").value == "NOK"
    assert dashboard.query_params["valuta"] == "NOK"


def test_programmes_chosen_on_the_map_are_those_compared(dashboard):
    dashboard.switch_page("pages/map.py").run()
    dashboard.pills(key="program").set_value(["fp7"]).run()
    dashboard.switch_page("pages/compare.py").run()
    dashboard.selectbox(key="kommune").set_value("5001").run()
    assert dashboard.pills(key="program").value == ["fp7"]
