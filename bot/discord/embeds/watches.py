"""What watches post, the list of them, and a digest, as embeds."""

from __future__ import annotations

from collections.abc import Sequence

from discord import Colour, Embed

from bot.discord.embeds.quotes import credit, quoted
from bot.discord.embeds.text import DESCRIPTION, TITLE, escaped, fitted, fitting_rows
from bot.discord.renderer import Renderer
from bot.render.watches import heading, schedule_text, silence_text, topic_text
from bot.requests.watches import quiet_text
from retrieval.answer.kinds.stories import Told
from retrieval.engine import Digest
from retrieval.watches.watch import Post, Watch

BLUE, AMBER, GREY = Colour(0x3B6EA8), Colour(0xE0A030), Colour(0x80848E)
LONGEST = 400
"""Characters of a story's sentence."""


def post_embed(post: Post, renderer: Renderer) -> Embed:
    """Return a message of a watch."""
    if post.silence:
        return Embed(description=fitted(silence_text(post, renderer.messages), DESCRIPTION), colour=AMBER)
    rows = [_story(item.story, renderer) for item in post.items]
    title = heading(post, renderer.messages, _topic)
    return Embed(title=title, description="\n\n".join(fitting_rows(rows)), colour=BLUE)


def digest_embed(digest: Digest, topic: str, renderer: Renderer) -> Embed:
    """Return the stories of some days."""
    rows = [_story(story, renderer) for story in digest.stories] or [renderer.text("web-digest-none")]
    title = renderer.text("watch-digest", topic=_topic(topic) or renderer.text("watch-everything"))
    return Embed(title=title, description="\n\n".join(fitting_rows(rows)), colour=BLUE)


def _topic(topic: str) -> str:
    return fitted(topic, TITLE - 40)


def _story(story: Told, renderer: Renderer) -> str:
    others = len(story.articles) - 1
    more = f" · +{others}" if others else ""
    origin = credit(story.evidence.article, renderer, or_title=True)
    return f"{quoted(story.evidence, LONGEST)}\n-# {origin}{more}"


def watches_embed(watches: Sequence[Watch], renderer: Renderer) -> Embed:
    """List watches with their numbers."""
    rows = fitting_rows([_row(watch, renderer) for watch in watches])
    text = "\n".join(rows) or renderer.text("watches-none")
    return Embed(title=renderer.text("watches-title"), description=text, colour=GREY)


def _row(watch: Watch, renderer: Renderer) -> str:
    quiet = renderer.text("watch-quiet", hours=quiet_text(watch.quiet)) if watch.quiet else ""
    state = renderer.text("watch-state-paused") if watch.paused else ""
    facts = [
        where(watch, renderer),
        schedule_text(watch, renderer.messages),
        watch.source,
        renderer.text("watch-cap", count=watch.cap),
        quiet,
    ]
    told = " · ".join(fact if fact.startswith("<#") else escaped(fact) for fact in facts if fact)
    problem = " · ".join(filter(None, (state, fitted(watch.error, 150))))
    topic = fitted(topic_text(watch, renderer.messages), 150)
    return f"`{watch.number}` **{topic}**\n-# {told}" + (f"\n-# ⚠ {problem}" if problem else "")


def where(watch: Watch, renderer: Renderer) -> str:
    """Return the place of a watch: a channel that can be clicked, or the user."""
    place = watch.target.removeprefix("discord:")
    return renderer.text("watch-here") if place.startswith("@") else f"<#{place}>"
