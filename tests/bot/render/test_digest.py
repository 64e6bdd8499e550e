"""A digest in each form: no word of an article is markup."""

from dataclasses import replace
from datetime import date

import pytest

from bot.render.digest import FORMATS, digest_as_dict, digest_as_html, digest_as_markdown, digest_as_text
from retrieval.answer.kinds.stories import Told
from retrieval.engine import Digest
from retrieval.values import Article, Evidence, Period, Sentence

DAYS = Period(date(2026, 3, 1), date(2026, 3, 2))
TEXT = "Dockers <b>stopped</b> *all* ferries & left."
FERRY = Article(
    id="ferry",
    title="Ferries [stop]",
    text=TEXT,
    url="https://example.org/ferry?a=1&b=2",
    source="Herald",
    published="2026-03-02",
)


def digest(article: Article, *copies: Article) -> Digest:
    told = Told(Evidence(article, Sentence(0, len(article.text)), 0.0), (article, *copies))
    return Digest(DAYS, (told,))


def test_text_tells_the_sentence_the_outlets_and_the_address() -> None:
    shown = digest_as_text(digest(FERRY, replace(FERRY, id="copy", source="Post")))
    assert shown == (
        "News of 2026-03-01 to 2026-03-02\n"
        "\n"
        f"1. {TEXT}\n"
        "   Herald, Post (2 articles), 2026-03-02, https://example.org/ferry?a=1&b=2"
    )


def test_html_shows_the_words_of_an_article_as_words() -> None:
    page = digest_as_html(digest(FERRY))
    assert "Dockers &lt;b&gt;stopped&lt;/b&gt; *all* ferries &amp; left." in page
    assert '<a href="https://example.org/ferry?a=1&amp;b=2">Herald</a>' in page
    assert "<b>" not in page and "<script" not in page


def test_html_of_a_hostile_address_and_outlet() -> None:
    quoted = digest_as_html(digest(replace(FERRY, url='https://e.org/"onclick="x', source="<i>He")))
    assert 'href="https://e.org/&quot;onclick=&quot;x"' in quoted and "<i>" not in quoted


def test_markdown_shows_the_words_of_an_article_as_words() -> None:
    shown = digest_as_markdown(digest(FERRY))
    assert r"- Dockers \<b\>stopped\</b\> \*all\* ferries & left. — Herald" in shown
    assert shown.endswith(r"[Ferries \[stop\]](<https://example.org/ferry?a=1&b=2>)")


@pytest.mark.parametrize("form", ["html", "markdown"])
@pytest.mark.parametrize("address", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", ""])
def test_only_addresses_of_the_web_are_links(form: str, address: str) -> None:
    shown = FORMATS[form](digest(replace(FERRY, url=address)))
    assert "Herald" in shown
    assert "href" not in shown and "](" not in shown


def test_an_address_cannot_leave_its_link() -> None:
    hostile = replace(FERRY, url="https://e.org/> [click](javascript:x)")
    assert "> [click](javascript:" not in digest_as_markdown(digest(hostile))


@pytest.mark.parametrize("form", FORMATS)
def test_no_news_is_told(form: str) -> None:
    assert "No news of 2026-03-01 to 2026-03-02" in FORMATS[form](Digest(DAYS, ()))


@pytest.mark.parametrize("form", FORMATS)
def test_the_text_of_an_article_cannot_steer_a_terminal(form: str) -> None:
    hostile = replace(FERRY, text="Ice \x1b[2Jmelts.", source="He\x07rald", title="T\x1b")
    shown = FORMATS[form](digest(hostile))
    assert "\x1b" not in shown and "\x07" not in shown


def test_json_holds_the_story_with_its_outlets() -> None:
    found = digest_as_dict(digest(FERRY, replace(FERRY, id="copy", source="Post")))
    assert (found["since"], found["until"]) == ("2026-03-01", "2026-03-02")
    (story,) = found["stories"]
    assert (story["line"], story["outlets"], story["articles"]) == (TEXT, ["Herald", "Post"], 2)
    (citation,) = story["citations"]
    assert (citation["article_id"], citation["sentence"]) == ("ferry", TEXT)
