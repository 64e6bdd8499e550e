"""Answers: what an answerer says, and what a question comes back with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

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


class RefusalReason(StrEnum):
    """Why an answer is refused."""

    NOTHING_FOUND = "nothing_found"
    """No sentence was found."""
    BELOW_THRESHOLD = "below_threshold"
    """The evidence is too unlikely to answer."""
    MODEL_DECLINED = "model_declined"
    """The language model finds no answer in what it was shown."""
    QUOTE_ABSENT = "quote_absent"
    """The quoted words stand in no article."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an answer is refused, and the question's words that the nearest evidence lacks."""

    reason: RefusalReason
    missing: tuple[str, ...] = ()


class NoticeKind(StrEnum):
    """What a reader must know of an answer that a language model was to write."""

    MODEL_FAILED = "model_failed"
    """The model could not be asked; `AnswerNotice.detail` says why."""
    MODEL_BROKE_OFF = "model_broke_off"
    """The model stopped in the middle; `AnswerNotice.detail` says why."""
    NOTHING_SUPPORTED = "nothing_supported"
    """Nothing that the model wrote is entailed by the sentences it was shown."""
    NO_ROOM = "no_room"
    """Not one sentence can be shown to the model within the tokens that a question may cost."""


@dataclass(frozen=True, slots=True)
class AnswerNotice:
    """A notice beside an answer."""

    kind: NoticeKind
    detail: str = ""
    """What a service said, as a clause; empty where nothing more is known."""
    marked: bool = False
    """Whether the answer shows unsupported claims of the model, marked as such, before the sentences."""


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
    conflict: tuple[Evidence, ...] = ()
    """Where reports give different figures, the evidence for each, oldest first."""
    draft: str = ""
    """Words of a sentence that is still being written, unchecked; each piece replaces the one before."""
    dropped: tuple[str, ...] = ()
    """Claims that nothing supports and that are not shown."""
    declined: bool = False
    """The model says that the sentences do not answer."""
    notices: tuple[AnswerNotice, ...] = ()
    model: str = ""
    usage: Usage = field(default_factory=Usage)
    prompt_hashes: Mapping[str, str] = field(default_factory=dict)

    def __add__(self, other: Reply) -> Reply:
        return Reply(
            statements=self.statements + other.statements,
            conflict=other.conflict or self.conflict,
            draft=other.draft,
            dropped=self.dropped + other.dropped,
            declined=self.declined or other.declined,
            notices=self.notices + other.notices,
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
class AnswerLine:
    """A statement of an answer, with the markers of the citations it rests on."""

    text: str
    markers: tuple[int, ...] = ()
    supported: bool = True
    """False for a claim of a language model that no sentence entails and that is shown all the same."""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.text, "".join(f"[{marker}]" for marker in self.markers))))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question comes back with: values only, words about them are made in the front ends."""

    question: str
    lines: tuple[AnswerLine, ...]
    """For a refusal, the evidence that came nearest."""
    confidence: float
    """Probability that the articles answer the question, 0 to 1."""
    citations: tuple[Citation, ...] = ()
    """Best first; their markers stand in `lines`."""
    refusal: Refusal | None = None
    passages: tuple[RankedPassage, ...] = ()
    short: ShortAnswer | None = None
    conflict: tuple[Citation, ...] = ()
    """Where reports give different figures, their citations, oldest first; each span holds a figure."""
    traces: tuple[Trace, ...] = ()
    """Where an excerpt that the question carries stands, best first."""
    standalone: str = ""
    """What a follow-up was taken to ask, where that is not `question` itself."""
    model: str = ""
    """The language model whose words these are; empty for sentences as they stand."""
    usage: Usage = field(default_factory=Usage)
    prompt_hashes: Mapping[str, str] = field(default_factory=dict)
    """The fingerprint of each prompt a model was given, by name."""
    notices: tuple[AnswerNotice, ...] = ()
    dropped: tuple[str, ...] = ()
    """Claims of the model that nothing supports and that are not shown."""
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """Whether the articles do not answer; `citations` then hold the nearest evidence."""
        return self.refusal is not None

    @property
    def text(self) -> str:
        """The lines, each with its markers behind it."""
        return " ".join(map(str, self.lines))

    @property
    def plain_text(self) -> str:
        """The lines without markers: "[1]" is not the answer 1."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Partial:
    """An answer that is being written: what is verified so far, and the words that are not yet."""

    lines: tuple[AnswerLine, ...]
    citations: tuple[Citation, ...] = ()
    draft: str = ""
    """The sentence being written, unchecked: never show it as part of the answer."""

    @property
    def text(self) -> str:
        """The lines, each with its markers behind it."""
        return " ".join(map(str, self.lines))
