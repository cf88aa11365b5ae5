"""What the sources page calls tables, states, ways of placing and kinds of disagreement."""

from analysis.standing import coverage, disagreements
from analysis.text.translate import mark

TABLES = {
    "participations": mark("Participations, one organisation in one project"),
    "project_grants": mark("Grants to whole projects"),
    "project_countries": mark("Countries by project"),
    "partner_organisations": mark("Participants abroad"),
    "project_topics": mark("What projects are about"),
    "country_participation": mark("All countries together in Horizon Europe"),
    "commitments": mark("Commitments in the EU budget"),
    "mobility": mark("Persons in mobility"),
    "grant_partners": mark("Partners in the EEA and Norway Grants"),
    "grant_projects": mark("Projects in the EEA and Norway Grants"),
    "grant_programme_partners": mark("Programme partners in the EEA and Norway Grants"),
    "student_exchange": mark("Student exchange by institution"),
    "examples": mark("Examples: single participations that lists and pages name"),
    "partner_names": mark("Spellings of partners in closed Interreg projects"),
    "participation_counts": mark("Participations in closed Interreg projects by locality"),
    "accreditations": mark("Charters and accreditations in Erasmus+"),
    "programme_years": mark("Grants in Norway by programme and year"),
    "figures": mark("Published figures"),
    "programmes": mark("Programmes"),
    "networks": mark("Networks"),
    "partnerships": mark("Partnerships and twin towns"),
    "memberships": mark("Memberships"),
    "municipalities": mark("Municipalities by year"),
    "counties": mark("Counties by year"),
    "municipality_changes": mark("Changes of municipalities"),
    "nuts3_counties": mark("NUTS regions and their counties"),
    "population": mark("Inhabitants by year"),
    "area": mark("Area of municipalities"),
    "neighbours": mark("Neighbours of municipalities and counties"),
    "kostra_groups": mark("KOSTRA groups of municipalities"),
    "kostra_group_definitions": mark("What the KOSTRA groups are"),
    "centrality": mark("Centrality of municipalities"),
    "exchange_rates": mark("Kroner per euro by year"),
    "postal_codes": mark("Postal codes"),
    "organisation_pics": mark("Organisation numbers by PIC"),
    "country_population": mark("Population of countries"),
}
"""Every table, those a reader asks for first at the top."""

STATES = {
    coverage.COVERED: (mark("Loaded"), ":material/check_circle:", "green"),
    coverage.NAMED: (mark("Some places alone"), ":material/pending:", "blue"),
    coverage.OFFERED: (mark("Can be loaded"), ":material/download:", "orange"),
    coverage.NOT_LOADED: (mark("Not loaded"), ":material/help:", "gray"),
    coverage.OUTSIDE: (mark("Norway outside"), ":material/block:", "violet"),
}

PLACED_BY = {
    "publisher": mark("Code from the publisher"),
    "organisation": mark("The same organisation elsewhere"),
    "postal_code": mark("Post code and city"),
    "name": mark("The organisation's own name"),
    "city": mark("Name of the city"),
    "hand": mark("Known head office, coded by hand"),
    "nuts3": mark("Region (NUTS 3)"),
    "country": mark("Norway only, no place"),
    "": mark("Not stated"),
}
"""From the surest to none below the country."""

KINDS = {
    disagreements.PUBLISHED: mark("Published figures"),
    disagreements.WITHIN: mark("A share and its own numbers"),
    disagreements.COUNTED: mark("A share and the loaded rows"),
    disagreements.COUNTS: mark("Two lists of one programme"),
}
COUNTED = {
    "projects": mark("Projects"),
    "participations": mark("Participations"),
    "organisations": mark("Organisations"),
    "projects only here": mark("Projects that the other lacks"),
    "amount": mark("Amount"),
}
"""What is counted in two lists."""
