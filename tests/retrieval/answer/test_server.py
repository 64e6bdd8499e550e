"""The real langchain-openai client against a server that speaks its protocol, faults included."""

import asyncio
import time
from contextlib import aclosing
from pathlib import Path

import pytest

from retrieval.errors import ChatError
from retrieval.llm.chat import Chat
from retrieval.llm.factory import open_chat
from retrieval.settings import Settings
from retrieval.values import Answer, NoticeKind, Query
from tests.chat_server import ChatServer, Reply, breaks_off, fails, falls_silent, garbles, says, serving
from tests.retrieval.answer.conftest import Writes

GOOD = "Lena Osk led the survey [1]. Her team used lasers from a plane [2]."
SURVEY = Query("Who led the survey of the Varn glacier?")


def chat_at(server: ChatServer, **settings: object) -> Chat:
    return open_chat("local", Settings(model_url=server.url, model_timeout=0.5, **settings))  # type: ignore[arg-type]


def failure(answer: Answer) -> str:
    """Why no model wrote."""
    (notice,) = answer.notices
    assert notice.kind is NoticeKind.MODEL_FAILED
    return notice.detail


def ask(writes: Writes, *replies: Reply, **settings: object) -> tuple[Answer, ChatServer]:
    with serving(*replies) as server:
        return writes(chat_at(server, **settings)).ask(SURVEY), server


def test_an_answer_in_pieces_with_its_usage_and_cost(writes: Writes) -> None:
    answer, server = ask(writes, says(GOOD), model_prices=(2.0, 10.0))
    assert answer.text.startswith("Lena Osk led the survey. [1]") and answer.notices == ()
    assert (answer.usage.input_tokens, answer.usage.output_tokens) == (120, 30)
    assert answer.usage.cost == pytest.approx((120 * 2 + 30 * 10) / 1_000_000)
    assert not answer.usage.estimated
    (body,) = server.bodies
    assert body["model"] == "local" and body["stream"] is True
    assert (body["max_tokens"], body["temperature"]) == (1200, 0)


def test_a_key_from_a_file_and_never_the_environments_for_another_address(
    writes: Writes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-provider")
    (tmp_path / "key").write_text("sk-from-file\n")
    _, server = ask(writes, says(GOOD), model_key_file=tmp_path / "key")
    assert server.keys == ["Bearer sk-from-file"]
    _, server = ask(writes, says(GOOD))
    assert server.keys == ["Bearer none-needed"]


@pytest.mark.parametrize("code", [429, 500, 503])
def test_a_server_that_is_busy_is_asked_again_when_it_says(writes: Writes, code: int) -> None:
    answer, server = ask(writes, fails(code, Retry_After="0.05"), says(GOOD))
    assert answer.notices == () and len(server.bodies) == 2


def test_one_that_stays_busy_is_given_up_and_the_sentences_come(writes: Writes) -> None:
    answer, server = ask(writes, *[fails(429, Retry_After="0.05")] * 3)
    assert len(server.bodies) == 3
    assert "is busy" in failure(answer)
    assert "Dr. Lena Osk led the survey." in answer.text and not answer.refused


@pytest.mark.parametrize(
    ("code", "told"), [(401, "refuses the key"), (404, "has no model"), (400, "failed (HTTP 400)")]
)
def test_what_no_new_try_helps_is_told_without_the_servers_words(
    writes: Writes, code: int, told: str
) -> None:
    answer, server = ask(writes, fails(code, "bad key sk-secret; <script>"))
    assert told in failure(answer) and len(server.bodies) == 1
    assert "sk-secret" not in failure(answer) and "script" not in failure(answer)


@pytest.mark.parametrize("fault", [breaks_off, garbles, falls_silent])
def test_what_was_verified_before_a_fault_is_kept_and_the_half_sentence_is_not(
    writes: Writes, fault: object
) -> None:
    started = time.monotonic()
    answer, _ = ask(writes, *[fault(GOOD + " The glacier lost nine")] * 3)  # type: ignore[operator]
    assert answer.text == "Lena Osk led the survey. [1] Her team used lasers from a plane. [2]"
    assert answer.notices[0].kind is NoticeKind.MODEL_BROKE_OFF
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("fault", [breaks_off, garbles, falls_silent])
def test_a_fault_before_the_first_sentence_leaves_the_sentences_themselves(
    writes: Writes, fault: object
) -> None:
    answer, _ = ask(writes, *[fault("Lena")] * 3)  # type: ignore[operator]
    assert "Dr. Lena Osk led the survey." in answer.text and failure(answer)


def test_an_answer_that_the_limit_cut_loses_its_half_sentence(writes: Writes) -> None:
    answer, _ = ask(writes, says("Lena Osk led the survey [1]. Her team used las", reason="length"))
    assert answer.text == "Lena Osk led the survey. [1]"


def test_a_model_that_never_stops_is_stopped(writes: Writes) -> None:
    answer, _ = ask(writes, says(GOOD + " and on" * 20_000))
    assert answer.text.startswith("Lena Osk led the survey. [1]")


def test_no_server_at_all(writes: Writes) -> None:
    chat = open_chat("local", Settings(model_url="http://127.0.0.1:9/v1", model_timeout=0.5))
    answer = writes(chat).ask(SURVEY)
    assert "could not be reached" in failure(answer) and "Dr. Lena Osk led the survey." in answer.text


@pytest.mark.parametrize("fault", [breaks_off, garbles, falls_silent])
async def test_streaming_minds_the_same_faults(writes: Writes, fault: object) -> None:
    with serving(*[fault(GOOD + " The glacier lost nine")] * 3) as server:  # type: ignore[operator]
        *_, answer = [item async for item in writes(chat_at(server)).astream(SURVEY)]
    assert isinstance(answer, Answer) and answer.notices[0].kind is NoticeKind.MODEL_BROKE_OFF
    assert answer.text == "Lena Osk led the survey. [1] Her team used lasers from a plane. [2]"


async def test_a_cancelled_stream_lets_go_of_the_server(writes: Writes) -> None:
    with serving(falls_silent(GOOD)) as server:
        chat = open_chat("local", Settings(model_url=server.url, model_timeout=30))

        async def read() -> None:
            async for _ in writes(chat).astream(SURVEY):
                pass

        task = asyncio.create_task(read())
        while not server.bodies:
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await asyncio.to_thread(server.left.wait, 30)


async def test_so_does_one_that_is_not_read_to_its_end(writes: Writes) -> None:
    with serving(falls_silent(GOOD)) as server:
        chat = open_chat("local", Settings(model_url=server.url, model_timeout=30))
        async with aclosing(writes(chat).astream(SURVEY)) as stream:
            await anext(stream)
            await anext(stream)
        assert server.bodies and await asyncio.to_thread(server.left.wait, 30)


def test_a_chat_raises_chat_errors_only() -> None:
    with serving(fails(403)) as server, pytest.raises(ChatError, match="refuses the key"):
        list(chat_at(server).stream([]))
