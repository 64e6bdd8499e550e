"""The verifier that the package carries."""

from pathlib import Path

import pytest

from retrieval.claims.support import SUPPORT, entails, verifier_input
from retrieval.errors import ModelError
from retrieval.models.verifier import SILENT, OnnxVerifier
from retrieval.settings import load_settings
from retrieval.text.sentences import split
from retrieval.values import Article, Evidence

TEXT = (
    "Turkey did not agree to host the team from Norway. Prosecutors allege that the mayor, Ada Brisk, took"
    " bribes. Rovers beat United 2-1 in the final in Basel. Twelve people were hurt when the ferry hit a"
    " quay, the fire service said."
)
NEWS = Article("news", "Evening news", TEXT, source="Post", published="2026-03-02")
TEAM, BRIBES, CUP, FERRY = (Evidence(NEWS, sentence, 1.0) for sentence in split(TEXT))


@pytest.fixture(scope="module")
def verifier() -> OnnxVerifier:
    return OnnxVerifier(load_settings().cache, 1)


@pytest.mark.parametrize(
    ("claim", "cited", "follows"),
    [
        ("Turkey declined to host the Norwegian team.", TEAM, True),
        ("Turkey agreed to host the team from Norway.", TEAM, False),
        ("Ada Brisk is accused of taking bribes.", BRIBES, True),
        ("Ada Brisk was convicted of taking bribes.", BRIBES, False),
        ("The final took place in Basel.", CUP, True),
        ("United won the final.", CUP, False),
        ("According to the fire service, twelve people were injured.", FERRY, True),
        ("Twelve people were killed when the ferry hit a quay.", FERRY, False),
        ("The police said that twelve people were hurt.", FERRY, False),
        ("Twelve people were hurt when the ferry hit a quay.", CUP, False),
    ],
)
def test_what_follows_from_a_sentence(
    verifier: OnnxVerifier, claim: str, cited: Evidence, follows: bool
) -> None:
    (bearing,) = verifier.judge([(claim, verifier_input([cited]))])
    assert (bearing.entailed >= SUPPORT) == follows
    assert sum(bearing) == pytest.approx(1)


def test_texts_are_judged_one_by_one(verifier: OnnxVerifier) -> None:
    claim = "The final took place in Basel."
    no, yes = verifier.judge([(claim, verifier_input([TEAM])), (claim, verifier_input([CUP]))])
    assert no.entailed < SUPPORT < yes.entailed
    assert verifier.judge([]) == []


def test_a_claim_may_be_contradicted_and_a_sentence_on_something_else_is_silent(
    verifier: OnnxVerifier,
) -> None:
    agreed = "Turkey agreed to host the team from Norway."
    denied, beside = verifier.judge([(agreed, verifier_input([TEAM])), (agreed, verifier_input([FERRY]))])
    assert denied.contradicted > max(denied.entailed, denied.silent)
    assert beside.silent > max(beside.entailed, beside.contradicted)


def test_a_claim_that_is_too_long_to_read_is_silent(verifier: OnnxVerifier) -> None:
    assert verifier.judge([("Twelve people were hurt. " * 30, verifier_input([FERRY]))]) == [SILENT]


def test_a_missing_verifier_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"a model cannot be loaded: .*; reinstall newsdesk$"):
        OnnxVerifier(tmp_path, 1, tmp_path / "none").judge([("It rained.", "It rained.")])


@pytest.mark.parametrize("claim", ["谁提议会谈" * 90, "1 2 " * 120, "Twelve people were hurt. " * 30])
def test_what_it_cannot_judge_is_not_borne_out(verifier: OnnxVerifier, claim: str) -> None:
    assert not entails(claim, [FERRY], verifier)
