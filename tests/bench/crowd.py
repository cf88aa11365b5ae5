"""Readers who click: a process of its own that opens sessions, lets them work and tells how long each click took.

`python -m tests.bench.crowd SERVERS PLAN` prints a line of JSON for each stretch of the plan, a list of objects with
sessions, seconds between clicks, seconds to settle, seconds to measure and the number of times to do so. Servers are a
list of addresses and process ids; sessions take them in turn, as a sticky proxy would deal them out.
"""

import asyncio
import json
import os
import random
import sys
import time
from collections import Counter

from pages._shared.session.query import Key
from tests.bench.process import memory, worked
from tests.bench.protocol import reading
from tests.bench.spread import summary

PAGE, QUERY = "kart", "nivaa=municipality"
OTHERS = ("", "fylke", "kommune", "sammenlikn", "programmer", "nettverk", "partnere", "kilder")
AWAY = 0.1  # of the clicks on the map, those that lead to another page
BETWEEN_OPENINGS = 0.1


class Crowd:
    """Sessions on some servers, and what became of their clicks since `clear`."""

    def __init__(self, addresses, seed=1):
        self._addresses, self._chance = addresses, random.Random(seed)
        self._readers, self.between = [], 5.0
        self.clear()

    def clear(self):
        self.seconds, self.received, self.errors = {"measure": [], "page": []}, [], Counter()

    async def grow(self, sessions):
        """Open sessions one after the other until there are so many."""
        for _ in range(sessions - len(self._readers)):
            opened = asyncio.Event()
            address = self._addresses[len(self._readers) % len(self._addresses)]
            self._readers.append(asyncio.create_task(self._attend(address, opened)))
            await opened.wait()
            await asyncio.sleep(BETWEEN_OPENINGS)

    async def leave(self):
        for task in self._readers:
            task.cancel()
        await asyncio.gather(*self._readers, return_exceptions=True)

    async def _attend(self, address, opened):
        """Keep one session; a reader whose session breaks opens it anew, and the break counts as an error."""
        while True:
            try:
                async with reading(address, PAGE, QUERY) as (reader, _):
                    opened.set()
                    await self._click_on(reader)
            except Exception as error:  # whatever ends a session is counted, and the crowd goes on
                self.errors[type(error).__name__] += 1
                opened.set()
                await asyncio.sleep(1)

    async def _click_on(self, reader):
        taken = 0.0
        while True:
            # From click to click, so that a slow answer does not make a reader click less, unless it takes that long.
            await asyncio.sleep(max(self._chance.uniform(0.5, 1.5) * self.between - taken, 0))
            kind, run = await self._click(reader)
            taken = run.seconds
            self.seconds[kind].append(taken)
            self.received.append(run.received)

    async def _click(self, reader):
        if reader.page != PAGE:
            return "page", await reader.go(PAGE)
        if self._chance.random() < AWAY:
            return "page", await reader.go(self._chance.choice(OTHERS))
        now = reader.chosen(Key.MEASURE)
        others = [name for name in reader.options(Key.MEASURE) if name != now]
        return "measure", await reader.choose(Key.MEASURE, self._chance.choice(others))


async def stretch(crowd, processes, seconds):
    """Let a crowd click for some seconds and return what there is to say of them."""
    crowd.clear()
    began, cpu, own = time.perf_counter(), sum(map(worked, processes)), worked(os.getpid())
    await asyncio.sleep(seconds)
    passed = time.perf_counter() - began
    everything = [*crowd.seconds["measure"], *crowd.seconds["page"]]
    return {
        "seconds": passed,
        "all": summary(everything),
        "measure": summary(crowd.seconds["measure"]),
        "page": summary(crowd.seconds["page"]),
        "bytes": summary(crowd.received),
        "errors": dict(crowd.errors),
        "server_cores": (sum(map(worked, processes)) - cpu) / passed,
        "crowd_cores": (worked(os.getpid()) - own) / passed,
        "memory": sum(map(memory, processes)),
    }


async def follow(servers, plan):
    addresses, processes = zip(*servers, strict=True)
    crowd = Crowd(addresses)
    try:
        for part in plan:
            crowd.between = part["between"]
            await crowd.grow(part["sessions"])
            await asyncio.sleep(part["settle"])
            for number in range(part["times"]):
                told = await stretch(crowd, processes, part["seconds"])
                print(json.dumps({"sessions": part["sessions"], "number": number + 1, **told}), flush=True)
    finally:
        await crowd.leave()


if __name__ == "__main__":
    asyncio.run(follow(json.loads(sys.argv[1]), json.loads(sys.argv[2])))
