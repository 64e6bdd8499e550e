"""Runs the bot until a signal comes."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import aiohttp
import discord
from discord.ext import commands

from bot.discord.token import HOW, Redacting, Token
from bot.services.signals import leave_now, on_stop
from retrieval.errors import ServiceError

log = logging.getLogger(__name__)

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LATEST = 4.7
"""Seconds after a signal when the process ends whatever is still under way."""
THREADS = "newsdesk"
"""How the names of all threads begin that work for the bot."""


def run_bot(make_bot: Callable[[bool], commands.Bot], token: Token) -> None:
    """Stay connected until a signal; `make_bot` takes whether to ask for the content intent.

    Raise ServiceError where Discord refuses the bot.
    """
    _log_to_stderr(token)
    asyncio.run(_run(make_bot, token))


async def _run(make_bot: Callable[[bool], commands.Bot], token: Token) -> None:
    beside = ThreadPoolExecutor(thread_name_prefix=f"{THREADS} beside")
    asyncio.get_running_loop().set_default_executor(beside)
    left = await _until_left(make_bot, token)
    beside.shutdown(wait=False)
    if left and await _at_work():
        leave_now()


async def _until_left(make_bot: Callable[[bool], commands.Bot], token: Token) -> bool:
    """Return whether a signal ended it."""
    try:
        return await _connected(make_bot(True), token)
    except discord.PrivilegedIntentsRequired:
        log.warning(
            "Discord does not allow this application the message content intent; starting without it:"
            " follow-ups in threads need a mention. It is switched on in the developer portal, under Bot"
        )
        return await _connected(make_bot(False), token)


async def _connected(bot: commands.Bot, token: Token) -> bool:
    loop = asyncio.get_running_loop()
    leaving: list[asyncio.Task[None]] = []

    def leave() -> None:
        loop.call_later(LATEST, leave_now)
        leaving.append(loop.create_task(bot.close()))

    try:
        with on_stop(leave):
            await bot.start(token.secret)
    except discord.LoginFailure:
        raise ServiceError(f"Discord refuses the token from {token.origin}; {HOW}") from None
    except (aiohttp.ClientError, discord.HTTPException, discord.GatewayNotFound, OSError) as error:
        raise ServiceError(f"Discord cannot be reached: {error}; try again later") from None
    except discord.ConnectionClosed as error:
        raise ServiceError(
            f"Discord closed the connection (code {error.code}); start the bot again"
        ) from None
    finally:
        await asyncio.gather(*leaving)
        await bot.close()
    return bool(leaving)


async def _at_work() -> bool:
    """Return whether a thread still works; idle ones end within moments."""
    for _ in range(5):
        if not any(thread.name.startswith(THREADS) for thread in threading.enumerate()):
            return False
        await asyncio.sleep(0.05)
    return True


def _log_to_stderr(token: Token) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(FORMAT))
    handler.addFilter(Redacting(token.secret))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for noisy in ("httpx", "chromadb", "sentence_transformers"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    logging.getLogger("discord.client").setLevel(logging.ERROR)  # it warns that it cannot speak
