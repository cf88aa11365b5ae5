"""Who may see the dashboard where readers must sign in, and what the others see.

Without sign-in (see sign_in_rules) the dashboard is open and nothing here changes it. With it, Streamlit signs readers
in with a provider (OpenID Connect); the domain of their address then decides who may read on. What is missing or wrong
in the secrets keeps everybody out. Nothing about a person is kept, logged or shown: the provider's claims stay in the
reader's own signed cookie and in their session.
"""

import logging
import time
from collections.abc import Mapping
from enum import Enum

import idna
import streamlit as st

from analysis.errors import DataError
from analysis.text.reader import Reader
from pages._shared.frame import door
from pages._shared.frame.sign_in_rules import Rules, ascii_form, rules
from pages._shared.session import scripts

log = logging.getLogger("europaprofil")
# What providers say of whether an address is the person's own: OpenID Connect, and Entra ID's optional claim.
_VERIFIED = ("email_verified", "xms_edov")


class Standing(Enum):
    """Where a reader stands with the rules."""

    ALLOWED = "allowed"
    UNKNOWN = "not signed in"
    EXPIRED = "signed in too long ago"
    REFUSED = "signed in, but not one of those who may"


def allowed(reader: Reader) -> bool:
    """Tell whether the reader may see the dashboard; where not, draw what they see instead."""
    try:
        found = rules()
    except DataError as error:
        log.error("sign-in: %s", error)
        text = reader.text("Sign-in is not set up as it must be, so nothing is shown. Tell those who run this server.")
        door.draw(reader, text)
        return False
    if found is None:
        return True
    state = standing(st.user.to_dict(), found, time.time())
    if state is Standing.ALLOWED:
        scripts.run(scripts.RETURN_TO_ADDRESS)
        return True
    _turn_away(reader, state, found)
    return False


def sign_out(reader: Reader) -> None:
    """Draw the way out for readers who have signed in, and nothing for others."""
    if st.user.get("is_logged_in"):
        st.button(reader.text("Sign out"), icon=":material/logout:", key="sign-out", on_click=st.logout)


def standing(claims: Mapping[str, object], rules: Rules, now: float) -> Standing:
    """Return where a reader stands.

    Args:
        claims: what the provider says of them, as Streamlit hands it on; its signature, issuer, nonce and time were
            checked when they signed in.
        now: seconds since 1970.

    Streamlit keeps an identity for 30 days and never looks at its age again, hence the hours. Nor does it refuse a
    token for another client that names this one as authorised party, hence the audience.
    """
    if claims.get("is_logged_in") is not True:
        return Standing.UNKNOWN
    audience = claims.get("aud")
    if rules.client_id not in (audience if isinstance(audience, list) else [audience]):
        return Standing.REFUSED
    issued = claims.get("iat")
    if not isinstance(issued, int | float) or now - issued > rules.hours * 3600:
        return Standing.EXPIRED
    return Standing.ALLOWED if _domain(_address(claims)) in rules.domains else Standing.REFUSED


def _address(claims: Mapping[str, object]) -> object:
    """Return the address that the provider vouches for, or None.

    Entra ID gives `email` only where the account has a mailbox; its `preferred_username` ends with a domain that the
    tenant has proved to own. Elsewhere people choose that name themselves, so it counts with Entra ID's `tid` alone.
    """
    if any(str(claims[name]).lower() not in ("true", "1") for name in _VERIFIED if name in claims):
        return None
    return claims.get("email") or (claims.get("preferred_username") if claims.get("tid") else None)


def _domain(address: object) -> str | None:
    if not isinstance(address, str) or address.count("@") != 1:
        return None
    name, domain = address.split("@")
    return ascii_form(domain) if name else None


def _turn_away(reader: Reader, state: Standing, rules: Rules) -> None:
    text = reader.text
    domains = ", ".join(sorted(idna.decode(domain) for domain in rules.domains))
    whom = text("Open to those with an e-mail address at {domains}.", domains=domains)
    if state is Standing.REFUSED:
        door.draw(reader, text("You have signed in with an address that gives no access here."), whom)
        sign_out(reader)
        return
    expired = text("It is some time since you signed in. Please sign in again.")
    door.draw(reader, expired if state is Standing.EXPIRED else "", whom)
    st.button(text("Sign in"), type="primary", icon=":material/login:", key="sign-in", on_click=st.login)
    scripts.run(scripts.REMEMBER_ADDRESS[reader.language])
