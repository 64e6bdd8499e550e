"""Names in a claim, and the shape of a person's name."""

import pytest

from retrieval.text.names import bare, is_person, names, names_inside, unnamed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor of Lima met Ann Reyes.", ["Lima", "Ann", "Reyes"]),
        ("Reyes left.", ["Reyes"]),
        ("Officials left.", []),
        ("Twenty left.", []),
        ("The U.S. left.", ["US"]),
        ("Peru's army left.", ["Peru"]),
    ],
)
def test_names_are_capitals_that_do_not_only_open_the_sentence(text: str, expected: list[str]) -> None:
    assert list(names(text)) == expected


def test_names_inside_a_text_open_no_sentence() -> None:
    assert names_inside("Rain fell on Lima’s port. Nobody saw Ann-Marie.") == ["Lima’s", "Ann-Marie"]
    assert bare("Lima’s") == "Lima"


@pytest.mark.parametrize(
    ("claim", "evidence", "expected"),
    [
        ("Canadian troops left.", "Troops of Canada left.", ()),
        ("The IMF paid.", "The International Monetary Fund paid.", ()),
        ("The UN voted.", "The United Nations voted.", ()),
        ("Nigerian troops left.", "Troops of Niger left.", ("Nigerian",)),
        ("Reyes spoke in Lima.", "Reyes spoke in Arden.", ("Lima",)),
        ("It told US officials.", "It told us officials.", ("US",)),
    ],
)
def test_a_name_stands_in_evidence_in_any_of_its_forms(
    claim: str, evidence: str, expected: tuple[str, ...]
) -> None:
    assert unnamed(claim, evidence) == expected


@pytest.mark.parametrize("text", ["Ann Reyes", "J. K. Marsh", "Ludwig van Hale", "Theresa May", "Seán O’Dea"])
def test_a_person_has_a_name_of_two_words_or_more(text: str) -> None:
    assert is_person(text)


@pytest.mark.parametrize(
    "text", ["Reyes", "ann reyes", "Last Monday", "Train Crash", "Ann Reyes said so", ""]
)
def test_what_is_no_persons_name(text: str) -> None:
    assert not is_person(text)
