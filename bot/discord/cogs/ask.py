"""`/ask`."""

from __future__ import annotations

from discord import Interaction, app_commands
from discord.ext import commands

from bot.chat.answerer import ChatQuestion
from bot.discord.answers import answer
from bot.discord.client import NewsBot
from bot.discord.cogs import autocomplete
from bot.discord.intake import admit
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
        admitted = await admit(interaction, private)
        if admitted is None:
            return
        asked = ChatQuestion(
            text=question,
            user=interaction.user.id,
            space=interaction.guild_id or 0,
            channel=interaction.channel_id or 0,
            limits={"since": since, "until": until, "source": source, "as_of": as_of},
            private=admitted.private,
        )
        await answer(interaction.client, asked, admitted.reply, admitted.key, titled=True)
