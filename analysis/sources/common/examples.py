"""Single participations from lists that are not complete: what the sources of examples share."""

import pandas as pd

from analysis.contract import schemas


def complete(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with every column of the table of examples, null where a source has nothing of the kind."""
    missing = [name for name in schemas.TABLES["examples"].columns if name not in rows]
    return rows.assign(**dict.fromkeys(missing))
