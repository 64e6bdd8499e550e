"""`newsdesk discord --check`: says what is missing before the bot starts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta

import aiohttp
import click
import discord

from bot.discord.embeds.times import moment
from bot.discord.invite import invite_link, lacking
from bot.discord.token import HOW, Token, find_token
from bot.render.text import age, count_text, neutral
from bot.services.check_result import CheckResult
from retrieval.engine import Engine
from retrieval.errors import NewsdeskError, UsageError
from retrieval.index.browse import ArticleBrowser
from retrieval.settings import Settings
from retrieval.values import Query

STALE = timedelta(days=7)
"""Age of the newest article from which most questions about the news have no answer."""
GUILDS = 25
"""Servers whose permissions are checked; each takes two requests."""


def check_all(settings: Settings, build: Callable[[Settings], Engine]) -> bool:
    """Print a line for each check. Return whether the bot can run."""
    results = [*_check_index(settings, build), *asyncio.run(_check_discord(settings))]
    for result in results:
        click.echo(result.line())
    return all(result.state != "missing" for result in results)


def _check_index(settings: Settings, build: Callable[[Settings], Engine]) -> Iterator[CheckResult]:
    try:
        engine = build(settings)
    except NewsdeskError as error:
        yield CheckResult("articles", str(error), "missing")
        return
    browser = ArticleBrowser(engine.index.folder)
    coverage = browser.coverage(Query(""))
    browser.close()
    engine.close()
    if not coverage.articles:
        yield CheckResult("articles", f"none in {settings.data}; run `newsdesk ingest` first", "missing")
        return
    now, newest = datetime.now(UTC), moment(coverage.newest)
    articles, when = count_text(coverage.articles, "article"), age(coverage.newest, now.date())
    if newest is None:
        yield CheckResult("articles", f"{articles}, none with a date", "warning")
    elif now - newest > STALE:
        yield CheckResult("articles", f"{articles}, stale: the newest is from {when}", "warning")
    else:
        yield CheckResult("articles", f"{articles}, the newest from {when}")


async def _check_discord(settings: Settings) -> list[CheckResult]:
    try:
        token = find_token(settings)
    except UsageError as error:
        return [CheckResult("token", str(error), "missing")]
    client = discord.Client(intents=discord.Intents(guilds=True))
    try:
        await client.login(token.secret)
        return [result async for result in _results(client, token)]
    except discord.LoginFailure:
        return [CheckResult("token", f"Discord refuses the one from {token.origin}; {HOW}", "missing")]
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        return [CheckResult("token", f"Discord cannot be reached: {error}", "missing")]
    finally:
        await client.close()


async def _results(client: discord.Client, token: Token) -> AsyncIterator[CheckResult]:
    assert client.user and client.application_id
    yield CheckResult("token", f"from {token.origin}, for {neutral(str(client.user))}")
    yield _intents(client.application_flags)
    guilds = [guild async for guild in client.fetch_guilds(limit=GUILDS, with_counts=False)]
    if not guilds:
        yield CheckResult("servers", "none yet; the link below invites the bot", "warning")
    for guild in guilds:
        yield await _permissions(client, guild.id)
    yield CheckResult("invite", invite_link(client.application_id))


def _intents(flags: discord.ApplicationFlags) -> CheckResult:
    if flags.gateway_message_content or flags.gateway_message_content_limited:
        finding = "message content is allowed (from 10,000 users on, Discord reviews that each year)"
        return CheckResult("intents", finding)
    finding = "message content is not switched on in the developer portal"
    return CheckResult("intents", f"{finding}; follow-ups in threads need a mention", "warning")


async def _permissions(client: discord.Client, guild_id: int) -> CheckResult:
    assert client.user
    guild = await client.fetch_guild(guild_id, with_counts=False)
    me = await guild.fetch_member(client.user.id)
    name = neutral(guild.name)
    if missing := lacking(me.guild_permissions):
        return CheckResult("permissions", f"in “{name}” I may not: {', '.join(missing)}", "warning")
    return CheckResult("permissions", f"all that is needed in “{name}”")
