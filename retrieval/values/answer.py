"""Answers: the reply of an answerer, and the answer to a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from retrieval.values.article import Article
from retrieval.values.evidence import Evidence, RankedPassage
from retrieval.values.quote import Trace
from retrieval.values.understanding import Kind


@dataclass(frozen=True, slots=True)
class Statement:
    """A piece of an answer and its evidence, before it has markers."""

    text: str
    evidence: tuple[Evidence, ...]
    marked: bool = False
    """Whether it is an unsupported claim that is shown and marked as such, without evidence."""
    label: str = ""
    """What stands before it: a day (ISO 8601), a speaker, an outlet, the side of a comparison."""


class Verdict(StrEnum):
    """What the articles say to a question of yes or no."""

    YES = "yes"
    NO = "no"
    DIFFER = "differ"
    """Some sentences say yes, and others say no."""


class PremiseStatus(StrEnum):
    """What the articles say of what a question takes for granted."""

    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Premise:
    """What a question takes for granted though the articles do not say it."""

    text: str
    status: PremiseStatus


@dataclass(frozen=True, slots=True)
class Coverage:
    """The articles on a topic; days are ISO 8601, empty if unknown."""

    articles: int
    outlets: int
    first: str = ""
    last: str = ""


class RefusalReason(StrEnum):
    """Why an answer is refused."""

    NOTHING_FOUND = "nothing_found"
    """The search found no sentence."""
    BELOW_THRESHOLD = "below_threshold"
    """The confidence is below the threshold."""
    MODEL_DECLINED = "model_declined"
    """The language model finds no answer in its context."""
    QUOTE_ABSENT = "quote_absent"
    """No article holds the quoted words."""
    FACT_MISSING = "fact_missing"
    """The articles are on the topic, but do not say what is asked."""
    PREMISE_FALSE = "premise_false"
    """The articles contradict what the question takes for granted."""
    FUTURE = "future"
    """What is asked lies ahead, and no article says it of somebody's view."""
    OPINION = "opinion"
    """A judgement is asked for, and no article reports one."""
    SPEAKER_SILENT = "speaker_silent"
    """The articles report no words of the person who is asked about."""
    NO_PERIOD = "no_period"
    """No article is of the days that are asked about."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an answer is refused, and the question's words that the nearest evidence lacks."""

    reason: RefusalReason
    missing: tuple[str, ...] = ()


class NoticeKind(StrEnum):
    """What a user must know about the answer of a language model."""

    MODEL_FAILED = "model_failed"
    """The model failed; `AnswerNotice.detail` says why."""
    MODEL_BROKE_OFF = "model_broke_off"
    """The model stopped in the middle; `AnswerNotice.detail` says why."""
    NOTHING_SUPPORTED = "nothing_supported"
    """The context entails nothing that the model wrote."""
    NO_ROOM = "no_room"
    """The token limit has no room for a single sentence."""


@dataclass(frozen=True, slots=True)
class AnswerNotice:
    """A notice beside an answer."""

    kind: NoticeKind
    detail: str = ""
    """The reason of a service, as a clause; empty if unknown."""
    marked: bool = False
    """Whether marked unsupported claims of the model stand before the sentences."""


@dataclass(frozen=True, slots=True)
class Usage:
    """The tokens that a language model read and wrote. Usages add up."""

    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None
    """In the currency of the set prices; None without prices."""
    estimated: bool = False
    """Whether the numbers are an estimate, because the server reported none."""

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
    """The reply of an answerer, or a piece of it. The pieces of a stream add up to the whole."""

    statements: tuple[Statement, ...] = ()
    conflict: tuple[Evidence, ...] = ()
    """The evidence of reports with different figures, oldest first."""
    draft: str = ""
    """Unchecked words of an incomplete sentence; each piece replaces the one before."""
    dropped: tuple[str, ...] = ()
    """Unsupported claims that are not shown."""
    declined: bool = False
    """Whether the model finds no answer in the sentences."""
    notices: tuple[AnswerNotice, ...] = ()
    model: str = ""
    usage: Usage = field(default_factory=Usage)
    prompt_hashes: Mapping[str, str] = field(default_factory=dict)
    verdict: Verdict | None = None
    premise: Premise | None = None
    coverage: Coverage | None = None
    refusal: Refusal | None = None
    """Why there is no answer; the statements are then the nearest evidence."""
    confidence: float | None = None
    """Probability that the reply is right, where its kind has a measure of its own."""

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
            verdict=other.verdict or self.verdict,
            premise=other.premise or self.premise,
            coverage=other.coverage or self.coverage,
            refusal=other.refusal or self.refusal,
            confidence=self.confidence if other.confidence is None else other.confidence,
        )


@dataclass(frozen=True, slots=True)
class Citation:
    """The evidence of marker `[n]` in an answer; `verified` if the store holds it."""

    marker: int
    evidence: Evidence
    verified: bool = False
    also: tuple[Article, ...] = ()
    """Copies of the article at other outlets that hold the sentence too."""

    @property
    def speaker(self) -> str:
        """Whose words the sentence is in an interview; empty for the article's own."""
        return self.evidence.sentence.speaker

    @property
    def published(self) -> str:
        """When the sentence was published: with its part of a live blog, else with its article."""
        return self.evidence.sentence.published or self.evidence.article.published


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
    """A statement of an answer, with the markers of its citations."""

    text: str
    markers: tuple[int, ...] = ()
    supported: bool = True
    """False for a marked claim of a language model that no sentence entails."""
    label: str = ""
    """Like `Statement.label`."""

    def __str__(self) -> str:
        """Return the line as in "2026-03-02: The bridge reopened. [1]"."""
        text = f"{self.label}: {self.text}" if self.label else self.text
        return " ".join(filter(None, (text, "".join(f"[{marker}]" for marker in self.markers))))


@dataclass(frozen=True, slots=True)
class AnsweredPart:
    """One of several questions in one, by itself."""

    question: str
    lines: tuple[AnswerLine, ...] = ()
    refusal: Refusal | None = None
    short: ShortAnswer | None = None

    @property
    def refused(self) -> bool:
        return self.refusal is not None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question, as values. Front ends make words of them."""

    question: str
    lines: tuple[AnswerLine, ...]
    """For a refusal, the nearest evidence."""
    confidence: float
    """Probability that the articles answer the question, 0 to 1."""
    citations: tuple[Citation, ...] = ()
    """Best first; `lines` hold their markers."""
    refusal: Refusal | None = None
    kind: Kind = Kind.FACT
    """What was asked for; small talk has no lines, and is no refusal."""
    passages: tuple[RankedPassage, ...] = ()
    short: ShortAnswer | None = None
    conflict: tuple[Citation, ...] = ()
    """The citations of reports with different figures, oldest first; each span holds a figure."""
    traces: tuple[Trace, ...] = ()
    """The places of a quoted excerpt of the question, best first."""
    standalone: str = ""
    """The rewritten follow-up; empty if `question` stands alone."""
    model: str = ""
    """The language model that wrote the lines; empty for verbatim sentences."""
    usage: Usage = field(default_factory=Usage)
    prompt_hashes: Mapping[str, str] = field(default_factory=dict)
    """The fingerprint of each prompt, by name."""
    notices: tuple[AnswerNotice, ...] = ()
    dropped: tuple[str, ...] = ()
    """Unsupported claims of the model that are not shown."""
    verdict: Verdict | None = None
    """For a question of yes or no; `lines` hold the sentences that carry it."""
    premise: Premise | None = None
    parts: tuple[AnsweredPart, ...] = ()
    """The answers to several questions in one, whose lines are those of the answer too."""
    coverage: Coverage | None = None
    """For a question about the collection itself."""
    suggestions: tuple[str, ...] = ()
    """Questions that these articles answer."""
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
    """An incomplete answer: its verified lines, and the unverified words after them."""

    lines: tuple[AnswerLine, ...]
    citations: tuple[Citation, ...] = ()
    draft: str = ""
    """The unchecked words of an incomplete sentence. Never show them as part of the answer."""

    @property
    def text(self) -> str:
        """The lines, each with its markers behind it."""
        return " ".join(map(str, self.lines))
