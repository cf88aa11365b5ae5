"""A tiny story with every kind of figure, for the tests of what leaves the dashboard."""

from datetime import date

import pandas as pd

from analysis.comparing.layers import Units
from analysis.figures import maps
from analysis.telling.story import WORDS, Bars, Card, Cards, Columns, Grid, MapDrawing, Slide, Story

SOURCE = "Kilde: Forlaget: Tabellen; periode: 2014–2021; data per 2022; lisens: ikke oppgitt."
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> \x00\x07\u202e & \"'" + " lang" * 2000


def write(value):
    return "–" if value is None or pd.isna(value) else f"{value:.2f}".replace(".", ",")


def bars(name="Ås", count=3):
    table = pd.DataFrame({
        "name": [f"{name} {at}" for at in range(count)], "value": [count - at + 0.25 for at in range(count)],
        "low": pd.array([0.5] * count, "Float64"), "high": pd.array([count + 1.5] * count, "Float64"), "greyed": False,
    })  # fmt: skip
    return Bars(
        table=table, measure="rate", axis_title="Prosjekter", write=write, write_axis=write, own=f"{name} {count - 1}",
        median=1.5, median_name="median",
    )  # fmt: skip


def columns():
    table = pd.DataFrame({"year": [2014, 2016, 2016], "series": ["a", "a", "b"], "value": [1.25, 3.5, 2.75]})
    return Columns(
        table=table, series=("a", "b"), measure="projects", axis_title="Prosjekter", write=write, write_axis=write
    )


def drawing(names=("Ås", "Øy")):
    legend = (maps.MapClass("1–2", "#1f669f", "value"), maps.MapClass("Ikke lastet inn", "#d9d4cc", "not_loaded"))
    return MapDrawing(
        units=Units("municipality", 2024, ("01", "02"), dict(zip(("01", "02"), names, strict=True))),
        classes=maps.Classes(legend, (0, 1)),
        labels=("2", "Ikke lastet inn"),
        estimated=(True, False),
        legend_title="Prosjekter",
        attribution="© Kartverket",
    )


def draw_map(_):
    return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" role="img"><path d="M0 0h9v9z"/></svg>'


def cards():
    return Cards((Card("Prosjekter", "12", "i alt"), Card("Beløp", "1,5 mill. euro")))


def grid():
    return Grid(("Program", "Antall"), (("FP7", "3"), ("LIFE", "0")), ("Antall",))


def story(*visuals, message="Et budskap", link="http://localhost:8501/fylke?fylke=50&sprak=nn"):
    common = {"topic": "Emne", "filters": "Alle år", "notes": ("Et forbehold.",), "sources": (SOURCE,)}
    made = tuple(
        Slide(slide_id=f"s{at}", message=message, visual=visual, alt=f"Det figur {at} sier", **common)
        for at, visual in enumerate(visuals or (cards(), bars(), columns(), drawing(), grid()))
    )
    words = {word: f"ord-{word}" for word in WORDS}
    return Story(
        title="Ås – Øy", subtitle="Nummer 1", language="nn", words=words, made_on=date(2026, 11, 24), slides=made,
        link=link,
    )  # fmt: skip
