import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from bot.evaluation.html_report import page
from bot.evaluation.report import make_report, without_nan
from tests.bot.evaluation.hostile import ABOUT, BREAKOUT, hostile_report


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text within each."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {}
        self._open = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._open = tag

    def handle_data(self, data: str) -> None:
        self.text[self._open] = self.text.get(self._open, "") + data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(scope="module")
def source() -> str:
    return page(hostile_report())


def test_hostile_text_is_text(source: str) -> None:
    elements = Elements(source)
    assert len(elements.all("script")) == len(elements.all("style")) == 1
    assert elements.all("img") == []
    assert not [a for _, attributes in elements.found for a in attributes if a.startswith("on")]
    assert elements.text["mark"].count(BREAKOUT) == 1
    assert "{{ 7 * 7 }}" in source and "\u202e" not in source and "\x1b" not in source


def test_only_web_addresses_are_links(source: str) -> None:
    links = [a["href"] or "" for a in Elements(source).all("a")]
    assert links == ["#q1"]
    report = hostile_report()
    report["questions"][0]["answer"]["citations"][0]["url"] = 'https://example.org/a?b="c"&d'
    links = [a["href"] or "" for a in Elements(page(report)).all("a")]
    assert links == ["#q1", 'https://example.org/a?b="c"&d']


def test_nothing_is_fetched_and_only_the_pages_own_script_may_run(source: str) -> None:
    assert not re.search(r"""(?:src|srcset|action|data)=["']?(?:https?:)?//|url\(|@import""", source)
    assert not Elements(source).all("link")
    for part in ("script", "style"):
        content = re.search(rf"<{part}>(.*?)</{part}>", source, re.DOTALL)
        assert content is not None
        digest = b64encode(sha256(content[1].encode()).digest()).decode()
        assert f"{part}-src &#39;sha256-{digest}&#39;" in source


def test_an_editor_finds_it_all(source: str) -> None:
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", source))
    for words in (
        "How good are the answers?",
        "3 questions of",
        "of 1,234 articles",
        "For 1 of them the article with the answer is not stored.",
        "50% of the questions that the articles answer were answered rightly",
        "Against the report before",
        "Questions that got better: 1.",
        "Against plain retrieval",
        "Is its confidence honest?",
        "refused wrongly (1)",
        "The right article or sentence was at hand, and it was refused all the same.",
        "Nothing in the articles answers this: it should be refused.",
        "— the right sentence",
    ):
        assert words in text, words
    assert source.count("<svg ") == 4 and source.count('class="question"') == 3
    assert source.count('<mark class="gold">') == 1 and "It says no more.</mark>" in source


def test_a_report_without_extras_and_without_questions() -> None:
    plain = page(without_nan(make_report([], 0, {**ABOUT, "stopped": True})))
    assert "Against" not in plain and "<svg" not in plain
    assert "The run was stopped before its end" in plain
