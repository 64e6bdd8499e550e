"""python -m training.verifier: trains, exports and measures the model of inference; resumes if killed."""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer
from torch import Tensor

from retrieval.models.trained import TrainedModel, load_tokenizer
from retrieval.models.verifier import FOLDER
from retrieval.settings import load_settings
from training.batching import by_length, tensors
from training.encoder import load_encoder, read_weights
from training.exporting import export
from training.fitting import Schedule, fit, half_precision
from training.verifier.model import EntailmentModel, loss
from training.verifier.pairs import (
    Pair,
    asked_pairs,
    boolq_pairs,
    fever_pairs,
    fool_me_twice_pairs,
    onestop_pairs,
    own_pairs,
    qamr_pairs,
    read_articles,
    read_lines,
    trap_pairs,
)

HERE = Path(__file__).parents[1]
PAIRS = 16
"""Pairs a step."""
RATE = 5e-5
FROZEN = 4
ONE_IN = {
    "own": 5, "fm2 other": 5, "elsewhere": 5, "qamr": 5, "onestop": 5, "boolq": 2, "fm2": 2, "fever": 2,
    "right": 2,
}  # fmt: skip
"""Of sets by the beginning of their names, one pair in so many is shown: they were learned from before."""

Batch: TypeAlias = tuple[dict[str, Tensor], Tensor]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.verifier", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"), help="the material's folder")
    parser.add_argument("--work", type=Path, default=Path(".verifier"), help="where checkpoints are kept")
    parser.add_argument("--target", type=Path, default=FOLDER, help="where the model goes")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--steps", type=int, default=1384, help="steps of 16 pairs each; 0 for whole epochs")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    settings = load_settings()
    pairs = load_pairs(options.shared)
    seen = [p for n, p in enumerate(pairs) if not p.held_out and n % _one_in(p) == 0]
    print(f"{len(seen)} pairs to learn from, {len(pairs) - len(seen)} held out", flush=True)  # noqa: T201
    model = warm_model(settings.cache)
    train(model, load_tokenizer(settings.cache), seen, options)
    export(model, ["outcome"], options.target)
    measure(TrainedModel(options.target, settings.cache, options.threads), [p for p in pairs if p.held_out])


def _one_in(pair: Pair) -> int:
    return next((rate for name, rate in ONE_IN.items() if pair.origin.startswith(name)), 1)


def load_pairs(shared: Path) -> list[Pair]:
    """Return the pairs of all sets."""
    news = read_articles(shared / "training_news" / "articles.jsonl")
    own = read_articles(HERE / "reader" / "data" / "news" / "articles.jsonl")
    training = shared / "training"
    return [
        *trap_pairs(read_lines(HERE / "data" / "traps.jsonl"), news),
        *asked_pairs(read_lines(HERE / "data" / "asked.jsonl"), news),
        *own_pairs(read_lines(HERE / "verifier" / "data" / "claims.jsonl"), own),
        *fool_me_twice_pairs(read_lines(training / "fool_me_twice" / "claims.jsonl")),
        *fever_pairs(read_lines(training / "fever_symmetric" / "claims.jsonl")),
        *boolq_pairs(read_lines(training / "boolq_dev" / "questions.jsonl")),
        *qamr_pairs(read_lines(training / "qamr" / "sentences.jsonl")),
        *onestop_pairs(read_lines(training / "onestop_qa" / "questions.jsonl")),
    ]


def warm_model(cache: Path) -> EntailmentModel:
    """Return the verifier that ships, which knows much of the task already, made trainable again."""
    model = EntailmentModel(load_encoder(cache))
    model.load_state_dict(read_weights(onnx.load(str(FOLDER / "model.onnx")).graph))
    return model


def train(
    model: EntailmentModel, tokenizer: Tokenizer, pairs: Sequence[Pair], options: argparse.Namespace
) -> None:
    """Train in place; what a kill interrupts goes on from the folder `options.work`."""

    def error(batch: Batch) -> Tensor:
        inputs, allowed = batch
        with half_precision():
            (logits,) = model(**inputs)
        return loss(logits.float(), allowed)

    steps = options.steps or options.epochs * (len(pairs) // PAIRS)
    batches = (b for epoch in range(options.epochs) for b in epoch_batches(pairs, tokenizer, str(epoch)))
    fit(
        model, model.outcome, batches, error, Schedule("entailment", steps, steps, RATE, FROZEN), options.work
    )


def epoch_batches(pairs: Sequence[Pair], tokenizer: Tokenizer, seed: str) -> Iterator[Batch]:
    """Yield full batches of all pairs, in an order that the seed gives."""
    rng = random.Random(seed)
    batches = by_length(rng.sample(list(pairs), len(pairs)), PAIRS, lambda p: len(p.claim) + len(p.text))
    batches = [batch for batch in batches if len(batch) == PAIRS]
    rng.shuffle(batches)
    for batch in batches:
        encodings = tokenizer.encode_batch([(p.claim, p.text) for p in batch])
        yield tensors(encodings), torch.tensor([p.allowed for p in batch])


def measure(model: TrainedModel, pairs: Sequence[Pair]) -> None:
    """Print, for each kind of pair, how often the likeliest outcome is one that its label allows."""
    right: dict[str, list[bool]] = defaultdict(list)
    for at in range(0, len(pairs), PAIRS):
        batch = pairs[at : at + PAIRS]
        _, (logits,) = model.run([(p.claim, p.text) for p in batch])
        for pair, outcome in zip(batch, np.argmax(logits, axis=-1), strict=True):
            right[pair.origin].append(bool(pair.allowed[int(outcome)]))
    for origin, results in sorted(right.items()):
        print(f"{origin:20s} {sum(results) / len(results):.3f} of {len(results)}")  # noqa: T201


if __name__ == "__main__":
    main()
