"""The link that invites the bot, asking for the fewest permissions."""

from __future__ import annotations

import discord
from discord import Permissions

NEEDED = Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    embed_links=True,
    read_message_history=True,
)
"""To answer with embeds, as replies, and to open threads. Nothing that moderates."""
SCOPES = ("bot", "applications.commands")


def invite_link(application: int) -> str:
    return discord.utils.oauth_url(application, permissions=NEEDED, scopes=SCOPES)


def lacking(permissions: Permissions) -> list[str]:
    """Return the needed ones that are not among `permissions`, in words."""
    if permissions.administrator:
        return []
    return sorted(
        name.replace("_", " ") for name, needed in NEEDED if needed and not getattr(permissions, name)
    )
