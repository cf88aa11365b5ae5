"""Make data/ and the map geometry from the raw files: python -m analysis.build --raw DIR --out DIR.

The same input gives the same bytes. Everything is made in a folder of its own and moved into place at the end,
so a build that fails leaves the data in use as they were.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

import pandas as pd
from tqdm import tqdm

from analysis.contract import checks, descriptor, dictionary, schemas
from analysis.errors import DataError
from analysis.geography import boundaries
from analysis.sources.by_hand import (
    figures,
    interreg_figures,
    network_members,
    networks,
    programmes,
    public_pages,
    twin_towns,
)
from analysis.sources.common.account import Account, Built
from analysis.sources.cordis import cordis_fp7, cordis_horizon, h2020_consortia, organisation_pics
from analysis.sources.eea import eea_grants
from analysis.sources.erasmus import erasmus_centres, erasmus_charter, erasmus_higher_education, erasmus_vet
from analysis.sources.forskningsradet import forskningsradet
from analysis.sources.interreg import interreg_closed, keep_eu, urbact_cities
from analysis.sources.statistics import (
    area,
    centrality,
    country_population,
    exchange_rates,
    klass,
    kostra_groups,
    population,
    postal_codes,
)
from analysis.store import catalogue
from analysis.store.tables import DATA

# A source may use the tables of those before it.
SOURCES = (
    klass, population, area, kostra_groups, centrality, exchange_rates, postal_codes, programmes, networks,
    organisation_pics, country_population, forskningsradet, h2020_consortia, cordis_horizon, cordis_fp7, eea_grants,
    erasmus_higher_education, keep_eu, figures, twin_towns,
    erasmus_vet, erasmus_centres, erasmus_charter, interreg_closed, urbact_cities, interreg_figures, public_pages,
    network_members,
)  # fmt: skip
Tables = dict[str, pd.DataFrame]


def build(raw: Path, out: Path, *, say: Callable[[str], None] = print) -> None:
    """Read the raw files, check everything, and replace the built data in `out` and the geometry beside it.

    Raises:
        DataError: a file, row, cent, code or reference is not as it must be; nothing is replaced.
    """
    catalogue.check_files(catalogue.read_register(), raw)
    bar = tqdm(total=len(SOURCES) + 3, unit="step", disable=not sys.stderr.isatty())
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".building-") as folder:
        making = Path(folder)
        tables, accounts = _make_tables(raw, bar)
        bar.set_description("boundaries")
        report = boundaries.build(raw, tables, making / "boundaries", making / "geometry", bar.set_description)
        neighbours = schemas.conform(report.neighbours, "neighbours")
        tables["neighbours"] = checks.check(neighbours, "neighbours", file="boundaries")
        bar.update()
        _write_tables(tables, making / "tables")
        descriptor.write(making)
        bar.update()
        _write_json(making / "reconciliation.json", [_as_record(account) for account in accounts])
        (making / "README.md").write_text(dictionary.describe(tables, report.areas), encoding="utf-8")
        _move_into_place(making, out)
        bar.update()
    bar.close()
    for line in _summary(accounts):
        say(line)


def _make_tables(raw: Path, bar: "tqdm[NoReturn]") -> tuple[Tables, list[Account]]:
    parts: dict[str, list[pd.DataFrame]] = {}
    tables: Tables = {}
    accounts: list[Account] = []
    for module in SOURCES:
        bar.set_description(module.SOURCE_ID)
        made: Built = module.build(raw, tables)
        for account in made.accounts:
            account.check()
        accounts.extend(made.accounts)
        for name, rows in made.tables.items():
            parts.setdefault(name, []).append(rows)
            key = list(schemas.TABLES[name].key)
            joined = pd.concat(parts[name]).sort_values(key, ignore_index=True)
            tables[name] = checks.check(joined, name, file=made.accounts[0].file)
        bar.update()
    for name in schemas.TABLES:
        if name not in ("neighbours", *tables):  # filled from files that are loaded later
            tables[name] = schemas.empty(name)
    checks.check_references(tables)
    return tables, accounts


def _write_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    folder.mkdir()
    for name, rows in sorted(tables.items()):
        rows.to_parquet(folder / f"{name}.parquet", index=False, compression="zstd")


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _move_into_place(making: Path, out: Path) -> None:
    """Replace what the build owns in `out`, and static/geometry beside it; hand-kept files stay."""
    out.mkdir(exist_ok=True)
    static = out.parent / "static"
    static.mkdir(exist_ok=True)
    own = ("tables", "boundaries", "reconciliation.json", "README.md", descriptor.FILE)
    for made, target in (
        *((making / name, out / name) for name in own),
        (making / "geometry", static / "geometry"),
    ):
        if target.is_dir():
            shutil.rmtree(target)
        made.replace(target)


def _as_record(account: Account) -> dict[str, object]:
    return {
        "source_id": account.source_id,
        "file": account.file,
        "rows_in": account.rows_in,
        "rows_out": account.rows_out,
        "left_out": dict(account.left_out),
        "money_in_cents": account.money_in_cents,
        "money_out_cents": account.money_out_cents,
        "money_left_out_cents": dict(account.money_left_out_cents),
    }


def _summary(accounts: Sequence[Account]) -> list[str]:
    lines = []
    for account in accounts:
        reasons = "".join(f"; {count} left out: {reason}" for reason, count in account.left_out.items())
        money = (
            ""
            if account.money_in_cents is None
            else f"; {account.money_in_cents} cents in, {account.money_out_cents} out"
        )
        lines.append(
            f"{account.source_id}: {account.file}: {account.rows_in} rows in, {account.rows_out} out{reasons}{money}"
        )
    return lines


def main() -> None:
    """Run the build from the command line; exit 1 with the error's text where the data are not right."""
    parser = argparse.ArgumentParser(prog="python -m analysis.build", description=__doc__)
    parser.add_argument("--raw", type=Path, required=True, help="folder with the publishers' files")
    parser.add_argument("--out", type=Path, default=DATA, help="folder to write to (default: data)")
    options = parser.parse_args()
    try:
        build(options.raw, options.out.resolve())
    except DataError as error:
        sys.exit(f"Nothing was replaced. {error}")


if __name__ == "__main__":
    main()
