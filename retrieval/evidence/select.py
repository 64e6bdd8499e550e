"""The sentences of the best passages that answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from retrieval.evidence.bearing import DENIED, answered, borne_out, in_context, is_denied, log_odds
from retrieval.evidence.calibration import ANTECEDENT_GAIN, Feature, Features, weighted
from retrieval.evidence.spans import NO_SPAN, best_span, log_partition
from retrieval.models.protocols import Reranker, Verifier
from retrieval.text.languages import language
from retrieval.text.references import opens_pointing_back
from retrieval.values import Evidence, RankedPassage, Sentence, Span

READ_PASSAGES = 4
"""Passages whose sentences are scored. With 6, no more gold sentences came among the first three."""
MAX_SENTENCES = 28
"""Sentences that the cross-encoder scores without a reader, about 6 ms each on two cores."""
SORTED_SENTENCES = 10
"""Sentences that it scores behind a reader, the likeliest first. Without any of its scores the gold sentence
came first in 0.01 fewer of newsqa's questions."""
JUDGED_SENTENCES = 5
"""Likeliest sentences whose short answers the verifier judges, about 12 ms each."""
UNJUDGED = 0.5
"""Probability that a short answer is borne out where no verifier judges it."""
RUNS = 2
"""Best sentences whose antecedents are looked for."""


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence, its best passage, and what the models say of it."""

    passage: RankedPassage
    sentence: Sentence
    logit: float
    """The cross-encoder's logit of the sentence alone."""
    span: Span | None
    """Its likeliest short answer, at offsets into the article; None without a reader."""
    borne: float | None = None
    """Probability that the sentence bears it out; None where the verifier did not judge."""

    @property
    def features(self) -> Features:
        """The features of the score. The passage's score counts, since it holds what pronouns stand for."""
        of_span = 0.0 if self.passage.reading is None else self.span.score if self.span else NO_SPAN
        return {
            Feature.PASSAGE: self.passage.score,
            Feature.SENTENCE: self.logit,
            Feature.SPAN: of_span,
            Feature.BORNE: log_odds(UNJUDGED if self.borne is None else self.borne),
        }

    @property
    def key(self) -> tuple[str, Sentence]:
        return self.passage.article.id, self.sentence

    @property
    def text(self) -> str:
        return self.passage.article.text[self.sentence.start : self.sentence.end]


def select_evidence(
    question: str,
    passages: Sequence[RankedPassage],
    reranker: Reranker,
    weights: Features,
    verifier: Verifier | None = None,
) -> tuple[Evidence, ...]:
    """Return the sentences of the best passages, best first, each antecedent behind its sentence."""
    sentences = candidates(question, passages, reranker)
    sentences.sort(key=lambda c: -weighted(c.features, weights))
    if verifier:
        sentences = judged(question, sentences, verifier)
        sentences.sort(key=lambda c: -weighted(c.features, weights))
    spans = {c.key: c.span for c in sentences}
    chosen: dict[tuple[str, Sentence], Evidence] = {}
    for candidate in sentences[:RUNS]:
        evidence = _evidence(candidate, weights)
        chosen.setdefault(candidate.key, evidence)
        before = _antecedent(question, candidate, _worth_reading(passages), reranker)
        if before:
            key = (evidence.article.id, before)
            antecedent = replace(
                evidence, sentence=before, span=spans.get(key), antecedent_of=evidence.sentence
            )
            chosen.setdefault(key, antecedent)
    for candidate in sentences[RUNS:]:
        chosen.setdefault(candidate.key, _evidence(candidate, weights))
    return tuple(chosen.values())


def candidates(question: str, passages: Sequence[RankedPassage], reranker: Reranker) -> list[ScoredSentence]:
    """Return the sentences of the best passages, each in its best passage."""
    read = _worth_reading(passages)
    norms = log_partition([p.reading for p in read if p.reading])
    sentences = [(p, s, span_in(p, s, norms)) for p, s in _sentences(read)][:MAX_SENTENCES]
    scored = MAX_SENTENCES
    if any(p.reading for p in read):
        sentences, scored = sorted(sentences, key=_likelihood, reverse=True), SORTED_SENTENCES
    logits = reranker.score(question, [p.article.text[s.start : s.end] for p, s, _ in sentences[:scored]])
    # The others count as no better than the worst of these.
    logits += [min(logits)] * (len(sentences) - len(logits)) if logits else []
    return [ScoredSentence(p, s, logit, span) for (p, s, span), logit in zip(sentences, logits, strict=True)]


def judged(question: str, sentences: Sequence[ScoredSentence], verifier: Verifier) -> list[ScoredSentence]:
    """Return the sentences with the verifier's judgement of the first ones' short answers.

    The others count as no better than the worst of these.
    """
    spans = [s for s in sentences if s.span][:JUDGED_SENTENCES]
    borne = borne_out([claim_and_text(question, s) for s in spans], verifier)
    known = {
        s.key: min(p, DENIED) if is_denied(question, s.text, language(s.passage.article.language)) else p
        for s, p in zip(spans, borne, strict=True)
    }
    least = min(borne, default=None)
    return [replace(s, borne=known.get(s.key, least)) for s in sentences]


def claim_and_text(question: str, scored: ScoredSentence) -> tuple[str, str]:
    """Return a question with a sentence's short answer as a claim, and what it is held against."""
    article, span, own = scored.passage.article, scored.span, scored.passage.passage.sentences
    words = article.text[span.start : span.end] if span else ""
    place = own.index(scored.sentence)
    before = own[place - 1] if place else None
    read_in = language(article.language)
    return answered(question, words), in_context(article, scored.sentence, before, read_in)


def _worth_reading(passages: Iterable[RankedPassage]) -> list[RankedPassage]:
    """Return the best passages with a sentence that may be cited."""
    return list(islice((p for p in passages if any(s.citable for s in p.passage.sentences)), READ_PASSAGES))


def _likelihood(candidate: tuple[RankedPassage, Sentence, Span | None]) -> float:
    """Add a passage's score and a span's log probability, which are of one size."""
    passage, _, span = candidate
    return passage.score + (span.score if span else NO_SPAN)


def span_in(passage: RankedPassage, sentence: Sentence, norms: tuple[float, float]) -> Span | None:
    """Return the sentence's likeliest short answer, at offsets into its article; None without a reading."""
    if passage.reading is None:
        return None
    first = passage.passage.start
    span = best_span(passage.reading, norms, sentence.start - first, sentence.end - first)
    return span and Span(first + span.start, first + span.end, span.score)


def _evidence(candidate: ScoredSentence, weights: Features) -> Evidence:
    score = weighted(candidate.features, weights)
    return Evidence(
        candidate.passage.article, candidate.sentence, score, candidate.span, borne=candidate.borne
    )


def _antecedent(
    question: str, candidate: ScoredSentence, passages: Sequence[RankedPassage], reranker: Reranker
) -> Sentence | None:
    """Return the sentence before in the paragraph, if the candidate needs it to be understood."""
    before = _sentence_before(candidate, passages)
    article = candidate.passage.article
    if before is None or opens_pointing_back(candidate.text, language(article.language)):
        return before
    run = article.text[before.start : candidate.sentence.end]
    (together,) = reranker.score(question, [run])
    return before if together >= candidate.logit + ANTECEDENT_GAIN else None


def _sentence_before(candidate: ScoredSentence, passages: Sequence[RankedPassage]) -> Sentence | None:
    """Return the sentence before in the paragraph, if a passage holds both."""
    article, sentence = candidate.passage.article, candidate.sentence
    for passage in passages:
        sentences = passage.passage.sentences
        if passage.article.id == article.id and sentence in sentences[1:]:
            before = sentences[sentences.index(sentence) - 1]
            apart = "\n" in article.text[before.end : sentence.start]
            return before if before.citable and not apart else None
    return None


def _sentences(passages: Iterable[RankedPassage]) -> list[tuple[RankedPassage, Sentence]]:
    """Return each sentence once, with its best passage."""
    seen: dict[tuple[str, Sentence], RankedPassage] = {}
    for passage in passages:
        for sentence in (s for s in passage.passage.sentences if s.citable):
            seen.setdefault((passage.article.id, sentence), passage)
    return [(passage, sentence) for (_, sentence), passage in seen.items()]
