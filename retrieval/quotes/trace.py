"""The places of an excerpt in given articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from retrieval.quotes.align import Alignment, align
from retrieval.quotes.differences import differences, trim
from retrieval.quotes.nearest import nearest
from retrieval.text.languages import Language, language
from retrieval.text.words import Excerpt, Words, content, has_brackets, read_excerpt, tokenise
from retrieval.values import Article, Trace

Similarity = Callable[[str, Sequence[str]], Sequence[float]]
"""The similarity of the first text to each of the others: cosines of their vectors."""

MIN_WORDS = 4
MAX_EDITS = 0.25
"""Most share of changed words in a misquote; beyond it is a paraphrase."""
MIN_KEPT = 6
MIN_CONTENT = 3
"""Least equal words, or equal content words, of a misquote or a shortened quote. Fewer are chance."""
MIN_NEAR_WORDS = 6
NEAR = 5
"""Runs of sentences whose vectors are compared with the excerpt's."""
MIN_SHARED = 0.15
"""Least overlap of a paraphrase: below it no cosine (at most 0.93) is enough."""
MIN_OVERLAP = 0.52
MIN_LIKENESS = 0.66
"""Least score of a paraphrase by words alone, and by words and vectors. Of 1,000 sentences of other years'
news none reached the second; of 500 without their own article 12 did, half of them in a near-duplicate."""


def trace(
    excerpt: str, candidates: Iterable[Article], similarity: Similarity | None = None
) -> tuple[Trace, ...]:
    """Return the places of an excerpt, or else the nearest sentences; nothing if none is near.

    Without `similarity`, only common words decide.
    """
    articles = _distinct(candidates)
    return standing(excerpt, articles) or near(excerpt, articles, similarity)


def standing(excerpt: str, candidates: Iterable[Article]) -> tuple[Trace, ...]:
    """Return the articles with the excerpt, verbatim or else least altered, the earliest published first."""
    quoted = read_excerpt(excerpt)
    if len(quoted) < MIN_WORDS:  # too few to be worth reading the articles for
        return ()
    texts = [(article, tokenise(article.text)) for article in _distinct(candidates)]
    traces = _standing(quoted, texts)
    if has_brackets(excerpt) and not any(trace.kind == "verbatim" for trace in traces):
        traces = _standing(read_excerpt(excerpt, brackets_stand_in=True), texts) or traces
    return _best(traces)


def _standing(quoted: Excerpt, texts: Iterable[tuple[Article, Words]]) -> list[Trace]:
    return [trace for article, words in texts if (trace := _trace(quoted, article, words))]


def _best(traces: Sequence[Trace]) -> tuple[Trace, ...]:
    """Return the traces with the fewest differences, the earliest published first and the undated last."""
    score = max((trace.score for trace in traces), default=0.0)
    best = [trace for trace in traces if trace.score == score]
    return tuple(sorted(best, key=lambda t: (not t.article.published, t.article.published)))


def _trace(quoted: Excerpt, article: Article, words: Words) -> Trace | None:
    """Return the place of the excerpt in one article, verbatim or altered."""
    alignment = _shares_enough(quoted, words) and align(quoted, words.folded)
    if not alignment or not _is_specific(alignment, quoted, language(article.language)):
        return None
    alignment = trim(alignment, words)
    start, end = words.spans[alignment.first][0], words.spans[alignment.last][1]
    if not alignment.edits:
        return Trace(article, *_with_marks(quoted.words, words.text, start, end), "verbatim", 1.0)
    kept = 1 - alignment.edits / len(alignment.steps)
    return Trace(article, start, end, "altered", kept, differences(alignment, quoted.words, words))


def _shares_enough(quoted: Excerpt, words: Words) -> bool:
    """Return whether the article holds as many of the words as a misquote keeps."""
    held = set(words.folded)
    return sum(word not in held for word in quoted.words.folded) <= MAX_EDITS * len(quoted)


def _is_specific(alignment: Alignment, quoted: Excerpt, read_in: Language) -> bool:
    """Return whether enough words agree to exclude chance."""
    if len(quoted) < MIN_WORDS or alignment.edits > MAX_EDITS * len(quoted):
        return False
    if not alignment.edits and not quoted.gaps:
        return True
    kept = [quoted.words.folded[s.quoted] for s in alignment.steps if s.same and s.quoted is not None]
    return len(kept) >= MIN_KEPT or len(content(kept, read_in)) >= MIN_CONTENT


def _with_marks(quoted: Words, text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span with the punctuation at its ends that the excerpt has too."""
    before, after = quoted.text[: quoted.spans[0][0]], quoted.text[quoted.spans[-1][1] :]
    end += _shared(after, text[end : end + len(after)])
    start -= _shared(before[::-1], text[max(0, start - len(before)) : start][::-1])
    return start, end


def _shared(quoted: str, true: str) -> int:
    """Return the length of the common punctuation at the start; quotation marks and dashes are alike."""
    length = 0
    for left, right in zip(quoted.translate(_ALIKE), true.translate(_ALIKE), strict=False):
        if left != right or left.isspace():
            break
        length += 1
    return length


_ALIKE = str.maketrans("“”„‟«»‘’‚‛–—", '""""""\'\'\'\'--')


def near(
    excerpt: str, candidates: Iterable[Article], similarity: Similarity | None = None
) -> tuple[Trace, ...]:
    """Return sentences, or two in a row, that paraphrase the excerpt."""
    if len(tokenise(excerpt).folded) < MIN_NEAR_WORDS:
        return ()
    runs = [s for s in nearest(excerpt, _distinct(candidates), NEAR) if s.overlap >= MIN_SHARED]
    if similarity is None:
        likenesses, enough = [run.overlap for run in runs], MIN_OVERLAP
    else:
        alike = similarity(excerpt, [run.text for run in runs]) if runs else []
        likenesses = [(s.overlap + 2 * a) / 3 for s, a in zip(runs, alike, strict=True)]
        enough = MIN_LIKENESS
    traces = [
        Trace(run.article, run.start, run.end, "near", likeness)
        for run, likeness in zip(runs, likenesses, strict=True)
        if likeness >= enough
    ]
    return tuple(sorted(traces, key=lambda trace: -trace.score))


def _distinct(articles: Iterable[Article]) -> list[Article]:
    return list({article.id: article for article in articles}.values())
