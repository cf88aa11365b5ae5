"""One reader without a browser: the messages that Streamlit's browser side would send and take in.

The reader keeps what the browser keeps: the values of the widgets on the page, the address, and the large messages of
the last runs, which the server then names instead of sending them again.
"""

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from tests.bench import widgets
from tests.tools import addresses

RUNS_KEPT = 2  # for how many runs a browser keeps a message (global.maxCachedMessageAge)
LONGEST = 60  # seconds to wait for an answer
ENDINGS = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@dataclass
class Run:
    """One run of the script as its reader sees it; `said` are the messages' kinds."""

    seconds: float
    received: int
    said: list[str]


class Reader:
    """A session with the dashboard; see `reading`."""

    def __init__(self, socket, address, page, query):
        self._socket, self._address = socket, address
        self.page, self.query = page, query
        self.states, self.elements, self.pages = {}, {}, {}
        self._owners, self._parts, self._kept, self._runs = {}, {}, {}, 0
        self._page_hash = self._main_hash = ""

    async def choose(self, key, value):
        """Choose a text in the widget of a key, as a click would, and wait for the run to end.

        A widget in a part of the page that runs alone asks for that part.
        """
        state = self.states[self.id_of(key)]
        if state.WhichOneof("value") == "string_array_value":
            state.string_array_value.data[:] = [value]
        else:
            state.string_value = value
        return await self.run(self._parts[state.id])

    async def go(self, page):
        """Follow the navigation to another page, which forgets all widgets but those of the frame."""
        self._keep({name for name, owner in self._owners.items() if owner == self._main_hash})
        self.page, self.query, self._page_hash = page, "", self.pages[page]
        return await self.run()

    async def run(self, part=""):
        """Ask for a run of the page, or of a part of it, with the values as they are, and take its messages in.

        Raises:
            TimeoutError: no answer within a minute.
            RuntimeError: the script ended in an error that its page shows.
        """
        asked = self._asked(part)
        began = time.perf_counter()
        await self._socket.send(asked)
        async with asyncio.timeout(LONGEST):
            received, said = await self._take_in(part)
        return Run(time.perf_counter() - began, received, said)

    def id_of(self, key):
        """Return the id of the widget that the page gave a key."""
        return next(name for name in self.states if widgets.key_of(name) == key)

    def chosen(self, key):
        """Return the text chosen in the widget of a key that has one."""
        state = self.states[self.id_of(key)]
        return state.string_value or state.string_array_value.data[0]

    def options(self, key):
        """Return the texts that the widget of a key offers."""
        return widgets.options_of(self.elements[self.id_of(key)])

    def _asked(self, part):
        message = BackMsg()
        asked = message.rerun_script
        asked.fragment_id = part
        asked.query_string = self.query
        asked.widget_states.widgets.extend(self.states.values())
        asked.page_script_hash = self._page_hash
        if not self._page_hash:
            asked.page_name = self.page
        asked.cached_message_hashes.extend(self._kept)
        context = asked.context_info
        context.timezone, context.timezone_offset, context.locale = "Europe/Oslo", -60, "nb-NO"
        context.url, context.is_embedded, context.color_scheme = f"{self._address}/{self.page}", False, "light"
        return message.SerializeToString()

    async def _take_in(self, part):
        received, said, drawn = 0, [], set()
        while True:
            content = await self._socket.recv()
            received += len(content)
            message = ForwardMsg.FromString(content)
            kind = message.WhichOneof("type")
            said.append(kind)
            if kind == "new_session":
                drawn.clear()
            ended = self._hear(message, kind, drawn)
            if ended:
                elsewhere = {name for name, of in self._parts.items() if of != part} if part else set()
                self._keep(drawn | elsewhere)
                return received, said

    def _hear(self, message, kind, drawn):
        """Take one message in and return whether it ends the run."""
        if kind == "new_session":
            self._page_hash = message.new_session.page_script_hash
            self._main_hash = message.new_session.main_script_hash
        elif kind == "navigation":
            self._page_hash = message.navigation.page_script_hash
            self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind in ("delta", "ref_hash"):
            self._draw(message, drawn)
        elif kind == "script_finished" and message.script_finished in ENDINGS:
            self._forget()
            return True
        return False

    def _draw(self, message, drawn):
        named = message.ref_hash or message.hash
        delta = self._kept[named][0].delta if message.ref_hash else message.delta
        if message.ref_hash:
            self._kept[named] = (self._kept[named][0], self._runs)
        elif message.metadata.cacheable:
            self._kept[named] = (message, self._runs)
        if delta.WhichOneof("type") != "new_element":
            return
        element = delta.new_element
        if element.WhichOneof("type") == "exception":
            raise RuntimeError(element.exception.message)
        found = widgets.state_of(element)
        if found:
            state, insisted = found
            drawn.add(state.id)
            self.elements[state.id], self._owners[state.id] = element, message.metadata.active_script_hash
            self._parts[state.id] = delta.fragment_id
            if insisted or state.id not in self.states:
                self.states[state.id] = state

    def _forget(self):
        """Count a run, and let go of the messages that none of the last ones used."""
        self._runs += 1
        self._kept = {name: kept for name, kept in self._kept.items() if self._runs - kept[1] <= RUNS_KEPT}

    def _keep(self, names):
        for held in (self.states, self.elements, self._owners, self._parts):
            for name in held.keys() - names:
                del held[name]


@asynccontextmanager
async def reading(address, page, query=""):
    """Open a page in a session of its own; yields the reader and the run that the opening took."""
    addresses.asked(f"?{query}")
    socket = connect(
        address.replace("http", "ws") + "/_stcore/stream", subprotocols=["streamlit"], origin=address,
        max_size=None, max_queue=None, compression=None, open_timeout=LONGEST, ping_interval=None,
    )  # fmt: skip
    async with socket as opened:
        reader = Reader(opened, address, page, query)
        yield reader, await reader.run()
