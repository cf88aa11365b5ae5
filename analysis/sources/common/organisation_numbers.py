"""Norwegian organisation numbers in the VAT numbers that publishers give."""

import re

import pandas as pd
from stdnum.exceptions import ValidationError
from stdnum.no import mva, orgnr


def in_vat_numbers(vat_numbers: pd.Series) -> pd.Series:
    """Return the Norwegian organisation number in a VAT number ("NO 974 760 673 MVA"); null where there is none.

    Nine digits are an organisation number where the last one checks the others.
    """
    numbers = {text: _number(text) for text in vat_numbers.dropna().unique()}
    return vat_numbers.map(numbers).astype("str")


def _number(text: str) -> str | None:
    bare = mva.compact(re.sub(r"[\W_]", "", text))  # publishers part the digits with whatever they like
    try:
        return orgnr.validate(bare.removesuffix("MVA"))
    except ValidationError:
        return None
