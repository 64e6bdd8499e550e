"""Puts what tracing a quote found into statements that cite stored sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retrieval.values import Difference, Evidence, Sentence, Statement, Trace, TraceKind, Tracing

ABSENT = "The quoted words are not in these articles."
SHOWN = 3
"""Places an answer shows; the rest are in `Answer.traces`."""
SHOWN_DIFFERENCES = 4
CONFIDENCE: dict[TraceKind, float] = {"verbatim": 0.99, "altered": 0.99, "near": 0.9}
"""Shares of right traces over three corpora, a little rounded down for what those lack."""
DECLINED = 0.01
"""Share of excerpts declined whose article is there after all."""


def is_quoted(tracing: Tracing, question: str) -> bool:
    """Whether the excerpt was marked as one: a bare sentence may be a question that lacks its mark."""
    return tracing.excerpt.strip() != question.strip()


def statements(
    traces: Sequence[Trace], sentences_of: Callable[[str], Sequence[Sentence]]
) -> tuple[Statement, ...]:
    """For each of the best traces the whole sentences it stands in; `sentences_of` takes an article id."""
    return tuple(filter(None, (_statement(t, sentences_of(t.article.id)) for t in traces[:SHOWN])))


def _statement(trace: Trace, sentences: Sequence[Sentence]) -> Statement | None:
    held = [s for s in sentences if s.start < trace.end and s.end > trace.start]
    if not held:
        return None
    text = trace.article.text[held[0].start : held[-1].end]
    return Statement(text, tuple(Evidence(trace.article, s, trace.score) for s in held))


def lead(best: Trace) -> str:
    """What is said before the sentences of `best` and its equals."""
    if best.kind == "verbatim":
        return "The words stand there as quoted:"
    if best.kind == "near":
        return "Not in these words; the nearest is:"
    return f"Not quite as quoted: {'; '.join(map(_in_words, best.differences[:SHOWN_DIFFERENCES]))}:"


def _in_words(difference: Difference) -> str:
    if not difference.true:
        return f"“{difference.quoted}” is not there"
    if not difference.quoted:
        return f"“{difference.true}” was left out"
    return f"it says “{difference.true}”, not “{difference.quoted}”"
