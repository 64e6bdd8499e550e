"""What the kinds of answers work with: the searches, the models and the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.evidence.calibration import Calibration
from retrieval.index import Index
from retrieval.models.protocols import Reranker, Verifier
from retrieval.search.about import TopicArticle, articles_about
from retrieval.search.retriever import HybridRetriever
from retrieval.values import Evidence, Query, Sentence


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The tools of a question, with its day."""

    index: Index
    retriever: HybridRetriever
    reranker: Reranker
    verifier: Verifier
    calibration: Calibration
    today: date

    def about(self, query: Query) -> tuple[TopicArticle, ...]:
        """Return the articles about a topic, most relevant first."""
        return articles_about(query, self.index, self.retriever, self.reranker)

    def scored(self, topic: str, sentences: Sequence[tuple[TopicArticle, Sentence]]) -> list[Evidence]:
        """Return the sentences as evidence, each with the cross-encoder's logit for the topic."""
        logits = self.reranker.score(topic, [found.text(sentence) for found, sentence in sentences])
        return [
            Evidence(found.article, sentence, logit)
            for (found, sentence), logit in zip(sentences, logits, strict=True)
        ]
