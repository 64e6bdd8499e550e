"""What became of the articles of one ingest, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from retrieval.ingest.pipeline import Outcome, Report
from retrieval.values import Notice


@dataclass
class IngestSummary:
    """Counts every outcome; keeps what a user must look at, and with `keep_all` every article."""

    keep_all: bool = False
    counts: Counter[Outcome] = field(default_factory=Counter)
    rejections: list[Report] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    articles: list[Report] = field(default_factory=list)

    def take(self, report: Report | Notice) -> None:
        if isinstance(report, Notice):
            self.notices.append(report)
            return
        self.counts[report.outcome] += 1
        if report.outcome is Outcome.REJECTED:
            self.rejections.append(report)
        elif self.keep_all:
            self.articles.append(report)

    @property
    def came_in(self) -> bool:
        """Whether anything that was offered is in the index now."""
        return any(count for outcome, count in self.counts.items() if outcome is not Outcome.REJECTED)

    def text(self) -> str:
        """As in "added 40, updated 0, duplicate 2, rejected 1"."""
        return ", ".join(f"{outcome} {self.counts[outcome]}" for outcome in Outcome)

    def as_dict(self) -> dict[str, Any]:
        found: dict[str, Any] = {str(outcome): self.counts[outcome] for outcome in Outcome}
        found["rejections"] = [{"origin": r.origin, "reason": r.reason} for r in self.rejections]
        found["notices"] = [{"origin": n.origin, "message": n.message} for n in self.notices]
        if self.keep_all:
            found["articles"] = [_article(report) for report in self.articles]
        return found


def report_text(report: Report | Notice) -> str:
    """Return a line for one report: where it was read, and why or what."""
    if isinstance(report, Notice):
        return f"{report.origin}: {report.message}"
    if report.outcome is Outcome.REJECTED:
        return f"{report.origin}: {report.reason}"
    return f"{report.outcome} {report.article_id}  “{report.title}”"


def _article(report: Report) -> dict[str, str]:
    return {
        "outcome": str(report.outcome),
        "id": report.article_id,
        "title": report.title,
        "origin": report.origin,
    }
