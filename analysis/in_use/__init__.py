"""What a reader reads: the data of one version, with or without rows of their own.

A page asks for it once a run (pages/_shared/data/this_run.py), a notebook or a test makes one:
`Reading(DATA).by_unit(units, selection, currency="EUR", year=2020)`.
"""

from analysis.in_use.own_rows import COLUMN, OwnFile, OwnRows, sources_of, with_column, without_rows_of
from analysis.in_use.reading import Reading
from analysis.in_use.versions_kept import newest, of_version
from analysis.in_use.with_rows import ReadingWithRows

__all__ = [
    "COLUMN", "OwnFile", "OwnRows", "Reading", "ReadingWithRows", "newest", "of_version", "sources_of", "with_column",
    "without_rows_of",
]  # fmt: skip
