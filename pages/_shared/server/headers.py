"""What the server tells every browser to refuse and what to keep, and the addresses it keeps to itself."""

import re

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages._shared.server import first_page
from pages._shared.session import scripts

_CLOSED = re.compile(r"(/_stcore/(metrics|script-health-check|agent(/.*)?)|/openapi\.json|/mcp)/*", re.DOTALL)
"""What tells of the whole process and all its sessions, and what programs use in a reader's place: of no use here."""
_HASHED = "/app/static/geometry/"
"""Files with a hash of their content in the name: another content has another address, so nobody need ask again."""
_POLICY = {
    "default-src": ["'self'"],
    "script-src": ["'self'", "blob:"],  # Streamlit hands components their code as blobs
    "style-src": ["'self'", "'unsafe-inline'"],  # Streamlit writes its styles into the page
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    "worker-src": ["'self'", "blob:"],
    "frame-src": ["'none'"],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],
}


def policy() -> str:
    """Return the content security policy: this server alone, no eval, and of inline scripts those that are known."""
    known = [scripts.hashed(script) for script in (*first_page.inline_scripts(), *scripts.ALL)]
    rules = _POLICY | {"script-src": [*_POLICY["script-src"], *known]}
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


class Guarded:
    """Adds the headers to every answer, and answers for closed addresses as for unknown ones."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = {
            "Content-Security-Policy": policy(),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "SAMEORIGIN",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; see the ASGI specification."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = MutableHeaders(scope=message)
                told.update(self.headers)
                if _HASHED in scope["path"] and message["status"] == 200:
                    told["Cache-Control"] = "public, max-age=31536000, immutable"
            await send(message)

        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif _is_closed(scope["path"]):
            await PlainTextResponse("Not found", status_code=404)(scope, receive, guarded)
        else:
            await self.app(scope, receive, guarded)


def _is_closed(path: str) -> bool:
    """Return whether an address is closed, at the root or wherever the dashboard is mounted."""
    return any(_CLOSED.fullmatch(path, at.start()) for at in re.finditer("/", path))
