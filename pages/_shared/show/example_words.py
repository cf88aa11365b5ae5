"""How a single participation that a list or page names is written."""

import re
from datetime import date

import pandas as pd

from analysis.text import numbers
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.data import this_run
from pages._shared.show import citing
from pages._shared.show.citing import Row

ROLES = {
    "coordinator": mark("lead partner"),
    "norwegian_lead": mark("Norwegian project owner"),
    "participant": mark("participant"),
    "associated_partner": mark("associated partner"),
    "beneficiary": mark("grant holder"),
}
ACCREDITATIONS = {
    "vet_accreditation": mark("Erasmus+ accreditation in vocational education"),
    "erasmus_charter": mark("Erasmus charter for higher education"),
}
NOT_COUNTED = mark(
    "Who is named took part; of a place that is not named nothing is known. Nothing is counted or ranked by these rows."
)


def table(reader: Reader, rows: pd.DataFrame) -> pd.DataFrame:
    """Return examples in words, the latest first."""
    ordered = rows.assign(last=rows["end"].str[:4].astype("Int64").fillna(rows["period_end"]))
    ordered = ordered.sort_values(["last", "example_id"], ascending=[False, True], na_position="last")
    columns = ["project_title", "programme_name", "organisation_name", "role", "time", "source"]
    return pd.DataFrame([written(reader, row) for row in ordered.to_dict("records")], columns=columns)


def written(reader: Reader, row: Row) -> dict[str, str]:
    """Return one example in words: project, programme, organisation, role, time and source."""
    text = reader.text
    names = this_run.reading().programme_names(reader.language)
    programme = names.get(str(row["programme_id"]), str(row["programme_name"]))
    parts = [programme, *([] if numbers.is_missing(row["action"]) else [text(str(row["action"]))])]
    return {
        "project_title": text("not named") if numbers.is_missing(row["project_name"]) else str(row["project_name"]),
        "programme_name": ": ".join(dict.fromkeys(parts)),
        "organisation_name": str(row["organisation_name"]),
        "role": "" if numbers.is_missing(row["role"]) else text(ROLES[str(row["role"])]),
        "time": _time(row),
        "source": citing.citation(reader, row),
    }


def _time(row: Row) -> str:
    """Return start and end of the project, else the years of the call or programme period."""
    start, end = (None if numbers.is_missing(row[name]) else str(row[name])[:4] for name in ("start", "end"))
    return numbers.span(start, end) if start else numbers.span(row["period_start"], row["period_end"])


def as_of(reader: Reader, value: str) -> str:
    """Return the times for which a membership is known: "2011; c. 2018-19" -> "2011, about 2018–19"."""
    return ", ".join(_time_listed(reader, one) for one in value.split("; "))


def _time_listed(reader: Reader, time: str) -> str:
    if time == "current page":
        return reader.text("an undated page")
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", time):
        return reader.day(date.fromisoformat(time))
    if re.fullmatch(r"\d{4}-(0\d|1[0-2])", time):
        return reader.month(date.fromisoformat(f"{time}-01"))
    bare = re.sub(r"(?<=\d)-(?=\d{2,4}\b)", "–", time).removeprefix("c. ")
    return reader.text("about {time}", time=bare) if time.startswith("c. ") else bare
