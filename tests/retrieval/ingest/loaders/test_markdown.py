"""Markdown: the words without the markup, the front matter as fields."""

from itertools import pairwise
from pathlib import Path

import pytest

from retrieval.ingest.loaders.markdown import from_markdown
from retrieval.values import Notice, RawArticle, Rejection


def raw(text: str) -> RawArticle:
    (found,) = from_markdown(text, "a.md")
    assert isinstance(found, RawArticle)
    return found


def test_front_matter_gives_the_fields() -> None:
    front = 'title: "Flood: day two"\ndate: 2025-05-12\nsource: Herald\nid: 7\nauthors: [Jo Roe, Ann Lee]\n'
    assert raw(f"---\n{front}url: https://example.org/7\n---\nThe quay flooded.\n") == RawArticle(
        text="The quay flooded.",
        title="Flood: day two",
        published="2025-05-12",
        source="Herald",
        id="7",
        authors=("Jo Roe", "Ann Lee"),
        url="https://example.org/7",
        origin="a.md",
    )


def test_front_matter_that_is_not_quite_yaml_is_read_line_by_line() -> None:
    found = raw("---\ntitle: Flood: day two\nauthors: [Jane Doe, John Roe]\n---\nThe quay flooded.\n")
    assert (found.title, found.authors) == ("Flood: day two", ("Jane Doe", "John Roe"))


def test_front_matter_can_run_nothing_and_cost_nothing(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    assert raw(f"---\ntitle: !!python/object/apply:os.system ['touch {mark}']\n---\nWords.\n").title == ""
    assert not mark.exists()
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n" for before, name in pairwise("abcdefghi")
    )
    assert raw(f"---\n{bomb}authors: *i\n---\nWords.\n").authors == ()
    assert raw("---\ntitle: " + "[" * 30_000 + "\n---\nWords.\n").text == "Words."


def test_a_date_that_is_none_is_said() -> None:
    notice, found = from_markdown("---\ndate: soon\n---\nWords.\n", "a.md")
    assert notice == Notice("a.md", "date 'soon' is no date; kept without a date")
    assert isinstance(found, RawArticle)


@pytest.mark.parametrize(
    ("markdown", "prose"),
    [
        ("The *old* **crane** on the\nwest `quay`.", "The old crane on the west quay."),
        (
            'See [the plan](https://example.org "t"), ~~not~~ <https://example.org>.',
            "See the plan, not https://example.org.",
        ),
        ("![a crane](crane.png) It fell.", "It fell."),
        ("# Head\n\nBody.\n\nSub\n---\n\nMore.", "Head\n\nBody.\n\nSub\n\nMore."),
        ("- one\n- two\n\n1. first\n2. second", "one\n\ntwo\n\n1. first\n\n2. second"),
        ("> “No,”\n> she said.", "“No,” she said."),
        ("```\ncode\n```\n\nWords.", "code\n\nWords."),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n\n1 | 2"),
        ("<div>A <b>block</b></div>\n\nAn <i>inline</i> tag.", "A block\n\nAn inline tag."),
        ("AT&amp;T \\* 5 &lt; 6, snake_case_name", "AT&T * 5 < 6, snake_case_name"),
        ("---\n\nOnly a rule.\n\n---\n\nMore.", "Only a rule.\n\nMore."),
    ],
)
def test_markup_becomes_prose(markdown: str, prose: str) -> None:
    assert raw(markdown).text == prose


def test_the_first_heading_is_the_title() -> None:
    assert raw("# Flood *again*\n\nThe quay flooded.").title == "Flood again"


def test_front_matter_alone_is_no_article() -> None:
    assert list(from_markdown("---\ntitle: Flood\n---\n", "a.md")) == [Rejection("a.md", '"text" is empty')]
