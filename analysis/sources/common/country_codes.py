"""Countries in the Commission's files as two letters of ISO 3166."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

OF_THE_COMMISSION: Mapping[str, str] = MappingProxyType({"EL": "GR", "UK": "GB"})
"""Codes that the Commission writes otherwise."""


def iso(codes: pd.Series) -> pd.Series:
    """Return the codes as ISO writes them, null for what is no code of two letters."""
    bare = codes.str.strip().str.upper()
    return bare.where(bare.str.fullmatch("[A-Z]{2}", na=False)).replace(dict(OF_THE_COMMISSION))
