"""The panel in which administrators set where the bot answers, whom, how often, in which language."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from discord import ButtonStyle, ChannelType, Embed, Interaction, SelectDefaultValue, SelectOption
from discord.enums import SelectDefaultValueType
from discord.ui import Button, ChannelSelect, Label, RoleSelect, Select, TextInput

from bot.chat.messages import LANGUAGES, messages
from bot.chat.permissions import GuildSettings
from bot.discord.embeds.answers import REFUSED
from bot.discord.error_handling import Panel, ReportingModal, respond
from bot.discord.retry import retrying

if TYPE_CHECKING:
    from bot.discord.bot import NewsBot

CHANNEL_TYPES = [ChannelType.text, ChannelType.news, ChannelType.forum, ChannelType.category]
CHANNEL, ROLE = SelectDefaultValueType.channel, SelectDefaultValueType.role
MOST = 25
LONGEST_COOLDOWN, MOST_A_MINUTE = 3600, 1000


def settings_embed(settings: GuildSettings) -> Embed:
    words = messages(settings.language)
    channels = ", ".join(f"<#{c}>" for c in settings.channels) or words.every_channel
    roles = ", ".join(f"<@&{r}>" for r in settings.roles) or words.everybody
    rows = [
        words.settings_channels.format(channels=channels),
        words.settings_roles.format(roles=roles),
        words.settings_private.format(whom=words.asker_sees if settings.private else words.all_see),
        words.settings_threads.format(how=words.mention_spared if settings.threads else words.mention_needed),
        words.settings_pace.format(cooldown=settings.cooldown, per_minute=settings.per_minute),
        words.settings_language.format(language=LANGUAGES.get(settings.language, LANGUAGES["en"])),
    ]
    return Embed(title=words.settings_title, description="\n".join(rows), colour=REFUSED)


class SettingsView(Panel):
    """One is registered with the bot and takes every click; those that are sent only show the state."""

    def __init__(self, settings: GuildSettings, *, registered: bool = False) -> None:
        super().__init__(timeout=None)
        self.add_item(ChannelsSelect(settings))
        self.add_item(RolesSelect(settings))
        self.add_item(LanguageSelect(settings))
        self.add_item(Toggle("private", settings))
        self.add_item(Toggle("threads", settings))
        self.add_item(CooldownButton(settings))
        if not registered:
            self.stop()


class ChannelsSelect(ChannelSelect[SettingsView]):
    def __init__(self, settings: GuildSettings) -> None:
        super().__init__(
            custom_id="nd:settings:channels",
            placeholder=messages(settings.language).pick_channels,
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
            placeholder=messages(settings.language).pick_roles,
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

    def __init__(self, name: str, settings: GuildSettings) -> None:
        on = getattr(settings, name)
        style = ButtonStyle.success if on else ButtonStyle.secondary
        label = getattr(messages(settings.language), f"{name}_{'on' if on else 'off'}")
        super().__init__(label=label, custom_id=f"nd:settings:{name}", style=style, row=3)
        self.name = name

    async def callback(self, interaction: Interaction[NewsBot]) -> None:  # type: ignore[override]
        settings = interaction.client.services.guilds.get(interaction.guild_id or 0)
        await change(interaction, **{self.name: not getattr(settings, self.name)})


class CooldownButton(Button[SettingsView]):
    def __init__(self, settings: GuildSettings) -> None:
        label = messages(settings.language).pace_button
        super().__init__(label=label, custom_id="nd:settings:cooldown", row=3)

    async def callback(self, interaction: Interaction[NewsBot]) -> None:  # type: ignore[override]
        settings = interaction.client.services.guilds.get(interaction.guild_id or 0)
        await interaction.response.send_modal(CooldownModal(settings, interaction.id))


class CooldownModal(ReportingModal):
    def __init__(self, settings: GuildSettings, click: int) -> None:
        words = messages(settings.language)
        super().__init__(title=words.pace_title, custom_id=f"nd:settings:cooldowns:{click}", timeout=900)
        self.cooldown: TextInput[CooldownModal] = TextInput(default=str(settings.cooldown), max_length=4)
        self.per_minute: TextInput[CooldownModal] = TextInput(default=str(settings.per_minute), max_length=4)
        self.add_item(Label(text=words.pace_person, component=self.cooldown))
        self.add_item(Label(text=words.pace_guild, component=self.per_minute))

    async def on_submit(self, interaction: Interaction[NewsBot]) -> None:  # type: ignore[override]
        cooldown = _number(self.cooldown.value, 0, LONGEST_COOLDOWN)
        per_minute = _number(self.per_minute.value, 1, MOST_A_MINUTE)
        if cooldown is None or per_minute is None:
            wrong = (
                (self.cooldown.value, 0, LONGEST_COOLDOWN)
                if cooldown is None
                else (self.per_minute.value, 1, MOST_A_MINUTE)
            )
            await self._refuse(interaction, *wrong)
            return
        await change(interaction, cooldown=cooldown, per_minute=per_minute)

    async def _refuse(self, interaction: Interaction[NewsBot], text: str, least: int, most: int) -> None:
        words = interaction.client.services.messages(interaction.guild_id or 0)
        told = words.no_number.format(text=text[:20], least=least, most=words.number(most))
        await respond(interaction, content=told)


async def change(interaction: Interaction[NewsBot], **changes: Any) -> None:
    """Change a guild's settings, if whoever clicked may, and show them."""
    await interaction.response.defer()
    services = interaction.client.services
    guild = interaction.guild_id or 0
    if not guild or not interaction.permissions.manage_guild:
        await respond(interaction, content=services.messages(guild).not_allowed)
        return
    async with services.changing:  # or of two changes at once one would be lost
        settings = replace(services.guilds.get(guild), **changes)
        await asyncio.to_thread(services.guilds.put, guild, settings)
    embed, view = settings_embed(settings), SettingsView(settings)
    await retrying(lambda: interaction.edit_original_response(embed=embed, view=view))


def _ids(chosen: Sequence[Any]) -> tuple[int, ...]:
    return tuple(sorted(thing.id for thing in chosen))


def _number(text: str, least: int, most: int) -> int | None:
    return int(text) if text.strip().isdecimal() and least <= int(text) <= most else None
