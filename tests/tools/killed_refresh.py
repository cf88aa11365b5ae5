"""Kill refreshes at random points and look at what is in use: python -m tests.tools.killed_refresh DIR KILLS SEED.

Each refresh is a child of this process, which has all modules loaded already, so that a child is quick. Prints one
line of JSON.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from analysis.refresh import run
from analysis.store import versions
from analysis.store.tables import read_table
from tests.tools import small_data

RATES = ("9.25", "12.75")
YEAR = 2024


def begun(folder, rate):
    """Start a refresh to a rate in a child and return its process id."""
    child = os.fork()
    if child == 0:
        os.setsid()
        refreshed(folder, rate)
        os._exit(0)
    return child


def refreshed(folder, rate):
    run.refresh(run.Wish(("exchange_rates",), folder / rate), say=lambda _: None)


def in_use():
    """Return every file of the tables in use by name, as bytes; fails where they are not whole and readable."""
    folder = versions.in_use()
    read_table("exchange_rates", folder)
    return {path.name: path.read_bytes() for path in sorted((folder / "tables").iterdir())}


def rate_in_use():
    rates = read_table("exchange_rates", versions.in_use()).set_index("year")["nok_per_eur"]
    return f"{rates[YEAR]:.2f}"


def worked(child):
    """Return for how many seconds a child has had a processor, by the clock that Linux keeps for each process."""
    return time.clock_gettime((~child << 3) | 2)


def killed(child, seconds):
    """Kill a child once it has worked for so long, however busy the machine is; return whether it was still at work."""
    while worked(child) < seconds and os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        time.sleep(0.0005)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def whole_work(child):
    """Wait for a child and return for how many seconds it worked."""
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    seconds = worked(child)
    os.waitpid(child, 0)
    return seconds


def main(folder, kills, seed):
    versions.DATA = small_data.write(folder / "embedded")
    os.environ[versions.STORE] = str(folder / "store")
    whole, seconds = {}, []
    for rate in (*RATES, *RATES):
        (folder / rate).mkdir(exist_ok=True)
        small_data.rates_csv(folder / rate / "norges-bank-eur.csv", small_data.all_rates(**{f"y{YEAR}": rate}))
        seconds.append(whole_work(begun(folder, rate)))
        assert rate_in_use() == rate
        assert whole.setdefault(rate, in_use()) == in_use()
    chance, usual = random.Random(seed), sorted(seconds)[1]
    found = {"kills": 0, "ended_before": 0, "old": 0, "new": 0, "leftovers": 0, "usual_seconds": usual}
    start = time.monotonic()
    while found["kills"] < kills:
        before = rate_in_use()
        after = RATES[before == RATES[0]]
        # Anywhere in its time; one in four near its end, where the pointer changes and old versions go.
        earliest = 0.8 * usual if found["kills"] % 4 == 0 else 0
        was_at_work = killed(begun(folder, after), chance.uniform(earliest, 1.1 * usual))
        found["kills" if was_at_work else "ended_before"] += 1
        now = in_use()
        assert now in (whole[before], whole[after])
        if was_at_work:
            found["old" if now == whole[before] else "new"] += 1
        found["leftovers"] += any(path.name.startswith(".") for path in (folder / "store").rglob(".*"))
    found["seconds"] = time.monotonic() - start
    last = RATES[rate_in_use() == RATES[0]]
    refreshed(folder, last)
    assert in_use() == whole[last]
    assert not list((folder / "store").rglob(".*"))
    assert len(versions.versions()) == versions.KEPT
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
