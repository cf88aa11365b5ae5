"""The same map as a careful user of Dash makes it: a Plotly choropleth, geometry by URL, a dropdown, and patches.

`python -m tests.bench.baseline_dash PORT FOLDER` serves it; FOLDER is for the files that the browser fetches.
"""

import json
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pyproj
import shapely

from analysis.exports.pictures.map_outlines import rings
from analysis.geography.paths import METRES_PER_UNIT, ORIGIN
from tests.bench import one_map
from tests.bench.baseline import started
from tests.bench.libraries import installed

DECIMALS = 4  # of a degree: about ten metres
NO_WORLD = {"type": "Topology", "objects": {name: {"type": "GeometryCollection", "geometries": []} for name in (
    "coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")}, "arcs": []}  # fmt: skip


def geojson():
    """Return the map's units as GeoJSON: the same points, in longitude and latitude."""
    geometry = one_map.geometry()
    to_degrees = pyproj.Transformer.from_crs(25833, 4326, always_xy=True).transform
    features = [
        {"type": "Feature", "id": code, "properties": {"name": name}, "geometry": in_degrees(path, to_degrees)}
        for code, name, path in zip(geometry["codes"], geometry["names"], geometry["paths"], strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def in_degrees(path, to_degrees):
    """Return a unit's path as a MultiPolygon; a ring inside another is a hole in it."""
    polygons = []
    for ring, around in _by_outer_ring(rings(path)):
        if around is None:
            polygons.append([_turned(ring, to_degrees, clockwise=True)])
        else:
            polygons[around].append(_turned(ring, to_degrees, clockwise=False))
    return {"type": "MultiPolygon", "coordinates": polygons}


def _by_outer_ring(found):
    """Yield each ring, the largest first, with the number of the outer ring that it is a hole in, or None."""
    outer = []
    for ring in sorted(found, key=lambda ring: -shapely.Polygon(ring).area):
        inside = shapely.make_valid(shapely.Polygon(ring)).representative_point()
        around = next((at for at, area in enumerate(outer) if area.contains(inside)), None)
        if around is None:
            outer.append(shapely.make_valid(shapely.Polygon(ring)))
        yield ring, around


def _turned(ring, to_degrees, clockwise):
    """Return a closed ring in degrees that runs as asked; Plotly fills what lies to the right of an outer one."""
    xs, ys = zip(*ring, ring[0], strict=True)
    east = [x * METRES_PER_UNIT + ORIGIN[0] for x in xs]
    north = [ORIGIN[1] - y * METRES_PER_UNIT for y in ys]
    points = [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in zip(*to_degrees(east, north), strict=True)]
    return points if shapely.LinearRing(points).is_ccw != clockwise else points[::-1]


def app(assets):
    """Return the Dash app; `assets` is the folder with units.json and its topology."""
    from dash import Dash, Input, Output, Patch, callback, dcc, html

    measures = one_map.measured()
    dash = Dash("kart", assets_folder=assets, title="Kart", update_title="")
    dash.layout = html.Main([
        html.H1("Horisont 2020"),
        dcc.Dropdown([one.name for one in measures], measures[0].name, id="measure", clearable=False, searchable=False),
        dcc.Graph(id="map", figure=_figure(measures[0]), style={"height": 820}, config={
            "topojsonURL": "/assets/", "displayModeBar": False, "scrollZoom": False}),
    ])  # fmt: skip

    @callback(Output("map", "figure"), Input("measure", "value"), prevent_initial_call=True)
    def recolour(name):
        one = next(one for one in measures if one.name == name)
        changed = Patch()
        for key, value in _shown(one).items():
            changed["data"][0][key] = value
        return changed

    return dash


def _figure(one):
    geo = {
        "visible": False, "projection": {"type": "mercator"}, "lonaxis": {"range": [4, 32]},
        "lataxis": {"range": [57, 72]}, "center": {"lon": 18, "lat": 65.6}, "bgcolor": "#ffffff",
    }  # fmt: skip
    trace = {
        "type": "choropleth", "geojson": "/assets/units.json", "locations": one_map.geometry()["codes"],
        "marker": {"line": {"color": "#1b2733", "width": 0.5}}, "hoverinfo": "text", "zmin": -0.5, "showscale": False,
        **_shown(one),
    }  # fmt: skip
    return {"data": [trace], "layout": {"geo": geo, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}}}


def _shown(one):
    """Return what differs between measures: classes, one flat colour for each, and texts."""
    number = len(one.colours)
    scale = [[edge / number, colour] for at, colour in enumerate(one.colours) for edge in (at, at + 1)]
    return {"z": one.classes, "zmax": number - 0.5, "colorscale": scale, "text": one.labels}


@contextmanager
def served():
    """Serve the app from a process of its own; yields its address."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "units.json").write_text(json.dumps(geojson(), separators=(",", ":")), "utf-8")
        (Path(folder) / "world_110m.json").write_text(json.dumps(NO_WORLD), "utf-8")
        command = [sys.executable, "-m", "tests.bench.baseline_dash"]
        with started(lambda port: [*command, str(port), folder], installed()) as address:
            yield address


def press(page, name):
    """Open the list of measures and return what changes the measure when it is called."""
    page.locator("#measure").click()
    option = page.get_by_role("option", name=name, exact=True)
    option.wait_for()
    return option.click


if __name__ == "__main__":
    import waitress

    waitress.serve(app(sys.argv[2]).server, host="127.0.0.1", port=int(sys.argv[1]), threads=4)
