"""The interface's words: English in the code, one .po catalogue per language beside this file.

The English one holds only what sources write in another way than the interface does; the others are complete.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parent
Words = Callable[..., str]
_NAMES = ("Erasmus", "Interreg", "Norge", "Noreg", "Norway")


def mark(english: str) -> str:
    """Mark a text for translation where it is kept, so that it can be put into a language where it is shown."""
    return english


def inside(text: str) -> str:
    """Return a text as it stands within a sentence: its first letter small, unless it begins with a name."""
    named = text.startswith(_NAMES) or text[1:2].isupper()
    return text if named else text[:1].lower() + text[1:]


@cache
def words(language: str) -> Words:
    """Return the function that puts an English source text into a language.

    `words("nb")("{count} rows", count="12")` fills the places named in braces; values are ready-made texts,
    so numbers are formatted by analysis.text.numbers first.
    """
    catalogue = _catalogue(language)

    def text(english: str, **places: str) -> str:
        found = catalogue.get(english)
        translated = str(found.string) if found and found.string else english
        return translated.format(**places) if places else translated

    return text


def _catalogue(language: str) -> Catalog:
    with (CATALOGUES / f"{language}.po").open(encoding="utf-8") as file:
        return read_po(file, locale=language)
