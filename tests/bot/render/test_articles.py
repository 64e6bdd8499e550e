from datetime import date

from rich.console import Console

from bot.render.articles import ArticlesView, ArticleView, CitedView, SourcesView, paragraph
from bot.render.views import View
from retrieval.values import Article, Sentence
from tests.bot.examples import CRANE, cite, sentence

TODAY = date(2026, 3, 5)


def in_terminal(view: View, width: int = 60) -> str:
    console = Console(width=width, force_terminal=True, color_system="standard", markup=False)
    with console.capture() as captured:
        console.print(view.rich(), crop=False)
    return captured.get()


def test_a_cited_sentence_is_marked_in_its_paragraph() -> None:
    assert CitedView(cite(1, CRANE, "It is old.", 1.0), TODAY).plain() == (
        "[1] “A crane [bold]opens[/bold]”\nHerald, 2 March 2026 (3 days ago)\n"
        f"{CRANE.url}\n\nThe crane opens in June. >>It is old.<<"
    )


def test_a_cited_sentence_is_lit_up_in_a_terminal() -> None:
    shown = in_terminal(CitedView(cite(1, CRANE, "It is old.", 1.0), TODAY))
    assert "The crane opens in June. \x1b[1;30;43mIt is old.\x1b[0m" in shown


def test_the_edges_of_a_paragraph() -> None:
    text = "One.\nTwo. Three.\nFour."
    found = [paragraph(text, sentence(Article("a", "", text), s)) for s in ("One.", "Three.", "Four.")]
    assert [text[start:end] for start, end in found] == ["One.", "Two. Three.", "Four."]


def test_a_paragraph_without_end_is_cut_between_words() -> None:
    text = "word " * 400 + "Here. " + "more " * 400
    view = CitedView(cite(1, Article("a", "T", text), "Here.", 1.0), TODAY).plain()
    shown = view.splitlines()[-1]
    assert shown.startswith("…word") and shown.endswith("more…")
    assert ">>Here.<<" in shown and len(shown) < 1220


def test_words_without_spaces_are_cut_at_the_sentence() -> None:
    text = "x" * 5000
    assert paragraph(text, Sentence(2000, 3000)) == (2000, 3000)


def test_an_article_with_the_offsets_of_its_sentences() -> None:
    sentences = [sentence(CRANE, s) for s in ("First line.", "The crane opens in June.")]
    lines = ArticleView(CRANE, sentences, TODAY).plain().splitlines()
    assert lines == [
        "A crane [bold]opens[/bold]",
        "Herald, 2 March 2026 (3 days ago)",
        CRANE.url,
        "id crane, 2 sentences, 12 words",
        "",
        "1\t0:11\tFirst line.",
        "2\t12:36\tThe crane opens in June.",
    ]
    assert "[bold]opens[/bold]" in in_terminal(ArticleView(CRANE, sentences, TODAY))


def test_a_list_in_a_pipe_has_no_tab_in_a_field() -> None:
    article = Article("a\tb", "T\nx", "t", source="S\ts", published="2026-03-02T08:00:00Z")
    assert ArticlesView([article]).plain() == "2026-03-02\tS s\ta b\tT x"


def test_a_list_in_a_narrow_terminal_cuts_nothing() -> None:
    long = Article("x" * 30, "A title " * 20, "t", source="Post")
    shown = in_terminal(ArticlesView([CRANE, long]))
    assert "x" * 30 in shown and shown.count("title") == 20 and "2026-03-02" in shown


def test_sources() -> None:
    view = SourcesView({"Harbour Herald": 1200, "": 3})
    assert view.plain() == "1200\tHarbour Herald\n3\t(no source)"
    assert "1,200" in in_terminal(view)
    assert SourcesView({}).plain() == "no articles yet"
