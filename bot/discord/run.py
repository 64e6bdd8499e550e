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

from bot.discord.command_sync import CommandsRefusedError
from bot.discord.token import HOW, Redacting, Token
from bot.errors import SetUpWronglyError
from bot.services.signals import leave_now, on_stop
from retrieval.errors import NewsdeskError, ServiceError

log = logging.getLogger(__name__)

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
TOKEN_REFUSED = 4004
SHARDS_WRONG = (4010, 4011)
PROGRAM_WRONG = (4012, 4013, 4014)
"""Close codes after which Discord accepts no new connection that is like the last."""
LATEST = 4.7
"""Seconds after a signal when the process ends whatever is still under way."""
THREADS = "newsdesk"
"""How the names of all threads begin that work for the bot."""


def run_bot(make_bot: Callable[[bool], discord.Client], token: Token) -> None:
    """Stay connected until a signal; `make_bot` takes whether to ask for the content intent.

    Raise ServiceError where Discord refuses the bot.
    """
    _log_to_stderr(token)
    asyncio.run(_run(make_bot, token))


async def _run(make_bot: Callable[[bool], discord.Client], token: Token) -> None:
    beside = ThreadPoolExecutor(thread_name_prefix=f"{THREADS} beside")
    asyncio.get_running_loop().set_default_executor(beside)
    left = await _until_left(make_bot, token)
    beside.shutdown(wait=False)
    if left and await _at_work():
        leave_now()


async def _until_left(make_bot: Callable[[bool], discord.Client], token: Token) -> bool:
    """Return whether a signal ended it."""
    try:
        return await _connected(make_bot(True), token)
    except discord.PrivilegedIntentsRequired:
        log.warning(
            "Discord does not allow this application the message content intent; starting without it:"
            " follow-ups in threads need a mention. It is switched on in the developer portal, under Bot"
        )
        return await _connected(make_bot(False), token)


async def _connected(bot: discord.Client, token: Token) -> bool:
    loop = asyncio.get_running_loop()
    leaving: list[asyncio.Task[None]] = []

    def leave() -> None:
        loop.call_later(LATEST, leave_now)
        leaving.append(loop.create_task(bot.close()))

    try:
        with on_stop(leave):
            await bot.start(token.secret)
    except discord.LoginFailure:
        raise SetUpWronglyError(f"Discord refuses the token from {token.origin}; {HOW}") from None
    except discord.PrivilegedIntentsRequired:
        raise
    except CommandsRefusedError as error:
        raise SetUpWronglyError(str(error)) from None
    except (aiohttp.ClientError, discord.HTTPException, discord.GatewayNotFound, OSError) as error:
        raise ServiceError(f"Discord cannot be reached: {_line(error)}; try again later") from None
    except discord.ConnectionClosed as error:
        raise closed_error(int(error.code or 0), token.origin) from None
    finally:
        await asyncio.gather(*leaving)
        await bot.close()
    return bool(leaving)


def closed_error(code: int, origin: str) -> NewsdeskError:
    """Return what a close code of the gateway means, and whether starting again can help."""
    if code == TOKEN_REFUSED:
        return SetUpWronglyError(f"Discord no longer accepts the token from {origin}; {HOW}")
    if code in SHARDS_WRONG:
        told = (
            "Discord does not accept the shards (code {}); check NEWSDESK_DISCORD_SHARDS, or leave it empty"
        )
        return SetUpWronglyError(told.format(code))
    if code in PROGRAM_WRONG:
        return SetUpWronglyError(
            f"Discord does not accept this version of the bot (code {code}); update newsdesk"
        )
    return ServiceError(f"Discord closed the connection (code {code}); start the bot again")


def _line(error: BaseException) -> str:
    """Return the first line: what a failing proxy says may be a whole page."""
    return (str(error) or type(error).__name__).splitlines()[0][:200]


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
