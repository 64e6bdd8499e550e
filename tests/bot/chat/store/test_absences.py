"""Articles that go are announced, and forgotten by whoever cites them, whichever process removes them."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.chat.store.answers import AnswerStore, KeptAnswer
from bot.chat.store.feedback import FeedbackStore
from bot.services.feedback import Vote
from retrieval.engine import Engine
from retrieval.index.browse import Coverage
from retrieval.ingest.retention import forget
from retrieval.values import Query
from tests.bot.conftest import Run
from tests.conftest import ARTICLES

NOW = datetime(2026, 3, 5, tzinfo=UTC)
QUESTION = Query("who scored both goals for Rovers?")


@pytest.fixture
def answers(news_engine: Engine) -> Iterator[AnswerStore]:
    """A store with one answer, of the article "cup"."""
    store = AnswerStore(news_engine.index.folder, news_engine.index.articles)
    store.add(KeptAnswer("a1", 1, 2, 3, NOW, QUESTION, Coverage(3), news_engine.ask(QUESTION)))
    store.shown("a1", 100)
    yield store
    store.close()


@pytest.fixture
def feedback(news_engine: Engine) -> Iterator[FeedbackStore]:
    """A store with one vote, on an answer of the article "cup"."""
    store = FeedbackStore(news_engine.index.folder, news_engine.index.articles)
    store.vote(Vote("a1", 7, True, "{}", "", 1, ("cup",)), NOW)
    yield store
    store.close()


def test_what_is_removed_is_announced_and_what_is_updated_is_not(news_engine: Engine) -> None:
    heard: list[Sequence[str]] = []
    news_engine.index.on_removed(heard.append)
    list(news_engine.ingest([replace(ARTICLES[2], text="Rovers lost the cup after all.")]))
    forget(news_engine.index, ["cup", "harbour", "unknown"])
    assert heard == [["cup", "harbour"]]


def test_it_is_announced_again_where_a_kill_came_between(news_engine: Engine) -> None:
    heard: list[Sequence[str]] = []

    def killed(article_ids: Sequence[str]) -> None:
        heard.append(article_ids)
        if len(heard) == 1:
            raise KeyboardInterrupt

    news_engine.index.on_removed(killed)
    with pytest.raises(KeyboardInterrupt):
        forget(news_engine.index, ["cup"])
    assert news_engine.index.articles.article("cup") is None
    with news_engine.index.writing():
        pass
    assert heard == [["cup"], ["cup"]]


def in_another_process(folder: Path) -> None:
    """Remove the article "cup" by a program that knows nothing of chats."""
    code = (
        "import sys; from pathlib import Path; from tests.conftest import make_engine;"
        "from retrieval.ingest.retention import forget;"
        "engine = make_engine(Path(sys.argv[1])); forget(engine.index, ['cup']); engine.close()"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True)


def test_another_process_removes_it_while_the_stores_are_open(
    news_engine: Engine, answers: AnswerStore, feedback: FeedbackStore
) -> None:
    assert answers.get("a1") and len(feedback.votes()) == 1
    in_another_process(news_engine.index.folder)
    assert (answers.at_message(100), answers.turns("a1"), answers.latest_in(3)) == ("", (), "")
    assert answers.get("a1") is None and feedback.votes() == []


def test_another_process_removes_it_while_the_stores_are_closed(
    news_engine: Engine, answers: AnswerStore, feedback: FeedbackStore
) -> None:
    answers.close()
    feedback.close()
    folder = news_engine.index.folder
    in_another_process(folder)
    for store in (
        AnswerStore(folder, news_engine.index.articles),
        FeedbackStore(folder, news_engine.index.articles),
    ):
        store.close()  # opening was enough
    news_engine.close()
    assert [path for path in folder.glob("articles*") if b"Sam Pell scored both" in path.read_bytes()] == []


def test_the_command_line_forgets_it_at_once(
    news_engine: Engine, answers: AnswerStore, feedback: FeedbackStore, run: Run
) -> None:
    answers.close()
    feedback.close()
    folder = news_engine.index.folder
    news_engine.close()
    assert run("articles", "remove", "cup").stdout == "removed 1\n"
    assert [path for path in folder.glob("articles*") if b"Sam Pell scored both" in path.read_bytes()] == []


def test_others_are_kept(news_engine: Engine, answers: AnswerStore, feedback: FeedbackStore) -> None:
    forget(news_engine.index, ["harbour"])
    kept = answers.get("a1")
    assert kept and kept.answer.citations and len(feedback.votes()) == 1
