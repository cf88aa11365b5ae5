"""Parts of a page that run alone: a click in one asks nothing of the rest of the page, nor of the frame around it."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import streamlit as st

from pages._shared.data import this_run

P = ParamSpec("P")


def alone(draw: Callable[P, None]) -> Callable[P, None]:
    """Let a block of a page run alone. What it is given is kept in the session until the page runs again: no rows.

    Widgets that others read, or that write to what stands outside, do not belong in such a block.
    """

    @st.fragment
    @wraps(draw)
    def part(version: Path, *arguments: P.args, **named: P.kwargs) -> None:
        if not this_run.go_on(version):
            st.rerun()  # a refresh has removed it since the page was drawn: all of the page is drawn anew
        draw(*arguments, **named)

    @wraps(draw)
    def begin(*arguments: P.args, **named: P.kwargs) -> None:
        part(this_run.shared().folder, *arguments, **named)

    return begin
