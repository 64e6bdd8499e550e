"""The first metrics of a report in words that need no glossary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.evaluation.conversation.scores import SURE


@dataclass(frozen=True, slots=True)
class Headline:
    """A metric to read at a glance, what it says, and how sure it is."""

    metric: str
    says: str
    sure: str


_SHARES = (
    ("conversation_passed", "of the questions passed all of their checks"),
    ("confident_wrong", f"of the questions failed a check at a confidence of {SURE:.0%} or more"),
    ("answered_right", "of the questions that the articles answer were answered rightly"),
    ("article_recall@1", "of the time, the article with the answer was the first one found"),
    ("article_recall@10", "of the time, it was among the first ten"),
    ("gold_sentence@1", "of the best quotes were the very sentence that answers"),
    ("gold_sentence@3", "of the time, it was one of the three best quotes"),
    ("refusal_recall", "of the questions that the articles cannot answer were refused"),
    ("refusal_precision", "of the refusals were right: the articles had no answer"),
)


def headlines(metrics: Mapping[str, Mapping[str, Any]]) -> Iterator[Headline]:
    """Return a headline for each metric that has a value."""
    for name, says in _SHARES:
        if name in metrics and metrics[name]["value"] is not None:
            yield Headline(percent(metrics[name]["value"]), says, _between(metrics[name]))
    if metrics["ece"]["value"] is not None:
        points = 100 * metrics["ece"]["value"]
        yield Headline(f"{points:.0f} points", "is how far the stated confidence was off, on average", "")
    if metrics["latency_p50_ms"]["value"] is not None:
        half, late = metrics["latency_p50_ms"]["value"], metrics["latency_p95_ms"]["value"]
        yield Headline(seconds(half), f"or less for half of the answers; {seconds(late)} for 19 of 20", "")


def percent(share: float) -> str:
    """Return a whole percentage, but 100 or 0 only if it is exactly that."""
    whole = round(100 * share)
    if whole in (0, 100) and share not in (0, 1):
        return f"{100 * share:.1f}%" if 0.0005 <= share < 0.9995 else ("> 99.9%" if whole else "< 0.1%")
    return f"{whole}%"


def seconds(milliseconds: float) -> str:
    return f"{milliseconds / 1000:.{1 if milliseconds >= 1000 else 2}f} s"


def _between(interval: Mapping[str, Any]) -> str:
    if interval["low"] is None or interval["low"] == interval["high"]:
        return ""
    return f"likely between {percent(interval['low'])} and {percent(interval['high'])}"
