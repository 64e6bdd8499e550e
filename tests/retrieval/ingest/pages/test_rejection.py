import pytest

from retrieval.ingest.loaders.html import from_page
from retrieval.ingest.pages.reading import read_page
from retrieval.values import Notice, RawArticle, Rejection

BODY = (
    "<p>The council closed the north quay on Monday after engineers found cracks in eleven of its piles.</p>"
    "<p>Repairs will cost about two million euros, according to the report, and will take until autumn.</p>"
)
WALL = "<p>Subscribe to continue reading this article. Already a subscriber? Sign in here.</p>"


def page(body: str, head: str = "", lang: str = "en") -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head><title>Quay closed</title>{head}</head><body>'
        f"<nav>Home Sport</nav><article><h1>Quay closed</h1>{body}</article></body></html>"
    )


PAID = ', "isAccessibleForFree": false'
PAID_SPELLED = PAID.replace("false", '"False"')
LINKED = (
    '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle",'
    ' "datePublished": "2026-03-02T08:00:00+01:00", "dateModified": "2026-03-03T09:30:00Z"%s}]}</script>'
)
META = (
    '<meta property="article:published_time" content="2026-03-02T08:00:00+01:00">'
    '<meta property="article:modified_time" content="2026-03-03T09:30:00Z">'
)


@pytest.mark.parametrize("head", [LINKED % "", META])
def test_moments_are_kept_apart_and_in_their_time_zones(head: str) -> None:
    facts = read_page(page(BODY, head), "")
    assert (facts.published, facts.modified) == ("2026-03-02T08:00:00+01:00", "2026-03-03T09:30:00+00:00")


def test_a_page_that_was_not_modified_since() -> None:
    head = META.replace("2026-03-03T09:30:00Z", "2026-03-02T08:00:00+01:00")
    assert read_page(page(BODY, head), "").modified == ""


def test_no_day_in_the_text_is_taken_for_its_date() -> None:
    assert read_page(page(BODY + "<p>It was built on 3 May 1921 by hand.</p>"), "").published == ""


@pytest.mark.parametrize("script", ["{", '{"@type": 1}', "[[1]]", '"x"', '{"@graph": 3}', "[" * 5000])
def test_linked_data_that_is_none_costs_nothing(script: str) -> None:
    assert not read_page(page(BODY, f'<script type="application/ld+json">{script}</script>'), "").refused


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (page(BODY + WALL), "a paywall shows only the start of this article"),
        (page(BODY, LINKED % PAID), "a paywall shows only the start of this article"),
        (page(BODY, LINKED % PAID_SPELLED), "a paywall shows only the start of this article"),
        (
            page("<p>We value your privacy. We and our 842 partners store information on your device.</p>"
                 "<p>You may accept all cookies or manage your consent below at any time you like.</p>"),
            "a cookie wall stands before this article",
        ),
        (
            page("<p>Please enable JavaScript and wait while we are checking your browser, it is slow.</p>"),
            "the site wants a browser and shows no article",
        ),
    ],
)  # fmt: skip
def test_walls_are_rejected_with_a_reason(text: str, reason: str) -> None:
    assert list(from_page(text, "here")) == [Rejection("here", reason)]


def test_an_article_that_is_all_there_may_ask_for_subscribers() -> None:
    (raw,) = from_page(page(BODY * 6 + WALL, LINKED % PAID), "here")
    assert isinstance(raw, RawArticle)


def test_a_page_in_another_language_is_told() -> None:
    notice, raw = from_page(page(BODY, lang="de-AT"), "here")
    assert isinstance(notice, Notice) and "'de-AT'" in notice.message and isinstance(raw, RawArticle)


FURNITURE = """
<figure><img src=a.jpg alt="A crane"><figcaption>The quay on Monday, seen from the ferry. Photo: A. Person
</figcaption></figure>
<div class="share-bar"><p>Share this story with all of your friends on the island today</p></div>
<aside><p>Get the best of our harbour coverage every single morning in a letter for all</p></aside>
<div class="newsletter-box"><p>Our letter from the harbour comes each Friday and costs you nothing</p></div>
<div class="related-stories"><ul><li><a href=/x>Ferry sails again after a storm</a></li></ul></div>
<p><strong>Read more: <a href=/z>How the quay was built by hand a century ago</a></strong></p>
"""


def test_boilerplate_inside_an_article_is_not_its_text() -> None:
    from retrieval.ingest.cleaning.clean import clean

    (raw,) = from_page(page(BODY.replace("</p><p>", f"</p>{FURNITURE}<p>")), "here")
    assert isinstance(raw, RawArticle)
    assert [p.split()[0] for p in clean(raw, "").text.split("\n\n")] == ["The", "Repairs"]


TEASERS = "".join(
    f"<div class=card><h3><a href=/s/{n}>Quarter {n} gets a school</a></h3><p>The council"
    f" voted on the plan for quarter"
    f" {n} on Monday evening after a debate.</p></div>"
    for n in range(12)
)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://post.example/", "a front page: add its feed"),
        ("https://post.example/town", "a page that lists stories: add its feed"),
    ],
)
def test_a_page_that_lists_stories_is_no_article(address: str, reason: str) -> None:
    head = f'<link rel=canonical href="{address}">'
    text = f"<html><head><title>The Post</title>{head}</head><body><main>{TEASERS}</main></body></html>"
    assert list(from_page(text, "here")) == [Rejection("here", reason)]


def test_an_error_page_is_no_article() -> None:
    text = "<html><head><title>404 - Page not found</title></head><body><h1>Page not found</h1>"
    text += "<p>We are sorry, but the page that you asked for could not be found on our site today.</p>"
    (reading,) = from_page(text, "here")
    assert reading == Rejection("here", "an error page: the article is not there")
