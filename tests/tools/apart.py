"""Coroutines in tests: beside the browser's own event loop, which stays open in the process that tests share."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def run(coroutine):
    """Run a coroutine to its end in a thread of its own, and return what it returns."""
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(asyncio.run, coroutine).result()
