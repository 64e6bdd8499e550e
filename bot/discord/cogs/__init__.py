"""What people can do, a cog a feature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

if TYPE_CHECKING:
    from bot.discord.bot import NewsBot


def all_cogs(bot: NewsBot) -> list[commands.Cog]:
    from bot.discord.cogs.admin import AdminCog
    from bot.discord.cogs.ask import AskCog
    from bot.discord.cogs.browse import BrowseCog
    from bot.discord.cogs.factcheck import FactCheckCog
    from bot.discord.cogs.feeds import FeedsCog
    from bot.discord.cogs.help import HelpCog
    from bot.discord.cogs.messages import MessageCog
    from bot.discord.cogs.privacy import PrivacyCog

    features = [AskCog(), BrowseCog(), HelpCog(), AdminCog()]
    return [*features, MessageCog(bot), FactCheckCog(bot), PrivacyCog(bot), FeedsCog(bot)]
