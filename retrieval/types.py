"""The nouns of the engine. Values only: nothing here reads, stores or computes more than a property."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from retrieval.models.reader import Reading


@dataclass(frozen=True, slots=True)
class Draft:
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
class RankedPassage:
    """A passage found for a question; `score` falls with rank, its scale is the last ranker's."""

    passage: Passage
    article: Article
    score: float
    reading: Reading | None = None
    """Where the reader sees the answer, if it has read the passage."""

    @property
    def text(self) -> str:
        return self.article.text[self.passage.start : self.passage.end]


@dataclass(frozen=True, slots=True)
class Span:
    """Words that may answer, as offsets into a text; `score` is their log probability, at most 0."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence offered as evidence; `score` orders sentences of one question."""

    article: Article
    sentence: Sentence
    score: float
    span: Span | None = None
    """The sentence's likeliest short answer, at offsets into the article's text."""

    @property
    def text(self) -> str:
        return self.article.text[self.sentence.start : self.sentence.end]


@dataclass(frozen=True, slots=True)
class Statement:
    """A piece of an answer and the sentences it rests on, before markers are given out."""

    text: str
    evidence: tuple[Evidence, ...]
    marked: bool = False
    """A claim that nothing supports, shown all the same and marked so; it has no evidence."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a language model read and wrote, in tokens; usages add up."""

    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None
    """In the currency of the prices that were set; None where none were."""
    estimated: bool = False
    """Counted here, because the model's server did not."""

    def __add__(self, other: Usage) -> Usage:
        costs = [cost for cost in (self.cost, other.cost) if cost is not None]
        return Usage(
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            sum(costs) if costs else None,
            self.estimated or other.estimated,
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """What an answerer has to say, or a piece of it: the pieces of a stream add up to the whole."""

    statements: tuple[Statement, ...] = ()
    draft: str = ""
    """Words of a sentence that is still being written, unchecked; each piece replaces the one before."""
    dropped: tuple[str, ...] = ()
    """Claims that nothing supports and that are not shown."""
    declined: bool = False
    """The model says that the sentences do not answer."""
    notice: str = ""
    """Something the reader must know, such as why the model's words are not there."""
    model: str = ""
    usage: Usage = field(default_factory=Usage)
    prompt_hashes: Mapping[str, str] = field(default_factory=dict)

    def __add__(self, other: Reply) -> Reply:
        return Reply(
            statements=self.statements + other.statements,
            draft=other.draft,
            dropped=self.dropped + other.dropped,
            declined=self.declined or other.declined,
            notice=other.notice or self.notice,
            model=other.model or self.model,
            usage=self.usage + other.usage,
            prompt_hashes={**self.prompt_hashes, **other.prompt_hashes},
        )


@dataclass(frozen=True, slots=True)
class Citation:
    """What marker `[n]` in an answer stands for; `verified` once code has found it in the store."""

    marker: int
    evidence: Evidence
    verified: bool = False
    also: tuple[Article, ...] = ()
    """Copies of the article at other outlets, in which the sentence stands too."""


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """Words of a cited sentence that answer by themselves; offsets into the article's text."""

    text: str
    marker: int
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was asked before in the same conversation, and the text of its answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question and what limits its search; dates are ISO, both ends inclusive, empty for none."""

    text: str
    since: str = ""
    until: str = ""
    source: str = ""
    as_of: str = ""
    """What "today" means in the question, YYYY-MM-DD; empty for the real today."""
    history: tuple[Turn, ...] = ()
    """What was said before in this conversation, oldest first; empty for a question by itself."""
    focus: str = ""
    """What to look for in the passages that `text` finds, where it is less: a follow-up's own words."""


TraceKind = Literal["verbatim", "altered", "near"]
"""As quoted, perhaps shortened; a misquote; a paraphrase."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a misquote departs from the article; `true` is empty for added words, `quoted` for left-out ones.

    `start` and `end` count characters of `Article.text`, `quoted_start` and `quoted_end` of the excerpt.
    """

    quoted: str
    true: str
    start: int
    end: int
    quoted_start: int
    quoted_end: int


@dataclass(frozen=True, slots=True)
class Trace:
    """Where an excerpt stands: `article.text[start:end]`, whole sentences where it is only near."""

    article: Article
    start: int
    end: int
    kind: TraceKind
    score: float
    """1 for verbatim, the share of words kept for altered, the likeness for near."""
    differences: tuple[Difference, ...] = ()

    @property
    def text(self) -> str:
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Tracing:
    """The excerpt of a question and where it stands, best first; no traces: it is not in these articles."""

    excerpt: str
    traces: tuple[Trace, ...]


@dataclass(frozen=True, slots=True)
class Workings:
    """A question on its way out: what each step has found so far, best first."""

    query: Query
    passages: tuple[RankedPassage, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    differing: tuple[Evidence, ...] = ()
    """Evidence of several articles that answers with different figures."""
    confidence: float = 0.0
    usage: Usage = field(default_factory=Usage)
    """What a model was asked on the way, before the answer."""
    waited: float = 0.0
    """Seconds that a model took on the way; the answer has so much less."""
    prompt_hashes: Mapping[str, str] = field(default_factory=dict)
    timings_ms: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question comes back with. `citations` are best first; their markers follow `text`."""

    question: str
    text: str
    refused: bool
    """The articles do not answer; `citations` then hold the evidence that came nearest."""
    confidence: float
    """Probability that the articles answer the question, 0 to 1."""
    citations: tuple[Citation, ...] = ()
    passages: tuple[RankedPassage, ...] = ()
    short: ShortAnswer | None = None
    traces: tuple[Trace, ...] = ()
    """Where an excerpt that the question carries stands, best first."""
    reason: str = ""
    """For a refusal, why, in a sentence or two without the evidence."""
    standalone: str = ""
    """What a follow-up was taken to ask, where that is not `question` itself."""
    model: str = ""
    """The language model whose words these are; empty for sentences as they stand."""
    usage: Usage = field(default_factory=Usage)
    prompt_hashes: Mapping[str, str] = field(default_factory=dict)
    """The fingerprint of each prompt a model was given, by name."""
    notice: str = ""
    """Something the reader must know, such as that the model could not be reached."""
    dropped: tuple[str, ...] = ()
    """Claims of the model that nothing supports and that are not shown."""
    timings_ms: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Partial:
    """An answer that is being written: what is verified so far, and the words that are not yet."""

    text: str
    citations: tuple[Citation, ...] = ()
    draft: str = ""
    """The sentence being written, unchecked: never show it as part of the answer."""
