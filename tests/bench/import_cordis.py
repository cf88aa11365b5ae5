"""Import a made-up CORDIS of 400,000 participants: `python -m tests.bench.import_cordis [csv|json]`.

Prints the wall time and the peak memory of a process that does nothing else, and fails where either is too high.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from analysis.sources.cordis import cordis
from analysis.store.tables import read_table
from tests.bench import synthetic_cordis

ROWS, PROJECTS = 400_000, 60_000
MOST_SECONDS, MOST_BYTES = 60, 2_000_000_000
TABLES = (
    "participations", "postal_codes", "municipalities", "municipality_changes", "nuts3_counties", "organisation_pics",
)  # fmt: skip


def import_one(path):
    began = time.perf_counter()
    raw = cordis.read_raw(path)
    read = time.perf_counter()
    done = cordis.tidy(raw, {name: read_table(name) for name in TABLES})
    seconds = time.perf_counter() - began
    for account in done.accounts:
        account.check()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"{path.name}: {path.stat().st_size / 1e6:.0f} MB; {len(raw['organization']):,} participants")
    print(f"kept {len(done.tables['participations']):,} rows, placed {done.placed}, {len(done.rejected)} cells refused")
    print(f"{seconds:.1f} s (reading {read - began:.1f} s), {peak / 1e6:.0f} MB at most")
    return int(seconds > MOST_SECONDS or peak > MOST_BYTES or len(raw["organization"]) != ROWS)


def main(forms):
    failed = 0
    for form in forms:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"cordis-{form}.zip"
            synthetic_cordis.write(path, form, ROWS, PROJECTS)
            failed |= subprocess.run(
                [sys.executable, "-m", "tests.bench.import_cordis", str(path)], check=False
            ).returncode
    return failed


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(import_one(Path(given[0])) if given and given[0].endswith(".zip") else main(given or ["csv", "json"]))
