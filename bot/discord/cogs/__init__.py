"""What people can do, a cog a feature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

if TYPE_CHECKING:
    from bot.discord.bot import NewsBot


def all_cogs(bot: NewsBot) -> list[commands.Cog]:
    from bot.discord.cogs.admin import Administering
    from bot.discord.cogs.ask import Asking
    from bot.discord.cogs.browse import Browsing
    from bot.discord.cogs.factcheck import FactChecking
    from bot.discord.cogs.feeds import Feeding
    from bot.discord.cogs.help import Guiding
    from bot.discord.cogs.messages import Talking
    from bot.discord.cogs.privacy import Privacy

    features = [Asking(), Browsing(), Guiding(), Administering()]
    return [*features, Talking(bot), FactChecking(bot), Privacy(bot), Feeding(bot)]
