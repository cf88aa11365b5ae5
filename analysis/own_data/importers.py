"""The publishers' files that are known by their columns."""

from typing import cast

from analysis.sources.common.importing import Importer
from analysis.sources.cordis import cordis
from analysis.sources.eea import eea_partners
from analysis.sources.erasmus import erasmus_mobility, erasmus_projects
from analysis.sources.forskningsradet import forskningsradet_current
from analysis.sources.fts import fts
from analysis.sources.interreg import keep_export, programme_lists

IMPORTERS = cast(
    "tuple[Importer, ...]",
    (
        cordis, forskningsradet_current, erasmus_projects, erasmus_mobility, keep_export, programme_lists, fts,
    ),
)  # fmt: skip
PACKED = cast("dict[str, tuple[Importer, ...]]", {"zip": (cordis,), "json": (cordis, eea_partners)})
"""The importers whose files are no tables, by ending; the first one that can read a file is its own."""
