"""The code of a large component, fetched by URL once: Streamlit sends again with every run what it was given."""

from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

_ADDRESS = "komponenter"
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_FOR_EVER = "public, max-age=31536000, immutable"  # another content has another address
_offered: dict[tuple[str, str], bytes] = {}

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
    """Return the JavaScript that fetches a component's own and hands over to it.

    The script finds the other files of its folder (HTML and CSS) beside it.
    """
    files = {path.name: path.read_bytes() for path in sorted(script.parent.iterdir()) if path.suffix in _TYPES}
    version = sha256(b"\0".join(files.values())).hexdigest()[:16]
    _offered.update({(version, name): content for name, content in files.items()})
    return _LOADER.replace("FILE", f"{_ADDRESS}/{version}/{script.name}")


async def _answer(request: Request) -> Response:
    version, name = request.path_params["version"], request.path_params["name"]
    content = _offered.get((version, name))
    if content is None:
        return PlainTextResponse("Not found", status_code=404)
    return Response(content, media_type=_TYPES[Path(name).suffix], headers={"Cache-Control": _FOR_EVER})


ROUTE = Route(f"/{{base:path}}{_ADDRESS}/{{version}}/{{name}}", _answer)
"""For the server, see server.py."""
