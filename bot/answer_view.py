"""How an answer looks: its sentences with markers, then what the markers stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from bot.views import View, hanging, whole_line
from bot.wording import confidence_in_words, credit, neutral, neutral_lines, quoted_title
from retrieval.types import Answer, Article, Citation, Query

NEAREST = "Nearest, but not an answer:"
INDENT = "    "


def answer_view(answer: Answer, query: Query, today: date) -> View:
    """The view of an answer to `query`; ages are counted from its `as_of`, else from `today`."""
    now = date.fromisoformat(query.as_of) if query.as_of else today
    sources = _by_article(answer, now)
    return _Refused(answer, query, sources) if answer.refused else _Answered(answer, sources)


def limits_in_words(query: Query) -> str:
    """The limits of a search, as in "since 2026-01-01, source Herald"."""
    limits = {"since": query.since, "until": query.until, "source": query.source}
    return ", ".join(f"{name} {neutral(value)}" for name, value in limits.items() if value)


@dataclass(frozen=True)
class _Cited:
    """An article and the citations that point into it, by marker."""

    article: Article
    citations: tuple[Citation, ...]
    now: date

    @property
    def markers(self) -> str:
        return "".join(f"[{c.marker}]" for c in self.citations)

    @property
    def credit(self) -> str:
        unsure = "" if all(c.verified for c in self.citations) else "not verified"
        return ", ".join(part for part in (credit(self.article, self.now), self._outlets, unsure) if part)

    @property
    def _outlets(self) -> str:
        """As in "also Post, Times"; an outlet without a name goes by its address."""
        also = dict.fromkeys(neutral(a.source or a.url or a.id) for c in self.citations for a in c.also)
        return f"also {', '.join(also)}" if also else ""

    def plain(self) -> str:
        told = ", ".join(part for part in (self.credit, neutral(self.article.url)) if part)
        return quoted_title(self.article) + (f" — {told}" if told else "")

    def rich(self, style: str) -> Text:
        return Text.assemble((quoted_title(self.article), style), f" — {self.credit}" if self.credit else "")

    def address(self) -> Iterator[Text]:
        if self.article.url:
            yield whole_line(INDENT + neutral(self.article.url), style="dim")


def _by_article(answer: Answer, now: date) -> list[_Cited]:
    """The cited articles in the order of their first markers."""
    found: dict[str, list[Citation]] = {}
    for citation in sorted(answer.citations, key=lambda c: c.marker):
        found.setdefault(citation.evidence.article.id, []).append(citation)
    return [_Cited(cited[0].evidence.article, tuple(cited), now) for cited in found.values()]


@dataclass(frozen=True)
class _Answered:
    answer: Answer
    cited: list[_Cited]

    def plain(self) -> str:
        references = "\n".join(f"{c.markers} {c.plain()}" for c in self.cited)
        return f"{neutral_lines(self.answer.text)}\n\n{references}\n\n{self._confidence}"

    def rich(self) -> RenderableType:
        return Group(self._with_markers(), Text(), *self._references(), Text(f"\n{self._confidence}", "dim"))

    def _with_markers(self) -> Text:
        text = Text(neutral_lines(self.answer.text))
        known = {f"[{c.marker}]" for c in self.answer.citations}
        for found in re.finditer(r"\[\d+\]", text.plain):
            if found[0] in known:
                text.stylize("bold cyan", *found.span())
        return text

    def _references(self) -> Iterator[RenderableType]:
        for cited in self.cited:
            yield hanging((Text(cited.markers, "bold cyan"), cited.rich("bold")))
            yield from cited.address()

    @property
    def _confidence(self) -> str:
        return f"Confidence: {confidence_in_words(self.answer.confidence)}"


@dataclass(frozen=True)
class _Refused:
    answer: Answer
    query: Query
    nearest: list[_Cited]

    def plain(self) -> str:
        return "\n".join(self._plain_lines())

    def rich(self) -> RenderableType:
        return Group(*self._rich_parts())

    def _plain_lines(self) -> Iterator[str]:
        yield self._refusal
        if self.nearest:
            yield f"\n{NEAREST}"
        for cited in self.nearest:
            yield from (f"[{c.marker}] {neutral(c.evidence.text)}" for c in cited.citations)
            yield INDENT + cited.plain()

    def _rich_parts(self) -> Iterator[RenderableType]:
        yield Text(self._refusal, "yellow")
        if self.nearest:
            yield Text(f"\n{NEAREST}", "dim")
        for cited in self.nearest:
            rows = [
                (Text(f"[{c.marker}]", "dim"), Text(neutral(c.evidence.text), "dim italic"))
                for c in cited.citations
            ]
            yield hanging(*rows, (Text(), cited.rich("")))
            yield from cited.address()

    @property
    def _refusal(self) -> str:
        limits = limits_in_words(self.query)
        why = neutral(self.answer.reason or self.answer.text)
        return f"{why} Only these were searched: {limits}." if limits else why
