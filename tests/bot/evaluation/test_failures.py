import math

import pytest

from bot.evaluation.failures import MEANING, Failure, failure

WRONG = {"answerable": 1, "refused": 0, "right": 0, "evidence_right": 0, "article_mrr@10": 1}


@pytest.mark.parametrize(
    ("scores", "why"),
    [
        ({"right": 1}, Failure.NONE),
        ({"right": math.nan}, Failure.NONE),
        ({"answerable": 0}, Failure.ANSWERED_WRONGLY),
        ({"refused": 1, "evidence_right": 1, "article_mrr@10": 0}, Failure.REFUSED_WRONGLY),
        ({"article_mrr@10": 0}, Failure.NOT_RETRIEVED),
        ({"article_mrr@10": 0, "refused": 1}, Failure.NOT_RETRIEVED),
        ({"article_mrr@10": 1 / 4}, Failure.RANKED_TOO_LOW),
        ({"article_mrr@10": 1 / 3}, Failure.WRONG_SENTENCE),
        ({"article_mrr@10": 1 / 3, "refused": 1}, Failure.REFUSED_WRONGLY),
        ({"article_mrr@10": math.nan}, Failure.WRONG_SENTENCE),
    ],
)
def test_the_first_step_that_went_wrong(scores: dict[str, float], why: Failure) -> None:
    assert failure({**WRONG, **scores}) is why


def test_each_has_a_meaning() -> None:
    assert set(MEANING) == set(Failure)
