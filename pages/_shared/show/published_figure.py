"""How a published figure is written: value with unit and disagreement, period, and where it was published."""

import re

from analysis.text import numbers
from analysis.text.reader import Reader
from pages._shared.show import citing
from pages._shared.show.citing import Row


def value(reader: Reader, row: Row) -> str:
    """Return the figure with its unit, as printed where it is a range or a year, and whether sources disagree."""
    text = reader.text
    as_printed = numbers.is_missing(row["value"]) or row["unit"] == "year"
    number = str(row["value_text"]) if as_printed else reader.published(row["value"])
    disagree = f" ({_disagreement(reader, row)})" if row["status"] == "conflict" else ""
    if row["unit"] == "rank":
        return text("No. {rank}", rank=number) + disagree
    if row["unit"] == "%" and not as_printed:
        return reader.percent_sign(number) + disagree
    return f"{number}{chr(0xA0)}{text(str(row['unit']))}{disagree}"


def _disagreement(reader: Reader, row: Row) -> str:
    """Return that sources disagree, with the other value where it stands in no row of its own."""
    text = reader.text
    if numbers.is_missing(row["other_value_text"]):
        return text("sources disagree")
    other, publisher = text(str(row["other_value_text"])), text(str(row["other_publisher"]))
    return text("sources disagree: {other} by {publisher}", other=other, publisher=publisher)


def period(reader: Reader, row: Row) -> str:
    """Return the period as printed, with a dash between years."""
    return re.sub(r"(\d{4})-(\d{4})", r"\1–\2", reader.text(str(row["period_text"])))


def citation(reader: Reader, row: Row) -> str:
    """Return the page or document a row comes from, or that none is stated."""
    if numbers.is_missing(row["publisher"]) or numbers.is_missing(row["source_title"]):
        return reader.text("Not stated")
    return citing.citation(reader, row)
