"""How an answer looks: its sentences with markers, then what the markers stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from bot.render.answer_text import english, notices_text, refusal_text, shown_text
from bot.render.text import (
    confidence_text,
    count_text,
    credit,
    in_all,
    neutral,
    neutral_lines,
    quoted_title,
)
from bot.render.views import View, hanging, whole_line
from retrieval.values import Answer, Article, Citation, Partial, Query, ShortAnswer

NEAREST = "Nearest, but not an answer:"
INDENT = "    "


def answer_view(answer: Answer, query: Query, today: date) -> View:
    """The view of an answer to `query`; ages are counted from its `as_of`, else from `today`."""
    now = date.fromisoformat(query.as_of) if query.as_of else today
    sources = _by_article(answer, now)
    return _Refused(answer, query, sources) if answer.refused else _Answered(answer, sources)


def partial_view(partial: Partial) -> RenderableType:
    """An answer that is being written: what is verified, and dim behind it the words that are not."""
    draft = Text(neutral(partial.draft), "dim italic")
    return Text(" ").join(part for part in (_with_markers(partial), draft) if part.plain) or Text("Writing…")


def limits_text(query: Query) -> str:
    """The limits of a search, as in "since 2026-01-01, source Herald"."""
    limits = {"since": query.since, "until": query.until, "source": query.source}
    return ", ".join(f"{name} {neutral(value)}" for name, value in limits.items() if value)


def understood(answer: Answer) -> str:
    """What a follow-up was taken to ask; nothing for a question that stood alone."""
    return f"Understood as: {neutral(answer.standalone)}" if answer.standalone else ""


def written_by(answer: Answer) -> str:
    """As in "Written by openai:gpt-4o-mini (1,240 tokens); 2 claims without support were left out"."""
    if not answer.model:
        return ""
    tokens = count_text(answer.usage.input_tokens + answer.usage.output_tokens, "token")
    dropped = count_text(len(answer.dropped), "claim")
    left_out = f"; {dropped} without support left out" if answer.dropped else ""
    return f"Written by {neutral(answer.model)} ({tokens}){left_out}"


def _with_markers(answer: Answer | Partial) -> Text:
    text = Text(neutral_lines(shown_text(answer)))
    known = {f"[{c.marker}]" for c in answer.citations}
    for found in re.finditer(r"\[\d+\]", text.plain):
        if found[0] in known:
            text.stylize("bold cyan", *found.span())
    return text


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
        """As in "also Post, Times": where all its cited sentences stand too. One without a name goes by its
        address or title."""
        names = [neutral(a.source or a.url or a.title or a.id) for a in in_all(self.citations)]
        return f"also {', '.join(dict.fromkeys(names))}" if names else ""

    def plain(self) -> str:
        told = ", ".join(part for part in (self.credit, neutral(self.article.url)) if part)
        return quoted_title(self.article) + (f" — {told}" if told else "")

    def rich(self, style: str) -> Text:
        return Text.assemble((quoted_title(self.article), style), f" — {self.credit}" if self.credit else "")

    def address(self) -> Iterator[Text]:
        if self.article.url:
            yield whole_line(INDENT + neutral(self.article.url), style="dim")


def _short_line(short: ShortAnswer) -> str:
    return f"{neutral(short.text)} [{short.marker}]"


def _in_answer(answer: Answer, short: ShortAnswer) -> tuple[int, int] | None:
    """Where the short answer's own words stand in the answer's text."""
    evidence = next(c.evidence for c in answer.citations if c.marker == short.marker)
    at = shown_text(answer).find(evidence.text)
    if at < 0:
        return None
    start = at + short.start - evidence.sentence.start
    return start, start + len(short.text)


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
        notice = f"{notice}\n\n" if (notice := self._notice) else ""
        short = f"{_short_line(self.answer.short)}\n\n" if self.answer.short else ""
        return f"{notice}{short}{neutral_lines(shown_text(self.answer))}\n\n{references}\n\n{self._about}"

    def rich(self) -> RenderableType:
        notice = [Text(self._notice, "yellow"), Text()] if self.answer.notices else []
        about = Text(f"\n{self._about}", "dim")
        return Group(*notice, *self._short(), self._lit_up(), Text(), *self._references(), about)

    @property
    def _notice(self) -> str:
        return neutral(notices_text(self.answer))

    def _short(self) -> Iterator[RenderableType]:
        if self.answer.short:
            yield Text(_short_line(self.answer.short), "bold green")
            yield Text()

    def _lit_up(self) -> Text:
        text = _with_markers(self.answer)
        if (short := self.answer.short) and (place := _in_answer(self.answer, short)):
            text.stylize("bold green", *place)
        return text

    def _references(self) -> Iterator[RenderableType]:
        for cited in self.cited:
            yield hanging((Text(cited.markers, "bold cyan"), cited.rich("bold")))
            yield from cited.address()

    @property
    def _about(self) -> str:
        sure = f"Confidence: {confidence_text(self.answer.confidence)}"
        return "\n".join(filter(None, (understood(self.answer), sure, written_by(self.answer))))


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
        yield from filter(None, (understood(self.answer),))
        if self.nearest:
            yield f"\n{NEAREST}"
        for cited in self.nearest:
            yield from (f"[{c.marker}] {neutral(c.evidence.text)}" for c in cited.citations)
            yield INDENT + cited.plain()

    def _rich_parts(self) -> Iterator[RenderableType]:
        yield Text(self._refusal, "yellow")
        yield from (Text(line, "dim") for line in filter(None, (understood(self.answer),)))
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
        limits = limits_text(self.query)
        why = neutral(refusal_text(self.answer.refusal, english())) if self.answer.refusal else ""
        return f"{why} Only these were searched: {limits}." if limits else why
