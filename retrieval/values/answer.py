"""Answers: what an answerer says, and what a question comes back with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from retrieval.values.article import Article
from retrieval.values.evidence import Evidence, RankedPassage
from retrieval.values.quote import Trace


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
