"""Cleaning: what goes, what stays, and that a second pass finds nothing more."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.ingest.cleaning.clean import clean
from retrieval.values import RawArticle

SCRAPED = """Ferry Strike Leaves Islanders Stranded

Hundreds of islanders spent the night in school halls after crews walked off the ferries. The union says ta…

Mira Solberg

By

Ferry Strike Leaves Islanders Stranded

Hundreds of islanders spent the night in school halls after crews walked off the ferries. The union \
says talks broke down over rest hours, not pay.

A Dispute Years in the Making

“Nobody wants to be here,” – Captain Olaf Brandt

The company offered to meet the crews on Thursday. Those talks are to be held in Bergen.

Mira Solberg"""


def text_of(*paragraphs: str, **fields: str) -> str:
    return clean(RawArticle(text="\n\n".join(paragraphs), **fields), "").text  # type: ignore[arg-type]


def test_a_scraped_page_keeps_the_articles_own_words_and_nothing_else() -> None:
    article = clean(RawArticle(text=SCRAPED), "2025-05-12T08:00:00+00:00")
    assert article.title == "Ferry Strike Leaves Islanders Stranded"
    assert article.authors == ("Mira Solberg",)
    assert article.fetched == "2025-05-12T08:00:00+00:00"
    assert article.text.split("\n\n") == [
        "Hundreds of islanders spent the night in school halls after crews walked off the ferries. "
        "The union says talks broke down over rest hours, not pay.",
        "A Dispute Years in the Making",
        "“Nobody wants to be here,” – Captain Olaf Brandt",
        "The company offered to meet the crews on Thursday. Those talks are to be held in Bergen.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "Share this article",
        "Read More",
        "Read more: Storm nears the coast",
        "___",
        "More:Is the bridge safe? What engineers say",
        "Related: Five dead in flood",
        "Hide caption",
        "Sign up for our newsletter",
        "Subscribe to The Harbour Brief, our free newsletter, here.",
        "Click here to see all the pictures",
        "Follow Jane Doe on Twitter: @janedoe",
        "Follow us on Facebook",
        "Get the news delivered to your inbox: Sign up here",
        "© 2025 The Example. All rights reserved.",
        "Contributing: The Example Agency",
        "The Example's Ann Lee contributed to this report.",
        "(Reporting by Ann Lee in Oslo; Editing by Jo Roe)",
        "By Jane Doe",
        "By JANE DOE and JOHN ROE",
        "By Jane Doe, The Example",
        "By J. K. Marsh and Juan de la Cruz | Staff Writers",
        "By:",
    ],
)
def test_boilerplate_goes(line: str) -> None:
    body = ("The quay was flooded on Monday.", "Nobody was hurt, police said.")
    assert text_of(body[0], line, body[1], title="Flood") == "\n\n".join(body)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the water had gone.",
        "By the Numbers",
        "By Friday Night, All Was Lost",
        "By Popular Demand",
        "By who?",
        "“Sign up for our newsletter” was all the screen said.",
        "More than 40 people were hurt",
        "Jane Doe",
        "Follow the money, the judge told the jury.",
        "He asked readers to subscribe to three newsletters.",
        "Share prices fell.",
        "Related companies: three were fined.",
        "A Turning Point",
        "CNN —",
        "…",
        "If a note in your inbox asks you to subscribe to a service, delete it.",
        "OSLO, Norway (Example) -- The talks failed.",
        "Click fraud cost the firm 3 million.",
    ],
)
def test_the_articles_own_words_stay(line: str) -> None:
    assert line in text_of("The quay was flooded on Monday.", line, "Nobody was hurt.", title="Flood").split(
        "\n\n"
    )


def test_a_known_authors_name_alone_goes_and_a_strangers_stays() -> None:
    raw = RawArticle(
        text="Jane Doe\n\nThe quay flooded.\n\nOle Berg\n\n— Jane Doe", title="Flood", authors=("Jane Doe",)
    )
    assert clean(raw, "").text == "The quay flooded.\n\nOle Berg"


def test_the_names_of_bylines_are_authors_where_the_draft_had_none() -> None:
    text = "By Jane Doe and John Roe, Example News\n\nThe quay flooded."
    assert clean(RawArticle(text=text), "").authors == ("Jane Doe", "John Roe")
    three = "By Jane Doe, John Roe and Ann Lee\n\nThe quay flooded."
    assert clean(RawArticle(text=three), "").authors == ("Jane Doe", "John Roe", "Ann Lee")
    assert clean(RawArticle(text=text, authors=("A. Desk",)), "").authors == ("A. Desk",)


def test_a_lone_by_takes_the_name_after_it_before_the_name_before_it() -> None:
    article = clean(
        RawArticle(text="Holy Night\n\nBy\n\nJane Doe\n\nThe choir sang for nine hours.", title=""), ""
    )
    assert (article.title, article.authors) == ("Holy Night", ("Jane Doe",))


def test_a_repeated_sentence_goes_and_a_repeated_row_stays() -> None:
    sentence = "The council will vote on the bridge on Tuesday."
    rows = (
        "Best film: The Long Quiet Winter of Anna Berg",
        "BERG",
        "• The council will vote on the bridge on Tuesday.",
    )
    assert text_of(sentence, *rows, sentence, *rows, title="t").split("\n\n") == [sentence, *rows, *rows]


def test_a_cut_sentence_without_its_whole_stays() -> None:
    cut = "The council will vote on the bridge on Tues…"
    assert text_of(cut, "And then came the flood.", title="t").startswith(cut)


def test_a_title_that_is_the_first_sentence_stays_and_so_does_one_that_is_all_there_is() -> None:
    assert text_of("The quay flooded.", "Nobody was hurt.", title="The quay flooded.").startswith(
        "The quay flooded."
    )
    assert text_of("Quay floods", title="Quay floods") == "Quay floods"


def test_a_text_without_a_headline_is_titled_by_its_first_words() -> None:
    article = clean(RawArticle(text="word " * 50), "")
    assert article.title == " ".join(["word"] * 20) + "…"
    assert article.text == " ".join(["word"] * 50)


def test_characters_are_normalised_and_quotation_marks_left() -> None:
    dirty = "“Cafe\u0301”\u00a0said\u2009the  ma\u200byor\u202e.\r\n\r\n\r\n \t\r\nIt\u00ad is \ud800 \x07so."
    assert text_of(dirty, title="t") == "“Café” said the mayor.\n\nIt is \ufffd so."


def test_joiners_that_spell_words_stay() -> None:
    assert text_of("می‌خواهم 🤷‍♀️", title="t") == "می‌خواهم 🤷‍♀️"
    assert text_of("pass\u200dword", title="t") == "password"


def test_hard_wrapped_lines_are_joined_and_single_lines_are_paragraphs() -> None:
    wrapped = (
        "The quay was flooded on Monday after a night of\n"
        "rain that nobody had foreseen, the harbour master\n"
        "said. The water fell by noon, and the ferries went\n"
        "out again at three.\n"
    )
    assert text_of(wrapped, title="t") == " ".join(wrapped.split())
    assert (
        text_of("The quay flooded.\nNobody was hurt.", title="t") == "The quay flooded.\n\nNobody was hurt."
    )


def test_an_id_is_given_or_made_from_the_address_or_from_the_words() -> None:
    def identity(**fields: str) -> str:
        return clean(RawArticle(text="The quay flooded.", title="Flood", **fields), "").id  # type: ignore[arg-type]

    assert identity(id="mine/7", url="https://example.org/a") == "mine/7"
    assert identity(url="https://Example.org/a?utm_source=x&p=1#top") == identity(
        url="https://example.org/a?p=1"
    )
    assert identity(url="https://example.org/a?p=1") != identity(url="https://example.org/a?p=2")
    assert identity() == "c518370d45e96053"  # printf 'Flood\0The quay flooded.' | sha256sum | cut -c1-16


def test_the_content_hash_covers_what_readers_see() -> None:
    raw = RawArticle(text="The quay flooded.", title="Flood", id="1", published="2025-05-12")
    assert clean(raw, "today").content_hash == clean(raw, "tomorrow").content_hash
    for other in (
        RawArticle("The quay fell.", "Flood", "1"),
        RawArticle(raw.text, "Flood", "1", published="2025-05-13"),
    ):
        assert clean(other, "").content_hash != clean(raw, "").content_hash


def test_the_source_is_the_host_where_none_is_given() -> None:
    assert clean(RawArticle(text="x", url="https://www.Example.org:8080/a"), "").source == "example.org"
    assert (
        clean(RawArticle(text="x", url="https://www.example.org", source="The Example"), "").source
        == "The Example"
    )
    assert clean(RawArticle(text="x", url="http://["), "").source == ""


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (RawArticle(text=" \u200b\n\n"), "no text left after cleaning"),
        (RawArticle(text="Advertisement\n\nBy Jane Doe\n\nRead more"), "no text left after cleaning"),
        (RawArticle(text="x", id="a" * 201), "the id is longer than 200 characters"),
        (RawArticle(text="x", id="a\nb"), "the id holds a control character"),
        (RawArticle(text="word " * 400_001), "the text is longer than 2,000,000 characters: split it"),
    ],
)
def test_what_cannot_be_an_article_is_refused_in_a_clause(raw: RawArticle, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{reason}$"):
        clean(raw, "")


PIECES = st.sampled_from(
    [
        "By",
        "By:",
        "By Jane Doe",
        "Jane Doe",
        "Holy Night",
        "Advertisement",
        "Read more",
        "\n",
        "\n\n",
        "\n\n\n",
        " ",
        "A quay was flooded here on Monday, police said.",
        "A quay was flooded here on Mon…",
        "\u200d",
        "\u200b",
        "é",
        "e",
        "\u0301",
        "\u0323",
        "\u212b",
        "\u202e",
        "پ",
        "…",
        ".",
        "-",
        "- ",
        "*",
        "lower case",
        "\r",
        "\u2029",
        "\ud800",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join)


@given(text=TEXTS, title=st.just("") | TEXTS, authors=st.lists(TEXTS, max_size=2))
def test_cleaning_again_changes_nothing(text: str, title: str, authors: list[str]) -> None:
    try:
        once = clean(RawArticle(text=text, title=title, authors=tuple(authors)), "")
    except ValueError:
        return
    again = clean(RawArticle(text=once.text, title=once.title, authors=once.authors), "")
    assert (again.text, again.title, again.authors) == (once.text, once.title, once.authors)
    assert again.content_hash == once.content_hash


@pytest.mark.parametrize(
    "hostile",
    [
        "a" + "\n" * 500_000 + "b",
        "The same nine words stand here again and again.\n\n" * 10_000,
        "".join(f"The same long stem of words {'x' * n}…\n\n" for n in range(1000)),
        "word " * 200_000,
        "x" * 1_000_000,
        "By " + "Jane " * 200_000,
        "By\n\nJane Doe\n\n" * 20_000 + "The end.",
        "é" + "\u200d" * 500_000 + "é",
        "a" + "\u0301" * 300_000,
        "\n\n".join(["By " + "Aa, " * 38 + "x"] * 5000),
        "\n\n".join(["newsletter sign up " * 15] * 5000),
    ],
    ids=lambda text: repr(text[:20]),
)
def test_hostile_texts_take_no_longer_than_their_length(hostile: str) -> None:
    started = time.process_time()
    clean(RawArticle(text=hostile), "")
    assert (
        time.process_time() - started < 3
    )  # each takes a tenth of it or so; anything quadratic takes minutes
