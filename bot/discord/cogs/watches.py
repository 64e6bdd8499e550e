"""`/watch add|list|pause|resume|remove` and `/digest`, and the posts of watches in the background."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TypeAlias

from discord import AppCommandOptionType, ChannelType, Interaction, Permissions, app_commands
from discord.ext import commands

from bot.chat.store.commands import KeptCommand
from bot.discord.acknowledge import defer
from bot.discord.client import NewsBot
from bot.discord.cogs import autocomplete
from bot.discord.cogs.browse import browse
from bot.discord.embeds.text import fitted
from bot.discord.embeds.watches import digest_embed, watches_embed, where
from bot.discord.error_responses import respond
from bot.discord.error_text import denial_text, error_text
from bot.discord.intake import take_command
from bot.discord.permissions import visitor_of
from bot.discord.renderer import Renderer
from bot.discord.replies import CommandReply, may
from bot.discord.translator import localized
from bot.discord.watch_posts import sender
from bot.errors import NotAllowedError
from bot.messages.keys import MessageKey
from bot.render.watches import schedule_text, topic_text
from bot.requests.queries import known_source
from bot.requests.watches import MORNING, parse_quiet, parse_schedule
from bot.services.watches import keep_posting, open_runner
from retrieval.engine import Digest
from retrieval.errors import UsageError
from retrieval.values import Query
from retrieval.watches.watch import Watch, WatchKind

OF_A_USER, OF_A_SPACE = 10, 25
"""Watches at most."""
NEEDED = ("view_channel", "send_messages", "embed_links")
HOUR, DAY = "hour", "day"
Topic = app_commands.Range[str, 2, 200]
Short = app_commands.Range[str, 1, 40]
Channel: TypeAlias = app_commands.AppCommandChannel | app_commands.AppCommandThread


class PlaceOption(app_commands.Transformer):
    """A channel in which messages are read; discord.py's own union offers types that Discord refuses."""

    @property
    def type(self) -> AppCommandOptionType:
        return AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[ChannelType]:
        threads = [ChannelType.news_thread, ChannelType.public_thread, ChannelType.private_thread]
        return [ChannelType.text, ChannelType.news, ChannelType.voice, *threads]

    async def transform(self, interaction: Interaction, value: Channel, /) -> Channel:
        return value


Place: TypeAlias = app_commands.Transform[Channel, PlaceOption]


class WatchesCog(commands.Cog):
    """Keeps watches of users and channels, and posts what they find while the bot runs."""

    watch = app_commands.Group(
        name=localized("name-watch"),
        description=localized("command-watch"),
        default_permissions=Permissions(manage_messages=True),
    )

    def __init__(self, bot: NewsBot) -> None:
        self._bot = bot
        self._store = bot.services.watches
        self._posting: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        self._posting = asyncio.create_task(self._post())

    async def cog_unload(self) -> None:
        if self._posting:
            self._posting.cancel()
            await asyncio.wait({self._posting})

    async def _post(self) -> None:
        await self._bot.wait_until_ready()
        services = self._bot.services
        senders = {"discord:": sender(self._bot)}
        async with open_runner(self._bot.settings, lambda: services.engine, senders) as runner:
            await keep_posting(runner, services.clock)

    @watch.command(name="add", description=localized("command-watch-add"))
    @app_commands.describe(
        topic=localized("command-topic"),
        channel=localized("command-watch-channel"),
        every=localized("command-watch-every"),
        at=localized("command-watch-at"),
        zone=localized("command-watch-zone"),
        source=localized("command-source"),
        quiet=localized("command-watch-quiet"),
        cap=localized("command-watch-cap"),
    )
    @app_commands.choices(
        every=[
            app_commands.Choice(name=localized("every-hour"), value=HOUR),
            app_commands.Choice(name=localized("every-day"), value=DAY),
        ]
    )
    @app_commands.autocomplete(source=autocomplete.sources)
    async def add(
        self, interaction: Interaction[NewsBot], topic: Topic, channel: Place | None = None,
        every: str = "", at: Short | None = None, zone: Short = "UTC", source: str = "",
        quiet: Short | None = None, cap: app_commands.Range[int, 1, 50] = 10,
    ) -> None:  # fmt: skip
        asked = Watch(kind=WatchKind.NEWS, topic=" ".join(topic.split()), target="", source=source, cap=cap)
        await self._add(interaction, asked, channel, every, at or "", zone, quiet or "")

    @app_commands.command(name=localized("name-digest"), description=localized("command-digest"))
    @app_commands.describe(
        topic=localized("command-topic"),
        at=localized("command-watch-at"),
        zone=localized("command-watch-zone"),
        channel=localized("command-watch-channel"),
        source=localized("command-source"),
    )
    @app_commands.autocomplete(source=autocomplete.sources)
    async def digest(
        self, interaction: Interaction[NewsBot], topic: Topic | None = None, at: Short | None = None,
        zone: Short = "UTC", channel: Place | None = None, source: str = "",
    ) -> None:  # fmt: skip
        """Show a digest now, or with a time or a channel keep a watch."""
        if at is None and channel is None:
            await take_command(interaction, "digest", {"topic": topic, "source": source}, browsing=True)
            return
        asked = Watch(kind=WatchKind.DIGEST, topic=" ".join((topic or "").split()), target="", source=source)
        await self._add(interaction, asked, channel, DAY, at or MORNING, zone, "")

    @watch.command(name="list", description=localized("command-watch-list"))
    async def list_(self, interaction: Interaction[NewsBot]) -> None:
        await defer(interaction)
        watches = await asyncio.to_thread(self._here, interaction)
        embed = watches_embed(watches, self._bot.reader(interaction))
        await interaction.edit_original_response(embed=embed)

    @watch.command(name="pause", description=localized("command-watch-pause"))
    @app_commands.describe(number=localized("command-watch-number"))
    async def pause(self, interaction: Interaction[NewsBot], number: int) -> None:
        await self._change(interaction, number, "watch-paused")

    @watch.command(name="resume", description=localized("command-watch-resume"))
    @app_commands.describe(number=localized("command-watch-number"))
    async def resume(self, interaction: Interaction[NewsBot], number: int) -> None:
        await self._change(interaction, number, "watch-resumed")

    @watch.command(name="remove", description=localized("command-watch-remove"))
    @app_commands.describe(number=localized("command-watch-number"))
    async def remove(self, interaction: Interaction[NewsBot], number: int) -> None:
        await self._change(interaction, number, "watch-removed")

    async def _add(
        self, interaction: Interaction[NewsBot], asked: Watch, channel: Place | None,
        every: str, at: str, zone: str, quiet: str,
    ) -> None:  # fmt: skip
        renderer = self._bot.reader(interaction)
        if denial := self._denial(interaction):
            await respond(interaction, content=denial)
            return
        await defer(interaction)
        if refusal := self._refusal(interaction, channel, renderer):
            await interaction.edit_original_response(content=refusal)
            return
        try:
            watch = replace(
                asked,
                target=_target(interaction, channel),
                schedule=parse_schedule(every, at, zone),
                quiet=parse_quiet(quiet),
                owner=interaction.user.id,
                space=interaction.guild_id or 0,
                language=renderer.messages.language,
            )
            told = await asyncio.to_thread(self._keep, watch, renderer)
        except UsageError as error:
            told = error_text(error, renderer.messages, renderer.now)
        await interaction.edit_original_response(content=self._bot.clickable(told))

    def _keep(self, watch: Watch, renderer: Renderer) -> str:
        """Keep a watch; return the line that says so, or why not."""
        if watch.source:
            sources = self._bot.services.engine.index.articles.sources()
            watch = replace(watch, source=known_source(watch.source, sources))
        of_space = self._store.all(space=watch.space) if watch.space else ()
        of_user = self._store.all(owner=watch.owner)
        if len(of_user) >= OF_A_USER or len(of_space) >= OF_A_SPACE:
            return renderer.text("watch-full", count=max(len(of_user), len(of_space)))
        kept = self._store.add(watch, renderer.now)
        return renderer.text(
            "watch-added",
            number=kept.number,
            topic=fitted(topic_text(kept, renderer.messages), 200),
            when=schedule_text(kept, renderer.messages),
            where=where(kept, renderer),
        )

    def _denial(self, interaction: Interaction[NewsBot]) -> str:
        """Return why the user may ask nothing here; "" if they may."""
        visitor = visitor_of(self._bot, interaction.guild, interaction.channel, interaction.user)
        denial = self._bot.services.find_denial(visitor)
        settings = self._bot.services.spaces.get(interaction.guild_id or 0)
        reader = self._bot.reader(interaction)
        return denial_text(NotAllowedError(denial), settings, reader, interaction.guild) if denial else ""

    def _refusal(self, interaction: Interaction[NewsBot], channel: Place | None, renderer: Renderer) -> str:
        """Return why nothing may be posted in a channel of a server; "" if it may."""
        if not interaction.guild_id:
            return ""
        permissions = channel.permissions if channel else interaction.permissions
        if not permissions.manage_messages:
            return renderer.text("watch-forbidden")
        place = self._bot.get_channel(channel.id if channel else interaction.channel_id or 0)
        if place is None or not all(may(place, needed) for needed in NEEDED):
            shown = channel.mention if channel else f"<#{interaction.channel_id}>"
            return renderer.text("watch-cannot-post", channel=shown)
        return ""

    def _here(self, interaction: Interaction[NewsBot]) -> tuple[Watch, ...]:
        """Return the watches of this server; in a direct message, those of the user."""
        if not interaction.guild_id:
            return self._store.all(owner=interaction.user.id)
        if not interaction.permissions.manage_messages:
            return self._store.all(owner=interaction.user.id, space=interaction.guild_id)
        return self._store.all(space=interaction.guild_id)

    async def _change(self, interaction: Interaction[NewsBot], number: int, done: MessageKey) -> None:
        await defer(interaction)
        renderer = self._bot.reader(interaction)
        changed = await asyncio.to_thread(self._changed, interaction, number, done)
        text = renderer.text(done, number=number) if changed else renderer.text("watch-unknown")
        await interaction.edit_original_response(content=self._bot.clickable(text))

    def _changed(self, interaction: Interaction[NewsBot], number: int, done: MessageKey) -> bool:
        if number not in {watch.number for watch in self._here(interaction)}:
            return False
        if done == "watch-paused":
            return self._store.pause(number)
        if done == "watch-resumed":
            return self._store.resume(number, self._bot.services.clock())
        return self._store.remove(number)


def _target(interaction: Interaction[NewsBot], channel: Place | None) -> str:
    if not interaction.guild_id:
        return f"discord:@{interaction.user.id}"
    return f"discord:{channel.id if channel else interaction.channel_id}"


async def run_digest(bot: NewsBot, command: KeptCommand, reply: CommandReply) -> int | None:
    """Show the news of the last two days."""
    topic, source = command.options["topic"] or "", command.options["source"] or ""
    engine = bot.services.engine

    def look_up() -> Digest:
        known = known_source(source, engine.index.articles.sources()) if source else ""
        return engine.digest(Query(topic, source=known, as_of=bot.services.clock().date().isoformat()))

    return await browse(
        bot, command, reply, look_up, lambda digest, renderer: (digest_embed(digest, topic, renderer), None)
    )
