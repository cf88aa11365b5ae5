"""The words for what the register of programmes says."""

from analysis.text import numbers
from analysis.text.links import web_address
from analysis.text.markdown import link
from analysis.text.reader import Reader
from analysis.text.translate import inside, mark
from pages._shared.show import published_figure
from pages._shared.show.citing import Row

APPLICANTS = {
    "municipality": mark("Municipality"),
    "county_council": mark("County council"),
    "school": mark("School"),
    "company": mark("Company"),
}
THEMES = {
    "culture": mark("Culture"),
    "education": mark("Education and youth"),
    "interreg": mark("Interreg"),
    "research": mark("Research and innovation"),
    "digital": mark("Digitalisation and space"),
    "environment": mark("Environment and towns"),
    "welfare": mark("Health, welfare and rights"),
    "business": mark("Business and finance"),
    "preparedness": mark("Preparedness and defence"),
    "eea_grants": mark("EEA and Norway Grants"),
    "nordic": mark("Nordic cooperation"),
}
PURPOSES = {
    "EEA Grants": mark("Norway, Iceland and Liechtenstein pay for projects in EU countries with partners from Norway."),
    "EU culture": mark("Cooperation in culture, film and other creative work across countries."),
    "EU defence": mark("Joint research on and development of defence equipment."),
    "EU digital": mark("Bringing digital technology into use in business and the public sector."),
    "EU education": mark("Stays abroad and cooperation projects for pupils, students, youth and staff."),
    "EU environment": mark("Projects for the environment, nature and climate."),
    "EU finance": mark("Guarantees and loans that are to set off investments."),
    "EU health": mark("Cooperation on public health, preparedness and health services."),
    "EU market": mark("Rules, statistics and small businesses in the internal market."),
    "EU preparedness": mark("Countries help each other in disasters and train together."),
    "EU research": mark("Research and innovation in consortia of several countries."),
    "EU rights": mark("Equality, rights and the part that citizens take in democracy."),
    "EU social": mark("Trying out new solutions in working life and welfare."),
    "EU space": mark("Satellites for positions, images of the earth and secure communication."),
    "EU urban": mark("Towns try out new solutions and learn from each other."),
    "EU youth": mark("Voluntary work for young people in other countries."),
    "Interreg": mark("Regions in different countries solve common tasks together."),
    "Interreg A": mark("Cooperation across a border between neighbouring regions."),
    "Interreg A / ENI": mark("Cooperation across the outer border of the EU."),
    "Interreg B": mark("Cooperation within a large area of several countries."),
    "Interreg C": mark("Exchange of experience between regions and towns in all of Europe."),
    "Nordic": mark("Cooperation between the Nordic countries, also with the Baltic ones."),
}
"""In our own words, by family; the register does not say what each programme is for."""
GROUPS = {
    "eu": mark("EU programmes"), "interreg": "Interreg", "eea": mark("EEA and Norway Grants"), "nordic": mark("Nordic"),
}  # fmt: skip
ENGLISH_LINKS = (mark("EU health programmes"), mark("consumer programme"), mark("part of Erasmus+"))
"""What the register names as a predecessor or successor in words instead of by name."""
ENGLISH_AREAS = (
    mark("Agder and Rogaland"),
    mark("Aust-Agder and Vest-Agder"),
    mark("beneficiary states"),
    mark("Creative Europe"),
    mark("Digital Europe"),
    mark("EEA and Norway Grants"),
    mark("Horizon 2020"),
    mark("Horizon Europe"),
    mark("Iceland and Liechtenstein"),
    mark("Nordens Grønne Belte (Nord- og Sør-Trøndelag in Norway)"),
    mark("Nordens Grønne Belte (Trøndelag in Norway)"),
    mark("Norway"),
    mark("Salo (Finland)"),
)
"""What published figures are about, where the register says it in English."""
CONFIDENCE = {"high": mark("high"), "medium": mark("medium"), "low": mark("low")}


def written(reader: Reader, value: object) -> str:
    """Return a text of the register in the reader's language, or that it is not stated."""
    return reader.text("Not stated") if numbers.is_missing(value) else capital(reader.text(str(value)))


def capital(said: str) -> str:
    """Return a text with a capital first letter, as at the start of a cell."""
    return said[:1].upper() + said[1:]


def period(reader: Reader, row: Row) -> str:
    """Return a programme's period as registered, with the dash that belongs between years."""
    return reader.text("Not stated") if numbers.is_missing(row["period_text"]) else (
        reader.text(str(row["period_text"])).replace("-", "–")
    )  # fmt: skip


def open_to(reader: Reader, row: Row) -> str:
    """Return which kinds of applicants the register says yes and no to; the others are not stated."""
    text = reader.text
    answers = {kind: row[f"open_to_{kind}"] for kind in APPLICANTS}
    parts = []
    for answer, words in (("yes", mark("yes: {kinds}")), ("no", mark("no: {kinds}"))):
        kinds = [inside(text(APPLICANTS[kind])) for kind, said in answers.items() if said == answer]
        if kinds:
            parts.append(text(words, kinds=", ".join(kinds)))
    silent = [inside(text(APPLICANTS[kind])) for kind, said in answers.items() if numbers.is_missing(said)]
    if silent and parts:
        parts.append(text("not stated: {kinds}", kinds=", ".join(silent)))
    return "; ".join(parts) or text("Not stated")


def official_link(reader: Reader, row: Row) -> str:
    """Return the official address as a link, marked where nobody has looked whether it answers."""
    if (address := web_address(row["official_url"])) is None:
        return reader.text("Not stated")
    said = link(address, address)
    return said if row["official_url_checked"] else f"{said} ({reader.text('not checked')})"


def figure_row(reader: Reader, row: Row) -> dict[str, str]:
    """Return a published figure as a row of texts: what, figure, period, source."""
    text = reader.text
    return {
        text("What"): capital(text(str(row["indicator_name"]))),
        text("Figure"): published_figure.value(reader, row),
        text("Period"): published_figure.period(reader, row),
        text("Source"): published_figure.citation(reader, row),
    }


def group_of(family: str) -> str:
    """Return the group a family has on the timeline."""
    starts = {"EEA": "eea", "Interreg": "interreg", "Nordic": "nordic"}
    return next((group for start, group in starts.items() if family.startswith(start)), "eu")
