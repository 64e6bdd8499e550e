"""How an answer looks: its sentences with markers, then what the markers stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from bot.render.answer_text import (
    english,
    is_talk,
    notices_text,
    part_text,
    refusal_text,
    shown_text,
    talk_text,
)
from bot.render.origin import origin_text, own_brackets
from bot.render.text import (
    by_article,
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
    """Return the view of an answer to `query`. Count ages from its `as_of`, else from `today`."""
    if is_talk(answer):
        return _Talk(answer)
    now = date.fromisoformat(query.as_of) if query.as_of else today
    groups = by_article(answer.citations)
    sources = [_Cited(group[0].evidence.article, group, now) for group in groups]
    return _Refused(answer, query, sources) if answer.refused else _Answered(answer, sources)


def partial_view(partial: Partial) -> RenderableType:
    """Return an unfinished answer: the verified lines, then the unchecked words in dim italics."""
    draft = Text(neutral(partial.draft), "dim italic")
    return Text(" ").join(part for part in (_with_markers(partial), draft) if part.plain) or Text("Writing…")


def limits_text(query: Query) -> str:
    """Return the limits of a search as in "since 2026-01-01, source Herald"."""
    limits = {"since": query.since, "until": query.until, "source": query.source}
    return ", ".join(f"{name} {neutral(value)}" for name, value in limits.items() if value)


def understood(answer: Answer) -> str:
    """Return what a follow-up asks; "" for a question that stood alone."""
    return f"Understood as: {neutral(answer.standalone)}" if answer.standalone else ""


def written_by(answer: Answer) -> str:
    """Return the line as in "Written by openai:gpt-4o-mini (1,240 tokens); 2 claims … left out"."""
    if not answer.model:
        return ""
    tokens = count_text(answer.usage.input_tokens + answer.usage.output_tokens, "token")
    dropped = count_text(len(answer.dropped), "claim")
    left_out = f"; {dropped} without support left out" if answer.dropped else ""
    return f"Written by {neutral(answer.model)} ({tokens}){left_out}"


def suggested(answer: Answer) -> str:
    """Return the questions that the articles answer, in a line; "" without any."""
    questions = " ".join(map(neutral, answer.suggestions))
    return f"{english().text('suggested')} {questions}" if questions else ""


def _body_text(answer: Answer | Partial) -> str:
    """Return what an answer says; of several questions, each on lines of its own."""
    if isinstance(answer, Answer) and answer.parts:
        return "\n\n".join(part_text(part, english()) for part in answer.parts)
    return shown_text(answer)


def _with_markers(answer: Answer | Partial) -> Text:
    text = Text(neutral_lines(_body_text(answer)))
    markers = {f"[{c.marker}]" for c in answer.citations}
    for match in re.finditer(r"\[\d+\]", text.plain):
        if match[0] in markers:
            text.stylize("bold cyan", *match.span())
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
        names = dict.fromkeys(neutral(a.source or a.url or a.title or a.id) for a in in_all(self.citations))
        also = f"also {', '.join(names)}" if names else ""
        unsure = "" if all(c.verified for c in self.citations) else "not verified"
        origin = neutral(origin_text(self.citations, english()))
        return ", ".join(filter(None, (credit(self.article, self.now), origin, also, unsure)))

    def plain(self) -> str:
        facts = ", ".join(filter(None, (self.credit, neutral(self.article.url))))
        return quoted_title(self.article) + (f" — {facts}" if facts else "")

    def rich(self, style: str) -> Text:
        return Text.assemble((quoted_title(self.article), style), f" — {self.credit}" if self.credit else "")

    def address(self) -> Iterator[Text]:
        if self.article.url:
            yield whole_line(INDENT + neutral(self.article.url), style="dim")


def _short_line(answer: Answer) -> str:
    """Return the line above an answer's text; "" where a verdict opens the text."""
    if answer.short is None or answer.verdict:
        return ""
    return f"{neutral(answer.short.text)} [{answer.short.marker}]"


def _dim(line: str) -> list[Text]:
    return [Text(line, "dim")] if line else []


def _in_answer(answer: Answer, short: ShortAnswer) -> tuple[int, int] | None:
    """Return where the short answer's words stand in the answer's text."""
    evidence = next(c.evidence for c in answer.citations if c.marker == short.marker)
    at = _body_text(answer).find(own_brackets(evidence.text))
    if at < 0:
        return None
    start = at + short.start - evidence.sentence.start
    return start, start + len(short.text)


@dataclass(frozen=True)
class _Talk:
    answer: Answer

    def plain(self) -> str:
        return "\n".join(filter(None, (talk_text(self.answer, english()), suggested(self.answer))))

    def rich(self) -> RenderableType:
        return Group(Text(talk_text(self.answer, english())), *_dim(suggested(self.answer)))


@dataclass(frozen=True)
class _Answered:
    answer: Answer
    cited: list[_Cited]

    def plain(self) -> str:
        references = "\n".join(f"{c.markers} {c.plain()}" for c in self.cited)
        notice = f"{notice}\n\n" if (notice := self._notice) else ""
        short = f"{line}\n\n" if (line := _short_line(self.answer)) else ""
        return f"{notice}{short}{neutral_lines(_body_text(self.answer))}\n\n{references}\n\n{self._about}"

    def rich(self) -> RenderableType:
        notice = [Text(self._notice, "yellow"), Text()] if self.answer.notices else []
        about = Text(f"\n{self._about}", "dim")
        return Group(*notice, *self._body(), Text(), *self._references(), about)

    @property
    def _notice(self) -> str:
        return neutral(notices_text(self.answer))

    def _body(self) -> Iterator[Text]:
        """Yield the short answer, then the text with the short answer highlighted in it."""
        text = _with_markers(self.answer)
        if line := _short_line(self.answer):
            yield from (Text(line, "bold green"), Text())
        if self.answer.short and (place := _in_answer(self.answer, self.answer.short)):
            text.stylize("bold green", *place)
        yield text

    def _references(self) -> Iterator[RenderableType]:
        for cited in self.cited:
            yield hanging((Text(cited.markers, "bold cyan"), cited.rich("bold")))
            yield from cited.address()

    @property
    def _about(self) -> str:
        sure = f"Confidence: {confidence_text(self.answer.confidence)}"
        about = (understood(self.answer), sure, written_by(self.answer), suggested(self.answer))
        return "\n".join(filter(None, about))


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
        yield from filter(None, (self._refusal, understood(self.answer)))
        if self.nearest:
            yield self._heading
        for cited in self.nearest:
            yield from (f"[{c.marker}] {neutral(own_brackets(c.evidence.text))}" for c in cited.citations)
            yield INDENT + cited.plain()
        if line := suggested(self.answer):
            yield f"\n{line}"

    def _rich_parts(self) -> Iterator[RenderableType]:
        yield Text(self._refusal, "yellow")
        yield from _dim(understood(self.answer))
        if self.nearest:
            yield Text(self._heading, "dim")
        for cited in self.nearest:
            sentences = ((f"[{c.marker}]", neutral(own_brackets(c.evidence.text))) for c in cited.citations)
            rows = [(Text(marker, "dim"), Text(text, "dim italic")) for marker, text in sentences]
            yield hanging(*rows, (Text(), cited.rich("")))
            yield from cited.address()
        if line := suggested(self.answer):
            yield Text(f"\n{line}", "dim")

    @property
    def _heading(self) -> str:
        """The line above the sentences; blank where they contradict what the question takes for granted."""
        return "" if self.answer.premise else f"\n{NEAREST}"

    @property
    def _refusal(self) -> str:
        limits = limits_text(self.query)
        why = neutral(refusal_text(self.answer.refusal, english())) if self.answer.refusal else ""
        return f"{why} Only these were searched: {limits}." if limits else why
