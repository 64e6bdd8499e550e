"""`/ask`."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from discord import Interaction, app_commands
from discord.ext import commands

from bot.chat.answerer import ChatQuestion
from bot.chat.store.commands import KeptCommand
from bot.discord.answers import answer
from bot.discord.client import NewsBot
from bot.discord.cogs import autocomplete
from bot.discord.cogs.autocomplete import english_day
from bot.discord.error_responses import respond
from bot.discord.error_text import error_text
from bot.discord.intake import language_of, take_command
from bot.discord.replies import CommandReply
from bot.discord.translator import localized
from bot.requests.queries import known_source, make_query
from retrieval.errors import UsageError

LONGEST = 4000
"""Characters of a question, which is also what a message can hold."""


QUICK = 0.5
"""Seconds within which an outlet is looked up before the response."""


class AskCog(commands.Cog):
    """Ask by command."""

    @app_commands.command(name=localized("name-ask"), description=localized("command-ask"))
    @app_commands.describe(
        question=localized("command-question"),
        since=localized("command-since"),
        until=localized("command-until"),
        source=localized("command-source"),
        as_of=localized("command-as-of"),
        private=localized("command-private"),
    )
    @app_commands.autocomplete(
        source=autocomplete.sources,
        since=autocomplete.days,
        until=autocomplete.days,
        as_of=autocomplete.days,
    )
    async def ask(
        self,
        interaction: Interaction[NewsBot],
        question: app_commands.Range[str, 1, LONGEST],
        since: str | None = None,
        until: str | None = None,
        source: str | None = None,
        as_of: str | None = None,
        private: bool | None = None,
    ) -> None:
        days = {"since": since, "until": until, "as_of": as_of}
        limits = {**{k: v and english_day(v, interaction.locale) for k, v in days.items()}, "source": source}
        if await _refused(interaction, limits):
            return
        await take_command(interaction, "ask", {"question": question, **limits}, private)


async def _refused(interaction: Interaction[NewsBot], limits: Mapping[str, str | None]) -> bool:
    """Tell the asker alone what is wrong with the limits. Return whether anything is.

    Discord wants a response within three seconds, so that an outlet is looked up only where that is quick.
    """
    services = interaction.client.services
    try:
        query = make_query("", limits, services.clock().date())
        if query.source:
            look_up = asyncio.to_thread(services.engine.index.articles.sources)
            with suppress(TimeoutError):
                known_source(query.source, await asyncio.wait_for(look_up, QUICK))
    except UsageError as error:
        renderer = interaction.client.reader(interaction)
        await respond(interaction, content=error_text(error, renderer.messages, renderer.now))
        return True
    return False


async def run_ask(bot: NewsBot, command: KeptCommand, reply: CommandReply) -> int | None:
    asked = _asked(command, command.options["question"] or "", command.options)
    return await answer(bot, asked, reply, command.response, titled=True)


async def run_suggested(bot: NewsBot, command: KeptCommand, reply: CommandReply) -> int | None:
    """Ask what was suggested under a kept answer, within the limits of the question before."""
    kept = await asyncio.to_thread(bot.services.answers.get, command.options["answer"] or "")
    number = int(command.options["number"] or 0)
    if kept is None or number >= len(kept.answer.suggestions):
        await reply.tell(bot.renderer(command.guild, language_of(command)).text("lost"))
        return 0
    limits = {name: getattr(kept.query, name) or None for name in ("since", "until", "source", "as_of")}
    question = kept.answer.suggestions[number]
    asked = replace(_asked(command, question, limits), follows=kept.id)
    return await answer(bot, asked, reply, command.response, titled=True)


def _asked(command: KeptCommand, text: str, limits: Mapping[str, str | None]) -> ChatQuestion:
    return ChatQuestion(
        text=text,
        user=command.user,
        space=command.guild,
        channel=command.channel,
        limits=limits,
        private=command.private,
        language=language_of(command),
    )
