import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.embeds.text import address, cut, escaped, fitted, highlighted, linked, whole_lines


def test_nothing_in_a_text_formats_links_or_mentions() -> None:
    assert escaped("*a* _b_ ~~c~~ `d` ||e||") == r"\*a\* \_b\_ \~\~c\~\~ \`d\` \|\|e\|\|"
    assert escaped("[x](https://evil.example)") == r"\[x\]\(https\://evil.example\)"
    assert escaped("@everyone <@1> <t:0:R> :fire:") == r"\@everyone \<\@1\> \<t\:0\:R\> \:fire\:"
    assert escaped("# heading") == r"\# heading"
    assert escaped("- item") == r"\- item" and escaped("1. item") == r"1\. item"
    assert escaped("a\nb\u202ec") == "a b\ufffdc"


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("Short.", 10, "Short."),
        ("One sentence here. Another one there.", 30, "One sentence here. …"),
        ("Dr. Osk led the survey of the ice.", 20, "Dr. Osk led the…"),
        ("Oneverylongwordwithoutanyend", 10, "Oneverylo…"),
    ],
)
def test_a_cut_falls_behind_a_sentence_or_a_word(text: str, limit: int, expected: str) -> None:
    assert cut(text, limit) == expected and len(expected) <= limit


@given(st.text(), st.integers(min_value=2, max_value=80))
def test_what_is_fitted_fits_and_its_markup_is_inert(text: str, limit: int) -> None:
    shown = fitted(text, limit)
    assert len(shown) <= limit and "\n" not in shown
    assert not shown.endswith("\\") or shown.endswith("\\\\")


def test_only_web_addresses_become_links() -> None:
    assert linked("Herald", "https://e.org/a b(c)>d") == "[Herald](<https://e.org/a%20b%28c%29%3Ed>)"
    assert address("HTTPS://e.org/x") == "HTTPS://e.org/x"
    for url in (
        "javascript:alert(1)",
        "file:///etc",
        "e.org",
        "",
        "https://",
        "http://localhost:8080/article",  # Discord refuses hosts without a dot
        "http://intranet/article",
        "http://[x",
        "https://e.org/" + "x" * 600,
    ):
        assert linked("Herald", url) == "Herald"


def test_words_are_lit_up_and_the_rest_stays_inert() -> None:
    assert highlighted(" It cost *3* euros. ", 9, 12, 50) == r"It cost **\*3\*** euros."
    assert highlighted("1. 12 were hurt", 0, 2, 50, "__") == r"__1.__ 12 were hurt"
    assert highlighted("1. 12 were hurt", 3, 5, 50) == r"1\. **12** were hurt"
    assert highlighted("12 were hurt, it was said", 0, 2, 20) == "**12** were hurt,…"


def test_a_long_sentence_is_cut_around_the_words_that_answer() -> None:
    sentence = "and so on " * 40 + "until the bill came to 287 million euros"
    start = sentence.index("287")
    shown = highlighted(sentence, start, start + 11, 200)
    assert shown.startswith("… ") and "**287 million**" in shown and len(shown) <= 200


def test_lines_stay_whole_where_there_is_one() -> None:
    assert whole_lines("one\n[two](<https://example.org>)", 34) == "one\n[two](<https://example.org>)"
    assert whole_lines("one\n[two](<https://example.org>)", 20) == "one"
    assert whole_lines("onetwo", 3) == "one"
