import pytest

from retrieval.claims.hedges import overstates


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Smith took bribes.", "Prosecutors allege that Smith took bribes."),
        ("Smith took bribes in May.", "Smith is accused of taking bribes in May."),
        ("Smith took bribes.", "Smith took bribes, prosecutors allege."),
        ("Smith took bribes.", "Smith, the mayor, claimed that aides took bribes."),
        ("The dam burst.", "Rumours that the dam burst were untrue."),
        ("The dam burst.", "The dam could burst, engineers said."),
        ("The dam burst.", "The dam may burst."),
        ("The dam burst.", "The dam reportedly burst."),
        ("Rovers built a stadium.", "Rovers planned to build a stadium."),
        ("She resigned.", "She will have resigned if the vote fails."),
    ],
)
def test_a_reservation_that_the_claim_does_not_make(claim: str, text: str) -> None:
    assert overstates(claim, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Smith took bribes, prosecutors allege.", "Prosecutors allege that Smith took bribes."),
        ("Smith is accused of taking bribes.", "Prosecutors allege that Smith took bribes."),
        ("Smith resigned.", "Smith resigned, but prosecutors allege that he took bribes."),
        ("Ferry crews voted.", "Ferry crews, who may strike again, voted."),
        ("The glacier lost nine metres.", "The glacier lost nine metres and could vanish."),
        ("The quake killed twelve.", "The quake claimed twelve lives and killed cattle."),
        ("The dam burst in May.", "In May the dam burst."),
        ("The plan costs little.", "The plan costs little."),
    ],
)
def test_none_or_one_that_it_makes_too(claim: str, text: str) -> None:
    assert not overstates(claim, text)
