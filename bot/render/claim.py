"""A checked claim as text and as the JSON object of the contract."""

from __future__ import annotations

from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from bot.render.answer_json import citation_as_dict
from bot.render.answer_text import english
from bot.render.text import neutral
from bot.render.views import View
from retrieval.claims.factcheck import ClaimCheck, ClaimVerdict, Finding
from retrieval.values import Citation

STYLES = {ClaimVerdict.SUPPORTED: "green", ClaimVerdict.CONTRADICTED: "red", ClaimVerdict.SILENT: "dim"}


def check_as_dict(check: ClaimCheck) -> dict[str, Any]:
    """Return the fields of the contract. Round probabilities to four places."""
    return {
        "claim": check.claim,
        "verdict": check.verdict.value,
        "confidence": round(check.confidence, 4),
        "citations": [
            {**citation_as_dict(citation), "bearing": finding.relation.value}
            for finding, citation in zip(check.findings, cited(check), strict=True)
        ],
    }


def cited(check: ClaimCheck) -> list[Citation]:
    """Return the sentences of a check as citations, numbered in their order."""
    return [Citation(n, f.evidence, verified=True) for n, f in enumerate(check.findings, start=1)]


def check_view(check: ClaimCheck) -> View:
    """Return how a checked claim looks: the verdict, then each sentence under what it does."""
    return _Checked(check)


class _Checked:
    def __init__(self, check: ClaimCheck) -> None:
        self._check = check

    def plain(self) -> str:
        return "\n".join([self._verdict, *map(self._line, self._check.findings)])

    def rich(self) -> RenderableType:
        lines = [Text(self._line(finding)) for finding in self._check.findings]
        return Group(Text(self._verdict, f"bold {STYLES[self._check.verdict]}"), *lines)

    @property
    def _verdict(self) -> str:
        return english().text("claim-verdict", verdict=self._check.verdict.value)

    def _line(self, finding: Finding) -> str:
        article = finding.evidence.article
        facts = (article.source or article.title, article.published[:10], article.url)
        origin = ", ".join(filter(None, facts))
        return f"{finding.relation.value}: {neutral(finding.evidence.text)} ({neutral(origin)})"
