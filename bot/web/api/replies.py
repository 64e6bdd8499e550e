"""The objects that the API answers with, as its description tells them. They may hold more."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field


class ErrorDetail(BaseModel):
    message: str = Field(description="One line: what happened and what to do.")
    type: str
    code: str
    param: str | None = None


class ErrorReply(BaseModel):
    """What went wrong."""

    error: ErrorDetail


class OutletReply(BaseModel):
    article_id: str
    title: str
    source: str
    url: str
    published: str


class CitationReply(OutletReply):
    """A sentence of an article: `text[start:end]` of the article is the sentence."""

    marker: int
    sentence: str
    start: int
    end: int
    score: float
    verified: bool
    speaker: str | None = None
    also: list[OutletReply] = []


class ShortAnswerReply(BaseModel):
    text: str
    marker: int
    start: int
    end: int
    score: float


class PremiseReply(BaseModel):
    text: str
    status: Literal["contradicted", "unsupported"]


class PartReply(BaseModel):
    question: str
    answer: str
    refused: bool


class CoverageReply(BaseModel):
    articles: int
    outlets: int
    first: str
    last: str


class AskReply(BaseModel):
    """An answer or, if `refused`, why there is none."""

    question: str
    kind: str
    answer: str
    refused: bool
    reason: str
    verdict: Literal["yes", "no", "differ"] | None
    premise: PremiseReply | None
    parts: list[PartReply]
    coverage: CoverageReply | None
    suggestions: list[str]
    confidence: float = Field(ge=0, le=1)
    citations: list[CitationReply]
    short_answer: ShortAnswerReply | None = None
    standalone: str
    notice: str
    timings_ms: dict[str, float]


class BearingReply(CitationReply):
    bearing: Literal["supports", "contradicts", "related"]


class CheckReply(BaseModel):
    """What the articles say to a claim."""

    claim: str
    verdict: Literal["supported", "contradicted", "silent"]
    confidence: float = Field(ge=0, le=1)
    citations: list[BearingReply]


class TraceReply(OutletReply):
    kind: Literal["verbatim", "altered", "near"]
    text: str
    start: int
    end: int
    score: float
    differences: list[dict[str, Any]]


class QuoteReply(BaseModel):
    """Where quoted words stand; nowhere, if there are no traces."""

    quote: str
    traces: list[TraceReply]


class DigestStoryReply(BaseModel):
    line: str
    citations: list[CitationReply]
    outlets: list[str]
    articles: int


class DigestReply(BaseModel):
    """The stories of some days, those of most outlets first."""

    since: str
    until: str
    stories: list[DigestStoryReply]


class ArticleReply(BaseModel):
    id: str
    title: str
    url: str
    published: str
    source: str
    authors: list[str]
    language: str
    genre: str


class ArticlesReply(BaseModel):
    """Articles, newest first."""

    articles: list[ArticleReply]


class WholeArticleReply(ArticleReply):
    """An article with its text and the others of its story."""

    modified: str
    text: str
    story: list[ArticleReply]


class StoryReply(BaseModel):
    title: str
    outlets: list[str]
    first: str
    last: str
    articles: list[ArticleReply]


class StoriesReply(BaseModel):
    """Stories, those of most outlets first."""

    stories: list[StoryReply]


class CompletionReply(BaseModel):
    """OpenAI's object of a completion, with `citations` and more of ours beside."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[dict[str, Any]]
    usage: dict[str, int]
    citations: list[CitationReply]


class ModelReply(BaseModel):
    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class ModelsReply(BaseModel):
    """The one model there is."""

    object: Literal["list"]
    data: list[ModelReply]


class HealthReply(BaseModel):
    """Whether the server answers; `loading` while it loads its models, and questions wait."""

    status: Literal["ok", "loading"]
