"""What can be refreshed: each source's addresses, the importer that reads its files, and how large they may be.

The order is that of the work: a source may use the tables of those before it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from analysis.sources.common.importing import Importer
from analysis.text.translate import mark

ZIP, XLSX, CSV, JSON, GML, GPKG = FORMS = ("zip", "xlsx", "csv", "json", "gml", "gpkg")


@dataclass(frozen=True)
class Address:
    """One file of a publisher.

    Attributes:
        name: what the file is called here, and what one that was downloaded by hand may be called.
        form: one of FORMS.
        optional: whether it may be missing, as the file of a year that is not published yet.
        asked: what is sent along where the publisher wants a question (POST, JSON).
    """

    url: str
    name: str
    form: str
    optional: bool = False
    asked: Mapping[str, object] | None = None


@dataclass(frozen=True)
class Target:
    """One source that can be refreshed.

    Attributes:
        target_id: the source's id in the register.
        module: the importer, room and module below analysis.sources.
        addresses: the files, all read each time.
        listing: a page whose links lead to the files, where their addresses change; "" where they do not.
        client: what fetches the file into a path, where the publisher has a client of its own.
        by_hand: names that files downloaded by hand may have, with * and ?; any name will do in a folder of the
            target's own name.
        megabytes: how large one file may be.
        draws: whether its files are polygons, of which the map is drawn anew; see analysis.refresh.maps.
        retold: what the register says otherwise once this source was refreshed.
    """

    target_id: str
    module: str
    addresses: tuple[Address, ...] = ()
    listing: str = ""
    client: Callable[[Path], None] | None = None
    by_hand: tuple[str, ...] = ()
    megabytes: int = 200
    draws: bool = False
    retold: Mapping[str, str] = field(default_factory=dict)

    def importer(self) -> Importer:
        """Return the module that reads the files; imported when needed, for not all are light."""
        module: Importer = import_module(f"analysis.sources.{self.module}")
        return module

    def names(self) -> tuple[str, ...]:
        """Return the names that files downloaded by hand may have."""
        return (*(address.name for address in self.addresses), *self.by_hand)


_CORDIS = "https://cordis.europa.eu/data"
_FTS = "https://ec.europa.eu/budget/financial-transparency-system/download"
_MOBILITY = "https://ec.europa.eu/assets/eac/erasmus-plus/statistics/mobility"
_UNITS = "https://nedlasting.geonorge.no/geonorge/Basisdata/Kommuner/GeoJSON"
_NOTHING: Sequence[object] = ()


def _cordis(target_id: str, programme: str) -> Target:
    name = f"cordis-{programme}-csv.zip"
    other = (f"cordis-{programme}-json.zip",)
    return Target(target_id, "cordis.cordis", (Address(f"{_CORDIS}/{name}", name, ZIP),), by_hand=other, megabytes=500)


def _yearly(folder: str, name: str, first: int) -> tuple[Address, ...]:
    """Return a file for each year; the newest are not published yet, and publishers take old ones away."""
    names = [name.format(year=year) for year in range(first, date.today().year + 1)]
    return tuple(Address(f"{folder}/{one}", one, XLSX, optional=True) for one in names)


def _keep_question() -> dict[str, object]:
    """Return the search of keep.eu for all projects, as its search page asks it, with a workbook for an answer."""
    none: dict[str, object] = {"status": None, "type": _NOTHING}
    objectives = {"specific_objectives": {"thematic_objectives": _NOTHING, "thematic_priorities": _NOTHING}}
    return {
        "projects": {
            "status": None, "prizes": False, "only_projects_with_documents": False,
            "project_details": {"start": _NOTHING, "without_start": False, "end": _NOTHING, "without_end": False},
            "project_budget": {"range": _NOTHING, "without_budget": False},
            "themes": {"list": _NOTHING, "type": "or"}, "macro_regional_strategies": _NOTHING,
            "only_infrastructure_financed": False,
        },
        "programmes": {"type": _NOTHING, "period": _NOTHING, "available": _NOTHING},
        "partners": {**none, "nuts_lead": _NOTHING, "nuts_partner": _NOTHING, "nuts_search_type": "both",
                     "selectedAreas": {}},
        "contribution_2014_2020": {**objectives, "thematic_objectives_eni": _NOTHING},
        "contribution_2021_2027": dict.fromkeys(
            ("specific_objectives", "intervention", "common_output_indicators", "common_result_indicators"), _NOTHING
        ),
        "search": {"list": _NOTHING, "type": None, "fields": _NOTHING, "rawSearchString": ""},
        "documents": {"document_lang": _NOTHING, "languages": _NOTHING, "types": _NOTHING, "name": "", "search": ""},
        "location": None,
        "response_type": "excel",
    }  # fmt: skip


def _population(path: Path) -> None:
    from analysis.sources.statistics import ssb_population  # here, for the publisher's client is slow to import

    ssb_population.fetch(path)


TARGETS: Mapping[str, Target] = MappingProxyType(
    {
        target.target_id: target
        for target in (
            Target(
                "klass",
                "statistics.klass_api",
                (
                    Address(
                        "https://data.ssb.no/api/klass/v1/classifications/131/codes.json"
                        f"?from=2007-01-01&to={date.today().isoformat()}",
                        "klass-131-codes.json",
                        JSON,
                    ),
                ),
                megabytes=20,
            ),
            Target(
                "kartverket",
                "kartverket.kartverket",
                (
                    Address(
                        f"{_UNITS}/Basisdata_0000_Norge_25833_Kommuner_GeoJSON.zip",
                        "Basisdata_0000_Norge_25833_Kommuner_GeoJSON.zip",
                        ZIP,
                    ),
                ),
                by_hand=(
                    "Basisdata_*_Kommuner*.zip",
                    "Basisdata_*_Fylker*.zip",
                    "Basisdata_*.geojson",
                    "Basisdata_*.gml",
                    "Basisdata_*.gpkg",
                ),
                megabytes=300,
                draws=True,
            ),
            Target(
                "population", "statistics.ssb_population", client=_population, by_hand=("ssb-07459.csv",), megabytes=50
            ),
            Target(
                "exchange_rates",
                "statistics.norges_bank",
                (
                    Address(
                        "https://data.norges-bank.no/api/data/EXR/A+B.EUR.NOK.SP"
                        "?format=csv&startPeriod=2007-01-01&locale=en",
                        "norges-bank-eur.csv",
                        CSV,
                    ),
                ),
                megabytes=20,
                retold={
                    "publisher": mark("Norges Bank"),
                    "url": "https://www.norges-bank.no/",
                    "licence": "not stated in the publisher's file",
                },
            ),
            Target(
                "forskningsradet",
                "forskningsradet.forskningsradet_current",
                (
                    Address(
                        "https://raw.githubusercontent.com/Forskningsradet/open-data/main/datasets/bevilgningereu/"
                        "dataset.csv",
                        "bevilgningereu.csv",
                        CSV,
                    ),
                ),
            ),
            _cordis("cordis_fp7", "fp7projects"),
            _cordis("cordis_h2020", "h2020projects"),
            _cordis("cordis_horizon", "HORIZONprojects"),
            Target(
                "erasmus_projects",
                "erasmus.erasmus_projects",
                listing="https://erasmus-plus.ec.europa.eu/projects/projects-lists",
                by_hand=("ErasmusPlus*.csv", "ErasmusPlus*.xlsx", "CreativeEurope*.csv", "CreativeEurope*.xlsx"),
                megabytes=400,
            ),
            Target(
                "erasmus_mobility",
                "erasmus.erasmus_mobility",
                _yearly(_MOBILITY, "Erasmus-KA1-Mobility-Data-{year}.xlsx", 2014),
                by_hand=("Erasmus-KA1-Mobility-Data-*.csv",),
                megabytes=400,
            ),
            Target(
                "keep_export",
                "interreg.keep_export",
                (Address("https://keep.eu/api/search/projects/", "keep.xlsx", XLSX, asked=_keep_question()),),
                by_hand=("keep*.xlsx",),
            ),
            Target("programme_lists", "interreg.programme_lists"),
            Target(
                "eea_partners",
                "eea.eea_partners",
                (Address("https://data.eeagrants.org/api/partners.json", "partners.json", JSON),),
            ),
            Target(
                "fts", "fts.fts", _yearly(_FTS, "{year}_FTS_dataset_en.xlsx", 2007), by_hand=("*_FTS_dataset_en.csv",)
            ),
        )
    }
)


def question(address: Address) -> bytes | None:
    """Return what is sent to an address that wants a question."""
    return None if address.asked is None else json.dumps(address.asked).encode()
