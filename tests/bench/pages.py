"""Time to every page of the dashboard: on a first visit and when the same window opens it again."""

import itertools

from tests.bench.browser import launched, visiting
from tests.bench.results import Part, table, target
from tests.bench.server import served
from tests.bench.spread import median

PAGES = (
    "", "kart", "kart?nivaa=municipality", "fylke?fylke=50", "kommune?kommune=5037", "sammenlikn?kommune=5037",
    "programmer", "nettverk", "partnere", "partnere?del=sammen",
    "presentasjon?serie=f-50-map.k-5037-by_year.s-5037-nearest-use", "egne-data", "kilder",
    "kilder?kild_visning=regnskap", "kilder?kild_visning=uenighet", "tilgjengelighet",
)  # fmt: skip
TIMES, LIMIT = 3, 1200  # visits of each kind; ms


def measure(quick=False):
    part = Part("pages", quick)
    found = {path: {"first": [], "warm": [], "words": [], "http": [], "socket": []} for path in PAGES}
    with served() as (address, _), launched() as browser:
        for path in PAGES:  # the server is warm, the browser is not
            with visiting(browser) as visit:
                visit.open(f"{address}/{path}", "whole")
        for _, path in itertools.product(range(1 if quick else TIMES), PAGES):
            told = found[path]
            with visiting(browser) as visit:
                told["first"].append(visit.open(f"{address}/{path}", "whole"))
                told["http"].append(visit.http)
                told["socket"].append(visit.socket)
                told["warm"].append(visit.open(f"{address}/{path}", "whole"))
                told["words"].append(visit.first_words())
    return part.save([laid_out(found)], targets(found))


def laid_out(found):
    rows = [
        (
            f"/{path}", round(median(told["first"])), round(median(told["warm"])), round(median(told["words"])),
            round(median(told["http"]) / 1000), round(median(told["socket"]) / 1000, 1),
        )
        for path, told in found.items()
    ]  # fmt: skip
    number = len(next(iter(found.values()))["first"])
    return table(
        "Time to every page, ms",
        (
            "page", "first visit", "warm visit", "warm visit, first words", "first visit, kB over HTTP",
            "first visit, kB over the websocket",
        ),
        rows,
        f"Medians of {number}, from the start of the navigation until the script has ended and all of the page, its "
        "map, charts and tables included, has been drawn; first words: until the browser painted any. First visit: a "
        "browser without cache, a warm server.",
    )  # fmt: skip


def targets(found):
    slowest = {when: max(found, key=lambda path: median(found[path][when])) for when in ("first", "warm")}
    return [
        target(f"slowest page on a {said} (/{path})", round(median(found[path][when])), LIMIT, "ms")
        for (when, path), said in zip(slowest.items(), ("first visit", "warm visit"), strict=True)
    ]
