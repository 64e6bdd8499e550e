"""OpenAI's own client talks to the server unchanged."""

from collections.abc import Iterator

import openai
import pytest
from starlette.testclient import TestClient

from bot.web.api.markdown import plain_answer

CRANE = "Who announced the plan for the old crane?"
SAID = "Mayor Ada Brisk announced the plan on Monday."
LINK = "[[2]](<https://example.org/herald/crane>)"


@pytest.fixture
def openai_client(server: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{server}v1", api_key="none", max_retries=0) as client:
        yield client


def test_the_model_is_listed(openai_client: openai.OpenAI) -> None:
    assert [model.id for model in openai_client.models.list()] == ["newsdesk"]
    assert openai_client.models.retrieve("newsdesk").owned_by == "newsdesk"


def test_a_completion_links_its_citations(openai_client: openai.OpenAI) -> None:
    completion = openai_client.chat.completions.create(
        model="newsdesk", messages=[{"role": "user", "content": CRANE}], temperature=0.2
    )
    content = completion.choices[0].message.content or ""
    assert f"{SAID} {LINK}" in content
    title = "[Old harbour crane to become a museum](<https://example.org/herald/crane>)"
    assert f"- \\[1\\]\\[2\\]\\[3\\] {title}, Herald" in content
    assert completion.choices[0].finish_reason == "stop"
    sentences = {c["marker"]: c["sentence"] for c in completion.model_extra["citations"]}  # type: ignore[index]
    assert sentences[2] == SAID


def test_a_stream_says_the_same(openai_client: openai.OpenAI) -> None:
    messages = [{"role": "user", "content": [{"type": "text", "text": CRANE}]}]
    chunks = list(
        openai_client.chat.completions.create(
            model="newsdesk",
            messages=messages,  # type: ignore[arg-type]
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert f"{SAID} {LINK}" in text
    assert [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices][-1] == "stop"
    assert chunks[-1].usage is not None
    assert SAID in {c["sentence"] for c in chunks[-2].model_extra["citations"]}  # type: ignore[index]


def test_earlier_messages_are_the_conversation(client: TestClient) -> None:
    messages = [
        {"role": "system", "content": "Answer in French."},
        {"role": "user", "content": CRANE},
        {"role": "assistant", "content": f"{SAID} {LINK}\n\n**Sources**\n\n- x"},
        {"role": "user", "content": "and in which month?"},
    ]
    reply = client.post("/v1/chat/completions", json={"model": "newsdesk", "messages": messages}).json()
    assert "June" in reply["choices"][0]["message"]["content"]


def test_what_was_said_is_told_apart_from_its_links() -> None:
    assert plain_answer(f"{SAID} {LINK}\n\n**Sources**\n\n- x") == SAID


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"messages": []}, 400, "bad_request"),
        ({"messages": [{"role": "system", "content": "x"}]}, 400, "bad_request"),
        ({"messages": [{"role": "user", "content": " "}]}, 400, "bad_request"),
        ({"model": "gpt-4o", "messages": [{"role": "user", "content": "x"}]}, 404, "model_not_found"),
    ],
)
def test_a_wrong_conversation_is_told(client: TestClient, body: object, status: int, code: str) -> None:
    reply = client.post("/v1/chat/completions", json=body)
    assert (reply.status_code, reply.json()["error"]["code"]) == (status, code)


def test_an_error_is_one_of_openais(openai_client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="there is no model"):
        openai_client.chat.completions.create(model="x", messages=[{"role": "user", "content": CRANE}])
