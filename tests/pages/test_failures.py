"""Where something fails the reader sees a number and nothing of the error, and the log has the error by that number."""

import logging
import re

import pytest

import dashboard
from analysis.errors import DataError
from analysis.in_use import Reading
from pages._shared.frame import failures
from tests.tools.pages import framed

SECRET = "/srv/secret <script>window.hacked=1</script> https://user:word@host.invalid"
NUMBER = re.compile(r"\b[0-9a-f]{8}\b")


def all_words(app):
    return "\n".join(str(element.value) for element in app.main if hasattr(element, "value"))


@pytest.mark.parametrize("kind", [ValueError, DataError, KeyError])
def test_a_page_that_fails_shows_a_number_that_is_in_the_log_and_nothing_of_the_error(kind, monkeypatch, caplog):
    def fail(*_):
        raise kind(SECRET)

    monkeypatch.setattr(Reading, "facts", fail)
    with caplog.at_level(logging.ERROR, logger="europaprofil"):
        app = framed()
    assert not app.exception
    (told,) = app.error
    (number,) = NUMBER.findall(told.value)
    assert any(number in record.getMessage() for record in caplog.records)
    assert SECRET in caplog.text or repr(SECRET) in caplog.text
    shown = all_words(app)
    assert not any(part in shown for part in ("secret", "hacked", "invalid", kind.__name__, "Traceback"))


def test_the_server_tells_of_errors_outside_of_pages_in_the_same_way():
    assert dashboard.app._on_script_error is failures.tell_streamlits
