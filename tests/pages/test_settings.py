"""A reader's choices go with them from page to page."""

import pytest

from pages._shared.session.query import Key
from tests.tools.pages import framed


@pytest.fixture
def dashboard():
    return framed()


def test_a_place_chosen_on_one_page_is_chosen_on_the_next(dashboard):
    dashboard.switch_page("pages/municipality.py").run()
    dashboard.selectbox(key=Key.MUNICIPALITY).set_value("3407").run()
    dashboard.switch_page("pages/compare.py").run()
    assert dashboard.title[0].value == "Gjøvik sammenliknet"
    assert dashboard.query_params[Key.MUNICIPALITY] == "3407"


def test_a_place_taken_away_on_one_page_is_away_on_the_next(dashboard):
    dashboard.switch_page("pages/municipality.py").run()
    dashboard.selectbox(key=Key.MUNICIPALITY).set_value("3407").run()
    dashboard.selectbox(key=Key.MUNICIPALITY).set_value(None).run()
    dashboard.switch_page("pages/compare.py").run()
    assert dashboard.title[0].value == "Sammenlikn"


def test_the_currency_stays_from_page_to_page(dashboard):
    dashboard.segmented_control(key=Key.CURRENCY).set_value("NOK").run()
    dashboard.switch_page("pages/map.py").run()
    assert dashboard.segmented_control(key=Key.CURRENCY).value == "NOK"
    assert dashboard.query_params[Key.CURRENCY] == "NOK"


def test_programmes_chosen_on_the_map_are_those_compared(dashboard):
    dashboard.switch_page("pages/map.py").run()
    dashboard.pills(key=Key.PROGRAMMES).set_value(["fp7"]).run()
    dashboard.switch_page("pages/compare.py").run()
    dashboard.selectbox(key=Key.MUNICIPALITY).set_value("5001").run()
    assert dashboard.pills(key=Key.PROGRAMMES).value == ["fp7"]
