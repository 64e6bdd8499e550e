"""`/ask`."""

from __future__ import annotations

from discord import Interaction, app_commands
from discord.ext import commands

from bot.chat.answerer import ChatQuestion
from bot.chat.store.commands import KeptCommand
from bot.discord.answers import answer
from bot.discord.client import NewsBot
from bot.discord.cogs import autocomplete
from bot.discord.intake import take_command
from bot.discord.replies import CommandReply
from bot.discord.translator import localized

LONGEST = 4000
"""Characters of a question, which is also what a message can hold."""


class AskCog(commands.Cog):
    """Ask by command."""

    @app_commands.command(name="ask", description=localized("command-ask"))
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
        limits = {"since": since, "until": until, "source": source, "as_of": as_of}
        await take_command(interaction, "ask", {"question": question, **limits}, private)


async def run_ask(bot: NewsBot, command: KeptCommand, reply: CommandReply) -> int | None:
    asked = ChatQuestion(
        text=command.options["question"] or "",
        user=command.user,
        space=command.guild,
        channel=command.channel,
        limits=command.options,
        private=command.private,
    )
    return await answer(bot, asked, reply, command.response, titled=True)
