import re

import pytest
from starlette.testclient import TestClient

from bot.web.page.form import Form
from bot.web.page.plot import coverage_plot
from retrieval.engine import Engine
from retrieval.values import Article, RawArticle

CRANE = "Who announced the plan for the old crane?"


def test_a_question_is_answered_without_a_script(client: TestClient) -> None:
    html = client.get("/", params={"q": CRANE}).text
    assert "Mayor Ada Brisk announced the plan on Monday." in re.sub("</?strong[^>]*>", "", html)
    assert "Herald · March 2, 2026" in html
    assert f'<input type="hidden" name="h" value="{CRANE}">' in html


def test_a_marker_leads_to_its_sentence_lit_in_the_article(client: TestClient) -> None:
    html = client.get("/", params={"q": CRANE}).text
    links = re.findall(r'class="marker" href="([^"]+)"', html)
    pages = [client.get(link.replace("&amp;", "&").partition("#")[0]).text for link in links]
    assert any('<mark id="cited">Mayor Ada Brisk announced the plan on Monday.</mark>' in p for p in pages)
    part = client.get(links[0].replace("&amp;", "&"), headers={"newsdesk-part": "1"}).text
    assert "<mark>" in part and "<html" not in part


def test_a_stream_holds_the_html_of_the_answer(client: TestClient) -> None:
    reply = client.get("/", params={"q": CRANE}, headers={"Accept": "text/event-stream"})
    assert reply.headers["content-type"].startswith("text/event-stream")
    assert "event: answer\n" in reply.text and "Mayor Ada Brisk" in reply.text


def test_a_follow_up_shows_what_was_asked_before(client: TestClient) -> None:
    html = client.get("/", params={"q": "and in which month?", "h": CRANE}).text
    assert re.search(r'<li><a href="/\?q=Who\+announced[^"]+">Who announced', html)
    assert "Understood as:" in html


def test_a_refusal_says_why(client: TestClient) -> None:
    html = client.get("/", params={"q": "Which parrot sang in Lima?"}).text
    assert "The articles do not answer this." in html


@pytest.mark.parametrize(
    ("language", "word"),
    [("de-CH,de;q=0.9,en;q=0.5", "Fragen"), ("fr", "Demander"), ("tlh, en;q=0.1", "Ask"), ("", "Ask"),
     ("de;q=x", "Ask"), ("en;q=0.2, fr;q=0.8", "Demander")],
)  # fmt: skip
def test_the_words_are_those_of_the_reader(client: TestClient, language: str, word: str) -> None:
    html = client.get("/", headers={"Accept-Language": language}).text
    assert f"<button>{word}</button>" in html


def test_text_of_articles_and_readers_is_never_markup(news_engine: Engine, client: TestClient) -> None:
    hostile = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    article = RawArticle(
        id='evil"><b>',
        title=f"Whale {hostile}",
        text=f"The whale {hostile} swam to the harbour of Brill on Sunday.",
        source=f"Outlet {hostile}",
        authors=(hostile,),
        url="javascript:alert(3)",
        published="2026-03-01",
    )
    list(news_engine.ingest([article]))
    question = f"Where did the whale swim? {hostile}"
    addresses = ["/", "/articles", "/digest?since=2026-03-01", "/articles/evil%22%3E%3Cb%3E?start=0&end=9"]
    pages = [client.get(address).text for address in addresses]
    pages += [client.get(p, params={n: question}).text for p, n in (("/", "q"), ("/check", "claim"))]
    for html in pages:
        assert "Whale" in html or "whale" in html
        assert not re.search(
            r"<script(?! src=\"/static/)|<img|<b>|\son\w+=\"|href=\"javascript|\sstyle=", html
        )


def test_a_claim_is_checked(client: TestClient) -> None:
    html = client.get("/check", params={"claim": "Sam Pell scored both goals for Rovers."}).text
    assert "Supports it" in html and "Rovers win the island cup" in html


def test_a_digest_tells_the_stories_of_its_days(client: TestClient) -> None:
    html = client.get("/digest", params={"since": "2026-03-01"}).text
    assert "The old crane on the west quay will open as a museum in June." in html
    assert "No stories on these days." in client.get("/digest").text


def test_articles_are_found_by_outlet_and_words(client: TestClient) -> None:
    html = client.get("/articles", params={"source": "Post"}).text
    assert "Glacier lost" in html and "Rovers win" not in html


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/?q=x&since=2026-03-01&until=2026-01-01", 400, "Since 2026-03-01 is after until 2026-01-01"),
        ("/?q=x&source=Nobody", 400, "No article has the source “Nobody”"),
        ("/?q=" + "x" * 3_000, 200, "The articles do not answer this."),
        ("/digest?since=x", 400, "Since: “x”"),
        ("/articles?since=x", 400, "Since: “x”"),
        ("/articles/none", 404, "There is no such article"),
        ("/articles/cup?start=9&end=99999", 200, "Rovers win"),
        ("/articles/cup?start=x", 200, "Rovers win"),
        ("/none", 404, "There is nothing at this address."),
    ],
)
def test_what_is_wrong_is_told_on_a_page(client: TestClient, address: str, status: int, words: str) -> None:
    reply = client.get(address)
    assert reply.status_code == status
    assert words in reply.text and "<main" in reply.text


def test_an_address_holds_the_whole_question() -> None:
    form = Form("why?", ("who?", "when?"), source="Herald", since="2026-01-01")
    assert form.address() == "/?q=why%3F&h=who%3F&h=when%3F&source=Herald&since=2026-01-01"
    assert [earlier.address() for earlier in form.earlier()][1].startswith("/?q=when%3F&h=who%3F&source")
    assert form.follow_up().before == ("who?", "when?", "why?")


def test_the_plot_has_a_bar_for_each_day_with_articles() -> None:
    days = ["2026-03-01", "2026-03-01", "2026-03-04T10:00:00Z", ""]
    plot = coverage_plot(Article(str(n), "", "", published=day) for n, day in enumerate(days))
    assert plot is not None
    assert [bar.label for bar in plot.bars] == ["2026-03-01: 2", "2026-03-04: 1"]
    assert [(bar.x, bar.height) for bar in plot.bars] == [(0.0, 56.0), (480.0, 28.0)]  # four days
    assert (plot.articles, plot.first, plot.last) == (3, "2026-03-01", "2026-03-04")
    assert coverage_plot([Article("1", "", "", published="2026-03-01")]) is None
