"""Measures the check of claims: python -m training.claims FILE... --data DIR.

Each line of a file, such as training/sets/claims.jsonl over seeds/, has a sentence of an article, perhaps
others `also` cited with it, claims that follow from it and claims that do not. Told are the shares of the
first that are kept and of the second that are stopped, and every misjudged claim.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from retrieval.claims.support import entails
from retrieval.engine import Engine
from retrieval.factory import open_engine
from retrieval.models.verifier import OnnxVerifier
from retrieval.settings import load_settings
from retrieval.values import Evidence, Sentence


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.claims")
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--data", type=Path, help="folder of the articles and their indexes")
    options = parser.parse_args()
    settings = load_settings(data=options.data)
    engine, verifier = open_engine(settings), OnnxVerifier(settings.cache, settings.threads)
    for file in options.files:
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        cited = [(line, [_evidence(engine, **one) for one in _places(line)]) for line in lines]
        print(file.name)  # noqa: T201
        for name, right in (("follows", True), ("does_not", False)):
            judged = [(claim, entails(claim, e, verifier)) for line, e in cited for claim in line[name]]
            _tell(judged, right)
    engine.close()


def _tell(judged: Sequence[tuple[str, bool]], right: bool) -> None:
    done, word = sum(kept == right for _, kept in judged), ("kept" if right else "stopped")
    print(f"{word} {done} of {len(judged)} ({done / len(judged):.0%})")  # noqa: T201
    for claim, kept in judged:
        if kept != right:
            print(f"  {'kept' if kept else 'stopped'}: {claim}")  # noqa: T201


def _places(line: dict[str, Any]) -> list[dict[str, str]]:
    return [{name: line[name] for name in ("article_id", "sentence")}, *line.get("also", [])]


def _evidence(engine: Engine, article_id: str, sentence: str) -> Evidence:
    article = engine.index.articles.article(article_id)
    if article is None or sentence not in article.text:
        raise SystemExit(f"the articles do not have this sentence: {sentence}")
    start = article.text.index(sentence)
    return Evidence(article, Sentence(start, start + len(sentence)), 0.0)


if __name__ == "__main__":
    main()
