"""An address holds known parameters in their forms, all else is left out of it; whatever it holds, pages open."""

import ast
import importlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from analysis.comparing.layers import PARTICIPATION_MEASURES
from analysis.store.tables import read_table
from pages._shared.data import cached
from pages._shared.meeting import compare_story, place_story, series
from pages._shared.session import query, settings
from tests.tools.hostile_text import IN_UNICODE
from tests.tools.project import ROOT

PAGES = sorted(path.name for path in (ROOT / "pages").glob("*.py"))
KEY_AT = {
    "_asked": 0, "recall": 0, "keep": 0, "_segments": 0, "_select": 0, "_recall_option": 0, "one_of": 1, "choose": 1,
    "switch": 1, "search": 1, "query": 1, "several": 1, "one": 1, "entry": 1, "_topics": 1, "find": 2,
}  # fmt: skip
"""Where the functions that read or write a parameter take its key."""
OF = {"settings", "filters", "register_filters", "find_place", ""}
FIXED = {
    "f'{prefix}_nivaa'": {"prog_nivaa", "nett_nivaa"},
    "f'serie_mot_{level}'": {"serie_mot_county", "serie_mot_municipality"},
    "f\"{prefix}_{('fylke' if level == 'county' else 'kommune')}\"": {
        "prog_fylke", "prog_kommune", "nett_fylke", "nett_kommune",
    },
}  # fmt: skip
WITHOUT_ADDRESS = {"egne_rader_telles"}
"""Kept in the session alone: a link's receiver does not have the rows."""


@pytest.fixture(scope="module", autouse=True)
def _at_the_top():
    before = Path.cwd()
    os.chdir(ROOT)
    yield
    os.chdir(before)


def calls():
    """Return the module, the call and the argument that is a key, of every call that reads or writes a parameter."""
    for path in sorted((ROOT / "pages").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called, of = node.func, ""
            if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
                called, of = called.attr, called.value.id
            elif isinstance(called, ast.Name):
                called = called.id
            if called in KEY_AT and of in OF and len(node.args) > KEY_AT[called]:
                yield path, called, node.args[KEY_AT[called]]


def keys_of(path, argument):
    """Return the keys that an argument can be; None where the code does not say."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return {argument.value}
    if isinstance(argument, ast.IfExp):
        return keys_of(path, argument.body) | keys_of(path, argument.orelse)
    written = ast.unparse(argument)
    if written in FIXED:
        return FIXED[written]
    if isinstance(argument, ast.Name) and argument.id.isupper():
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        return {getattr(module, argument.id)}
    if isinstance(argument, ast.Attribute) and argument.attr.isupper():
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        return {getattr(getattr(module, argument.value.id), argument.attr)}
    return None


def test_every_key_in_the_code_is_in_the_register_and_the_register_has_no_other():
    used, unclear = set(), set()
    for path, called, argument in calls():
        found = keys_of(path, argument)
        if found is None:
            unclear.add((path.name, called, ast.unparse(argument)))
        else:
            used |= found
    # What is handed on as `key` comes from a call that is read here; `kind` is one of two places, or no key at all.
    handed_on = {"key", "kind"}
    of_other_functions = {"given.file_id", "file_id", "str(network_id)", "register[picked]", "selection"}
    assert {one for one in unclear if one[2] not in handed_on | of_other_functions} == set()
    room = {"celle"}  # the partners page hands it to room_cells
    where = {"prog", "nett"}
    assert (used | room) - where - WITHOUT_ADDRESS == set(query.PARAMETERS)


def test_what_draws_a_choice_is_called_and_not_handed_on_with_its_key_out_of_sight():
    for path in sorted((ROOT / "pages").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        loose = [
            ast.unparse(node)
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in OF - {""}
            and node.attr in KEY_AT
            and id(node) not in called
        ]
        assert loose == [], path.name


def test_every_id_that_a_choice_may_have_fits_an_address():
    ids = {
        "program": read_table("programmes")["programme_id"],
        "programnr": read_table("programmes")["programme_id"],
        "nettverknr": read_table("networks")["network_id"],
        "org": read_table("participations")["organisation_id"].dropna().unique(),
        "uten_org": read_table("participations")["organisation_id"].dropna().unique(),
        "kilde": list(cached.register()),
        "kild_tabell": [path.stem for path in (ROOT / "data/tables").glob("*.parquet")],
        "maal": PARTICIPATION_MEASURES,
        "enhet": read_table("municipalities")["municipality_code"].unique(),
    }
    assert [(key, value) for key, values in ids.items() for value in values if not query.fits(key, value)] == []


def test_the_longest_series_and_the_longest_lists_fit_an_address():
    programme = max(read_table("programmes")["programme_id"], key=len)
    measure = max(PARTICIPATION_MEASURES, key=len)
    entries = [str(series.of_country(programme, measure, "municipality"))] * series.MOST
    assert query.fits(series.KEY, settings.write_list(entries))
    slides = [str(series.of_place("municipality", "5037", slide)) for slide in place_story.MAKERS]
    slides += [str(series.of_comparison("5037", "centrality", slide)) for slide in compare_story.MAKERS]
    assert query.fits(series.KEY, settings.write_list(slides))
    assert query.fits("uten_org", settings.write_list(["fp7-0da652ecb70e"] * 40))
    assert query.fits("rom", settings.write_list(["5037"] * 25))
    assert query.fits("program", "")


WILD = (
    st.sampled_from(
        [*IN_UNICODE.values(), "9999", "99", "0", "-1", "²", "9" * 5000, "2014-²", "50", "5037", "", "1", "."]
    )
    | st.text(max_size=40)
    | st.lists(st.sampled_from(["50", "5037", "0301", "N001", "horizon_2020", "<b>"]), max_size=90).map(".".join)
)
KEYS = st.sampled_from(sorted(query.PARAMETERS)) | st.sampled_from(
    ["<script>", "../..", "__proto__", "\u202e", "a" * 999]
)
ADDRESSES = st.dictionaries(KEYS | st.text(min_size=1, max_size=9), WILD | st.lists(WILD, min_size=2, max_size=2))


@examples(max_examples=300, deadline=None)
@given(ADDRESSES)
def test_what_an_address_may_hold_is_known_given_once_short_and_plain(asked):
    given_as = {key: value if isinstance(value, list) else [value] for key, value in asked.items()}
    kept = query.allowed(given_as)
    assert set(kept) <= set(query.PARAMETERS) & set(asked)
    for key, value in kept.items():
        assert given_as[key] == [value]
        assert len(value) <= 4000
        assert value.isprintable()
        assert not set(value) & set("<>\"'`\\") or query.PARAMETERS[key] is query.WORDS
    assert query.allowed({key: [value] for key, value in kept.items()}) == kept


def opened(page, asked):
    app = AppTest.from_file(ROOT / "pages" / page, default_timeout=60)
    for key, value in asked.items():
        app.query_params[key] = value
    return app.run()


def check(app):
    """Check that the page opened, and that the address it is left with is one that may be given on."""
    assert not app.exception
    assert not app.error
    assert app.title
    left = {key: value if isinstance(value, list) else [value] for key, value in app.query_params.items()}
    assert {key: [value] for key, value in query.allowed(left).items()} == left


@pytest.mark.parametrize("page", PAGES)
@examples(max_examples=2, deadline=None)
@given(asked=ADDRESSES)
def test_a_page_opens_whatever_its_address_holds(page, asked):
    check(opened(page, asked))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("value", ["<script>window.hacked=1</script>", "9999.50"])
def test_a_page_opens_with_the_same_nonsense_in_every_parameter(page, value):
    check(opened(page, dict.fromkeys(query.PARAMETERS, value)))


def test_the_dashboard_leaves_unknown_repeated_and_overlong_parameters_out_of_its_address():
    app = AppTest.from_file(ROOT / "dashboard.py", default_timeout=60)
    app.query_params["sprak"] = "nn"
    app.query_params["valuta"] = ["NOK", "EUR"]
    app.query_params["prog_sok"] = "x" * 3000
    app.query_params["utm_source"] = "<script>"
    app.query_params["enhet"] = "5037"
    app.run()
    check(app)
    assert app.query_params == {"sprak": "nn", "enhet": "5037"}


def test_more_places_than_a_choice_takes_are_cut_and_not_an_error():
    codes = read_table("municipalities").query("geography_year == 2024")["municipality_code"].unique()[:40]
    app = opened("partners.py", {"del": "rom", "rom": ".".join(codes)})
    check(app)
    assert len(app.multiselect(key="rom").value) == 25
    app = opened("compare.py", {"kommune": "5037", "mot": "chosen", "med": ".".join(codes[:12])})
    check(app)
    assert len(app.multiselect(key="med").value) == 7
    app = opened(
        "networks.py", {"nett_visning": "europeisk", "nett_side": ".".join(read_table("networks")["network_id"])}
    )
    check(app)
    assert len(app.multiselect(key="nett_side").value) == 5


def test_a_choice_on_one_page_does_not_break_another():
    app = AppTest.from_file(ROOT / "dashboard.py", default_timeout=60).run()
    app.switch_page("pages/compare.py").run()
    app.segmented_control(key="sammenlikn").set_value("county").run()
    app.switch_page("pages/networks.py").run()
    app.segmented_control(key="nett_visning").set_value("europeisk").run()
    check(app)


def test_what_an_address_cannot_hold_stays_in_the_session_alone():
    app = AppTest.from_file(ROOT / "pages" / "programmes.py", default_timeout=60).run()
    app.text_input(key="prog_sok").set_value("skole\u202e <b>").run()
    check(app)
    assert app.query_params["prog_sok"] == "skole <b>"
