"""Lets a process be killed, as by `kill -9`, at a chosen point."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from typing import Any


def die_behind(owner: Any, name: str) -> None:
    """Let the process be killed right behind the next call of `owner.name`, a function or a coroutine."""
    call: Callable[..., Any] = getattr(owner, name)

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    async def later(*args: Any, **options: Any) -> None:
        await call(*args, **options)
        die()

    def at_once(*args: Any, **options: Any) -> None:
        call(*args, **options)
        die()

    setattr(owner, name, later if asyncio.iscoroutinefunction(call) else at_once)
