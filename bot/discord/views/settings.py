"""The panel in which administrators set where the bot answers, whom, how often, in which language."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from discord import ButtonStyle, ChannelType, Embed, Interaction, SelectDefaultValue, SelectOption
from discord.enums import SelectDefaultValueType
from discord.ui import Button, ChannelSelect, Label, RoleSelect, Select, TextInput, button, select

from bot.chat.permissions import SpaceSettings
from bot.discord.acknowledge import defer_update
from bot.discord.client import NewsBot
from bot.discord.embeds.answers import REFUSED
from bot.discord.error_responses import ReportingModal, ReportingView, respond
from bot.discord.retry import retrying
from bot.messages import LANGUAGES, load_messages

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
        messages = load_messages(settings.language)
        self.channels.placeholder = messages.text("pick-channels")
        self.channels.default_values = [SelectDefaultValue(id=c, type=CHANNEL) for c in settings.channels]
        self.roles.placeholder = messages.text("pick-roles")
        self.roles.default_values = [SelectDefaultValue(id=r, type=ROLE) for r in settings.roles]
        self.language.options = [
            SelectOption(label=name, value=code, default=code == settings.language)
            for code, name in LANGUAGES.items()
        ]
        self.private.label = messages.text("toggle-private", on=_yes_or_no(settings.private))
        self.private.style = _style(settings.private)
        self.threads.label = messages.text("toggle-threads", on=_yes_or_no(settings.threads))
        self.threads.style = _style(settings.threads)
        self.cooldown.label = messages.text("rate-button")
        if not registered:
            self.stop()

    @select(
        cls=ChannelSelect[Any],
        custom_id="nd:settings:channels",
        channel_types=CHANNEL_TYPES,
        min_values=0,
        max_values=MOST,
        row=0,
    )
    async def channels(self, interaction: Interaction[NewsBot], chosen: ChannelSelect[Any]) -> None:
        await change(interaction, channels=_ids(chosen.values))

    @select(cls=RoleSelect[Any], custom_id="nd:settings:roles", min_values=0, max_values=MOST, row=1)
    async def roles(self, interaction: Interaction[NewsBot], chosen: RoleSelect[Any]) -> None:
        await change(interaction, roles=_ids(chosen.values))

    @select(cls=Select[Any], custom_id="nd:settings:language", row=2)
    async def language(self, interaction: Interaction[NewsBot], chosen: Select[Any]) -> None:
        if chosen.values[0] in LANGUAGES:
            await change(interaction, language=chosen.values[0])

    @button(custom_id="nd:settings:private", row=3)
    async def private(self, interaction: Interaction[NewsBot], clicked: Button[Any]) -> None:
        await change(interaction, private=not _settings(interaction).private)

    @button(custom_id="nd:settings:threads", row=3)
    async def threads(self, interaction: Interaction[NewsBot], clicked: Button[Any]) -> None:
        await change(interaction, threads=not _settings(interaction).threads)

    @button(custom_id="nd:settings:cooldown", row=3)
    async def cooldown(self, interaction: Interaction[NewsBot], clicked: Button[Any]) -> None:
        await interaction.response.send_modal(CooldownModal(_settings(interaction), interaction.id))


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
        fields = ((self.cooldown.value, 0, LONGEST_COOLDOWN), (self.per_minute.value, 1, MOST_A_MINUTE))
        for text, least, most in fields:
            if not text.strip().isdecimal() or not least <= int(text) <= most:
                renderer = interaction.client.reader(interaction)
                refusal = renderer.text("no-number", text=text[:20], least=least, most=most)
                await respond(interaction, content=refusal)
                return
        await change(interaction, cooldown=int(fields[0][0]), per_minute=int(fields[1][0]))


async def change(interaction: Interaction[NewsBot], **changes: Any) -> None:
    """Change a guild's settings, if whoever clicked may, and show them."""
    await defer_update(interaction)
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


def _style(on: bool) -> ButtonStyle:
    return ButtonStyle.success if on else ButtonStyle.secondary


def _settings(interaction: Interaction[NewsBot]) -> SpaceSettings:
    return interaction.client.services.spaces.get(interaction.guild_id or 0)


def _ids(chosen: Sequence[Any]) -> tuple[int, ...]:
    return tuple(sorted(thing.id for thing in chosen))
