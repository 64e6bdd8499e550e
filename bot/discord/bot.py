"""Puts the bot together: a client whose every feature is a cog."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.chat.permissions import Admission, SpaceSettings
from bot.chat.queue import QueueLimits
from bot.chat.service import ChatService, utc_now
from bot.discord.client import NewsBot
from bot.discord.cogs.admin import AdminCog
from bot.discord.cogs.ask import AskCog, run_ask, run_suggested
from bot.discord.cogs.browse import BrowseCog, run_latest, run_sources, run_story
from bot.discord.cogs.factcheck import FactCheckCog, run_check
from bot.discord.cogs.feeds import FeedsCog
from bot.discord.cogs.guilds import GuildCog
from bot.discord.cogs.help import HelpCog
from bot.discord.cogs.messages import MessageCog
from bot.discord.cogs.privacy import PrivacyCog
from bot.discord.cogs.recovery import RecoveryCog
from bot.discord.cogs.status import StatusCog
from bot.discord.cogs.watches import WatchesCog, run_digest
from bot.discord.command_sync import sync_if_changed
from bot.discord.error_responses import ReportingTree
from bot.discord.error_text import error_text
from bot.discord.installs import offer_to_users
from bot.discord.translator import CatalogueTranslator
from bot.discord.views.answer_clicks import AnswerButton
from bot.discord.views.listings import ListingButton
from bot.discord.views.pages import PageButton
from bot.discord.views.settings import SettingsView
from bot.discord.views.suggestions import SuggestionButton
from retrieval.engine import Engine
from retrieval.settings import Settings


def create_bot(
    engine: Engine,
    settings: Settings,
    *,
    content: bool = True,
    limits: QueueLimits | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> NewsBot:
    """Return the bot on an engine. `content`: with the intent to read along in its own threads."""
    limits = limits or QueueLimits(workers=settings.discord_workers)
    services = ChatService(
        *(engine, limits, error_text, clock),
        admission=Admission(
            frozenset(settings.discord_allow_servers),
            frozenset(settings.discord_block_servers),
            frozenset(settings.discord_allow_users),
            frozenset(settings.discord_block_users),
        ),
        daily_tokens=settings.discord_daily_tokens,
        private_cooldown=settings.discord_dm_cooldown,
    )
    return NewsBot(services, settings, add_features, ReportingTree, content=content)


async def add_features(bot: NewsBot) -> None:
    """Add the buttons and commands, and tell Discord of the commands where they changed."""
    bot.add_dynamic_items(AnswerButton, PageButton, SuggestionButton, ListingButton)
    bot.add_view(SettingsView(SpaceSettings(), registered=True))
    cogs = [AskCog(), BrowseCog(), HelpCog(), AdminCog()]
    messages = MessageCog(bot)
    own = (FactCheckCog(bot), PrivacyCog(bot), FeedsCog(bot), GuildCog(bot), StatusCog(bot), WatchesCog(bot))
    for cog in (*cogs, messages, RecoveryCog(bot, messages), *own):
        await bot.add_cog(cog)
    bot.runners |= {"ask": run_ask, "suggested": run_suggested, "check": run_check}
    bot.runners |= {"latest": run_latest, "story": run_story, "sources": run_sources, "digest": run_digest}
    await bot.tree.set_translator(CatalogueTranslator())
    offer_to_users(bot.tree, bot.application or await bot.application_info())
    assert bot.application_id is not None
    facts, guild = bot.services.spaces, bot.settings.discord_guild
    registered = await sync_if_changed(bot.tree, facts, bot.application_id, guild)
    bot.command_ids |= {command.name: command.id for command in registered}
