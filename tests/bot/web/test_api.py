import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from retrieval.engine import Engine

CRANE = "Who announced the plan for the old crane?"


def post(client: TestClient, path: str, **body: Any) -> Any:
    reply = client.post(path, json=body)
    assert reply.status_code == 200, reply.text
    return reply.json()


def events(text: str) -> list[tuple[str, Any]]:
    """The names and values of a stream."""
    pairs = (block.split("\n") for block in text.strip().split("\n\n"))
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in pairs]


def test_an_answer_is_the_contracts_and_its_offsets_are_those_of_the_article(client: TestClient) -> None:
    answer = post(client, "/v1/ask", question=CRANE, id=7)
    assert (answer["id"], answer["question"], answer["refused"]) == (7, CRANE, False)
    assert answer["citations"][0]["article_id"] == "harbour"
    text = client.get("/v1/articles/harbour").json()["text"]
    assert all(text[c["start"] : c["end"]] == c["sentence"] for c in answer["citations"])


def test_a_refusal_is_an_answer(client: TestClient) -> None:
    answer = post(client, "/v1/ask", question="Which parrot sang in Lima?")
    assert answer["refused"] and answer["reason"].startswith("The articles do not answer this.")


def test_a_stream_ends_with_the_answer(client: TestClient) -> None:
    reply = client.post("/v1/ask", json={"question": CRANE}, headers={"Accept": "text/event-stream"})
    assert reply.headers["content-type"].startswith("text/event-stream")
    *_, (name, answer) = events(reply.text)
    assert name == "answer" and answer["citations"] == post(client, "/v1/ask", question=CRANE)["citations"]


def test_a_follow_up_is_understood_from_the_questions_before(client: TestClient) -> None:
    answer = post(client, "/v1/ask", question="and in which month?", history=[CRANE])
    assert "crane" in answer["standalone"]


def test_limits_are_those_of_the_command_line(client: TestClient) -> None:
    answer = post(client, "/v1/ask", question="Who won the island cup?", source="herald", since="2025-11")
    assert {c["source"] for c in answer["citations"]} == {"Herald"}
    refused = post(client, "/v1/ask", question="Who won the island cup?", since="2026-02-01")
    assert not any(c["article_id"] == "cup" for c in refused["citations"])


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        (b'{"question": ', 400, "the body is wrong: invalid json"),
        (b"[]", 400, "the body is wrong: input should be an object"),
        (b"[" * 100_000, 400, "the body is wrong: invalid json"),
        (b'"\\ud800"', 400, "the body is wrong: invalid json"),
        (b"{}", 400, "question: field required"),
        (b'{"question": ""}', 400, "question: string should have at least 1 character"),
        (b'{"question": "  "}', 400, "the question is empty"),
        (b'{"question": 1}', 400, "question: input should be a valid string"),
        (b'{"question": "x", "untill": "y"}', 400, "untill: extra inputs are not permitted"),
        (b'{"question": "x", "since": "no day"}', 400, "since: “no day”"),
        (
            b'{"question": "x", "since": "2026-02-02", "until": "2026-01-01"}',
            400,
            "since 2026-02-02 is after",
        ),
        (b'{"question": "x", "source": "Herold"}', 400, "no article has the source “Herold”; the nearest"),
    ],
)
def test_a_wrong_body_is_told_in_one_line(client: TestClient, body: bytes, status: int, message: str) -> None:
    reply = client.post("/v1/ask", content=body, headers={"Content-Type": "application/json"})
    error = reply.json()["error"]
    assert (reply.status_code, error["code"]) == (status, "bad_request")
    assert error["message"].startswith(message) and "\n" not in error["message"]


def test_a_body_of_another_type_is_refused(client: TestClient) -> None:
    reply = client.post("/v1/ask", content=b'{"question": "x"}', headers={"Content-Type": "text/plain"})
    assert (reply.status_code, reply.json()["error"]["code"]) == (415, "wrong_type")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/ask", 405, "bad_request"),
        ("GET", "/v1/asq", 404, "not_found"),
        ("GET", "/v1/articles/none", 404, "not_found"),
        ("GET", "/v1/articles?limit=0", 400, "bad_request"),
        ("GET", "/v1/articles?since=x", 400, "bad_request"),
        ("GET", "/v1/models/gpt-4o", 404, "model_not_found"),
    ],
)
def test_a_wrong_request_is_told_as_json(
    client: TestClient, method: str, path: str, status: int, code: str
) -> None:
    reply = client.request(method, path)
    assert (reply.status_code, reply.json()["error"]["code"]) == (status, code)


def test_an_empty_collection_is_told(engine: Engine) -> None:
    from bot.web.app import create_app
    from bot.web.guard import Rules
    from tests.bot.web.conftest import make_desk

    desk = make_desk(engine)
    with TestClient(create_app(desk, Rules()), base_url="http://localhost") as client:
        reply = client.post("/v1/ask", json={"question": CRANE})
        assert (reply.status_code, reply.json()["error"]["code"]) == (503, "no_articles")
        assert client.get("/v1/articles").json() == {"articles": []}
        assert "I have no articles yet" in client.get("/").text
    desk.close()


def test_articles_are_listed_newest_first(client: TestClient) -> None:
    def ids(**limits: str) -> list[str]:
        return [a["id"] for a in client.get("/v1/articles", params=limits).json()["articles"]]

    assert ids() == ["harbour", "glacier", "cup"]
    assert ids(limit="1") == ["harbour"]
    assert ids(source="herald", until="2025-12-31") == ["cup"]
    assert ids(topic="glacier") == ["glacier"]


def test_an_article_has_its_text_and_the_others_of_its_story(news_engine: Engine, client: TestClient) -> None:
    text = news_engine.index.articles.article("cup").text  # type: ignore[union-attr]
    shown = client.get("/v1/articles/cup").json()
    assert (shown["text"], shown["published"], shown["story"]) == (text, "2025-11-30", [])


def test_stories_name_their_outlets_and_articles(client: TestClient) -> None:
    stories = client.get("/v1/stories", params={"since": "2026-01-01"}).json()["stories"]
    assert [(s["outlets"], [a["id"] for a in s["articles"]]) for s in stories] == [
        (["Herald"], ["harbour"]),
        (["Post"], ["glacier"]),
    ]


def test_a_digest_tells_a_sentence_a_story(client: TestClient) -> None:
    digest = post(client, "/v1/digest", since="2026-03-01", until="2026-03-31")
    assert (digest["since"], digest["until"]) == ("2026-03-01", "2026-03-31")
    (story,) = digest["stories"]
    assert story["line"] == "The old crane on the west quay will open as a museum in June."
    assert (story["outlets"], story["articles"]) == (["Herald"], 1)


def test_a_digest_without_days_is_of_the_last_two(client: TestClient) -> None:
    digest = post(client, "/v1/digest")
    assert digest == {"since": "2026-03-04", "until": "2026-03-05", "stories": []}


def test_a_claim_is_checked(client: TestClient) -> None:
    checked = post(client, "/v1/check", claim="Sam Pell scored both goals for Rovers.")
    assert checked["verdict"] == "supported"
    assert checked["citations"][0]["bearing"] == "supports"
    assert post(client, "/v1/check", claim="Parrots sang in Lima.")["verdict"] == "silent"


def test_a_quotation_is_traced(client: TestClient) -> None:
    traced = post(client, "/v1/quote", quote="It has stood idle for forty years")
    (trace,) = traced["traces"]
    assert (trace["article_id"], trace["kind"], trace["source"]) == ("harbour", "verbatim", "Herald")
    assert post(client, "/v1/quote", quote="nobody ever wrote these seven words")["traces"] == []
    short = client.post("/v1/quote", json={"quote": "two words"})
    assert (short.status_code, short.json()["error"]["code"]) == (400, "bad_request")


def test_health_is_told_to_everybody(client: TestClient) -> None:
    assert client.get("/health").json()["status"] in ("ok", "loading")
