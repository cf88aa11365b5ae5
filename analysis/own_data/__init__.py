"""A reader's own file: read in a process of its own with limits, shown before it is used, and never stored."""

from analysis.own_data.fields import FIELDS, Field
from analysis.own_data.files import as_register, errors_file, template
from analysis.own_data.model import ALL_ALIKE, APART, ENDINGS, EQUAL, NO_HEADINGS, TOTAL, Asked, Doubt, Note, Reading
from analysis.own_data.money_words import CURRENCIES
from analysis.own_data.reading import read

__all__ = [
    "ALL_ALIKE",
    "APART",
    "CURRENCIES",
    "ENDINGS",
    "EQUAL",
    "FIELDS",
    "NO_HEADINGS",
    "TOTAL",
    "Asked",
    "Doubt",
    "Field",
    "Note",
    "Reading",
    "as_register",
    "errors_file",
    "read",
    "template",
]
