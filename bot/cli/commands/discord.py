"""`newsdesk discord`: the Discord bot."""

from __future__ import annotations

import click

from bot.cli.context import common_options, engine_factory, read_settings


@click.command()
@click.option(
    "--check", is_flag=True, help="Say what is missing, with an invite link, and connect to no gateway."
)
@common_options
@click.pass_context
def discord(ctx: click.Context, check: bool) -> None:
    """Answer questions in Discord.

    The token comes from NEWSDESK_DISCORD_TOKEN, or from the file that NEWSDESK_DISCORD_TOKEN_FILE names.
    """
    from bot.discord.token import Redacting, find_token
    from bot.services.json_log import log_to

    settings = read_settings(ctx)
    if check:
        from bot.discord.check import check_all

        ctx.exit(0 if check_all(settings, engine_factory(ctx)) else 1)
    token = find_token(settings)
    log_to(settings.log, alone=False, redact=Redacting(token.secret))
    from bot.discord.bot import create_bot
    from bot.discord.client import NewsBot
    from bot.discord.run import run_bot
    from bot.services.signals import leave_now

    engine = engine_factory(ctx)(settings)
    bots: list[NewsBot] = []

    def make_bot(content: bool) -> NewsBot:
        bots.append(create_bot(engine, settings, content=content))
        return bots[-1]

    run_bot(make_bot, token)
    if not all(bot.services.queue.idle for bot in bots):
        leave_now()
    for bot in bots:
        bot.services.close()
    engine.close()
