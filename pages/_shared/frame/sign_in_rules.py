"""Whether readers must sign in, and who may then read: what the server's secrets say, or what is wrong with them.

Europaprofil has secrets for sign-in alone. So it is asked for by EUROPAPROFIL_SIGN_IN=required, by a setting that
names the file of secrets, and by the file itself: a section [auth] or [europaprofil], one that nearly has such a name,
nothing at all, or what cannot be read. Whoever asks for sign-in gets it as it was meant, or a door that stays shut.
"""

import difflib
import logging
import math
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import idna
import streamlit as st
from streamlit import config

from analysis.errors import DataError

log = logging.getLogger("europaprofil")
SETTING, REQUIRED = "EUROPAPROFIL_SIGN_IN", "required"
AUTH, OWN = "auth", "europaprofil"
NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
HOURS = 12
_OWN_KEYS = ("allowed_domains", "sign_in_hours")
_SHORTEST_SECRET = 32
_CALLBACK = "/oauth2callback"
_FILES = "secrets.files"
_SET_IN_CODE = "<user defined>"
"""Where Streamlit says an option was set by no file, variable or flag of those who run the server."""
_fault_at_start = ""


@dataclass(frozen=True)
class Rules:
    """Who may read: identities given to this client, at one of these domains (ASCII form), for so many hours."""

    client_id: str
    domains: frozenset[str]
    hours: float


def begin() -> None:
    """Read the secrets before Streamlit does; what is wrong is written down, and nobody comes in until it is mended.

    Streamlit ends on secrets of another form than it expects, so it does not get those that are wrong.
    """
    global _fault_at_start
    try:
        rules()
        st.secrets.load_if_toml_exists()
    except Exception as error:
        _fault_at_start = str(error) if isinstance(error, DataError) else f"secrets: cannot be read ({error})."
        log.error("sign-in: %s Nobody is let in until this is mended and the server started anew.", _fault_at_start)
        config.set_option(_FILES, [])


def fault() -> str:
    """Return what is wrong with the secrets; "" where nothing is."""
    try:
        rules()
    except DataError as error:
        return str(error)
    return ""


def rules() -> Rules | None:
    """Return the rules in the secrets; None where nobody asks for sign-in.

    Raises:
        DataError: sign-in is asked for, and not all that it takes is there; names file, section and what is missing.
    """
    if _fault_at_start:
        raise DataError(_fault_at_start)
    files = [Path(file) for file in st.get_option(_FILES)]
    secrets: dict[str, Any] = {}
    for file in files:
        secrets |= _read(file)
    why = _why_asked(files, secrets)
    if not why:
        return None
    where = f"secrets: {', '.join(str(file) for file in files if _is_there(file)) or _nowhere(files)}"
    auth = _section(secrets, AUTH, f"{where}: [{AUTH}]", why)
    _check_auth(auth, f"{where}: [{AUTH}]")
    return _rules(auth, _section(secrets, OWN, f"{where}: [{OWN}]", why), f"{where}: [{OWN}]")


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:  # ValueError: neither UTF-8 nor TOML
        raise DataError(f"secrets: {file}: cannot be read ({error}). Mend it, or take it away.") from error


def _why_asked(files: list[Path], secrets: Mapping[str, Any]) -> str:
    """Return in words what asks for sign-in; "" where nothing does."""
    setting = os.environ.get(SETTING, "").strip()
    if setting not in ("", REQUIRED):
        raise DataError(f"{SETTING} is {setting!r}. Set it to {REQUIRED!r}, or take it away.")
    if setting:
        return f"{SETTING} is set"
    if config.is_manually_set(_FILES) and config.get_where_defined(_FILES) != _SET_IN_CODE:
        return f"{_FILES} is set"
    near = next(_near(secrets), "")
    if near:
        return f"there is a section [{near}]"
    return "the file is there" if not secrets and any(map(_is_there, files)) else ""


def _near(secrets: Mapping[str, Any]) -> Iterator[str]:
    """Give the sections whose names are those of sign-in, or nearly."""
    for name, value in secrets.items():
        keys = set(value) if isinstance(value, Mapping) else set()
        if difflib.get_close_matches(name.lower(), (AUTH, OWN)) or keys & {*NEEDED, *_OWN_KEYS}:
            yield name


def _is_there(file: Path) -> bool:
    return file.exists() or file.is_symlink()  # a link that leads nowhere was to lead to secrets


def _nowhere(files: list[Path]) -> str:
    return f"no file ({', '.join(map(str, files)) or 'none is named'})"


def _section(secrets: Mapping[str, Any], name: str, where: str, why: str) -> Mapping[str, Any]:
    section = secrets.get(name)
    if section is None:
        raise DataError(f"{where} is missing, and {why}, so sign-in is asked for. Write the section.")
    if not isinstance(section, Mapping):
        raise DataError(f"{where} must be a section, and is {_kind(section)}. Correct it.")
    return section


def _check_auth(auth: Mapping[str, Any], where: str) -> None:
    if missing := [name for name in NEEDED if name not in auth or _is_blank(auth[name])]:
        raise DataError(f"{where} has no {', '.join(missing)}. Add them.")
    if wrong := [name for name in NEEDED if not isinstance(auth[name], str)]:
        raise DataError(f"{where} {wrong[0]} must be a text in quotation marks, and is {_kind(auth[wrong[0]])}.")
    if len(auth["cookie_secret"]) < _SHORTEST_SECRET:
        raise DataError(f"{where} cookie_secret is shorter than {_SHORTEST_SECRET} characters. Lengthen it.")
    if not auth["redirect_uri"].endswith(_CALLBACK):
        raise DataError(f"{where} redirect_uri does not end with {_CALLBACK}. Correct it.")
    if wrong := [name for name in ("redirect_uri", "server_metadata_url") if not _is_address(auth[name])]:
        raise DataError(f"{where} {wrong[0]} is no address that begins with https:// or http://. Correct it.")


def _is_blank(value: object) -> bool:
    """Return whether a text has nothing in it, or the dots of an example."""
    return isinstance(value, str) and not value.strip(" .\t\r\n")


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://"))


def _rules(auth: Mapping[str, Any], own: Mapping[str, Any], where: str) -> Rules:
    if unknown := sorted(set(own) - set(_OWN_KEYS)):
        raise DataError(f"{where} has {unknown[0]!r}, which means nothing here. It may have {', '.join(_OWN_KEYS)}.")
    hours = own.get("sign_in_hours", HOURS)
    if isinstance(hours, bool) or not isinstance(hours, int | float) or not (0 < hours < math.inf):
        raise DataError(f"{where} sign_in_hours must be a number above 0, and is {_kind(hours)}. Correct it.")
    return Rules(auth["client_id"], _domains(own.get("allowed_domains"), where), float(hours))


def _domains(listed: object, where: str) -> frozenset[str]:
    if not isinstance(listed, list) or not listed:
        raise DataError(f'{where} allowed_domains must be a list such as ["example.kommune.no"].')
    domains = [(domain, ascii_form(domain) if isinstance(domain, str) else None) for domain in listed]
    if wrong := [domain for domain, form in domains if form is None]:
        raise DataError(f"{where} allowed_domains: {wrong[0]!r} is not a domain. Correct it.")
    return frozenset(form for _, form in domains if form)


def ascii_form(domain: str) -> str | None:
    """Return a domain as the name system holds it, in small letters; None for what is no domain."""
    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except idna.IDNAError:
        return None


def _kind(value: object) -> str:
    return "a text" if isinstance(value, str) else f"{value!r}"
