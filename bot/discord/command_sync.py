"""Tells Discord about the commands, only when they changed: it counts."""

from __future__ import annotations

import asyncio
import json
import logging
from hashlib import sha256
from typing import Any

import discord
from discord import app_commands

from bot.chat.store.guilds import GuildStore

log = logging.getLogger(__name__)


async def sync_if_changed(
    tree: app_commands.CommandTree[Any], facts: GuildStore, application: int, guild: int = 0
) -> bool:
    """Whether they had changed. `guild`: register them there alone, where they appear at once."""
    place = discord.Object(guild) if guild else None
    if place:
        tree.copy_global_to(guild=place)
    key, hashed = f"commands:{application}:{guild}", commands_hash(tree, place)
    if await asyncio.to_thread(facts.fact, key) == hashed:
        return False
    synced = await tree.sync(guild=place)
    await asyncio.to_thread(facts.set_fact, key, hashed)
    log.info("registered %d commands", len(synced))
    return True


def commands_hash(tree: app_commands.CommandTree[Any], guild: discord.abc.Snowflake | None = None) -> str:
    """Changes with what Discord is told about the commands."""
    told = sorted(json.dumps(c.to_dict(tree), sort_keys=True) for c in tree.get_commands(guild=guild))
    return sha256("\n".join(told).encode()).hexdigest()
