"""Where sources disagree: both values, both sources and the difference, side by side."""

import pandas as pd
import streamlit as st

from analysis.standing import disagreements
from analysis.standing.disagreements import Origin
from analysis.text import numbers
from analysis.text.markdown import escaped
from analysis.text.translate import mark
from pages._shared.choosing import register_filters
from pages._shared.data import cached
from pages._shared.session.query import Key
from pages._shared.session.settings import Choice
from pages._shared.show import citing, published_figure, take_away, text_table
from pages._shared.show.citing import Row
from pages._shared.show.take_away import View
from pages._shared.sources.words import COUNTED, KINDS

_FIRST = 8
_PLACES = ("county", "county_council", "municipality", "organisation", "network", "region", "sector")
_SHOW = {"uenig": mark("Disagree"), "enig": mark("Agree")}
_LONE = mark("Another figure is known of, but it is not among the tables.")


def draw(choice: Choice) -> None:
    """Draw all comparisons that disagree, those that agree on request, and the lists of twin towns."""
    text = choice.text
    found = cached.compared()
    apart = found[~found["agrees"]]
    st.markdown(
        text(
            "Europaprofil does not choose between sources in silence. Of {all} comparisons {apart} disagree.",
            all=numbers.decimal(len(found), choice.language),
            apart=numbers.decimal(len(apart), choice.language),
        )
    )
    which = register_filters.one(choice, Key.SOURCES_DISAGREEMENTS, text("Show"), _SHOW, "uenig", hide_label=True)
    kinds = {kind: name for kind, name in KINDS.items() if kind in set(found["kind"])}
    asked = register_filters.several(choice, Key.SOURCES_KINDS, text("What is compared"), kinds)
    rows = apart if which == "uenig" else found[found["agrees"]]
    rows = rows[rows["kind"].isin(asked or list(kinds))]
    _comparisons(choice, rows, cards=which == "uenig")
    st.caption(
        text(
            "Compared are figures for the same place, measure and period; a printed share with its own numbers, within "
            "one percentage point; and a printed share with the loaded rows of the same years. Where two sources list "
            "one programme, the one that counts stands first; the two are never added."
        )
    )
    _twin_towns(choice)


def _comparisons(choice: Choice, rows: pd.DataFrame, *, cards: bool) -> None:
    """Draw comparisons: those that disagree as cards with everybody who says each value, others in a short table."""
    text = choice.text
    if rows.empty:
        st.info(text("No comparison of this kind."), icon=":material/check_circle:")
        return
    records = rows.to_dict("records")
    if cards:
        for row in records:
            _card(choice, row)
    else:
        text_table.draw(pd.DataFrame([_short(choice, row) for row in records]))
    table = pd.DataFrame([_row(choice, row) for row in records])
    take_away.menu(choice, View(name="uenighet", title=text("Where sources disagree"), table=table, sources=()))


def _card(choice: Choice, row: Row) -> None:
    """Draw one disagreement: what it is about, the difference, and the two values with everybody who says them."""
    text = choice.text
    with st.container(border=True, gap="small"):
        difference = _value(choice, row, row["difference"], difference=True)
        apart = "" if difference == numbers.MISSING else f" · {text('Difference')}: **{difference}**"
        st.markdown(f"{escaped(_about(choice, row))}{apart}")
        for column, side in zip(st.columns(2), ("", "other_"), strict=True):
            value, origins = _said(choice, row, side)
            column.markdown(f"**{escaped(value)}**" if origins or side == "" else escaped(value))
            column.caption("  \n".join(escaped(origin) for origin in origins))


def _short(choice: Choice, row: Row) -> dict[str, str]:
    text = choice.text
    (one, _), (other, _) = (_said(choice, row, side) for side in ("", "other_"))
    about = _about(choice, row)
    return {text("What is compared"): about, text("One"): one, text("Another"): other}


def _row(choice: Choice, row: Row) -> dict[str, str]:
    text = choice.text
    (one, by), (other, other_by) = (_said(choice, row, side) for side in ("", "other_"))
    return {
        text("What is compared"): _about(choice, row),
        text("One"): one,
        text("Says so"): "; ".join(by),
        text("Another"): other,
        text("Says the other"): "; ".join(other_by),
        text("Difference"): _value(choice, row, row["difference"], difference=True),
    }


def _about(choice: Choice, row: Row) -> str:
    text = choice.text
    name = _programme(choice, row)
    if row["kind"] == disagreements.COUNTS:
        return f"{name}: {text(COUNTED[str(row['indicator'])]).lower()}"
    indicator = text(str(row["indicator"]))
    place = str(row["area_name"]) if row["area_level"] in _PLACES else ""
    parts = [part for part in (place, name) if part]
    return f"{', '.join(dict.fromkeys(parts))}: {indicator}"


def _programme(choice: Choice, row: Row) -> str:
    if not numbers.is_missing(row["programme_id"]):
        return cached.programme_names(choice.language)[str(row["programme_id"])]
    return "" if numbers.is_missing(row["programme_name"]) else choice.text(str(row["programme_name"]))


def _said(choice: Choice, row: Row, side: str) -> tuple[str, list[str]]:
    """Return one side's value with its period, and everybody who says it."""
    text, language = choice.text, choice.language
    value, said_by = row[f"{side}value"], row[f"{side}said_by"]
    if numbers.is_missing(value) and not said_by:
        return _lone(choice, row), []
    written = _value(choice, row, value)
    if side and isinstance(row["parts"], tuple):
        some, of = (numbers.decimal(part, language) for part in row["parts"])
        written = text("{some} of {all} municipalities: {share}", some=some, all=of, share=written)
    periods = [published_figure.period(choice, {"period_text": one}) for one in row[f"{side}period"]]
    if periods and periods != [written]:
        written = f"{written} ({'; '.join(periods)})"
    return written, list(dict.fromkeys(_origin(choice, origin) for origin in said_by))


def _lone(choice: Choice, row: Row) -> str:
    """Return what is known of the other figure: the register of programmes may have it in a remark."""
    if not numbers.is_missing(row["programme_id"]):
        remarks = cached.table("programmes").set_index("programme_id")["budget_note"]
        remark = remarks[row["programme_id"]]
        if not numbers.is_missing(remark):
            return choice.text("The register of programmes remarks: {remark}", remark=choice.text(str(remark)))
    return choice.text(_LONE)


def _value(choice: Choice, row: Row, value: object, *, difference: bool = False) -> str:
    if numbers.is_missing(value):
        return numbers.MISSING
    language, unit = choice.language, str(row["unit"])
    number = float(str(value))
    if row["kind"] == disagreements.COUNTS:
        if unit == "cents":
            return f"{numbers.whole_units(number, language)} {choice.text('euro')}"
        return numbers.decimal(number, language)
    if unit == "year" and not difference:
        return str(int(number))
    if unit == "%":
        written = numbers.decimal(number, language, decimals=0 if round(number, 1) == int(number) else 1)
        points = f"{written} {choice.text('percentage points')}"
        return points if difference else numbers.percent_sign(written, language)
    words = choice.text("years") if unit == "year" else choice.text(unit)
    return f"{numbers.plain(number, language)}{chr(0xA0)}{words}"


def _origin(choice: Choice, origin: Origin) -> str:
    if origin.publisher is None or origin.source_title is None:
        return choice.text(cached.register()[origin.source_id].title)
    return citing.citation(choice, dict(zip(Origin._fields, origin, strict=True)))


def _twin_towns(choice: Choice) -> None:
    """Draw which twin towns Wikipedia alone names, by municipality."""
    text = choice.text
    lists = disagreements.twin_town_lists(cached.twin_town_pairs())
    st.header(text("Twin towns that one list alone names"))
    if lists.empty:
        st.info(text("No comparison of this kind."), icon=":material/check_circle:")
        return
    st.markdown(
        text(
            "Wikipedia's list of 2023 names {pairs} twin towns of {places} municipalities that neither Wikidata nor "
            "any other list has. Nobody has looked into which list is right; the lists are undated, and a pair may "
            "have ended.",
            pairs=numbers.decimal(int(lists["only"].map(len).sum()), choice.language),
            places=numbers.decimal(len(lists), choice.language),
        )
    )
    table = pd.DataFrame(
        {
            text("Municipality, as listed"): lists["area_name"],
            text("Wikipedia 2023 alone"): lists["only"].map(", ".join),
            text("Named by other lists"): lists["elsewhere"].map(lambda n: numbers.decimal(n, choice.language)),
        }
    )
    whole = register_filters.switch(choice, Key.SOURCES_TWIN_TOWNS, text("Show all of them"))
    text_table.draw(table if whole else table.head(_FIRST))
    view = View(name="vennskapsbyer", title=text("Twin towns that one list alone names"), table=table,
                sources=["twin_towns", "partnerships"])  # fmt: skip
    citing.source_line(choice, view.sources)
    take_away.menu(choice, view)
