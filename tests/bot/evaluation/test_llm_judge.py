import math
from pathlib import Path

import pytest

from bot.evaluation.llm_judge import Judge, open_judge
from bot.evaluation.questions import Question
from retrieval.llm.prompt import open_prompt
from retrieval.settings import Settings
from tests.bot.evaluation.answers import ICE, answer, citation
from tests.chat import ScriptedChat, scripted
from tests.chat_server import says, serving

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


def test_the_judge_has_a_server_and_a_key_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-provider")
    (tmp_path / "model").write_text("sk-model")
    (tmp_path / "judge").write_text("sk-judge")
    with serving(says("2")) as judging, serving() as answering:
        settings = Settings(
            model_url=answering.url,
            model_key_file=tmp_path / "model",
            judge_url=judging.url,
            judge_key_file=tmp_path / "judge",
        )
        assert open_judge("local", settings).grade(WHO, LED) == 1.0
        assert (judging.keys, answering.bodies) == (["Bearer sk-judge"], [])


def test_a_judge_of_a_provider_takes_nothing_of_the_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-provider")
    (tmp_path / "model").write_text("sk-model")
    settings = Settings(model_url="http://127.0.0.1:9/v1", model_key_file=tmp_path / "model")
    model = open_judge("openai:gpt-4o", settings).chat.model
    assert model.openai_api_base is None  # type: ignore[attr-defined]
    assert model.openai_api_key.get_secret_value() == "sk-of-the-provider"  # type: ignore[attr-defined]
