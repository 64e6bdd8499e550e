"""Why an answer failed: the first step on its way that went wrong."""

from __future__ import annotations

import math
from enum import StrEnum

from bot.evaluation.conversation.scores import SURE
from bot.evaluation.score import Scores

HIGH = 3
"""The gold article among the first so many is high enough to be answered from."""


class Failure(StrEnum):
    NONE = "none"
    NOT_RETRIEVED = "not retrieved"
    RANKED_TOO_LOW = "ranked too low"
    WRONG_SENTENCE = "wrong sentence"
    REFUSED_WRONGLY = "refused wrongly"
    ANSWERED_WRONGLY = "answered wrongly"
    CHECK_FAILED = "check failed"
    SURE_AND_WRONG = "sure and wrong"
    ERROR = "error"


MEANING: dict[Failure, str] = {
    Failure.NONE: "The answer is right, or the refusal was.",
    Failure.NOT_RETRIEVED: "No article that holds the answer was among the ten best found.",
    Failure.RANKED_TOO_LOW: f"An article with the answer was found, but {HIGH} or more stood above it.",
    Failure.WRONG_SENTENCE: "The right article was at the top, but the sentences quoted do not answer.",
    Failure.REFUSED_WRONGLY: "The right article or sentence was at hand, and it was refused all the same.",
    Failure.ANSWERED_WRONGLY: "The articles do not answer this, and it was answered all the same.",
    Failure.CHECK_FAILED: "What is shown does not pass all checks of the question.",
    Failure.SURE_AND_WRONG: f"It does not pass all checks, at a confidence of {SURE:.0%} or more.",
    Failure.ERROR: "The engine could not answer; it counts as an empty answer.",
}

ANY = (Failure.NONE, Failure.ERROR)
OF_CHECKS = (Failure.CHECK_FAILED, Failure.SURE_AND_WRONG)
"""What becomes of a question of a conversation set, beside what becomes of any."""


def failure(scores: Scores) -> Failure:
    """Return the failure by the scores of one question. Without a known answer there is no failure."""
    if "conversation_passed" in scores:
        sure_and_wrong = Failure.SURE_AND_WRONG if scores["confident_wrong"] else Failure.CHECK_FAILED
        return Failure.NONE if scores["conversation_passed"] else sure_and_wrong
    if scores["right"] == 1 or math.isnan(scores["right"]):
        return Failure.NONE
    if not scores["answerable"]:
        return Failure.ANSWERED_WRONGLY
    if scores["evidence_right"] == 1:
        return Failure.REFUSED_WRONGLY
    nearness = scores["article_mrr@10"]
    if nearness == 0:
        return Failure.NOT_RETRIEVED
    if nearness < 1 / HIGH:
        return Failure.RANKED_TOO_LOW
    return Failure.REFUSED_WRONGLY if scores["refused"] else Failure.WRONG_SENTENCE
