"""Runs the bot until it is told to leave."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable

import aiohttp
import discord
from discord.ext import commands

from bot.discord.token import HOW, Redacting, Token
from retrieval.errors import ServiceError

log = logging.getLogger(__name__)

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
SIGNALS = (signal.SIGTERM, signal.SIGINT)


def run_bot(make_bot: Callable[[bool], commands.Bot], token: Token) -> None:
    """Connected until a signal; `make_bot` takes whether to ask for the content intent.

    Raises ServiceError where Discord does not let the bot in.
    """
    _log_to_stderr(token)
    asyncio.run(_run(make_bot, token))


async def _run(make_bot: Callable[[bool], commands.Bot], token: Token) -> None:
    try:
        await _connected(make_bot(True), token)
    except discord.PrivilegedIntentsRequired:
        log.warning(
            "Discord does not allow this application the message content intent; starting without it:"
            " follow-ups in threads need a mention. It is switched on in the developer portal, under Bot"
        )
        await _connected(make_bot(False), token)


async def _connected(bot: commands.Bot, token: Token) -> None:
    loop = asyncio.get_running_loop()
    leaving: list[asyncio.Task[None]] = []
    for number in SIGNALS:
        loop.add_signal_handler(number, lambda: leaving.append(loop.create_task(bot.close())))
    try:
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
        for number in SIGNALS:
            loop.remove_signal_handler(number)
        await asyncio.gather(*leaving)
        await bot.close()


def _log_to_stderr(token: Token) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(FORMAT))
    handler.addFilter(Redacting(token.secret))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for noisy in ("httpx", "chromadb", "sentence_transformers", "discord.client"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def leave_now() -> None:
    """End the process where a model is still at work in a thread, which nothing can interrupt."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
