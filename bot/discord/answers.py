"""A question of the chat core, answered in Discord: with an embed and its buttons."""

from __future__ import annotations

import logging

from bot.chat.answerer import ChatQuestion
from bot.chat.store.answers import KeptAnswer
from bot.discord.client import NewsBot
from bot.discord.embeds.answers import answer_embed
from bot.discord.replies import Reply
from bot.discord.views.answer_buttons import AnswerView

log = logging.getLogger(__name__)


async def answer(bot: NewsBot, question: ChatQuestion, reply: Reply, key: int, *, titled: bool) -> int | None:
    """Answer on `reply`, as `ChatService.answer` does; `titled`: with the question on top."""

    async def show(kept: KeptAnswer) -> int:
        renderer = bot.renderer(question.space, question.language)
        for notice in filter(lambda notice: notice.detail, kept.answer.notices):
            log.warning("a question to the language model: %s", notice.detail)
        embed = answer_embed(kept, renderer, titled=titled)
        return await reply.show(embed, AnswerView(kept, renderer, threads=reply.threads))

    return await bot.services.answer(question, reply, key, show)
