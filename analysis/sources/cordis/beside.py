"""What a file of CORDIS tells beside participations: who else takes part, what about, and all countries together."""

import pandas as pd

from analysis.contract import schemas
from analysis.sources.common import importing, ledger
from analysis.sources.common.account import Account
from analysis.sources.common.ledger import Ledger
from analysis.sources.cordis import countries, partners, projects, topics
from analysis.text.translate import mark

AT_HOME = mark("Norwegian organisation")


def tables(
    raw: importing.Parts, known: pd.DataFrame, kept: pd.DataFrame, made: importing.Tables, norway: str
) -> tuple[dict[str, pd.DataFrame], list[Account]]:
    """Return project_countries, partner_organisations, project_topics and country_participation, with accounts.

    Args:
        raw: the parts of the file.
        known: projects by number; see projects.described and projects.known.
        kept: the participations that the file gave.
        made: the tables in use. What the file cannot tell stays as it is there: topics where it has none, and all
            countries together where it has Norwegian projects alone.
        norway: the country's code in the file.
    """
    everyone = raw["organization"]
    about = known.reindex(everyone["projectID"]).set_axis(everyone.index, axis=0)
    about = about.assign(source_id=about["programme_id"].map(projects.SOURCES))
    fates = Ledger(everyone)
    fates.leave_out(everyone.duplicated(), ledger.DOUBLE)
    fates.leave_out(~everyone["projectID"].isin(kept["project_id"]), ledger.NO_NORWEGIAN)
    beside_norwegians = everyone[fates.stays]
    fates.leave_out(everyone["country"].str.strip().eq(norway), AT_HOME)
    abroad = everyone[fates.stays]
    rows = about.loc[beside_norwegians.index, ["source_id", "programme_id"]].assign(
        project_id=beside_norwegians["projectID"], country=beside_norwegians["country"]
    )
    result = {
        "project_countries": partners.project_countries(rows),
        "partner_organisations": partners.partner_organisations(abroad, about.loc[abroad.index]),
        "project_topics": _topics(raw, known, kept, made["project_topics"]),
        "country_participation": _countries(raw, about, kept, made["country_participation"]),
    }
    return result, _accounts(fates, about, result["partner_organisations"])


def _accounts(fates: Ledger, about: pd.DataFrame, partner_rows: pd.DataFrame) -> list[Account]:
    """Return an account of the participants abroad for each source that has some."""
    sources = sorted(partner_rows["source_id"].unique())
    of = {source_id: about["source_id"].eq(source_id) for source_id in sources}
    if len(sources) == 1:
        of[sources[0]] = pd.Series(True, index=about.index)
    return [
        fates.account(
            source_id,
            "organization: participants abroad",
            rows_out=int(partner_rows["source_id"].eq(source_id).sum()),
            of=of[source_id],
        )
        for source_id in sources
    ]


def _topics(raw: importing.Parts, known: pd.DataFrame, kept: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    about = kept.drop_duplicates("project_id").set_index("project_id")[["source_id", "programme_id"]]
    old = before[before["project_id"].isin(about.index) & before["source_id"].isin(about["source_id"])]
    parts = []
    if "euroSciVoc" in raw:
        parts.append(topics.fields_of_science(raw["euroSciVoc"]))
        old = old[old["topic_kind"] != topics.FIELD]
    if "policyPriorities" in raw:
        parts.append(topics.policy_priorities(raw["policyPriorities"]))
        old = old[old["topic_kind"] != topics.PRIORITY]
    if "project" in raw:
        parts.append(topics.missions(raw["project"].drop_duplicates("id")))
        old = old[old["topic_kind"] != topics.MISSION]
    new = topics.together(*parts, about=about) if parts else schemas.empty("project_topics")
    both = pd.concat([part for part in (new, old) if len(part)] or [new], ignore_index=True)
    return both.sort_values(list(schemas.TABLES["project_topics"].key), ignore_index=True)


def _countries(raw: importing.Parts, about: pd.DataFrame, kept: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Return all countries together, if the file has projects that no Norwegian organisation takes part in."""
    if "project" in raw and not raw["project"]["id"].isin(kept["project_id"]).all():
        whole = about["is_readable"].eq(True)
        return countries.participation(raw["organization"][whole], about[whole])
    return before[before["source_id"].isin(kept["source_id"].unique())].reset_index(drop=True)
