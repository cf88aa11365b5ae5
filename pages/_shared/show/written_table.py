"""Numbers in a table as a language writes them, which still sort as numbers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler


def written(
    table: pd.DataFrame, writers: Mapping[Any, Callable[[Any], str]], read: Callable[[str], float | None]
) -> Styler:
    """Return a table for st.dataframe that shows the columns of `writers` as these write them.

    Beneath a text lies the number it shows, and beneath a day the day: what a reader copies out of the table, searches
    in it or has read aloud is what stands there, in the same unit.

    Streamlit reads texts from a pandas Styler alone, and from that the texts alone. Pandas would first give a class
    and a style to every cell, and Streamlit would then put text after text into a copy of the table: together most of
    the time that a table of all municipalities takes. So the texts are ready, and stand where Streamlit makes them.

    Args:
        writers: how the values of a column of numbers or days are written.
        read: the number that a text shows, None where it shows that there is none.
    """
    texts = {column: list(map(write, table[column].tolist())) for column, write in writers.items()}
    shown = _Written(table.assign(**{column: _beneath(table[column], texts[column], read) for column in texts}))
    shown.texts = table.astype(str).assign(**texts)
    styler = Styler(shown)
    styler._compute = lambda: styler  # type: ignore[attr-defined]
    styler._translate = lambda *_: {}  # type: ignore[attr-defined]
    return styler


def _beneath(values: pd.Series, texts: Sequence[str], read: Callable[[str], float | None]) -> pd.Series:
    if pd.api.types.is_datetime64_any_dtype(values):
        return pd.Series([None if pd.isna(day) else day.date() for day in values], index=values.index, dtype="object")
    return pd.Series(list(map(read, texts)), index=values.index, dtype="float64")


class _Written(pd.DataFrame):
    """A table that has its texts with it; what pandas makes of it is an ordinary table."""

    _metadata = ["texts"]  # noqa: RUF012 - pandas' own way to let a table have more than columns

    texts: pd.DataFrame

    def astype(self, dtype: Any, *options: Any, **named: Any) -> Any:  # type: ignore[misc]  # noqa: ANN401
        """Return the texts where all is asked for as text."""
        return self.texts if dtype is str else super().astype(dtype, *options, **named)
