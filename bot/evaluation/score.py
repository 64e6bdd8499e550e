"""What an answer is worth: the scores of one question, by name; NaN where one does not apply.

Gold answers count for answerable questions only. They are looked for word for word unless every one is longer
than `LONGEST_STRING`: such an answer was written by someone in their own words, and no sentence can be
expected to hold it; then only sentences are scored.

An answer is *right* if a gold answer stands in its text or a gold sentence is among its first three
citations. A refusal shows its nearest evidence as citations, so retrieval and evidence are scored for it too;
what refusing costs is in `answered_right`, `right` and the refusal metrics.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from bot.evaluation.metrics.contained import answer_contained, passage_contains_answer_at
from bot.evaluation.metrics.ranking import ndcg_at, reciprocal_rank_at, success_at
from bot.evaluation.metrics.sentences import Place, gold_sentence_at, matches
from bot.evaluation.metrics.squad import exact_match, f1, normalise
from bot.evaluation.questions import Question
from bot.evaluation.quotes import alce_scores
from retrieval.values import Answer, Citation

LONGEST_STRING = 20
"""Tokens of a gold answer, after SQuAD's normalisation; a longer one is a text of its own."""

Scores = dict[str, float]


def score(question: Question, answer: Answer) -> Scores:
    """Return every score of one question, and the facts that metrics over many questions need."""
    cited, gold = _places(answer.citations), _gold_sentences(question)
    return {
        **_retrieval(question, answer),
        "gold_sentence@1": gold_sentence_at(1, cited, gold),
        "gold_sentence@3": gold_sentence_at(3, cited, gold),
        **_strings(question, answer),
        **citation_scores(question, answer.citations),
        **alce_scores(answer),
        **_outcome(question, answer),
        "latency_ms": float(answer.timings_ms.get("total", math.nan)),
        **spent(answer),
        "judged": math.nan,
    }


def spent(answer: Answer) -> Scores:
    """Return the cost of a language model and the number of its dropped claims; NaN if none was asked."""
    if not answer.prompt_hashes:
        return dict.fromkeys(("tokens", "cost", "claims_dropped"), math.nan)
    usage = answer.usage
    return {
        "tokens": float(usage.input_tokens + usage.output_tokens),
        "cost": math.nan if usage.cost is None else usage.cost,
        "claims_dropped": float(len(answer.dropped)),
    }


def citation_scores(question: Question, citations: Sequence[Citation]) -> Scores:
    """Compare citations with the gold sentences that people marked, by `sentences.matches`.

    citation_precision: cited sentences that match a gold one / cited; NaN if nothing is cited.
    citation_recall: gold sentences that a cited one matches / gold sentences.
    ALCE's metrics differ, since they use an entailment model and no gold: see `quotes.alce_scores`.
    """
    cited, gold = _places(citations), _gold_sentences(question)
    if not gold:
        return {"citation_precision": math.nan, "citation_recall": math.nan}
    precise = [any(matches(place, other) for other in gold) for place in cited]
    recalled = [any(matches(place, other) for place in cited) for other in gold]
    return {
        "citation_precision": sum(precise) / len(precise) if precise else math.nan,
        "citation_recall": sum(recalled) / len(recalled),
    }


def _retrieval(question: Question, answer: Answer) -> Scores:
    gold = question.gold_ids if question.answerable else ()
    ranked = [passage.article.id for passage in answer.passages]
    return {
        "article_recall@1": success_at(1, ranked, gold),
        "article_recall@5": success_at(5, ranked, gold),
        "article_recall@10": success_at(10, ranked, gold),
        "article_mrr@10": reciprocal_rank_at(10, ranked, gold),
        "article_ndcg@10": ndcg_at(10, ranked, gold),
        "passage_contains_answer@5": passage_contains_answer_at(
            5, [passage.text for passage in answer.passages], gold_strings(question)
        ),
    }


def _strings(question: Question, answer: Answer) -> Scores:
    strings, text = gold_strings(question), answer.plain_text
    best = answer.citations[0].evidence.text if answer.citations else ""
    short = answer.short.text if answer.short else ""
    return {
        "answer_contained": answer_contained(text, strings),
        "answer_contained@1": answer_contained(best, strings),
        "answer_f1": f1(text, question.answers if question.answerable else ()),
        "short_em": exact_match(short, strings),
        "short_f1": f1(short, strings),
        "answer_words": float(len(text.split())) if not answer.refused else math.nan,
    }


def _outcome(question: Question, answer: Answer) -> Scores:
    """Return `evidence_right`, which ignores the threshold, and `right`, which counts refusals too."""
    evidence_right = _evidence_right(question, answer)
    answered_right = 0.0 if answer.refused and not math.isnan(evidence_right) else evidence_right
    return {
        "answerable": float(question.answerable),
        "refused": float(answer.refused),
        "confidence": answer.confidence,
        "evidence_right": evidence_right,
        "answered_right": answered_right if question.answerable else math.nan,
        "right": answered_right if question.answerable else float(answer.refused),
    }


def _evidence_right(question: Question, answer: Answer) -> float:
    """Return 1 or 0 by the rule above; 0 for an unanswerable question, NaN if neither part applies."""
    if not question.answerable:
        return 0.0
    contained = answer_contained(answer.plain_text, gold_strings(question))
    sentence = gold_sentence_at(3, _places(answer.citations), _gold_sentences(question))
    values = [value for value in (contained, sentence) if not math.isnan(value)]
    return max(values, default=math.nan)


def gold_strings(question: Question) -> tuple[str, ...]:
    """Return the gold answers to look for word for word; none if all are texts of their own."""
    if not question.answerable or all(len(normalise(a).split()) > LONGEST_STRING for a in question.answers):
        return ()
    return question.answers


def _gold_sentences(question: Question) -> tuple[Place, ...]:
    return question.gold_sentences if question.answerable else ()


def _places(citations: Sequence[Citation]) -> list[Place]:
    return [(citation.evidence.article.id, citation.evidence.text) for citation in citations]
