"""What a case text is made of, and the draft that numbers its footnotes and keeps account of its numbers."""

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.telling.case_text.facts import PlaceFacts
from analysis.text.reader import Reader


@dataclass(frozen=True)
class WrittenNumber:
    """A number that stands in the text: what it is ("horizon_2020.projects"), its value, and how it is written."""

    key: str
    value: float | None
    written: str


@dataclass(frozen=True)
class Sentence:
    """A sentence, the footnotes it rests on (from 1) and its numbers; years and names are none."""

    text: str
    footnotes: tuple[int, ...]
    numbers: tuple[WrittenNumber, ...]


@dataclass(frozen=True)
class Paragraph:
    """Sentences under a heading, running on or, where `listed`, each in a line of its own."""

    heading: str
    sentences: tuple[Sentence, ...]
    listed: bool = False


@dataclass(frozen=True)
class Table:
    """Ready-made cells; `numeric` are the positions of the columns that are set to the right."""

    heading: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...]
    footnotes: tuple[int, ...]


@dataclass(frozen=True)
class CaseText:
    """A finished text; footnote n is `footnotes[n - 1]`."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    footnotes: tuple[str, ...]
    table: Table | None = None


class Draft:
    """Writes sentences; the numbers written since the last sentence belong to the next one."""

    def __init__(self, facts: PlaceFacts, reader: Reader) -> None:
        text = reader.text
        self.facts, self.reader, self.text = facts, reader, text
        self.place = text("the municipality") if facts.level == "municipality" else text("the county")
        self.council = text("the municipality") if facts.council == "municipality" else text("the county council")
        self._lines: list[str] = []
        self._written: list[WrittenNumber] = []

    @property
    def footnotes(self) -> tuple[str, ...]:
        """The source lines in the order of their first use."""
        return tuple(self._lines)

    def whole(self, key: str, value: float) -> str:
        """Write a count."""
        return self.note(key, value, self.reader.number(value))

    def rate(self, key: str, value: float) -> str:
        """Write a number with the decimals its size asks for."""
        return self.note(key, value, self.reader.significant(value))

    def percent(self, key: str, value: float) -> str:
        """Write a share in whole per cent."""
        return self.note(key, value, self.reader.percent(value, decimals=0))

    def amount(self, key: str, cents: int) -> str:
        """Write an amount with its currency."""
        return self.note(key, cents, self.reader.write("amount")(cents))

    def counted(self, key: str, value: int, one: str, many: str) -> str:
        """Write a count with its noun: `one` and `many` are English texts with a {number}."""
        return self.text(one if value == 1 else many, number=self.whole(key, value))

    def note(self, key: str, value: float | None, written: str) -> str:
        """Keep account of a number that is written already."""
        self._written.append(WrittenNumber(key, value, written))
        return written

    def sentence(self, said: str, sources: Iterable[str]) -> Sentence:
        """Return a finished sentence, which begins with a capital.

        Args:
            sources: ids in `facts.sources`.
        """
        written, self._written = tuple(self._written), []
        return Sentence(said[:1].upper() + said[1:], self.refer(sources), written)

    def refer(self, sources: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of the sources' footnotes, in order."""
        lines = dict.fromkeys(self.facts.sources[source] for source in sources)
        self._lines += [line for line in lines if line not in self._lines]
        return tuple(sorted(self._lines.index(line) + 1 for line in lines))
