"""The board of follow-ups: who takes which network further, with what status and when.

A board is a table of COLUMNS: three texts, a status id and a date (None where open). It is kept in the reader's own
file, so reading it back checks every cell and takes all rows or none.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.text import days, formulas, hidden, languages, translate
from analysis.text.translate import mark
from analysis.uploads import UploadError

COLUMNS = {
    "suggestion": mark("Suggestion"),
    "network": mark("Network"),
    "responsible": mark("Who follows up"),
    "status": mark("Status"),
    "date": mark("Date"),
}
STATUSES = {
    "suggested": mark("Suggested"),
    "agreed": mark("Agreed"),
    "under_way": mark("Under way"),
    "done": mark("Done"),
    "dropped": mark("Dropped"),
}
TEXTS = ("suggestion", "network", "responsible")
MOST_ROWS, MOST_CHARACTERS = 500, 500
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
TEST_TOGETHER = mark("Several municipalities test one European network for culture administration together")
BUILD_ON = mark("Use this existing network to share competence")
THEME_MEETING = mark("Theme meeting for culture staff with the national contact points")
_MEETING = "N002"

NO_HEADINGS = mark("Row {row}: the headings must be {expected}. Missing: {missing}. Nothing was changed.")
TWICE = mark("The heading “{heading}” stands twice. Nothing was changed.")
TOO_MANY = mark("The board has more than {limit} rows. Nothing was changed.")
TOO_LONG = mark("Row {row}: “{heading}” is longer than {limit} characters. Nothing was changed.")
BAD_STATUS = mark("Row {row}: the status “{found}” is not one of {expected}. Nothing was changed.")
BAD_DATE = mark("Row {row}: the date “{found}” is not a day like 31.01.2027. Nothing was changed.")
TOO_WIDE = mark("Row {row} has cells beyond the headings. Nothing was changed.")

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_ORGANISATION = re.compile(
    r"kommun|fylke|kontor|forum|nettverk|r[åa]d\b|rådet|samarbeid|region|direktorat|departement|institutt|universitet"
    r"|skole|senter|museum|bibliotek|kultur|koordinator|leder|sjef|direktør|rådgiver|ansvarlig|gruppe|utvalg|styre|"
    r"komit|avdeling|enhet|etat|council|office|network|committee|\bAS\b|\bAB\b|\bKS\b|europe",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZÆØÅ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøå]+)?")


@dataclass(frozen=True)
class Read:
    """A board read from a file, and the headings of columns that are not part of a board and were left out."""

    board: pd.DataFrame
    left_out: tuple[str, ...]


def empty() -> pd.DataFrame:
    """Return a board without rows."""
    return pd.DataFrame({column: pd.Series(dtype="object") for column in COLUMNS})


def from_workshop(networks: pd.DataFrame, words: Mapping[str, str]) -> pd.DataFrame:
    """Return the board as it starts: the workshop's two tracks, one row per network that it names; nobody has a task.

    Args:
        networks: the rows named in the workshop.
        words: the texts TEST_TOGETHER, BUILD_ON and THEME_MEETING in the reader's language.
    """
    rows = [{"suggestion": words[TEST_TOGETHER], "network": ""}]
    for network_id, name in networks[["network_id", "network_name"]].itertuples(index=False):
        said = THEME_MEETING if network_id == _MEETING else BUILD_ON
        rows.append({"suggestion": words[said], "network": str(name)})
    return pd.DataFrame([{**row, "responsible": "", "status": "suggested", "date": None} for row in rows])[
        list(COLUMNS)
    ].astype("object")


def tidy(board: pd.DataFrame) -> pd.DataFrame:
    """Return an edited board with clean texts, without rows that say nothing."""
    rows = board.reindex(columns=list(COLUMNS)).astype("object")
    for column in TEXTS:
        rows[column] = rows[column].map(lambda cell: "" if _missing(cell) else clean(str(cell)))
    rows["status"] = rows["status"].map(lambda cell: cell if cell in STATUSES else "suggested")
    rows["date"] = [None if _missing(cell) else pd.Timestamp(cell).date() for cell in rows["date"]]
    rows["date"] = rows["date"].astype("object").where(rows["date"].notna(), None)
    return rows[(rows[list(TEXTS)] != "").any(axis=1)].reset_index(drop=True)


def clean(text: str) -> str:
    """Return a text on one line without control characters, needless spaces, and the apostrophe that guards a CSV."""
    return formulas.unguarded(" ".join(hidden.removed(_CONTROL.sub(" ", text)).split()))


def read(rows: Sequence[Sequence[str]], headings: Mapping[str, Mapping[str, str]]) -> Read:
    """Return the board in the rows of a file; see analysis.uploads.read.

    Args:
        headings: "columns" and "statuses", each from ids to the words of the reader's language.

    Raises:
        UploadError: a heading is missing or a cell is not what it must be; names the row as a spreadsheet counts.
    """
    start = _start(rows, headings["columns"])
    place, left_out = _places(rows[start], headings["columns"], start + 1)
    statuses = _by_word(headings["statuses"], STATUSES)
    found = []
    for number, row in enumerate(rows[start + 1 :], start=start + 2):
        if not any(cell.strip() for cell in row):
            continue
        if any(cell.strip() for cell in row[len(rows[start]) :]):
            raise UploadError(TOO_WIDE, row=str(number))
        cells = {column: row[at] if at < len(row) else "" for column, at in place.items()}
        found.append(_row(cells, number, headings, statuses))
    if len(found) > MOST_ROWS:
        raise UploadError(TOO_MANY, limit=str(MOST_ROWS))
    board = pd.DataFrame(found, columns=list(COLUMNS)).astype("object") if found else empty()
    return Read(tidy(board), left_out)


def _start(rows: Sequence[Sequence[str]], words: Mapping[str, str]) -> int:
    """Return the first row with two headings of a board, below a title at most, or else the first with anything."""
    by_word = _by_word(words, COLUMNS)
    filled = [number for number, row in enumerate(rows) if any(cell.strip() for cell in row)]
    known = (
        number for number in filled if len({by_word.get(clean(cell).casefold()) for cell in rows[number]} - {None}) > 1
    )
    return next(known, filled[0])


def _by_word(words: Mapping[str, str], marked: Mapping[str, str]) -> dict[str, str]:
    """Return ids by their words: the reader's, those of the other languages, in which it may be saved, and the ids."""
    by_word = {word.casefold(): name for name, word in words.items()} | {name: name for name in marked}
    for language in languages.CODES:
        in_language = translate.words(language)
        for name, word in marked.items():
            by_word.setdefault(in_language(word).casefold(), name)
    return by_word


def _places(row: Sequence[str], words: Mapping[str, str], number: int) -> tuple[dict[str, int], tuple[str, ...]]:
    by_word = _by_word(words, COLUMNS)
    place: dict[str, int] = {}
    left_out = []
    for at, cell in enumerate(row):
        column = by_word.get(clean(cell).casefold())
        if column in place:
            raise UploadError(TWICE, heading=clean(cell))
        if column:
            place[column] = at
        elif clean(cell):
            left_out.append(clean(cell))
    missing = [word for column, word in words.items() if column not in place]
    if missing:
        raise UploadError(NO_HEADINGS, row=str(number), expected=", ".join(words.values()), missing=", ".join(missing))
    return place, tuple(left_out)


def _row(
    cells: Mapping[str, str], number: int, headings: Mapping[str, Mapping[str, str]], statuses: Mapping[str, str]
) -> dict[str, object]:
    texts = {column: clean(cells[column]) for column in TEXTS}
    for column, text in texts.items():
        if len(text) > MOST_CHARACTERS:
            heading = headings["columns"][column]
            raise UploadError(TOO_LONG, row=str(number), heading=heading, limit=str(MOST_CHARACTERS))
    status = statuses.get(clean(cells["status"]).casefold() or "suggested")
    if status is None:
        expected = ", ".join(headings["statuses"].values())
        raise UploadError(BAD_STATUS, row=str(number), found=clean(cells["status"])[:60], expected=expected)
    return {**texts, "status": status, "date": _day(clean(cells["date"]), number)}


def _day(text: str, number: int) -> date | None:
    if not text:
        return None
    written = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", text) or re.fullmatch(
        r"(\d{4})-(\d{2})-(\d{2})", text
    )
    try:
        parts = [int(part) for part in written.groups()] if written else []
        day = date(*parts) if "-" in text else date(*reversed(parts))
    except (TypeError, ValueError):
        span = days.span(text)
        if span is None or span[0] != span[1]:
            raise UploadError(BAD_DATE, row=str(number), found=text[:60]) from None
        day = span[0]
    if not FIRST_DAY <= day <= LAST_DAY:
        raise UploadError(BAD_DATE, row=str(number), found=text[:60])
    return day


def may_be_a_person(responsible: str) -> bool:
    """Whether a text looks like a person's name: two or three capitalised words, none of them an organisation's."""
    words = responsible.split()
    return 2 <= len(words) <= 3 and all(map(_NAME.fullmatch, words)) and not _ORGANISATION.search(responsible)


def _missing(cell: object) -> bool:
    return cell is None or bool(pd.isna(cell))  # type: ignore[call-overload]
