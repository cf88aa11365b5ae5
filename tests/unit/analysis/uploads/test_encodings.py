"""Letters come back as they were written on Windows, Macintosh and DOS, or the reader is told that they may not."""

import pytest

from analysis.uploads import encodings

LINES = [
    "Prosjekt;Kommune;Beløp\nGrønn skole på Øya;Levanger;150000,5\n",
    "Tiltak;Sted\nÅ lære å lære;Ålesund\nBærekraft på Sørøya;Hammerfest\n",
    "Tittel;Kommune\nKulturskolen – for alle;Værøy\n«Ung» i Ås;Ås\n25 °C i Båtsfjord;Båtsfjord\n",
    "Tittel;Sted\nBÆREKRAFT PÅ ØYENE;RØST\nIdé på Gjøvik;Gjøvik\n",
]
OF_WINDOWS = [
    "Prosjekt;Sted\nCôte d’Azur;Oslo\n", "Navn\nKárášjohka\n", "Navn\nUmeå och Örnsköldsvik\n", "Pris\n5 €\n",
    "Navn\n½ dag – to ganger…\n", "Navn\nMalmö\n",
    "Pris\nkr\u00a0150\u00a0000\n",
]  # fmt: skip


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850", "cp865"])
@pytest.mark.parametrize("text", LINES)
def test_norwegian_letters_come_back_from_every_machine(text, encoding):
    content = text.encode(encoding, errors="ignore")
    read, named = encodings.decode(content)
    assert read == content.decode(encoding)
    assert not encodings.is_doubtful(content, named)


@pytest.mark.parametrize("text", OF_WINDOWS)
def test_what_makes_words_in_windows_letters_is_read_so(text):
    assert encodings.decode(text.encode("cp1252")) == (text, "cp1252")


@pytest.mark.parametrize("text", LINES)
def test_unicode_that_was_once_taken_for_windows_letters_is_read_as_it_was_written(text):
    assert encodings.decode(text.encode().decode("cp1252", errors="ignore").encode())[0].startswith(text[:5])
    mistaken = "Beløp på Øya".encode().decode("cp1252")
    assert encodings.decode(mistaken.encode()) == ("Beløp på Øya", encodings.TWICE)


def test_letters_that_make_no_words_are_doubtful():
    content = "Grønn † ski¿le og ¼kt b¯t p≈".encode("mac_roman", errors="ignore") + "Ås".encode("cp1252")
    _, named = encodings.decode(content)
    assert encodings.is_doubtful(content, named)


def test_another_encoding_can_be_asked_for():
    assert encodings.decode("ø".encode("mac_roman"), "mac_roman") == ("ø", "mac_roman")
