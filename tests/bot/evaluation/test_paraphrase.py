import random

import pytest

from bot.evaluation.paraphrase import paraphrase


@pytest.mark.parametrize(
    ("sentence", "paraphrased"),
    [
        ("Officials said that 40 people left.", "Officials stated that 40 persons departed."),
        (
            "After a long night, the mayor said the bridge was safe.",
            "The mayor stated the bridge was safe after a long night.",
        ),
        ("According to Osk, nearly all of it went.", "According to Osk, almost all of it travelled."),
        ("The mayor said it.", None),  # one word is not a paraphrase
        (
            "“On Monday, I said so,” she said.",
            "“On Monday, I stated so,” she stated.",
        ),  # no turning in a quote
        ("Sam Pell scored both goals.", None),
    ],
)
def test_paraphrases(sentence: str, paraphrased: str | None) -> None:
    assert paraphrase(sentence, random.Random(0)) == paraphrased
