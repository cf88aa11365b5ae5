"""The measurements measure what they say: figures are summed up right, and the reader without a browser is a reader."""

import http.server
import threading
import urllib.request

import pandas as pd
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.bench import baseline_dash, baseline_static, one_map, reliability, report, results, rows, soak, wire
from tests.bench.protocol import Reader, reading
from tests.bench.spread import percentile, summary
from tests.tools import apart
from tests.tools.server import serve

MEASURE, LANGUAGE = "$$ID-0510fe73e5922435c998716532e3928f-maal", "$$ID-cec05ae814db76b0d6a20c3944cdc11f-sprak"


def test_a_percentile_is_a_figure_that_so_many_do_not_exceed():
    assert percentile(range(1, 101), 0.95) == 95
    assert percentile([3, 1, 2], 0.95) == 3
    assert percentile([7], 0.5) == 7
    with pytest.raises(ValueError, match="no figures"):
        percentile([], 0.95)


def test_a_summary_of_nothing_has_no_figures():
    assert summary([]) == {"n": 0, "median": None, "p95": None, "largest": None}
    assert summary([1, 2, 9])["median"] == 2


def told(part, *targets, whole=True, quick=False):
    return {
        "part": part, "measured": "2026-01-02 03:04 UTC", "quick": quick, "whole": whole, "seconds": 7,
        "machine": {"processor": "P", "cores": 2, "memory_gb": 8, "system": "S"}, "versions": {"python": "3.11"},
        "load_before": 0.1, "targets": list(targets),
        "tables": [results.table("T", ("", "ms"), [("a", 1234), ("b", None)])],
    }  # fmt: skip


def test_the_report_says_of_each_aim_whether_it_was_met_missed_or_not_measured():
    aims = [
        results.target("fast", 119, 120, "ms"), results.target("slow", 120, 120, "ms"),
        results.target("unknown", None, 5, "%"),
    ]  # fmt: skip
    text = report.rendered({"map": told("map", *aims)})
    assert "| fast | 119 ms | < 120 ms | met |" in text
    assert "| slow | 120 ms | < 120 ms | **missed** |" in text
    assert "| unknown | – | < 5 % | not measured |" in text
    assert "| a | 1,234 |" in text


def test_the_report_names_the_parts_that_nobody_measured_and_those_cut_short():
    text = report.rendered({"soak": told("soak", whole=False), "pages": told("pages", quick=True)})
    assert "Not measured: map, start, sessions, rows, reliability." in text
    assert text.count("Cut short") == 1
    assert text.count("A smoke run") == 1


def test_what_a_part_found_is_read_back(tmp_path):
    results.Part("start").save([results.table("T", ("a",), [(1,)])], whole=False, folder=tmp_path)
    found = results.read(tmp_path)["start"]
    assert (found["whole"], found["tables"][0]["rows"]) == (False, [[1]])
    assert found["machine"]["cores"] >= 1


def test_memory_grows_from_the_end_of_the_warm_up_on():
    minutes = [{"memory": memory} for memory in (50, 60, 70, 80, 100, 100, 100, 101, 105, 104, 104)]
    assert soak.targets(minutes, 60)[0]["figure"] == 4.0
    assert soak.targets(minutes[:7], 60)[0]["figure"] is None


class Wire:
    """Both ends of a socket: what the server would send, and what the reader did."""

    def __init__(self, *messages):
        self.messages, self.sent = list(messages), []

    async def send(self, content):
        self.sent.append(BackMsg.FromString(content).rerun_script)

    async def recv(self):
        return self.messages.pop(0).SerializeToString()


def session(page="map"):
    message = ForwardMsg()
    message.new_session.page_script_hash, message.new_session.main_script_hash = page, "main"
    return message


def pages():
    message = ForwardMsg()
    message.navigation.page_script_hash = "map"
    for path in ("kart", "kilder"):
        message.navigation.app_pages.add(url_pathname=path, page_script_hash=f"hash of {path}")
    return message


def measures(chosen=0, insisted="", part=""):
    message = ForwardMsg(hash="large")
    message.delta.fragment_id = part
    message.metadata.active_script_hash, message.metadata.cacheable = "map", True
    box = message.delta.new_element.selectbox
    box.id, box.default = MEASURE, chosen
    box.options.extend(["Beløp", "Prosjekter"])
    if insisted:
        box.set_value, box.raw_value = True, insisted
    return message


def languages():
    message = ForwardMsg()
    message.metadata.active_script_hash = "main"
    group = message.delta.new_element.button_group
    group.id = LANGUAGE
    for name in ("Bokmål", "Nynorsk"):
        group.options.add(content=name)
    group.default.append(0)
    return message


END = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
END_OF_PART = ForwardMsg(script_finished=ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


def named_again():
    return ForwardMsg(ref_hash="large")


def sent(state):
    return {
        widget.id: widget.string_value or list(widget.string_array_value.data) for widget in state.widget_states.widgets
    }


def test_the_reader_finds_the_widgets_ids_in_what_it_is_sent_and_answers_with_their_values():
    wire = Wire(session(), pages(), languages(), measures(), END, session(), languages(), measures(), END)
    reader = Reader(wire, "http://x", "kart", "")

    async def click():
        await reader.run()
        await reader.choose("maal", "Prosjekter")

    apart.run(click())
    assert reader.options("maal") == ["Beløp", "Prosjekter"]
    assert sent(wire.sent[0]) == {}
    assert sent(wire.sent[1]) == {MEASURE: "Prosjekter", LANGUAGE: ["Bokmål"]}
    assert wire.sent[1].page_script_hash == "map"


def test_a_choice_in_a_part_of_the_page_asks_for_that_part_and_forgets_nothing_outside_it():
    wire = Wire(session(), languages(), measures(part="map"), END, session(), measures(part="map"), END_OF_PART)
    reader = Reader(wire, "http://x", "kart", "")

    async def click():
        await reader.run()
        await reader.choose("maal", "Prosjekter")

    apart.run(click())
    assert [state.fragment_id for state in wire.sent] == ["", "map"]
    assert set(reader.states) == {LANGUAGE, MEASURE}


def test_the_reader_takes_the_servers_value_where_the_server_insists():
    wire = Wire(session(), measures(), END, session(), measures(insisted="Prosjekter"), END)
    reader = Reader(wire, "http://x", "kart", "")

    async def runs():
        await reader.run()
        await reader.run()

    apart.run(runs())
    assert reader.states[MEASURE].string_value == "Prosjekter"


def test_a_widget_that_a_run_no_longer_draws_is_no_longer_sent():
    wire = Wire(session(), languages(), measures(), END, session(), languages(), END, session(), END)
    reader = Reader(wire, "http://x", "kart", "")

    async def runs():
        for _ in range(3):
            await reader.run()

    apart.run(runs())
    assert [set(sent(state)) for state in wire.sent] == [set(), {LANGUAGE, MEASURE}, {LANGUAGE}]


def test_another_page_forgets_all_widgets_but_those_of_the_frame():
    wire = Wire(session(), pages(), languages(), measures(), END, session(), languages(), END)
    reader = Reader(wire, "http://x", "kart", "")

    async def walk():
        await reader.run()
        await reader.go("kilder")

    apart.run(walk())
    assert sent(wire.sent[1]) == {LANGUAGE: ["Bokmål"]}
    assert wire.sent[1].page_script_hash == "hash of kilder"
    assert set(reader.states) == {LANGUAGE}


def test_a_large_message_is_kept_for_two_runs_and_known_by_its_name():
    wire = Wire(session(), measures(), END, session(), named_again(), END, *[session(), END] * 3)
    reader = Reader(wire, "http://x", "kart", "")

    async def runs():
        for _ in range(5):
            await reader.run()

    apart.run(runs())
    assert [list(state.cached_message_hashes) for state in wire.sent] == [[], ["large"], ["large"], ["large"], []]


def test_an_error_on_the_page_is_an_error_of_the_reader():
    wrong = ForwardMsg()
    wrong.delta.new_element.exception.message = "no such column"
    reader = Reader(Wire(session(), wrong, END), "http://x", "kart", "")
    with pytest.raises(RuntimeError, match="no such column"):
        apart.run(reader.run())


def test_the_dashboard_answers_the_reader_as_it_answers_a_browser():
    async def visit(address):
        async with reading(address, "kart", "nivaa=municipality") as (reader, opened):
            assert opened.said.count("new_session") == 1
            first = reader.chosen("maal")
            others = [name for name in reader.options("maal") if name != first]
            assert len(others) >= 4
            run = await reader.choose("maal", "Prosjekter")
            assert "navigation" not in run.said, "the whole page ran, not the map alone"
            assert reader.query == "nivaa=municipality&maal=projects"
            await reader.choose("maal", first)
            assert reader.query == "nivaa=municipality"
            await reader.go("kilder")
            assert "maal" not in {name.split("-", 2)[-1] for name in reader.states}
            await reader.go("kart")
            assert reader.states[reader.id_of("nivaa")].string_array_value.data == ["Kommuner"]

    process, address = serve("dashboard.py")
    try:
        apart.run(visit(address))
    finally:
        process.terminate()
        process.wait(20)


def test_the_counts_of_examples_are_those_that_hypothesis_gives():
    said = (
        "tests/test_x.py::test_a:\n  - during generate phase (0.25 seconds):\n"
        "    - 100 passing, 0 failing, and 3 invalid test cases\n"
        "tests/test_x.py::test_b:\n  - during reuse phase:\n    - 1 passing, 1 failing, and 0 invalid test cases\n"
    )
    assert reliability.counted(said) == {"tests": 2, "passing": 101, "failing": 1, "invalid": 3}
    assert reliability.counted("nothing") == {"tests": 0, "passing": 0, "failing": 0, "invalid": 0}


def test_repeated_rows_are_other_projects_of_the_same_organisations():
    few = pd.DataFrame({"participation_id": ["a", "b"], "project_id": ["p", "p"], "organisation_id": ["1", "2"]})
    many = rows.repeated(few.astype("string"), 3)
    assert len(many) == 6
    assert many["participation_id"].is_unique
    assert many.groupby("project_id").size().tolist() == [2, 2, 2]
    assert set(many["organisation_id"]) == {"1", "2"}


def test_both_pages_to_compare_with_show_every_unit():
    number = len(one_map.geometry()["codes"])
    measured = one_map.measured()
    assert all(len(one.classes) == number and max(one.classes) < len(one.colours) for one in measured)
    assert len({tuple(one.colours[at] for at in one.classes) for one in measured}) == len(measured)
    assert baseline_static.page().count("<path d=") == number
    features = baseline_dash.geojson()["features"]
    assert [feature["id"] for feature in features] == one_map.geometry()["codes"]
    assert all(feature["geometry"]["coordinates"] for feature in features)
    oslo = features[0]["geometry"]["coordinates"][0][0]
    assert all(10 < east < 11.5 and 59.5 < north < 60.5 for east, north in oslo)


def test_a_hole_in_a_unit_stays_a_hole():
    square = "M0 0l90 0 0 90-90 0Z"
    drawn = baseline_dash.in_degrees(f"{square}M30 30l30 0 0 30-30 0Z", lambda east, north: (east, north))
    assert [len(polygon) for polygon in drawn["coordinates"]] == [2]


def test_the_relay_passes_all_on_and_counts_what_comes_back():
    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"x" * 100_000)

        def log_message(self, *said):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with wire.relayed(f"http://127.0.0.1:{server.server_port}/a?b=1") as (relay, address):
            assert address.endswith(f":{relay.port}/a?b=1")
            got = urllib.request.urlopen(address, timeout=30).read()
            assert got == b"x" * 100_000
            assert 100_000 < relay.received < 101_000
        server.shutdown()
