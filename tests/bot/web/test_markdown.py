import re
from dataclasses import replace

from markdown_it import MarkdownIt

from bot.web.api.markdown import SOURCES, answer_markdown, escaped, partial_markdown
from retrieval.values import Answer, Partial
from tests.bot.examples import make_answer

BASE = "http://localhost:8080/"
LINKS = re.compile(r'href="([^"]*)"')


def test_an_article_without_an_address_links_to_our_copy() -> None:
    html = MarkdownIt().render(answer_markdown(make_answer(), BASE))
    crane = "https://example.org/herald/a-very-long-address-that-no-terminal-of-sixty-columns-can-hold"
    ours = "http://localhost:8080/articles/ice?start=21&amp;end=36#cited"
    assert set(LINKS.findall(html)) == {crane, ours}


def test_the_words_of_an_article_are_no_markup() -> None:
    hostile = "# ![x](http://evil) <b>*a*_b_</b> `c` [d](http://e) ~~f~~ | g"
    html = MarkdownIt("gfm-like", {"linkify": False}).render(escaped(hostile))
    assert not {"<img", "<b>", "<em>", "<code>", "<a ", "<s>", "<h1", "<table"} & set(
        re.findall(r"<\w+ ?", html)
    )
    assert not re.search(r"<(?!/?p>)", html)
    for text in ("- item", "1. item", "=", "+ item"):
        assert MarkdownIt().render(escaped(text)).startswith("<p>")


def test_what_was_streamed_is_continued() -> None:
    answer: Answer = make_answer()
    sent = partial_markdown(Partial(answer.lines[:1], answer.citations), BASE)
    rest = answer_markdown(answer, BASE, sent)
    assert sent + rest == answer_markdown(answer, BASE)
    other = replace(answer, lines=answer.lines[2:])
    assert answer_markdown(other, BASE, sent).startswith("\n\nIt is old.")
    assert SOURCES in rest
