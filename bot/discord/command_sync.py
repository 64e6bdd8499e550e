"""Registers the commands at Discord, only when they changed, since Discord limits this."""

from __future__ import annotations

import asyncio
import json
import logging
from hashlib import sha256
from typing import Any

import discord
from discord import app_commands

from bot.chat.store.spaces import SpaceStore

log = logging.getLogger(__name__)


async def sync_if_changed(
    tree: app_commands.CommandTree[Any], facts: SpaceStore, application: int, guild: int = 0
) -> bool:
    """Return whether they had changed. `guild`: register them there alone, where they appear at once."""
    target = discord.Object(guild) if guild else None
    if target:
        tree.copy_global_to(guild=target)
    key, hashed = f"commands:{application}:{guild}", await commands_hash(tree, target)
    if await asyncio.to_thread(facts.fact, key) == hashed:
        return False
    synced = await tree.sync(guild=target)
    await asyncio.to_thread(facts.set_fact, key, hashed)
    log.info("registered %d commands", len(synced))
    return True


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
