"""Whether memory stays flat: ten sessions that click for an hour, and the server's memory each minute."""

from tests.bench.crowd_process import clicking
from tests.bench.results import Part, table, target
from tests.bench.server import served
from tests.bench.sessions import MEGABYTE, milliseconds, said

SESSIONS, BETWEEN = 10, 5
WARM_UP = 5  # minutes
LIMIT = 5  # percent


def measure(minutes=60, quick=False):
    """Hold ten sessions for so many minutes; the result is written each minute and says where it was cut short."""
    part, told = Part("soak", quick), []
    length = 2 if quick else 60
    plan = [{"sessions": SESSIONS, "between": BETWEEN, "settle": 0, "seconds": length, "times": minutes}]
    with served() as server:
        for stretch in clicking([server], plan):
            told.append(stretch)
            print(f"  minute {stretch['number']}: {said(stretch)}", flush=True)
            part.save([laid_out(told, minutes)], targets(told, minutes), whole=False)
    return part.save([laid_out(told, minutes)], targets(told, minutes))


def laid_out(told, minutes):
    """Return every fifth minute, the first and the last."""
    shown = [one for one in told if one["number"] % 5 == 0 or one["number"] in (1, len(told))]
    rows = [
        (
            one["number"], round(one["memory"] / MEGABYTE, 1), one["all"]["n"], milliseconds(one["all"]["median"]),
            milliseconds(one["all"]["p95"]), sum(one["errors"].values()),
        )
        for one in shown
    ]  # fmt: skip
    clicks = sum(one["all"]["n"] for one in told)
    note = f"{len(told)} of {minutes} minutes, {clicks} clicks in all. Warm-up: the first {WARM_UP} minutes."
    return table(
        f"{SESSIONS} sessions for {minutes} minutes",
        ("minute", "memory MB", "clicks", "p50 ms", "p95 ms", "errors"), rows, note,
    )  # fmt: skip


def targets(told, minutes):
    """Return the growth from the end of the warm-up to the end, of the medians of three minutes."""
    what = f"growth of memory after the warm-up, {len(told)} of {minutes} minutes"
    if len(told) < WARM_UP + 3:
        return [target(what, None, LIMIT, "%")]
    memory = [one["memory"] for one in told]
    first, last = (sorted(part)[1] for part in (memory[WARM_UP - 1 : WARM_UP + 2], memory[-3:]))
    return [target(what, round(100 * (last / first - 1), 1), LIMIT, "%")]
