"""Which addresses from data may become links: those of the web, without anything that hides where they lead."""

import re
from urllib.parse import urlsplit

_LONGEST = 2000
_NOT_IN_AN_ADDRESS = re.compile(r"[^\x21-\x7e\u00a1-\u1fff\u3001-\ud7ff]|[<>\"'`\\{}|^]")
"""Blanks, what cannot be seen, and what ends an address where it is written down."""


def web_address(value: object) -> str | None:
    """Return an address that may become a link: http or https, a host, no name or password before it; else None."""
    if not isinstance(value, str) or len(value) > _LONGEST or _NOT_IN_AN_ADDRESS.search(value):
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    safe = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    return value if safe else None
