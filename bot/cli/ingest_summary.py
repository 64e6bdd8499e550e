"""Counts the outcomes of one ingest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bot.render.answer_json import attributes
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
        """Return whether any article of the ingest is in the index now."""
        return any(count for outcome, count in self.counts.items() if outcome is not Outcome.REJECTED)

    def text(self) -> str:
        """Return the counts as in "added 40, updated 0, duplicate 2, rejected 1"."""
        return ", ".join(f"{outcome} {self.counts[outcome]}" for outcome in Outcome)

    def as_dict(self) -> dict[str, Any]:
        fields: dict[str, Any] = {str(outcome): self.counts[outcome] for outcome in Outcome}
        fields["rejections"] = [attributes(report, "origin", "reason") for report in self.rejections]
        fields["notices"] = [attributes(notice, "origin", "message") for notice in self.notices]
        if self.keep_all:
            fields["articles"] = [
                {"outcome": str(r.outcome), "id": r.article_id, **attributes(r, "title", "origin")}
                for r in self.articles
            ]
        return fields


def report_text(report: Report | Notice) -> str:
    """Return a line for one report: where it was read, and why or what."""
    if isinstance(report, Notice):
        return f"{report.origin}: {report.message}"
    if report.outcome is Outcome.REJECTED:
        return f"{report.origin}: {report.reason}"
    return f"{report.outcome} {report.article_id}  “{report.title}”"
