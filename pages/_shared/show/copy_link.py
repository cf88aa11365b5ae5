"""The button in Python; the browser alone knows the address and the clipboard."""

from pathlib import Path

import streamlit as st

FOLDER = Path(__file__).parent

_component = st.components.v2.component(
    "europaprofil_copy_link",
    html='<button type="button"></button><label hidden><span></span><input readonly></label><p role="status"></p>',
    css=(FOLDER / "copy_link.css").read_text(encoding="utf-8"),
    js=(FOLDER / "copy_link.js").read_text(encoding="utf-8"),
)


def draw(*, key: str, label: str, copied: str, by_hand: str) -> None:
    """Draw the button.

    Args:
        label: what the button says.
        copied: what is said when the address is on the clipboard.
        by_hand: heading of the address, where the browser gives no access to the clipboard.
    """
    _component(key=key, data={"label": label, "copied": copied, "by_hand": by_hand})
