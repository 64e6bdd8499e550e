"""What the understanding of labelled lines comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from retrieval.values.understanding import Kind, Understanding
from training.understanding.lines import Line

NOT_FOR_US = (Kind.TALK, Kind.COMMAND)
BINS = 10


def report(lines: Sequence[Line], understood: Sequence[Understanding]) -> Iterator[str]:
    """Yield the figures, a line each: kinds, talk, follow-ups, parts, calibration, confusions."""
    pairs = list(zip(lines, understood, strict=True))
    right = [line.kind is found.kind for line, found in pairs]
    yield f"kind right {_share(sum(right), len(right))}"
    for kind in Kind:
        own = [ok for (line, _), ok in zip(pairs, right, strict=True) if line.kind is kind]
        yield f"  {kind:10} {_share(sum(own), len(own))}"
    talk = sum(line.kind in NOT_FOR_US and found.for_us for line, found in pairs)
    asked = sum(line.kind not in NOT_FOR_US and not found.for_us for line, found in pairs)
    yield f"talk or command taken for a question {_share(talk, len(pairs))} of all lines"
    yield f"question taken for talk or command {_share(asked, len(pairs))} of all lines"
    talk_only = sum(line.kind is Kind.TALK and found.for_us for line, found in pairs)
    yield f"  of these, talk {_share(talk_only, len(pairs))}"
    to_talk = sum(line.kind not in NOT_FOR_US and found.kind is Kind.TALK for line, found in pairs)
    yield f"  and questions taken for talk {_share(to_talk, len(pairs))}"
    follows = sum(line.follow_up == found.follow_up for line, found in pairs)
    yield f"follow-up right {_share(follows, len(pairs))}"
    parts = sum(line.parts == max(1, len(found.parts)) for line, found in pairs)
    yield f"number of parts right {_share(parts, len(pairs))}"
    several = [(line, found) for line, found in pairs if line.parts > 1]
    split = sum(line.parts == len(found.parts) for line, found in several)
    yield f"  of lines with several {_share(split, len(several))}"
    error = _calibration([(found.probability, ok) for (_, found), ok in zip(pairs, right, strict=True)])
    yield f"expected calibration error {error:.3f}"
    wrong = Counter((line.kind, found.kind) for line, found in pairs if line.kind is not found.kind)
    yield from (f"  {count} {kind} taken for {other}" for (kind, other), count in wrong.most_common(12))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part} of {whole})" if whole else "none"


def _calibration(judged: Sequence[tuple[float, bool]]) -> float:
    """Return how far probabilities are from shares, on the average over bins of equal width."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for probability, right in judged:
        bins.setdefault(min(int(probability * BINS), BINS - 1), []).append((probability, right))
    apart = (abs(sum(p for p, _ in kept) - sum(r for _, r in kept)) for kept in bins.values())
    return sum(apart) / len(judged)
