"""Who works with whom: units that share projects, as a network and a table, each link with its projects."""

from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from analysis import participation
from analysis.exports.pictures import picture
from analysis.figures import network
from analysis.registers import partners
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.choosing import filters, find_place
from pages._shared.data import this_run
from pages._shared.partners import choices, projects
from pages._shared.partners.projects import name_of, number_written
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import citing, show, take_away
from pages._shared.show.take_away import Picture, View

LEVELS = {"fylke": mark("Counties"), "kommune": mark("Municipalities"), "org": mark("Organisations")}
_LEVEL_OF = {"fylke": "county", "kommune": "municipality", "org": "organisation"}
_CHART, _TABLE = "partner-network", "partner-links"
_ROWS = 300
_SEPARATOR = "."


@dataclass(frozen=True)
class Network:
    """What is drawn: nodes (unit, label, projects), links among them, and the links that the table lists."""

    unit: str | None
    nodes: pd.DataFrame
    links: pd.DataFrame
    listed: pd.DataFrame
    names: dict[str, str]


def draw(reader: Reader) -> None:
    """Draw the choices, the network beside its table, and the projects of the chosen link."""
    reading = this_run.reading()
    text = reader.text
    with st.sidebar:
        kind = filters.one_of(
            reader, Key.BETWEEN, text("Between"), list(LEVELS), "fylke", lambda name: text(LEVELS[name])
        )
        level = _LEVEL_OF[kind]
        unit = _unit(reader, kind)
        programmes = choices.programmes(reader, level)
        kinds = filters.without_kinds(reader)
    if not programmes:
        st.info(text("Choose at least one programme in the side bar."), icon=":material/filter_alt:")
        return
    chosen = projects.chosen(programmes, kinds)
    members = projects.members(chosen.rows, level)
    organisations = projects.organisation_names(reading.facts()) if level == "organisation" else {}
    found = _network(members, unit, organisations)
    names = reading.programme_names(reader.language)
    who = name_of(unit, organisations) if unit else text(LEVELS[kind])
    st.header(text("Shared projects: {who}", who=escaped(who)))
    told = [*(names[programme] for programme in programmes), *filter(None, [filters.kinds_in_words(reader, kinds)])]
    st.caption(escaped(", ".join(told)))
    if found.listed.empty:
        st.info(text("No shared project found. Choose another unit or more programmes."), icon=":material/info:")
    else:
        _shown(reader, found, members)
    unplaced = participation.unplaced(chosen.rows, level) if level != "organisation" else {}
    citing.hidden(reader, {**chosen.hidden, **unplaced})
    notes = [text(projects.HEAD_OFFICE), text("Participants abroad stand under Partners in Europe.")]
    if level == "organisation":
        notes.append(text("One organisation may appear under several names and ids."))
    if (members["lies_in"] == "estimated").any():
        notes.append(text(projects.DIVIDED))
    st.caption(" ".join(notes))
    citing.source_line(reader, participation.sources(chosen.rows))


def _unit(reader: Reader, kind: str) -> str | None:
    if kind != "org":
        level = _LEVEL_OF[kind]
        return find_place.find(reader, choices.units_of(level), find_place.KEYS[level])
    names = projects.organisation_names(
        projects.chosen(this_run.reading().programmes_with_participants("municipality"), ()).rows
    )
    ordered = sorted(names, key=lambda code: reader.sort_key(names[code]))
    settings.recall(Key.ORGANISATION, None, settings.one_of(ordered))
    asked = st.selectbox(
        reader.text("Find an organisation"), ordered, index=None, key=Key.ORGANISATION,
        format_func=lambda code: names[code], placeholder=reader.text("A part of the name"),
    )  # fmt: skip
    return settings.keep(Key.ORGANISATION, asked, None)


def _network(members: pd.DataFrame, unit: str | None, organisations: dict[str, str]) -> Network:
    links = partners.links(members)
    if unit:
        nodes = partners.partners_of(members, unit)
        listed = pd.DataFrame({"one": unit, "other": nodes["unit"], "projects": nodes["projects"]})
        own = pd.DataFrame({"unit": [unit], "projects": [len(partners.project_sets(members).get(unit, ()))]})
        nodes = pd.concat([own, nodes], ignore_index=True)
    else:
        sides = pd.concat([links["one"], links["other"]]), pd.concat([links["projects"]] * 2)
        nodes = sides[1].groupby(sides[0]).sum().sort_values(ascending=False, kind="stable")
        nodes = nodes.rename_axis("unit").rename("projects").reset_index()
        listed = links
    names = {code: name_of(code, organisations) for code in {*nodes["unit"], *listed["one"], *listed["other"]}}
    return Network(unit, nodes.assign(label=nodes["unit"].map(names)), links, listed, names)


def _shown(reader: Reader, found: Network, members: pd.DataFrame) -> None:
    text = reader.text
    left, right = st.columns([3, 2], gap="large")
    pairs = [f"{one}{_SEPARATOR}{other}" for one, other in zip(found.listed["one"], found.listed["other"], strict=True)]
    with left:
        drawn = network.draw(
            found.nodes, found.links, write=lambda number: number_written(reader, number), centre=found.unit
        )
        st.plotly_chart(
            drawn, key=_CHART, config=show.CONFIG, theme=None, alt=_alt(reader, found),
            on_select=lambda: _take_point(found, pairs), selection_mode="points",
        )  # fmt: skip
        others = len(found.nodes) - (1 if found.unit else 0)
        if others > network.MOST_UNITS:
            st.caption(
                text(
                    "The figure has the {shown} with most shared projects, the table all {all}.",
                    shown=reader.number(network.MOST_UNITS),
                    all=reader.number(others),
                )
            )
    with right:
        st.markdown(f"**{text('The same numbers as a table')}**")
        _table(reader, found, pairs, members, partial(picture.chart, drawn))
    _link(reader, found, pairs, members)


def _alt(reader: Reader, found: Network) -> str:
    first = found.listed.iloc[0]
    return reader.text(
        "Most: {one} and {other}, {number}.",
        one=found.names[first["one"]],
        other=found.names[first["other"]],
        number=number_written(reader, first["projects"]),
    )


def _table(reader: Reader, found: Network, pairs: list[str], members: pd.DataFrame, pictured: Picture) -> None:
    table = found.listed.head(_ROWS).rename(columns={"projects": "shared_projects"})
    table = table.assign(one=table["one"].map(found.names), other=table["other"].map(found.names))
    if found.unit:
        table = table.drop(columns="one").rename(columns={"other": "partner"})
    show.numbers_table(
        reader, table, key=_TABLE, height=min(620, 38 + 35 * len(table)),
        on_select=lambda: choices.one_row(_TABLE, pairs, Key.LINK),
    )  # fmt: skip
    if len(found.listed) > _ROWS:
        st.caption(
            reader.text(
                "The {shown} strongest of {all} links.",
                shown=reader.number(_ROWS), all=reader.number(len(found.listed)),
            )
        )  # fmt: skip
    sources = projects.sources_of(members)
    view = View(
        name="samarbeid", title=reader.text("Who works with whom"), table=table, sources=sources,
        alt=_alt(reader, found), picture=pictured,
    )  # fmt: skip
    take_away.menu(reader, view)


def _take_point(found: Network, pairs: list[str]) -> None:
    """Keep the link to the circle that was clicked; among units without a centre, its strongest link."""
    clicked = settings.chart_point(_CHART)
    if clicked is None or clicked == found.unit:
        return
    sought = [pair for pair in pairs if str(clicked) in pair.split(_SEPARATOR)]
    if sought:
        settings.put(Key.LINK, sought[0])


def _link(reader: Reader, found: Network, pairs: list[str], members: pd.DataFrame) -> None:
    """Draw the choice of a link and its projects; the strongest until the reader chooses."""
    counts = dict(zip(pairs, found.listed["projects"], strict=True))
    settings.recall(Key.LINK, None, settings.one_of(pairs))
    if settings.chosen(Key.LINK) not in counts:
        settings.put(Key.LINK, None)
    st.header(reader.text("The projects of a link"))
    asked = st.selectbox(
        reader.text("Link"), pairs, index=None, key=Key.LINK, placeholder=reader.text("Choose a link"),
        format_func=lambda pair: f"{_pair_name(found, pair)} ({reader.number(counts[pair])})",
    )  # fmt: skip
    kept = settings.keep(Key.LINK, asked, None)
    if kept is None:
        st.caption(reader.text("Click a circle, choose a row in the table, or choose a link here."))
        return
    one, other = kept.split(_SEPARATOR)
    st.markdown(f"**{escaped(_pair_name(found, kept))}**: {number_written(reader, counts[kept])}")
    projects.listed(reader, members, one, other, name="felles-prosjekter")


def _pair_name(found: Network, pair: str) -> str:
    one, other = pair.split(_SEPARATOR)
    return f"{found.names[one]} – {found.names[other]}"
