"""The code of a large component, fetched by URL once: Streamlit sends again with every run what it was given."""

import json
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

_ADDRESS = "komponenter"
_BESIDE = "beside.js"
_FOR_EVER = "public, max-age=31536000, immutable"  # another content has another address
_offered: dict[tuple[str, str], str] = {}

HTML = '<p role="status"></p>'
"""What a component is until its code has come; says its word "not_fetched" where it does not come."""
_LOADER = """
const code = Promise.all("NAMES".split(" ").map((name) => import(new URL("FOLDER/" + name, document.baseURI))));
export default function (given) {
  let leave;
  let left = false;
  code.then(
    ([component]) => left || (leave = component.default(given)),
    () => (given.parentElement.querySelector("[role=status]").textContent = given.data.words.not_fetched),
  );
  return () => {
    left = true;
    leave?.();
  };
}
"""  # all are asked for at once: else the browser would learn of the others from the first


def loader(entry: Path, *others: Path) -> str:
    """Return the JavaScript that fetches a component's own and hands over to it; see offer."""
    folder, names = offer(entry, *others)
    entry_first = sorted(names, key=lambda name: name != entry.name)
    return _LOADER.replace("FOLDER", folder).replace("NAMES", " ".join(entry_first))


def offer(entry: Path, *others: Path) -> tuple[str, list[str]]:
    """Serve a component's scripts from now on; return their address below that of the dashboard, and their names.

    The scripts of a folder are modules that import each other. "./beside.js" is one more: it exports what the folder
    holds besides (HTML and CSS) as an object of texts by file name.

    Args:
        entry: the script whose default export draws the component; the others stand in its folder.
        others: files from elsewhere that beside.js holds as well.
    """
    folder = sorted(path for path in entry.parent.iterdir() if path.is_file())
    scripts = {path.name: path.read_text(encoding="utf-8") for path in folder if path.suffix == ".js"}
    texts = {path.name: path.read_text(encoding="utf-8") for path in (*folder, *others) if path.suffix != ".js"}
    scripts[_BESIDE] = f"export default {json.dumps(texts)};\n"
    version = sha256(json.dumps(scripts).encode()).hexdigest()[:16]
    _offered.update({(version, name): script for name, script in scripts.items()})
    return f"{_ADDRESS}/{version}", list(scripts)


async def _answer(request: Request) -> Response:
    content = _offered.get((request.path_params["version"], request.path_params["name"]))
    if content is None:
        return PlainTextResponse("Not found", status_code=404)
    return Response(content, media_type="text/javascript", headers={"Cache-Control": _FOR_EVER})


ROUTE = Route(f"/{{base:path}}{_ADDRESS}/{{version}}/{{name}}", _answer)
"""For the server, see server.py."""
