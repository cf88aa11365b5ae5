"""Pages of the dashboard as a test opens them: at an address that they understand, and do what it says."""

from streamlit.testing.v1 import AppTest

from pages._shared.session import query, settings
from pages._shared.session.query import Key
from tests.tools.own_rows_in_hand import put_into
from tests.tools.project import ROOT

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
PLACES = {
    "county": {Key.COUNTY: "50"},
    "municipality": {Key.MUNICIPALITY: "5037"},
    "compare": {Key.MUNICIPALITY: "5037"},
}
"""The pages that ask for a place first, with one."""


def opened(page, asked=(), *files, counted=False, app=None):
    """Return a page that ran by itself without error, and chose what its address asks for.

    Args:
        page: its file's name without ending.
        asked: the address's parameters, Key -> text.
        files: own files in use.
        counted: whether the rows in them count.
        app: an AppTest to open in place of the page's file.
    """
    app = AppTest.from_file(ROOT / "pages" / f"{page}.py", default_timeout=60) if app is None else app
    ask(app, asked)
    if files:
        put_into(app.session_state, *files, counted=counted)
    app.run()
    assert not app.exception
    assert not app.error
    expect_chosen(app, dict(asked))
    return app


def framed(page="overview", asked=(), *files, counted=False):
    """Return a page that ran inside the dashboard, opened from its front page at that address."""
    app = AppTest.from_file(ROOT / "dashboard.py", default_timeout=60)
    ask(app, asked)
    if files:
        put_into(app.session_state, *files, counted=counted)
    app.run()
    app = app.switch_page(f"pages/{page}.py").run() if page != "overview" else app
    assert not app.exception
    return app


def opened_by_anything(page, asked, *files):
    """Return a page opened by an address that may hold anything; it may have chosen something else."""
    app = AppTest.from_file(ROOT / "pages" / f"{page}.py", default_timeout=60)
    for key, value in asked.items():
        app.query_params[key] = value
    if files:
        put_into(app.session_state, *files)
    return app.run()


def ask(app, asked):
    """Put parameters into an address; a key that no page reads, or a value that no address holds, is an error."""
    for key, value in dict(asked).items():
        check(key, value)
        app.query_params[key] = value


def check(key, value):
    assert query.fits(key, value), f"No address holds {key}={value}."


def expect_chosen(app, asked):
    """Check that a page has chosen what its address asks for; an address that it does not understand is dead."""
    chosen = app.session_state["kept choices"]
    for key, value in asked.items():
        if key not in (Key.LANGUAGE, Key.CURRENCY):  # the frame draws their widgets
            assert key in chosen, f"The page reads no {key}."
            assert _parts(chosen[key]) == sorted(value.split(settings.LIST_SEPARATOR)), f"{key}={value} chose another."


def _parts(chosen):
    """Return what a page has chosen as an address writes it: the parts of a list, which has the options' own order."""
    if isinstance(chosen, list):
        return sorted(chosen)
    if isinstance(chosen, tuple):
        return ["-".join(map(str, chosen))]
    if isinstance(chosen, int):
        return ["1" if chosen is True else str(chosen + 1)]
    return sorted(str(chosen).split(settings.LIST_SEPARATOR))
