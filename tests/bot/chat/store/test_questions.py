from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.chat.store.questions import KeptQuestion, QuestionStore

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
ASKED = KeptQuestion(message=1, channel=2, user=3, text="when?")


@pytest.fixture
def store(tmp_path: Path) -> QuestionStore:
    return QuestionStore(tmp_path)


def test_a_message_is_taken_once(store: QuestionStore) -> None:
    assert store.take(ASKED, NOW) and not store.take(ASKED, NOW)
    store.settle(1, 9)
    assert store.get(1) == KeptQuestion(1, 2, 3, "when?", reply=9)
    store.close()


def test_by_one_of_many_threads(store: QuestionStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        asked = [KeptQuestion(n // 8, 2, 3, "when?") for n in range(800)]
        assert sum(pool.map(lambda question: store.take(question, NOW), asked)) == 100
    store.close()


def test_each_edit_is_taken_if_its_text_is_another(store: QuestionStore) -> None:
    store.take(ASKED, NOW)
    store.admit(1)
    assert [store.take_edit(1, text) for text in ("when?", "who?", "who?", "why?")] == [
        False,
        True,
        False,
        True,
    ]
    assert not store.take_edit(2, "who?")
    store.close()


def test_what_was_turned_away_is_neither_edited_nor_left_unanswered(store: QuestionStore) -> None:
    store.take(ASKED, NOW)
    assert not store.take_edit(1, "who?") and store.unanswered(NOW - timedelta(minutes=1)) == []
    store.close()


def test_what_was_left_unanswered_is_found_and_what_is_old_forgotten(store: QuestionStore) -> None:
    store.take(ASKED, NOW)
    store.admit(1)
    assert store.unanswered(NOW - timedelta(minutes=1)) == [ASKED]
    assert store.unanswered(NOW + timedelta(minutes=1)) == []
    assert store.prune(NOW + timedelta(days=29)) == 0 and store.prune(NOW + timedelta(days=31)) == 1
    store.close()


def test_a_user_is_forgotten(store: QuestionStore) -> None:
    store.take(ASKED, NOW)
    assert store.forget(4) == 0 and store.forget(3) == 1 and store.get(1) is None
    store.close()
