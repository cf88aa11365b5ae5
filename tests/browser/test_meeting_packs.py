"""The packs of five different places, opened by an office program and looked at as it draws them."""

import io
import re
import subprocess
from pathlib import Path

import pytest
from pptx import Presentation

from analysis import in_use
from analysis.participation import Selection
from analysis.text.reader import Reader
from pages._shared.compare import request
from pages._shared.meeting import case_block, compare_story, pack, place_story
from pages._shared.place import profile

PACKS = {
    "county": ("nb", "county", "50"),
    "own-things": ("nn", "municipality", "5037"),
    "nothing-found": ("en", "municipality", "1856"),
    "many-names": ("nb", "municipality", "5540"),
}
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.S)


def stories():
    told = {}
    for name, (language, level, code) in PACKS.items():
        reader = Reader(language, "EUR")
        told[name] = reader, place_story.of(reader, level, code)
    reader = Reader("en", "NOK")
    units = in_use.newest().units_of("municipality", 2024)
    selection = Selection(in_use.newest().compared_programmes())
    asked = request.answer(reader, units, "5001", reason="nearest", selection=selection)
    told["comparison"] = reader, compare_story.of(reader, asked)
    return told


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    """Return the slides of each pack as made, and the folder with the PDF that LibreOffice makes of them."""
    folder = tmp_path_factory.mktemp("packs")
    made = {}
    for name, (reader, story) in stories().items():
        made[name] = pack.make(reader, "pptx", story, lambda done, topic: None)
        (folder / f"{name}.pptx").write_bytes(made[name])
    reader = Reader("nn", "EUR")
    case = case_block.made(reader, profile.open_place("municipality", "5037"))
    (folder / "case.docx").write_bytes(case_block.document(reader, case))
    profile_folder = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    files = [str(path) for path in sorted(folder.glob("*.pptx"))] + [str(folder / "case.docx")]
    subprocess.run(
        ["soffice", profile_folder, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return made, folder


def pages_of(path: Path):
    """Return each page's width, height and words with their boxes, as drawn."""
    drawn = subprocess.run(["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, text=True).stdout
    return [
        (float(width), float(height), [(*map(float, box[:4]), box[4]) for box in WORD.findall(inside)])
        for width, height, inside in PAGE.findall(drawn)
    ]


@pytest.mark.parametrize("name", [*PACKS, "comparison"])
def test_an_office_program_draws_every_slide_with_no_word_off_the_page_or_on_another(packs, name):
    made, folder = packs
    slides = Presentation(io.BytesIO(made[name])).slides
    pages = pages_of(folder / f"{name}.pdf")
    assert len(pages) == len(slides)
    for number, (width, height, words) in enumerate(pages, start=1):
        assert words, f"slide {number} is empty"
        outside = [word for word in words if word[0] < 0 or word[1] < 0 or word[2] > width or word[3] > height]
        assert outside == [], f"slide {number}"
        assert overlaps(words) == [], f"slide {number}"


def overlaps(words):
    """Return pairs of words that cover more than a quarter of the smaller one's box."""
    found = []
    for at, one in enumerate(words):
        for other in words[at + 1 :]:
            wide = min(one[2], other[2]) - max(one[0], other[0])
            tall = min(one[3], other[3]) - max(one[1], other[1])
            if wide > 0 and tall > 0 and wide * tall > 0.25 * min(area(one), area(other)):
                found.append((one[4], other[4]))
    return found


def area(word):
    return max((word[2] - word[0]) * (word[3] - word[1]), 1e-6)


@pytest.mark.parametrize("name", [*PACKS, "comparison"])
def test_every_slide_names_its_source_and_has_notes(packs, name):
    for slide in list(Presentation(io.BytesIO(packs[0][name])).slides)[1:]:
        said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert re.search(r"(Source|Kilde|Kjelde)", said)


def test_no_author_is_named_in_the_files(packs):
    for content in packs[0].values():
        assert Presentation(io.BytesIO(content)).core_properties.author == ""


def test_the_case_text_opens_as_a_document_with_its_footnotes(packs):
    pages = pages_of(packs[1] / "case.pdf")
    words = " ".join(word[4] for _, _, page in pages for word in page)
    assert "Levanger" in words
    assert "Kjelde" in words
    assert all(word[2] <= width for width, _, page in pages for word in page)
