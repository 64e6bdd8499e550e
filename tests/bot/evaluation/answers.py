"""Hand-made answers over two short articles, for tests of what they score."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.text.sentences import split
from retrieval.values import (
    Answer,
    AnswerLine,
    Article,
    Citation,
    Evidence,
    Passage,
    RankedPassage,
    Refusal,
    RefusalReason,
    ShortAnswer,
)

ICE = Article(
    id="ice",
    title="Ice",
    text="The glacier lost 1 metre. Lena Osk led the survey. She used lasers from a plane.",
)
CUP = Article(id="cup", title="Cup", text="Rovers won the cup. Sam Pell scored both goals.")
OLD = Article(id="old", title="Old", text="The harbour crane is old. It has stood there for forty years.")


def citation(marker: int, article: Article, place: int) -> Citation:
    """Cites the sentence of `article` at `place`, from 0; its score falls with the marker."""
    return Citation(marker, Evidence(article, split(article.text)[place], -float(marker)), verified=True)


def passage(article: Article) -> RankedPassage:
    """The whole article as a passage."""
    return RankedPassage(Passage(article.id, article.id, split(article.text)), article, 0.0)


def answer(
    citations: Sequence[Citation] = (),
    passages: Sequence[Article] = (),
    *,
    refused: bool = False,
    confidence: float = 0.5,
    short: str = "",
) -> Answer:
    """An answer that quotes what it cites, marker by marker."""
    return Answer(
        question="?",
        lines=tuple(
            AnswerLine(c.evidence.text, (c.marker,)) for c in sorted(citations, key=lambda c: c.marker)
        ),
        refusal=Refusal(RefusalReason.BELOW_THRESHOLD) if refused else None,
        confidence=confidence,
        citations=tuple(citations),
        passages=tuple(passage(article) for article in passages),
        short=ShortAnswer(short, 1, 0, len(short), 1.0) if short else None,
        timings_ms={"search": 3.0, "total": 12.5},
    )
