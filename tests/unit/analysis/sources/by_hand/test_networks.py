import pandas as pd

from analysis.contract import checks, schemas
from analysis.sources.by_hand import networks

COLUMNS = [
    "id",
    "name",
    "name_en",
    "type",
    "level",
    "named_in_case",
    "founded",
    "seat",
    "members_total",
    "members_norway",
    "members_norway_names",
    "membership_fee",
    "topics",
    "url",
    "url_seen_in_stored_page",
    "source_title",
    "source_url",
    "publisher",
    "published",
    "confidence",
    "note",
]
ROW = dict.fromkeys(COLUMNS, "") | {
    "id": "N1",
    "name": "Net",
    "type": "network",
    "confidence": "high",
    "note": "a note",
}
CORRECTIONS = ["source_id", "column", "where_column", "where_value", "published", "corrected", "reason"]


def tidy(corrections=(), **changes):
    table = pd.DataFrame(corrections, columns=CORRECTIONS, dtype="str")
    details = pd.DataFrame([("N1", "founded by three towns", "")], columns=["record_id", "detail", "reason"])
    rows = networks.tidy(pd.DataFrame([ROW | changes], dtype="str"), table, details)
    return checks.check(schemas.conform(rows, "networks"), "networks", file="test").iloc[0]


def test_a_network_keeps_its_facts_and_not_its_note():
    row = tidy(url="https://net.no/", url_seen_in_stored_page="yes")
    assert (row["network_id"], row["kind"], row["official_url_checked"]) == ("N1", "network", True)
    assert "a note" not in row.to_string()
    assert row["details"] == "founded by three towns"


def test_a_row_whose_fields_slipped_is_put_right():
    slipped = [
        ("networks", "url", "id", "N1", "A title", "", ""),
        ("networks", "source_title", "id", "N1", "https://a.no/", "A title", ""),
        ("networks", "confidence", "id", "N1", "a sentence", "", ""),
    ]
    row = tidy(slipped, url="A title", source_title="https://a.no/", confidence="a sentence")
    assert row["source_title"] == "A title"
    assert row[["official_url", "confidence"]].isna().all()
