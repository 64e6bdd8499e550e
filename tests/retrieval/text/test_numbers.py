"""Numbers in figures and words, and whether evidence holds a number of a claim."""

from decimal import Decimal

import pytest

from retrieval.text.numbers import holds, quantities, values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-five men", "25"),
        ("a hundred and twenty men", "120"),
        ("two thousand five hundred men", "2500"),
        ("three hundred thousand men", "300000"),
        ("two dozen men", "24"),
        ("1,234.5 tons", "1234.5"),
        ("$3.2bn", "3200000000"),
        ("3.2 million dollars", "3200000"),
        ("−5 degrees", "5"),
        ("40 per cent", "40"),
    ],
)
def test_a_number_comes_to_one_value_however_it_is_written(text: str, value: str) -> None:
    assert values(text) == {Decimal(value)}


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("the third man", "rank", "3"),
        ("the 21st century", "rank", "21"),
        ("dozens of men", "vague", "12"),
        ("a quarter of them", "part", "0.25"),
    ],
)
def test_ranks_round_numbers_and_parts_are_told_apart(text: str, kind: str, value: str) -> None:
    assert [(q.kind, q.value) for q in quantities(text)] == [(kind, Decimal(value))]
    assert values(text) == frozenset()


def test_a_number_knows_what_it_counts() -> None:
    people, money, share = quantities("40 injured people, $3 million and 12% of voters")
    assert {"injur", "peopl"} <= people.units
    assert "dollar" in money.units
    assert "percent" in share.units


@pytest.mark.parametrize(
    ("evidence", "claim", "held"),
    [
        ("Forty people died.", "40 people died.", True),
        ("Forty people died and 30 houses burned.", "30 people died.", False),
        ("It cost 5 million euros.", "It cost 5 million dollars.", False),
        ("It rose 5 percent.", "It rose 5 points.", False),
        ("Police held 36 men.", "Police held dozens.", True),
        ("It burned on 2 March.", "It burned on March 2nd.", True),
    ],
)
def test_evidence_holds_a_number_of_the_same_thing(evidence: str, claim: str, held: bool) -> None:
    (number,) = quantities(claim)
    assert holds(quantities(evidence), number) == held
