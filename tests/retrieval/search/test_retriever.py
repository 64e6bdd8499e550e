from pathlib import Path
from typing import Any

import pytest
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import RetrieversIntegrationTests

from retrieval.engine import Engine
from retrieval.search.retriever import HybridRetriever
from retrieval.values import Query


class TestStandard(RetrieversIntegrationTests):
    """LangChain's own tests for a retriever."""

    @pytest.fixture(autouse=True)
    def filled(self, news_engine: Engine) -> None:
        self.engine = news_engine

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return HybridRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"index": self.engine.index, "embeddings": self.engine.embeddings}

    @property
    def retriever_query_example(self) -> str:
        return "who measured the glacier?"


@pytest.fixture
def retriever(news_engine: Engine) -> HybridRetriever:
    return HybridRetriever(index=news_engine.index, embeddings=news_engine.embeddings)


def test_the_best_passage_comes_first_with_its_article(retriever: HybridRetriever) -> None:
    best = retriever.search(Query("Who measured the Varn glacier?"), 2)[0]
    assert best.article.id == "glacier"
    assert best.text == best.article.text
    (document,) = retriever.invoke("Who measured the Varn glacier?", k=1)
    assert document.page_content == best.text
    assert document.metadata["url"] == "https://example.org/post/glacier"


def test_filters_reach_both_rankings(retriever: HybridRetriever) -> None:
    found = retriever.search(Query("the glacier", source="Herald", until="2025-12-31"), 5)
    assert [p.article.id for p in found] == ["cup"]
    assert [d.metadata["article_id"] for d in retriever.invoke("the glacier", source="Post")] == ["glacier"]


def test_scores_fall_with_rank(retriever: HybridRetriever) -> None:
    scores = [p.score for p in retriever.search(Query("the island cup final"), 5)]
    assert scores == sorted(scores, reverse=True)


def test_an_article_removed_from_the_truth_is_not_found(
    news_engine: Engine, retriever: HybridRetriever
) -> None:
    news_engine.index.versions.retire(["cup"])
    assert "cup" not in {p.article.id for p in retriever.search(Query("the island cup"), 5)}


@pytest.mark.parametrize(
    "text", ['"foo* AND (', "谁提议在伊斯坦布尔谈判？", "🙂🙂", "a" * 9000, "NOT * ? [1 TO 2]", "\x00"]
)
def test_any_question_is_only_words(retriever: HybridRetriever, text: str, tmp_path: Path) -> None:
    assert len(retriever.search(Query(text), 5)) == 3
