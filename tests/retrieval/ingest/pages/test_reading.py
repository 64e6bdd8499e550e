"""Pages of many makes: the article, whatever its elements are called, and nothing of its neighbours."""

import pytest

from retrieval.ingest.pages.reading import read_page

STORY = [
    "The ferry company Lund said on Thursday that its two oldest boats will be sold to a"
    " yard in Osel. The price"
    " is 1.4 million crowns.",
    "Captain Idris Holm, who has sailed the Marta for nineteen years, said the boat was"
    " still sound. He will move"
    " to the night line in May.",
    "The town of Skerry had asked for the boats to be kept as a museum. The council found"
    " no money for it, the"
    " clerk said.",
    "Lund has ordered two electric ferries, which are to carry 240 passengers each. The"
    " first is expected in the"
    " autumn of next year.",
]
MENU = "<nav><ul>" + "".join(f"<li><a href=/{n}>Section {n}</a></li>" for n in range(9)) + "</ul></nav>"
PROSE = "".join(f"<p>{text}</p>" for text in STORY)


def page(body: str, head: str = "") -> str:
    return (
        '<!doctype html><html lang="en"><head><title>Ferries sold to a yard - Sound Post</title>'
        f'<meta property="og:site_name" content="Sound Post">{head}</head><body>{MENU}{body}'
        "<footer>© Sound Post</footer></body></html>"
    )


def paragraphs(text: str) -> list[str]:
    return read_page(text, "2026-11-30").text.split("\n\n")


@pytest.mark.parametrize(
    "wrapper",
    [
        "<main><article><h1>Ferries sold to a yard</h1>{}</article></main>",
        "<aside class=col><h1>Ferries sold to a yard</h1><div class=wrap>{}</div></aside>",
        "<div class=share-zone><h1>Ferries sold to a yard</h1><div class=social-share-text>{}</div></div>",
        "<main><h1>Ferries sold to a yard</h1><div class='related-content newsletter-wide'>{}</div></main>",
        "<div id=comments-off><h1>Ferries sold to a yard</h1><section class=promo-story>{}</section></div>",
    ],
)
def test_no_name_of_an_element_takes_the_story_away(wrapper: str) -> None:
    assert paragraphs(page(wrapper.format(PROSE))) == STORY


def test_what_stands_below_the_story_is_not_its_text() -> None:
    below = """<div class=box><h4>More from the coast</h4>
    <div class=item><h4><a href=/1>Herring quota falls</a></h4><p>The
    ministry in Dal has cut the quota by a third,
    as fishermen had feared since winter.</p></div>
    <div class=item><h4><a href=/2>Bridge tolls rise</a></h4><p>Drivers will pay six crowns from
    March, the road
    office has announced without a hearing.</p></div></div>
    <div id=talk><h3>Readers say</h3><ul><li><p>12 minutes ago</p><p>The captain drinks, everybody
    on the quay has
    seen it more than once.</p></li><li><p>2 hours ago</p><p>I shall miss the Marta, my children
    learned to sail
    with her.</p></li></ul></div>"""
    told = read_page(page(f"<main><h1>Ferries sold to a yard</h1>{PROSE}{below}</main>"), "")
    assert told.text.split("\n\n") == STORY
    assert any("captain drinks" in left.text for left in told.left_out)


def test_words_for_no_eye_are_no_words() -> None:
    link = '<a href=/x>report<span class="visually-hidden">, opens in a new tab</span></a>'
    text = page(f"<main><h1>Ferries sold to a yard</h1><p>{STORY[0]} A {link} says so.</p>{PROSE}</main>")
    assert paragraphs(text)[0] == f"{STORY[0]} A report says so."


def test_a_line_break_behind_a_sentence_begins_a_paragraph() -> None:
    text = page("<main><h1>Ferries sold to a yard</h1><div>" + "<br>".join(STORY) + "</div></main>")
    assert paragraphs(text) == STORY


def test_a_story_that_a_script_draws_is_read_from_its_data() -> None:
    data = PROSE.replace("<", "\\u003c").replace('"', '\\"')
    text = page(f'<div id=app></div><script>window.state = {{"body": "{data}"}}</script>')
    assert paragraphs(text) == STORY


@pytest.mark.parametrize(
    "beside",
    [
        """<div class=opinions><div class=o><h4><a href=/1>Wave of nonsense</a></h4><p>Why do so many
        believe that the new boat is unsafe? It has passed every test since March.</p></div>
        <div class=o><h4><a href=/2>A fair man</a></h4><p>Albin Frost, who died on Friday aged 91, led
        the county for twelve years and built the hospital.</p></div></div>""",
        """<blockquote class="twitter-tweet"><p>The Marta was the finest boat on this coast, and whoever sells
        her should be ashamed of it, dear friends.</p></blockquote>""",
        """<p><a href=/9>Herring quota falls by a third in the waters of Dal</a></p>""",
        """<div role=dialog class="modal"><p>This website uses cookies to collect information about your visit
        for purposes such as showing you advertisements.</p></div>""",
    ],
)
def test_teasers_posts_and_dialogs_inside_the_story_are_not_its_text(beside: str) -> None:
    told = "".join(f"<p>{text}</p>" for text in STORY[:2]) + beside
    told += "".join(f"<p>{text}</p>" for text in STORY[2:])
    assert paragraphs(page(f"<main><h1>Ferries sold to a yard</h1><div>{told}</div></main>")) == STORY


def test_the_next_article_on_the_page_is_another() -> None:
    other = """<article><h2>Herring quota falls</h2><p>The ministry in Dal has cut the quota by a third, as
    fishermen had feared since winter.</p><p>The fleet of Osel will stay in port until the minister has spoken
    to its captains, the union said on Friday.</p></article>"""
    body = f"<main><article><h1>Ferries sold to a yard</h1>{PROSE}</article>{other}</main>"
    assert paragraphs(page(body)) == STORY


def test_comments_are_not_the_story_though_they_are_longer() -> None:
    comment = (
        "<li><p>The captain drinks, everybody on the quay has seen it more than once this year.</p></li>"
    )
    body = f"<main><h1>Ferries sold to a yard</h1>{PROSE}<ul class=comments-list>{comment * 2}"
    longer = "".join(comment.replace("captain", f"mate of boat {n}") for n in range(12))
    assert paragraphs(page(f"{body}{longer}</ul></main>")) == STORY
