"""Boundaries of counties and municipalities for every vintage, all from one coverage (polygons: Kartverket)."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import shapely

from analysis.geography import paths, polygon_coverage, polygons, years
from analysis.geography.membership import unit_of_pieces
from analysis.geography.polygon_coverage import Geometries
from analysis.store import map_files

LONLAT_DECIMALS = 5
TODAY = ("municipality", years.TODAY)

Units = dict[str, shapely.Geometry]
Vintage = tuple[str, int]
Drawn = Mapping[str, Mapping[Vintage, Units]]
"""Units by code, by division, by the name of a level of detail."""
Files = Mapping[str, Mapping[str, tuple[str, str]]]


@dataclass(frozen=True)
class Report:
    """What the build tells about the boundaries.

    Attributes:
        neighbours: the table of that name.
        areas: one row per municipality of 2024: municipality_code, municipality_name, polygon_km2 (before
            simplification), area_km2 (total, SSB), difference_pct (polygon against SSB), drawn_pct (what is left of
            the polygon in the detail of the country).
        sizes: bytes of each file written, by name.
    """

    neighbours: pd.DataFrame
    areas: pd.DataFrame
    sizes: Mapping[str, int]


def build(
    raw_dir: Path,
    made: Mapping[str, pd.DataFrame],
    out_boundaries: Path,
    out_static: Path,
    progress: Callable[[str], None],
) -> Report:
    """Write GeoJSON (longitude and latitude) and the map's geometry files for every level and vintage.

    Args:
        raw_dir: holds geography/municipality_parts_2020.geojson.
        made: municipalities, counties, municipality_changes and area.
        out_boundaries: receives <level>_<vintage>.geojson in the detail of the country.
        out_static: receives <level>-<vintage>-<detail>-<hash>.json and index.json; older ones are removed.
        progress: called with one line for each step.
    """
    progress("Boundaries: one clean coverage")
    names, cleaned = polygons.cleaned_coverage(raw_dir)
    codes = {
        (level, vintage): unit_of_pieces(names, made, level, vintage)
        for level, vintages in years.VINTAGES.items()
        for vintage in vintages
    }
    whole = {vintage: polygon_coverage.dissolve(cleaned, of_piece) for vintage, of_piece in codes.items()}
    drawn = draw(polygon_coverage.pieces_of(cleaned), codes, progress)
    progress("Boundaries: files")
    written = write_geometry(out_static, geometry_files(drawn, made))
    sizes = written | _write_geojson(out_boundaries, drawn["country"], made)
    return Report(neighbours(whole), compared(whole[TODAY], drawn["country"][TODAY], made), sizes)


def compared(whole: Units, drawn: Units, made: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the areas of the municipalities of today beside those of SSB; see Report.areas."""
    area = made["area"]
    known = area[(area["geography_year"] == years.TODAY) & (area["area_kind"] == "total")]
    columns = ["municipality_code", "municipality_name"]
    rows = years.in_force(made["municipalities"], years.TODAY)[columns].merge(
        known[["municipality_code", "area_km2"]], on="municipality_code", validate="one_to_one"
    )
    polygon, left = (
        rows["municipality_code"].map({code: float(shapely.area(shape)) / 1e6 for code, shape in shapes.items()})
        for shapes in (whole, drawn)
    )
    return rows.assign(
        polygon_km2=polygon.round(2),
        difference_pct=((polygon / rows["area_km2"] - 1) * 100).round(1),
        drawn_pct=(left / polygon * 100).round(1),
    )


def neighbours(whole: Mapping[Vintage, Units]) -> pd.DataFrame:
    """Return the units that share a border on land, each pair in both directions.

    Returns:
        geography_year, area_level, area_code, neighbour_code, sorted.
    """
    tables = []
    for (level, vintage), by_code in sorted(whole.items()):
        codes = np.array(sorted(by_code))
        _, pairs = polygon_coverage.shared_segments([by_code[code] for code in codes])
        both = np.unique(np.concatenate([pairs, pairs[:, ::-1]]), axis=0)
        columns = {"area_code": codes[both[:, 0]], "neighbour_code": codes[both[:, 1]]}
        tables.append(pd.DataFrame({"geography_year": vintage, "area_level": level, **columns}))
    keys = ["geography_year", "area_level", "area_code", "neighbour_code"]
    return pd.concat(tables).sort_values(keys, ignore_index=True).astype({"geography_year": "int16"})


def draw(
    pieces: polygon_coverage.Pieces, codes: Mapping[Vintage, Sequence[str]], progress: Callable[[str], None]
) -> Drawn:
    """Return each division in both levels of detail, from one coverage, so that they share their lines.

    Args:
        pieces: single polygons of the coverage.
        codes: of each division the unit that each area of the coverage belongs to.
        progress: called with one line for each level of detail.
    """
    drawn = {}
    for detail in (polygon_coverage.COUNTRY, polygon_coverage.NEAR):
        progress(f"Boundaries: detail {detail.name}")
        geometries, owner = polygon_coverage.simplify(pieces, detail)
        drawn[detail.name] = {
            vintage: polygon_coverage.dissolve(geometries, [of_piece[piece] for piece in owner])
            for vintage, of_piece in codes.items()
        }
    return drawn


def _labels(made: Mapping[str, pd.DataFrame], level: str, vintage: int) -> tuple[dict[str, str], dict[str, str]]:
    """Return the official name and the county of each unit of a vintage, by code."""
    rows = years.in_force(made["municipalities" if level == "municipality" else "counties"], vintage)
    codes = rows[f"{level}_code"].astype(str)
    names = dict(zip(codes, rows[f"{level}_name"].astype(str), strict=True))
    return names, dict(zip(codes, rows["county_code"].astype(str), strict=True))


def geometry_files(drawn: Drawn, made: Mapping[str, pd.DataFrame]) -> Files:
    """Return the map's files of each division.

    Args:
        drawn: see draw.
        made: municipalities and counties.

    Returns:
        By <level>-<vintage> and the detail's name: the file's name, with a hash of its content, and the content.
    """
    files: dict[str, dict[str, tuple[str, str]]] = {}
    for detail, vintages in drawn.items():
        for (level, vintage), by_code in vintages.items():
            text = _json(paths.geometry_file(level, vintage, detail, by_code, *_labels(made, level, vintage)))
            digest = hashlib.sha256(text.encode()).hexdigest()[:8]
            name = f"{level}-{vintage}-{detail}-{digest}.json"
            files.setdefault(f"{level}-{vintage}", {})[detail] = (name, text)
    return files


def write_geometry(
    folder: Path, files: Files, kept: Mapping[str, Mapping[str, str]] = MappingProxyType({})
) -> dict[str, int]:
    """Write the map's files and their index into a folder, and remove those that are in it no more.

    Args:
        kept: what the index says of files that are in the folder already, and are to stay.

    Returns:
        Bytes of each file of the index, by name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    index = {division: dict(details) for division, details in kept.items()}
    for division, details in files.items():
        index[division] = {detail: name for detail, (name, _) in details.items()}
        for name, text in details.values():
            (folder / name).write_text(text, encoding="utf-8")
    (folder / map_files.INDEX).write_text(_json(dict(sorted(index.items()))), encoding="utf-8")
    current = {name for details in index.values() for name in details.values()}
    for old in folder.glob("*-*-*-*.json"):
        if old.name not in current:
            old.unlink()
    return {name: (folder / name).stat().st_size for name in sorted(current)}


def _write_geojson(folder: Path, vintages: Mapping[Vintage, Units], made: Mapping[str, pd.DataFrame]) -> dict[str, int]:
    folder.mkdir(parents=True, exist_ok=True)
    sizes = {}
    for (level, vintage), by_code in vintages.items():
        names, parents = _labels(made, level, vintage)
        codes = sorted(by_code)
        shapes = _lonlat(np.array([by_code[code] for code in codes], dtype=object))
        features = [
            {
                "type": "Feature",
                "properties": {"code": code, "name": names[code], "county_code": parents[code]},
                "geometry": json.loads(shapely.to_geojson(shape)),
            }
            for code, shape in zip(codes, shapes, strict=True)
        ]
        path = folder / f"{level}_{vintage}.geojson"
        path.write_text(_json({"type": "FeatureCollection", "features": features}), encoding="utf-8")
        sizes[path.name] = path.stat().st_size
    return sizes


def _lonlat(shapes: Geometries) -> Geometries:
    in_degrees = shapely.orient_polygons(polygons.moved(shapes, polygons.METRES, polygons.LONLAT))
    rounded: Geometries = shapely.transform(in_degrees, lambda points: np.round(points, LONLAT_DECIMALS))
    return rounded


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
