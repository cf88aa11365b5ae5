"""The cells of a CSV file that a spreadsheet would run."""

import csv
import io
import re

FORMULA = re.compile(r"[\s\x00-\x1f\x7f]*[=+\-@][^\d]")


def cells(content, separator):
    return [cell for line in csv.reader(io.StringIO(content, newline=""), delimiter=separator) for cell in line]


def live(content):
    """Return the cells that a spreadsheet set to any separator would take for a formula."""
    found = []
    for separator in ";,\t":
        found += [cell for cell in cells(content, separator) if FORMULA.match(cell)]
    return found
