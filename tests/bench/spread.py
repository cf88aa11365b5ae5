"""Medians and percentiles of a few figures."""

import math
from statistics import median

__all__ = ["median", "percentile", "summary"]


def percentile(figures, share):
    """Return the smallest figure that at least `share` (0–1) of all figures do not exceed."""
    ordered = sorted(figures)
    if not ordered:
        raise ValueError("no figures: a percentile of nothing is nothing.")
    return ordered[max(math.ceil(share * len(ordered)), 1) - 1]


def summary(figures):
    """Return n, median, p95 and the largest of some figures, in their unit; None for all but n where there are none."""
    figures = list(figures)
    if not figures:
        return {"n": 0, "median": None, "p95": None, "largest": None}
    return {
        "n": len(figures),
        "median": median(figures),
        "p95": percentile(figures, 0.95),
        "largest": max(figures),
    }
