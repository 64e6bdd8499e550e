"""Articles and their pieces: sentences and passages."""

from __future__ import annotations

from dataclasses import dataclass, field

UNFACTUAL = frozenset({"opinion", "satire", "advertisement"})
"""Genres whose sentences never answer a question of fact by themselves."""


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
    """An article before cleaning; every field but `text` may be empty."""

    text: str
    title: str = ""
    id: str = ""
    url: str = ""
    source: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    origin: str = ""
    """The place that messages name: a path, or a path and a line ("a.jsonl:12")."""
    stand_in: bool = False
    """Whether it is only the text of a feed, which never replaces an article but `replaces`."""
    replaces: str = ""
    """The id of the stand-in that it replaces."""
    fetched: str = ""
    """The time of fetching, ISO 8601; empty for now."""
    language: str = ""
    """The language by its source, such as "en"; empty if unknown."""
    parts: tuple[Part, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    genre: str = ""
    """What its source calls it: types, sections and genres, parted by semicolons."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A rejected source: its place, and the reason as a clause."""

    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice about an accepted article."""

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
    """ISO 8601, a date or a date and time; empty if unknown."""
    fetched: str = ""
    content_hash: str = ""
    modified: str = ""
    """The last change by its source, like `published`."""
    language: str = ""
    """Like `RawArticle.language`."""
    genre: str = ""
    """news, opinion, analysis, live, interview, review, satire or advertisement; empty when unknown."""

    @property
    def is_factual(self) -> bool:
        """Whether it may report facts; false for one that comments, mocks or sells."""
        return self.genre not in UNFACTUAL


@dataclass(frozen=True, slots=True)
class FormerVersion:
    """An article before an update; times are like `Article.published`."""

    title: str
    text: str
    published: str
    modified: str
    fetched: str
    replaced: str
    """The time of fetching of the next version."""


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """A sentence: `text[start:end]` of its article, known by its place alone."""

    start: int
    end: int
    citable: bool = field(default=True, compare=False)
    """Whether it reports something; a heading or a promotion is kept for search alone."""
    speaker: str = field(default="", compare=False)
    """Whose words they are in an interview; empty for the article's own."""
    published: str = field(default="", compare=False)
    """When the dated part of its article was published in which it stands, like `Article.published`."""
    heading: str = field(default="", compare=False)
    """That part's heading."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article, and the header of its embedding."""

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
    """An article with its sentences and passages, ready for the indexes."""

    article: Article
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]
