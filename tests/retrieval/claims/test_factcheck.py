"""Fact checks, with a verifier that says for each sentence what a table says."""

import pytest

from retrieval.claims.factcheck import ClaimVerdict, Relation, check_claim
from retrieval.models.protocols import Bearing
from retrieval.text.sentences import split
from retrieval.values import Article, Evidence
from tests.doubles import CONTRADICTED, ENTAILED, TableVerifier

TEXT = (
    "The Kessel Bridge was closed on Tuesday after engineers found cracks in two bearings."
    " Repairs of the Kessel Bridge will cost about 240 million euros."
    " Ferries were late on Friday."
)
ARTICLE = Article("a", "Kessel Bridge shut", TEXT, source="Herald", published="2026-03-03")
CLOSED, COST, LATE = EVIDENCE = tuple(Evidence(ARTICLE, sentence, 1.0) for sentence in split(TEXT))
SHUT = "The Kessel Bridge was closed on Tuesday."


def relations(claim: str, table: dict[tuple[str, str], Bearing]) -> list[tuple[Evidence, Relation]]:
    return [(f.evidence, f.relation) for f in check_claim(claim, EVIDENCE, TableVerifier(table)).findings]


@pytest.mark.parametrize(
    ("table", "verdict", "relation"),
    [
        ({("closed", "cracks"): ENTAILED}, ClaimVerdict.SUPPORTED, Relation.SUPPORTS),
        ({("closed", "cracks"): CONTRADICTED}, ClaimVerdict.CONTRADICTED, Relation.CONTRADICTS),
        ({}, ClaimVerdict.SILENT, Relation.RELATED),
    ],
)
def test_a_sentence_decides_or_is_only_related(
    table: dict[tuple[str, str], Bearing], verdict: ClaimVerdict, relation: Relation
) -> None:
    check = check_claim(SHUT, EVIDENCE, TableVerifier(table))
    assert (check.claim, check.verdict) == (SHUT, verdict)
    assert (check.findings[0].evidence, check.findings[0].relation) == (CLOSED, relation)


def test_a_number_or_name_that_the_sentence_lacks_is_not_supported() -> None:
    everything = {("", ""): ENTAILED}
    assert (COST, Relation.SUPPORTS) in relations("Repairs will cost 240 million euros.", everything)
    assert (COST, Relation.RELATED) in relations("Repairs will cost 300 million euros.", everything)
    assert (CLOSED, Relation.RELATED) in relations("Mayor Solheim closed the Kessel Bridge.", everything)


def test_a_sentence_on_something_else_contradicts_nothing() -> None:
    """A model may be wrong, so that half of the claim's words must stand there."""
    assert LATE not in dict(relations("Trams stood still in Arden.", {("", ""): CONTRADICTED}))


def test_the_surer_side_decides_and_the_other_is_shown_behind_it() -> None:
    table = {("closed", "cracks"): Bearing(0.7, 0.2, 0.1), ("closed", "240"): Bearing(0.0, 0.98, 0.02)}
    check = check_claim("The Kessel Bridge was closed.", EVIDENCE, TableVerifier(table))
    assert check.verdict is ClaimVerdict.CONTRADICTED
    assert [f.relation for f in check.findings][:2] == [Relation.CONTRADICTS, Relation.SUPPORTS]
    assert check.confidence == pytest.approx(0.98 * (1 - 0.7 / 2))


def test_in_doubt_a_claim_that_a_sentence_bears_out_is_not_called_false() -> None:
    table = {("closed", "cracks"): Bearing(0.88, 0.1, 0.02), ("closed", "240"): Bearing(0.0, 0.98, 0.02)}
    check = check_claim("The Kessel Bridge was closed.", EVIDENCE, TableVerifier(table))
    assert check.verdict is ClaimVerdict.SUPPORTED


def test_at_most_three_sentences_of_each_relation() -> None:
    text = "Cracks were found. " * 5 + "No cracks were found."
    article = Article("a", "", text)
    evidence = [Evidence(article, sentence, 1.0) for sentence in split(text)]
    table = {("Cracks", "No cracks"): CONTRADICTED, ("Cracks", "Cracks"): ENTAILED}
    check = check_claim("Cracks were found.", evidence, TableVerifier(table))
    assert [f.relation for f in check.findings] == [Relation.SUPPORTS] * 3 + [Relation.CONTRADICTS]


def test_nothing_found_settles_nothing() -> None:
    check = check_claim(SHUT, [], TableVerifier({}))
    assert (check.verdict, check.findings) == (ClaimVerdict.SILENT, ())
