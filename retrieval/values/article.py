"""Articles and their pieces: sentences and passages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A part with its own time and heading: an update of a live blog, a story of a newsletter."""

    text: str
    heading: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A text that stood beside the article and is not stored, and why in a clause."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article as a reader found it, before cleaning; every field but `text` may be empty."""

    text: str
    title: str = ""
    id: str = ""
    url: str = ""
    source: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    origin: str = ""
    """Where it was read, for messages: a path, or a path and a line ("a.jsonl:12")."""
    stand_in: bool = False
    """Whether it is only what a feed says of an article: no place is taken for it but that of `replaces`."""
    replaces: str = ""
    """Id of the stand-in that it makes needless."""
    fetched: str = ""
    """When it was fetched, ISO 8601, where that was not now."""
    language: str = ""
    """As its source says it, such as "en"; empty when unknown."""
    parts: tuple[Part, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something offered that was not taken: where it stood, and why in a clause."""

    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a user should know about an article that was taken all the same."""

    origin: str
    message: str


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article. Every offset in the project counts characters of `text`."""

    id: str
    title: str
    text: str
    url: str = ""
    source: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    """ISO 8601, a date or a date and time; empty when unknown."""
    fetched: str = ""
    content_hash: str = ""
    modified: str = ""
    """When its source says it was last changed, like `published`."""
    language: str = ""
    """Like `RawArticle.language`."""


@dataclass(frozen=True, slots=True)
class FormerVersion:
    """What an article said before an update; times are like `Article.published`."""

    title: str
    text: str
    published: str
    modified: str
    fetched: str
    replaced: str
    """When the version that took its place was fetched."""


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """`text[start:end]` of its article is the sentence, to the character."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article, and the header it is embedded under."""

    id: str
    article_id: str
    sentences: tuple[Sentence, ...]
    header: str = ""

    @property
    def start(self) -> int:
        return self.sentences[0].start

    @property
    def end(self) -> int:
        return self.sentences[-1].end


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """An article with what the indexes need of it."""

    article: Article
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]
