"""The tables of data/tables: columns, types, keys and code patterns; analysis.contract.checks holds rows against them.

Only the build and the tests import this module: pandera is slow to import and the running app never writes.
Codes are text, money is whole euro cents in int64, years are int16 and "geography_year" says whose boundaries
a code belongs to. A nullable column is null where the publisher gives nothing; null never means zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa

from analysis.errors import DataError

MUNICIPALITY_CODE = r"^\d{4}$"
COUNTY_CODE = r"^\d{2}$"
COUNTRY_CODE = r"^[A-Z]{2}$"
ORGANISATION_KINDS = (
    "municipality", "municipal_undertaking", "county_council", "university", "institute", "company", "health", "other",
)  # fmt: skip
AREA_LEVELS = (
    "country", "county", "county_council", "municipality", "organisation", "programme", "network", "sector", "region",
    "programme_area", "countries",
)  # fmt: skip
PLACED_BY = ("publisher", "organisation", "postal_code", "name", "city", "hand", "nuts3", "country")
"""How a row was given its place, from the surest to none below the country."""
PARTNER_TYPES = ("university", "institute", "company", "public_body", "other")
PARTNER_ROLES = ("coordinator", "participant", "third_party", "associated_partner", "international_partner")
FIGURE_STATUSES = ("value", "zero", "conflict")
STATUSES = ("value", "estimated")
EXAMPLE_ROLES = ("coordinator", "norwegian_lead", "participant", "associated_partner", "beneficiary")
ACCREDITATIONS = ("vet_accreditation", "erasmus_charter")


def _text(pattern: str | None = None, *, nullable: bool = False, isin: tuple[str, ...] | None = None) -> pa.Column:
    checks = [pa.Check.str_matches(pattern)] if pattern else []
    if isin:
        checks.append(pa.Check.isin(isin))
    return pa.Column("str", checks, nullable=nullable)


def _year(*, nullable: bool = False) -> pa.Column:
    return pa.Column("Int16" if nullable else "int16", pa.Check.in_range(1900, 2100), nullable=nullable)


def _count(*, nullable: bool = False) -> pa.Column:
    return pa.Column("Int64" if nullable else "int64", pa.Check.ge(0), nullable=nullable)


def _date() -> pa.Column:
    return pa.Column("datetime64[s]", nullable=True)


_ORIGIN = {
    "source_id": _text(),
    "source_title": _text(nullable=True),
    "source_url": _text(nullable=True),
    "publisher": _text(nullable=True),
    "published": _text(nullable=True),
    "confidence": _text(isin=("high", "medium", "low"), nullable=True),
}

_PARTNERSHIP = {
    "partnership_id": _text(),
    "area_level": _text(isin=("municipality", "county_council", "other")),
    "area_name": _text(),
    "area_code": _text(r"^\d{2}(\d{2})?$", nullable=True),
    "geography_year": _year(nullable=True),
    "municipality_code_today": _text(MUNICIPALITY_CODE, nullable=True),
    "kind": _text(),
    "name": _text(),
    "network_id": _text(nullable=True),
    "programme_name": _text(nullable=True),
    "programme_id": _text(nullable=True),
    "role": _text(nullable=True),
    "partners": _text(nullable=True),
    "partner_countries": _text(nullable=True),
    "start": _text(r"^\d{4}(-\d{2}){0,2}$", nullable=True),
    "end": _text(r"^\d{4}(-\d{2}){0,2}$", nullable=True),
    "status": _text(nullable=True),
    "as_of": _text(nullable=True),
    "details": _text(nullable=True),
    "municipal_unit": _text(nullable=True),
    "theme": _text(nullable=True),
    "amount": pa.Column("Float64", pa.Check.ge(0), nullable=True),
    "currency": _text(r"^[A-Z]{3}$", nullable=True),
    "amount_basis": _text(nullable=True),
    **_ORIGIN,
}


@dataclass(frozen=True)
class Table:
    """A table's columns in order, its key, and which columns must exist in another table: column -> "table.column"."""

    columns: Mapping[str, pa.Column]
    key: tuple[str, ...]
    references: Mapping[str, str]


TABLES: dict[str, Table] = {
    "participations": Table(
        {
            "participation_id": _text(),
            "source_id": _text(),
            "programme_id": _text(),
            "project_id": _text(),
            "project_acronym": _text(nullable=True),
            "project_title": _text(nullable=True),
            "project_url": _text(r"^https://", nullable=True),
            "area_of_programme": _text(nullable=True),
            "topic": _text(nullable=True),
            "organisation_id": _text(nullable=True),
            "organisation_number": _text(r"^\d{9}$", nullable=True),
            "organisation_name": _text(),
            "organisation_kind": _text(isin=ORGANISATION_KINDS),
            "role": _text(isin=("coordinator", "participant"), nullable=True),
            "municipality_code": _text(MUNICIPALITY_CODE, nullable=True),
            "county_code": _text(COUNTY_CODE, nullable=True),
            "geography_year": _year(nullable=True),
            "placed_by": _text(isin=PLACED_BY, nullable=True),
            "start_date": _date(),
            "end_date": _date(),
            "signed_date": _date(),
            "call_year": _year(nullable=True),
            "eu_contribution_cents": _count(nullable=True),
        },
        ("participation_id",),
        {"programme_id": "programmes.programme_id"},
    ),
    "organisation_pics": Table(
        {
            "pic": _text(r"^\d{9}$"),
            "organisation_number": _text(r"^\d{9}$"),
            "basis": _text(isin=("vat_number", "same_amounts", "same_name")),
        },
        ("pic",),
        {},
    ),
    "project_countries": Table(
        {
            "source_id": _text(),
            "programme_id": _text(),
            "project_id": _text(),
            "country_code": _text(COUNTRY_CODE),
            "participants": _count(),
        },
        ("source_id", "project_id", "country_code"),
        {"programme_id": "programmes.programme_id"},
    ),
    "partner_organisations": Table(
        {
            "source_id": _text(),
            "programme_id": _text(),
            "project_id": _text(),
            "partner_number": _count(),
            "pic": _text(r"^\d{9}$", nullable=True),
            "organisation_name": _text(),
            "organisation_type": _text(isin=PARTNER_TYPES, nullable=True),
            "country_code": _text(COUNTRY_CODE, nullable=True),
            "city": _text(nullable=True),
            "role": _text(isin=PARTNER_ROLES, nullable=True),
        },
        ("source_id", "project_id", "partner_number"),
        {"programme_id": "programmes.programme_id"},
    ),
    "project_topics": Table(
        {
            "source_id": _text(),
            "programme_id": _text(),
            "project_id": _text(),
            "topic_kind": _text(isin=("field_of_science", "policy_priority", "mission")),
            "topic_code": _text(),
            "topic_name": _text(),
            "weight_pct": pa.Column("Int64", pa.Check.in_range(1, 100), nullable=True),
        },
        ("source_id", "project_id", "topic_kind", "topic_code"),
        {"programme_id": "programmes.programme_id"},
    ),
    "country_participation": Table(
        {
            "source_id": _text(),
            "programme_id": _text(),
            "country_code": _text(COUNTRY_CODE),
            "year": _year(nullable=True),
            "area_of_programme": _text(nullable=True),
            "participations": _count(),
            "projects": _count(),
            "coordinators": _count(),
            "eu_contribution_cents": _count(),
        },
        ("source_id", "country_code", "year", "area_of_programme"),
        {"programme_id": "programmes.programme_id"},
    ),
    "country_population": Table(
        {"country_code": _text(COUNTRY_CODE), "year": _year(), "population": _count()},
        ("country_code", "year"),
        {},
    ),
    "project_grants": Table(
        {
            "source_id": _text(),
            "programme_id": _text(),
            "project_id": _text(),
            "project_title": _text(nullable=True),
            "call_year": _year(nullable=True),
            "grant_cents": _count(nullable=True),
            "participants": _count(nullable=True),
        },
        ("source_id", "project_id"),
        {"programme_id": "programmes.programme_id"},
    ),
    "commitments": Table(
        {
            "commitment_id": _text(),
            "source_id": _text(),
            "year": _year(),
            "programme_name": _text(nullable=True),
            "overlaps_programme_id": _text(nullable=True),
            "organisation_number": _text(r"^\d{9}$", nullable=True),
            "organisation_name": _text(),
            "organisation_kind": _text(isin=ORGANISATION_KINDS),
            "municipality_code": _text(MUNICIPALITY_CODE, nullable=True),
            "county_code": _text(COUNTY_CODE, nullable=True),
            "geography_year": _year(nullable=True),
            "placed_by": _text(isin=PLACED_BY),
            "amount_cents": pa.Column("Int64", nullable=True),
        },
        ("commitment_id",),
        {},
    ),
    "mobility": Table(
        {
            "source_id": _text(),
            "programme_id": _text(),
            "academic_year": _text(r"^\d{4}(-\d{4})?$"),
            "field": _text(nullable=True),
            "activity": _text(nullable=True),
            "direction": _text(isin=("outgoing", "incoming", "within_norway")),
            "other_country_code": _text(r"^[A-Z]{2}$", nullable=True),
            "organisation_name": _text(nullable=True),
            "municipality_code": _text(MUNICIPALITY_CODE, nullable=True),
            "county_code": _text(COUNTY_CODE, nullable=True),
            "geography_year": _year(nullable=True),
            "placed_by": _text(isin=PLACED_BY),
            "participants": _count(),
        },
        (
            "source_id",
            "programme_id",
            "academic_year",
            "field",
            "activity",
            "direction",
            "other_country_code",
            "organisation_name",
            "municipality_code",
        ),
        {"programme_id": "programmes.programme_id"},
    ),
    "grant_partners": Table(
        {
            "partner_id": _text(),
            "source_id": _text(),
            "programme_id": _text(),
            "organisation_name": _text(),
            "organisation_kind": _text(isin=ORGANISATION_KINDS),
            "county_code": _text(COUNTY_CODE, nullable=True),
            "geography_year": _year(),
        },
        ("partner_id",),
        {"programme_id": "programmes.programme_id"},
    ),
    "grant_projects": Table(
        {
            "source_id": _text(),
            "programme_id": _text(),
            "project_id": _text(),
            "programme_area": _text(),
            "beneficiary_country": _text(r"^[A-Z]{2}$"),
            "county_code": _text(COUNTY_CODE, nullable=True),
            "geography_year": _year(),
        },
        ("project_id", "county_code"),
        {"programme_id": "programmes.programme_id"},
    ),
    "grant_programme_partners": Table(
        {
            "source_id": _text(),
            "programme_id": _text(),
            "organisation_name": _text(),
            "county_code": _text(COUNTY_CODE, nullable=True),
            "geography_year": _year(),
            "beneficiary_country": _text(r"^[A-Z]{2}$"),
            "grant_programme_code": _text(),
            "grant_programme_name": _text(),
        },
        ("organisation_name", "grant_programme_code"),
        {"programme_id": "programmes.programme_id"},
    ),
    "student_exchange": Table(
        {
            "institution_name": _text(),
            "source_id": _text(),
            "programme_id": _text(),
            "municipality_code": _text(MUNICIPALITY_CODE),
            "geography_year": _year(),
            "period_start": _year(),
            "period_end": _year(),
            "outgoing_students": _count(),
            "incoming_students": _count(),
        },
        ("institution_name",),
        {"programme_id": "programmes.programme_id"},
    ),
    "figures": Table(
        {
            "figure_id": _text(),
            "area_level": _text(isin=AREA_LEVELS),
            "area_name": _text(),
            "area_code": _text(r"^\d{2}(\d{2})?$", nullable=True),
            "geography_year": _year(nullable=True),
            "period_text": _text(nullable=True),
            "period_start": _year(nullable=True),
            "period_end": _year(nullable=True),
            "programme_name": _text(nullable=True),
            "programme_id": _text(nullable=True),
            "indicator_id": _text(r"^[a-z0-9_]+$"),
            "indicator_name": _text(),
            "value": pa.Column("Float64", nullable=True),
            "value_text": _text(),
            "unit": _text(),
            "status": _text(isin=FIGURE_STATUSES),
            "other_value_text": _text(nullable=True),
            "other_publisher": _text(nullable=True),
            **_ORIGIN,
        },
        ("figure_id",),
        {"programme_id": "programmes.programme_id"},
    ),
    "programmes": Table(
        {
            "programme_id": _text(r"^[a-z0-9_]+$"),
            "register_id": _text(nullable=True),
            "programme_name": _text(),
            "programme_name_en": _text(),
            "family": _text(),
            "part_of": _text(r"^[a-z0-9_]+(; [a-z0-9_]+)*$", nullable=True),
            "named_in_case": _text(nullable=True),
            "details": _text(nullable=True),
            "predecessor": _text(nullable=True),
            "successor": _text(nullable=True),
            "period_text": _text(nullable=True),
            "period_start": _year(nullable=True),
            "period_end": _year(nullable=True),
            "total_budget_eur": pa.Column("Int64", pa.Check.ge(0), nullable=True),
            "budget_note": _text(nullable=True),
            "norway_takes_part": _text(),
            "norway_since": _text(nullable=True),
            "norwegian_contribution": _text(nullable=True),
            "norwegian_regions": _text(nullable=True),
            "national_contact_point": _text(nullable=True),
            "who_can_apply": _text(nullable=True),
            "open_to_municipality": _text(isin=("yes", "no"), nullable=True),
            "open_to_county_council": _text(isin=("yes", "no"), nullable=True),
            "open_to_school": _text(isin=("yes", "no"), nullable=True),
            "open_to_company": _text(isin=("yes", "no"), nullable=True),
            "official_url": _text(r"^https?://", nullable=True),
            "official_url_checked": pa.Column("bool"),
            **_ORIGIN,
        },
        ("programme_id",),
        {},
    ),
    "networks": Table(
        {
            "network_id": _text(),
            "network_name": _text(),
            "network_name_en": _text(nullable=True),
            "kind": _text(),
            "level": _text(nullable=True),
            "named_in_case": _text(nullable=True),
            "details": _text(nullable=True),
            "founded": _text(nullable=True),
            "seat": _text(nullable=True),
            "members_total": _text(nullable=True),
            "members_norway": _text(nullable=True),
            "members_norway_names": _text(nullable=True),
            "membership_fee": _text(nullable=True),
            "topics": _text(nullable=True),
            "official_url": _text(r"^https?://", nullable=True),
            "official_url_checked": pa.Column("bool"),
            **_ORIGIN,
        },
        ("network_id",),
        {},
    ),
    "partnerships": Table(_PARTNERSHIP, ("partnership_id",), {"programme_id": "programmes.programme_id"}),
    "memberships": Table(_PARTNERSHIP, ("partnership_id",), {"network_id": "networks.network_id"}),
    "examples": Table(
        {
            "example_id": _text(),
            "source_id": _text(),
            "programme_id": _text(nullable=True),
            "programme_name": _text(),
            "action": _text(nullable=True),
            "project_id": _text(nullable=True),
            "project_name": _text(nullable=True),
            "organisation_name": _text(),
            "organisation_kind": _text(isin=ORGANISATION_KINDS),
            "role": _text(isin=EXAMPLE_ROLES, nullable=True),
            "municipality_code": _text(MUNICIPALITY_CODE, nullable=True),
            "county_code": _text(COUNTY_CODE, nullable=True),
            "geography_year": _year(nullable=True),
            "placed_by": _text(isin=PLACED_BY),
            "period_start": _year(nullable=True),
            "period_end": _year(nullable=True),
            "start": _text(r"^\d{4}(-\d{2}){0,2}$", nullable=True),
            "end": _text(r"^\d{4}(-\d{2}){0,2}$", nullable=True),
            "partner_countries": _text(r"^[A-Z]{2}(; [A-Z]{2})*$", nullable=True),
            "amount": pa.Column("Float64", pa.Check.ge(0), nullable=True),
            "currency": _text(r"^[A-Z]{3}$", nullable=True),
            "amount_basis": _text(nullable=True),
            **_ORIGIN,
        },
        ("example_id",),
        {"programme_id": "programmes.programme_id"},
    ),
    "partner_names": Table(
        {
            "partner_id": _text(),
            "source_id": _text(),
            "organisation_name": _text(),
            "organisation_kind": _text(isin=ORGANISATION_KINDS),
            "first_period": _text(r"^\d{4}-\d{4}$"),
            "programme_name": _text(),
            "programme_id": _text(),
            "programme_basis": _text(isin=("named", "inferred")),
            "municipality_code": _text(MUNICIPALITY_CODE, nullable=True),
            "county_code": _text(COUNTY_CODE, nullable=True),
            "geography_year": _year(nullable=True),
            "placed_by": _text(isin=PLACED_BY),
        },
        ("partner_id",),
        {"programme_id": "programmes.programme_id"},
    ),
    "participation_counts": Table(
        {
            "source_id": _text(),
            "programme_id": _text(),
            "locality_id": _text(),
            "locality_name": _text(),
            "municipality_code": _text(MUNICIPALITY_CODE, nullable=True),
            "geography_year": _year(),
            "placed_by": _text(isin=PLACED_BY),
            "period_start": _year(),
            "period_end": _year(),
            "participations": _count(),
            "partner_names": _count(),
            "projects": _count(),
        },
        ("source_id", "locality_id"),
        {"programme_id": "programmes.programme_id"},
    ),
    "accreditations": Table(
        {
            "accreditation_id": _text(),
            "source_id": _text(),
            "programme_id": _text(),
            "kind": _text(isin=ACCREDITATIONS),
            "organisation_name": _text(),
            "organisation_kind": _text(isin=ORGANISATION_KINDS),
            "status": _text(nullable=True),
            "call_year": _year(nullable=True),
            "awarded_from": _date(),
            "awarded_to": _date(),
            "municipality_code": _text(MUNICIPALITY_CODE, nullable=True),
            "geography_year": _year(),
            "placed_by": _text(isin=PLACED_BY),
        },
        ("accreditation_id",),
        {"programme_id": "programmes.programme_id"},
    ),
    "programme_years": Table(
        {
            "source_id": _text(),
            "programme_id": _text(),
            "year": _year(),
            "action": _text(),
            "projects": _count(),
            "granted_cents": _count(),
        },
        ("source_id", "year", "action"),
        {"programme_id": "programmes.programme_id"},
    ),
    "municipalities": Table(
        {
            "geography_year": _year(),
            "municipality_code": _text(MUNICIPALITY_CODE),
            "municipality_name": _text(),
            "county_code": _text(COUNTY_CODE),
        },
        ("geography_year", "municipality_code"),
        {},
    ),
    "counties": Table(
        {"geography_year": _year(), "county_code": _text(COUNTY_CODE), "county_name": _text()},
        ("geography_year", "county_code"),
        {},
    ),
    "municipality_changes": Table(
        {
            "valid_from": _year(),
            "old_code": _text(MUNICIPALITY_CODE),
            "new_code": _text(MUNICIPALITY_CODE),
            "change_type": _text(isin=("merge", "renumber", "name_change", "split", "split_and_merge")),
            "share": pa.Column("float64", pa.Check.in_range(0, 1, include_min=False)),
            "status": _text(isin=STATUSES),
            "share_basis": _text(nullable=True),
        },
        ("valid_from", "old_code", "new_code"),
        {},
    ),
    "nuts3_counties": Table(
        {"nuts_version": _year(), "nuts3_code": _text(r"^NO\w{3}$"), "county_code": _text(COUNTY_CODE)},
        ("nuts_version", "nuts3_code"),
        {},
    ),
    "population": Table(
        {
            "year": _year(),
            "area_level": _text(isin=("country", "county", "municipality")),
            "area_code": _text(r"^\d{1,4}$"),
            "geography_year": _year(),
            "population": _count(),
            "status": _text(isin=STATUSES),
        },
        ("year", "area_level", "area_code", "geography_year"),
        {},
    ),
    "area": Table(
        {
            "geography_year": _year(),
            "municipality_code": _text(MUNICIPALITY_CODE),
            "area_kind": _text(isin=("total", "land")),
            "area_km2": pa.Column("float64", pa.Check.gt(0)),
            "area_year": _year(),
        },
        ("geography_year", "municipality_code", "area_kind"),
        {},
    ),
    "neighbours": Table(
        {
            "geography_year": _year(),
            "area_level": _text(isin=("county", "municipality")),
            "area_code": _text(r"^\d{2}(\d{2})?$"),
            "neighbour_code": _text(r"^\d{2}(\d{2})?$"),
        },
        ("geography_year", "area_level", "area_code", "neighbour_code"),
        {},
    ),
    "kostra_groups": Table(
        {
            "geography_year": _year(),
            "municipality_code": _text(MUNICIPALITY_CODE),
            "kostra_group": _text(r"^EKG\d{2}$"),
        },
        ("geography_year", "municipality_code"),
        {"kostra_group": "kostra_group_definitions.kostra_group"},
    ),
    "kostra_group_definitions": Table(
        {
            "kostra_group": _text(r"^EKG\d{2}$"),
            "kostra_group_name": _text(),
            "population_band": _text(nullable=True),
            "bound_costs": _text(nullable=True),
            "free_disposable_income": _text(nullable=True),
            "municipalities": _count(),
        },
        ("kostra_group",),
        {},
    ),
    "centrality": Table(
        {
            "geography_year": _year(),
            "municipality_code": _text(MUNICIPALITY_CODE),
            "centrality_class": pa.Column("int16", pa.Check.in_range(1, 6)),
            "centrality_index": pa.Column("int16", pa.Check.in_range(0, 1000)),
        },
        ("geography_year", "municipality_code"),
        {},
    ),
    "exchange_rates": Table(
        {"year": _year(), "nok_per_eur": pa.Column("float64", pa.Check.in_range(1, 100)), "days": _count()},
        ("year",),
        {},
    ),
    "postal_codes": Table(
        {
            "postal_code": _text(MUNICIPALITY_CODE),
            "postal_place": _text(),
            "municipality_code": _text(MUNICIPALITY_CODE),
            "geography_year": _year(),
            "in_use": pa.Column("bool"),
        },
        ("postal_code",),
        {},
    ),
}


def conform(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the rows with exactly the table's columns, order and types; raises DataError where one is missing."""
    columns = TABLES[name].columns
    missing = [column for column in columns if column not in rows]
    if missing:
        raise DataError(f"{name}: no column {', '.join(missing)}. Fill it in the source's tidy.")
    return rows[list(columns)].astype({column: str(spec.dtype) for column, spec in columns.items()})


def empty(name: str) -> pd.DataFrame:
    """Return a table without rows."""
    return pd.DataFrame({column: pd.Series(dtype=str(spec.dtype)) for column, spec in TABLES[name].columns.items()})


# Svalbard and Jan Mayen have numbers of the same form, but are neither municipalities nor counties.
OUTSIDE_THE_LISTS = ("2100", "2200", "2211", "21", "22")
