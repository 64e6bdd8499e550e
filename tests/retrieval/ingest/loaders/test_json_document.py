"""JSON documents: one article, a list, or an object that holds the list."""

import pytest

from retrieval.ingest.loaders.json_document import from_json
from retrieval.values import RawArticle, Rejection


@pytest.mark.parametrize(
    ("document", "origins"),
    [
        ('{"text": "one"}', ["a.json"]),
        ('[{"text": "one"}, {"text": "two"}]', ["a.json#1", "a.json#2"]),
        ('{"status": "ok", "articles": [{"text": "one"}, {"text": "two"}]}', ["a.json#1", "a.json#2"]),
    ],
)
def test_each_shape_gives_its_articles(document: str, origins: list[str]) -> None:
    texts = ("one", "two")
    assert list(from_json(document, "a.json")) == [
        RawArticle(text=text, origin=origin) for text, origin in zip(texts, origins, strict=False)
    ]


@pytest.mark.parametrize(
    ("document", "rejection"),
    [
        ("{", Rejection("a", "not JSON: Expecting property name enclosed in double quotes at column 2")),
        ('"words"', Rejection("a", "neither a JSON object nor a list of them")),
        ("[]", Rejection("a", "no articles in it")),
        ("[3]", Rejection("a#1", "not a JSON object")),
        ("[" * 100_000, Rejection("a", "not JSON that can be read: nested too deep")),
    ],
    ids=["broken", "a string", "empty", "a number", "deep"],
)
def test_what_is_no_article_is_rejected(document: str, rejection: Rejection) -> None:
    assert list(from_json(document, "a")) == [rejection]


def test_json_lines_under_the_wrong_name_are_told_apart() -> None:
    (rejection,) = from_json('{"text": "one"}\n{"text": "two"}\n', "a.json")
    assert isinstance(rejection, Rejection)
    assert rejection.reason.endswith("(if it holds an object a line, rename it to .jsonl)")
