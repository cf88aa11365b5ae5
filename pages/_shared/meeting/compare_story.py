"""The story of one unit beside its peers: the slides and pages that are made of a comparison."""

from collections.abc import Callable, Mapping

import pandas as pd

from analysis.comparing import comparison, rates
from analysis.standing import status
from analysis.telling.story import Bars, Card, Cards, Grid, Slide, Story
from analysis.text import numbers
from analysis.text.reader import Reader
from pages._shared.compare import words
from pages._shared.compare.request import MEASURE_NAMES, Asked
from pages._shared.meeting import story_parts
from pages._shared.place.status_strip import STATES
from pages._shared.show.caveats import HEAD_OFFICE


def of(reader: Reader, asked: Asked, *, link: str = "") -> Story:
    """Return the story of a comparison, in the language of the choice."""
    text = reader.text
    made = [slide for maker in MAKERS.values() if (slide := maker(reader, asked))]
    subtitle = words.why(reader, asked).replace("**", "")
    return story_parts.story(reader, text("{name} compared", name=asked.name), subtitle, made, link=link)


def standing(reader: Reader, asked: Asked) -> Slide:
    """Return the unit's own value, the peers' median and the country's, with the verdict that the limits allow."""
    text = reader.text
    cards = tuple(
        Card(
            label,
            text("Not loaded") if numbers.is_missing(value) else words.writer(reader, asked.measure)(value),
        )
        for label, value in words.three_values(reader, asked)
    )
    return story_parts.slide(
        reader, "standing", text("Where it stands"), _verdict(reader, asked), Cards(cards),
        filters=words.said(reader, asked), notes=_notes(reader, asked), sources=words.sources(asked),
    )  # fmt: skip


def bars(reader: Reader, asked: Asked) -> Slide | None:
    """Return the measure of all with intervals and the peers' median; None where no value is known."""
    text, measure = reader.text, asked.measure
    low, high = ("rate_low", "rate_high") if measure == "rate" else ("amount_low", "amount_high")
    shown = asked.shown
    if shown[measure].isna().all() or asked.peers.empty:
        return None
    table = pd.DataFrame({
        "name": shown["area_name"].tolist(),
        "value": shown[measure].astype("float64").tolist(),
        "low": shown[low].astype("Float64").array,
        "high": shown[high].astype("Float64").array,
        "greyed": (shown["projects"] < rates.FEWEST_PROJECTS_TO_RANK).tolist(),
    })  # fmt: skip
    write = words.writer(reader, measure)
    middle = comparison.median_of_peers(shown, asked.code, measure)
    visual = Bars(
        table=table.sort_values("value", ascending=False, kind="stable", na_position="last", ignore_index=True),
        measure=measure, axis_title=text(MEASURE_NAMES[measure]), write=write,
        write_axis=words.axis_writer(reader, measure), own=asked.name, median=middle,
        median_name=text("median"),
    )  # fmt: skip
    alt = text(
        "{name}: {value}. Median of those compared with: {median}.",
        name=asked.name, value=write(shown.iloc[0][measure]), median=write(middle),
    )  # fmt: skip
    notes = [text("With 95 % intervals. Grey: too few projects to rank (fewer than five)."), *_notes(reader, asked)]
    return story_parts.slide(
        reader, "compare", text("Compared with others"), _verdict(reader, asked), visual, alt=alt,
        filters=words.said(reader, asked), notes=notes, sources=words.sources(asked),
    )  # fmt: skip


def what_they_use(reader: Reader, asked: Asked) -> Slide | None:
    """Return the programmes that some of the others took part in and the unit, as far as is known, did not."""
    text = reader.text
    used = words.used_by_others(reader, asked)
    if used.table.empty:
        return None
    columns = ("programme_name", "others", "names", "state")
    header = (text("Programme"), text("Others that took part"), text("Which"), text("Here"))
    message = text(
        "Programmes that others took part in and {name}, as far as is known, did not: {number}",
        number=reader.number(len(used.table)), name=asked.name,
    )  # fmt: skip
    rows = tuple(tuple(str(row[column]) for column in columns) for row in used.table.to_dict("records"))
    not_loaded = used.table["state"].eq(text(STATES[status.NOT_LOADED][0])).any()
    notes = [text("“Not loaded” says nothing about whether the place took part.")] if not_loaded else []
    return story_parts.slide(
        reader, "use", text("What the others use"), message, Grid(header, rows, numeric=(header[1],)),
        filters=text("All loaded years together."), notes=notes, sources=used.sources,
    )  # fmt: skip


def table(reader: Reader, asked: Asked) -> Slide:
    """Return the numbers of all."""
    text = reader.text
    ranked = comparison.ranked(asked.shown, asked.measure).sort_values("rank", na_position="last", kind="stable")
    write = words.writer(reader, asked.measure)
    header = (text("Rank"), text("Name"), text(MEASURE_NAMES[asked.measure]), text("Projects"), text("Inhabitants"))
    rows = tuple(
        (
            reader.number(row["rank"]), str(row["area_name"]), write(row[asked.measure]),
            reader.number(row["projects"]), reader.number(row["population"]),
        )
        for row in ranked.to_dict("records")
    )  # fmt: skip
    message = text("{name} and those it is compared with, in numbers", name=asked.name)
    return story_parts.slide(
        reader, "table", text("All in numbers"), message,
        Grid(header, rows, numeric=(header[0], *header[2:])), filters=words.said(reader, asked),
        notes=[text("Units with fewer than five projects have no rank.")], sources=words.sources(asked),
    )  # fmt: skip


MAKERS: Mapping[str, Callable[[Reader, Asked], Slide | None]] = {
    "standing": standing,
    "compare": bars,
    "use": what_they_use,
    "table": table,
}
"""The slides of a comparison by their id, in the order of the story."""


def _verdict(reader: Reader, asked: Asked) -> str:
    verdict = str(asked.shown.iloc[0]["verdict"])
    return reader.text(words.VERDICTS[verdict], name=asked.name).replace("**", "")


def _notes(reader: Reader, asked: Asked) -> list[str]:
    return [words.why(reader, asked).replace("**", ""), reader.text(HEAD_OFFICE)]
