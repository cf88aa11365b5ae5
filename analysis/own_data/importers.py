"""The publishers' files that are known by their columns."""

from typing import cast

from analysis.sources import (
    cordis,
    eea_partners,
    erasmus_mobility,
    erasmus_projects,
    forskningsradet_current,
    fts,
    keep_export,
    programme_lists,
)
from analysis.sources.importing import Importer

IMPORTERS = cast(
    "tuple[Importer, ...]",
    (
        cordis, forskningsradet_current, erasmus_projects, erasmus_mobility, keep_export, programme_lists, fts,
    ),
)  # fmt: skip
PACKED = cast("dict[str, Importer]", {"zip": cordis, "json": eea_partners})
"""The importers whose files are no tables."""
