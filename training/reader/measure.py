"""What the exported reader does on articles it has not seen: short answers, and telling "not here"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

from bot.evaluation.metrics.auroc import auroc
from bot.evaluation.metrics.squad import exact_match, f1
from retrieval.evidence.spans import best_span, log_partition
from retrieval.models.reader import OnnxReader
from training.reader.examples import Example


def measure(reader: OnnxReader, examples: Sequence[Example]) -> Mapping[str, float]:
    """Over each question's passages: EM and F1 of the best span, how often it is in the right passage, and
    the area under the ROC curve of relevance over all passages."""
    exact, overlap, right, relevance = [], [], [], []
    for example in examples:
        texts = [r for r in (example.positive, *example.negatives) if r]
        readings = reader.read(example.question, [(t.title, t.text) for t in texts])
        relevance += [(r.relevance, t.start >= 0) for r, t in zip(readings, texts, strict=True)]
        if example.positive is None:
            continue
        norms = log_partition(readings)
        spans = [best_span(r, norms, 0, len(t.text)) for r, t in zip(readings, texts, strict=True)]
        best = max((n for n, s in enumerate(spans) if s), key=lambda n: spans[n].score)  # type: ignore[union-attr]
        span = spans[best]
        assert span is not None
        answer = texts[best].text[span.start : span.end]
        exact.append(exact_match(answer, example.answers))
        overlap.append(f1(answer, example.answers))
        right.append(float(best == 0))
    return {
        "questions": len(examples),
        "short_em": fmean(exact),
        "short_f1": fmean(overlap),
        "right_passage": fmean(right),
        "auroc_passage": auroc(relevance),
    }
