import pytest

from retrieval.figures import figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Twelve of 1,200 were hurt", {"12", "1200"}),
        ("at least 28, thirty more missing", {"28", "30"}),
        ("a loss of 3.5 per cent", {"3.5"}),
        ("nobody was often alone", set()),
    ],
)
def test_numbers_in_digits_and_in_words(text: str, found: set[str]) -> None:
    assert figures(text) == found
