"""Cuts an article's sentences into overlapping passages."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import prompts
from retrieval.values import Article, Passage, Sentence

WORDS = 100
"""Words a passage aims at: about 130 tokens, where the carried models are fast and were trained."""
MAX_WORDS = 140
"""Words a passage of several sentences never passes: two long sentences do not share one."""


def make_passages(article: Article, sentences: Sequence[Sentence]) -> tuple[Passage, ...]:
    """Runs of whole sentences of about `WORDS` words, neighbours sharing one sentence."""
    header = prompts.render("passage_header", title=article.title, published=article.published[:10]).strip()
    return tuple(
        Passage(_passage_id(article, run), article.id, run, header)
        for run in _runs(sentences, [_count_words(article.text, s) for s in sentences])
    )


def _runs(sentences: Sequence[Sentence], words: Sequence[int]) -> list[tuple[Sentence, ...]]:
    runs: list[tuple[Sentence, ...]] = []
    first = 0
    while first < len(sentences):
        last, total = first, words[first]
        while last + 1 < len(sentences) and _fits(total, words[last + 1]):
            last += 1
            total += words[last]
        runs.append(tuple(sentences[first : last + 1]))
        if last + 1 == len(sentences):
            break
        # The shared sentence must leave room for a new one, so a long one is not repeated.
        overlap = last > first and words[last] + words[last + 1] <= WORDS
        first = last if overlap else last + 1
    return runs


def _fits(total: int, more: int) -> bool:
    """Whether the passage comes nearer to `WORDS` with the next sentence than without it."""
    return total + more / 2 <= WORDS and total + more <= MAX_WORDS


def _count_words(text: str, sentence: Sentence) -> int:
    return len(text[sentence.start : sentence.end].split())


def _passage_id(article: Article, run: Sequence[Sentence]) -> str:
    key = f"{article.id}\0{article.content_hash}\0{run[0].start}\0{run[-1].end}"
    return sha256(key.encode()).hexdigest()[:20]
