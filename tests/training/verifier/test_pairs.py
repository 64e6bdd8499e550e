import pytest
import torch

from retrieval.values import Article
from training.verifier.__main__ import PAIRS, epoch_batches
from training.verifier.model import loss
from training.verifier.pairs import (
    CONTRADICTED,
    ENTAILED,
    NOT_ENTAILED,
    SILENT,
    Pair,
    fever_pairs,
    fool_me_twice_pairs,
    own_pairs,
    trap_pairs,
)

TEXT = "Ada Brisk opened the dam. It holds 40 litres. Lena Osk wept."
DAM = {"dam": Article("dam", "The dam", TEXT, source="Post", published="2026-03-02T08:00:00Z")}
TRAPS = {
    "article_id": "dam",
    "start": 0,
    "claims": {"follows": ["Brisk opened it."], "contradicted": ["Osk opened it."], "silent": ["It rained."]},
    "right": [{"question": "Who opened the dam?", "answer": [0, 9]}],
    "traps": [{"question": "Who wept?", "tempting": [0, 9], "truth": [46, 54], "kind": "role"}],
    "yes_no": [{"question": "Did Brisk open it?", "verdict": "yes"}],
}


def outcomes(pairs: list[Pair]) -> dict[str, tuple[int, int, int]]:
    return {p.claim: p.allowed for p in pairs}


def test_traps_and_their_twins_are_pairs_of_opposite_outcomes() -> None:
    pairs = list(trap_pairs(iter([TRAPS]), DAM))
    assert outcomes([p for p in pairs if p.origin != "elsewhere"]) == {
        "Brisk opened it.": ENTAILED,
        "Osk opened it.": CONTRADICTED,
        "It rained.": SILENT,
        "Who opened the dam? Ada Brisk": ENTAILED,
        "Who wept? Ada Brisk": NOT_ENTAILED,
        "Who wept? Lena Osk": ENTAILED,
        "Brisk open it.": ENTAILED,
    }
    (elsewhere,) = (p for p in pairs if p.origin == "elsewhere")
    assert elsewhere.allowed == SILENT and "opened" not in elsewhere.text


def test_claims_stand_beside_their_sentences_in_the_articles_order() -> None:
    entry = {
        "article_id": "dam",
        "sentences": ["It holds 40 litres.", "Ada Brisk opened the dam."],
        "follows": ["Brisk opened it."],
        "does_not": ["Osk opened it."],
    }
    pairs = list(own_pairs(iter([entry]), DAM))
    assert {p.text for p in pairs} == {
        "Post, 2026-03-02: The dam\nAda Brisk opened the dam. It holds 40 litres."
    }
    assert outcomes(pairs) == {"Brisk opened it.": ENTAILED, "Osk opened it.": NOT_ENTAILED}


@pytest.mark.parametrize(("label", "outcome"), [("supports", ENTAILED), ("refutes", CONTRADICTED)])
def test_other_sets_have_evidence_for_or_against(label: str, outcome: tuple[int, int, int]) -> None:
    entry = {"claim": "It holds.", "label": label, "page": "Dam", "evidence": ["A.", "B."], "other": ["C."]}
    held, beside = fool_me_twice_pairs(iter([entry]))
    assert (held.text, held.allowed) == ("Dam\nA. B.", outcome)
    assert (beside.text, beside.allowed) == ("Dam\nC.", SILENT)
    (fever,) = fever_pairs(iter([{"id": "1", "claim": "It holds.", "label": label, "evidence": "A."}]))
    assert (fever.text, fever.allowed) == ("A.", outcome)


def test_a_label_that_leaves_two_outcomes_open_counts_either_as_right() -> None:
    logits = torch.log(torch.tensor([[0.5, 0.3, 0.2]]))
    assert loss(logits, torch.tensor([NOT_ENTAILED])).item() == pytest.approx(-torch.tensor(0.5).log().item())
    assert loss(logits, torch.tensor([SILENT])).item() == pytest.approx(-torch.tensor(0.2).log().item())


def test_batches_are_full_and_the_same_for_a_seed(tokenizer) -> None:  # type: ignore[no-untyped-def]
    pairs = [Pair(f"Brisk opened {n}", TEXT, ENTAILED, "own") for n in range(3 * PAIRS + 1)]
    once, again = (
        [ids["input_ids"].tolist() for ids, _ in epoch_batches(pairs, tokenizer, "s")] for _ in "12"
    )
    assert [len(ids) for ids in once] == [PAIRS] * 3 and once == again
