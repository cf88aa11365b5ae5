"""Norwegian addresses written in one line: the post code and the city in them."""

import re
from dataclasses import dataclass

_BETWEEN = re.compile(r"[,;\n\r]+")
_COUNTRY = re.compile(r"(NO|NORWAY|NORGE|NOREG|NORVEGE|NORWEGEN)\.?", re.IGNORECASE)
# "7600", "N-7600", "NO 7600", with or without the city behind it; three digits lost a leading zero on the way.
_CODE = re.compile(r"(?:NO?[\s-]*)?(\d{3,4})(?:[\s-]+(\D.*))?", re.IGNORECASE)
# "Street 1 7600 Levanger": four digits that only words follow.
_INSIDE = re.compile(r"(?<!\d)(?:NO?-)?(\d{4})\s+([^\W\d][^\d]*)", re.IGNORECASE)


@dataclass(frozen=True)
class Address:
    """What an address says of the place; None where it does not say. A post code has four digits."""

    postal_code: str | None = None
    city: str | None = None


def read(address: str) -> Address:
    """Return the post code and city of a Norwegian address such as "Kirkegata 1, 7600, Levanger".

    The last part that looks like a post code counts, so that a house number before it does not. Whether code and city
    belong together is for the postal register to say.
    """
    parts = [" ".join(part.split()) for part in _BETWEEN.split(address)]
    parts = [part for part in parts if part and not _COUNTRY.fullmatch(part)]
    for number in reversed(range(len(parts))):
        found = _CODE.fullmatch(parts[number]) or _INSIDE.search(parts[number])
        if not found:
            continue
        city = found[2] or next((part for part in parts[number + 1 :] if not part.isdigit()), None)
        if len(found[1]) == 3 and not city:
            continue
        return Address(found[1].zfill(4), _city(city))
    if len(parts) > 1 and not any(letter.isdigit() for letter in parts[-1]):
        return Address(None, _city(parts[-1]))
    return Address()


def _city(text: str | None) -> str | None:
    """Return a city without the country behind it."""
    if not text:
        return None
    return re.sub(r"[\s-]+(NORWAY|NORGE|NOREG)$", "", text.strip(" .-"), flags=re.IGNORECASE) or None
