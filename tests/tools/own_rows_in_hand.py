"""Rows of a reader's own for tests: a file in use, and how it lies in a session."""

import pandas as pd

from analysis.in_use import OwnFile
from analysis.store.tables import read_table
from pages._shared.data import own_rows

NOTHING = read_table("participations").head(0)


def participations(*rows):
    given = [{
        "participation_id": f"row-{at}", "source_id": "own_register", "programme_id": "horizon_2020",
        "project_id": f"own-{at}", "project_title": f"Project {at}", "organisation_id": f"own-{at}",
        "organisation_name": "Our municipality", "organisation_kind": "municipality", "geography_year": 2024,
        "placed_by": "publisher", "start_date": "2020-01-01", "signed_date": "2020-01-01",
        "eu_contribution_cents": 100_000_00, **row,
    } for at, row in enumerate(rows)]  # fmt: skip
    return pd.DataFrame(given).reindex(columns=NOTHING.columns).astype(NOTHING.dtypes)


def here(municipality, **more):
    return {"municipality_code": municipality, "county_code": municipality[:2], **more}


def put_into(session, *files, counted=False):
    """Put files into use in a session as the page's button does."""
    named = tuple(
        OwnFile(file.name, file.kind, file.rows.assign(participation_id=file.name + file.rows["participation_id"]), {})
        for file in files
    )
    session["egne rader"] = named
    session["egne rader endret"] = 1
    if counted:
        session[own_rows.COUNTED] = True


def register(*rows, name="register.csv"):
    return OwnFile(name, "own_register", participations(*rows), {})
