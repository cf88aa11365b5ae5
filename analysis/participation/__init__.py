"""Count participation: a selection in, a small table out. The only package that touches participation rows.

Rows come from `facts`: participations (one organisation in one project), and the partners and projects of the
EEA and Norway Grants, which are known apart from each other. Amounts are whole cents of the chosen currency. `hold`
puts the facts where they are counted, in memory or in an engine; every function here takes them from either. Of
`remembered` facts every answer is kept.
"""

from analysis.participation.added import OWN_REGISTER, Joined, join, of_readers, telling, with_known_projects
from analysis.participation.counting import (
    by_organisation,
    by_year,
    count,
    known_measures,
    largest_organisations,
    organisation_names,
    totals,
)
from analysis.participation.engines import Among, Known, Not, R, Rows, Summary, Within, beside, hold, remembered
from analysis.participation.measures import ADDED, COUNTS, CURRENCIES, MEASURES
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
    UNIVERSITIES_AND_INSTITUTES,
    Chosen,
    Selection,
    choose,
    counted_once,
    dated,
    distinct,
    facts,
    in_municipalities,
    kept,
    number,
    numbers,
    of_councils,
    of_organisations,
    of_programmes,
    partly_here,
    sources,
    summary,
    unplaced,
    values,
    years,
)

__all__ = [
    "ADDED", "COUNTS", "CURRENCIES", "MEASURES", "OWN_REGISTER", "UNIVERSITIES_AND_INSTITUTES", "Among",
    "Chosen", "CrosswalkFrom", "Joined", "Known", "Not", "R", "Rows", "Selection", "Summary", "Within", "beside",
    "by_organisation", "by_place", "by_year", "choose", "count", "count_in_place", "counted_once", "dated", "distinct",
    "facts", "hold", "in_municipalities", "in_place", "in_places", "join", "kept", "known_measures",
    "largest_organisations", "municipalities_in", "number", "numbers", "of_councils", "of_organisations",
    "of_programmes", "of_readers", "organisation_names", "partly_here", "project_list", "projects", "projects_by_unit",
    "remembered", "sources", "summary", "telling", "totals", "unplaced", "values", "with_known_projects", "years",
    "years_by_place",
]  # fmt: skip
