from analysis.store import catalogue

ENTRY = """
[[source]]
id = "{id}"
title = "t"
publisher = "p"
url = "u"
licence = "l"
period_covered = "2014"
published = "2020"
retrieved = "2021-01-01"
{more}
"""
COVERAGE = [{"programme_id": "h", "first_year": 2021, "last_year": 2026, "levels": ["county"]}]


def register(tmp_path, **entries):
    path = tmp_path / "sources.toml"
    path.write_text("".join(ENTRY.format(id=name, more=more) for name, more in entries.items()), encoding="utf-8")
    return catalogue.read_register(path)


def test_a_source_that_is_not_embedded_is_offered_and_not_loaded(tmp_path):
    read = register(tmp_path, here="", later="embedded = false")
    assert list(read) == ["here", "later"]
    assert list(catalogue.loaded(read)) == ["here"]


def test_a_refresh_makes_an_offered_source_a_loaded_one_with_its_own_dates_and_coverage(tmp_path):
    read = register(tmp_path, here="", later="embedded = false")
    told = {"later": {"retrieved": "2026-11-01", "published": None, "coverage": COVERAGE, "files": {}, "rows": 3}}
    after = catalogue.loaded(catalogue.updated(read, told))
    assert list(after) == ["here", "later"]
    assert (after["later"].retrieved, after["later"].published) == ("2026-11-01", "2026-11-01")
    assert [part.programme_id for part in after["later"].coverage] == ["h"]
    assert after["here"] == read["here"]


def test_a_source_says_which_others_count_in_its_place(tmp_path):
    read = register(tmp_path, here="", other='yields_to = ["here"]')
    assert catalogue.yields(read) == {"other": ("here",)}


def test_every_source_yields_to_sources_of_the_register():
    read = catalogue.read_register()
    assert {other for others in catalogue.yields(read).values() for other in others} <= set(read)


def test_what_holds_for_the_embedded_copy_alone_is_not_said_of_a_refreshed_source(tmp_path):
    read = register(tmp_path, here='caveats = ["always"]\nof_this_copy = ["the copy ends in 2021"]')
    assert read["here"].caveats == ("the copy ends in 2021", "always")
    told = {"here": {"retrieved": "2026-11-01", "published": None, "coverage": COVERAGE}}
    after = catalogue.updated(read, told)["here"]
    assert (after.caveats, after.refreshed_period) == (("always",), (2021, 2026))
