"""python -m training.verifier: trains, exports and measures the verifier; a killed run goes on."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from bot.evaluation.metrics.auroc import auroc
from retrieval.models.trained import load_tokenizer
from retrieval.models.verifier import FOLDER, OnnxVerifier
from retrieval.settings import load_settings
from training.batching import by_length, tensors
from training.encoder import load_encoder
from training.exporting import export
from training.fitting import Schedule, fit
from training.verifier.model import VerifierModel
from training.verifier.pairs import ClaimPair, load_pairs

DATA = Path(__file__).parent / "data" / "claims.jsonl"
ARTICLES = Path(__file__).parents[1] / "reader" / "data" / "news" / "articles.jsonl"
PAIRS = 16
"""Pairs a step."""
RATE = 6e-5
FROZEN = 3

Batch: TypeAlias = tuple[dict[str, Tensor], Tensor]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.verifier", description=__doc__)
    parser.add_argument("--work", type=Path, default=Path(".verifier"), help="where checkpoints are kept")
    parser.add_argument("--target", type=Path, default=FOLDER, help="where the verifier goes")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    settings = load_settings()
    pairs = load_pairs(ARTICLES, DATA)
    model = VerifierModel(load_encoder(settings.cache))
    train(
        model,
        load_tokenizer(settings.cache),
        [p for p in pairs if not p.held_out],
        options.epochs,
        options.work,
    )
    export(model, ["supports"], options.target)
    verifier = OnnxVerifier(settings.cache, options.threads, options.target)
    measure(verifier, [p for p in pairs if p.held_out])


def train(
    model: VerifierModel, tokenizer: Tokenizer, pairs: Sequence[ClaimPair], epochs: int, folder: Path
) -> None:
    """Train in place by binary cross-entropy. Continue an interrupted run from `folder`."""

    def error(batch: Batch) -> Tensor:
        inputs, follows = batch
        with torch.autocast("cpu", dtype=torch.bfloat16):
            (logits,) = model(**inputs)
        return nn.functional.binary_cross_entropy_with_logits(logits.float(), follows)

    steps = epochs * (len(pairs) // PAIRS)
    batches = (b for epoch in range(epochs) for b in epoch_batches(pairs, tokenizer, str(epoch)))
    fit(model, model.supports, batches, error, Schedule("verifier", steps, steps, RATE, FROZEN), folder)


def epoch_batches(pairs: Sequence[ClaimPair], tokenizer: Tokenizer, seed: str) -> Iterator[Batch]:
    """Yield full batches of all pairs, in an order that the seed gives."""
    rng = random.Random(seed)
    drawn = rng.sample(list(pairs), len(pairs))
    batches = by_length(drawn, PAIRS, lambda p: len(p.claim) + len(p.text))
    batches = [batch for batch in batches if len(batch) == PAIRS]
    rng.shuffle(batches)
    for batch in batches:
        encodings = tokenizer.encode_batch([(p.claim, p.text) for p in batch])
        yield tensors(encodings), torch.tensor([float(p.follows) for p in batch])


def measure(verifier: OnnxVerifier, pairs: Sequence[ClaimPair]) -> None:
    """Print how well the verifier judges claims of articles that it has not seen."""
    scored = [(verifier.support(p.claim, [p.text])[0], p.follows) for p in pairs]
    kept = [probability for probability, follows in scored if follows]
    stopped = [probability for probability, follows in scored if not follows]
    print(f"held out {len(scored)} pairs, AUROC {auroc(scored):.3f}")  # noqa: T201
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
        right = (
            sum(p >= threshold for p in kept) / len(kept),
            sum(p < threshold for p in stopped) / len(stopped),
        )
        print(f"from {threshold}: kept {right[0]:.3f} of what follows, stopped {right[1]:.3f} of the rest")  # noqa: T201


if __name__ == "__main__":
    main()
