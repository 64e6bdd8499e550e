"""The tools: what an assistant can ask of the articles. Each blocks its thread while it works."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import wraps
from threading import BoundedSemaphore
from typing import Annotated, Any, Concatenate, ParamSpec

from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, TextContent
from pydantic import Field

from bot.mcp import results
from bot.render.answers import answer_view
from bot.requests.article_selection import unknown
from bot.requests.queries import known_source, make_query, tidy
from bot.services.articles import list_articles, newest_articles
from retrieval.engine import Engine
from retrieval.errors import NewsdeskError, UsageError
from retrieval.index.browse import ArticleBrowser
from retrieval.quotes import trace_question
from retrieval.values import Query, Turn

Parameters = ParamSpec("Parameters")
WORKERS = 2

Since = Annotated[str, Field(description="Only articles published on or after this day, such as 2026-03-01.")]
Until = Annotated[str, Field(description="Only articles published on or before this day.")]
Source = Annotated[str, Field(description="Only articles of this outlet.")]
AsOf = Annotated[str, Field(description="The day that “today” means; nothing later is known.")]
Limit = Annotated[int, Field(ge=1, le=50, description="How many at most.")]
History = Annotated[list[str], Field(description="The questions asked before, oldest first.")]
ArticleId = Annotated[str, Field(description="An `article_id` of another result.")]


def _tool(
    method: Callable[Concatenate[NewsTools, Parameters], CallToolResult],
) -> Callable[Concatenate[NewsTools, Parameters], CallToolResult]:
    """Let a method wait for one of the slots, and tell the assistant what newsdesk tells its users."""

    @wraps(method)
    def call(self: NewsTools, /, *args: Parameters.args, **named: Parameters.kwargs) -> CallToolResult:
        try:
            with self.slots:
                return method(self, *args, **named)
        except NewsdeskError as error:
            raise ToolError(" ".join(str(error).split())) from None

    return call


@dataclass(frozen=True)
class NewsTools:
    """The tools over one engine, which its caller closes, as the browser."""

    engine: Engine
    browser: ArticleBrowser
    today: Callable[[], date] = date.today
    slots: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(WORKERS))
    """For the calls that work at once; the others wait."""

    @_tool
    def ask(
        self,
        question: str,
        history: History = [],  # noqa: B006  # pydantic copies it
        since: Since = "",
        until: Until = "",
        source: Source = "",
        as_of: AsOf = "",
    ) -> Annotated[CallToolResult, results.AnswerResult]:
        """Answer a question with sentences of the articles, or say that the articles do not answer it."""
        query = self._query(question, {"since": since, "until": until, "source": source, "as_of": as_of})
        asked = (Turn(tidy(one), "") for one in history if one.strip())
        query = replace(query, history=tuple(asked))
        answer = self.engine.ask(query)
        return _both(answer_view(answer, query, self.today()).plain(), results.answer_result(answer))

    @_tool
    def search(
        self,
        query: Annotated[str, Field(description="A question or words.")],
        since: Since = "",
        until: Until = "",
        source: Source = "",
        limit: Limit = 10,
    ) -> Annotated[CallToolResult, results.PassagesResult]:
        """Find passages of the articles, best first, without an answer."""
        asked = self._query(query, {"since": since, "until": until, "source": source})
        if not asked.text:
            raise UsageError("the query is empty")
        passages = self.engine.work(asked).passages[:limit]
        return _both("", {"passages": [results.passage_result(passage) for passage in passages]})

    @_tool
    def check_claim(
        self, claim: Annotated[str, Field(description="A statement, not a question.")]
    ) -> Annotated[CallToolResult, results.ClaimResult]:
        """Say whether the articles support a claim, contradict it, or are silent on it."""
        return _both("", results.claim_result(self.engine.check(tidy(claim))))

    @_tool
    def trace_quote(
        self,
        quote: Annotated[str, Field(description="The quoted words, at least four.")],
        source: Source = "",
    ) -> Annotated[CallToolResult, results.TracesResult]:
        """Say where quoted words stand in the articles, and which words were changed."""
        query = self._query(f"> {tidy(quote)}", {"source": source})
        tracing = trace_question(query, self.engine.index, self.engine.embeddings)
        if tracing is None:
            raise UsageError("a quotation has at least four words")
        return _both("", results.traces_result(tracing))

    @_tool
    def latest(
        self,
        topic: Annotated[str, Field(description="Words that the articles hold; empty for all.")] = "",
        source: Source = "",
        limit: Limit = 10,
    ) -> Annotated[CallToolResult, results.ArticlesResult]:
        """List the newest articles, all or those about a topic."""
        newest = newest_articles(self.engine.index, self.browser, source, topic, limit)
        return _both("", {"articles": [results.article_result(article) for article in newest]})

    @_tool
    def digest(
        self, since: Since = "", until: Until = "", source: Source = "", limit: Limit = 8
    ) -> Annotated[CallToolResult, results.DigestResult]:
        """Tell the stories of some days, a sentence each; those of the last two if no days are given."""
        query = self._query("", {"since": since, "until": until, "source": source})
        digest = self.engine.digest(query)
        return _both("", results.digest_result(replace(digest, stories=digest.stories[:limit])))

    @_tool
    def article(self, article_id: ArticleId) -> Annotated[CallToolResult, results.WholeArticleResult]:
        """Show an article with its text, in which `start` and `end` of a sentence count characters."""
        article = self.engine.index.articles.article(article_id)
        if article is None:
            raise unknown(article_id, self.engine.index.articles)
        return _both("", results.whole_article(self.engine.index, article))

    def newest(self, limit: int) -> list[results.ArticleResult]:
        """Return the newest articles, as resources are listed."""
        newest = list_articles(self.engine.index, self.browser, Query(""), limit)
        return [results.article_result(article) for article in newest]

    def _query(self, text: str, limits: Mapping[str, str]) -> Query:
        """Return a query with the source as the articles spell it. Raise UsageError for a wrong limit."""
        query = make_query(text, limits, self.today())
        if not query.source:
            return query
        return replace(query, source=known_source(query.source, self.engine.index.articles.sources()))


def _both(text: str, content: Mapping[str, Any]) -> CallToolResult:
    """Return the structured content, and in words or as JSON for clients that know no other."""
    shown = text or json.dumps(content, ensure_ascii=False)
    return CallToolResult(content=[TextContent(type="text", text=shown)], structured_content=dict(content))
