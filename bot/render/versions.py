"""How an article changed: what each update left out and put in, by sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rich.console import Group, RenderableType
from rich.text import Text

from bot.render.text import neutral
from retrieval.text.sentences import split
from retrieval.values import Article, FormerVersion

_STYLES = {"-": "red", "+": "green", "@": "bold"}


@dataclass(frozen=True)
class VersionsView:
    """An update a heading, with the sentences that went (-) and that came (+); newest last."""

    article: Article
    former: Sequence[FormerVersion]

    def plain(self) -> str:
        return "\n".join(self._lines())

    def rich(self) -> RenderableType:
        return Group(*(Text(line, _STYLES.get(line[:1], "")) for line in self._lines()))

    def _lines(self) -> Iterator[str]:
        if not self.former:
            yield f"{neutral(self.article.id)} has not changed since it was fetched {self.article.fetched}"
        pieces = [_pieces(version.title, version.text) for version in self.former]
        pieces.append(_pieces(self.article.title, self.article.text))
        for version, old, new in zip(self.former, pieces[:-1], pieces[1:], strict=True):
            yield f"@ {version.fetched} -> {version.replaced}"
            yield from _changes(old, new)


def _pieces(title: str, text: str) -> list[str]:
    return [neutral(title), *(neutral(text[s.start : s.end]) for s in split(text))]


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for tag, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from (f"- {piece}" for piece in old[i:j])
            yield from (f"+ {piece}" for piece in new[k:n])
