"""An answer as JSON to keep. It holds places in articles, not their texts, which are read again later."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any, TypeAlias

from pydantic import (
    AliasPath,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    model_validator,
)

from retrieval.answer.citations import ArticleLookup
from retrieval.values import (
    Answer,
    AnsweredPart,
    AnswerLine,
    AnswerNotice,
    Article,
    Citation,
    Coverage,
    Difference,
    Evidence,
    Passage,
    Premise,
    RankedPassage,
    Refusal,
    RefusalReason,
    Sentence,
    ShortAnswer,
    Span,
    Trace,
    TraceKind,
    Usage,
    Verdict,
)
from retrieval.values.understanding import Kind

_LookUp: TypeAlias = Callable[[str], Article | None]
AS_PACKED = (
    *("question", "refusal", "kind", "confidence", "model", "notices", "short", "timings_ms", "verdict"),
    *("premise", "coverage", "suggestions", "standalone", "usage", "prompt_hashes", "dropped"),
)
"""Fields of an answer that are kept as they are."""
PASSAGES = 20
"""Passages that are kept of an answer, the best."""


@dataclass(frozen=True, slots=True)
class ForgottenArticle:
    """What a marker stood for before its article was changed or removed."""

    marker: int
    title: str


@dataclass(frozen=True, slots=True)
class Reopened:
    """A kept answer without the articles that are gone, and those articles."""

    answer: Answer
    gone: tuple[ForgottenArticle, ...] = ()


def _from(*path: str) -> Any:
    """Return a field that is filled from an attribute of a value, and by its own name from JSON."""
    return Field(validation_alias=AliasPath(*path))


_Offsets = Annotated[
    Sentence,
    BeforeValidator(lambda value: value if isinstance(value, Sentence) else Sentence(*value)),
    PlainSerializer(lambda sentence: [sentence.start, sentence.end]),
]
_Marker = Annotated[
    int, BeforeValidator(lambda value: value.marker if isinstance(value, Citation) else value)
]


class _Packed(BaseModel):
    model_config = ConfigDict(
        from_attributes=True, validate_by_name=True, validate_by_alias=True, ser_json_inf_nan="constants"
    )


class PackedArticle(_Packed):
    """An article by its id and hash."""

    article: str = _from("id")
    hash: str = _from("content_hash")


class PackedCitation(_Packed):
    """A citation by its article's id and hash, and the offsets of its sentence."""

    marker: int
    article: str = _from("evidence", "article", "id")
    hash: str = _from("evidence", "article", "content_hash")
    title: str = _from("evidence", "article", "title")
    at: _Offsets = _from("evidence", "sentence")
    score: float = _from("evidence", "score")
    span: Span | None = Field(None, validation_alias=AliasPath("evidence", "span"))  # older answers have none
    verified: bool
    also: tuple[PackedArticle, ...] = ()


class PackedPassage(_Packed):
    """A passage by its article's id and hash, and the offsets of its sentences."""

    id: str = _from("passage", "id")
    article: str = _from("article", "id")
    hash: str = _from("article", "content_hash")
    sentences: tuple[_Offsets, ...] = _from("passage", "sentences")
    score: float


class PackedLine(_Packed):
    """A line; one that is its cited sentence keeps no text, which is read again from the article."""

    text: str | None
    markers: tuple[int, ...] = ()
    supported: bool = True
    label: str = ""


class PackedPart(_Packed):
    """One of several questions in one."""

    question: str
    lines: tuple[PackedLine, ...] = ()
    refusal: Refusal | None = None
    short: ShortAnswer | None = None


class PackedTrace(_Packed):
    """The place of a quoted excerpt by its article's id and hash, and its offsets."""

    article: str = _from("article", "id")
    hash: str = _from("article", "content_hash")
    start: int
    end: int
    kind: TraceKind
    score: float
    differences: tuple[Difference, ...] = ()


class PackedAnswer(_Packed):
    """The fields of an answer that are kept."""

    question: str
    lines: tuple[PackedLine, ...]
    refusal: Refusal | None
    kind: Kind = Kind.FACT  # an older answer does not say
    confidence: float
    conflict: tuple[_Marker, ...] = ()
    model: str
    notices: tuple[AnswerNotice, ...] = ()
    short: ShortAnswer | None
    timings_ms: dict[str, float]
    citations: tuple[PackedCitation, ...]
    passages: tuple[PackedPassage, ...]
    verdict: Verdict | None = None
    premise: Premise | None = None
    coverage: Coverage | None = None
    suggestions: tuple[str, ...] = ()
    parts: tuple[PackedPart, ...] = ()
    traces: tuple[PackedTrace, ...] = ()
    standalone: str = ""
    usage: Usage = Usage()
    prompt_hashes: dict[str, str] = {}
    dropped: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _of_the_first_version(cls, value: Any) -> Any:
        """Read an answer that has its text as a whole, with markers in it."""
        if not isinstance(value, dict) or "lines" in value:
            return value
        refusal = Refusal(RefusalReason.BELOW_THRESHOLD) if value["refused"] else None
        return {**value, "lines": [{"text": value["text"]}], "refusal": refusal}


def pack(answer: Answer) -> str:
    """Return JSON of the answer without the texts of its articles."""
    sentences = {c.marker: c.evidence.text for c in answer.citations}
    packed = PackedAnswer.model_validate(replace(answer, passages=answer.passages[:PASSAGES]))
    for line in (*packed.lines, *(line for part in packed.parts for line in part.lines)):
        if [sentences.get(marker) for marker in line.markers] == [line.text]:
            line.text = None
    return packed.model_dump_json()


def unpack(text: str, articles: ArticleLookup) -> Reopened:
    """Return the answer without the sentences that the store no longer holds to the character."""
    packed = PackedAnswer.model_validate_json(text)
    look_up = cache(articles.article)  # each article is read once
    citations = [
        _citation(citation, look_up, articles.sentences(citation.article)) for citation in packed.citations
    ]
    passages = [_passage(passage, _same(look_up, passage)) for passage in packed.passages]
    standing = {c.marker: c for c in citations if isinstance(c, Citation)}
    answer = Answer(
        **{name: getattr(packed, name) for name in AS_PACKED},
        lines=_lines(packed.lines, standing),
        conflict=tuple(standing[marker] for marker in packed.conflict if marker in standing),
        citations=tuple(standing.values()),
        passages=tuple(filter(None, passages)),
        parts=tuple(
            AnsweredPart(part.question, _lines(part.lines, standing), part.refusal, part.short)
            for part in packed.parts
        ),
        traces=tuple(filter(None, (_trace(trace, _same(look_up, trace)) for trace in packed.traces))),
    )
    return Reopened(answer, tuple(c for c in citations if isinstance(c, ForgottenArticle)))


def cited_articles(answer: Answer) -> list[str]:
    """Return the ids of the articles whose words stand in the answer."""
    cited = {citation.evidence.article.id for citation in answer.citations}
    return sorted(cited | {trace.article.id for trace in answer.traces})


def _same(
    look_up: _LookUp, packed: PackedArticle | PackedCitation | PackedPassage | PackedTrace
) -> Article | None:
    """Return the article if its text is the one that was cited."""
    article = look_up(packed.article)
    return article if article and article.content_hash == packed.hash else None


def _lines(packed: Sequence[PackedLine], standing: Mapping[int, Citation]) -> tuple[AnswerLine, ...]:
    return tuple(filter(None, (_line(line, standing) for line in packed)))


def _line(packed: PackedLine, standing: Mapping[int, Citation]) -> AnswerLine | None:
    """Return a line; None for a sentence that its article no longer holds."""
    if packed.text is not None:
        return AnswerLine(packed.text, packed.markers, packed.supported, packed.label)
    (marker,) = packed.markers
    if marker not in standing:
        return None
    return AnswerLine(standing[marker].evidence.text, (marker,), label=packed.label)


def _citation(
    packed: PackedCitation, look_up: _LookUp, sentences: Sequence[Sentence]
) -> Citation | ForgottenArticle:
    article = _same(look_up, packed)
    if article is None:
        return ForgottenArticle(packed.marker, packed.title)
    at = next((sentence for sentence in sentences if sentence == packed.at), packed.at)
    also = tuple(filter(None, (_same(look_up, other) for other in packed.also)))
    return Citation(packed.marker, Evidence(article, at, packed.score, packed.span), packed.verified, also)


def _trace(packed: PackedTrace, article: Article | None) -> Trace | None:
    if article is None:
        return None
    return Trace(article, packed.start, packed.end, packed.kind, packed.score, packed.differences)


def _passage(packed: PackedPassage, article: Article | None) -> RankedPassage | None:
    if article is None:
        return None
    return RankedPassage(Passage(packed.id, article.id, packed.sentences), article, packed.score)
