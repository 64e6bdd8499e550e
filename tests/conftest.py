"""Engines on real stores in a temporary folder, with small real models."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retrieval.conversation.memory import Memory
from retrieval.engine import Engine
from retrieval.evidence.calibration import Calibration, Logistic
from retrieval.index import Index
from retrieval.index.database import DATABASE
from retrieval.values import RawArticle
from tests.doubles import HashingEmbeddings, NameReader, OverlapReranker, OverlapVerifier

ARTICLES = [
    RawArticle(
        id="harbour",
        title="Old harbour crane to become a museum",
        text="The old crane on the west quay will open as a museum in June. Mayor Ada Brisk announced the"
        " plan on Monday.\n\nThe work costs 3.2 million euros, she said. “It has stood idle for forty years,”"
        " said Brisk.",
        url="https://example.org/herald/crane",
        source="Herald",
        published="2026-03-02",
    ),
    RawArticle(
        id="glacier",
        title="Glacier lost nine metres in a summer",
        text="The Varn glacier lost nine metres of ice last summer, a survey found."
        " Dr. Lena Osk led the survey. Her team measured the ice with lasers from a plane.",
        url="https://example.org/post/glacier",
        source="Post",
        published="2026-01-15T08:00:00Z",
    ),
    RawArticle(
        id="cup",
        title="Rovers win the island cup",
        text="Rovers beat United 2-1 in the final of the island cup. Sam Pell scored both goals for Rovers."
        " United had won the cup in the two years before.",
        url="https://example.org/herald/cup",
        source="Herald",
        published="2025-11-30",
    ),
]

CALIBRATION = Calibration(
    evidence={"passage": 0.5, "sentence": 0.5, "span": 0.1},
    confidence=Logistic({"passage": 0.06, "evidence": 0.5, "missing_words": -4.3}, 2.2),
    short=Logistic({"span": 0.5, "answerable": 0.5}, 1.0),
    sure=0.5,
)
"""Weights that suit the small models."""


def make_engine(folder: Path) -> Engine:
    """An engine on `folder` with the small models; close its index when done."""
    embeddings = HashingEmbeddings()
    return Engine(
        index=Index(folder, embeddings, "hashing"),
        embeddings=embeddings,
        reranker=OverlapReranker(),
        reader=NameReader(),
        verifier=OverlapVerifier(),
        calibration=CALIBRATION,
        threshold=0.4,
        memory=Memory(folder / DATABASE),
    )


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An engine without articles."""
    made = make_engine(tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def news_engine(engine: Engine) -> Engine:
    """An engine with three short articles: "harbour", "glacier" and "cup"."""
    list(engine.ingest(ARTICLES))
    return engine


@pytest.fixture
def engine_factory() -> Callable[[Path], Engine]:
    return make_engine
