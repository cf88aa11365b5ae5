"""Axis ticks at round numbers, written by the caller's formatter, since the browser formats nothing."""

import math
from collections.abc import Callable


def ticks(largest: float, write: Callable[[float], str], *, about: int = 5) -> dict[str, object]:
    """Return Plotly's tick settings from zero to the first round number at or above `largest`.

    A round number is 1, 2 or 5 times a power of ten; there are at most `about` + 1 steps, and no two ticks that the
    formatter writes alike.
    """
    if not largest > 0:  # also where no value is known (NaN)
        return {"tickmode": "array", "tickvals": [0], "ticktext": [write(0)], "range": [0, 1]}
    step = _round_step(largest / about)
    values, texts = _steps(largest, step, write)
    while len(set(texts)) < len(texts) > 2:
        step = _round_step(step * 1.01)
        values, texts = _steps(largest, step, write)
    return {
        "tickmode": "array",
        "tickvals": values,
        "ticktext": texts,
        "range": [0, max(largest * 1.04, values[-1])],
    }


def _steps(largest: float, step: float, write: Callable[[float], str]) -> tuple[list[float], list[str]]:
    count = math.ceil(largest / step - 1e-9)
    values = [index * step for index in range(count + 1)]
    return values, [write(value) for value in values]


def _round_step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * (1 - 1e-9))
