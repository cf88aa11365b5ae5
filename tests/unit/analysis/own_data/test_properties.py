"""Whatever is in a file: numbers, letters, places and headings are read exactly or not at all."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.geography.lookup import Gazetteer
from analysis.own_data import amounts, matching
from analysis.own_data.cells import RefusedError
from analysis.own_data.fields import FIELDS
from analysis.own_data.places import ONE_OF_SEVERAL, Places
from analysis.store.tables import read_reference, read_table
from analysis.text import languages, translate
from analysis.uploads import UploadError, encodings, text
from tests.tools.lanes import THOROUGH

# Each of numbers, letters, places and headings has one promise that is tried widely; the others are tried often.
WIDELY, OFTEN = (10_000, 1_000) if THOROUGH else (300, 100)
widely = settings(max_examples=WIDELY, deadline=None)
often = settings(max_examples=OFTEN, deadline=None)
GAZETTEER = Gazetteer(
    read_table("municipalities"), read_table("counties"), read_table("municipality_changes"),
    read_reference("place_names"),
)  # fmt: skip
PLACES = Places(GAZETTEER)
TODAY = read_table("municipalities").query("geography_year == 2024")
SPACES = [" ", "\u00a0", "\u2009", "\u202f", "\u2007", ""]
VALUES = st.decimals(min_value=0, max_value=10**11, places=2, allow_nan=False)


def grouped(digits, separator):
    start = len(digits) % 3
    return separator.join(
        part for part in (digits[:start], *(digits[at : at + 3] for at in range(start, len(digits), 3))) if part
    )


@widely
@given(VALUES, st.sampled_from(SPACES), st.sampled_from(amounts.DECIMAL_SIGNS), st.sampled_from(["", "-", "\u2212"]),
       st.sampled_from(["", "kr ", "NOK ", "€ "]), st.sampled_from(["", " kr", " EUR", " euro"]))  # fmt: skip
def test_a_number_written_in_any_usual_way_is_read_exactly(value, space, decimal, minus, before, after):
    whole, part = f"{value:.2f}".split(".")
    written = f"{before}{minus}{grouped(whole, space)}{decimal}{part}{after}"
    assert amounts.number(written, decimal) == (-value if minus else value)


@often
@given(VALUES, st.sampled_from(amounts.DECIMAL_SIGNS))
def test_thousands_parted_by_the_other_sign_are_read_exactly(value, decimal):
    whole, part = f"{value:.2f}".split(".")
    other = "." if decimal == "," else ","
    assert amounts.number(f"{grouped(whole, other)}{decimal}{part}", decimal) == value


@widely
@given(st.text(max_size=60), st.sampled_from(amounts.DECIMAL_SIGNS))
def test_any_text_is_a_number_with_its_own_digits_or_none(written, decimal):
    found = amounts.number(written, decimal)
    if found is not None:
        digits = "".join(letter for letter in written if letter in "0123456789")
        assert f"{abs(found):f}".replace(".", "").strip("0") == digits.strip("0")


@often
@given(st.from_regex(r"[1-9][0-9]{0,2}[.,][0-9]{3}", fullmatch=True))
def test_what_could_be_thousands_is_read_by_the_files_own_sign_alone(written):
    digits = written.replace(",", ".").split(".")
    sign = "," if "," in written else "."
    assert amounts.number(written, sign) == Decimal(".".join(digits))
    assert amounts.number(written, "." if sign == "," else ",") == Decimal("".join(digits))
    assert amounts.number(written, "") is None
    assert amounts.decimal_sign([written]) == ""


@widely
@given(st.text("0123456789,. -kr", max_size=20) | st.text(max_size=60))
def test_where_nothing_tells_the_sign_a_number_is_the_same_by_either(written):
    by_sign = {amounts.number(written, sign) for sign in amounts.DECIMAL_SIGNS} - {None}
    found = amounts.number(written, "")
    assert found is None or by_sign == {found}
    assert found is not None or len(by_sign) != 1


NORWEGIAN = st.text(
    st.characters(codec="cp1252", exclude_categories=["Cc", "Cs"]) | st.sampled_from("æøåÆØÅšžŠŽ€–«»"), max_size=80
)


@often
@given(st.lists(NORWEGIAN, min_size=1, max_size=5), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_letters_come_back_as_they_were_written_in_unicode(lines, encoding):
    said = "\n".join(["Prosjekt;Kommune", *lines])
    assert encodings.decode(said.encode(encoding))[0] == said


@often
@given(st.lists(NORWEGIAN, min_size=1, max_size=5))
def test_letters_of_windows_come_back_when_they_are_no_unicode(lines):
    content = "\n".join(["Prosjekt;Kommune", *lines, "Ås"]).encode("cp1252")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        assert encodings.decode(content) == (content.decode("cp1252"), "cp1252")


@widely
@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(content):
    try:
        said, encoding = encodings.decode(content)
    except UploadError:
        return
    assert encoding in encodings.ENCODINGS
    assert "\x00" not in said


CELL = NORWEGIAN.map(lambda said: said.replace("\ufeff", ""))


@often
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=3, max_size=8),
       st.sampled_from(text.SEPARATORS))  # fmt: skip
def test_cells_written_by_a_spreadsheet_come_back_whole(table, separator):
    quoted = "\r\n".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table)
    read = text.table(quoted, separator, most_rows=100, most_columns=10)
    assert (read.rows, read.separator, read.broken) == (table, separator, {})


@often
@given(st.integers(0, len(TODAY) - 1), st.sampled_from(["{code}", " {code} ", "{name}", "{upper}", "{name} kommune"]))
def test_every_municipality_is_found_by_number_and_name_or_its_number_is_asked_for(at, form):
    row = TODAY.iloc[at]
    name = row["municipality_name"].split(" - ")[0]
    said = form.format(code=row["municipality_code"], name=name, upper=name.upper())
    try:
        assert PLACES.find(said, None, "a place").code == row["municipality_code"]
    except RefusedError as refused:
        assert "{code}" not in form
        assert refused.expected == ONE_OF_SEVERAL
        assert row["municipality_code"] in refused.candidates


PLACE = (
    st.text(max_size=40)
    | st.from_regex(r"[0-9]{1,4}[ -]{0,2}\w{0,12}", fullmatch=True)
    | st.sampled_from(
        sorted({*read_table("municipalities")["municipality_name"], *read_reference("place_names")["name"]})
    )
)


@widely
@given(PLACE, st.none() | st.integers(1990, 2050))
def test_any_text_is_a_place_of_today_or_refused(said, year):
    try:
        assert Places(GAZETTEER).find(said, year, "a place").exists
    except RefusedError as refused:
        assert refused.expected


HEADING = st.sampled_from([name for field in FIELDS for name in (field.heading, *field.names)]) | st.text(max_size=20)


@widely
@given(st.lists(HEADING, max_size=10))
def test_each_heading_is_used_for_one_field_at_most_and_none_is_made_up(headings):
    used = [heading for heading in matching.columns(headings).values() if heading is not None]
    assert len(used) == len(set(used))
    assert set(used) <= set(headings)


@often
@given(st.permutations([field.field_id for field in FIELDS]), st.sampled_from(languages.CODES))
def test_the_headings_of_the_template_are_found_in_any_order_and_language(order, language):
    said = {field.field_id: translate.words(language)(field.heading) for field in FIELDS}
    assert matching.columns([said[name] for name in order]) == {
        field.field_id: said[field.field_id] for field in FIELDS
    }
