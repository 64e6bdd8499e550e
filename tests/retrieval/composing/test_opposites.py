import pytest

from retrieval.composing.opposites import turned_round


@pytest.mark.parametrize(
    ("claim", "text", "turned"),
    [
        ("The bank raised its rate.", "The bank cut its rate.", True),
        ("The bank lowered its rate.", "The bank cut its rate.", False),
        ("The court upheld it.", "The court overturned it.", True),
        ("Prices rose.", "Prices rose in May and fell in June.", False),
        ("The rate is 4 per cent.", "The rate fell to 4 per cent.", False),
    ],
)
def test_a_claim_that_says_the_opposite(claim: str, text: str, turned: bool) -> None:
    assert turned_round(claim, text) == turned
