"""Words from outside as markdown shows them unchanged: no link, picture or heading comes of them."""

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<$~|]|:(?=[A-Za-z])|&(?=[#A-Za-z])")
_AT_THE_START = re.compile(r"^(?:[-+#>=]|[0-9]+(?=[.)]))")
_BLANK = re.compile(r"[ \t\r\n\f\v\x1c-\x1f\x85\u2028\u2029]+")
# Streamlit looks for pictures and addresses in the words that markdown leaves; a joiner, which has no width, parts
# them. An address from data becomes a link where one is asked for: see `link`.
_MADE_OF_WORDS = re.compile(r":(?=material/|//|[\w+-]+:)|\bwww(?=\.)", re.IGNORECASE)


def escaped(words: str) -> str:
    """Return words as markdown shows them unchanged, on one line."""
    line = _MADE_OF_WORDS.sub("\\g<0>\u2060", _BLANK.sub(" ", words).strip(" "))
    return _AT_THE_START.sub(_escape_start, _SPECIAL.sub(r"\\\g<0>", line))


def _escape_start(found: re.Match[str]) -> str:
    """Return what would begin a list, a heading or a quotation so that it does not; a number by its full stop."""
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def link(words: str, address: str) -> str:
    """Return a link; the address is one that analysis.text.links lets through."""
    return f"[{escaped(words)}]({address.replace('(', '%28').replace(')', '%29')})"
