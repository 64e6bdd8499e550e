import logging

import pytest

from bot.services.answer_log import log_answer
from tests.bot.examples import make_answer


@pytest.mark.parametrize("asked", [False, True])
def test_the_line_holds_the_question_only_if_asked_to(asked: bool, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "bot.services.answer_log"):
        log_answer(make_answer(refused=True), "web", with_question=asked)
    (record,) = caplog.records
    told = vars(record)
    assert (told["front_end"], told["kind"], told["confidence"]) == ("web", "fact", 0.1235)
    assert (told["refusal"], told["timings_ms"]["total"]) == ("below_threshold", 3.76)
    assert ("when?" in str(told)) is asked
