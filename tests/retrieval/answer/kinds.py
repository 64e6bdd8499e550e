"""A strike in Varn, told by two outlets, and a desk to answer questions on it."""

from __future__ import annotations

from datetime import date

from retrieval.answer.desk import Desk
from retrieval.engine import Engine
from retrieval.models.protocols import Verifier
from retrieval.values import Query, QuestionState, RawArticle
from retrieval.values.understanding import Kind, Period, Understanding

TODAY = date(2026, 3, 10)
TOPIC = "dockers strike Varn"
LAST_YEAR, BEGAN, BEGAN_TOO, FERRIES, ENDED = STRIKE = [
    RawArticle(
        id="last-year",
        title="Dockers of Varn vote for a strike",
        text="Two in three dockers voted for a strike at Varn last autumn.",
        source="Herald",
        published="2025-11-12",
    ),
    RawArticle(
        id="began",
        title="Dockers in Varn begin strike",
        text="Dockers in Varn began a strike over night pay."
        " “We can wait until summer,” said union leader Tom Wray.",
        source="Herald",
        published="2026-03-02",
    ),
    RawArticle(
        id="began-too",
        title="Varn quays empty as dockers strike",
        text="Not one of 400 men came to work when the Varn dockers started their strike."
        " Mayor Ada Brisk said that both sides must talk about the strike in Varn.",
        source="Post",
        published="2026-03-02",
    ),
    RawArticle(
        id="ferries",
        title="Strike of Varn dockers halts ferries",
        text="Because of the strike by Varn dockers no ferry sailed to Osk."
        " Ada Brisk said the town would send buses while the Varn dockers strike.",
        source="Post",
        published="2026-03-05",
    ),
    RawArticle(
        id="ended",
        title="Dockers in Varn end strike",
        text="Work resumed at the quays of Varn after the union signed, so the dockers' strike ended."
        " Tom Wray called the end of the Varn dockers' strike fair.",
        source="Herald",
        published="2026-03-09",
    ),
]


def desk_of(engine: Engine, verifier: Verifier | None = None, today: date = TODAY) -> Desk:
    """The desk of a question that is asked on a day, `TODAY` if none is given."""
    return Desk(
        index=engine.index,
        retriever=engine.as_retriever(),
        reranker=engine.reranker,
        verifier=verifier or engine.verifier,
        calibration=engine.calibration,
        today=today,
    )


def state(text: str, kind: Kind, period: Period | None = None, **limits: str) -> QuestionState:
    """A question as it is understood, before anything is searched for."""
    return QuestionState(Query(text, kind=kind, **limits), Understanding(kind, 1.0, period=period))  # type: ignore[arg-type]
