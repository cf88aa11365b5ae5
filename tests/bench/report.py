"""BENCHMARKS.md: what all parts measured last, each aim beside its figure."""

from tests.bench.results import RESULTS, read

REPORT, FINDINGS = RESULTS.with_name("BENCHMARKS.md"), RESULTS.with_name("findings.md")
ORDER = ("pages", "map", "start", "sessions", "soak", "rows", "reliability")
HEAD = """# Speed and reliability

What `python -m tests.bench` measured last; each part can be measured anew alone (`python -m tests.bench map`), and the
hour of `soak` is run only when it is asked for. The server, what clicks and the browser share one machine and talk over
its loopback. Absolute times are of that machine; ratios say more.
"""


def write(folder=RESULTS, path=REPORT):
    path.write_text(rendered(read(folder), FINDINGS.read_text("utf-8")), "utf-8")


def rendered(found, findings=""):
    """Return the report of some parts' results, by name; a part without one is said to be missing.

    Args:
        findings: what was found where an aim was missed, as Markdown kept by hand.
    """
    missing = [name for name in ORDER if name not in found]
    lines = [HEAD, "## Aims", "", *_grid(("aim", "found", "limit", ""), _aims(found)), ""]
    if missing:
        lines += [f"Not measured: {', '.join(missing)}.", ""]
    lines += _machines(found)
    for name in ORDER:
        if name in found:
            lines += _part(found[name])
    return "\n".join([*lines, findings]).rstrip() + "\n"


def aim_said(aim):
    return f"{aim['what']}: {_figure(aim)} (limit {_number(aim['limit'])} {aim['unit']}): {outcome(aim)}"


def outcome(aim):
    """Return met, missed, or not measured."""
    if aim["figure"] is None:
        return "not measured"
    return "met" if aim["figure"] < aim["limit"] else "missed"


def _figure(aim):
    return "–" if aim["figure"] is None else f"{_number(aim['figure'])} {aim['unit']}".strip()


def _aims(found):
    for name in ORDER:
        for aim in found.get(name, {}).get("targets", []):
            result = outcome(aim)
            yield (
                aim["what"], _figure(aim), f"< {_number(aim['limit'])} {aim['unit']}".strip(),
                f"**{result}**" if result == "missed" else result,
            )  # fmt: skip


def _machines(found):
    """Say on what was measured: once where it is the same for all parts, else once for each."""
    told = {name: (_machine(part["machine"]), _versions(part["versions"])) for name, part in found.items()}
    if len(set(told.values())) == 1:
        return ["## Machine and versions", "", *(f"{said}." for said in next(iter(told.values()))), ""]
    return ["## Machines and versions", "", *(f"- {name}: {'; '.join(said)}." for name, said in told.items()), ""]


def _machine(machine):
    return f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gb']} GB of memory; {machine['system']}"


def _versions(versions):
    return ", ".join(f"{name} {number}" for name, number in versions.items())


def _part(part):
    lines = [f"## {part['part'].capitalize()}", ""]
    told = f"Measured {part['measured']} in {part['seconds']} s; load of the machine before: {part['load_before']}."
    if part["quick"]:
        told += " **A smoke run: too few repetitions for the figures to count.**"
    if not part["whole"]:
        told += " **Cut short: these are the figures up to then.**"
    lines += [told, ""]
    for table in part["tables"]:
        lines += [f"### {table['title']}", "", *_grid(table["columns"], table["rows"]), ""]
        lines += [table["note"], ""] if table["note"] else []
    return lines


def _grid(columns, rows):
    """Return a table in Markdown; what is a number stands to the right."""
    rows = [[_cell(cell) for cell in row] for row in rows]
    right = [all(_numeric(row[at]) for row in rows) and bool(rows) for at in range(len(columns))]
    yield f"| {' | '.join(columns)} |"
    yield "|" + "|".join("--:" if at else "---" for at in right) + "|"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _cell(cell):
    return "–" if cell is None else _number(cell) if isinstance(cell, (int, float)) else str(cell).replace("|", r"\|")


def _numeric(text):
    return text == "–" or text.replace(",", "").replace(".", "").lstrip("-").isdigit()


def _number(number):
    return f"{number:,}" if isinstance(number, int) else f"{number:,.2f}".rstrip("0").rstrip(".")
