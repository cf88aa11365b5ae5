"""The limit: the same map as one page of HTML, its paths in the page and its classes as JSON, without any library."""

import json
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import one_map
from tests.bench.baseline import started

PAGE = """<!doctype html><html lang="nb"><meta charset="utf-8"><title>Kart</title>
<link rel="icon" href="data:,">
<style>body {{ font: 16px sans-serif; margin: 1rem }} svg {{ height: 820px; display: block }}
#units path {{ stroke: #1b2733; stroke-width: 1px; vector-effect: non-scaling-stroke }}
#lines {{ fill: none; stroke: #1b2733; stroke-width: 2px; vector-effect: non-scaling-stroke }}</style>
<h1></h1>
<div>{buttons}</div>
<svg viewBox="0 0 {width} {height}" role="img"><g id="units">{units}</g><path id="lines" d="{lines}"/></svg>
<ul></ul>
<script id="measures" type="application/json">{measures}</script>
<script>
const measures = JSON.parse(document.getElementById("measures").textContent);
const paths = document.querySelectorAll("#units path");
function show(number) {{
  const one = measures[number];
  document.querySelector("h1").textContent = one.name;
  paths.forEach((path, index) => {{
    path.setAttribute("fill", one.colours[one.classes[index]]);
    path.firstChild.textContent = one.labels[index];
  }});
  document.querySelector("ul").replaceChildren(...one.legend.map((text, index) => {{
    const entry = document.createElement("li");
    entry.textContent = text;
    entry.style.color = one.colours[index];
    return entry;
  }}));
}}
document.querySelector("div").addEventListener("click", (event) => {{
  if (event.target.value) show(event.target.value);
}});
show(0);
</script>"""


def page():
    """Return the page as HTML."""
    geometry, measures = one_map.geometry(), one_map.measured()
    return PAGE.format(
        width=geometry["width"], height=geometry["height"], lines=geometry["county_lines"],
        units="".join(f'<path d="{path}"><title></title></path>' for path in geometry["paths"]),
        buttons="".join(f'<button value="{at}">{one.name}</button>' for at, one in enumerate(measures)),
        measures=json.dumps([one.__dict__ for one in measures], ensure_ascii=False),
    )  # fmt: skip


@contextmanager
def served():
    """Serve the page from a process of its own; yields its address."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "index.html").write_text(page(), "utf-8")
        served_from = ("-b", "127.0.0.1", "-d", folder)
        with started(lambda port: [sys.executable, "-m", "http.server", str(port), *served_from]) as address:
            yield address


def press(page, name):
    """Return what changes the measure when it is called."""
    return page.get_by_role("button", name=name, exact=True).click
