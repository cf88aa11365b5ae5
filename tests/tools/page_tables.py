"""The tables on a page that a test has run: those of texts, Streamlit's own, and numbers below a figure once open."""

import html5lib
import pandas as pd


def texts(app):
    """Return the tables of texts as DataFrames: those of pages/_shared/show/text_table.py, then Streamlit's own."""
    html = [element.value for element in app.html]
    return [*(read(body) for body in html if body.startswith("<table")), *(table.value for table in app.table)]


def read(html):
    """Return a table in HTML as a DataFrame."""
    table = html5lib.parse(html, namespaceHTMLElements=False)
    names = ["".join(cell.itertext()) for cell in table.iter("th")]
    rows = [["".join(cell.itertext()) for cell in row.iter("td")] for row in table.find(".//tbody")]
    return pd.DataFrame(rows, columns=names)


def everything(app):
    """Return all tables of a page as DataFrames, numbers below figures included; runs the page again for those."""
    closed = [key for key in app.session_state.to_dict() if str(key).endswith("-below")]
    for key in closed:
        app.session_state[key] = True
    shown = app.run() if closed else app
    return [*texts(shown), *(table.value for table in shown.dataframe)]
