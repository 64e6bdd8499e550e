"""The API's description tells what the API does."""

import re

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from starlette.testclient import TestClient

from bot.web.api.openapi import openapi
from bot.web.api.operations import OPERATIONS

DOCUMENT = openapi("1")


def validator(pointer: str) -> Draft202012Validator:
    resource = Resource(contents=DOCUMENT, specification=DRAFT202012)
    registry = Registry().with_resource("urn:api", resource)
    return Draft202012Validator({"$ref": f"urn:api#{pointer}"}, registry=registry)


def test_the_server_tells_it(client: TestClient) -> None:
    told = client.get("/openapi.json").json()
    assert set(told["paths"]) == {operation.path for operation in OPERATIONS}


def test_every_reference_leads_somewhere() -> None:
    names = set(re.findall(r"#/components/schemas/(\w+)", str(DOCUMENT)))
    assert names <= set(DOCUMENT["components"]["schemas"])
    for name in names:
        Draft202012Validator.check_schema(DOCUMENT["components"]["schemas"][name])


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/ask", {"question": "Who won the island cup?"}),
        ("/v1/check", {"claim": "Sam Pell scored both goals for Rovers."}),
        ("/v1/quote", {"quote": "It has stood idle for forty years"}),
        ("/v1/digest", {"since": "2026-03-01"}),
        ("/v1/chat/completions", {"messages": [{"role": "user", "content": "Who won the cup?"}]}),
        ("/v1/articles", None),
        ("/v1/articles/cup", None),
        ("/v1/stories", None),
        ("/v1/models", None),
        ("/v1/models/newsdesk", None),
        ("/health", None),
    ],
)
def test_a_reply_is_as_described(client: TestClient, path: str, body: object) -> None:
    reply = client.post(path, json=body) if body else client.get(path)
    assert reply.status_code == 200, reply.text
    operation = next(o for o in OPERATIONS if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", o.path), path))
    validator(f"/components/schemas/{operation.reply.__name__}").validate(reply.json())


def test_an_error_is_as_described(client: TestClient) -> None:
    reply = client.post("/v1/ask", json={})
    validator("/components/schemas/ErrorReply").validate(reply.json())
    assert str(reply.status_code) in DOCUMENT["paths"]["/v1/ask"]["post"]["responses"]
