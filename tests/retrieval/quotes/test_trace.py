import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.quotes import find_excerpt, trace
from retrieval.quotes.trace import near, standing
from retrieval.text.words import tokenise
from retrieval.values import Article, Trace

BRIDGE = (
    "The Tolm Bridge was closed on Tuesday after engineers found cracks in 14 steel bearings.\n\n"
    '"I was told they might hold for years," Mayor Ana Ruud said. "You don\'t gamble with 41,000 cars a day."'
    "\n\n"
    "Repairs will cost $240 million — the city pays a third. The ferry runs until midnight."
)
CHEESE = (
    "A dairy in Vell won first prize with a blue cheese. Its owner, Per Lund, sold the lot within an hour."
)
ARTICLES = (Article("bridge", "", BRIDGE, published="2025-03-02"), Article("cheese", "", CHEESE))


def only(excerpt: str) -> Trace:
    (found,) = trace(excerpt, ARTICLES)
    return found


@pytest.mark.parametrize(
    ("excerpt", "text"),
    [
        ("closed on Tuesday after engineers", "closed on Tuesday after engineers"),
        ("the Tolm bridge was closed", "The Tolm Bridge was closed"),
        ("“You don’t gamble with 41000 cars a day.”", '"You don\'t gamble with 41,000 cars a day."'),
        ("for years”, Mayor Ana\nRuud  said…", 'for years," Mayor Ana Ruud said'),
        ("Repairs will cost $240 million - the city pays", "Repairs will cost $240 million — the city pays"),
        ("steel bearings. “I was told", 'steel bearings.\n\n"I was told'),
        ("engineers found cracks … steel bearings", "engineers found cracks in 14 steel bearings"),
        ("I was told [...] gamble with 41,000 cars",
         'I was told they might hold for years," Mayor Ana Ruud said. "You don\'t gamble with 41,000 cars'),
        ("Repairs ... cost $240 million . . . the ferry runs",
         "Repairs will cost $240 million — the city pays a third. The ferry runs"),
        ("told [the bearings] might hold for years", "told they might hold for years"),
    ],
)  # fmt: skip
def test_verbatim_but_for_typography_and_what_an_ellipsis_stands_for(excerpt: str, text: str) -> None:
    found = only(excerpt)
    assert (found.kind, found.score, found.differences, found.text) == ("verbatim", 1.0, (), text)


@pytest.mark.parametrize(
    ("excerpt", "pairs"),
    [
        ("The Tolm Bridge was closed on Friday after engineers found cracks", [("Friday", "Tuesday")]),
        ("engineers found cracks in 15 steel bearings on", [("15", "14"), ("on", "")]),
        ("Repairs will cost €240 million", [("€", "$")]),
        ("Repairs will not cost $240 million", [("not", "")]),
        ("The Bridge was closed on Tuesday after engineers", [("", "Tolm")]),
        ("A Tolm Bridge was closed on Tuesday after", [("A", "The")]),
        ("The ferry runs until dawn", [("dawn", "midnight")]),
        ("You do not gamble with 41,000 cars a day", [("do not", "don't")]),
    ],
)
def test_a_misquote_is_shown_against_the_true_words(excerpt: str, pairs: list[tuple[str, str]]) -> None:
    found = only(excerpt)
    assert found.kind == "altered"
    assert [(d.quoted, d.true) for d in found.differences] == pairs
    for d in found.differences:
        assert excerpt[d.quoted_start : d.quoted_end] == d.quoted
        assert BRIDGE[d.start : d.end] == d.true
        assert found.start <= d.start <= d.end <= found.end


def test_words_added_behind_a_sentence_are_not_set_beside_the_next() -> None:
    found = only("engineers found cracks in 14 steel bearings yesterday")
    assert [(d.quoted, d.true) for d in found.differences] == [("yesterday", "")]
    assert found.text.endswith("steel bearings")


def test_a_paraphrase_is_traced_to_its_sentence() -> None:
    found = only("Within one hour its owner Per Lund sold everything he had, the lot.")
    assert (found.kind, found.text) == ("near", "Its owner, Per Lund, sold the lot within an hour.")


def test_likeness_in_meaning_decides_where_it_is_given() -> None:
    excerpt = "Per Lund, who owns the dairy, quickly found buyers for all of it."
    assert trace(excerpt, ARTICLES) == ()
    (found,) = near(
        excerpt, ARTICLES, lambda text, others: [0.95 if "Lund" in other else 0.5 for other in others]
    )
    assert "Its owner, Per Lund" in found.text
    assert near(excerpt, ARTICLES, lambda text, others: [0.6] * len(others)) == ()


@pytest.mark.parametrize(
    "excerpt",
    [
        "The parliament in Oslo adopted the budget after a long night.",
        "on Tuesday after",  # too short to tell
        "the … a … with … for … in",
        "The Tolm Bridge … a blue cheese",  # from two articles
        "…",
        "[...] [...]",
        '""""',
        "",
    ],
)
def test_what_is_not_there_is_declined(excerpt: str) -> None:
    assert trace(excerpt, ARTICLES) == ()


def test_nothing_is_found_in_no_articles() -> None:
    assert trace("The Tolm Bridge was closed on Tuesday", ()) == ()


def test_an_ellipsis_stands_for_a_paragraph_and_not_for_half_an_article() -> None:
    def article(words: int) -> Article:
        return Article(
            "a", "", "Cracks were found early. " + "and so on " * (words // 3) + "The bridge was shut."
        )

    assert standing("Cracks were found early … the bridge was shut", [article(90)])[0].kind == "verbatim"
    assert standing("Cracks were found early … the bridge was shut", [article(900)]) == ()


def test_every_article_it_stands_in_is_found_the_earliest_first_and_the_undated_last() -> None:
    copies = [
        Article(day or "undated", "", CHEESE, published=day) for day in ("", "2025-02-03", "2025-02-01")
    ]
    found = trace("won first prize with a blue cheese", [*copies, *copies])
    assert [trace.article.id for trace in found] == ["2025-02-01", "2025-02-03", "undated"]


def test_a_verbatim_copy_outranks_an_earlier_version() -> None:
    earlier = Article("earlier", "", CHEESE.replace("first", "second"), published="2020-01-01")
    assert only_ids(trace("won first prize with a blue cheese", [earlier, *ARTICLES])) == ["cheese"]


def only_ids(traces: tuple[Trace, ...]) -> list[str]:
    return [trace.article.id for trace in traces]


def test_a_quote_is_found_deep_in_a_long_article() -> None:
    long = Article(
        "long", "", "The city said so and so on the day. " * 3000 + BRIDGE + " And the city said so." * 3000
    )
    for excerpt in (
        "they might hold for years",
        "engineers … 14 steel bearings",
        "cracks in 15 steel bearings",
    ):
        (found,) = trace(excerpt, [long])
        assert len("The city said so and so on the day. ") * 3000 < found.start < found.end < len(long.text)


WORDS = tokenise(BRIDGE)
STYLES: list[Callable[[str], str]] = [
    str,
    lambda t: t.replace('"', "”").replace("'", "’"),
    lambda t: t.replace(" ", "  "),
    lambda t: t.replace(" ", "\n"),
    lambda t: t.replace("—", "-").rstrip(".,") + ".",
    lambda t: t[0].swapcase() + t[1:],
    lambda t: f"… {t} …",
]


@given(st.data())
def test_any_slice_is_traced_to_words_that_equal_it(data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(WORDS.folded) - 6))
    last = data.draw(st.integers(first + 5, len(WORDS.folded) - 1))
    excerpt = BRIDGE[WORDS.spans[first][0] : WORDS.spans[last][1]]
    for style in data.draw(st.lists(st.sampled_from(STYLES), max_size=3)):
        excerpt = style(excerpt)
    found = only(excerpt)
    assert found.kind == "verbatim"
    assert tokenise(found.text).folded == WORDS.folded[first : last + 1]


@given(st.data())
def test_any_shortened_slice_is_traced_to_the_whole_of_it(data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(WORDS.folded) - 12))
    last = data.draw(st.integers(first + 11, len(WORDS.folded) - 1))
    left = data.draw(st.integers(first + 5, last - 6))
    right = data.draw(st.integers(left + 1, last - 5))
    ellipsis = data.draw(st.sampled_from([" … ", "...", " [...] ", " . . . "]))
    spans = WORDS.spans
    excerpt = BRIDGE[spans[first][0] : spans[left][1]] + ellipsis + BRIDGE[spans[right][0] : spans[last][1]]
    found = only(excerpt)
    assert found.kind == "verbatim"
    assert (found.start, found.end) == (spans[first][0], spans[last][1])


@pytest.mark.parametrize(
    "piece", ["the ", "word…", "… ", "[a] ", "“", "a'", "1,", "e\u0301", "> ", "a b c d "]
)
def test_hostile_excerpts_are_borne(piece: str) -> None:
    hostile = (piece * 10_000)[:10_000]
    started = time.process_time()
    trace(find_excerpt(hostile) or hostile, [*ARTICLES, Article("long", "", (hostile + BRIDGE) * 10)])
    assert time.process_time() - started < 10


@given(st.text(alphabet="ab .…[]\"'“”,\n41", max_size=200))
def test_any_text_is_traced_or_declined(excerpt: str) -> None:
    for found in trace(excerpt, ARTICLES):
        assert 0 <= found.start < found.end <= len(found.article.text)
