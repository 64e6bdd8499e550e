"""python -m training.reader: prepares, trains, exports and measures the reader; a killed run goes on."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from retrieval.models.reader import FOLDER, OnnxReader
from retrieval.models.trained import load_tokenizer
from retrieval.settings import load_settings
from training.encoder import load_encoder
from training.exporting import export
from training.reader.examples import Example, load_examples
from training.reader.measure import measure
from training.reader.model import ReaderModel
from training.reader.train import RATE, Stage, train

NEWS = Path(__file__).parent / "data" / "news"
REHEARSED = 5
"""One general example in so many is shown again beside the news, so that it is not forgotten."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.reader", description=__doc__)
    parser.add_argument(
        "general", type=Path, nargs="+", metavar="SET", help="folders of general question sets"
    )
    parser.add_argument("--work", type=Path, default=Path(".reader"), help="examples and checkpoints")
    parser.add_argument("--target", type=Path, default=FOLDER, help="where the reader goes")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    settings = load_settings()
    general = load_examples(options.general, options.work / "examples")
    news = load_examples([NEWS], options.work / "examples")
    model = ReaderModel(load_encoder(settings.cache))
    tokenizer = load_tokenizer(settings.cache)
    for stage in stages(general, news):
        train(model, tokenizer, stage, options.work)
    export(model, ("relevance", "start", "end"), options.target)
    reader = OnnxReader(settings.cache, options.threads, options.target)
    for name, examples in (("general", general), ("news", news)):
        figures = measure(reader, [e for e in examples if e.held_out])
        print(name, json.dumps({k: round(v, 3) for k, v in figures.items()}))  # noqa: T201


def stages(general: list[Example], news: list[Example]) -> tuple[Stage, ...]:
    """Return the stages: many general questions first, then news."""
    seen = [e for e in general if not e.held_out]
    news_examples = [e for e in news if not e.held_out]
    return (
        Stage("general", seen, until=0.55),
        Stage("news", [*news_examples, *news_examples, *seen[::REHEARSED]], rate=0.75 * RATE, frozen=6),
    )


if __name__ == "__main__":
    main()
