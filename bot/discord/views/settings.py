"""The panel in which administrators set where the bot answers, whom, how often, in which language."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Literal

from discord import ButtonStyle, ChannelType, Embed, Interaction, SelectDefaultValue, SelectOption
from discord.enums import SelectDefaultValueType
from discord.ui import Button, ChannelSelect, Label, RoleSelect, Select, TextInput

from bot.chat.permissions import SpaceSettings
from bot.discord.client import NewsBot
from bot.discord.embeds.answers import REFUSED
from bot.discord.error_responses import ReportingModal, ReportingView, respond
from bot.discord.retry import retrying
from bot.messages import LANGUAGES, load_messages
from bot.messages.keys import MessageKey

CHANNEL_TYPES = [ChannelType.text, ChannelType.news, ChannelType.forum, ChannelType.category]
CHANNEL, ROLE = SelectDefaultValueType.channel, SelectDefaultValueType.role
MOST = 25
LONGEST_COOLDOWN, MOST_A_MINUTE = 3600, 1000


def settings_embed(settings: SpaceSettings) -> Embed:
    messages = load_messages(settings.language)
    channels = ", ".join(f"<#{c}>" for c in settings.channels) or messages.text("every-channel")
    roles = ", ".join(f"<@&{r}>" for r in settings.roles) or messages.text("everybody")
    rows = [
        messages.text("settings-channels", channels=channels),
        messages.text("settings-roles", roles=roles),
        messages.text("settings-private", private=_yes_or_no(settings.private)),
        messages.text("settings-threads", threads=_yes_or_no(settings.threads)),
        messages.text("settings-rate", cooldown=settings.cooldown, per_minute=settings.per_minute),
        messages.text("settings-language", language=LANGUAGES[messages.language]),
    ]
    return Embed(title=messages.text("settings-title"), description="\n".join(rows), colour=REFUSED)


class SettingsView(ReportingView):
    """One is registered with the bot and takes every click; those that are sent only show the state."""

    def __init__(self, settings: SpaceSettings, *, registered: bool = False) -> None:
        super().__init__(timeout=None)
        self.add_item(ChannelsSelect(settings))
        self.add_item(RolesSelect(settings))
        self.add_item(LanguageSelect(settings))
        self.add_item(Toggle("private", "toggle-private", settings))
        self.add_item(Toggle("threads", "toggle-threads", settings))
        self.add_item(CooldownButton(settings))
        if not registered:
            self.stop()


class ChannelsSelect(ChannelSelect[SettingsView]):
    def __init__(self, settings: SpaceSettings) -> None:
        super().__init__(
            custom_id="nd:settings:channels",
            placeholder=load_messages(settings.language).text("pick-channels"),
            channel_types=CHANNEL_TYPES,
            min_values=0,
            max_values=MOST,
            default_values=[SelectDefaultValue(id=c, type=CHANNEL) for c in settings.channels],
            row=0,
        )

    async def callback(self, interaction: Interaction[NewsBot]) -> None:  # type: ignore[override]
        await change(interaction, channels=_ids(self.values))


class RolesSelect(RoleSelect[SettingsView]):
    def __init__(self, settings: SpaceSettings) -> None:
        super().__init__(
            custom_id="nd:settings:roles",
            placeholder=load_messages(settings.language).text("pick-roles"),
            min_values=0,
            max_values=MOST,
            default_values=[SelectDefaultValue(id=r, type=ROLE) for r in settings.roles],
            row=1,
        )

    async def callback(self, interaction: Interaction[NewsBot]) -> None:  # type: ignore[override]
        await change(interaction, roles=_ids(self.values))


class LanguageSelect(Select[SettingsView]):
    def __init__(self, settings: SpaceSettings) -> None:
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

    def __init__(
        self, name: Literal["private", "threads"], label_key: MessageKey, settings: SpaceSettings
    ) -> None:
        on = _is_on(settings, name)
        style = ButtonStyle.success if on else ButtonStyle.secondary
        label = load_messages(settings.language).text(label_key, on=_yes_or_no(on))
        super().__init__(label=label, custom_id=f"nd:settings:{name}", style=style, row=3)
        self.name: Literal["private", "threads"] = name

    async def callback(self, interaction: Interaction[NewsBot]) -> None:  # type: ignore[override]
        settings = interaction.client.services.spaces.get(interaction.guild_id or 0)
        await change(interaction, **{self.name: not _is_on(settings, self.name)})


class CooldownButton(Button[SettingsView]):
    def __init__(self, settings: SpaceSettings) -> None:
        label = load_messages(settings.language).text("rate-button")
        super().__init__(label=label, custom_id="nd:settings:cooldown", row=3)

    async def callback(self, interaction: Interaction[NewsBot]) -> None:  # type: ignore[override]
        settings = interaction.client.services.spaces.get(interaction.guild_id or 0)
        await interaction.response.send_modal(CooldownModal(settings, interaction.id))


class CooldownModal(ReportingModal):
    def __init__(self, settings: SpaceSettings, click: int) -> None:
        messages = load_messages(settings.language)
        title = messages.text("rate-title")
        super().__init__(title=title, custom_id=f"nd:settings:cooldowns:{click}", timeout=900)
        self.cooldown: TextInput[CooldownModal] = TextInput(default=str(settings.cooldown), max_length=4)
        self.per_minute: TextInput[CooldownModal] = TextInput(default=str(settings.per_minute), max_length=4)
        self.add_item(Label(text=messages.text("rate-person"), component=self.cooldown))
        self.add_item(Label(text=messages.text("rate-space"), component=self.per_minute))

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
        renderer = interaction.client.renderer(interaction.guild_id)
        await respond(interaction, content=renderer.text("no-number", text=text[:20], least=least, most=most))


async def change(interaction: Interaction[NewsBot], **changes: Any) -> None:
    """Change a guild's settings, if whoever clicked may, and show them."""
    await interaction.response.defer()
    services = interaction.client.services
    guild = interaction.guild_id or 0
    if not guild or not interaction.permissions.manage_guild:
        await respond(interaction, content=services.messages(guild).text("not-allowed"))
        return
    settings = await asyncio.to_thread(services.spaces.change, guild, **changes)
    embed, view = settings_embed(settings), SettingsView(settings)
    await retrying(lambda: interaction.edit_original_response(embed=embed, view=view))


def _yes_or_no(on: bool) -> str:
    return "yes" if on else "no"


def _is_on(settings: SpaceSettings, name: Literal["private", "threads"]) -> bool:
    return settings.private if name == "private" else settings.threads


def _ids(chosen: Sequence[Any]) -> tuple[int, ...]:
    return tuple(sorted(thing.id for thing in chosen))


def _number(text: str, least: int, most: int) -> int | None:
    return int(text) if text.strip().isdecimal() and least <= int(text) <= most else None
