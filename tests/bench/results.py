"""What each part measured last, one JSON file per part, beside the report that is made of them."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.machine import load, machine, versions

RESULTS = Path(__file__).with_name("results")


def target(what, figure, limit, unit):
    """Return an aim beside what was found: it is met below its limit; a figure of None was not found."""
    return {"what": what, "figure": figure, "limit": limit, "unit": unit}


def table(title, columns, rows, note=""):
    """Return a table of the report; a cell is a text, a number or None."""
    return {"title": title, "columns": list(columns), "rows": [list(row) for row in rows], "note": note}


class Part:
    """The result of one part in the making; `save` may be called as it grows."""

    def __init__(self, name, quick=False):
        self._began = time.monotonic()
        self._told = {
            "part": name, "measured": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC", "quick": quick, "whole": False,
            "machine": machine(), "versions": versions(), "load_before": load(),
        }  # fmt: skip

    def save(self, tables, targets=(), *, whole=True, folder=RESULTS):
        """Write what is known by now; `whole` says that the part came to its end."""
        told = self._told | {
            "whole": whole, "seconds": round(time.monotonic() - self._began), "targets": list(targets),
            "tables": list(tables),
        }  # fmt: skip
        folder.mkdir(exist_ok=True)
        path = folder / f"{told['part']}.json"
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
        fresh.replace(path)
        return told


def read(folder=RESULTS):
    """Return the last result of every part that has one, by name."""
    found = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    return {told["part"]: told for told in found}
