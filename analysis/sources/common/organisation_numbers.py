"""Norwegian organisation numbers in the VAT numbers that publishers give."""

import re

import pandas as pd

_NUMBER = re.compile(r"(?:NO)?(\d{9})(?:MVA)?")
_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


def in_vat_numbers(vat_numbers: pd.Series) -> pd.Series:
    """Return the Norwegian organisation number in a VAT number ("NO 974 760 673 MVA"); null where there is none.

    Nine digits are an organisation number where the last one is right (weights 3 2 7 6 5 4 3 2, modulus 11).
    """
    found = {text: _number(text) for text in vat_numbers.dropna().unique()}
    return vat_numbers.map(found).astype("str")


def _number(text: str) -> str | None:
    bare = re.sub(r"[\W_]", "", text.upper())
    found = _NUMBER.fullmatch(bare)
    if not found:
        return None
    digits = [int(digit) for digit in found[1]]
    check = -sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=False)) % 11
    return found[1] if check == digits[-1] else None
