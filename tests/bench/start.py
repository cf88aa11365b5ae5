"""From starting the server's process to its first page in a browser that is open already."""

import time

from tests.bench.browser import launched, visiting
from tests.bench.results import Part, table, target
from tests.bench.server import served
from tests.bench.spread import median

TIMES, LIMIT = 5, 4000  # ms


def measure(quick=False):
    part, healthy, shown = Part("start", quick), [], []
    with launched() as browser:
        for _ in range(1 if quick else TIMES):
            with visiting(browser) as visit:
                began = time.perf_counter()
                with served() as (address, _):
                    healthy.append(1000 * (time.perf_counter() - began))
                    # The window counts from its own navigation, which begins now.
                    before = 1000 * (time.perf_counter() - began)
                    shown.append(before + visit.open(f"{address}/", "whole"))
    rows = [
        ("the server answers", round(median(healthy)), round(max(healthy))),
        ("the overview is drawn", round(median(shown)), round(max(shown))),
    ]
    note = (
        f"From `streamlit run dashboard.py`; n = {len(shown)}, each with a new process and a window without cache. The "
        "files of the programme are in the system's cache."
    )
    laid_out = table("Cold start, ms", ("until", "median", "longest"), rows, note)
    return part.save([laid_out], [target("cold start to the first page", round(median(shown)), LIMIT, "ms")])
