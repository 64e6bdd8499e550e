"""Registers the commands at Discord, only when they changed, since Discord limits this."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import suppress
from hashlib import sha256
from typing import Any

import discord
from discord import app_commands

from bot.chat.store.spaces import SpaceStore
from retrieval.errors import NewsdeskError

log = logging.getLogger(__name__)


SINGLE = "commands in one guild"
"""The fact that names the server of NEWSDESK_DISCORD_GUILD, whose commands would stand beside the others."""


class CommandsRefusedError(NewsdeskError):
    """Discord does not take the commands for a server in which the bot is not."""


async def _clear_single_guild(
    tree: app_commands.CommandTree[Any], facts: SpaceStore, application: int
) -> None:
    """Remove the commands that were registered in one server while the bot was developed."""
    fact = f"{SINGLE}:{application}"
    former = int(await asyncio.to_thread(facts.fact, fact) or 0)
    if former:
        with suppress(discord.Forbidden):
            await tree.sync(guild=discord.Object(former))
        await asyncio.to_thread(facts.set_fact, fact, "")


async def sync_if_changed(
    tree: app_commands.CommandTree[Any], facts: SpaceStore, application: int, guild: int = 0
) -> list[app_commands.AppCommand]:
    """Return the commands that Discord has. `guild`: register them there alone, where they appear at once."""
    target = discord.Object(guild) if guild else None
    if target:
        tree.copy_global_to(guild=target)
    key, hashed = f"commands:{application}:{guild}", await commands_hash(tree, target)
    known = await tree.fetch_commands(guild=target)
    if known and await asyncio.to_thread(facts.fact, key) == hashed:
        return known
    try:
        synced = await tree.sync(guild=target)
    except discord.Forbidden:
        raise CommandsRefusedError(
            f"the bot is not in the server {guild}; invite it, or unset NEWSDESK_DISCORD_GUILD"
        ) from None
    if not guild:
        await _clear_single_guild(tree, facts, application)
    else:
        await asyncio.to_thread(facts.set_fact, f"{SINGLE}:{application}", str(guild))
    await asyncio.to_thread(facts.set_fact, key, hashed)
    log.info("registered %d commands", len(synced))
    return synced


async def commands_hash(
    tree: app_commands.CommandTree[Any], guild: discord.abc.Snowflake | None = None
) -> str:
    """Return a hash of what Discord is told about the commands, in every language."""
    translator = tree.translator
    commands = tree.get_commands(guild=guild)
    payloads = [
        await command.get_translated_payload(tree, translator) if translator else command.to_dict(tree)
        for command in commands
    ]
    lines = sorted(json.dumps(payload, sort_keys=True) for payload in payloads)
    return sha256("\n".join(lines).encode()).hexdigest()
