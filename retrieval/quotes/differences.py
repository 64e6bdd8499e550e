"""The differences of a misquote, in the words of the excerpt and of the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from retrieval.quotes.align import Alignment, Step
from retrieval.text.sentences import BREAK
from retrieval.text.words import Words
from retrieval.values import Difference


def trim(alignment: Alignment, article: Words) -> Alignment:
    """Return the alignment without words of neighbouring sentences beside words added at the ends."""
    steps = _parted(alignment.steps, article)
    steps = _parted(steps[::-1], article)[::-1]
    return Alignment(steps)


def _parted(steps: tuple[Step, ...], article: Words) -> tuple[Step, ...]:
    """Return the steps; leading changes stand alone if a sentence ends before the first equal word."""
    agreed = next(n for n, step in enumerate(steps) if step.same)
    parted, nearest = list(steps), steps[agreed].true
    for n in range(agreed - 1, -1, -1):
        true = steps[n].true
        if true is None or nearest is None:
            continue
        if _sentence_ends(article, *sorted((true, nearest))):
            parted[: n + 1] = [Step(s.quoted, None, False) for s in steps[: n + 1] if s.quoted is not None]
            break
        nearest = true
    return tuple(parted)


def _sentence_ends(article: Words, left: int, right: int) -> bool:
    between = article.text[article.spans[left][1] : article.spans[right][0]]
    return BREAK.search(between) is not None


def differences(alignment: Alignment, quoted: Words, article: Words) -> tuple[Difference, ...]:
    """Return the runs of different words, in order."""
    return tuple(_differences(alignment, quoted, article))


def _differences(alignment: Alignment, quoted: Words, article: Words) -> Iterator[Difference]:
    quoted_at, true_at = 0, article.spans[alignment.first][0]
    for same, run in groupby(alignment.steps, key=lambda step: step.same):
        steps = list(run)
        in_excerpt = _span([s.quoted for s in steps if s.quoted is not None], quoted) or (quoted_at,) * 2
        in_article = _span([s.true for s in steps if s.true is not None], article) or (true_at,) * 2
        quoted_at, true_at = in_excerpt[1], in_article[1]
        if not same:
            yield Difference(
                quoted.text[slice(*in_excerpt)], article.text[slice(*in_article)], *in_article, *in_excerpt
            )


def _span(positions: Sequence[int], words: Words) -> tuple[int, int] | None:
    return (words.spans[positions[0]][0], words.spans[positions[-1]][1]) if positions else None
