"""The words for what the register of networks says."""

from analysis.registers import registers
from analysis.text.links import web_address
from analysis.text.markdown import link
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.programmes.words import written
from pages._shared.show.citing import Row

THEMES = {
    "culture": mark("Culture administration"),
    "eu_policy": mark("EU policy and EU projects"),
    "cross_border": mark("Nordic and cross-border"),
    "climate": mark("Climate and environment"),
    "urban_rural": mark("Towns and districts"),
    "health": mark("Health and social affairs"),
    "research": mark("Research and education"),
    "democracy": mark("Democracy and public services"),
}
LEVELS = {
    "municipalities": mark("Municipalities"),
    "counties": mark("Counties and regions"),
    "cities": mark("Cities and towns"),
    "culture": mark("Culture organisations"),
    "national": mark("National"),
    "case": mark("Organisations in the case"),
}
CASES = {
    "alle": mark("All"),
    registers.WORKSHOP: mark("The workshop on culture networks"),
    registers.CASE: mark("Levanger's case"),
}
ENGLISH_NAMES = (
    mark("Attractive Nordic Towns"),
    mark("Nordic twin-town chain (Levanger–Varde–Kramfors–Salo–Rangárþing eystra)"),
    mark("Nord universitet (earlier HiNT)"),
    mark("Nordic Council of Ministers"),
    mark("Joint Action (Denmark)"),
    mark("Sørlandets Europakontor AS (until 2021)"),
    mark("Covenant of Mayors"),
    mark("EU Urban Agenda partnerships"),
    mark("WHO European Healthy Cities Network"),
)
"""The names of the register that are written in English and have a Norwegian form."""


def name(reader: Reader, row: Row) -> str:
    """Return a network's name."""
    return reader.text(str(row["network_name"]))


def themes(reader: Reader, row: Row) -> str:
    """Return the themes of a network."""
    found = registers.network_themes(registers.or_none(row["topics"]), registers.or_none(row["kind"]))
    return ", ".join(reader.text(THEMES[theme]) for theme in found)


def in_norway(reader: Reader, row: Row) -> str:
    """Return how many members there are in Norway, and who they are as far as the register names them."""
    number, names = registers.or_none(row["members_norway"]), registers.or_none(row["members_norway_names"])
    if not number or not names:
        return written(reader, number or names)
    return f"{number}: {reader.text(names)}"


def official_link(reader: Reader, row: Row) -> str:
    """Return the official address as a link, marked where nobody has looked whether it answers."""
    if (address := web_address(row["official_url"])) is None:
        return reader.text("Not stated")
    bare = address.split("//", 1)[-1].strip("/")
    short = bare if len(bare) <= 28 else f"{bare.split('/')[0]}/…"
    said = link(short, address)
    return said if row["official_url_checked"] else f"{said} ({reader.text('not checked')})"
