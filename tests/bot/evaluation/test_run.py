import signal
import threading
import time

from bot.evaluation.questions import Question
from bot.evaluation.run import examine, run, sample, warm_up
from retrieval.engine import Engine

ICE = Question("ice", "How much ice did the Varn glacier lose?", True, ("nine metres",), ("glacier",))


def test_results_come_in_order_whatever_the_workers() -> None:
    def slower_at_first(n: int) -> int:
        time.sleep(0.02 * (5 - n))
        return n * n

    heard: list[int] = []
    for workers in (1, 5):
        done = run(slower_at_first, range(5), workers, heard.append)
        assert (done.results, done.stopped) == ((0, 1, 4, 9, 16), False)
    assert heard == [1] * 10


def test_ctrl_c_lets_what_has_begun_finish_and_keeps_it() -> None:
    def interrupting(n: int) -> int:
        if n == 2:
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
            time.sleep(0.2)
        return n

    done = run(interrupting, range(50))
    assert done.stopped and done.results == (0, 1, 2)


def test_a_sample_is_drawn_by_its_seed_and_stays_in_order() -> None:
    items = range(100)
    assert sample(items, None, 0) == sample(items, 100, 0) == tuple(items)
    first = sample(items, 10, 0)
    assert list(first) == sorted(first) and len(set(first)) == 10
    assert first == sample(items, 10, 0) != sample(items, 10, 1)


def test_a_question_is_asked_and_scored(news_engine: Engine) -> None:
    warm_up(news_engine)
    row = examine(news_engine, ICE)
    assert (row.question, row.error) == (ICE, "")
    assert row.scores["article_recall@1"] == row.scores["answer_contained"] == 1
    assert row.answer["citations"][0]["article_id"] == "glacier"
    before, after = row.paragraphs[0]
    assert after.startswith(" Dr. Lena Osk led the survey.") and before == ""


def test_an_error_is_told_in_the_row_and_counts_as_an_empty_answer(engine: Engine) -> None:
    row = examine(engine, ICE)
    assert row.failure == "error" and "there are no articles" in row.error
    assert row.answer["answer"] == "" and not row.answer["refused"]
    assert row.scores["article_recall@10"] == row.scores["right"] == 0
    assert str(row.scores["latency_ms"]) == "nan"
    assert examine(engine, Question("", "Who?", False)).scores["right"] == 0
