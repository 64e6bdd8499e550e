"""Stopping the program: by Ctrl-C and SIGTERM on every platform, and at once."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SIGNALS = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def on_stop(callback: Callable[[], object]) -> Iterator[None]:
    """Call `callback` in the running event loop at each SIGINT or SIGTERM while the block runs.

    Windows has no `add_signal_handler`. There the handler of the process passes the signal on to the loop.
    """
    loop = asyncio.get_running_loop()
    try:
        for number in SIGNALS:
            loop.add_signal_handler(number, callback)
    except NotImplementedError:
        with _process_handlers(lambda *_: loop.call_soon_threadsafe(callback)):
            yield
        return
    try:
        yield
    finally:
        for number in SIGNALS:
            loop.remove_signal_handler(number)


@contextmanager
def _process_handlers(handler: Callable[..., object]) -> Iterator[None]:
    former = {number: signal.signal(number, handler) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handled_before in former.items():
            signal.signal(number, handled_before)


def leave_now() -> None:
    """End the process where a model is still at work in a thread, which nothing can interrupt."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
