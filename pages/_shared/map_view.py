"""A table of units on the map component: classes, legend and texts in the reader's language."""

from collections.abc import Callable, Sequence

import pandas as pd

from analysis.figures import maps
from analysis.layers import Units
from analysis.text import measures, numbers
from analysis.text.translate import mark
from pages._shared import cached, settings
from pages._shared.map_component import component
from pages._shared.settings import Choice

ATTRIBUTION = "© Kartverket (CC BY 4.0)"
_APART = {
    "zero": mark("0 (none found)"),
    "too_few": mark("Too few projects to rank (1–4)"),
    "not_loaded": mark("Not loaded"),
}
WORDS = {
    "loading": mark("The map is on its way"),
    "not_fetched": mark("The map could not be fetched. Reload the page; the table has the same numbers."),
    "mismatch": mark("The map and the numbers do not belong together, so nothing is drawn. Reload the page."),
    "zoom_in": mark("Zoom in"),
    "zoom_out": mark("Zoom out"),
    "whole_country": mark("Show the whole country"),
    "inset": mark("The Oslofjord area"),
    "estimated": mark("Estimated: a divided unit, shared out"),
    "keys": mark("Move with the arrow keys, choose with Enter, leave with Escape."),
}


def units_of(level: str, vintage: int) -> Units:
    """Return the units of a map in the order of its geometry."""
    geometry = cached.geometry(level, vintage)
    return Units(level, vintage, geometry["codes"], dict(zip(geometry["codes"], geometry["names"], strict=True)))


def draw(
    choice: Choice,
    table: pd.DataFrame,
    units: Units,
    measure: str,
    *,
    key: str,
    title: str,
    selected: str | None = None,
    selects: str | None = None,
    focus: str = "",
    height: int = 720,
) -> None:
    """Draw the map of a table from analysis.layers.with_status; a click on a unit is kept as the choice `selects`.

    With `focus`, the code of a county, the map begins there.
    """
    geometry = cached.geometry(units.level, units.vintage)
    shown = table.iloc[: len(units.codes)]
    write = measures.writer(measure, choice.text, choice.language, choice.currency)
    words = {kind: choice.text(label) for kind, label in _APART.items()}
    limits = measures.limits_writer(measure, choice.text, choice.language)
    classes = maps.classify(shown["value"], list(shown["status"]), write=limits, words=words)
    view = component.MapView(
        geometry_url=geometry["url"],
        near_geometry_url=geometry["near_url"],
        codes=geometry["codes"],
        classes=classes.class_of_unit,
        labels=[
            _label(status, value, write, words) for status, value in zip(shown["status"], shown["value"], strict=True)
        ],
        details=[_rank(choice, rank, int(shown["rank"].notna().sum())) for rank in shown["rank"]],
        estimated=[status == "estimated" for status in shown["status"]],
        legend=[component.LegendEntry(entry.label, entry.colour, entry.kind) for entry in classes.legend],  # type: ignore[arg-type]
        legend_title=measures.name(measure, choice.text, choice.currency),
        selected=selected,
        title=title,
        summary=summary(choice, shown, write),
        attribution=ATTRIBUTION,
        words={word: choice.text(label) for word, label in WORDS.items()},
        focus=focus,
        height=height,
    )
    component.draw(view, key=key, on_select=_keeper(key, selects))


def draw_classes(
    choice: Choice,
    units: Units,
    classes: Sequence[int],
    legend: Sequence[component.LegendEntry],
    *,
    key: str,
    title: str,
    spoken: str,
    details: Sequence[str] | None = None,
    selected: str | None = None,
    selects: str | None = None,
    height: int = 480,
) -> None:
    """Draw a map without numbers: every unit of `units`, in their order, has one of the legend's entries.

    Args:
        spoken: what the map shows, in one or two sentences.
        details: one more line per unit.
    """
    geometry = cached.geometry(units.level, units.vintage)
    view = component.MapView(
        geometry_url=geometry["url"],
        near_geometry_url=geometry["near_url"],
        codes=units.codes,
        classes=classes,
        labels=[legend[number].label for number in classes],
        details=details or [""] * len(units.codes),
        estimated=[False] * len(units.codes),
        legend=legend,
        legend_title=title,
        selected=selected,
        title=title,
        summary=spoken,
        attribution=ATTRIBUTION,
        words={word: choice.text(label) for word, label in WORDS.items()},
        height=height,
    )
    component.draw(view, key=key, on_select=_keeper(key, selects))


def summary(choice: Choice, shown: pd.DataFrame, write: Callable[[float | None], str]) -> str:
    """Return what a map says in one sentence: its highest unit, and how many have a value."""
    ranked = shown[shown["rank"].notna() & (shown["value"] > 0)].sort_values("rank")
    if ranked.empty:
        return choice.text("No unit has a value here.")
    first = ranked.iloc[0]
    return choice.text(
        "Highest: {name}, {value}. {number} of {total} have a value.",
        name=str(first["area_name"]), value=write(first["value"]),
        number=numbers.decimal(len(ranked), choice.language), total=numbers.decimal(len(shown), choice.language),
    )  # fmt: skip


def _label(status: str, value: float | None, write: Callable[[float | None], str], words: dict[str, str]) -> str:
    if status in ("zero", "not_loaded"):
        return words[status]
    return f"{write(value)}. {words[status]}" if status == "too_few" else write(value)


def _rank(choice: Choice, rank: object, ranked: int) -> str:
    if pd.isna(rank):  # type: ignore[call-overload]
        return ""
    language = choice.language
    place, total = numbers.decimal(int(str(rank)), language), numbers.decimal(ranked, language)
    return choice.text("No. {rank} of {total}", rank=place, total=total)


def _keeper(key: str, selects: str | None) -> Callable[[], None]:
    def keep() -> None:
        chosen = settings.component_value(key, "selected")
        if selects and chosen:
            settings.put(selects, chosen)

    return keep
