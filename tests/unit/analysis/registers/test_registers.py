"""Selecting in the registers: search, periods, applicants, themes, predecessors, budgets."""

import pandas as pd
import pytest

from analysis.registers import registers
from analysis.store.tables import read_reference, read_table
from analysis.text.translate import words

PROGRAMMES = pd.DataFrame(
    {
        "programme_id": ["old", "new", "newest", "open"],
        "programme_name": ["Kultur", "Kreativt (2014-2020)", "Kreativt (2021-2027)", "Interreg"],
        "programme_name_en": ["Culture", "Creative", "Creative", "Interreg"],
        "family": ["EU culture", "EU culture", "EU culture", "Interreg"],
        "predecessor": ["Kultur 2000", "Kultur; MEDIA", None, None],
        "successor": ["Kreativt", "Kreativt (2021-2027)", None, None],
        "period_start": pd.array([2007, 2014, 2021, 1990], dtype="Int16"),
        "period_end": pd.array([2013, 2020, 2027, None], dtype="Int16"),
        "open_to_school": ["yes", "no", None, None],
    }
)
NAMES = {"old": "Kultur", "new": "Kreativt 2014–2020", "newest": "Kreativt 2021–2027", "open": "Interreg"}


def ids(rows):
    return list(rows["programme_id"])


def test_a_search_takes_words_in_any_order_without_diacritics():
    found = registers.searched(PROGRAMMES, "2014 kreatívt", [[name] for name in PROGRAMMES["programme_name"]])
    assert ids(found) == ["new"]
    assert len(registers.searched(PROGRAMMES, " ", [[""]] * 4)) == 4


def test_what_the_register_does_not_say_is_counted_and_not_taken_for_no():
    found = registers.open_to(PROGRAMMES, "school")
    assert ids(found.rows) == ["old"]
    assert found.not_stated == 2


def test_a_period_takes_what_overlaps_with_it_and_an_open_end_lasts():
    assert ids(registers.in_periods(PROGRAMMES, ["2007-2013"]).rows) == ["old", "open"]
    assert ids(registers.in_periods(PROGRAMMES, ["2014-2020", "2021-2027"]).rows) == ["new", "newest", "open"]
    assert len(registers.in_periods(PROGRAMMES, []).rows) == 4


def test_every_family_of_the_register_has_one_theme():
    families = set(read_table("programmes")["family"])
    themed = [family for listed in registers.PROGRAMME_THEMES.values() for family in listed]
    assert sorted(themed) == sorted(families)


def test_a_successor_of_several_periods_is_the_nearest_one():
    assert [link.programme_id for link in registers.links(PROGRAMMES, "old", "successor", NAMES)] == ["new"]


def test_a_link_that_only_the_other_row_states_is_found():
    assert [link.programme_id for link in registers.links(PROGRAMMES, "newest", "predecessor", NAMES)] == ["new"]


def test_an_unknown_predecessor_keeps_its_name():
    assert registers.links(PROGRAMMES, "old", "predecessor", NAMES) == [registers.Link(None, "Kultur 2000")]


def test_a_chain_goes_all_the_way_in_both_directions():
    assert registers.chain(PROGRAMMES, "newest", NAMES) == ["old", "new", "newest"]


def test_the_chain_of_the_register_runs_from_fp7_to_horizon_europe():
    register = read_table("programmes")
    short = read_reference("programme_ids").set_index("programme_id")["short_name_nb"].to_dict()
    assert registers.chain(register, "horizon_2020", short) == ["fp7", "horizon_2020", "horizon_europe"]


@pytest.mark.parametrize(
    ("programme", "disagree"), [("creative_europe_2021_2027", True), ("horizon_2020", True), ("urbact_iv", False)]
)
def test_conflicting_budgets_are_told(programme, disagree):
    assert registers.disagree(registers.budgets(read_table("figures"), programme)) is disagree


def test_both_budgets_of_creative_europe_are_shown():
    budgets = registers.budgets(read_table("figures"), "creative_europe_2021_2027")
    assert {2.52, 2.44} <= set(budgets["value"])


def test_a_network_may_have_several_themes_and_its_kind_stands_in_for_topics():
    assert registers.network_themes("culture; transport") == ("culture", "urban_rural")
    assert registers.network_themes("grant for a curator", "arts council") == ("culture",)
    assert registers.network_themes(None) == ()


def test_the_workshops_two_tracks_hold_all_that_it_names():
    networks = read_table("networks")
    groups = registers.existing_national(networks)
    national = {network for rows in groups.values() for network in rows["network_id"]}
    workshop = set(networks.loc[networks["named_in_case"] == registers.WORKSHOP, "network_id"])
    assert workshop <= national
    assert len(groups["noku"]) == 8
    assert len(groups["offices"]) == 7
    european = set(registers.european_for_culture(networks)["network_id"])
    assert not european & national
    assert {"N017", "N056", "N061", "N063", "N071"} <= european


def test_names_with_a_norwegian_form_are_names_of_the_registers():
    from pages._shared.networks.words import ENGLISH_NAMES

    assert set(ENGLISH_NAMES) <= set(read_table("networks")["network_name"])
    assert all(words("nb")(name) for name in ENGLISH_NAMES)
