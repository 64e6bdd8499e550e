import pytest

from retrieval.claims.roles import swaps


@pytest.mark.parametrize(
    ("claim", "text", "swapped"),
    [
        ("United beat Rovers 2-1.", "Rovers beat United 2-1 in the final.", True),
        ("Rovers beat United.", "Rovers beat United 2-1 in the final.", False),
        ("Iran attacked Israel.", "Israel attacked Iran.", True),
        ("Iran was attacked by Israel.", "Israel attacked Iran.", False),
        ("Israel was attacked by Iran.", "Israel attacked Iran.", True),
        ("Osk praised Brisk.", "Ada Brisk praised Lena Osk.", True),
        ("Osk met Brisk.", "Ada Brisk met Lena Osk.", False),
        ("Putin called Trump.", "Putin called Trump, and Trump called Putin back.", False),
        ("Brisk led the team.", "Brisk led the team.", False),
    ],
)
def test_who_does_it_and_to_whom(claim: str, text: str, swapped: bool) -> None:
    assert swaps(claim, text) == swapped
