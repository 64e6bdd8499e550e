"""Pages: the article without the page round it, and what the page says about it."""

import pytest

from retrieval.ingest.cleaning.clean import clean
from retrieval.ingest.loaders.html import from_markup, from_page, is_markup
from retrieval.values import RawArticle, Rejection

PAGE = """<?xml version="1.0" encoding="utf-8"?><!doctype html>
<html><head>
<title>Old crane becomes a museum - The Harbour Herald</title>
<meta property="og:title" content="Old crane becomes a museum">
<meta property="og:site_name" content="The Harbour Herald">
<meta name="author" content="Jane Doe; John Roe">
<meta property="article:published_time" content="2025-05-12T14:30:00+02:00">
<link rel="canonical" href="https://example.org/crane">
</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Old crane becomes a museum</h1>
<p>The old crane on the west quay will open as a museum in June, the mayor said on Monday. The work costs
3.2 million euros and is to take eleven months, according to the plan that the council has seen.</p>
<p>The <em>last</em> load was lifted forty years ago.</p></article>
<footer>All about cookies</footer><script>track()</script></body></html>"""


def test_a_page_gives_its_article_and_its_metadata() -> None:
    (found,) = from_page(PAGE, "a.html")
    assert isinstance(found, RawArticle)
    assert found.title == "Old crane becomes a museum"
    assert found.source == "The Harbour Herald"
    assert found.authors == ("Jane Doe", "John Roe")
    assert found.published[:10] == "2025-05-12"
    assert found.url == "https://example.org/crane"
    paragraphs = found.text.split("\n\n")
    assert paragraphs[-1] == "The last load was lifted forty years ago."
    assert not {"Home", "cookies", "track"} & set(found.text.split())


def test_a_short_article_keeps_its_paragraphs_and_its_byline_is_no_part_of_a_sentence() -> None:
    page = (
        "<!doctype html><html><head><title>Bakery wins</title></head><body><article><h1>Bakery wins</h1>"
        "<p class=byline>By Sam Hill</p><p>The bakery won the bread prize on Tuesday for its rye loaf.</p>"
        "<p>Its owner said that she would spend the 20,000 euros on a new oven.</p></article></body></html>"
    )
    (found,) = from_page(page, "a.html")
    assert isinstance(found, RawArticle)
    assert clean(found, "2026-03-02").text.split("\n\n") == [
        "The bakery won the bread prize on Tuesday for its rye loaf.",
        "Its owner said that she would spend the 20,000 euros on a new oven.",
    ]


def test_a_day_that_only_stands_in_the_text_is_not_the_publication_date() -> None:
    page = (
        "<html><body><article><p>"
        + "The crane was built on 3 March 1931 by the port. " * 9
        + "</p></article></body></html>"
    )
    (found,) = from_page(page, "a.html")
    assert isinstance(found, RawArticle)
    assert found.published == ""


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<p></p>", "<" * 100, "<div>" * 50_000])
def test_a_page_without_an_article_is_rejected(page: str) -> None:
    assert list(from_page(page, "a.html")) == [Rejection("a.html", "no article text found in this page")]


def test_a_page_that_would_take_minutes_is_rejected() -> None:
    (found,) = from_page("<html><body>" + "<p>Words.</p>" * 60_000, "a.html")
    assert found == Rejection("a.html", "a page of more than 50,000 elements: save the article alone")


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>a\0b</p>tail", "ab\n\ntail"),
        ('<?xml version="1.0" encoding="utf-8"?><p>One.</p>', "One."),
        ("<html><head><title>T</title></head><body><p>One.</p></body></html>", "One."),
        ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
        ("<p>\ud800</p>", "\ufffd"),
    ],
)
def test_markup_is_reduced_to_paragraphs(markup: str, words: str) -> None:
    assert from_markup(markup) == words


def test_prose_with_angle_brackets_is_no_markup() -> None:
    assert not is_markup("if a < b and c > d, or <jane@example.org> writes, the <p> tag opens")
