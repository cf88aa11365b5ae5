"""What those who watch over the server are told: whether it can serve readers as it was meant to."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from analysis.store import versions
from pages._shared.data import data_fault
from pages._shared.frame import sign_in_rules

_HEALTH = "/_stcore/health"
_FROM_PAGE = {b"referer", b"sec-fetch-mode"}
"""Headers of a page's own question, which only what a browser is told keeps from connecting: it shows what is wrong."""


def faults() -> list[str]:
    """Return what keeps the server from being ready, a word for each; the log says what it is."""
    return ["sign-in"] * bool(sign_in_rules.fault()) + ["data"] * bool(data_fault.fault())


class Readiness:
    """Answers the question for health with 503 where the server is not ready, and leaves it to Streamlit else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; see the ASGI specification."""
        if not _is_watcher(scope):
            await self.app(scope, receive, send)
        elif wrong := faults():
            await _answer(f"not ready: {', '.join(wrong)}", 503)(scope, receive, send)
        elif versions.standing().fault:
            await _answer("ok, with other data than it was to show: those are damaged", 200)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _answer(words: str, status: int) -> PlainTextResponse:
    return PlainTextResponse(words, status, {"Cache-Control": "no-cache"})


def _is_watcher(scope: Scope) -> bool:
    if scope["type"] != "http" or not scope["path"].rstrip("/").endswith(_HEALTH):
        return False
    return _FROM_PAGE.isdisjoint(name for name, _ in scope["headers"])
