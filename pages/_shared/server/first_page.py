"""The first document that a browser gets: Streamlit's own, which names the server as well.

Streamlit's browser side would look for its server below the page's own address first, be told no, wait and look above
it. The server is where the document's files are: the page connects an eighth of a second sooner.
"""

import re
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_STATIC = Path(st.__file__).parent / "static"
_NAME_SERVER = """
window.__streamlit = {BACKEND_BASE_URL: new URL(".", document.baseURI).href};
"""
"""With its host configuration as well Streamlit would connect before it has the cookie that a sign-in is read with."""
_OF_THE_FILE = ("content-length", "content-encoding", "etag", "last-modified", "accept-ranges")
"""Headers that are true of Streamlit's file alone."""
_CONDITIONS = (b"if-none-match", b"if-modified-since")


def document() -> str:
    """Return Streamlit's document with this script before its own, which are modules and run later."""
    page = (_STATIC / "index.html").read_text(encoding="utf-8")
    return page.replace("</head>", f"<script>{_NAME_SERVER}</script>\n</head>", 1)


def inline_scripts() -> list[str]:
    """Return the scripts that stand in the document itself."""
    return re.findall(r"<script>(.*?)</script>", document(), re.DOTALL)


class FirstPage:
    """Answers with this document where Streamlit answers with its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.document = document().encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; see the ASGI specification."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        is_document = False

        async def answered(message: Message) -> None:
            nonlocal is_document
            if message["type"] == "http.response.start" and message["status"] == 200:
                told = MutableHeaders(scope=message)
                is_document = told.get("content-type", "").startswith("text/html") and "no-cache" in told.get(
                    "cache-control", ""
                )
                if is_document:
                    for name in _OF_THE_FILE:
                        del told[name]
                    told["content-length"] = str(len(self.document))
            elif message["type"] == "http.response.body" and is_document:
                if message.get("more_body", False):
                    return
                message = {**message, "body": b"" if scope["method"] == "HEAD" else self.document}
            await send(message)

        await self.app(_unconditional(scope), receive, answered)


def _unconditional(scope: Scope) -> Scope:
    """Return a request for a page without its conditions: a browser's copy may be of Streamlit's own document."""
    if "." in scope["path"].rsplit("/", 1)[-1]:
        return scope
    return {**scope, "headers": [header for header in scope["headers"] if header[0] not in _CONDITIONS]}
