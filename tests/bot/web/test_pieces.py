from dataclasses import replace

from bot.messages import load_messages
from bot.web.page.pieces import answer_page
from retrieval.values import Answer, AnsweredPart, AnswerLine, Coverage, Refusal, RefusalReason, Verdict
from retrieval.values.understanding import Kind
from tests.bot.examples import make_answer

ENGLISH = load_messages("en")


def words(line: tuple[object, ...]) -> str:
    return "".join(piece.text for piece in line)  # type: ignore[attr-defined]


def test_a_verdict_leads() -> None:
    assert words(answer_page(replace(make_answer(), verdict=Verdict.NO), ENGLISH).lead) == "No."


def test_a_count_leads() -> None:
    answer = Answer("how many?", (), 1.0, coverage=Coverage(7, 2, "2026-03-01", "2026-03-09"))
    lead = words(answer_page(answer, ENGLISH).lead)
    assert lead == "7 articles of 2 outlets are about this, from 2026-03-01 to 2026-03-09."


def test_each_part_is_answered_or_refused_by_itself() -> None:
    parts = (
        AnsweredPart("when?", make_answer().lines[:1]),
        AnsweredPart("why?", refusal=Refusal(RefusalReason.NOTHING_FOUND)),
    )
    page = answer_page(replace(make_answer(), parts=parts), ENGLISH)
    assert [(part.question, part.refused) for part in page.parts] == [
        ("when?", ""),
        ("why?", "The articles do not answer this. Nothing was found."),
    ]
    assert words(page.parts[0].lines[0]) == "The crane opens in June.1"


def test_lines_with_days_are_a_list() -> None:
    lines = tuple(replace(line, label="2026-03-02") for line in make_answer().lines)
    page = answer_page(replace(make_answer(), lines=lines, kind=Kind.TIMELINE), ENGLISH)
    assert page.listed and words(page.lines[0]) == "2026-03-02: The crane opens in June.1"


def test_suggestions_are_shown() -> None:
    assert answer_page(replace(make_answer(), suggestions=("why?",)), ENGLISH).suggestions == ("why?",)


def test_a_line_no_sentence_supports_is_marked() -> None:
    answer = replace(make_answer(), lines=(AnswerLine("Whales sing.", supported=False),))
    assert words(answer_page(answer, ENGLISH).lines[0]) == "Whales sing. (no source found)"
