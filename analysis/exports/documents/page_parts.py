"""What the pages without network and the pages to print are made of: escaped texts, tables, legends and a policy."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape

import pandas as pd

from analysis.exports.pictures.lettering import clean
from analysis.figures.maps import MapClass
from analysis.telling.story import Bars, Cards, Columns, Grid, MapDrawing, Slide, Story
from analysis.text.links import web_address

Words = dict[str, str]


def said(text: str) -> str:
    """Return a text as it stands in a page: escaped, on one line, without what cannot be seen."""
    return escape(clean(text))


def table(header: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[str] = ()) -> str:
    """Return a table whose first column names the rows; `numeric` columns stand to the right."""
    sides = [' class="number"' if name in numeric else "" for name in header]
    head = "".join(f'<th scope="col"{side}>{said(name)}</th>' for name, side in zip(header, sides, strict=True))
    body = "".join(f"<tr>{_row(row, sides)}</tr>" for row in rows)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _row(row: Sequence[str], sides: Sequence[str]) -> str:
    first, *rest = (f"{side}>{said(cell)}" for cell, side in zip(row, sides, strict=True))
    return f'<th scope="row"{first}</th>' + "".join(f"<td{cell}</td>" for cell in rest)


def grid(visual: Grid) -> str:
    """Return a grid as a table."""
    return table(visual.header, visual.rows, visual.numeric)


def cards(visual: Cards) -> str:
    """Return key figures as a list of terms."""
    parts = []
    for card in visual.cards:
        remark = f'<dd class="remark">{said(card.remark)}</dd>' if card.remark else ""
        parts.append(f"<div><dt>{said(card.label)}</dt><dd>{said(card.value)}</dd>{remark}</div>")
    return f'<dl class="cards">{"".join(parts)}</dl>'


def numbers_of(visual: Bars | Columns | MapDrawing, words: Words) -> str:
    """Return a figure's numbers as a table, written as the page writes them."""
    if isinstance(visual, Bars):
        return _numbers_of_bars(visual, words)
    if isinstance(visual, Columns):
        wide = visual.table.pivot_table(index="year", columns="series", values="value", aggfunc="sum", min_count=1)
        names = [name for name in visual.series if name in wide]
        rows = [
            [str(year), *(visual.write(value) for value in cells)]
            for year, cells in zip(wide.index, wide[names].to_numpy(), strict=True)
        ]
        return table([words["year"], *names], rows, names)
    shown = [(visual.units.names[code], visual.said(number)) for number, code in enumerate(visual.units.codes)]
    return table([words["name"], visual.legend_title], shown, [visual.legend_title])


def _numbers_of_bars(visual: Bars, words: Words) -> str:
    spread = bool(visual.table["low"].notna().any())
    header = [words["name"], visual.axis_title, *([words["lowest"], words["highest"]] if spread else [])]
    rows = [
        [
            str(row["name"]),
            *(visual.write(_number(row[column])) for column in ("value", "low", "high")[: 3 if spread else 1]),
        ]
        for row in visual.table.to_dict("records")
    ]
    return table(header, rows, header[1:])


def _number(value: object) -> float | None:
    return None if value is None or pd.isna(value) else float(value)  # type: ignore[arg-type, call-overload]


def legend(visual: MapDrawing, words: Words) -> str:
    """Return the legend of a map as a list; what is no plain value has a texture."""
    entries = [_entry(entry) for entry in visual.classes.legend]
    beside = {"estimated": any(visual.estimated), "own": any(visual.own)}
    entries += [f'<li><i class="{kind}"></i>{said(words[kind])}</li>' for kind, shown in beside.items() if shown]
    return f'<div class="legend"><p>{said(visual.legend_title)}</p><ul>{"".join(entries)}</ul></div>'


def _entry(entry: MapClass) -> str:
    return f'<li><i class="{entry.kind}" style="background-color: {entry.colour}"></i>{said(entry.label)}</li>'


def notes(slide: Slide) -> str:
    """Return what a reader must know of a figure."""
    return "".join(f'<p class="note">{said(note)}</p>' for note in slide.notes)


def document(story: Story, body: str, *, style: str, scripts: Sequence[str] = (), data: str = "") -> bytes:
    """Return a whole page that asks for nothing from anywhere and runs these scripts alone.

    Args:
        data: further script elements that hold data and run nothing.
    """
    hashes = " ".join(f"'sha256-{_hash(script)}'" for script in scripts)
    policy = (
        f"default-src 'none'; script-src {hashes or chr(39) + 'none' + chr(39)}; style-src 'unsafe-inline'; "
        "img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'"
    )
    running = "".join(f"<script>{script}</script>" for script in scripts)
    page = (
        f'<!DOCTYPE html>\n<html lang="{story.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{said(story.title)} – Europaprofil</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n{body}\n{data}{running}\n</body>\n</html>\n"
    )
    return page.encode()


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def heading(story: Story) -> str:
    """Return title, subtitle, when it was made, and the address of the same view."""
    link = ""
    if address := web_address(story.link):
        link = f'<br>{said(story.words["link"])}: <a href="{said(address)}">{said(address)}</a>'
    made = f'<p class="made">{said(story.words["made"])}{link}</p>'
    return f"<header><h1>{said(story.title)}</h1><p>{said(story.subtitle)}</p>{made}</header>"
