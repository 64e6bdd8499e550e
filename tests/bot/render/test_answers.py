import re
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from bot.render.answers import answer_view, partial_view
from bot.render.views import View, show
from retrieval.values import (
    Answer,
    AnsweredPart,
    AnswerLine,
    AnswerNotice,
    Article,
    NoticeKind,
    Partial,
    Premise,
    PremiseStatus,
    Query,
    Refusal,
    RefusalReason,
    ShortAnswer,
    Usage,
    Verdict,
)
from retrieval.values.understanding import Kind
from tests.bot.examples import CRANE, WHY, cite

NOTHING = Refusal(RefusalReason.NOTHING_FOUND)
TODAY = date(2026, 3, 5)
ANSI = re.compile(r"\x1b\[[\d;?]*[a-zA-Z]")


def in_terminal(view: View, width: int = 60) -> str:
    file = StringIO()
    show(view, Console(file=file, force_terminal=True, width=width, color_system="standard", markup=False))
    return file.getvalue()


def in_pipe(view: View) -> str:
    file = StringIO()
    show(view, Console(file=file))
    return file.getvalue()


def test_plain(answer: Answer) -> None:
    assert in_pipe(answer_view(answer, Query("when?"), TODAY)) == (
        "The crane opens in June. [1] Slowly (1) now. [2] It is old. [3]\n"
        "\n"
        f"[1][3] “A crane [bold]opens[/bold]” — Herald, 2 March 2026 (3 days ago), {CRANE.url}\n"
        "[2] “Ice �]8;;evil�”\n"
        "\n"
        "Confidence: high (93 %)\n"
    )


def test_a_terminal_shows_the_same_words(answer: Answer) -> None:
    shown = ANSI.sub("", in_terminal(answer_view(answer, Query("when?"), TODAY)))
    shown = " ".join(shown.split())
    assert "[1][3] “A crane [bold]opens[/bold]” — Herald" in shown
    assert "[2] “Ice �]8;;evil�” Confidence: high (93 %)" in shown


def test_an_address_stays_whole_in_a_narrow_terminal(answer: Answer) -> None:
    shown = ANSI.sub("", in_terminal(answer_view(answer, Query("when?"), TODAY)))
    assert f"    {CRANE.url}\n" in shown


def test_the_text_of_an_article_cannot_steer_the_terminal(answer: Answer, refusal: Answer) -> None:
    for one in (answer, refusal):
        shown = in_terminal(answer_view(one, Query("when?"), TODAY))
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", ANSI.sub("", shown))
        assert "\x1b[31mmelts" not in shown


def test_without_colour_where_it_is_not_wanted(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    codes = set(re.findall(r"\x1b\[([\d;]*)m", in_terminal(answer_view(answer, Query("when?"), TODAY))))
    assert codes <= {"", "0", "1", "2", "3", "2;3"}  # bold, faint and italic are no colours


def test_a_refusal_shows_the_nearest_as_no_answer(refusal: Answer) -> None:
    assert in_pipe(answer_view(refusal, Query("when?", since="2026-01-01", source="Herald"), TODAY)) == (
        f"{WHY}. Only these were searched: since 2026-01-01, source Herald.\n"
        "\n"
        "Nearest, but not an answer:\n"
        "[1] The crane opens in June.\n"
        "[3] It is old.\n"
        f"    “A crane [bold]opens[/bold]” — Herald, 2 March 2026 (3 days ago), {CRANE.url}\n"
        "[2] Slowly (1) now.\n"
        "    “Ice �]8;;evil�”\n"
    )
    shown = ANSI.sub("", in_terminal(answer_view(refusal, Query("when?"), TODAY)))
    assert "\n\nNearest, but not an answer:\n[1] The crane" in shown
    assert " ".join(shown.split()).startswith(f"{WHY}. Nearest, but")


def test_a_refusal_with_nothing_near() -> None:
    assert (
        in_pipe(answer_view(Answer("q", (), 0.0, refusal=NOTHING), Query("q"), TODAY))
        == "The articles do not answer this. Nothing was found.\n"
    )


def test_ages_count_from_as_of(answer: Answer) -> None:
    assert "(today)" in in_pipe(answer_view(answer, Query("when?", as_of="2026-03-02"), TODAY))


def test_a_sentence_that_was_not_verified_is_marked() -> None:
    article = Article("a", "T", "It is so.")
    answer = Answer(
        "q", (AnswerLine("It is so.", (1,)),), 0.9, (cite(1, article, "It is so.", 1.0, verified=False),)
    )
    assert "[1] “T” — not verified\n" in in_pipe(answer_view(answer, Query("q"), TODAY))


def test_the_other_outlets_of_a_story_stand_beside_its_source(answer: Answer) -> None:
    copy = replace(CRANE, id="copy", source="Post\x1b[2J")
    cited = replace(answer, citations=tuple(replace(c, also=(copy, copy)) for c in answer.citations))
    assert "also Post\ufffd[2J" in answer_view(cited, Query("q"), date(2026, 11, 2)).plain()


def test_an_outlet_is_named_only_where_it_has_all_the_sentences_cited() -> None:
    article = Article("a", "T", "Five were hurt. The hall burned.", source="Herald")
    post, times = Article("b", "T", "The hall burned.", source="Post"), Article("c", "T", "x", source="Times")
    hurt, burned = cite(1, article, "Five were hurt.", 1.0), cite(2, article, "The hall burned.", 1.0)
    cited = (replace(hurt, also=(times,)), replace(burned, also=(post, times)))
    lines = (AnswerLine("Five were hurt.", (1,)), AnswerLine("The hall burned.", (2,)))
    answer = Answer("q", lines, 0.9, cited)
    shown = in_pipe(answer_view(answer, Query("q"), TODAY))
    assert "also Times" in shown and "Post" not in shown


def test_the_short_answer_comes_first_and_its_words_are_lit_up(answer: Answer) -> None:
    start = CRANE.text.index("June")
    sure = replace(answer, short=ShortAnswer("June", 1, start, start + 4, 0.9))
    view = answer_view(sure, Query("when?"), TODAY)
    assert in_pipe(view).startswith("June [1]\n\nThe crane opens in June. [1]")
    lit = "\x1b[1;32mJune\x1b[0m"
    assert in_terminal(view).startswith(f"\x1b[1;32mJune [1]\x1b[0m\n\nThe crane opens in {lit}. ")


def test_a_follow_up_is_shown_as_it_was_understood(answer: Answer, refusal: Answer) -> None:
    for one in (answer, refusal):
        view = answer_view(replace(one, standalone="when? (crane \x1b[31m)"), Query("when?"), TODAY)
        assert "Understood as: when? (crane �[31m)" in in_pipe(view)
        assert "Understood as: when? (crane �[31m)" in ANSI.sub("", in_terminal(view))


def test_what_a_model_wrote_says_so_and_a_notice_stands_first(answer: Answer) -> None:
    written = replace(
        answer,
        model="openai:x",
        usage=Usage(1200, 40),
        notices=(AnswerNotice(NoticeKind.MODEL_FAILED, "it broke off\x1b[2J"),),
        dropped=("No.",),
    )
    view = answer_view(written, Query("when?"), TODAY)
    for shown in (in_pipe(view), ANSI.sub("", in_terminal(view, 100))):
        lead = "The model could not write: it broke off�[2J. These are the sentences themselves."
        assert shown.startswith(f"{lead}\n\nThe crane opens")
        assert "Written by openai:x (1,240 tokens); 1 claim without support left out" in shown


def test_a_partial_answer_keeps_what_is_verified_from_what_is_not(answer: Answer) -> None:
    file = StringIO()
    console = Console(file=file, force_terminal=True, width=60, color_system="standard")
    console.print(
        partial_view(Partial((AnswerLine("It opens.", (1,)),), answer.citations, "It is \x1b[31mred"))
    )
    assert "It opens. \x1b[1;36m[1]\x1b[0m" in file.getvalue()
    assert "\x1b[2;3mIt is �[31mred" in file.getvalue()


def test_a_verdict_stands_before_all_else(answer: Answer) -> None:
    start = CRANE.text.index("June")
    judged = replace(answer, verdict=Verdict.YES, short=ShortAnswer("June", 1, start, start + 4, 0.9))
    for shown in (in_pipe, in_terminal):
        text = ANSI.sub("", shown(answer_view(judged, Query("q"), TODAY)))
        assert text.startswith("Yes. The crane opens in June. [1]")


def test_each_of_several_questions_stands_by_itself(answer: Answer) -> None:
    first = AnsweredPart("When does it open?", answer.lines[:1])
    second = AnsweredPart("Who pays?", refusal=NOTHING)
    text = in_pipe(answer_view(replace(answer, parts=(first, second)), Query("q"), TODAY))
    assert text.startswith(
        "When does it open? – The crane opens in June. [1]\n"
        "\n"
        "Who pays? – The articles do not answer this. Nothing was found.\n"
        "\n"
        "[1][3] “A crane"
    )


def test_sentences_against_a_false_premise_are_no_near_misses(refusal: Answer) -> None:
    premise = Premise("The crane is closed", PremiseStatus.CONTRADICTED)
    against = replace(refusal, refusal=Refusal(RefusalReason.PREMISE_FALSE), premise=premise)
    for shown in (in_pipe, in_terminal):
        text = ANSI.sub("", shown(answer_view(against, Query("q"), TODAY)))
        assert "[1] The crane opens in June." in text
        assert "Nearest" not in text


def test_suggestions_close_every_kind_of_answer(answer: Answer, refusal: Answer) -> None:
    talk = Answer("hello", (), 1.0, kind=Kind.TALK)
    for one in (answer, refusal, talk):
        offered = replace(one, suggestions=("Why June?", "Who\x1b[2J pays?"))
        for shown in (in_pipe, in_terminal):
            text = ANSI.sub("", shown(answer_view(offered, Query("q"), TODAY)))
            assert text.rstrip().endswith("You may ask: Why June? Who\ufffd[2J pays?")
