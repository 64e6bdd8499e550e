"""An answer's reasons, notices and leads, in the language of a guild."""

from __future__ import annotations

from bot.chat.messages import Messages
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


def refusal_words(refusal: Refusal, messages: Messages) -> str:
    """Return why an answer is refused, in a sentence."""
    match refusal.reason:
        case RefusalReason.NOTHING_FOUND:
            return messages.refused_nothing
        case RefusalReason.MODEL_DECLINED:
            return messages.refused_declined
        case RefusalReason.QUOTE_ABSENT:
            return messages.refused_quote
    words = ", ".join(f"“{word}”" for word in refusal.missing)
    return messages.refused_missing.format(words=words) if words else messages.refused_near


def lead_words(answer: Answer, messages: Messages) -> str:
    """Return how a quotation stands in its article, or "" for an answer to another question."""
    return _quote(answer.traces[0], messages) if answer.traces else ""


def conflict_words(answer: Answer) -> str:
    """Return the figures in which reports differ, each with its source, and their markers."""
    figures = ", ".join(map(figure_text, answer.conflict))
    return f"{figures}. {''.join(f'[{citation.marker}]' for citation in answer.conflict)}"


def line_words(line: AnswerLine, messages: Messages) -> str:
    """Return a line with its markers, or with a note that nothing supports it."""
    return str(line) if line.supported else f"{line.text} ({messages.no_source_found})"


def notice_words(notice: AnswerNotice, messages: Messages) -> str:
    """Return what a reader must know of an answer that a language model was to write."""
    if notice.kind is NoticeKind.MODEL_BROKE_OFF:
        return messages.notice_broke_off.format(detail=notice.detail)
    why = {
        NoticeKind.MODEL_FAILED: messages.notice_failed.format(detail=notice.detail),
        NoticeKind.NOTHING_SUPPORTED: messages.notice_unsupported,
        NoticeKind.NO_ROOM: messages.notice_no_room,
    }[notice.kind]
    return f"{why} {messages.notice_marked if notice.marked else messages.notice_itself}"


def _quote(best: Trace, messages: Messages) -> str:
    if best.kind == "verbatim":
        return messages.quoted_verbatim
    if best.kind == "near":
        return messages.quoted_near
    differences = "; ".join(_difference(d, messages) for d in best.differences[:SHOWN_DIFFERENCES])
    return messages.quoted_altered.format(differences=differences)


def _difference(difference: Difference, messages: Messages) -> str:
    if not difference.true:
        return messages.quoted_absent.format(quoted=difference.quoted)
    if not difference.quoted:
        return messages.quoted_left_out.format(true=difference.true)
    return messages.quoted_changed.format(true=difference.true, quoted=difference.quoted)
