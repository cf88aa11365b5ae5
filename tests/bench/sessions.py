"""How long a click takes when many read at once, and what a session costs in memory."""

from contextlib import ExitStack

from tests.bench.crowd_process import clicking
from tests.bench.results import Part, table, target
from tests.bench.server import served

MEGABYTE = 1_000_000
NUMBERS = {1: "one process", 2: "two processes"}
LIMITS = {50: 150, 100: 300, 200: 600}  # ms, p95
# One reader alone clicks faster, or there would be too few clicks; all others every 5 s on average.
PLAN = [
    {"sessions": 1, "between": 0.5, "settle": 3, "seconds": 30, "times": 1},
    {"sessions": 10, "between": 5, "settle": 5, "seconds": 40, "times": 1},
    {"sessions": 25, "between": 5, "settle": 5, "seconds": 30, "times": 1},
    {"sessions": 50, "between": 5, "settle": 5, "seconds": 30, "times": 1},
    {"sessions": 100, "between": 5, "settle": 8, "seconds": 30, "times": 1},
    {"sessions": 200, "between": 5, "settle": 10, "seconds": 30, "times": 1},
]
OF_TWO = PLAN[-2:]
QUICK = [
    {"sessions": 1, "between": 0.5, "settle": 1, "seconds": 5, "times": 1},
    {"sessions": 10, "between": 5, "settle": 2, "seconds": 8, "times": 1},
]
COLUMNS = (
    "sessions", "processes", "clicks", "p50 ms", "p95 ms", "p95 ms, change of measure", "p95 ms, other page",
    "kB per click", "errors", "server, cores", "clicking process, cores", "memory MB",
)  # fmt: skip


def measure(quick=False):
    part, told = Part("sessions", quick), []
    for processes, plan in ((1, QUICK),) if quick else ((1, PLAN), (2, OF_TWO)):
        with ExitStack() as stack:
            servers = [stack.enter_context(served()) for _ in range(processes)]
            for stretch in clicking(servers, plan):
                told.append(stretch | {"processes": processes})
                print(f"  {stretch['sessions']} sessions on {processes}: {said(stretch)}", flush=True)
                part.save([laid_out(told)], targets(told), whole=False)
    return part.save([laid_out(told)], targets(told))


def said(stretch):
    everything = stretch["all"]
    if not everything["n"]:
        return f"no click answered, {stretch['errors'] or 'no errors'}"
    return (
        f"{everything['n']} clicks, median {milliseconds(everything['median'])} ms, "
        f"p95 {milliseconds(everything['p95'])} ms, {stretch['memory'] / MEGABYTE:.0f} MB, "
        f"{stretch['errors'] or 'no errors'}"
    )


def milliseconds(seconds):
    return None if seconds is None else round(seconds * 1000)


def laid_out(told):
    rows = [
        (
            one["sessions"], one["processes"], one["all"]["n"], milliseconds(one["all"]["median"]),
            milliseconds(one["all"]["p95"]), milliseconds(one["measure"]["p95"]), milliseconds(one["page"]["p95"]),
            one["bytes"]["median"] and round(one["bytes"]["median"] / 1000, 1), sum(one["errors"].values()),
            round(one["server_cores"], 2), round(one["crowd_cores"], 2), round(one["memory"] / MEGABYTE),
        )
        for one in told
    ]  # fmt: skip
    note = (
        "Each session has the map of municipalities before it and clicks every 5 s on average (uniformly 2.5 to 7.5 s "
        "from click to click; the one alone every 0.5 s): nine in ten clicks choose another of the six measures at "
        "random, one in ten leads to another page and the next one back. Time from sending to the run's end; bytes "
        "over the websocket, medians. The clicking process has the same two cores as the server; of two processes each "
        "has every other session, as behind a proxy that keeps readers apart."
    )
    return table("Clicks with many sessions", COLUMNS, rows, note)


def targets(told):
    found = {(one["processes"], one["sessions"]): one for one in told}
    measured = [(1, sessions) for sessions in LIMITS] + [(2, 200)]
    aims = [
        target(
            f"p95 of a click with {sessions} sessions on {NUMBERS[processes]}",
            _p95(found.get((processes, sessions))), LIMITS[sessions], "ms",
        )
        for processes, sessions in measured
    ]  # fmt: skip
    grown = None
    if (1, 10) in found and (1, 200) in found:
        grown = round((found[1, 200]["memory"] - found[1, 10]["memory"]) / (200 - 10) / MEGABYTE, 2)
    return [*aims, target("memory per added session, from 10 to 200", grown, 1, "MB")]


def _p95(stretch):
    return milliseconds(stretch["all"]["p95"]) if stretch else None
