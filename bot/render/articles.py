"""How stored articles look: a list of them, one of them, and a cited sentence in its paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from bot.render.text import count_text, credit, neutral, neutral_lines, quoted_title
from bot.render.views import hanging, whole_line
from retrieval.values import Article, Citation, Sentence

LONGEST_CONTEXT = 600
"""Characters shown on each side of a cited sentence where its paragraph has no end."""


@dataclass(frozen=True)
class ArticlesView:
    """A list: date, source, id and title, parted by tabs in a pipe; wrapped, not cut, in a terminal."""

    articles: Sequence[Article]

    def plain(self) -> str:
        return "\n".join("\t".join(_columns(article)) for article in self.articles)

    def rich(self) -> RenderableType:
        rows = [
            (
                Text(day, "dim"),
                Text.assemble(title, "  ", (source, "dim"), "  " if source else "", (article_id, "cyan")),
            )
            for day, source, article_id, title in map(_columns, self.articles)
        ]
        return hanging(*rows)


def _columns(article: Article) -> tuple[str, str, str, str]:
    return article.published[:10], neutral(article.source), neutral(article.id), neutral(article.title)


@dataclass(frozen=True)
class ArticleView:
    """One article, its sentences numbered, with their offsets."""

    article: Article
    sentences: Sequence[Sentence]
    today: date

    def plain(self) -> str:
        rows = (f"{n}\t{s.start}:{s.end}\t{text}" for n, s, text in self._numbered())
        return "\n".join([*self._head(), "", *rows])

    def rich(self) -> RenderableType:
        title, *facts = self._head()
        rows = [(Text(f"{n:>3} {s.start}:{s.end}", style="dim"), Text(t)) for n, s, t in self._numbered()]
        return Group(Text(title, style="bold"), *map(whole_line, facts), Text(), hanging(*rows))

    def _head(self) -> list[str]:
        article = self.article
        facts = [
            neutral(article.title),
            credit(article, self.today),
            "by " + neutral(", ".join(article.authors)) if article.authors else "",
            neutral(article.url),
            f"id {neutral(article.id)}, {count_text(len(self.sentences), 'sentence')},"
            f" {count_text(len(article.text.split()), 'word')}",
        ]
        return [fact for fact in facts if fact]

    def _numbered(self) -> Iterator[tuple[int, Sentence, str]]:
        text = neutral(self.article.text)
        for number, sentence in enumerate(self.sentences, start=1):
            yield number, sentence, text[sentence.start : sentence.end]


@dataclass(frozen=True)
class CitedView:
    """The sentence of a citation, highlighted in its paragraph."""

    citation: Citation
    today: date

    def plain(self) -> str:
        before, sentence, after = self._parts()
        return "\n".join([*self._head(), "", f"{before}>>{sentence}<<{after}"])

    def rich(self) -> RenderableType:
        before, sentence, after = self._parts()
        title, *facts = self._head()
        lit = Text.assemble(before, (sentence, "bold black on yellow"), after)
        return Group(Text(title, style="bold"), *(whole_line(f, "dim") for f in facts), Text(), lit)

    def _head(self) -> list[str]:
        article = self.citation.evidence.article
        title = f"[{self.citation.marker}] {quoted_title(article)}"
        return [part for part in (title, credit(article, self.today), neutral(article.url)) if part]

    def _parts(self) -> tuple[str, str, str]:
        evidence = self.citation.evidence
        text, sentence = neutral_lines(evidence.article.text), evidence.sentence
        start, end = paragraph(text, sentence)
        before, after = text[start : sentence.start], text[sentence.end : end]
        # A cut within the paragraph is shown.
        before = f"…{before}" if start and text[start - 1] != "\n" else before
        after = f"{after}…" if text[end : end + 1] not in ("", "\n") else after
        return before, evidence.text, after


def paragraph(text: str, sentence: Sentence) -> tuple[int, int]:
    """Return where the paragraph of `sentence` begins and ends. A very long one is cut between words."""
    start = text.rfind("\n", 0, sentence.start) + 1
    end = text.find("\n", sentence.end)
    end = len(text) if end < 0 else end
    if sentence.start - start > LONGEST_CONTEXT:
        start = text.find(" ", sentence.start - LONGEST_CONTEXT, sentence.start) + 1 or sentence.start
    if end - sentence.end > LONGEST_CONTEXT:
        end = max(text.rfind(" ", sentence.end, sentence.end + LONGEST_CONTEXT), sentence.end)
    return start, end


@dataclass(frozen=True)
class SourcesView:
    """Outlets with their numbers of articles."""

    sources: Mapping[str, int]

    def plain(self) -> str:
        return "\n".join(f"{count}\t{name}" for name, count in self._named()) or "no articles yet"

    def rich(self) -> RenderableType:
        if not self.sources:
            return Text("no articles yet")
        width = len(f"{max(self.sources.values()):,}")
        return hanging(
            *((Text(f"{count:>{width},}", style="cyan"), Text(name)) for name, count in self._named())
        )

    def _named(self) -> list[tuple[str, int]]:
        return [(neutral(name) or "(no source)", count) for name, count in self.sources.items()]
