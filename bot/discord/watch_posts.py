"""Posts the messages of watches in channels and direct messages."""

from __future__ import annotations

import aiohttp
import discord

from bot.discord.client import NewsBot
from bot.discord.embeds.watches import post_embed
from bot.discord.retry import is_gone, post
from retrieval.watches.run import NotTakenError, Send
from retrieval.watches.watch import Post


def sender(bot: NewsBot) -> Send:
    """Return what posts as the bot; its nonce keeps a message from coming twice after a lost connection."""

    async def send(made: Post) -> None:
        watch = made.watch
        embed = post_embed(made, bot.renderer(watch.space, watch.language))
        try:
            channel = await _channel(bot, watch.target)
            await post(channel, embed=embed, allowed_mentions=discord.AllowedMentions.none())
        except (discord.Forbidden, discord.NotFound) as error:
            raise NotTakenError(error.text or "may not be posted in", for_good=True) from error
        except discord.HTTPException as error:
            if error.status == 429 or is_gone(error) or error.status < 500:
                for_good = error.status != 429
                raise NotTakenError(error.text or str(error), for_good=for_good) from error
            raise
        except aiohttp.ClientConnectorError as error:
            raise NotTakenError("Discord cannot be reached") from error

    return send


async def _channel(bot: NewsBot, target: str) -> discord.abc.Messageable:
    place = target.removeprefix("discord:")
    if not place.startswith("@"):
        return bot.get_partial_messageable(int(place))
    user = await bot.fetch_user(int(place[1:]))
    return user.dm_channel or await user.create_dm()
