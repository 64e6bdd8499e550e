"""`/ask`."""

from __future__ import annotations

from discord import Interaction, app_commands
from discord.ext import commands

from bot.chat.answering import Asked
from bot.discord.bot import NewsBot
from bot.discord.cogs import autocomplete as choices
from bot.discord.cogs.intake import enter

LONGEST = 4000
"""Characters of a question, which is also what a message can hold."""


class AskCog(commands.Cog):
    """Ask by command."""

    @app_commands.command(
        name="ask", description="Ask the news: the answer comes with the sentences that say so"
    )
    @app_commands.describe(
        question="What you want to know",
        since="Only articles from this day on, such as 2026-03-01 or last week",
        until="Only articles up to this day",
        source="Only this outlet's articles",
        as_of="What “today” means in the question",
        private="Whether only you see the answer",
    )
    @app_commands.autocomplete(
        source=choices.sources, since=choices.days, until=choices.days, as_of=choices.days
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
        entered = await enter(interaction, private)
        if entered is None:
            return
        asked = Asked(
            text=question,
            user=interaction.user.id,
            guild=interaction.guild_id or 0,
            channel=interaction.channel_id or 0,
            limits={"since": since, "until": until, "source": source, "as_of": as_of},
            private=entered.private,
        )
        await interaction.client.services.serve(asked, entered.target, entered.key, titled=True)
