"""Numbers in a table as a language writes them, which still sort as numbers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler


def written(table: pd.DataFrame, writers: Mapping[Any, Callable[[Any], str]]) -> Styler:
    """Return a table for st.dataframe that shows the columns of `writers` as these write them.

    Streamlit reads texts from a pandas Styler alone, and from that the texts alone. Pandas would first give a class
    and a style to every cell of every column, which was half the time of a table of all municipalities.
    """
    body = [_cells(table[column].tolist(), table.columns.get_loc(column), write) for column, write in writers.items()]
    styler = table.style
    styler._compute = lambda: styler  # type: ignore[attr-defined]
    styler._translate = lambda *_: {"body": body}  # type: ignore[attr-defined]
    return styler


def _cells(values: Sequence[Any], column: Any, write: Callable[[Any], str]) -> list[dict[str, str]]:  # noqa: ANN401
    """Return the cells whose text is not what Streamlit writes by itself; of whole numbers below 1000 it is."""
    texts = enumerate(zip(values, map(write, values), strict=True))
    return [
        {"id": f"row{row}_col{column}", "display_value": text}
        for row, (value, text) in texts
        if not (isinstance(value, int) and str(value) == text)
    ]
