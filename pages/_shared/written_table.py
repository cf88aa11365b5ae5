"""Numbers in a table as a language writes them, which still sort as numbers."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler


def written(table: pd.DataFrame, writers: Mapping[Any, Callable[[Any], str]]) -> Styler:
    """Return a table for st.dataframe that shows the columns of `writers` as these write them.

    Streamlit reads texts from a pandas Styler alone, and from that the texts alone. Pandas would first give a class
    and a style to every cell of every column, which was half the time of a table of all municipalities.
    """
    body = [
        [
            {"id": f"row{row}_col{table.columns.get_loc(column)}", "display_value": write(value)}
            for row, value in enumerate(table[column].tolist())
        ]
        for column, write in writers.items()
    ]
    styler = table.style
    styler._compute = lambda: styler  # type: ignore[attr-defined]
    styler._translate = lambda *_: {"body": body}  # type: ignore[attr-defined]
    return styler
