"""An answer's values as English text: reasons, notices, differing reports, and where a quotation stands."""

from __future__ import annotations

from retrieval.values import (
    Answer,
    AnswerNotice,
    Citation,
    Difference,
    NoticeKind,
    Partial,
    Refusal,
    RefusalReason,
    Trace,
)

UNSUPPORTED = "(no source found)"
"""Stands in the place of markers behind a claim that no sentence supports."""
SHOWN_DIFFERENCES = 4

_NOTICES = {
    NoticeKind.MODEL_FAILED: "{detail}.",
    NoticeKind.NO_ROOM: "No sentence can be shown to the model within NEWSDESK_MODEL_TOKENS.",
    NoticeKind.NOTHING_SUPPORTED: "Nothing the model wrote is borne out by the sentences it was shown.",
}
_BROKE_OFF = "The model broke off, and this is what it had written: {detail}."
_ITSELF = "These are the sentences themselves."
_MARKED = "What is marked is the model's own, and the sentences themselves follow."


def answer_text(answer: Answer) -> str:
    """Return all that an answer says in prose, markers and all, as the JSON's `answer` has it."""
    if answer.refusal:
        reason = refusal_text(answer.refusal)
        return f"{reason} The nearest: {lines_text(answer)}" if answer.lines else reason
    return " ".join(filter(None, (lead_text(answer), lines_text(answer))))


def lines_text(answer: Answer | Partial) -> str:
    """Return the lines with their markers, or with what stands in their place."""
    return " ".join(str(line) if line.supported else f"{line.text} {UNSUPPORTED}" for line in answer.lines)


def lead_text(answer: Answer) -> str:
    """Return what is said before the lines: that reports differ, or how a quotation stands."""
    if answer.conflict:
        return conflict_text(answer.conflict)
    return quote_text(answer.traces[0]) if answer.traces else ""


def refusal_text(refusal: Refusal) -> str:
    """Return why an answer is refused, in a sentence or two."""
    match refusal.reason:
        case RefusalReason.NOTHING_FOUND:
            return "The articles do not answer this: nothing was found."
        case RefusalReason.MODEL_DECLINED:
            return "The model finds no answer in the sentences that come nearest."
        case RefusalReason.QUOTE_ABSENT:
            return "The quoted words are not in these articles."
    words = ", ".join(f"“{word}”" for word in refusal.missing)
    nearest = f"says nothing of {words}" if words else "is about this, but does not seem to answer it"
    return f"The articles do not answer this. What comes nearest {nearest}."


def notices_text(notices: tuple[AnswerNotice, ...]) -> str:
    """Return what a reader must know of an answer that a language model was to write."""
    return " ".join(map(_notice, notices))


def _notice(notice: AnswerNotice) -> str:
    detail = notice.detail
    if notice.kind is NoticeKind.MODEL_BROKE_OFF:
        return _BROKE_OFF.format(detail=detail)
    why = _NOTICES[notice.kind].format(detail=f"{detail[:1].upper()}{detail[1:]}")
    return f"{why} {_MARKED if notice.marked else _ITSELF}"


def conflict_text(conflict: tuple[Citation, ...]) -> str:
    """Return, for instance: Reports differ: “430” (Herald, 2025-06-02), “380” (Post, 2025-06-03). [1][2]"""
    markers = "".join(f"[{citation.marker}]" for citation in conflict)
    return f"Reports differ: {', '.join(map(figure_text, conflict))}. {markers}"


def figure_text(citation: Citation) -> str:
    """Return the figure that a citation gives and who gives it, as in: “430” (Herald, 2025-06-02)."""
    evidence = citation.evidence
    article, span = evidence.article, evidence.span
    words = article.text[span.start : span.end] if span else evidence.text
    origin = ", ".join(part for part in (article.source or article.title, article.published[:10]) if part)
    return f"“{words}” ({origin})" if origin else f"“{words}”"


def quote_text(best: Trace) -> str:
    """Return how a quotation stands in its article, as a lead to the sentences that hold it."""
    if best.kind == "verbatim":
        return "The words stand there as quoted:"
    if best.kind == "near":
        return "Not in these words; the nearest is:"
    return f"Not quite as quoted: {'; '.join(map(_difference, best.differences[:SHOWN_DIFFERENCES]))}:"


def _difference(difference: Difference) -> str:
    if not difference.true:
        return f"“{difference.quoted}” is not there"
    if not difference.quoted:
        return f"“{difference.true}” was left out"
    return f"it says “{difference.true}”, not “{difference.quoted}”"
