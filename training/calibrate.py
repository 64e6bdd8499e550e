"""Fits what the engine weighs: python -m training.calibrate SET... writes retrieval/calibration.json.

For an engine with a reader, or `--without-reader`; what is fitted for the other stays as it is.

Each SET is a folder with articles.jsonl and questions.jsonl, such as the development sets. The figures come
from five folds over articles: no question is judged by weights that saw its article. Sets weigh the same,
whatever their size. What is `--held-out` is only judged, by the weights of all the others.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp
from sklearn.linear_model import LogisticRegression

from bot.evaluation.metrics.auroc import auroc
from bot.evaluation.metrics.calibration import expected_calibration_error
from bot.evaluation.metrics.refusal import precision, recall
from retrieval.answer.extractive import MAX_SENTENCES
from retrieval.evidence.bearing import borne_out
from retrieval.evidence.bearing import log_odds as log_odds_of
from retrieval.evidence.calibration import (
    Calibration,
    Feature,
    Features,
    Logistic,
    load_calibration,
    weighted,
)
from retrieval.evidence.select import JUDGED_SENTENCES
from retrieval.evidence.short_answer import BORNE_OUT, log_odds
from retrieval.models.protocols import Verifier
from retrieval.models.verifier import OnnxVerifier
from retrieval.settings import load_settings
from training.observations import FOLDS, Observation, ObservedQuestion, observe, observe_traps

HERE = Path(__file__).parent
TARGET = Path("retrieval/evidence/calibration.json")
READER = (Feature.PASSAGE, Feature.SENTENCE, Feature.SPAN)
WITHOUT = READER[:2]
"""What a sentence's score is made of. With the verifier's judgement in it, an answer was among the first
three in 0.785 of rtqa_2022a instead of 0.795, in 0.812 of newsqa instead of 0.828."""
CONFIDENCE = (Feature.PASSAGE, Feature.EVIDENCE, Feature.MISSING_NAMES, Feature.MISSING_WORDS)
WITH_READER = (*CONFIDENCE, Feature.SPAN, Feature.BORNE)
SHORT = (Feature.SPAN, Feature.ANSWERABLE, Feature.BORNE)
SHARES = {"traps": 2}
"""Sets that weigh more than the others: most of what is asked in vain is near what the articles tell."""
RIDGE = 0.1
RIGHT_OF_100 = 0.9
"""Share of the shown short answers that must be right."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.calibrate")
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET")
    parser.add_argument("--without-reader", action="store_true", help="fit what is used without a reader")
    parser.add_argument("--held-out", type=Path, nargs="+", default=[], metavar="SET", help="only judged")
    parser.add_argument(
        "--traps", type=Path, metavar="ARTICLES", help="articles of training/data/traps.jsonl"
    )
    parser.add_argument("--limit", type=int, default=100_000, help="questions of each set")
    parser.add_argument("--work", type=Path, default=Path(".calibration"), help="where observations are kept")
    options = parser.parse_args()
    reader = not options.without_reader
    seen, unseen = (
        [o for s in sets for o in observe(s, options.limit, options.work, reader=reader)]
        for sets in (options.sets, options.held_out)
    )
    if options.traps and reader:
        seen += observe_traps(HERE / "data" / "traps.jsonl", options.traps, 400, options.work)
    if reader:
        verifier = OnnxVerifier(load_settings().cache, load_settings().threads)
        seen, unseen = bear(seen, verifier), bear(unseen, verifier)
    stored: dict[str, Any] = json.loads(TARGET.read_text())
    stored["with_reader" if reader else "without_reader"] = fit(seen, unseen, READER if reader else WITHOUT)
    TARGET.write_text(json.dumps(stored, indent=2) + "\n")


def bear(seen: Sequence[Observation], verifier: Verifier) -> list[Observation]:
    """Return the observations with the verifier's judgement of the likeliest short answers."""
    weights = load_calibration(reader=True).evidence
    return [replace(o, sentences=tuple(_borne(o.sentences, weights, verifier))) for o in seen]


def _borne(
    sentences: Sequence[ObservedQuestion], weights: Features, verifier: Verifier
) -> list[ObservedQuestion]:
    """Judge as `retrieval.evidence.select.judged`."""
    unjudged = [replace(s, features={**s.features, Feature.BORNE: 0.0}) for s in sentences]
    ranked = sorted(unjudged, key=lambda s: -weighted(s.features, {**weights, Feature.BORNE: 0.0}))
    claims = [s for s in ranked if s.claim][:JUDGED_SENTENCES]
    borne = borne_out([s.claim for s in claims if s.claim], verifier)
    known = {id(s): log_odds_of(p) for s, p in zip(claims, borne, strict=True)}
    least = min(known.values(), default=0.0)
    return [replace(s, features={**s.features, Feature.BORNE: known.get(id(s), least)}) for s in ranked]


def fit(
    seen: Sequence[Observation], unseen: Sequence[Observation], evidence: Sequence[Feature]
) -> dict[str, Any]:
    """Fit the weights on all of `seen`. Print the figures of its held-out folds and of `unseen`."""
    judged: list[GradedAnswer] = []
    for fold in range(FOLDS):
        fitted = _fit([o for o in seen if o.fold != fold], evidence)
        judged += [judge(o, fitted) for o in seen if o.fold == fold]
    fitted = _fit(seen, evidence)
    judged += [judge(o, fitted) for o in unseen]
    for name in dict.fromkeys(j.seen.set_name for j in judged):
        _report(name, [j for j in judged if j.seen.set_name == name])
    return {
        "questions": dict(Counter(o.set_name for o in seen)),
        "evidence": {name: round(weight, 4) for name, weight in fitted.evidence.items()},
        "confidence": _stored(fitted.confidence),
        "short": _stored(fitted.short),
        "sure": round(fitted.sure, 3),
    }


def _fit(seen: Sequence[Observation], evidence: Sequence[Feature]) -> Calibration:
    weights = fit_evidence(seen, evidence)
    ranked = [(o, ranking(o, weights)) for o in seen]
    balance = _balance([o for o, _ in ranked])
    rows = [(answer_features(o, sentences, weights), _is_right(o, sentences)) for o, sentences in ranked]
    confidence = fit_logistic(rows, WITH_READER if Feature.SPAN in evidence else CONFIDENCE, balance)
    partial = Calibration(weights, confidence, Logistic({}, 0.0), 1.0)
    judged = [judge(o, partial) for o in seen]
    shorts = [j for j in judged if j.short and (j.seen.has_strings or not j.seen.answerable)]
    if Feature.SPAN not in evidence:
        return partial
    shorts = [j for j in shorts if j.is_borne_out]
    rows = [(short_features(j), j.short_right) for j in shorts]
    short = fit_logistic(rows, SHORT, _balance([j.seen for j in shorts]))
    sure = _sure_from([(short.probability(f), right) for f, right in rows])
    return replace(partial, short=short, sure=sure)


def _is_right(seen: Observation, ranked: Sequence[ObservedQuestion]) -> bool:
    """Return whether the sentences that are shown answer the question."""
    return seen.answerable and any(s.right for s in ranked[:MAX_SENTENCES])


@dataclass(frozen=True)
class GradedAnswer:
    """What a calibration makes of an observation; `short` is the sentence whose span would be shown."""

    seen: Observation
    ranked: Sequence[ObservedQuestion]
    confidence: float
    short: ObservedQuestion | None
    sureness: float = 0.0
    shown: bool = False

    @property
    def is_borne_out(self) -> bool:
        """Whether the sentence rather bears out the short answer than not."""
        return self.short is not None and self.short.features[Feature.BORNE] >= log_odds_of(BORNE_OUT)

    @property
    def short_right(self) -> bool:
        return self.short is not None and self.short.short_right


def judge(seen: Observation, fitted: Calibration) -> GradedAnswer:
    ranked = ranking(seen, fitted.evidence)
    confidence = fitted.confidence.probability(answer_features(seen, ranked, fitted.evidence))
    short = max(ranked[:MAX_SENTENCES], key=worth_showing, default=None)
    judged = GradedAnswer(seen, ranked, confidence, short)
    if not fitted.short.weights:
        return judged
    sureness = fitted.short.probability(short_features(judged))
    shown = judged.is_borne_out and sureness >= fitted.sure and confidence >= load_settings().threshold
    return replace(judged, sureness=sureness, shown=shown)


def ranking(seen: Observation, weights: Features) -> list[ObservedQuestion]:
    """Return the sentences, best first."""
    return sorted(seen.sentences, key=lambda s: -weighted(s.features, weights))


def answer_features(seen: Observation, ranked: Sequence[ObservedQuestion], weights: Features) -> Features:
    """As `retrieval.evidence.confidence.features`, for the sentence that these weights put first."""
    best = ranked[0].features
    own = {name: best[name] for name in (Feature.SPAN, Feature.BORNE)}
    return {**seen.features, **own, Feature.EVIDENCE: weighted(best, weights)}


def worth_showing(sentence: ObservedQuestion) -> float:
    """As `retrieval.evidence.short_answer.worth`."""
    return sentence.features[Feature.SPAN] + sentence.features[Feature.BORNE]


def short_features(judged: GradedAnswer) -> Features:
    """As `retrieval.evidence.short_answer.features`."""
    assert judged.short is not None
    return {
        Feature.SPAN: judged.short.features[Feature.SPAN],
        Feature.ANSWERABLE: log_odds(judged.confidence),
        Feature.BORNE: judged.short.features[Feature.BORNE],
    }


def fit_evidence(seen: Sequence[Observation], names: Sequence[Feature]) -> dict[Feature, float]:
    """Weights of a conditional logit: the likelihood that a gold sentence is drawn among a question's.

    A ridge penalty keeps them finite; then they are scaled so that passage and sentence weigh 1 together:
    scores stay of the size of logits.
    """
    groups = [o for o in seen if any(s.right for s in o.sentences)]
    balance = _balance(groups)
    tables = [np.array([[s.features[n] for n in names] for s in o.sentences]) for o in groups]
    golds = [np.array([s.right for s in o.sentences]) for o in groups]

    def cost(weights: np.ndarray) -> float:
        total = RIDGE * float(weights @ weights)
        for table, gold, share in zip(tables, golds, balance, strict=True):
            scores = table @ weights
            total -= share * float(logsumexp(scores[gold]) - logsumexp(scores))
        return total

    optimum = minimize(cost, np.full(len(names), 0.3), method="L-BFGS-B", bounds=[(0, None)] * len(names))
    weights = dict(zip(names, map(float, optimum.x), strict=True))
    scale = weights[Feature.PASSAGE] + weights[Feature.SENTENCE]
    return {name: weight / scale for name, weight in weights.items()}


def fit_logistic(
    rows: Sequence[tuple[Features, bool]], names: Sequence[Feature], balance: Sequence[float]
) -> Logistic:
    model = LogisticRegression(max_iter=5000)
    model.fit([[f[n] for n in names] for f, _ in rows], [y for _, y in rows], sample_weight=balance)
    return Logistic(dict(zip(names, map(float, model.coef_[0]), strict=True)), float(model.intercept_[0]))


def _balance(seen: Sequence[Observation]) -> list[float]:
    """Return a weight for each, so that sets weigh the same, or as `SHARES` says."""
    sizes = Counter(o.set_name for o in seen)
    return [SHARES.get(o.set_name, 1) * 1000 / sizes[o.set_name] for o in seen]


def _sure_from(scored: Sequence[tuple[float, bool]]) -> float:
    """The lowest probability from which on at least `RIGHT_OF_100` of the short answers are right, rounded
    down to hundredths."""
    ordered = sorted(scored, reverse=True)
    right = np.cumsum([r for _, r in ordered]) / np.arange(1, len(ordered) + 1)
    enough = np.flatnonzero(right >= RIGHT_OF_100)
    return math.floor(100 * ordered[int(enough[-1])][0]) / 100 if len(enough) else 1.0


def _report(name: str, judged: Sequence[GradedAnswer]) -> None:
    scored = [(j.confidence, j.seen.answerable) for j in judged]
    rights = [(j.confidence, _is_right(j.seen, j.ranked)) for j in judged]
    sure = [right for p, right in rights if p >= 0.8]
    outcomes = [(j.seen.answerable, j.confidence < load_settings().threshold) for j in judged]
    golden = [j for j in judged if any(s.gold for s in j.seen.sentences) or j.seen.answerable]
    strings = [j for j in golden if j.seen.has_strings]
    shown = [j for j in judged if j.shown and (j.seen.has_strings or not j.seen.answerable)]
    figures = {
        "gold_sentence@1": _mean(j.ranked[0].gold for j in golden),
        "gold_sentence@3": _mean(any(s.gold for s in j.ranked[:3]) for j in golden),
        "contained@1": _mean(j.ranked[0].holds for j in strings),
        "contained@3": _mean(any(s.holds for s in j.ranked[:3]) for j in strings),
        "short_em": _mean(j.short.short_em for j in strings if j.short),
        "short_f1": _mean(j.short.short_f1 for j in strings if j.short),
        "short shown": _mean(j.shown for j in strings),
        "shown right": _mean(j.short_right for j in shown),
        "auroc": auroc(scored),
        "ece": expected_calibration_error(rights),
        "sure": len(sure) / len(rights),
        "wrong of sure": 1 - _mean(sure),
        "refusal precision": precision(outcomes),
        "refusal recall": recall(outcomes),
    }
    print(name, len(judged), {k: round(v, 3) for k, v in figures.items()})  # noqa: T201


def _mean(values: Iterable[float]) -> float:
    known = [float(v) for v in values]
    return fmean(known) if known else math.nan


def _stored(logistic: Logistic) -> dict[str, Any]:
    weights = {name: round(weight, 4) for name, weight in logistic.weights.items()}
    return {"weights": weights, "intercept": round(logistic.intercept, 4)}


if __name__ == "__main__":
    main()
