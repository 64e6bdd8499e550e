from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.conversation.memory import MAX_TOKENS, MAX_TURN, MAX_TURNS, Memory, newest_turns, turn_of
from retrieval.errors import StoreError
from retrieval.llm.tokens import estimate_tokens
from retrieval.values import Turn
from tests.bot.examples import make_answer

WHO = Turn("Who led the survey?", "Dr. Lena Osk led the survey.")
WHY = Turn("Why?", "Because the ice melts.")


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    made = Memory(tmp_path / "a.sqlite3")
    yield made
    made.close()


def test_each_thread_has_its_own_turns_oldest_first(memory: Memory) -> None:
    memory.add("one", "ada", WHO)
    memory.add("two", "ada", WHY)
    memory.add("one", "ben", WHY)
    assert memory.turns("one") == (WHO, WHY)
    assert memory.turns("two") == (WHY,)
    assert memory.turns("three") == ()


def test_what_was_added_is_there_for_another_process(memory: Memory, tmp_path: Path) -> None:
    memory.add("one", "ada", WHO)
    other = Memory(tmp_path / "a.sqlite3")
    assert other.turns("one") == (WHO,)
    other.close()


def test_a_thread_can_be_forgotten(memory: Memory) -> None:
    memory.add("one", "ada", WHO)
    memory.add("two", "ada", WHO)
    assert (memory.forget("one"), memory.forget("one")) == (1, 0)
    assert memory.turns("one") == () and memory.turns("two") == (WHO,)


def test_what_is_forgotten_does_not_stay_in_the_file(memory: Memory, tmp_path: Path) -> None:
    memory.add("one", "ada", Turn("where did the zebrafish go?", ""))
    memory.forget("one")
    memory.close()
    assert not [f for f in tmp_path.iterdir() if b"zebrafish" in f.read_bytes()]


def test_nor_in_its_log_while_another_connection_is_open(memory: Memory, tmp_path: Path) -> None:
    other = Memory(tmp_path / "a.sqlite3")
    memory.add("one", "ada", Turn("where did the zebrafish go?", ""))
    assert other.turns("one")
    assert memory.forget("one") == 1
    assert not [f for f in tmp_path.iterdir() if b"zebrafish" in f.read_bytes()]
    other.close()


def test_the_threads_that_rest_longest_are_forgotten(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.conversation.memory.MAX_THREADS", 2)
    for thread in ("one", "two", "one", "three"):
        memory.add(thread, "ada", WHO)
    assert [len(memory.turns(thread)) for thread in ("one", "two", "three")] == [2, 0, 1]


def test_a_long_thread_keeps_its_last_turns(memory: Memory) -> None:
    for n in range(MAX_TURNS + 3):
        memory.add("one", "ada", Turn(f"question {n}", ""))
    assert [turn.question for turn in memory.turns("one")] == [f"question {n + 3}" for n in range(MAX_TURNS)]
    assert memory.forget("one") == MAX_TURNS


def test_long_turns_are_cut_and_bounded_in_tokens_together(memory: Memory) -> None:
    for _ in range(MAX_TURNS):
        memory.add("one", "ada", Turn("why " * 999, "because " * 9999))
    turns = memory.turns("one")
    assert turns and all(estimate_tokens(turn.answer) <= MAX_TURN for turn in turns)
    assert sum(estimate_tokens(t.question + t.answer) for t in turns) <= MAX_TOKENS


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.sqlite3").write_bytes(b"no database " * 99)
    with pytest.raises(StoreError, match="cannot be used"):
        Memory(tmp_path / "a.sqlite3")


def test_an_answer_is_remembered_without_markers_and_a_refusal_without_an_answer() -> None:
    answer, refusal = make_answer(), make_answer(refused=True)
    assert turn_of(answer) == Turn("when?", "The crane opens in June. Slowly [1] now. It is old.")
    assert turn_of(refusal) == Turn("when?", "")


def test_of_the_turns_of_a_chat_the_newest_that_fit_are_kept_each_clipped() -> None:
    turns = [Turn(f"Question {n}?", "word " * 2 * MAX_TURN) for n in range(MAX_TURNS)]  # newest first
    kept = newest_turns(turns)
    assert [turn.question for turn in kept] == [f"Question {n}?" for n in reversed(range(len(kept)))]
    spent = [estimate_tokens(turn.question) + estimate_tokens(turn.answer) for turn in kept]
    assert 0 < sum(spent) <= MAX_TOKENS < sum(spent) + max(spent)
