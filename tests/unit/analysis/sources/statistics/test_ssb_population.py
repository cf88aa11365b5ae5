import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pandas as pd
import pytest

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import ledger
from analysis.sources.statistics import ssb_population
from analysis.store.tables import read_table
from tests.tools.tables_in_use import checked

NAMES = ("municipalities", "municipality_changes", "counties", "population")
MADE = {name: read_table(name) for name in NAMES}


def as_published(*, years=range(2007, 2027)):
    """Return the table in use as Statistics Norway publishes it: own years, no counties, zero where not in force."""
    rows = MADE["population"]
    rows = rows[rows["year"].eq(rows["geography_year"]) & rows["area_level"].ne("county") & rows["year"].isin(years)]
    return [(row.area_code, row.year, row.population) for row in rows.itertuples()]


def imported(tmp_path, rows, made=MADE):
    path = tmp_path / "ssb-07459.csv"
    pd.DataFrame(rows, columns=["Region", "Tid", "value"]).to_csv(path, sep=";", index=False)
    return checked(ssb_population.tidy(ssb_population.read_raw(path), made))


def test_the_figures_in_use_give_the_table_in_use(tmp_path):
    table = imported(tmp_path, as_published()).tables["population"]
    assert table.equals(schemas.conform(MADE["population"], "population"))


def test_a_county_is_the_sum_of_its_municipalities_and_the_series_follows(tmp_path):
    rows = [(code, year, value + 10 * (code in ("0", "1103"))) for code, year, value in as_published(years=[2019])]
    table = imported(tmp_path, rows).tables["population"].set_index(["year", "area_level", "area_code"])
    before = MADE["population"].set_index(["year", "area_level", "area_code"])
    for level, code in (("country", "0"), ("county", "11"), ("municipality", "1103")):
        both = [one.sort_index().loc[[(2019, level, code)], "population"].sort_values() for one in (table, before)]
        assert (both[0].to_numpy() - both[1].to_numpy()).tolist() == [10] * len(both[0])
    assert table.loc[2020, "population"].tolist() == before.loc[2020, "population"].tolist()


def test_a_divided_unit_is_shared_out_and_marked_and_the_country_stays_whole(tmp_path):
    rows = [(code, year, value + 1000 * (code in ("0", "1507"))) for code, year, value in as_published(years=[2022])]
    table = imported(tmp_path, rows).tables["population"].query("year == 2022 and area_level == 'municipality'")
    series = table[table["geography_year"] == 2024].set_index("area_code")
    assert series.loc[["1508", "1580"], "status"].tolist() == ["estimated", "estimated"]
    assert series["population"].sum() == table.loc[table["geography_year"] == 2022, "population"].sum()


def test_rows_of_other_regions_and_years_are_left_out_with_a_reason(tmp_path):
    extra = [("11", 2019, 5), ("0101", 2020, 0), ("0301", 2031, 7), ("1103", 2019, "..")]
    rows = [row for row in as_published(years=[2020]) if row[0] != "x"]
    done = imported(tmp_path, [*rows, *extra])
    assert dict(done.accounts[0].left_out) == {
        ssb_population.NOT_IN_FORCE: 2, ssb_population.UNKNOWN_YEAR: 1, ledger.REFUSED: 1,
    }  # fmt: skip


def test_a_year_without_one_of_its_municipalities_is_refused(tmp_path):
    rows = [row for row in as_published(years=[2020]) if row[0] != "1103"]
    with pytest.raises(DataError, match="1 municipalities of 2020 are missing, 1103 first"):
        imported(tmp_path, rows)


def test_municipalities_that_do_not_add_up_to_the_country_are_refused(tmp_path):
    rows = [(code, year, value + (code == "1103")) for code, year, value in as_published(years=[2020])]
    with pytest.raises(DataError, match=r"add up to .* and the country has"):
        imported(tmp_path, rows)


REGIONS, YEARS = {"0": "Hele landet", "0301": "Oslo"}, ("2006", "2007", "2026")
DIMENSION = {
    "Region": {"label": "region", "category": {"index": {"0": 0, "0301": 1}, "label": REGIONS}},
    "Kjonn": {
        "label": "kjønn",
        "category": {"label": {"1": "Menn", "2": "Kvinner"}},
        "extension": {"elimination": True},
    },
    "ContentsCode": {"label": "statistikkvariabel", "category": {"label": {"Personer1": "Personer"}}},
    "Tid": {"label": "år", "category": {"label": {year: year for year in YEARS}}},
}


@pytest.fixture
def statistics():
    """Give a server that answers the client of the publisher, with the question it was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            content = {
                "/config": {"apiVersion": "2.0.0", "maxDataCells": 800000, "maxCallsPerTimeWindow": 30, "timeWindow": 1,
                            "defaultLanguage": "no"},
                "/tables": {"page": {"totalElements": 1}},
                "/tables/07459/metadata": {"dimension": DIMENSION},
            }.get(self.path.split("?")[0])  # fmt: skip
            self.answer(content)

        def do_POST(self):
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            chosen = {one["variableCode"]: one["valueCodes"] for one in asked[-1]["selection"]}
            dimension = {code: dict(DIMENSION[code]) for code in ("Region", "ContentsCode", "Tid")}
            years = {year: year for year in chosen["Tid"]}
            dimension["Tid"]["category"] = {"label": years}
            self.answer({"id": list(dimension), "dimension": dimension, "value": list(range(2 * len(years)))})

        def answer(self, content):
            body = json.dumps(content).encode()
            self.send_response(200 if content else 503)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{http.server_address[1]}", asked
    http.shutdown()
    http.server_close()


def test_the_publishers_client_is_asked_for_totals_since_2007(statistics, tmp_path):
    address, asked = statistics
    path = tmp_path / "ssb-07459.csv"
    ssb_population.fetch(path, address=address)
    selection = {one["variableCode"]: one["valueCodes"] for one in asked[0]["selection"]}
    assert selection == {"Region": ["0", "0301"], "ContentsCode": ["Personer1"], "Tid": ["2007", "2026"]}
    rows = ssb_population.read_raw(path)["rows"]
    assert rows[["Region", "Tid", "value"]].to_numpy().tolist() == [
        ["0", "2007", "0"], ["0", "2026", "1"], ["0301", "2007", "2"], ["0301", "2026", "3"],
    ]  # fmt: skip


def test_a_publisher_that_does_not_answer_is_told_in_plain_words(statistics, tmp_path):
    address, _ = statistics
    with pytest.raises(DataError, match=r"could not be read .*Try again later"):
        ssb_population.fetch(tmp_path / "x.csv", address=address + "/wrong")
    with pytest.raises(DataError, match="no answer within 0 seconds"):
        ssb_population.fetch(tmp_path / "x.csv", address=address, seconds=0)
