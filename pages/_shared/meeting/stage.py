"""The bar under a slide: back, forth, whole screen, out; the same by keyboard, as a remote control sends."""

from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

FOLDER = Path(__file__).parent
WORDS = ("back", "forth", "screen", "leave", "keys")
STEPS = ("back", "forth", "first", "last", "leave")

_component = st.components.v2.component(
    "europaprofil_stage",
    html="""
<nav>
  <button type="button" data-step="back"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M15 5l-7 7 7 7"/></svg></button>
  <output></output>
  <button type="button" data-step="forth"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M9 5l7 7-7 7"/></svg></button>
  <button type="button" data-step="screen"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"/></svg></button>
  <button type="button" data-step="leave"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18"/></svg></button>
</nav>
<p class="spoken"></p>
""",  # noqa: E501
    css=(FOLDER / "stage.css").read_text(encoding="utf-8"),
    js=(FOLDER / "stage.js").read_text(encoding="utf-8"),
)


def draw(*, key: str, place: str, words: Mapping[str, str], on_step: Callable[[], None]) -> None:
    """Draw the bar; a step (one of STEPS) is handed to `on_step` by settings.component_value(key, "step").

    Args:
        place: which slide of how many, as text.
        words: a text for every one of WORDS; "keys" says how to move by keyboard.
    """
    _component(key=key, data={"place": place, "words": dict(words)}, on_step_change=on_step)
