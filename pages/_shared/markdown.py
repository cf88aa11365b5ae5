"""Words from outside as markdown shows them unchanged: no link, picture or heading comes of them."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-!|~$:])")


def escaped(words: str) -> str:
    """Return words as markdown shows them unchanged."""
    return _SPECIAL.sub(r"\\\1", words)
