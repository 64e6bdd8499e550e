import json
from pathlib import Path

from training.verifier.__main__ import PAIRS, epoch_batches
from training.verifier.pairs import ClaimPair, load_pairs

TEXT = "Ada Brisk opened the dam. It holds 40 litres. Lena Osk wept."
ARTICLE = {
    "id": "dam",
    "title": "The dam",
    "text": TEXT,
    "source": "Post",
    "published": "2026-03-02T08:00:00Z",
}
OPENED = {
    "article_id": "dam",
    "sentences": ["It holds 40 litres.", "Ada Brisk opened the dam."],
    "follows": ["Brisk opened it."],
    "does_not": ["Osk opened it.", "It holds 14 litres."],
}
WEPT = {"article_id": "dam", "sentences": ["Lena Osk wept."], "follows": ["Osk cried."], "does_not": []}


def pairs_of(folder: Path, *entries: object) -> list[ClaimPair]:
    articles, claims = folder / "articles.jsonl", folder / "claims.jsonl"
    articles.write_text(json.dumps(ARTICLE))
    claims.write_text("\n".join(map(json.dumps, entries)))
    return load_pairs(articles, claims)


def test_claims_stand_beside_their_sentences_in_the_articles_order(tmp_path: Path) -> None:
    pairs = pairs_of(tmp_path, OPENED)
    assert {p.text for p in pairs} == {
        "Post, 2026-03-02: The dam\nAda Brisk opened the dam. It holds 40 litres."
    }
    assert [(p.claim, p.follows) for p in pairs] == [
        ("Osk opened it.", False),
        ("It holds 14 litres.", False),
        ("Brisk opened it.", True),
    ]


def test_other_sentences_of_the_article_do_not_bear_a_claim_out(tmp_path: Path) -> None:
    pairs = pairs_of(tmp_path, OPENED, WEPT)
    elsewhere = [p for p in pairs if p.claim == "Brisk opened it." and not p.follows]
    assert [p.text.endswith("\nLena Osk wept.") for p in elsewhere] == [True]


def test_batches_are_full_and_the_same_for_a_seed(tokenizer) -> None:  # type: ignore[no-untyped-def]
    pairs = [ClaimPair(f"Brisk opened {n}", TEXT, n % 2 == 0, False) for n in range(3 * PAIRS + 1)]
    once, again = (
        [ids["input_ids"].tolist() for ids, _ in epoch_batches(pairs, tokenizer, "s")] for _ in "12"
    )
    assert [len(ids) for ids in once] == [PAIRS] * 3 and once == again
