"""What a cell of a register means: read exactly, or refused with what was expected."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from analysis.geography.lookup import plain
from analysis.own_data import amounts, money_words
from analysis.own_data.money_words import CURRENCIES
from analysis.text import days
from analysis.text.translate import mark
from analysis.uploads.sheet_marks import WITHOUT_RESULT

ONE_WAY = mark(
    "an amount that can be read in one way, such as 1 234 or 1,50: nothing in this column tells the decimal sign"
)
WHOLE_CENTS = mark("an amount with two decimals at most: with three, such as 1,234, it may be a thousand times as much")
A_CURRENCY = mark("EUR or NOK, for it is not said which the amount is in")
THE_SAME_CURRENCY = mark("the currency that stands beside the amount")
A_RATE = mark("a start in a year that has a rate, for the amount is in kroner")
A_VALUE = mark("a value: the spreadsheet shows an error here")
A_RESULT = mark("a value: the formula here has no result; open the file in a spreadsheet and save it")
ONE_ORDER = mark("a day that can be read in one way, such as 31.12.2025: some in this column have the month first")
A_PERIOD = mark("a period like 2022-2024, or two days")
SHORTER = mark("a text of at most 500 letters")
LONGEST = 500
_ROLES = {
    "coordinator": (
        "coordinator", "koordinator", "prosjektkoordinator", "leder", "leiar", "prosjektleder", "prosjektleiar",
        "lead partner", "leadpartner", "lead", "lp", "prosjekteier", "prosjekteigar", "hovedsøker", "hovudsøkjar",
        "hovedpartner", "hovudpartner", "project coordinator", "project leader", "lead beneficiary",
    ),
    "participant": (
        "participant", "partner", "deltaker", "deltakar", "prosjektpartner", "projectpartner", "project partner",
        "samarbeidspartner", "pp", "beneficiary", "medsøker", "medsøkjar",
    ),
}  # fmt: skip
_NOTHING_KNOWN = frozenset(
    ("ukjent", "ukjend", "ikke kjent", "ikkje kjent", "ikke oppgitt", "ikkje oppgitt", "ikke avklart", "ikkje avklart",
     "mangler", "manglar", "unknown", "not known", "na", "n a", "i a", "tbd", "tba", "ingen data", "ikke tilgjengelig")
)  # fmt: skip
_NO_LETTER = re.compile(r"[-\u2010-\u2015\u2212.?/\s]+")
_ERROR = re.compile(
    r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|I/T|VERDI!|NAVN\?|TALL!)?", re.IGNORECASE
)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+")
_ADDRESS = r"[^\s<>\"'\\`{}|^]+"


class RefusedError(ValueError):
    """A cell that cannot be read.

    Attributes:
        expected: what was expected, a text of the interface.
        candidates: what the cell could mean, by names that are the same in every language; "" where nothing.
    """

    def __init__(self, expected: str, candidates: str = "") -> None:
        super().__init__(expected)
        self.expected, self.candidates = expected, candidates


def check(cell: str) -> None:
    """Raise RefusedError where a cell holds a spreadsheet's error, or a formula that was never computed."""
    if _ERROR.fullmatch(cell.strip()):
        raise RefusedError(A_VALUE)
    if cell.startswith(WITHOUT_RESULT):
        raise RefusedError(A_RESULT)


def says_nothing(cell: str) -> bool:
    """Return whether a cell says that its value is not known: "ukjent", "-"."""
    said = cell.strip()
    return (
        bool(said)
        and not _ERROR.fullmatch(said)
        and (bool(_NO_LETTER.fullmatch(said)) or plain(said) in map(plain, _NOTHING_KNOWN))
    )


def text(cell: str) -> str:
    """Return a text on one line without what cannot be seen."""
    said = " ".join(_UNSEEN.sub(" ", cell).split())
    if len(said) > LONGEST:
        raise RefusedError(SHORTER)
    return said


def role(cell: str, expected: str) -> str:
    """Return "coordinator" or "participant"."""
    said = text(cell).casefold()
    for name, words in _ROLES.items():
        if said in words:
            return name
    raise RefusedError(expected)


def day(cell: str, expected: str, order: str = days.DAY_FIRST, *, last: bool = False) -> date:
    """Return a day; of a year or month alone its first day, or its last one.

    Args:
        order: what stands first in 03/04/2022; see analysis.text.days.
    """
    said = text(cell)
    named = days.span(said, order)
    if named is None:
        raise RefusedError(ONE_ORDER if days.span(said) else expected)
    return named[1] if last else named[0]


def period(cell: str, order: str = days.DAY_FIRST) -> days.Span:
    """Return the first and the last day of a period."""
    named = days.period(text(cell), order)
    if named is None:
        raise RefusedError(A_PERIOD)
    return named


def currency(cell: str, amount_cell: str, expected: str, otherwise: str = "") -> str:
    """Return "EUR" or "NOK", said in the cell of its own or beside the amount; refused where the two differ.

    Args:
        otherwise: the currency of amounts that neither tells, such as that of the heading; "" where none.
    """
    _, words = money_words.beside(amount_cell)
    beside = words.currency if words else ""
    own = text(cell)
    said = (money_words.currency_of(own) if own else beside) or ("" if own else otherwise)
    if not said and not own:
        raise RefusedError(A_CURRENCY)
    if said not in CURRENCIES:
        raise RefusedError(expected)
    if beside not in ("", said):
        raise RefusedError(THE_SAME_CURRENCY)
    return said


def amount(cell: str, decimal: str, unit: int, expected: str) -> tuple[Decimal, bool]:
    """Return an amount in whole units of its currency, and whether it was rounded to hundredths.

    Args:
        decimal, unit: see amounts.amount.
    """
    value = amounts.amount(cell, decimal, unit)
    if value is None and not decimal and any(amounts.amount(cell, sign) for sign in amounts.DECIMAL_SIGNS):
        raise RefusedError(ONE_WAY)
    whole = None if value is None else amounts.cents(value)
    if value is None or whole is None or whole[0] < 0:
        raise RefusedError(expected)
    if whole[1] and amounts.could_be_thousands(money_words.beside(cell)[0], decimal):
        raise RefusedError(WHOLE_CENTS)
    return value, whole[1]


def euro_cents(value: Decimal, code: str, rate: Decimal | None) -> int:
    """Return an amount as whole euro cents, half a cent up; kroner at `rate`, kroner per euro."""
    if code == "NOK" and rate is None:
        raise RefusedError(A_RATE)
    euro = value if code == "EUR" or rate is None else value / rate
    return int(euro.scaleb(2).quantize(Decimal(1), ROUND_HALF_UP))


def link(cell: str, expected: str) -> str | None:
    """Return an address that starts with https://; None where it is one that pages do not open, such as http://."""
    said = text(cell)
    if re.fullmatch(rf"https://{_ADDRESS}", said, re.IGNORECASE):
        return "https" + said[5:]
    if re.fullmatch(rf"(?:http://|www\.)?[\w-]+(?:\.[\w-]+)+(?:[:/?#]{_ADDRESS})?/?", said, re.IGNORECASE):
        return None
    raise RefusedError(expected)
