"""Oslo is a county and a municipality at once: what is told of one is told of the other."""

COUNTY, MUNICIPALITY = "03", "0301"
_CODES = {"county": COUNTY, "municipality": MUNICIPALITY}


def as_county(level: str, code: str) -> tuple[str, str]:
    """Return the level and code at which a place is told of in full: the county of Oslo for its municipality."""
    return ("county", COUNTY) if _CODES.get(level) == code else (level, code)


def both(level: str, code: str) -> dict[str, str]:
    """Return a place's codes by level: both of Oslo, the one of any other place."""
    return dict(_CODES) if _CODES.get(level) == code else {level: code}
