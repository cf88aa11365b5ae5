"""Reading publishers' text files: every column as text, corrections from a hand-kept table, nothing guessed."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import DataError

_ESCAPE = re.compile(r"\\x([0-9a-f]{2})")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_SCHOOL_YEAR = re.compile(r"\b((?:19|20)\d{2})/(\d{2})\b")
# Two letters in place of one: its UTF-8 bytes, each read as a letter of its own. The second line is for the letters of
# Northern Sámi, whose first byte reads as Ä or Å, which are letters that Norwegian names have.
_ENCODED_TWICE = re.compile("[ÂÃ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[ÄÅ][\x8d‘‹¡§¾]")
_LETTERS = str.maketrans({"Æ": "AE", "Ø": "O", "Đ": "D", "Ł": "L", "Þ": "TH", "Ð": "D", "ß": "SS", "Ŧ": "T", "Ŋ": "N"})


def read_text(path: Path, *, separator: str = ",") -> pd.DataFrame:
    """Read a file as published: every column as text, "" where a field is empty, nothing dropped."""
    return pd.read_csv(path, sep=separator, dtype="str", keep_default_na=False, encoding="utf-8")


def null_if_blank(column: pd.Series) -> pd.Series:
    """Return the text with null where the publisher gives nothing."""
    return column.mask(column == "")


def clean_spaces(column: pd.Series) -> pd.Series:
    """Return the text with non-breaking and repeated spaces as one space, and none at the ends."""
    return column.str.replace(r"\s+", " ", regex=True).str.strip()


def repaired(column: pd.Series) -> pd.Series:
    """Return the text with letters restored that were encoded as UTF-8 twice ("Ã…lesund"); other text as it is."""
    return column.map({text: repaired_text(text) for text in column.dropna().unique()}).astype("str")


def repaired_text(text: str) -> str:
    """Return one text with letters restored that were encoded as UTF-8 twice."""
    return _ENCODED_TWICE.sub(lambda found: bytes(map(_byte, found[0])).decode("utf-8", errors="replace"), text)


def _byte(letter: str) -> int:
    """Return the byte that Windows-1252 reads as this letter; five bytes are no letter there and stay as they are."""
    try:
        return letter.encode("cp1252")[0]
    except UnicodeEncodeError:
        return ord(letter)


def correct(raw: pd.DataFrame, source_id: str, corrections: pd.DataFrame) -> pd.DataFrame:
    r"""Return the rows with whole values replaced as data/reference/corrections.csv says.

    Args:
        raw: the rows as published.
        source_id: whose rows of `corrections` to use.
        corrections: source_id, column, where_column and where_value (both empty: in every row), published
            (control characters written \x1a), corrected.

    Raises:
        DataError: a correction fits no row.
    """
    corrected = raw.copy()
    for row in corrections[corrections["source_id"] == source_id].itertuples():
        column = str(row.column)
        published = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), str(row.published))
        hit = raw[column] == published
        if row.where_column:
            hit &= raw[str(row.where_column)] == row.where_value
        if not hit.any():
            raise DataError(
                f"corrections.csv: {source_id} has no {column} {row.published!r}. Remove the row, or see what changed."
            )
        corrected[column] = corrected[column].mask(hit, row.corrected)
    return corrected


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as dictionaries from column to value."""
    return [{str(column): value for column, value in row.items()} for row in rows.to_dict("records")]


def normalised(name: str) -> str:
    """Return a name for comparison: capital letters A to Z, digits and single spaces only."""
    letters = unicodedata.normalize("NFKD", name.upper().translate(_LETTERS))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^A-Z0-9]+", " ", plain).strip()


def slug(text: str) -> str:
    """Return an id of lower-case letters, digits and underscores made from a text."""
    return normalised(text).lower().replace(" ", "_")


def mapped(column: pd.Series, values: Mapping[str, str], *, file: str) -> pd.Series:
    """Return the column translated; raises DataError where a value is not in the mapping."""
    unknown = column[~column.isin(list(values))]
    if len(unknown):
        raise DataError(
            f"{file}: column {column.name}: {unknown.iloc[0]!r} where one of {', '.join(map(repr, values))} was "
            f"expected ({len(unknown)} in all). See whether the publisher has a new value."
        )
    return column.map(values)


def cents(amount: str) -> int:
    """Return an amount in euro with a decimal point as whole euro cents, half a cent up; raises DataError."""
    return int(_decimal(amount).scaleb(2).quantize(Decimal(1), ROUND_HALF_UP))


def total_cents(amounts: pd.Series) -> int:
    """Return the exact sum of amounts in euro, rounded once, in whole euro cents."""
    return cents(str(sum((_decimal(amount) for amount in amounts), Decimal(0))))


def _decimal(amount: str) -> Decimal:
    try:
        value = Decimal(amount)
    except InvalidOperation:
        raise DataError(
            f"{amount!r} is not an amount with a decimal point. See how the publisher writes amounts."
        ) from None
    if not value.is_finite():
        raise DataError(f"{amount!r} is not an amount. See how the publisher writes amounts.")
    return value


def whole_number(text: str) -> int:
    """Return a count written "12" or "12.0"; raises DataError for anything else."""
    found = re.fullmatch(r"(\d+)(?:\.0+)?", text)
    if not found:
        raise DataError(f"{text!r} is not a whole number. See how the publisher writes counts.")
    return int(found[1])


def years_of(period: str) -> tuple[int | None, int | None]:
    """Return the first and last year of a period written as text; None where it is open or not given.

    Years in brackets count only where there are none outside: "2014-2021 (to 2024/2025)" is 2014 to 2021.
    """
    outside = re.sub(r"\(.*?\)", " ", period)
    text = outside if _YEAR.search(outside) else period
    years = [int(year) for year in _YEAR.findall(text)]
    years += [int(year[:2] + short) for year, short in _SCHOOL_YEAR.findall(text)]
    if not years:
        return None, None
    is_open = text.strip().endswith("-") or text.startswith("since ")
    return min(years), None if is_open else max(years)
