import pytest

from retrieval.claims.facts import missing
from retrieval.values import Article, Evidence, Sentence

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
        ("The work costs 3.3 million euros.", ("3.3 million",)),
        ("The work costs 3.2 billion euros.", ("3.2 billion",)),
        ("The work costs four million euros.", ("four million",)),
        ("On Tuesday Brisk announced it.", ("Tuesday",)),
        ("Brisk called it “a bargain”.", ("a bargain",)),
        ("In 2024 the mayor of Oslo announced it.", ("2024", "Oslo")),
    ],
)
def test_what_does_not_stand_there_is_named(claim: str, lacks: tuple[str, ...]) -> None:
    assert missing(claim, [FIRST]) == lacks


def test_numbers_in_words_and_in_figures_are_the_same() -> None:
    assert missing("It stood idle for 40 years.", [SECOND]) == ()
    assert missing("It stood idle for fifty years.", [SECOND]) == ("fifty",)


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


def cited(text: str, published: str = "2026-03-12") -> list[Evidence]:
    return [Evidence(Article("b", "Day", text, published=published), Sentence(0, len(text)), 1.0)]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Beijing agreed to a truce.", "Washington agreed to a truce."),
        ("Italy agreed to a truce.", "Washington agreed to a truce."),
        ("Sanders agreed to a truce.", "Washington agreed to a truce."),
        ("Police in Niger fired.", "Police in Nigeria fired."),
        ("The Nigerian army fired.", "The army of Niger fired."),
        ("He fled to the US.", "He told us that he fled."),
        ("US troops left.", "He told us that troops left."),
        ("The factory is in March.", "The factory began to march."),
    ],
)
def test_a_name_that_the_sentence_does_not_have(claim: str, text: str) -> None:
    assert missing(claim, cited(text, ""))


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Talks began.", "On Monday the talks began."),
        ("The president of Ukraine left.", "The Ukrainian president left."),
        ("Canada voted.", "Canadians voted."),
        ("Iraqi troops left.", "The troops of Iraq left."),
        ("Nigerian police fired.", "Police in Nigeria fired."),
        ("President Brisk left.", "The president, Brisk, left."),
        ("NATO met.", "Nato met."),
        ("Officials said so.", "It was said so."),
        ("Under the plan it closes.", "The plan closes it."),
        ("The IMF agreed.", "The International Monetary Fund agreed."),
        ("The US agreed.", "The United States agreed."),
    ],
)
def test_a_name_that_it_has_in_another_form(claim: str, text: str) -> None:
    assert missing(claim, cited(text)) == ()


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("12 workers died.", "Five workers died."),
        ("The work costs 1,200 million and creates 3.2 jobs.", "The work costs 3.2 million and 1,200 jobs."),
        ("12 workers died and 5 were hurt.", "5 workers died and 12 were hurt."),
        ("It is the second crash.", "It is the first crash."),
        ("One person died.", "Two people died."),
        ("Thousands died.", "Hundreds died."),
        ("60 per cent agreed.", "60 people agreed."),
        ("It cost €3.2bn.", "It cost $3.2bn."),
        ("In 2025 12 workers died.", "Workers died."),
        ("They died on 12 April.", "They died."),
        ("They died on 11 March 2026.", "They died in March."),
        ("They died in March 2025.", "They died in March."),
    ],
)
def test_a_number_that_the_sentence_does_not_have(claim: str, text: str) -> None:
    assert missing(claim, cited(text))


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("25 people died.", "Twenty-five people died."),
        ("It cost $3.2 billion.", "It cost $3.2bn."),
        ("It cost 3,200 million dollars.", "It cost $3.2bn."),
        ("100 people died.", "A hundred people died."),
        ("It was the 21st crash.", "It was the twenty-first crash."),
        ("It cost 3", "It cost three"),
        ("Hundreds died.", "431 people died."),
        ("60% agreed.", "60 per cent agreed."),
        ("One person died.", "A person died."),
        ("No one died.", "Nobody died."),
        ("An early report had 12 dead, a later one 14.", "12 died; 14 died."),
        ("One report has 12 dead, another 14.", "12 died; 14 died."),
        ("Nine of the units burnt.", "It sold 46,000 units; nine of them burnt."),
        ("Rovers won 23 seats.", "Rovers won 23 of the 41 seats."),
        ("They died on 12 March 2026.", "They died."),
        ("They died in March 2026.", "They died."),
        ("They died on 2026-03-12.", "They died."),
    ],
)
def test_a_number_that_it_has_in_another_form(claim: str, text: str) -> None:
    assert missing(claim, cited(text)) == ()


MINT = Article(
    "mint", "End of the penny", "President Donald J. Brisk left. Brisk ordered the mint to stop. Eva wept."
)
AT = MINT.text.index("Brisk ordered")
ORDERED = Evidence(MINT, Sentence(AT, AT + len("Brisk ordered the mint to stop.")), 1.0)


@pytest.mark.parametrize("claim", ["President Donald Brisk ordered it.", "Brisk ordered it."])
def test_a_full_name_may_stand_elsewhere_in_the_article(claim: str) -> None:
    assert missing(claim, [ORDERED]) == ()


@pytest.mark.parametrize(
    ("claim", "lacks"),
    [("Ben Brisk ordered it.", "Ben"), ("Eva Brisk ordered it.", "Eva"), ("Osk did.", "Osk")],
)
def test_another_first_name_is_another_person(claim: str, lacks: str) -> None:
    assert missing(claim, [ORDERED]) == (lacks,)
