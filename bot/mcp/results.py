"""The structured content of the tools. A result may hold more than is declared here."""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import quote

from typing_extensions import TypedDict  # typing's, which pydantic needs from Python 3.12 on

from bot.render.answer_json import answer_as_dict, attributes
from bot.render.claim import check_as_dict
from bot.render.digest import digest_as_dict
from retrieval.claims.factcheck import ClaimCheck
from retrieval.engine import Digest
from retrieval.index import Index
from retrieval.values import Answer, Article, RankedPassage, Tracing

RESOURCE = "newsdesk://articles/"
INTERNAL = frozenset({"passages", "timings_ms", "usage", "prompts", "traces"})
"""Fields of the JSON of an answer that an assistant has no use for."""


class ArticleResult(TypedDict):
    """An article's facts; `resource` is the address of its text in this server."""

    article_id: str
    title: str
    source: str
    url: str
    published: str
    resource: str


class CitationResult(ArticleResult):
    """A sentence: the article's text from `start` to `end`."""

    marker: int
    sentence: str
    start: int
    end: int
    verified: bool


class AnswerResult(TypedDict):
    question: str
    kind: str
    answer: str
    refused: bool
    reason: str
    confidence: float
    citations: list[CitationResult]
    short_answer: dict[str, Any] | None


class FindingResult(CitationResult):
    bearing: Literal["supports", "contradicts", "related"]


class ClaimResult(TypedDict):
    claim: str
    verdict: Literal["supported", "contradicted", "silent"]
    citations: list[FindingResult]


class PassageResult(ArticleResult):
    text: str
    start: int
    end: int
    score: float


class PassagesResult(TypedDict):
    passages: list[PassageResult]


class TraceResult(ArticleResult):
    kind: Literal["verbatim", "altered", "near"]
    text: str
    start: int
    end: int
    score: float
    differences: list[dict[str, str]]


class TracesResult(TypedDict):
    quote: str
    traces: list[TraceResult]


class StoryResult(TypedDict):
    line: str
    citations: list[CitationResult]
    outlets: list[str]
    articles: int


class DigestResult(TypedDict):
    since: str
    until: str
    stories: list[StoryResult]


class ArticlesResult(TypedDict):
    articles: list[ArticleResult]


class WholeArticleResult(ArticleResult):
    text: str
    authors: list[str]
    modified: str
    story: list[ArticleResult]


def address(article_id: str) -> str:
    """Return the address of an article as a resource."""
    return RESOURCE + quote(article_id, safe="")


def article_result(article: Article) -> ArticleResult:
    return {
        "article_id": article.id,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": article.published,
        "resource": address(article.id),
    }


def answer_result(answer: Answer) -> dict[str, Any]:
    """Return the JSON of an answer without its inner workings, with the addresses of its articles."""
    fields = {name: value for name, value in answer_as_dict(answer).items() if name not in INTERNAL}
    return {**fields, "citations": with_addresses(fields["citations"])}


def with_addresses(citations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return citations of the contract with the addresses of their articles."""
    return [{**citation, "resource": address(citation["article_id"])} for citation in citations]


def claim_result(check: ClaimCheck) -> dict[str, Any]:
    fields = check_as_dict(check)
    return {**fields, "citations": with_addresses(fields["citations"])}


def digest_result(digest: Digest) -> dict[str, Any]:
    fields = digest_as_dict(digest)
    stories = [{**told, "citations": with_addresses(told["citations"])} for told in fields["stories"]]
    return {**fields, "stories": stories}


def passage_result(ranked: RankedPassage) -> dict[str, Any]:
    return {
        **article_result(ranked.article),
        "text": ranked.text,
        **attributes(ranked.passage, "start", "end"),
        "score": round(ranked.score, 4),
    }


def traces_result(tracing: Tracing) -> dict[str, Any]:
    traces = answer_as_dict(Answer("", (), 0.0, traces=tracing.traces))["traces"]
    facts = (article_result(trace.article) for trace in tracing.traces)
    return {
        "quote": tracing.excerpt.removeprefix(">").strip(),
        "traces": [{**trace, **more} for trace, more in zip(traces, facts, strict=True)],
    }


def whole_article(index: Index, article: Article) -> dict[str, Any]:
    """Return an article with its text, in which every offset counts, and the others of its story."""
    others = map(index.articles.article, index.articles.stories.others(article.id))
    return {
        **article_result(article),
        **attributes(article, "text", "modified"),
        "authors": list(article.authors),
        "story": [article_result(other) for other in filter(None, others)],
    }
