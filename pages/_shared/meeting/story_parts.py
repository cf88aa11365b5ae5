"""How slides and stories are put together from what the pages know."""

from collections.abc import Sequence
from datetime import date

from analysis.telling.story import Slide, Story, Visual
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.data import this_run
from pages._shared.show import citing, own_words

WORDS = {
    "contents": mark("Contents"),
    "source": mark("Source"),
    "sources": mark("Sources and notes"),
    "notes": mark("Good to know"),
    "filters": mark("What was chosen"),
    "print": mark("Print or save as PDF"),
    "table": mark("The numbers as a table"),
    "estimated": mark("Estimated: a divided unit, shared out"),
    "own": mark("Own rows"),
    "inset": mark("The Oslofjord area"),
    "name": mark("Name"),
    "year": mark("Year"),
    "lowest": mark("95 % from"),
    "highest": mark("95 % to"),
    "page": mark("Page"),
    "link": mark("The same view in the dashboard"),
    "no_data": mark("No row has a value here."),
    "million": mark("million"),
    "more": mark("more rows are in the dashboard"),
    "not_shown": mark("Not on the slide, for want of room"),
}


def slide(
    reader: Reader,
    slide_id: str,
    topic: str,
    message: str,
    visual: Visual,
    *,
    filters: str,
    notes: Sequence[str] = (),
    sources: Sequence[str] = (),
    cited: Sequence[str] = (),
    alt: str = "",
) -> Slide:
    """Return a slide; without words for the visual, its message stands for it.

    Args:
        sources: ids in the register of sources.
        cited: ready-made source lines of published figures.
    """
    title = message.removesuffix(".")
    return Slide(
        slide_id=slide_id, topic=topic, message=title, visual=visual, alt=alt or f"{title}.", filters=filters,
        notes=tuple(notes), sources=tuple(citing.lines(reader, sources, cited)),
    )  # fmt: skip


def story(reader: Reader, title: str, subtitle: str, slides: Sequence[Slide], *, link: str = "") -> Story:
    """Return the finished story, made today."""
    today = date.today()
    made = reader.text("Made with Europaprofil on {day}", day=reader.day(today))
    words = {key: reader.text(word) for key, word in WORDS.items()} | {"made": made}
    named = own_words.titled(reader, title, this_run.reading().sources_counted())
    return Story(
        title=named, subtitle=subtitle, language=reader.language, words=words, made_on=today, slides=tuple(slides),
        link=link,
    )  # fmt: skip
