"""The coloured map beside the same map as a static page and in Dash: time to see it, to recolour it, and bytes."""

import re
from contextlib import ExitStack
from itertools import product

from tests.bench import baseline_dash, baseline_static, one_map
from tests.bench.browser import launched, visiting
from tests.bench.results import Part, table, target
from tests.bench.server import served
from tests.bench.spread import median, percentile
from tests.bench.wire import relayed

WAYS = {"Europaprofil": "kart?nivaa=municipality", "static page": "", "Dash": ""}
COLD, WARM, RECOLOURS = 5, 8, 24
QUICK = (1, 1, 4)
OWN = "Europaprofil"


def measure(quick=False):
    part = Part("map", quick)
    with ExitStack() as stack:
        addresses = {
            OWN: stack.enter_context(served())[0],
            "static page": stack.enter_context(baseline_static.served()),
            "Dash": stack.enter_context(baseline_dash.served()),
        }
        addresses = {way: f"{address}/{WAYS[way]}" for way, address in addresses.items()}
        browser = stack.enter_context(launched())
        found = _taking_turns(browser, addresses, *(QUICK if quick else (COLD, WARM, RECOLOURS)))
        for way, address in addresses.items():
            found[way]["wire"] = _on_the_wire(browser, address, way)
    return part.save(tables(found), targets(found))


def _on_the_wire(browser, address, way):
    """Return the bytes of a change to each measure; apart from the times, for the relay takes some itself."""
    took, (first, *others) = [], one_map.measured()
    with relayed(address) as (relay, by_relay), visiting(browser) as visit:
        visit.open(by_relay)
        for one in (*others, first):
            before = relay.received
            _recoloured(visit, way, one)
            took.append(relay.received - before)
    return took


def _taking_turns(browser, addresses, cold, warm, recolours):
    """Return by way, and by kind of visit, what was found each time; no way has the machine's better hours."""
    found = {way: {"cold": [], "warm": [], "recolour": []} for way in WAYS}
    for address in addresses.values():  # the servers are warm, the browser is not
        with visiting(browser) as visit:
            visit.open(address)
    for _, way in product(range(cold), WAYS):
        with visiting(browser) as visit:
            found[way]["cold"].append(_opened(visit, addresses[way], way))
    with ExitStack() as stack:
        visits = {way: stack.enter_context(visiting(browser)) for way in WAYS}
        for way, visit in visits.items():
            visit.open(addresses[way])
        for _, way in product(range(warm), WAYS):
            found[way]["warm"].append(_opened(visits[way], addresses[way], way))
        measures = one_map.measured()
        for number, way in product(range(1, recolours + 1), WAYS):
            one = measures[number % len(measures)]
            found[way]["recolour"].append(_recoloured(visits[way], way, one))
    return found


def _opened(visit, address, way):
    """Open the map and return its times in ms and bytes; Europaprofil has a page around the map, which takes longer."""
    coloured = visit.open(address)
    whole = visit.noted("whole") if way == OWN else coloured
    visit.page.wait_for_timeout(250)
    return {"coloured": coloured, "whole": whole, "http": visit.http, "socket": visit.socket}


def _recoloured(visit, way, one):
    took = visit.recolour(PRESS[way](visit.page, one.name))
    _check(visit.colours(), one, way)
    return {"changed": took, "http": visit.http, "socket": visit.socket}


def _check(found, one, way):
    """Hold what is on the screen to the classes: three ways of drawing are compared only if they draw the same.

    Raises:
        AssertionError: a unit has another colour than its class.
    """
    wanted = [one.colours[number] for number in one.classes]
    assert [_hex(colour) for colour in found] == wanted, f"{way} shows other colours for {one.name}."


def _hex(colour):
    parts = re.fullmatch(r"rgb\((\d+), (\d+), (\d+)\)", colour)
    return "#" + "".join(f"{int(part):02x}" for part in parts.groups()) if parts else colour


def _press_own(page, name):
    """Return what changes the measure when it is called."""
    return page.get_by_role("radiogroup", name="Mål").get_by_role("radio", name=name, exact=True).click


PRESS = {OWN: _press_own, "static page": baseline_static.press, "Dash": baseline_dash.press}


def tables(found):
    times = [
        (
            way, _middle(told["cold"], "coloured"), _middle(told["cold"], "whole"), _middle(told["warm"], "coloured"),
            _middle(told["warm"], "whole"), _middle(told["recolour"], "changed"),
            round(percentile([one["changed"] for one in told["recolour"]], 0.95)),
        )
        for way, told in found.items()
    ]  # fmt: skip
    traffic = [
        (
            way, *(
                _kilobytes(told[when], way_of) for when in ("cold", "warm", "recolour") for way_of in ("http", "socket")
            ),
            round(median(told["wire"]) / 1000, 1),
        )
        for way, told in found.items()
    ]  # fmt: skip
    number = {when: len(found[OWN][when]) for when in ("cold", "warm", "recolour")}
    return [
        table(
            "Time to the map of 357 municipalities, ms",
            ("", "first visit, map", "first visit, whole page", "warm, map", "warm, whole page", "recolour",
             "recolour p95"),
            times,
            f"Medians; first visits n = {number['cold']} (a browser without cache, a warm server), warm n = "
            f"{number['warm']} (the same window opens the page again), recolour n = {number['recolour']}, from the "
            "press of the button on another measure. All end two frames after the last colour is in the document. "
            "The three take turns on the same machine; each recolouring is checked to show the same colours. The two "
            "others have the map and the choice of measure alone; Europaprofil has its filters, table and files.",
        ),
        table(
            "Bytes received, kB",
            ("", "first visit, HTTP", "first visit, websocket", "warm, HTTP", "warm, websocket", "recolour, HTTP",
             "recolour, websocket", "recolour, on the wire"),
            traffic,
            "Medians. Over HTTP as they travel; over the websocket what the browser unpacks. On the wire: all that "
            "comes from the server while the map is recoloured, counted by a relay, "
            f"n = {len(found[OWN]['wire'])}.",
        ),
    ]  # fmt: skip


def targets(found):
    warm = {way: _middle(told["warm"], "coloured") for way, told in found.items()}
    cold = {way: _middle(told["cold"], "coloured") for way, told in found.items()}
    recolour = {way: _middle(told["recolour"], "changed") for way, told in found.items()}
    bytes_of_one = round(median(found[OWN]["wire"]) / 1000, 1)
    return [
        target("map on a warm visit", warm[OWN], 600, "ms"),
        target("map on a warm visit, beside the static page", _ratio(warm, "static page"), 4, "times"),
        target("map on a warm visit, beside Dash", _ratio(warm, "Dash"), 1, "times"),
        target("map on a first visit, beside Dash", _ratio(cold, "Dash"), 1, "times"),
        target("recolouring the map", recolour[OWN], 120, "ms"),
        target("recolouring the map, beside Dash", _ratio(recolour, "Dash"), 1, "times"),
        target("bytes to recolour the map", bytes_of_one, 20, "kB"),
    ]


def _ratio(times, other):
    return round(times[OWN] / times[other], 2)


def _middle(told, what):
    return round(median([one[what] for one in told]))


def _kilobytes(told, way):
    return round(median([one[way] for one in told]) / 1000, 1)
