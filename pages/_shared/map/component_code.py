"""The code of a large component, fetched by URL once: Streamlit sends again with every run what it was given."""

import json
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

_ADDRESS = "komponenter"
_BESIDE = (".html", ".css")
_FOR_EVER = "public, max-age=31536000, immutable"  # another content has another address
_offered: dict[str, bytes] = {}

HTML = '<p role="status"></p>'
"""What a component is until its code has come; says its word "not_fetched" where it does not come."""
_LOADER = """
const code = import(new URL("FILE", document.baseURI));
export default function (given) {
  let leave;
  let left = false;
  code.then(
    (component) => left || (leave = component.default(given)),
    () => (given.parentElement.querySelector("[role=status]").textContent = given.data.words.not_fetched),
  );
  return () => {
    left = true;
    leave?.();
  };
}
"""


def loader(script: Path) -> str:
    """Return the JavaScript that fetches a component's own and hands over to it."""
    return _LOADER.replace("FILE", address(script))


def address(script: Path) -> str:
    """Return where a component's code is from now on, below the address of the dashboard.

    It is one file: the script, which finds the other files of its folder (HTML and CSS) by name in `beside`.
    """
    others = sorted(path for path in script.parent.iterdir() if path.suffix in _BESIDE)
    beside = json.dumps({path.name: path.read_text(encoding="utf-8") for path in others})
    code = f"const beside = {beside};\n{script.read_text(encoding='utf-8')}".encode()
    name = f"{script.stem}-{sha256(code).hexdigest()[:16]}.js"
    _offered[name] = code
    return f"{_ADDRESS}/{name}"


async def _answer(request: Request) -> Response:
    content = _offered.get(request.path_params["name"])
    if content is None:
        return PlainTextResponse("Not found", status_code=404)
    return Response(content, media_type="text/javascript", headers={"Cache-Control": _FOR_EVER})


ROUTE = Route(f"/{{base:path}}{_ADDRESS}/{{name}}", _answer)
"""For the server, see server.py."""
