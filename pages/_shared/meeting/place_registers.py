"""Slides of a place from the registers: its status in every programme, its partners, and published figures."""

from analysis.standing import status
from analysis.telling.story import Grid, Slide
from analysis.text.reader import Reader
from pages._shared.data import this_run
from pages._shared.meeting import story_parts
from pages._shared.place import partnerships, status_strip
from pages._shared.place import published as of_others
from pages._shared.place.profile import Place
from pages._shared.show import citing

_MOST_PUBLISHED = 12


def programme_status(reader: Reader, place: Place) -> Slide:
    """Return in which programmes the place took part, in which nothing was found, and which are not loaded."""
    reading = this_run.reading()
    text = reader.text
    rows = reading.statuses(place.level)
    rows = rows[rows["area_code"] == place.code]
    names = reading.programme_names(reader.language)
    by_state = {
        state: [names[name] for name in rows.loc[rows["state"] == state, "programme_id"]] for state in status.STATES
    }
    took_part, none_found = by_state[status.TOOK_PART], by_state[status.NONE_FOUND]
    not_loaded = by_state[status.NOT_LOADED]
    message = text(
        "{name}: took part in {number} of the {total} programmes that a loaded source can tell of",
        name=place.name, number=reader.number(len(took_part)),
        total=reader.number(len(took_part) + len(none_found)),
    )  # fmt: skip
    grid = Grid(
        (text("Status"), text("How many"), text("Programmes")),
        tuple(
            (text(status_strip.STATES[state][0]), reader.number(len(found)), ", ".join(found) or "–")
            for state, found in by_state.items()
            if state != status.NOT_LOADED
        ),
        numeric=(text("How many"),),
    )
    used = sorted({source for sources in rows["source_ids"] for source in sources})
    return story_parts.slide(
        reader, "status", text("Programme status"), message, grid,
        filters=text("All loaded years together."),
        notes=[
            text("Of these programmes no source is loaded, so nothing is known: {names}.", names=", ".join(not_loaded))
        ],
        sources=[*used, "programmes"],
    )  # fmt: skip


def partners(reader: Reader, place: Place) -> Slide | None:
    """Return twin towns, memberships and projects known by name."""
    text = reader.text
    rows = partnerships.of(place)
    if rows.empty:
        return None
    header = (text("Kind"), text("With"), text("Countries"), text("Time"))
    written = []
    for heading, kinds in partnerships.GROUPS.items():
        for row in rows[rows["kind"].isin(kinds)].to_dict("records"):
            said = partnerships.written(reader, place, row)
            written.append((text(heading), said["partner"], said["countries"], said["time"]))
    twin_towns = int(rows["kind"].eq("twin town").sum())
    message = text(
        "{name} in the registers: twin towns ({towns}), other partnerships ({others})",
        name=place.name, towns=reader.number(twin_towns),
        others=reader.number(len(written) - twin_towns),
    )  # fmt: skip
    return story_parts.slide(
        reader, "partners", text("Twin towns and networks"), message, Grid(header, tuple(written)),
        filters=text("All that the registers name, of any year."),
        notes=[text("The registers are not complete: what is not named may exist all the same.")],
        cited=partnerships.cited(reader, rows),
    )  # fmt: skip


def published(reader: Reader, place: Place) -> Slide | None:
    """Return what others have published about the place, conflicts side by side."""
    text = reader.text
    rows = of_others.rows_of(place.level, of_others.codes_of(place))
    if rows.empty:
        return None
    newest = rows.sort_values(["period_end", "period_start"], ascending=False, kind="stable").head(_MOST_PUBLISHED)
    written = [of_others.written(reader, row) for row in newest.to_dict("records")]
    columns = ("area_name", "programme_name", "indicator", "figure", "period")
    header = (text("About"), text("Programme"), text("What is measured"), text("Figure"), text("Period"))
    message = text(
        "Figures that others have published about {name}: {number}",
        name=place.name, number=reader.number(len(rows)),
    )  # fmt: skip
    notes = []
    if len(newest) < len(rows):
        notes.append(text("Only the newest are shown; all are on the place's page in the dashboard."))
    if rows["status"].eq("conflict").any():
        notes.append(
            text("Figures marked “sources disagree” contradict another figure about the same thing; all are shown.")
        )
    cells = tuple(tuple(str(row[column]) for column in columns) for row in written)
    return story_parts.slide(
        reader, "published", text("Published figures"), message, Grid(header, cells, numeric=(text("Figure"),)),
        filters=text("On the boundaries they were published for."), notes=notes,
        cited=citing.citations(reader, newest),
    )  # fmt: skip
