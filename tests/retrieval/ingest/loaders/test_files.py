"""Files and folders: what is read, in which order, and one clear line for everything that is not."""

import errno
import os
from pathlib import Path

import pytest

from retrieval.errors import ReadError
from retrieval.ingest.loaders import Loaded, files, read
from retrieval.values import RawArticle, Rejection


def texts(source: Path) -> list[str]:
    return [found.text for found in read(source) if isinstance(found, RawArticle)]


def only(source: Path) -> Loaded:
    found = list(read(source))
    assert len(found) == 1
    return found[0]


def reason(source: Path) -> str:
    found = only(source)
    assert isinstance(found, Rejection)
    return found.reason


def write(path: Path, content: str | bytes = "Words.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_folder_is_read_in_order_without_hidden_and_unknown_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.TXT", "a/b/y.md", ".hidden.txt", ".git/x.txt", "README.md", "photo.png"):
        write(tmp_path / name, Path(name).stem)
    assert texts(tmp_path) == ["y", "z", "b"]


def test_an_article_says_where_it_was_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "The quay flooded.\r\n")
    assert only(path) == RawArticle(text="The quay flooded.\n", origin=str(path))


def test_a_source_that_does_not_exist_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"nothing\.txt: no such file or folder"):
        read(tmp_path / "nothing.txt")
    with pytest.raises(ReadError, match="no such file or folder"):
        read(Path("a\0b"))


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.txt", b"", "an empty file"),
        ("a.txt", b" \r\n\n", "an empty file"),
        ("a.jsonl", b"", "an empty file"),
        ("a.jsonl", b"\n\n", "no articles in it"),
        ("a.json", b"[]", "no articles in it"),
        ("a.csv", b"title,text\n", "no articles in it"),
        ("a.txt", b"\x89PNG\r\n\x1a\n....", "a PNG image, not text"),
        ("a.jsonl", b"\x1f\x8b....", "compressed by gzip: unpack it first"),
        ("a.docx", b"PK\x03\x04....", "a ZIP archive or an office document: unpack it, or save it as text"),
        ("a.rss", b"<?xml version='1.0'?><rss/>", f"XML, not an article: give {files.NAMES}"),
    ],
)
def test_a_file_that_holds_no_article_is_rejected_with_the_reason(
    tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    assert reason(write(tmp_path / name, content)) == why


def test_a_file_without_a_known_suffix_is_read_if_it_was_named(tmp_path: Path) -> None:
    assert texts(write(tmp_path / "note.log", "Plain words.")) == ["Plain words."]
    assert texts(write(tmp_path / "saved", "<!doctype html><p>A page that was saved.</p>")) == [
        "A page that was saved."
    ]


def test_a_file_over_the_limit_is_rejected_in_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.write(b"words ")
        file.seek(51_000_000)
        file.write(b".")
    path.write_bytes(path.read_bytes().replace(b"\0", b" "))
    assert reason(path) == "51 MB, more than 50 MB for one file: split it"


def test_an_empty_folder_is_one_rejection(tmp_path: Path) -> None:
    assert reason(tmp_path).startswith("no articles in it: no file ends in .txt")


def test_links_that_lead_nowhere_or_round_are_one_rejection_each(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").symlink_to("gone.txt")
    (tmp_path / "self.txt").symlink_to("self.txt")
    write(tmp_path / "sub" / "a.txt")
    (tmp_path / "sub" / "up").symlink_to("..")
    assert list(read(tmp_path)) == [
        Rejection(str(tmp_path / "broken.txt"), "a broken link: what it points to is gone"),
        Rejection(str(tmp_path / "self.txt"), "a link that leads back to itself"),
        RawArticle(text="Words.", origin=str(tmp_path / "sub" / "a.txt")),
        Rejection(str(tmp_path / "sub" / "up"), "a link back to a folder that was read already"),
    ]
    assert reason(tmp_path / "broken.txt") == "a broken link: what it points to is gone"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert reason(tmp_path / "a.txt") == "not a regular file"


def test_folders_deeper_than_python_recurses_are_read(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(1200):
        deep = deep / "d"
        deep.mkdir()
    article = write(deep / "a.txt", "Deep.")
    assert texts(tmp_path) == ["Deep."]
    article.unlink()
    while deep != tmp_path:  # pytest itself could not remove it
        deep.rmdir()
        deep = deep.parent


def test_a_name_that_cannot_be_printed_is_shown_all_the_same(tmp_path: Path) -> None:
    path = write(tmp_path / os.fsdecode(b"a\xff\n.txt"), "")
    found = only(path)
    assert isinstance(found, Rejection)
    assert found.origin == f"{tmp_path}/a\ufffd\ufffd.txt"


def test_a_closed_folder_is_one_rejection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.txt", "One.")
    write(tmp_path / "closed" / "b.txt")
    scandir = os.scandir

    # Tests may run as root, whom permission bits do not stop; so the system call itself refuses.
    def refuse(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert list(read(tmp_path)) == [
        RawArticle(text="One.", origin=str(tmp_path / "a.txt")),
        Rejection(str(tmp_path / "closed"), "permission denied: make it readable for this user"),
    ]


def test_a_file_that_vanishes_is_one_rejection(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "One.")
    gone = write(tmp_path / "b.txt")
    found = read(tmp_path)
    assert isinstance(next(found), RawArticle)
    gone.unlink()
    assert list(found) == [Rejection(str(gone), "gone before it could be read")]
