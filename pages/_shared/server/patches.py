"""What this server changes in the libraries that it runs on, in one table.

Each patch stands on names that the library promises nobody. Its row says which, at which version they were read, which
test tells that it still holds, what it gains, and what is left when it is taken out. Whoever raises a version reads
these names again and then changes the row: tests/unit/pages/server/test_patches.py fails until that is done.
"""

from collections.abc import Callable
from dataclasses import dataclass

from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager

from pages._shared.server import connections, messages


@dataclass(frozen=True)
class Patch:
    """A change to a library; a middleware needs no `apply`.

    `touches` are module:name, or package/folder:text in its scripts; `read_at` pinned versions; `test` file::function.
    """

    apply: Callable[[], object] | None
    touches: tuple[str, ...]
    read_at: tuple[str, ...]
    test: str
    gain: str
    taken_out: str


def pages_are_ours() -> None:
    """Say that no file in pages/ is a page of its own."""
    PagesManager.uses_pages_directory = False


def no_address_outside() -> None:
    """Answer the questions for this machine's own addresses, so that nobody asks the network for them."""
    net_util.get_internal_ip = net_util.get_external_ip = lambda: None


ALL = (
    Patch(
        pages_are_ours,
        touches=("streamlit.runtime.pages_manager:PagesManager.uses_pages_directory",),
        read_at=("streamlit==1.67.0",),
        test="tests/browser/test_cold_server.py::test_a_deep_link_opens_its_page_inside_the_frame",
        gain="The first visit may be to any page. Until a session has called st.navigation, Streamlit takes every file"
        " in pages/ for a page of its own, and answers a link to a page of ours with 'Page not found'.",
        taken_out="Once Streamlit asks the entry script first, or pages/ has another name.",
    ),
    Patch(
        no_address_outside,
        touches=(
            "streamlit.net_util:get_external_ip",
            "streamlit.net_util:get_internal_ip",
            "streamlit.web.server.server_util:net_util",
        ),
        read_at=("streamlit==1.67.0",),
        test="tests/unit/pages/server/test_patches.py::test_a_foreign_origin_is_refused_without_asking_anybody_outside",
        gain="A websocket of a foreign origin is refused at once. Without it the server asks an outside service for its"
        " own address, in the event loop: 20 s in which nobody is answered where the network swallows packets.",
        taken_out="Once Streamlit compares origins without that question, or has a setting against it.",
    ),
    Patch(
        connections.send_at_once,
        touches=("streamlit.web.server.starlette.starlette_server:_bind_socket",),
        read_at=("streamlit==1.67.0",),
        test="tests/unit/pages/server/test_connections.py::test_connections_of_a_socket_send_at_once",
        gain="40 ms for each click, and as much for many a file: asyncio sets TCP_NODELAY where the socket says that it"
        " is TCP, and Streamlit's does not.",
        taken_out="Where uvicorn binds the socket itself, or once Streamlit names the protocol of its own.",
    ),
    Patch(
        messages.bound,
        touches=(
            "uvicorn.protocols.websockets.websockets_sansio_impl:WebSocketsSansIOProtocol.handle_cont",
            "uvicorn.protocols.websockets.websockets_sansio_impl:WebSocketsSansIOProtocol.handle_parser_exception",
            "websockets.server:ServerProtocol.fail",
        ),
        read_at=("streamlit==1.67.0", "uvicorn==0.54.0", "websockets==17.4"),
        test="tests/unit/pages/server/test_messages.py::test_a_message_that_never_ends_is_cut_off",
        gain="A message of a browser is at most 1 MB and 1,000 fragments. Streamlit has one limit of 200 MB for both"
        " directions, so six messages that never end took 1.2 GB; empty fragments had none.",
        taken_out="Once Streamlit bounds what it receives apart from what it sends, and uvicorn the fragments.",
    ),
    Patch(
        None,
        touches=("streamlit/static:__streamlit", "streamlit/static:BACKEND_BASE_URL"),
        read_at=("streamlit==1.67.0",),
        test="tests/unit/pages/server/test_first_page.py::test_every_page_begins_with_streamlits_document_and_the_servers_name_before_its_code",
        gain="0.125 s for each opened page: Streamlit's browser side looks for its server below the page's own address"
        " first, is told no, waits and looks above it. first_page.FirstPage names the server in the document.",
        taken_out="Once Streamlit's own document names its server, or with all pages at the root.",
    ),
)  # fmt: skip


def apply() -> None:
    """Make all of them; at the start, before the first reader comes."""
    for patch in ALL:
        if patch.apply:
            patch.apply()
