import pytest

from retrieval.composing.facts import contradicts, missing
from retrieval.types import Article, Evidence, Sentence

TEXT = (
    "Mayor Ada Brisk announced on Monday that the work costs 3.2 million euros and 1,200 jobs."
    " “It has stood idle for forty years,” said Brisk. Turkey did not agree to host the U.S. team."
)
ARTICLE = Article("a", "Old harbour crane", TEXT, source="Herald", published="2026-03-02")
FIRST, SECOND, THIRD = (
    Evidence(ARTICLE, Sentence(TEXT.index(part), TEXT.index(part) + len(part)), 1.0)
    for part in (
        "Mayor Ada Brisk announced on Monday that the work costs 3.2 million euros and 1,200 jobs.",
        "“It has stood idle for forty years,” said Brisk.",
        "Turkey did not agree to host the U.S. team.",
    )
)


@pytest.mark.parametrize(
    "claim",
    [
        "Brisk announced it.",
        "Ada Brisk’s work costs 3.2 million euros.",
        "The mayor said on Monday 2 March 2026 that 1200 jobs go.",
        "The Herald reported it.",
        "According to Brisk the work is costly.",
        "Workers lose 1,200 jobs.",
    ],
)
def test_what_stands_in_the_sentence_or_is_known_of_its_article(claim: str) -> None:
    assert missing(claim, [FIRST]) == ()


@pytest.mark.parametrize(
    ("claim", "lacks"),
    [
        ("Ben Brisk announced it.", ("Ben",)),
        ("Macron announced it.", ("Macron",)),
        ("The work costs 3.3 million euros.", ("3.3",)),
        ("The work costs 3.2 billion euros.", ("billion",)),
        ("The work costs four million euros.", ("4",)),
        ("On Tuesday Brisk announced it.", ("Tuesday",)),
        ("Brisk called it “a bargain”.", ("a bargain",)),
        ("In 2024 the mayor of Oslo announced it.", ("2024", "Oslo")),
    ],
)
def test_what_does_not_stand_there_is_named(claim: str, lacks: tuple[str, ...]) -> None:
    assert missing(claim, [FIRST]) == lacks


def test_numbers_in_words_and_in_figures_are_the_same() -> None:
    assert missing("It stood idle for 40 years.", [SECOND]) == ()
    assert missing("It stood idle for fifty years.", [SECOND]) == ("50",)


@pytest.mark.parametrize(
    ("quoted", "lacks"),
    [("“stood idle for forty years”", ()), ('"It has stood idle"', ()), ("“stood there”", ("stood there",))],
)
def test_quoted_words_must_be_verbatim(quoted: str, lacks: tuple[str, ...]) -> None:
    assert missing(f"It has {quoted}, Brisk said.", [SECOND]) == lacks


def test_several_sentences_bear_a_claim_together() -> None:
    claim = "Brisk announced work for 3.2 million euros after forty years."
    assert missing(claim, [FIRST]) and missing(claim, [SECOND]) and not missing(claim, [FIRST, SECOND])


@pytest.mark.parametrize(
    ("name", "stands"), [("US", True), ("Turkish", False), ("Turkeys", True), ("UK", False)]
)
def test_names_in_other_forms(name: str, stands: bool) -> None:
    assert (missing(f"The {name} team came.", [THIRD]) == ()) == stands


@pytest.mark.parametrize(
    ("claim", "against"),
    [
        ("Turkey agreed to host the team.", True),
        ("Turkey did not agree to host the team.", False),
        ("Turkey refused to host the team.", False),
        ("The mayor did not announce the work.", True),
    ],
)
def test_a_negation_that_only_one_side_has(claim: str, against: bool) -> None:
    assert contradicts(claim, [THIRD if "Turkey" in claim else FIRST]) == against
