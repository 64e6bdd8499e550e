import math

import pytest

from bot.evaluation.judging import Judge
from bot.evaluation.questions import Question
from retrieval.composing.prompting import open_prompt
from tests.bot.evaluation.answers import ICE, answer, citation
from tests.chat import ScriptedChat, scripted

WHO = Question("who", "Who led it?", True, ("Lena Osk", "Osk"), ("ice",))
NOBODY = Question("nobody", "Who paid for it?", False)
LED = answer([citation(1, ICE, 1)], [ICE])


@pytest.mark.parametrize(
    ("written", "grade"),
    [("2", 1.0), (" 1\n", 0.5), ("0 because", 0.0), ("**2**", 1.0), ("22", None), ("good", None)],
)
def test_a_grade_is_a_single_digit(written: str, grade: float | None) -> None:
    found = Judge(scripted(written), open_prompt("judge", None)).grade(WHO, LED)
    assert math.isnan(found) if grade is None else found == grade


def test_a_judge_that_cannot_be_reached_gives_no_grade() -> None:
    judge = Judge(scripted(ConnectionError()), open_prompt("judge", None))
    assert math.isnan(judge.grade(WHO, LED))


def test_the_judge_sees_the_right_answers_and_a_refusal_as_one() -> None:
    chat = scripted("2", "2")
    judge = Judge(chat, open_prompt("judge", None))
    judge.grade(WHO, LED)
    judge.grade(NOBODY, answer([], [ICE], refused=True))
    assert isinstance(chat.model, ScriptedChat)
    first, second = chat.model.asked
    assert "Reference: Lena Osk / Osk\n" in first and "[1]" not in first.partition("Answer:")[2]
    assert "Reference: NO ANSWER\n\nAnswer: NO ANSWER" in second


def test_an_answer_cannot_step_out_of_its_place() -> None:
    chat = scripted("0")
    bold = answer([citation(1, ICE, 1)], [ICE])
    Judge(chat, open_prompt("judge", None)).grade(WHO, bold)
    assert isinstance(chat.model, ScriptedChat)
    assert chat.model.asked[0].count("Reference:") == 1
