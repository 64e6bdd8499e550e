"""Measures how well copies are told from other articles:  python -m training.near_duplicates [--words]

Families of even number served to set the thresholds of `retrieval.stories.similarity`, those of odd number
are held out. Intervals are Wilson's, 95 %; pairs of one family resemble each other, so they should be wider.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from retrieval.ingest.passages import make_passages
from retrieval.models.embedder import SentenceTransformerEmbeddings
from retrieval.settings import load_settings
from retrieval.stories.clustering import common_words
from retrieval.stories.similarity import bands, cosine, is_copy
from retrieval.text.sentences import split
from retrieval.values import Article
from training.near_duplicates.pairs import ArticlePair, load_pairs


def main() -> None:
    """Print precision and recall on each half, and the wrong judgements."""
    parser = argparse.ArgumentParser(prog="python -m training.near_duplicates")
    parser.add_argument("--words", action="store_true", help="by words alone, without an embedder")
    meaning = (lambda pair: 0.0) if parser.parse_args().words else _meaning(load_pairs())
    for name, remainder in (("tuning", 0), ("held out", 1)):
        pairs = [pair for pair in load_pairs() if pair.family % 2 == remainder]
        _tell(name, pairs, [_met(p) and is_copy(common_words(p.one, p.other), meaning(p)) for p in pairs])


def _meaning(pairs: Sequence[ArticlePair]) -> Callable[[ArticlePair], float]:
    """Return the similarity of the passages of a pair, embedded as the store does."""
    settings = load_settings()
    embeddings = SentenceTransformerEmbeddings(settings.embedder, settings.cache, settings.threads)
    articles = {article.id: article for pair in pairs for article in (pair.one, pair.other)}

    @cache
    def mean(article_id: str) -> Sequence[float]:
        made = embeddings.embed_documents(_passages(articles[article_id], headed=True))
        return list(np.mean(made, axis=0))

    return lambda pair: cosine(mean(pair.one.id), mean(pair.other.id))


def _passages(article: Article, *, headed: bool = False) -> list[str]:
    made = make_passages(article, split(article.text))
    return [f"{p.header}\n\n" * headed + article.text[p.start : p.end] for p in made]


def _met(pair: ArticlePair) -> bool:
    """Return whether the look-up by bands offers one as a candidate for the other."""
    one, other = ({b for text in _passages(a) for b in bands(text)} for a in (pair.one, pair.other))
    return bool(one & other)


def _tell(name: str, pairs: Sequence[ArticlePair], judged: Sequence[bool]) -> None:
    right = sum(p.copies and j for p, j in zip(pairs, judged, strict=True))
    copies = sum(p.copies for p in pairs)
    _say(f"{name}: {len(pairs)} pairs, {copies} of them copies")
    _say(f"  precision {_share(right, sum(judged))}")
    _say(f"  recall    {_share(right, copies)}")
    wrong = Counter(p.kind for p, j in zip(pairs, judged, strict=True) if p.copies != j)
    for kind, count in wrong.most_common():
        _say(f"    wrong {count}: {kind}")


def _share(part: int, whole: int) -> str:
    """Return a share with Wilson's interval (1927) at 95 %."""
    if not whole:
        return "none"
    z, share = 1.96, part / whole
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    reach = z * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole)) / (1 + z * z / whole)
    return (
        f"{share:.3f} ({max(0.0, middle - reach):.3f} to {min(1.0, middle + reach):.3f}), {part} of {whole}"
    )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
