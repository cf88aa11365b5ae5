"""Count participation: a selection in, a small table out. The only package that touches participation rows.

Rows come from `facts`: participations (one organisation in one project), and the partners and projects of the
EEA and Norway Grants, which are known apart from each other. Amounts are whole cents of the chosen currency.
"""

from analysis.participation.added import ADDED, OWN_REGISTER, Joined, join, telling, with_known_projects
from analysis.participation.counting import (
    COUNTS,
    MEASURES,
    by_organisation,
    by_year,
    count,
    known_measures,
    largest_organisations,
    totals,
)
from analysis.participation.places import (
    CrosswalkFrom,
    by_place,
    count_in_place,
    in_place,
    in_places,
    municipalities_in,
    projects_by_unit,
    years_by_place,
)
from analysis.participation.project_lists import project_list, projects
from analysis.participation.rows import (
    CURRENCIES,
    OSLO,
    UNIVERSITIES_AND_INSTITUTES,
    Chosen,
    Selection,
    choose,
    counted_once,
    facts,
    of_councils,
)

__all__ = [
    "ADDED", "COUNTS", "CURRENCIES", "MEASURES", "OSLO", "OWN_REGISTER", "UNIVERSITIES_AND_INSTITUTES", "Chosen",
    "CrosswalkFrom", "Joined", "Selection", "by_organisation", "by_place", "by_year", "choose", "count",
    "count_in_place", "counted_once", "facts", "in_place", "in_places", "join", "known_measures",
    "largest_organisations", "municipalities_in", "of_councils", "project_list", "projects", "projects_by_unit",
    "telling", "totals", "with_known_projects", "years_by_place",
]  # fmt: skip
