"""JSON Lines: every good line comes, every bad one is named."""

import json
import tracemalloc
from pathlib import Path

import pytest

from retrieval.ingest.loaders import read
from retrieval.values import Notice, RawArticle, Rejection


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.jsonl"


def test_an_article_a_line(path: Path) -> None:
    article = {"id": 7, "title": "Flood", "text": "The quay flooded.", "url": "https://example.org/7"}
    more = {"published": "12 May 2025", "source": "Herald", "authors": ["Jane Doe", "John Roe"]}
    path.write_text(json.dumps(article | more) + "\n")
    assert list(read(path)) == [
        RawArticle(
            id="7",
            title="Flood",
            text="The quay flooded.",
            url="https://example.org/7",
            published="2025-05-12",
            source="Herald",
            authors=("Jane Doe", "John Roe"),
            origin=f"{path}:1",
        )
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("broken", "not JSON: Expecting value at column 1"),
        ('{"text": "a"', "not JSON: Expecting ',' delimiter at column 13"),
        ("[1]", "not a JSON object"),
        ('{"title": "Flood"}', 'no "text"'),
        ('{"text": ""}', '"text" is empty'),
        ('{"text": " \\n"}', '"text" is empty'),
        ('{"text": null, "title": "Flood"}', '"text" is empty'),
        ('{"text": 5}', '"text" is a number, not a string'),
        ('{"text": ["a"]}', '"text" is a list, not a string'),
        ('{"n": ' + "1" * 5000 + "}", "not JSON that can be read: a number is too long"),
        ("[" * 100_000, "not JSON that can be read: nested too deep"),
    ],
    ids=lambda value: value[:30],
)
def test_a_bad_line_costs_that_line_only(path: Path, line: str, reason: str) -> None:
    path.write_text(f'{{"text": "one"}}\n\n{line}\n{{"text": "two"}}\n')
    assert list(read(path)) == [
        RawArticle(text="one", origin=f"{path}:1"),
        Rejection(f"{path}:3", reason),
        RawArticle(text="two", origin=f"{path}:4"),
    ]


def test_an_article_whose_date_is_none_is_kept_and_it_is_said(path: Path) -> None:
    path.write_text('{"text": "one", "date": "foo"}\n')
    assert list(read(path)) == [
        Notice(f"{path}:1", "date 'foo' is no date; kept without a date"),
        RawArticle(text="one", origin=f"{path}:1"),
    ]


def test_an_overlong_line_is_rejected_and_the_next_is_read(path: Path) -> None:
    path.write_text('{"text": "' + "word " * 2_100_000 + '"}\n{"text": "two"}\n')
    assert list(read(path)) == [
        Rejection(f"{path}:1", "a line of more than 10 MB"),
        RawArticle(text="two", origin=f"{path}:2"),
    ]


def test_a_long_file_is_not_held_in_memory(path: Path) -> None:
    line = json.dumps({"text": "word " * 20_000}) + "\n"
    with path.open("w") as file:
        file.writelines(line for _ in range(200))  # 20 MB
    tracemalloc.start()
    assert sum(isinstance(found, RawArticle) for found in read(path)) == 200
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3_000_000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_lines_in_any_encoding(path: Path, encoding: str) -> None:
    text = "Le président a déclaré mardi que la réforme serait différée."
    path.write_bytes(f'{{"text": "one"}}\r\n{{"text": "{text}"}}\r\n'.encode(encoding))
    assert [found.text for found in read(path) if isinstance(found, RawArticle)] == ["one", text]


def test_a_file_of_another_kind_is_one_rejection(path: Path) -> None:
    path.write_text('[\n  {"text": "a"}\n]\n')
    assert [str(found.reason) for found in read(path) if isinstance(found, Rejection)] == [
        "one JSON document, not a JSON object a line: rename it to .json"
    ]
    path.write_text('{"id": "1", "question": "Who?"}\n' * 100)
    assert list(read(path)) == [Notice(str(path), "a question set, not articles: skipped")]
