"""What is counted, and the names of the columns that come and go with it."""

CURRENCIES = ("EUR", "NOK")
COUNTS = ("projects", "participations", "organisations")
MEASURES = (*CURRENCIES, *COUNTS)
COUNTED = {"projects": "project_id", "participations": "participation_id", "organisations": "organisation_id"}
"""The column of the facts behind each of COUNTS; where it is null throughout, the rows cannot tell the count."""
PLACED = {"from_code": "str", "area_code": "str", "weight": "float64", "lies_in": "str"}
"""Columns of rows that were placed: the unit the source names, the one it lies in now, its share there and status."""
ADDED = "added"
"""Column that marks rows which a reader added; absent where there are none."""
