"""Country names in the reader's language, from the Unicode CLDR by way of babel."""

from babel import Locale

from analysis.text.translate import Words, mark

_OWN = {"PS": mark("Palestine")}
"""Where the usual Norwegian name is another than CLDR's."""


def name(code: str, text: Words, language: str) -> str:
    """Return a country's name by its two-letter code: "FO" -> "Færøyene"; of a code that CLDR lacks, that."""
    if code in _OWN:
        return text(_OWN[code])
    known = Locale.parse(language).territories.get(code)
    return str(known) if known else text("country code {code}, not known", code=code)
