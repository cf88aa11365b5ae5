"""The languages of the interface: a language is one record here, a catalogue beside it, and its names of programmes."""

from dataclasses import dataclass
from functools import cache

from babel import Locale


@dataclass(frozen=True)
class Language:
    """A language of the interface.

    Attributes:
        code: as in addresses and names of catalogues.
        name: by its own name, for the reader who cannot read the others.
        locale: its CLDR locale, for numbers, dates and lists.
        is_norwegian: whether names are sorted with æ, ø and å at the end.
    """

    code: str
    name: str
    locale: str
    is_norwegian: bool

    @property
    def tag(self) -> str:
        """Return the language as office files and web pages tag it: "nb-NO"."""
        return self.locale.replace("_", "-")


ALL = {
    language.code: language
    for language in (
        Language("nb", "Bokmål", "nb_NO", True),
        Language("nn", "Nynorsk", "nn_NO", True),
        Language("en", "English", "en_GB", False),
    )
}
"""By code; the first is that of a reader who has not chosen."""
CODES = tuple(ALL)


@cache
def locale(code: str) -> Locale:
    """Return the CLDR locale of a language."""
    return Locale.parse(ALL[code].locale)
