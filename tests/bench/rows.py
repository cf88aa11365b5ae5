"""What ten times the rows of participations cost a click: the same sessions on today's data and on a made version."""

import asyncio
import tempfile
from pathlib import Path

import pandas as pd

from analysis.refresh import write
from analysis.store import versions
from analysis.store.tables import read_table
from tests.bench.protocol import reading
from tests.bench.results import Part, table, target
from tests.bench.server import reading_from, served
from tests.bench.spread import median, percentile

TIMES, LIMIT = 10, 2
PAGES = ("", "fylke", "kommune", "sammenlikn", "programmer", "partnere", "kilder")
CLICKS, QUICK = 18, 2
MAP = "kart, another measure"


def measure(quick=False):
    part = Part("rows", quick)
    with tempfile.TemporaryDirectory() as folder:
        rows = make_version(Path(folder))
        with served() as (today, _), served(Path(folder)) as (tenfold, _):
            found = asyncio.run(_clicks((today, tenfold), QUICK if quick else CLICKS))
    return part.save([laid_out(found, rows)], targets(found))


def make_version(store):
    """Put a version in use in a store whose participations are there ten times; return how many rows that makes."""
    with reading_from(store):
        rows = repeated(read_table("participations"), TIMES)
        nothing_changed = {"sources": {}, "units": []}
        versions.switch(write.write(versions.in_use(), {"participations": rows}, [], {}, nothing_changed, {}))
        assert versions.current_id(), "the version with more rows is not whole"
    return len(rows)


def repeated(rows, times):
    """Return rows so many times, each time as other projects of the same organisations."""
    parts = [
        rows.assign(**{name: rows[name] + f"-{number}" for name in ("participation_id", "project_id")})
        for number in range(times)
    ]
    return pd.concat(parts, ignore_index=True).astype(rows.dtypes.to_dict())


async def _clicks(addresses, number):
    """Return by click the seconds on either server; they take turns."""
    found = {name: ([], []) for name in (MAP, *PAGES)}
    async with (
        reading(addresses[0], "kart", "nivaa=municipality") as (one, _),
        reading(addresses[1], "kart", "nivaa=municipality") as (other, _),
    ):
        for page in (*PAGES, "kart"):  # what is kept for all sessions is made before the clock runs
            for reader in (one, other):
                await reader.go(page)
        for at in range(number):
            for reader, seconds in zip((one, other), found[MAP], strict=True):
                options = reader.options("maal")
                seconds.append((await reader.choose("maal", options[(at + 1) % len(options)])).seconds)
        for page in PAGES:
            for reader, seconds in zip((one, other), found[page], strict=True):
                await reader.go(page)
                seconds.extend([(await reader.run()).seconds for _ in range(max(number // 3, 2))])
    return found


def laid_out(found, rows):
    lines = [
        (
            name if name == MAP else f"/{name}", len(today), round(1000 * median(today)), round(1000 * median(tenfold)),
            round(1000 * percentile(tenfold, 0.95)), ratio(today, tenfold),
        )
        for name, (today, tenfold) in found.items()
    ]  # fmt: skip
    return table(
        "A run of a page by the number of rows, ms",
        ("", "n", "today's rows", f"{TIMES} times the rows", f"{TIMES} times the rows, p95", "ratio"), lines,
        f"One session at a time, medians; {rows // TIMES:,} rows of participations today and {rows:,} in the version "
        "made for this, as other projects of the same organisations. From sending a click to the run's end.",
    )  # fmt: skip


def targets(found):
    worst = max(PAGES, key=lambda page: ratio(*found[page]))
    return [
        target(f"{TIMES} times the rows, change of measure on the map", ratio(*found[MAP]), LIMIT, "times"),
        target(f"{TIMES} times the rows, the other page with the largest ratio (/{worst})", ratio(*found[worst]), LIMIT,
               "times"),
    ]  # fmt: skip


def ratio(today, tenfold):
    return round(median(tenfold) / median(today), 2)
