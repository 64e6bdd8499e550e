import math

import pytest

from bot.evaluation.gates import Floor, failed, parse_floor
from bot.evaluation.report_metrics import BY_NAME
from retrieval.errors import UsageError


def test_a_floor_is_read() -> None:
    assert parse_floor("article_recall@1=0.9", BY_NAME) == Floor("article_recall@1", 0.9)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("article_recall@1", "write it as metric=value"),
        ("artcle_recal@1=0.9", "there is no metric artcle_recal@1; the nearest is article_recall@1"),
        ("=0.9", "there is no metric ; the nearest is "),
        ("ece=", "nothing is not a number"),
        ("ece=low", "low is not a number"),
        ("ece=nan", "nan is not a number"),
    ],
)
def test_wrong_use_is_told(text: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_floor(text, BY_NAME)
    assert message in str(error.value)


def test_a_line_for_each_that_fails() -> None:
    metrics: dict[str, dict[str, float | None]] = {
        "right": {"value": 0.8},
        "ece": {"value": 0.12},
        "short_em": {"value": None},
        "auroc": {"value": 0.9},
    }
    floors = [
        Floor("right", 0.85),
        Floor("right", 0.8),
        Floor("ece", 0.1),
        Floor("ece", 0.2),
        Floor("short_em", 0),
    ]
    assert list(failed(floors, metrics)) == [
        "right is 0.8, below its floor of 0.85",
        "ece is 0.12, above its ceiling of 0.1",
        "short_em has no value here, below its floor of 0",
    ]
    assert not Floor("right", 0.1).holds(math.nan)
