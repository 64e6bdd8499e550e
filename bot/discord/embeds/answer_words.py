"""An answer's reasons, notices and leads, in the language of a guild."""

from __future__ import annotations

from bot.discord.renderer import Renderer
from bot.render.answer_text import SHOWN_DIFFERENCES, figure_text
from retrieval.values import (
    Answer,
    AnswerLine,
    AnswerNotice,
    Difference,
    NoticeKind,
    Refusal,
    RefusalReason,
    Trace,
)


def refusal_words(refusal: Refusal, renderer: Renderer) -> str:
    """Return why an answer is refused, in a sentence."""
    match refusal.reason:
        case RefusalReason.NOTHING_FOUND:
            return renderer.text("refused-nothing")
        case RefusalReason.MODEL_DECLINED:
            return renderer.text("refused-declined")
        case RefusalReason.QUOTE_ABSENT:
            return renderer.text("refused-quote")
    words = ", ".join(f"“{word}”" for word in refusal.missing)
    return renderer.text("refused-missing", words=words) if words else renderer.text("refused-near")


def lead_words(answer: Answer, renderer: Renderer) -> str:
    """Return how a quotation stands in its article, or "" for an answer to another question."""
    return _quote(answer.traces[0], renderer) if answer.traces else ""


def conflict_words(answer: Answer) -> str:
    """Return the figures in which reports differ, each with its source, and their markers."""
    figures = ", ".join(map(figure_text, answer.conflict))
    return f"{figures}. {''.join(f'[{citation.marker}]' for citation in answer.conflict)}"


def line_words(line: AnswerLine, renderer: Renderer) -> str:
    """Return a line with its markers, or with a note that nothing supports it."""
    return str(line) if line.supported else f"{line.text} ({renderer.text('no-source-found')})"


def notice_words(notice: AnswerNotice, renderer: Renderer) -> str:
    """Return what a reader must know of an answer that a language model was to write."""
    if notice.kind is NoticeKind.MODEL_BROKE_OFF:
        return renderer.text("notice-broke-off", detail=notice.detail)
    why = {
        NoticeKind.MODEL_FAILED: renderer.text("notice-failed", detail=notice.detail),
        NoticeKind.NOTHING_SUPPORTED: renderer.text("notice-unsupported"),
        NoticeKind.NO_ROOM: renderer.text("notice-no-room"),
    }[notice.kind]
    return f"{why} {renderer.text('notice-marked' if notice.marked else 'notice-itself')}"


def _quote(best: Trace, renderer: Renderer) -> str:
    if best.kind == "verbatim":
        return renderer.text("quoted-verbatim")
    if best.kind == "near":
        return renderer.text("quoted-near")
    differences = "; ".join(_difference(d, renderer) for d in best.differences[:SHOWN_DIFFERENCES])
    return renderer.text("quoted-altered", differences=differences)


def _difference(difference: Difference, renderer: Renderer) -> str:
    if not difference.true:
        return renderer.text("quoted-absent", quoted=difference.quoted)
    if not difference.quoted:
        return renderer.text("quoted-left-out", true=difference.true)
    return renderer.text("quoted-changed", true=difference.true, quoted=difference.quoted)
