"""Who said what: attributed sentences on a matter, each speaker once, or all those of one person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.sentences import day_of_evidence, repeats
from retrieval.text.attribution import Attribution, attribution, in_full
from retrieval.text.keywords import keywords
from retrieval.text.languages import Language, language
from retrieval.text.names import bare, names
from retrieval.text.sentences import ends_sentence
from retrieval.understanding.topic import topic_of
from retrieval.values import (
    Article,
    Evidence,
    QuestionState,
    Refusal,
    RefusalReason,
    Reply,
    Sentence,
    Statement,
)

MOST = 8
"""Speakers of an answer."""
OF_ONE = 3
"""Sentences of one person who was asked about."""
FEW = 2
"""Speakers of a group that was asked about; with fewer, others are heard too."""
PASSAGES = 40
"""Passages in which speech is looked for."""
BEST = 4
"""Passages whose whole articles are read: who reacts does not always name what to."""
SCORED = 28
"""Attributed sentences that the cross-encoder scores, about 6 ms each."""
FALL = 11.0
"""Logits below the best sentence at which another is on something else."""
ARTICLE_FALL = 5.0
"""The same for the best sentence of an article."""
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
    speaker = _speaker(state.query.text, language(state.query.language))
    spoken = list(_speech(state, desk))
    heard = [one for one in spoken if _is_by(speaker, one, state)] if speaker else spoken
    one_person = bool(speaker) and (_is_name(speaker, state) or _OWNED.search(speaker) is not None)
    if one_person and not heard and _is_told_of(speaker, state):
        return None
    if one_person and not heard:
        nearest = tuple(Statement(e.text, (e,)) for e, _ in spoken[:2])
        return Reply(nearest, refusal=Refusal(RefusalReason.SPEAKER_SILENT, (speaker,)))
    heard = _on_the_matter(heard)
    if not one_person and len({by.speaker for _, by in heard}) < FEW:
        heard = list(dict.fromkeys([*heard, *_on_the_matter(spoken)]))
    if not heard or heard[0][0].score < -FAR:
        return None
    lines = _of_one(heard) if one_person else _each_once(heard)
    statements = tuple(Statement(e.text, (e,), label=a.speaker) for e, a in lines)
    return Reply(statements, confidence=min(CONFIDENCE, state.confidence))


def _speaker(question: str, asked_in: Language) -> str:
    """Return who is asked about; "" for anybody."""
    asked = asked_in.asking.speaker.search(question)
    speaker = topic_of(asked["speaker"], asked_in) if asked else ""
    first = speaker.split()[0].casefold() if speaker else ""
    pointing = speaker.casefold() in asked_in.references.pronouns
    return "" if pointing or first in asked_in.asking.anybody else speaker


def _speech(state: QuestionState, desk: Desk) -> Iterator[tuple[Evidence, Attribution]]:
    """Yield attributed sentences with their speakers, most relevant to the question first."""
    question, stems = state.query.text, keywords(state.query.text, language(state.query.language))
    seen: dict[tuple[str, Sentence], tuple[Evidence, Attribution, str]] = {}
    for article, sentences in _read(state, desk):
        read_in = language(article.language)
        texts = [article.text[s.start : s.end] for s in sentences]
        for place, sentence in enumerate(sentences):
            whole = sentence.citable and ends_sentence(texts[place])
            if not whole or (article.id, sentence) in seen:
                continue
            if by := attribution(texts, place, read_in):
                by = replace(by, speaker=in_full(by.speaker, article.text, read_in))
                context = " ".join(texts[max(0, place - 1) : place + 1])
                seen[article.id, sentence] = (
                    Evidence(article, sentence, 0.0), by, f"{article.title}\n{context}",
                )  # fmt: skip
    likely = sorted(seen.values(), key=lambda one: -len(stems & keywords(one[2])))[:SCORED]
    logits = desk.reranker.score(question, [context for _, _, context in likely])
    ranked = sorted(zip(logits, likely, strict=True), key=lambda pair: -pair[0])
    for logit, (evidence, by, _) in ranked:
        yield Evidence(evidence.article, evidence.sentence, logit), by


def _read(state: QuestionState, desk: Desk) -> Iterator[tuple[Article, Sequence[Sentence]]]:
    """Yield the sentences in which speech is looked for: of the best articles, then of passages."""
    for article in {p.article.id: p.article for p in state.passages[:BEST]}.values():
        yield article, desk.index.articles.sentences(article.id)
    for passage in desk.retriever.search(state.query, PASSAGES):
        yield passage.article, passage.passage.sentences


def _on_the_matter(heard: Sequence[tuple[Evidence, Attribution]]) -> list[tuple[Evidence, Attribution]]:
    """Return what is said in articles whose best sentence is nearly as relevant as the best of all."""
    best: dict[str, float] = {}
    for evidence, _ in heard:
        best.setdefault(evidence.article.id, evidence.score)
    top = max(best.values(), default=0.0)
    on = {article for article, score in best.items() if score >= top - ARTICLE_FALL}
    return [one for one in heard if one[0].article.id in on and one[0].score >= top - FALL]


def _is_told_of(speaker: str, state: QuestionState) -> bool:
    """Return whether the best sentence is on the one who is asked about, in other words than theirs."""
    if not state.evidence or state.confidence < TOLD:
        return False
    best = state.evidence[0]
    return keywords(speaker) <= keywords(best.text, language(best.article.language))


def _is_name(speaker: str, state: QuestionState) -> bool:
    """Return whether one person is asked about, not a group such as "governors"."""
    words = [bare(word) for word in speaker.split()]
    many = words[-1].endswith("s") or words[-1] in language(state.query.language).asking.groups
    return 0 < len(words) <= 4 and (words[-1][:1].isupper() or not many)


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
