"""`/forgetme`, and forgetting by itself what is old."""

from __future__ import annotations

import asyncio

from discord import Interaction, app_commands
from discord.ext import commands, tasks

from bot.chat.messages import Messages, Noun
from bot.discord.app import BotServices
from bot.discord.bot import NewsBot


class PrivacyCog(commands.Cog):
    """What is kept of people, and how it goes away."""

    def __init__(self, bot: NewsBot) -> None:
        self._services = bot.services

    async def cog_load(self) -> None:
        self.prune.start()

    async def cog_unload(self) -> None:
        self.prune.cancel()

    @app_commands.command(name="forgetme", description="Delete everything that I keep of you")
    async def forgetme(self, interaction: Interaction[NewsBot]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        words = self._services.messages(interaction.guild_id or 0)
        gone = await asyncio.to_thread(forget, self._services, interaction.user.id, words)
        text = words.forgotten.format(what=", ".join(gone)) if gone else words.forgotten_nothing
        await interaction.edit_original_response(content=f"{text}\n{words.forgotten_rest}")

    @tasks.loop(hours=24)
    async def prune(self) -> None:
        """Once a day, and at the start."""
        now = self._services.clock()
        await asyncio.to_thread(self._services.answers.prune, now)
        await asyncio.to_thread(self._services.questions.prune, now)


def forget(services: BotServices, user: int, words: Messages) -> list[str]:
    """Delete what is kept of a user; what that was, as in "3 answers"."""
    found: dict[Noun, int] = {
        "answer": services.answers.forget(user),
        "question": services.questions.forget(user),
        "vote": services.feedback.forget(user),
    }
    return [words.counted(count, noun) for noun, count in found.items() if count]
