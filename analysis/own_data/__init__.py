"""A reader's own file: read in a process of its own with limits, shown before it is used, and never stored."""

from analysis.own_data.files import as_register, errors_file, template
from analysis.own_data.model import ENDINGS, FIELDS, Asked, Field, Reading
from analysis.own_data.reading import read

__all__ = [
    "ENDINGS",
    "FIELDS",
    "Asked",
    "Field",
    "Reading",
    "as_register",
    "errors_file",
    "read",
    "template",
]
