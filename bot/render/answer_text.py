"""An answer's values in words: reasons, notices, differing reports, and where a quotation stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.messages import Messages, load_messages
from bot.render.origin import own_brackets
from retrieval.understanding.small_talk import small_talk
from retrieval.values import (
    Answer,
    AnsweredPart,
    AnswerLine,
    AnswerNotice,
    Citation,
    Coverage,
    Difference,
    NoticeKind,
    Partial,
    Refusal,
    RefusalReason,
    Trace,
)
from retrieval.values.understanding import Kind

SHOWN_DIFFERENCES = 4


def english() -> Messages:
    """Return the words of the terminal and of JSON."""
    return load_messages("en")


def answer_text(answer: Answer) -> str:
    """Return all that an answer says in English, markers and all, as the JSON's `answer` has it."""
    return said(answer, english())


def said(answer: Answer, messages: Messages) -> str:
    """Return all that an answer says in a reader's language: a verdict or a reason first, then the lines."""
    if is_talk(answer):
        return talk_text(answer, messages)
    if answer.parts:
        return " ".join(part_text(part, messages) for part in answer.parts)
    lines = lines_text(answer.lines, messages)
    if answer.refusal:
        nearest = lines and (lines if answer.premise else f"{messages.text('nearest-lead')} {lines}")
        return " ".join(filter(None, (refusal_text(answer.refusal, messages), nearest)))
    return " ".join(filter(None, (lead_text(answer, messages), lines)))


def talk_text(answer: Answer, messages: Messages) -> str:
    """Return a friendly word that fits what was said."""
    return messages.text("talk", sort=small_talk(answer.question))


def lead_text(answer: Answer, messages: Messages) -> str:
    """Return what stands before the lines of an answer: a verdict, a count, differing figures, a trace."""
    if answer.verdict:
        return messages.text("verdict", verdict=answer.verdict.value)
    if answer.coverage:
        return coverage_text(answer.coverage, messages)
    lead = conflict_text(answer.conflict, messages)
    return quote_text(answer.traces[0], messages) if answer.traces and not lead else lead


def part_text(part: AnsweredPart, messages: Messages) -> str:
    """Return the answer to one of several questions: the question, its short answer, its sentences."""
    if part.refusal:
        return f"{part.question} – {refusal_text(part.refusal, messages)}"
    short = f"{part.short.text} [{part.short.marker}]." if part.short else ""
    return " ".join(filter(None, (f"{part.question} –", short, lines_text(part.lines, messages))))


def coverage_text(coverage: Coverage, messages: Messages) -> str:
    """Return how much there is on a topic, as in "7 articles of 2 outlets are about this, from …"."""
    outlets = messages.text("coverage-outlets", outlets=coverage.outlets)
    told = messages.text("coverage", articles=coverage.articles, outlets=outlets)
    if not coverage.first:
        return told if told.endswith(".") else f"{told}."
    return f"{told}, {messages.text('coverage-days', first=coverage.first, last=coverage.last)}."


def is_talk(answer: Answer) -> bool:
    """Return whether nothing was asked."""
    return answer.kind is Kind.TALK


def shown_text(answer: Answer | Partial) -> str:
    """Return what an answer says, finished or not."""
    return answer_text(answer) if isinstance(answer, Answer) else lines_text(answer.lines, english())


def lines_text(lines: Iterable[AnswerLine], messages: Messages) -> str:
    """Return lines with their markers, or with a note that nothing supports them."""
    missing = messages.text("no-source-found")
    shown = (replace(line, text=own_brackets(line.text)) for line in lines)
    return " ".join(str(line) if line.supported else f"{line.text} ({missing})" for line in shown)


def refusal_text(refusal: Refusal, messages: Messages) -> str:
    """Return why an answer is refused, in one or two sentences."""
    reason = reason_text(refusal, messages)
    own = refusal.reason in {
        RefusalReason.MODEL_DECLINED, RefusalReason.QUOTE_ABSENT, RefusalReason.PREMISE_FALSE
    }  # fmt: skip
    return reason if own else f"{messages.text('refused')} {reason}"


def reason_text(refusal: Refusal, messages: Messages) -> str:
    """Return the reason alone, in a sentence."""
    match refusal.reason:
        case RefusalReason.NOTHING_FOUND:
            return messages.text("refused-nothing")
        case RefusalReason.MODEL_DECLINED:
            return messages.text("refused-declined")
        case RefusalReason.QUOTE_ABSENT:
            return messages.text("refused-quote")
        case RefusalReason.FACT_MISSING:
            return messages.text("refused-fact")
        case RefusalReason.PREMISE_FALSE:
            return messages.text("premise-contradicted")
        case RefusalReason.FUTURE:
            return messages.text("refused-future")
        case RefusalReason.OPINION:
            return messages.text("refused-opinion")
        case RefusalReason.SPEAKER_SILENT:
            return messages.text("refused-speaker", speaker=", ".join(refusal.missing))
        case RefusalReason.NO_PERIOD:
            return messages.text("refused-period", days=" – ".join(refusal.missing))
    missing = ", ".join(f"“{word}”" for word in refusal.missing)
    return messages.text("refused-missing", words=missing) if missing else messages.text("refused-near")


def notice_text(notice: AnswerNotice, messages: Messages) -> str:
    """Return what a reader must know of an answer that a language model was to write."""
    if notice.kind is NoticeKind.MODEL_BROKE_OFF:
        return messages.text("notice-broke-off", detail=notice.detail)
    why = {
        NoticeKind.MODEL_FAILED: messages.text("notice-failed", detail=notice.detail),
        NoticeKind.NOTHING_SUPPORTED: messages.text("notice-unsupported"),
        NoticeKind.NO_ROOM: messages.text("notice-no-room"),
    }[notice.kind]
    return f"{why} {messages.text('notice-marked' if notice.marked else 'notice-itself')}"


def notices_text(answer: Answer) -> str:
    """Return an answer's notices in English."""
    return " ".join(notice_text(notice, english()) for notice in answer.notices)


def conflict_text(conflict: Iterable[Citation], messages: Messages) -> str:
    """Return, for instance: Reports differ: “430” (Herald, 2025-06-02), “380” (Post, 2025-06-03). [1][2]"""
    figures = figures_text(conflict)
    return f"{messages.text('differ')} {figures}" if figures else ""


def figures_text(conflict: Iterable[Citation]) -> str:
    """Return the figures in which reports differ, each with its source, and their markers."""
    citations = tuple(conflict)
    if not citations:
        return ""
    markers = "".join(f"[{citation.marker}]" for citation in citations)
    return f"{', '.join(map(_figure, citations))}. {markers}"


def _figure(citation: Citation) -> str:
    """Return the figure that a citation gives and who gives it, as in: “430” (Herald, 2025-06-02)."""
    evidence = citation.evidence
    article, span = evidence.article, evidence.span
    figure = article.text[span.start : span.end] if span else evidence.text
    origin = ", ".join(filter(None, (article.source or article.title, article.published[:10])))
    return f"“{figure}” ({origin})" if origin else f"“{figure}”"


def quote_text(best: Trace, messages: Messages) -> str:
    """Return how a quotation stands in its article, as a lead to the sentences that hold it."""
    if best.kind == "verbatim":
        return messages.text("quoted-verbatim")
    if best.kind == "near":
        return messages.text("quoted-near")
    differences = "; ".join(_difference(d, messages) for d in best.differences[:SHOWN_DIFFERENCES])
    return messages.text("quoted-altered", differences=differences)


def _difference(difference: Difference, messages: Messages) -> str:
    if not difference.true:
        return messages.text("quoted-absent", quoted=difference.quoted)
    if not difference.quoted:
        return messages.text("quoted-left-out", true=difference.true)
    return messages.text("quoted-changed", true=difference.true, quoted=difference.quoted)
