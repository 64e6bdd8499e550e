"""A hand-made answer and the articles it cites."""

from __future__ import annotations

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
    Sentence,
)

CRANE = Article(
    id="crane",
    title="A crane [bold]opens[/bold]",
    text="First line.\nThe crane opens in June. It is old.\nLast line.",
    url="https://example.org/herald/a-very-long-address-that-no-terminal-of-sixty-columns-can-hold",
    source="Herald",
    published="2026-03-02T08:00:00Z",
)
ICE = Article(id="ice", title="Ice \x1b]8;;evil\x07", text="The ice \x1b[31mmelts\x9b. Slowly [1] now.")


def sentence(article: Article, text: str) -> Sentence:
    start = article.text.index(text)
    return Sentence(start, start + len(text))


def cite(marker: int, article: Article, text: str, score: float, verified: bool = True) -> Citation:
    return Citation(marker, Evidence(article, sentence(article, text), score), verified)


SENTENCES = "The crane opens in June. [1] Slowly (1) now. [2] It is old. [3]"
WHY = "The articles do not answer this. What comes nearest says nothing of “whales”"
LINES = tuple(
    map(AnswerLine, ("The crane opens in June.", "Slowly [1] now.", "It is old."), ((1,), (2,), (3,)))
)


def make_answer(refused: bool = False) -> Answer:
    """Three citations, best first, of two articles; the second article's text is hostile."""
    citations = (
        cite(2, ICE, "Slowly [1] now.", 2.34567),
        cite(1, CRANE, "The crane opens in June.", 1.0),
        cite(3, CRANE, "It is old.", 0.5),
    )
    passage = Passage("p", "crane", (sentence(CRANE, "The crane opens in June."),))
    return Answer(
        question="when?",
        lines=LINES,
        refusal=Refusal(RefusalReason.BELOW_THRESHOLD, ("whales",)) if refused else None,
        confidence=0.12345 if refused else 0.93456,
        citations=citations,
        passages=(RankedPassage(passage, CRANE, 3.14159),) * 25,
        timings_ms={"search": 1.26, "rerank": 2.0, "answer": 0.5, "total": 3.76},
    )
