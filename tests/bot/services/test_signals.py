import asyncio
import signal

import pytest

from bot.services.signals import SIGNALS, on_stop


class LoopOfWindows(asyncio.SelectorEventLoop):
    """An event loop that takes no signal handlers, as on Windows."""

    def add_signal_handler(self, *args: object) -> None:
        raise NotImplementedError


@pytest.mark.parametrize("loop", [asyncio.SelectorEventLoop, LoopOfWindows])
@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_stops_the_wait(loop: type[asyncio.SelectorEventLoop], number: signal.Signals) -> None:
    async def wait() -> str:
        stop = asyncio.Event()
        with on_stop(stop.set):
            signal.raise_signal(number)
            await asyncio.wait_for(stop.wait(), 5)
        return "stopped"

    before = signal.getsignal(number)
    with asyncio.Runner(loop_factory=loop) as runner:
        assert runner.run(wait()) == "stopped"
    assert signal.getsignal(number) == before
