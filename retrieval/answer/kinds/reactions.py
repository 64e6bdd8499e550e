"""Who said what: attributed sentences on a matter, each speaker once, or all those of one person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.sentences import day_of_evidence, repeats
from retrieval.text.attribution import Attribution, attribution
from retrieval.text.keywords import keywords
from retrieval.text.languages import language
from retrieval.text.names import bare, names
from retrieval.understanding.topic import topic_of
from retrieval.values import Evidence, QuestionState, Refusal, RefusalReason, Reply, Sentence, Statement

MOST = 8
"""Speakers of an answer."""
OF_ONE = 3
"""Sentences of one person who was asked about."""
PASSAGES = 40
"""Passages in which speech is looked for."""
SCORED = 28
"""Attributed sentences that the cross-encoder scores, about 6 ms each."""
FALL = 8.0
"""Logits below the best sentence at which another is on something else."""
ASKED = 0.5
"""Least share of the words for a speaker who is no name that stand where they speak."""
CONFIDENCE = 0.7
"""Share of such answers that were right on the development questions."""
_OWNED = re.compile(r"['’]s? (?P<who>[a-z]+)\Z")
"""Somebody of somebody's: "Niemann's parents"."""
TOLD = 0.5
"""Confidence from which a sentence on somebody answers what they said of a matter."""
FAR = 3.0
"""Logits below 0 at which the best sentence of all is not on the matter."""


def reactions(state: QuestionState, desk: Desk) -> Reply | None:
    """Return who said what; a refusal where the one who is asked about says nothing; else None."""
    question = state.query.text
    asked_in = language(state.query.language)
    asked = asked_in.asking.speaker.search(question)
    speaker = topic_of(asked["speaker"], asked_in) if asked else ""
    if speaker.casefold() in asked_in.references.pronouns:
        speaker = ""
    spoken = list(_speech(state, desk))
    heard = [one for one in spoken if _is_by(speaker, one, state)] if speaker else spoken
    one_person = bool(speaker) and (_is_name(speaker) or _OWNED.search(speaker) is not None)
    if one_person and not heard and _is_told_of(speaker, state):
        return None
    if one_person and not heard:
        nearest = tuple(Statement(e.text, (e,)) for e, _ in spoken[:2])
        return Reply(nearest, refusal=Refusal(RefusalReason.SPEAKER_SILENT, (speaker,)))
    heard = heard or spoken
    if not heard or heard[0][0].score < -FAR:
        return None
    heard = [one for one in heard if one[0].score >= heard[0][0].score - FALL]
    lines = _of_one(heard) if one_person else _each_once(heard)
    statements = tuple(Statement(e.text, (e,), label=a.speaker) for e, a in lines)
    return Reply(statements, confidence=min(CONFIDENCE, state.confidence))


def _speech(state: QuestionState, desk: Desk) -> Iterator[tuple[Evidence, Attribution]]:
    """Yield attributed sentences with their speakers, most relevant to the question first."""
    question = state.query.text
    found = desk.retriever.search(state.query, PASSAGES)
    seen: dict[tuple[str, Sentence], tuple[Evidence, Attribution, str]] = {}
    for passage in found:
        sentences, read_in = passage.passage.sentences, language(passage.article.language)
        texts = [passage.article.text[s.start : s.end] for s in sentences]
        for place, sentence in enumerate(sentences):
            if not sentence.citable or (passage.article.id, sentence) in seen:
                continue
            by = attribution(texts, place, read_in)
            if by:
                context = " ".join(texts[max(0, place - 1) : place + 1])
                evidence = Evidence(passage.article, sentence, 0.0)
                seen[passage.article.id, sentence] = (evidence, by, f"{passage.article.title}\n{context}")
    stems = keywords(question, language(state.query.language))
    likely = sorted(seen.values(), key=lambda one: -len(stems & keywords(one[2])))[:SCORED]
    logits = desk.reranker.score(question, [context for _, _, context in likely])
    ranked = sorted(zip(logits, likely, strict=True), key=lambda pair: -pair[0])
    for logit, (evidence, by, _) in ranked:
        yield Evidence(evidence.article, evidence.sentence, logit), by


def _is_told_of(speaker: str, state: QuestionState) -> bool:
    """Return whether the best sentence is on the one who is asked about, in other words than theirs."""
    if not state.evidence or state.confidence < TOLD:
        return False
    best = state.evidence[0]
    return keywords(speaker) <= keywords(best.text, language(best.article.language))


def _is_name(speaker: str) -> bool:
    """Return whether one person is asked about, not a group such as "governors"."""
    words = [bare(word) for word in speaker.split()]
    return 0 < len(words) <= 4 and (words[-1][:1].isupper() or not words[-1].endswith("s"))


def _is_by(speaker: str, spoken: tuple[Evidence, Attribution], state: QuestionState) -> bool:
    """Return whether the one who is asked about speaks, by name or by what they are."""
    evidence, by = spoken
    asked = {bare(word).casefold() for word in speaker.split()}
    named = {bare(word).casefold() for word in by.speaker.split()}
    family = bare(speaker.split()[-1]).casefold()
    if family in named:
        return True
    read_in = language(evidence.article.language)
    called = keywords(f"{by.speaker} {by.role}", read_in)
    if owned := _OWNED.search(speaker):  # "her lawyer's", not hers
        return bool(keywords(owned["who"], read_in) & called)
    role = keywords(speaker, language(state.query.language))
    if any(names(speaker)) or (len(asked) == 1 and not speaker.endswith("s")):
        return bool(role) and role <= called
    return bool(role) and len(role & (called | keywords(evidence.text, read_in))) >= ASKED * len(role)


def _of_one(heard: Sequence[tuple[Evidence, Attribution]]) -> list[tuple[Evidence, Attribution]]:
    kept: list[tuple[Evidence, Attribution]] = []
    for one in heard:
        if len(kept) < OF_ONE and not any(repeats(one[0].text, other.text) for other, _ in kept):
            kept.append(one)
    return kept


def _each_once(heard: Sequence[tuple[Evidence, Attribution]]) -> list[tuple[Evidence, Attribution]]:
    """Return the best sentence of each speaker; a family name alone is the person whose last name it is."""
    kept: dict[str, tuple[Evidence, Attribution]] = {}
    for evidence, by in heard:
        family = by.speaker.split()[-1].casefold()
        if family not in kept and not any(repeats(evidence.text, other.text) for other, _ in kept.values()):
            kept[family] = (evidence, by)
    return sorted(list(kept.values())[:MOST], key=lambda one: (-one[0].score, day_of_evidence(one[0])))
