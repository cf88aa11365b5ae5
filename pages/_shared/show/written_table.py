"""Numbers in a table as a language writes them, which still sort as numbers."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler


def written(table: pd.DataFrame, writers: Mapping[Any, Callable[[Any], str]]) -> Styler:
    """Return a table for st.dataframe that shows the columns of `writers` as these write them.

    Streamlit reads texts from a pandas Styler alone, and from that the texts alone. Pandas would first give a class
    and a style to every cell, and Streamlit would then put text after text into a copy of the table: together most of
    the time that a table of all municipalities takes. So the texts are ready, and stand where Streamlit makes them.
    """
    texts = {column: list(map(write, table[column].tolist())) for column, write in writers.items()}
    numbers = _Written(table)
    numbers.texts = table.astype(str).assign(**texts)
    styler = Styler(numbers)
    styler._compute = lambda: styler  # type: ignore[attr-defined]
    styler._translate = lambda *_: {}  # type: ignore[attr-defined]
    return styler


class _Written(pd.DataFrame):
    """A table that has its texts with it; what pandas makes of it is an ordinary table."""

    _metadata = ["texts"]  # noqa: RUF012 - pandas' own way to let a table have more than columns

    texts: pd.DataFrame

    def astype(self, dtype: Any, *options: Any, **named: Any) -> Any:  # type: ignore[misc]  # noqa: ANN401
        """Return the texts where all is asked for as text."""
        return self.texts if dtype is str else super().astype(dtype, *options, **named)
