"""Addresses of the dashboard as tests and bench open them: every key in them is one that a page reads."""

from urllib.parse import parse_qs, urlsplit

from pages._shared.session import query
from pages._shared.session.query import PLACES, Key

_PLACES = {key.value for key in Key if key.form == PLACES} | {Key.ROOM_CELL.value}


def asked(address):
    """Return the parameters of an address, key -> text.

    Raises:
        AssertionError: a key that no page reads, or a value that is not written as it must be.
    """
    parameters = parse_qs(urlsplit(address).query, keep_blank_values=True)
    for key, values in parameters.items():
        assert len(values) == 1 and query.fits(key, values[0]), f"No page reads {key}={'&'.join(values)}."
    return {key: values[0] for key, values in parameters.items()}


def expect_kept(address, left):
    """Hold a page to what was asked of it: the address it is left with has it all, but for the first language.

    A list of places may stand in the page's own order.
    """
    lost = _unordered(address) - _unordered(left) - {(Key.LANGUAGE.value, ("nb",))}
    assert not lost, f"{address}: the page took no notice of {sorted(lost)}."


def _unordered(address):
    return {
        (key, tuple(sorted(value.split("."))) if key in _PLACES else (value,)) for key, value in asked(address).items()
    }
