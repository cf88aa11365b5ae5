"""What was held off: files made to do harm, refreshes that were killed, made-up inputs, sessions at one time."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from analysis import own_data
from analysis.own_data import Asked
from analysis.uploads import UploadError
from tests.bench.results import Part, read, table, target
from tests.tools.hostile_files import HEADINGS, READ, ROW, all_files
from tests.tools.project import ROOT

KILLS, SEEDS = 200, (6, 7)
EXAMPLES = re.compile(r"(\d+) passing, (\d+) failing, and (\d+) invalid test cases")


def measure(quick=False):
    part = Part("reliability", quick)
    files = hostile(limit=8 if quick else None)
    print(f"  files: {files}", flush=True)
    kills = killed(20 if quick else KILLS)
    print(f"  refreshes: {kills}", flush=True)
    tried = examples(every=not quick)
    print(f"  examples: {tried}", flush=True)
    held = sessions_held()
    return part.save([laid_out(files, kills, tried, held)], targets(files, kills, tried, held))


def hostile(limit=None):
    """Read all files made to do harm; return how many there were, were refused or read as mere text, and seconds."""
    own_data.read(f"{HEADINGS}\n{ROW}".encode(), "good.csv", Asked())
    found, seconds = Counter(), []
    for name, content in list((all_files() | READ).items())[:limit]:
        began = time.monotonic()
        try:
            accepted = len(own_data.read(content, name, Asked()).accepted)
        except UploadError:
            found["refused"] += 1
        else:
            found["read as text" if name in READ else "nothing of it counted" if not accepted else "let in"] += 1
        seconds.append(time.monotonic() - began)
    return {"files": len(seconds), "seconds": round(sum(seconds), 1), "longest": round(max(seconds), 2), **found}


def killed(kills):
    """Kill refreshes at random points, two stores at a time; return what was found in use afterwards."""
    found = Counter()
    with tempfile.TemporaryDirectory() as folder:
        at_work = [_killing(Path(folder) / str(seed), kills // len(SEEDS), seed) for seed in SEEDS]
        for process in at_work:
            told, errors = process.communicate()
            if process.returncode:
                raise RuntimeError(f"After a kill the data in use were not whole: {errors[-2000:]}")
            found.update(json.loads(told.splitlines()[-1]))
    return {name: found[name] for name in ("kills", "old", "new", "leftovers")} | {"seconds": round(found["seconds"])}


def _killing(folder, kills, seed):
    folder.mkdir()
    command = [sys.executable, "-m", "tests.tools.killed_refresh", str(folder), str(kills), str(seed)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def examples(every):
    """Run the property tests; return how many there are, and how many made-up inputs passed or did not."""
    files = [str(path) for path in sorted((ROOT / "tests").rglob("test_*.py")) if "from hypothesis" in path.read_text()]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--hypothesis-show-statistics"]
    widely = {"EUROPAPROFIL_TESTS": "thorough"} if every else {}
    began = time.monotonic()
    told = subprocess.run(
        [*command, *(files if every else files[:2])], cwd=ROOT, env={**os.environ, **widely}, capture_output=True,
        text=True, check=False,
    ).stdout  # fmt: skip
    return counted(told) | {"files": len(files), "seconds": round(time.monotonic() - began)}


def counted(told):
    """Return what hypothesis says in its statistics: tests, and examples that passed, failed or were not valid."""
    each = [tuple(map(int, numbers)) for numbers in EXAMPLES.findall(told)]
    passing, failing, invalid = (sum(numbers[at] for numbers in each) for at in range(3))
    tests = len(re.findall(r"^tests/\S+:$", told, re.MULTILINE))
    return {"tests": tests, "passing": passing, "failing": failing, "invalid": invalid}


def sessions_held():
    """Return the largest number of sessions that the part `sessions` held without an error, and its clicks; or None."""
    told = read().get("sessions")
    if not told:
        return None
    columns = told["tables"][0]["columns"]
    rows = [dict(zip(columns, row, strict=True)) for row in told["tables"][0]["rows"]]
    held = [row for row in rows if not row["errors"]]
    return max(held, key=lambda row: row["sessions"]) if held else None


def laid_out(files, kills, tried, held):
    refused = files.get("refused", 0)
    rows = [
        (
            "files made to do harm", files["files"],
            f"{refused} refused, {files.get('nothing of it counted', 0)} read of which nothing counted, "
            f"{files.get('read as text', 0)} read as mere text, {files.get('let in', 0)} let in; "
            f"the longest took {files['longest']} s, all {files['seconds']} s",
        ),
        (
            "refreshes killed at random points", kills["kills"],
            f"data in use whole after each: {kills['old']} times the old, {kills['new']} times the new; "
            f"{kills['leftovers']} left something behind, which the next refresh removed",
        ),
        (
            "made-up inputs of property tests", tried["passing"] + tried["failing"],
            f"{tried['tests']} tests, {tried['passing']:,} passed, {tried['failing']:,} failed, "
            f"{tried['seconds']} s",
        ),
        (
            "sessions at one time without an error", held and held["sessions"],
            f"{held['clicks']:,} clicks, p95 {held['p95 ms']:,} ms" if held else "not measured",
        ),
    ]  # fmt: skip
    return table("What was held off", ("", "number", "what became of them"), rows)


def targets(files, kills, tried, held):
    """Return the aims: none let in, none in five seconds or more, none left in pieces, none failed."""
    return [
        target("files made to do harm that were let in", files.get("let in", 0), 1, "files"),
        target("longest time that one of them took", files["longest"], 5, "s"),
        target("killed refreshes after which the data were not whole", kills["kills"] - kills["old"] - kills["new"], 1,
               "refreshes"),
        target("made-up inputs that failed", tried["failing"], 1, "inputs"),
    ]  # fmt: skip
