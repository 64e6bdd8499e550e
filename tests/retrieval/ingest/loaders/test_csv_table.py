"""CSV: any delimiter, any order of columns, any length of field."""

from pathlib import Path

import pytest

from retrieval.ingest.loaders import read
from retrieval.values import Notice, RawArticle, Rejection


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.csv"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_columns_are_found_by_name(path: Path, delimiter: str) -> None:
    rows = [
        ["Date", "Headline", "Views", "BODY", "Author"],
        ["2025-05-12", "Flood", "7", '"One\ntwo."', "Jane Doe"],
        ["", "", "", "", ""],
        ["", "Fire", "8", "Three.", ""],
    ]
    path.write_text("".join(delimiter.join(row) + "\n" for row in rows))
    assert list(read(path)) == [
        RawArticle(
            text="One\ntwo.", title="Flood", authors=("Jane Doe",), published="2025-05-12", origin=f"{path}:2"
        ),
        RawArticle(text="Three.", title="Fire", origin=f"{path}:5"),
    ]


def test_a_bad_row_costs_that_row_only(path: Path) -> None:
    path.write_text('title,text,date\nA,,\nB,"b"x,\nC,c,foo\nD\n')
    assert list(read(path)) == [
        Rejection(f"{path}:2", '"text" is empty'),
        Rejection(f"{path}:3", "a quotation mark inside a quoted field is not doubled"),
        Notice(f"{path}:4", "date 'foo' is no date; kept without a date"),
        RawArticle(text="c", title="C", origin=f"{path}:4"),
        Rejection(f"{path}:5", 'no "text"'),
    ]


def test_a_quotation_mark_that_is_never_closed_is_named(path: Path) -> None:
    path.write_text('title,text\nA,a\nB,"b\nC,c\n')
    assert list(read(path)) == [
        RawArticle(text="a", title="A", origin=f"{path}:2"),
        Rejection(f"{path}:3", "a quotation mark is never closed: the rows from here on were not read"),
    ]


def test_a_field_longer_than_the_librarys_limit_is_read(path: Path) -> None:
    path.write_text("text\n" + "word " * 40_000 + "\n")
    (found,) = read(path)
    assert isinstance(found, RawArticle)
    assert len(found.text) == 200_000


def test_a_table_without_names_is_rejected(path: Path) -> None:
    path.write_text("1,2\n3,4\n")
    (found,) = read(path)
    assert isinstance(found, Rejection)
    assert found.reason.startswith("no header row")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding(path: Path, encoding: str) -> None:
    row = "Été,Il a été décidé que la réforme serait différée."
    path.write_bytes(f"title,text\r\n{row}\r\n".encode(encoding))
    (found,) = read(path)
    assert isinstance(found, RawArticle)
    assert f"{found.title},{found.text}" == row
