"""Texts made to run, to load, to link, to reverse or to break, and a version of the data that is full of them."""

import json
import shutil

import pandas as pd

from analysis.store import versions
from analysis.store.tables import DATA

SCRIPT = "<script>window.hacked=1</script>"
IMAGE = '<img src=x onerror="window.hacked=1">'
OUTSIDE = "https://hostile.invalid/"
STRINGS = {
    "script": SCRIPT,
    "image": IMAGE,
    "svg": "<svg onload=window.hacked=1><foreignObject>",
    "end of style": f"</style></title></textarea>{SCRIPT}",
    "end of data": f"]]>--><!--{SCRIPT}",
    "attribute": '" onmouseover="window.hacked=1" x=\'',
    "entities": "&lt;script&gt;&#60;b&#62;&amp;nbsp;&nope;",
    "link": "[HARM](javascript:window.hacked=1)",
    "outer link": f"[HARM]({OUTSIDE})",
    "picture": f"![HARM]({OUTSIDE}x.png)",
    "markdown": "**HARM** *HARM* :red[HARM] $HARM^2$ `HARM` ~~HARM~~ # HARM",
    "own pictures": ":material/bug_report: :material_bug_report: :streamlit:",
    "places": "{name} {0} {} %s %(name)s ${name} {{x}}",
    "template": "%{customdata} %{y} <extra></extra>",
    "chart link": f"<a href='{OUTSIDE}'>HARM</a><b>HARM</b>",
    "formula": "=cmd|' /C calc'!A0",
    "hyperlink": f'=HYPERLINK("{OUTSIDE}";"HARM")',
    "directions": "a\u202eelgnaver\u2066b\u2067c\u200fd\u061c",
    "controls": "a\x00b\x01c\x07d\x1b[31me\x7ff\x85g\ufeffh\ufffei",
    "surrogate": "a\ud800b\udfffc",
    "way up": "../../../etc/passwd",
    "device": "C:\\con\\nul:stream",
    "lines": "a\r\nb\u2028c\n# HARM\n- HARM\n    HARM\n\nHARM",
    "numbered": "1. HARM",
    "long": "x" * 10_000,
    "long words": "æ ø å " * 1_700,
}
"""Everything that must come out as text; names say what it is."""
IN_UNICODE = {name: said for name, said in STRINGS.items() if name != "surrogate"}
"""Those that a file of UTF-8 can hold."""
SHORT = {name: said for name, said in IN_UNICODE.items() if len(said) < 200}
ALL = " ".join(SHORT[name] for name in (
    "script", "image", "link", "outer link", "picture", "markdown", "own pictures", "places", "chart link",
    "directions", "controls",
))  # fmt: skip
"""Most of what is short, in one text."""
LINKS = ("javascript:window.hacked=1", f"data:text/html,{SCRIPT}", f" \tjavascript:window.hacked=1//{OUTSIDE}",
         "JaVaScRiPt:window.hacked=1", "vbscript:x", "file:///etc/passwd", "//hostile.invalid/x", "https://",
         'https://a.no/"onmouseover="window.hacked=1', "https://a.no/\u202egnp.exe", "https://a b.no/", "\x00https://a.no",
         "https://user:word@hostile.invalid/")  # fmt: skip
"""Addresses that must not become links."""

TEXTS = {
    "participations": ("project_acronym", "project_title", "organisation_name"),
    "grant_partners": ("organisation_name",),
    "grant_programme_partners": ("organisation_name", "grant_programme_name"),
    "figures": ("area_name", "indicator_name", "value_text", "source_title", "publisher", "programme_name", "unit"),
    "memberships": ("area_name", "name", "programme_name", "role", "partners", "municipal_unit", "theme",
                    "source_title", "publisher"),
    "partnerships": ("area_name", "name", "programme_name", "role", "partners", "municipal_unit", "theme",
                     "source_title", "publisher"),
    "networks": ("network_name", "network_name_en", "founded", "seat", "members_total", "members_norway",
                 "members_norway_names", "membership_fee", "topics", "source_title", "publisher"),
    "programmes": ("programme_name", "programme_name_en", "predecessor", "successor", "budget_note", "norway_since",
                   "norwegian_contribution", "norwegian_regions", "national_contact_point", "who_can_apply",
                   "source_title", "publisher"),
    "municipalities": ("municipality_name",),
    "counties": ("county_name",),
    "postal_codes": ("postal_place",),
    "kostra_group_definitions": ("kostra_group_name",),
    "student_exchange": ("institution_name",),
}  # fmt: skip
"""The columns that a publisher fills with words of its own."""
ADDRESSES = {"participations": "project_url", "networks": "official_url", "programmes": "official_url",
             "figures": "source_url", "partnerships": "source_url"}  # fmt: skip


def version(store):
    """Put a version in use, in a store of its own, whose every name and title is hostile; see store.versions."""
    folder = store / "versions" / "20260101-000000"
    shutil.copytree(DATA / "tables", folder / "tables")
    for name in ("datapackage.json", "reconciliation.json"):
        shutil.copyfile(DATA / name, folder / name)
    for path in sorted((folder / "tables").glob("*.parquet")):
        if path.stem in TEXTS:
            _hostile(pd.read_parquet(path), path.stem).to_parquet(path, index=False)
    sizes = {path.name: path.stat().st_size for path in (folder / "tables").iterdir()}
    told = {"made": "2026-01-01T00:00:00+00:00", "since": "", "tables": sizes, "sources": {}}
    (folder / versions.LOADED).write_text(json.dumps(told), "utf-8")
    (store / versions.POINTER).write_text(folder.name, "utf-8")


def _hostile(table, name):
    """Return a table with hostile words behind all of its own, very long ones in two rows, and hostile addresses."""
    changed = table.copy()
    for column in TEXTS[name]:
        words = table[column].astype("string") + " " + ALL
        changed[column] = words.astype(table[column].dtype)
    if name in ADDRESSES:
        known = table[ADDRESSES[name]].notna()
        wild = [LINKS[at % len(LINKS)] for at in range(int(known.sum()))]
        changed.loc[known, ADDRESSES[name]] = wild
    if name == "participations":
        changed.loc[changed.index[:2], ["project_title", "organisation_name"]] = STRINGS["long"]
    return changed
