"""`newsdesk discord --check`: what is missing, said before anybody waits for an answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import aiohttp
import click
import discord

from bot.discord.embeds.times import moment
from bot.discord.invite import invite_link, lacking
from bot.discord.token import HOW, Token, find_token
from bot.render.text import age, count_in_words, neutral
from retrieval.engine import Engine
from retrieval.errors import NewsdeskError, UsageError
from retrieval.index.browse import ArticleBrowser
from retrieval.settings import Settings
from retrieval.values import Query

STALE = timedelta(days=7)
"""Without an article so new, questions about the news mostly have no answer."""
GUILDS = 25
"""Servers whose permissions are looked at; each takes two requests."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was looked at: "ok", "warning", or "missing", which keeps the bot from working."""

    what: str
    told: str
    state: str = "ok"

    def queue(self) -> str:
        return f"{self.state:<9}{self.what:<13}{self.told}"


def check_all(settings: Settings, build: Callable[[Settings], Engine]) -> bool:
    """Print a line for each thing; whether the bot can run."""
    found = [*_check_index(settings, build), *asyncio.run(_check_discord(settings))]
    for one in found:
        click.echo(one.queue())
    return all(one.state != "missing" for one in found)


def _check_index(settings: Settings, build: Callable[[Settings], Engine]) -> Iterator[Found]:
    try:
        engine = build(settings)
    except NewsdeskError as error:
        yield Found("articles", str(error), "missing")
        return
    catalogue = ArticleBrowser(engine.index.folder)
    coverage = catalogue.coverage(Query(""))
    catalogue.close()
    engine.close()
    if not coverage.articles:
        yield Found("articles", f"none in {settings.data}; run `newsdesk ingest` first", "missing")
        return
    now = datetime.now(UTC)
    newest = moment(coverage.newest)
    told = count_in_words(coverage.articles, "article")
    if newest is None:
        yield Found("articles", f"{told}, none with a date", "warning")
    elif now - newest > STALE:
        yield Found(
            "articles", f"{told}, stale: the newest is from {age(coverage.newest, now.date())}", "warning"
        )
    else:
        yield Found("articles", f"{told}, the newest from {age(coverage.newest, now.date())}")


async def _check_discord(settings: Settings) -> list[Found]:
    try:
        token = find_token(settings)
    except UsageError as error:
        return [Found("token", str(error), "missing")]
    client = discord.Client(intents=discord.Intents(guilds=True))
    try:
        await client.login(token.secret)
        return [found async for found in _look(client, token)]
    except discord.LoginFailure:
        return [Found("token", f"Discord refuses the one from {token.origin}; {HOW}", "missing")]
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        return [Found("token", f"Discord cannot be reached: {error}", "missing")]
    finally:
        await client.close()


async def _look(client: discord.Client, token: Token) -> AsyncIterator[Found]:
    assert client.user and client.application_id
    yield Found("token", f"from {token.origin}, for {neutral(str(client.user))}")
    yield _intents(client.application_flags)
    invite = invite_link(client.application_id)
    guilds = [guild async for guild in client.fetch_guilds(limit=GUILDS, with_counts=False)]
    if not guilds:
        yield Found("servers", "none yet; the link below invites the bot", "warning")
    for guild in guilds:
        yield await _permissions(client, guild.id)
    yield Found("invite", invite)


def _intents(flags: discord.ApplicationFlags) -> Found:
    if flags.gateway_message_content or flags.gateway_message_content_limited:
        return Found("intents", "message content is allowed: no mention needed in the bot's own threads")
    told = "message content is not switched on in the developer portal; follow-ups in threads need a mention"
    return Found("intents", told, "warning")


async def _permissions(client: discord.Client, guild_id: int) -> Found:
    assert client.user
    guild = await client.fetch_guild(guild_id, with_counts=False)
    me = await guild.fetch_member(client.user.id)
    named = neutral(guild.name)
    if missing := lacking(me.guild_permissions):
        return Found("permissions", f"in “{named}” I may not: {', '.join(missing)}", "warning")
    return Found("permissions", f"all that is needed in “{named}”")
