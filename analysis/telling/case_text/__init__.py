"""A case text for the municipal plan: what is known of one place, in sentences of fixed wording with their sources.

Facts in, text out: every sentence has its footnote, every number its account, and nothing is said that a table does
not say. Words come from analysis.text alone.
"""

from analysis.telling.case_text import comparison, participation, registers
from analysis.telling.case_text.draft import CaseText, Draft, Paragraph, Sentence, Table, WrittenNumber
from analysis.telling.case_text.facts import (
    ComparisonFacts,
    Figure,
    Named,
    PlaceFacts,
    ProgrammeFacts,
    Published,
    StateFacts,
)
from analysis.text.reader import Reader

__all__ = [
    "CaseText", "ComparisonFacts", "Draft", "Figure", "Named", "Paragraph", "PlaceFacts", "ProgrammeFacts",
    "Published", "Sentence", "StateFacts", "Table", "WrittenNumber", "of_place", "plain",
]  # fmt: skip


def of_place(facts: PlaceFacts, reader: Reader) -> CaseText:
    """Return the text about a place.

    Args:
        facts: names and source lines in the reader's language, amounts in their currency.
    """
    draft = Draft(facts, reader)
    found = [
        participation.paragraph(draft),
        comparison.paragraph(draft, facts.comparison) if facts.comparison else None,
        registers.status(draft),
        registers.published(draft),
        registers.partnerships(draft),
    ]
    table = participation.table(draft)
    return CaseText(
        title=reader.text("{name}: participation in EU, EEA and Nordic programmes", name=facts.name),
        paragraphs=tuple(paragraph for paragraph in found if paragraph),
        footnotes=draft.footnotes,
        table=table,
    )


def plain(case: CaseText, footnote_heading: str) -> str:
    """Return the text without formatting: footnotes as [1] after each sentence, and listed under the heading."""
    parts = [case.title]
    for paragraph in case.paragraphs:
        sentences = (f"{sentence.text}{marks(sentence)}" for sentence in paragraph.sentences)
        between = "\n" if paragraph.listed else " "
        parts.append(f"{paragraph.heading}\n{between.join(sentences)}")
    listed = (f"[{number}] {line}" for number, line in enumerate(case.footnotes, start=1))
    return "\n\n".join([*parts, "\n".join([footnote_heading, *listed])]) + "\n"


def marks(sentence: Sentence) -> str:
    """Return the marks of a sentence's footnotes: "[1][3]"."""
    return "".join(f"[{number}]" for number in sentence.footnotes)
