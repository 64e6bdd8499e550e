"""The panel in which administrators set where the bot answers, whom, how often, in which language."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from discord import ButtonStyle, ChannelType, Embed, Interaction, SelectDefaultValue, SelectOption
from discord.enums import SelectDefaultValueType
from discord.ui import Button, ChannelSelect, Label, RoleSelect, Select, TextInput

from bot.discord.access import GuildSettings
from bot.discord.boundary import Form, Panel, respond
from bot.discord.furniture import LANGUAGES
from bot.discord.rendering.answers import REFUSED
from bot.discord.sending import persistently

if TYPE_CHECKING:
    from bot.discord.client import NewsBot

CHANNEL_TYPES = [ChannelType.text, ChannelType.news, ChannelType.forum, ChannelType.category]
CHANNEL, ROLE = SelectDefaultValueType.channel, SelectDefaultValueType.role
MOST = 25
LONGEST_COOLDOWN, MOST_A_MINUTE = 3600, 1000


def settings_embed(settings: GuildSettings) -> Embed:
    channels = ", ".join(f"<#{c}>" for c in settings.channels) or "every channel that I can see"
    roles = ", ".join(f"<@&{r}>" for r in settings.roles) or "everybody"
    rows = [
        f"**Where I answer**  {channels}",
        f"**Who may ask**  {roles}",
        f"**`/ask` answers**  {'only the asker, unless told otherwise' if settings.private else 'everybody'}",
        f"**In my own threads**  {'no mention is needed' if settings.threads else 'only when mentioned'}",
        f"**How often**  one question in {settings.cooldown} s a person, {settings.per_minute} a minute",
        f"**Language of my own words**  {LANGUAGES.get(settings.language, 'English')}",
    ]
    return Embed(title="Settings", description="\n".join(rows), colour=REFUSED)


class SettingsView(Panel):
    """One is registered with the bot and takes every click; those that are sent only show the state."""

    def __init__(self, settings: GuildSettings, *, registered: bool = False) -> None:
        super().__init__(timeout=None)
        self.add_item(ChannelsSelect(settings))
        self.add_item(RolesSelect(settings))
        self.add_item(LanguageSelect(settings))
        self.add_item(Toggle("private", "Private answers", settings.private))
        self.add_item(Toggle("threads", "Threads without mention", settings.threads))
        self.add_item(CooldownButton())
        if not registered:
            self.stop()


class ChannelsSelect(ChannelSelect[SettingsView]):
    def __init__(self, settings: GuildSettings) -> None:
        super().__init__(
            custom_id="nd:settings:channels",
            placeholder="Channels where I answer (none: all)",
            channel_types=CHANNEL_TYPES,
            min_values=0,
            max_values=MOST,
            default_values=[SelectDefaultValue(id=c, type=CHANNEL) for c in settings.channels],
            row=0,
        )

    async def callback(self, interaction: Interaction[NewsBot]) -> None:  # type: ignore[override]
        await change(interaction, channels=_ids(self.values))


class RolesSelect(RoleSelect[SettingsView]):
    def __init__(self, settings: GuildSettings) -> None:
        super().__init__(
            custom_id="nd:settings:roles",
            placeholder="Roles that may ask (none: everybody)",
            min_values=0,
            max_values=MOST,
            default_values=[SelectDefaultValue(id=r, type=ROLE) for r in settings.roles],
            row=1,
        )

    async def callback(self, interaction: Interaction[NewsBot]) -> None:  # type: ignore[override]
        await change(interaction, roles=_ids(self.values))


class LanguageSelect(Select[SettingsView]):
    def __init__(self, settings: GuildSettings) -> None:
        options = [
            SelectOption(label=name, value=code, default=code == settings.language)
            for code, name in LANGUAGES.items()
        ]
        super().__init__(custom_id="nd:settings:language", options=options, row=2)

    async def callback(self, interaction: Interaction[NewsBot]) -> None:  # type: ignore[override]
        if self.values[0] in LANGUAGES:
            await change(interaction, language=self.values[0])


class Toggle(Button[SettingsView]):
    """Turns one of the settings that are on or off."""

    def __init__(self, name: str, label: str, on: bool) -> None:
        style = ButtonStyle.success if on else ButtonStyle.secondary
        label = f"{label}: {'on' if on else 'off'}"
        super().__init__(label=label, custom_id=f"nd:settings:{name}", style=style, row=3)
        self.name = name

    async def callback(self, interaction: Interaction[NewsBot]) -> None:  # type: ignore[override]
        settings = interaction.client.desk.guilds.get(interaction.guild_id or 0)
        await change(interaction, **{self.name: not getattr(settings, self.name)})


class CooldownButton(Button[SettingsView]):
    def __init__(self) -> None:
        super().__init__(label="How often …", custom_id="nd:settings:cooldown", row=3)

    async def callback(self, interaction: Interaction[NewsBot]) -> None:  # type: ignore[override]
        settings = interaction.client.desk.guilds.get(interaction.guild_id or 0)
        await interaction.response.send_modal(CooldownModal(settings, interaction.id))


class CooldownModal(Form, title="How often may be asked"):
    def __init__(self, settings: GuildSettings, click: int) -> None:
        super().__init__(custom_id=f"nd:settings:cooldowns:{click}", timeout=900)
        self.cooldown: TextInput[CooldownModal] = TextInput(default=str(settings.cooldown), max_length=4)
        self.per_minute: TextInput[CooldownModal] = TextInput(default=str(settings.per_minute), max_length=4)
        self.add_item(Label(text="Seconds between two questions of a person", component=self.cooldown))
        self.add_item(Label(text="Questions a minute in the whole server", component=self.per_minute))

    async def on_submit(self, interaction: Interaction[NewsBot]) -> None:  # type: ignore[override]
        try:
            cooldown = _number(self.cooldown.value, 0, LONGEST_COOLDOWN)
            per_minute = _number(self.per_minute.value, 1, MOST_A_MINUTE)
        except ValueError as error:
            await interaction.response.send_message(str(error), ephemeral=True)
            return
        await change(interaction, cooldown=cooldown, per_minute=per_minute)


async def change(interaction: Interaction[NewsBot], **changes: Any) -> None:
    """Change a guild's settings, if whoever clicked may, and show them."""
    await interaction.response.defer()
    desk = interaction.client.desk
    guild = interaction.guild_id or 0
    if not guild or not interaction.permissions.manage_guild:
        await respond(interaction, content=desk.furniture(guild).not_allowed)
        return
    settings = replace(desk.guilds.get(guild), **changes)
    await asyncio.to_thread(desk.guilds.put, guild, settings)
    embed, view = settings_embed(settings), SettingsView(settings)
    await persistently(lambda: interaction.edit_original_response(embed=embed, view=view))


def _ids(chosen: Sequence[Any]) -> tuple[int, ...]:
    return tuple(sorted(thing.id for thing in chosen))


def _number(text: str, least: int, most: int) -> int:
    if not (text.strip().isdecimal() and least <= int(text) <= most):
        raise ValueError(f"“{text[:20]}” is no whole number from {least} to {most:,}.")
    return int(text)
