"""What people can do, a cog a feature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

if TYPE_CHECKING:
    from bot.discord.client import NewsBot


def all_cogs(bot: NewsBot) -> list[commands.Cog]:
    from bot.discord.cogs.administering import Administering
    from bot.discord.cogs.asking import Asking
    from bot.discord.cogs.browsing import Browsing
    from bot.discord.cogs.factchecking import FactChecking
    from bot.discord.cogs.feeding import Feeding
    from bot.discord.cogs.guiding import Guiding
    from bot.discord.cogs.privacy import Privacy
    from bot.discord.cogs.talking import Talking

    features = [Asking(), Browsing(), Guiding(), Administering()]
    return [*features, Talking(bot), FactChecking(bot), Privacy(bot), Feeding(bot)]
