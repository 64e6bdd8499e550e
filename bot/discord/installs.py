"""Which commands go with a user who has installed the bot for themselves, into any server and group."""

from __future__ import annotations

from typing import Any

from discord import AppInfo, app_commands

PERSONAL = frozenset(
    {"ask", "latest", "story", "sources", "help", "about", "forgetme", "mydata", "Fact-check this"}
)
"""Commands that need nothing of a server: no channel to post to, no settings."""
EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
BY_USERS_TOO = app_commands.AppInstallationType(guild=True, user=True)


def offer_to_users(tree: app_commands.CommandTree[Any], application: AppInfo) -> None:
    """Let users take the personal commands along, if Discord lets them install this application."""
    if application.user_integration_config is None:
        return
    for command in tree.get_commands():
        if command.name in PERSONAL:
            command.allowed_contexts, command.allowed_installs = EVERYWHERE, BY_USERS_TOO
