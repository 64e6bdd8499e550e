"""An answer as an embed: the first line, the sentences, how sure it is, and the searched articles."""

from __future__ import annotations

from typing import Literal

from discord import Colour, Embed

from bot.chat.store.answers import KeptAnswer
from bot.discord.embeds.body import body, prose
from bot.discord.embeds.text import DESCRIPTION, TITLE, fitted
from bot.discord.embeds.times import newest
from bot.discord.renderer import Renderer
from bot.messages.keys import MessageKey
from bot.render.answer_text import (
    figures_text,
    is_talk,
    lead_text,
    notice_text,
    reason_text,
    refusal_text,
    talk_text,
)
from bot.render.text import Level, confidence_level
from retrieval.index.browse import Coverage
from retrieval.values import Answer, AnswerNotice, NoticeKind, PremiseStatus, Query, Verdict

COLOURS: dict[Level, Colour] = {
    "high": Colour(0x2E9E5B),
    "good": Colour(0x7FB040),
    "fair": Colour(0xE0A030),
    "low": Colour(0xD2691E),
}
DIFFERING = COLOURS["fair"]
REFUSED = Colour(0x80848E)
"""Grey, since a refusal is not a bad answer."""


def answer_embed(kept: KeptAnswer, renderer: Renderer, *, titled: bool = True) -> Embed:
    """Return the embed of an answer. `titled` puts the question on top, where it cannot be seen otherwise."""
    answer = kept.answer
    if is_talk(answer):
        return Embed(description=talk_text(answer, renderer.messages), colour=REFUSED)
    plain = answer.refused and not answer.parts and not _otherwise(answer)
    return Embed(
        title=fitted(kept.query.text, TITLE) if titled else None,
        description=_refusal(kept, renderer) if plain else _told(kept, renderer),
        colour=_colour(answer),
    )


def _told(kept: KeptAnswer, renderer: Renderer) -> str:
    """Return what an answer says: its first line, its sentences, and the small lines."""
    head = _lead(kept.answer, renderer)
    foot = _foot(kept, renderer, sure=not kept.answer.refused)
    room = DESCRIPTION - len(head) - len(foot) - len("\n\n") * 2
    return "\n\n".join(filter(None, (head, body(kept.answer, renderer, room=room), foot)))


def _refusal(kept: KeptAnswer, renderer: Renderer) -> str:
    """Return a refusal in two lines; a button shows what came nearest."""
    assert kept.answer.refusal is not None
    refusal, messages = kept.answer.refusal, renderer.messages
    why = fitted(reason_text(refusal, messages), 400)
    own = refusal_text(refusal, messages) == reason_text(refusal, messages)
    limits = limits_text(kept.query, renderer)
    if not kept.coverage.articles and limits:
        why, own = renderer.text("refused-no-articles", limits=limits), False
    first = f"**{why}**" if own else f"**{renderer.text('refused')}** {why}"
    return f"{first}\n{_foot(kept, renderer, sure=False)}"


def _otherwise(answer: Answer) -> bool:
    """Return whether the sentences say what is so instead of what the question takes for granted."""
    return bool(answer.premise and answer.premise.status is PremiseStatus.CONTRADICTED and answer.lines)


def _colour(answer: Answer) -> Colour:
    """Return the colour of how sure an answer is; no green where it is not the whole truth."""
    if answer.conflict or answer.verdict is Verdict.DIFFER or _otherwise(answer):
        return DIFFERING
    if answer.refused or (answer.coverage and not answer.coverage.articles):
        return REFUSED
    if any(part.refused for part in answer.parts):
        return DIFFERING
    return COLOURS[confidence_level(answer.confidence)]


def _lead(answer: Answer, renderer: Renderer) -> str:
    """Return what stands first: a verdict, a number, differing figures, a trace or the short answer."""
    if answer.parts:
        return ""
    if answer.refusal:
        return f"**{renderer.text('premise-contradicted')}**"
    if answer.conflict and not answer.verdict:
        lead = f"**{renderer.text('differ')}** {prose(figures_text(answer.conflict))}"
    else:
        lead = prose(lead_text(answer, renderer.messages))
        lead = f"**{lead}**" if answer.verdict or answer.coverage else lead
    short = f"**{fitted(answer.short.text, 300)}**" if answer.short and not answer.verdict else ""
    return "\n\n".join(filter(None, (lead, short)))


def _foot(kept: KeptAnswer, renderer: Renderer, *, sure: bool = True) -> str:
    """Return the small lines: how sure, what was searched, how it was understood, and who wrote it."""
    answer = kept.answer
    level = confidence_level(answer.confidence)
    percent = round(100 * answer.confidence)
    confidence = renderer.text("confidence", level=level, percent=percent) if sure else ""
    parts = [coverage_text("searched", kept.coverage, renderer), limits_text(kept.query, renderer)]
    standalone = fitted(answer.standalone, 300)
    understood = [renderer.text("understood", question=standalone)] if standalone else []
    written = [renderer.text("written", model=fitted(answer.model, 80))] if answer.model else []
    gone = [renderer.text("gone", marker=g.marker, title=fitted(g.title, 100)) for g in kept.gone]
    notices = [readers_notice(n, renderer) for n in answer.notices]
    lines = [*understood, " · ".join(filter(None, [confidence, *parts])), *written, *notices, *gone]
    return "\n".join(f"-# {line}" for line in lines)


def readers_notice(notice: AnswerNotice, renderer: Renderer) -> str:
    """Return what a reader must know of a model's answer. What its operator must do stands in the log."""
    if notice.kind is NoticeKind.NOTHING_SUPPORTED:
        return fitted(notice_text(notice, renderer.messages), 200)
    key: MessageKey = "model-broke-off" if notice.kind is NoticeKind.MODEL_BROKE_OFF else "model-absent"
    return renderer.text(key)


def coverage_text(verb: Literal["searched", "known"], coverage: Coverage, renderer: Renderer) -> str:
    """Return the line as in "searched 1,204 articles, newest 2 hours ago"."""
    articles = renderer.text("articles", count=coverage.articles)
    when = newest(coverage.newest, renderer.now)
    if not when:
        return renderer.text(verb, articles=articles)
    key: MessageKey = "searched-newest" if verb == "searched" else "known-newest"
    return renderer.text(key, articles=articles, when=when)


def limits_text(query: Query, renderer: Renderer) -> str:
    """Return the limits as in "only 2026-01-01 – 2026-03-31, Herald · as of 2026-03-31"; "" for none."""
    limits = ", ".join(filter(None, (_span(query, renderer), fitted(query.source, 80))))
    only = renderer.text("limits", limits=limits) if limits else ""
    as_of = renderer.text("as-of", day=query.as_of) if query.as_of else ""
    return " · ".join(filter(None, (only, as_of)))


def _span(query: Query, renderer: Renderer) -> str:
    if query.since and query.until:
        return f"{query.since} – {query.until}"
    if query.since:
        return renderer.text("from-day", day=query.since)
    return renderer.text("to-day", day=query.until) if query.until else ""
