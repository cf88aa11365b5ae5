"""Short tables of texts as real tables, which wrap and are read aloud as such."""

from collections.abc import Iterable
from html import escape

import pandas as pd
import streamlit as st

from analysis.text import numbers


def draw(table: pd.DataFrame) -> None:
    """Draw a table of texts; its headings are the column names, and what it says is shown unchanged.

    Streamlit's own table reads every cell as markdown, and the browser makes an element of the page of each: of the
    380 texts on a county's page 306 were such cells.
    """
    st.html(written(table))


def written(table: pd.DataFrame) -> str:
    """Return the table in HTML, with its headings and roles at every cell: on phones a row is a list of its cells."""
    names = [escape(str(name)) for name in table.columns]
    head = "".join(f'<th role="columnheader">{name}</th>' for name in names)
    rows = "".join(f'<tr role="row">{_cells(names, row)}</tr>' for row in table.itertuples(index=False, name=None))
    return (
        f'<table class="text-table" role="table"><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _cells(names: Iterable[str], row: Iterable[object]) -> str:
    said = (numbers.MISSING if numbers.is_missing(cell) else escape(str(cell)) for cell in row)
    return "".join(
        f'<td role="cell" data-column="{name}">{words}</td>' for name, words in zip(names, said, strict=True)
    )
