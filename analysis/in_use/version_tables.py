"""The tables of one version of the data, and the registers of sources, programmes and accounts in it."""

import json
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from analysis.geography import years
from analysis.in_use.cache import Cache, cached
from analysis.registers import twin_towns
from analysis.store import catalogue, versions
from analysis.store.tables import read_reference, read_table

T = TypeVar("T")


class VersionTables:
    """The tables in a folder of data; shared by all readers of the version, so nobody writes to what it returns.

    Attributes:
        folder: where the version lies.
        cache: what has been read and made of it.
    """

    def __init__(self, folder: Path, cache: Cache | None = None) -> None:
        self.folder = folder
        self.cache = Cache() if cache is None else cache

    @property
    def shared(self) -> "VersionTables":
        """The same without anybody's own rows."""
        return self

    def answer(self, make: Callable[..., T], *arguments: Hashable, most: float) -> T:
        """Return what a function makes of this version and hashable arguments; `most` of them are kept."""
        return self.cache.get(f"{make.__module__}.{make.__qualname__}", arguments, lambda: make(*arguments), most)

    @cached()
    def table(self, name: str) -> pd.DataFrame:
        """Return a built table by its name in analysis.contract.schemas."""
        return read_table(name, self.folder)

    def tables(self, *names: str) -> dict[str, pd.DataFrame]:
        """Return several built tables by name."""
        return {name: self.table(name) for name in names}

    def of_today(self, name: str, municipality_code: str) -> Mapping[Hashable, Any]:
        """Return the one row of a municipality of today in a table with geography_year."""
        rows = self.table(name)
        here = (rows["geography_year"] == years.TODAY) & (rows["municipality_code"] == municipality_code)
        return rows[here].to_dict("records")[0]

    @cached()
    def programme_names(self, language: str) -> Mapping[str, str]:
        """Return every programme's name by id in a language, the short one where there is one."""
        full = "programme_name_en" if language == "en" else "programme_name"
        register = self.table("programmes").set_index("programme_id")[full].to_dict()
        short = read_reference("programme_ids").set_index("programme_id")[f"short_name_{language}"]
        return register | short[short != ""].to_dict()

    @cached()
    def register(self) -> Mapping[str, catalogue.Source]:
        """Return all entries of the register of sources by id, loaded or not, with what a refresh says of them."""
        return catalogue.updated(catalogue.read_register(), versions.loaded(self.folder))

    @cached()
    def sources(self) -> Mapping[str, catalogue.Source]:
        """Return the sources that are loaded, by id."""
        return catalogue.loaded(self.register())

    @cached()
    def reconciliation(self) -> list[dict[str, Any]]:
        """Return the account of every file: rows and cents in, out and left out by reason."""
        content: list[dict[str, Any]] = json.loads((self.folder / "reconciliation.json").read_text(encoding="utf-8"))
        return content

    @cached()
    def twin_town_pairs(self) -> pd.DataFrame:
        """Return every twin town once; see analysis.registers.twin_towns.pairs."""
        codes = twin_towns.country_codes(read_reference("countries"))
        return twin_towns.pairs(self.table("partnerships"), codes, read_reference("town_names"))

    @cached()
    def known_by_name(self) -> pd.DataFrame:
        """Return the partnerships that are no twin towns; see analysis.registers.twin_towns.known_by_name."""
        return twin_towns.known_by_name(
            self.table("partnerships"), twin_towns.country_codes(read_reference("countries"))
        )
