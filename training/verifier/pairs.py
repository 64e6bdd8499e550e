"""Claims, and questions with answers, each with the sentences they are held against and the outcome."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from zlib import crc32

from retrieval.claims.support import verifier_input
from retrieval.text.sentences import split
from retrieval.understanding.premise import as_claim
from retrieval.values import Article, Evidence, Sentence

Entry: TypeAlias = dict[str, Any]
ENTAILED, CONTRADICTED, SILENT = (1, 0, 0), (0, 1, 0), (0, 0, 1)
NOT_ENTAILED = (0, 1, 1)
"""Outcomes that a label leaves open, in the order of `model.OUTCOMES`."""
VERDICTS = {"yes": ENTAILED, "no": CONTRADICTED, "unsaid": SILENT}
"""What a sentence does to the claim of a question of yes or no."""
WITH_CONTEXT = 0.4
"""Share of sentences that are shown behind the one before them, as an answer may be."""
LONGEST = 600
"""Characters of a passage, some 130 tokens; longer ones cost most of the time."""
HELD_OUT = 10
"""One article in so many is kept for measuring."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim or an answered question, the text it is held against, and the outcomes its label allows."""

    claim: str
    text: str
    allowed: tuple[int, int, int]
    origin: str
    """The set and the kind it belongs to, for figures."""
    held_out: bool = False


def read_lines(path: Path) -> Iterator[Entry]:
    """Yield the objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def read_articles(path: Path) -> dict[str, Article]:
    """Return the articles of a JSON Lines file by id."""
    names = ("id", "title", "text", "source", "published")
    return {a["id"]: Article(**{n: a.get(n, "") for n in names}) for a in read_lines(path)}


def trap_pairs(entries: Iterator[Entry], articles: Mapping[str, Article]) -> Iterator[Pair]:
    """Yield the pairs of `training/data/traps.jsonl`: claims, answered questions, yes/no, traps."""
    for entry in entries:
        article = articles[entry["article_id"]]
        sentences = split(article.text)
        texts = _Texts(article, sentences)
        own = texts.at(entry["start"])
        is_held_out = held_out(article.id)
        for claim, allowed, kind in _claims(entry, article):
            yield Pair(claim, own, allowed, kind, is_held_out)
        for trap in entry["traps"]:
            if trap["truth"]:
                start, end = trap["truth"]
                answered = f"{trap['question']} {article.text[start:end]}"
                yield Pair(answered, texts.at(start), ENTAILED, "truth", is_held_out)
        other = texts.elsewhere(entry["start"])
        for claim in entry["claims"].get("follows", [])[:1]:
            yield Pair(claim, other, SILENT, "elsewhere", is_held_out)


def _claims(entry: Entry, article: Article) -> Iterator[tuple[str, tuple[int, int, int], str]]:
    outcomes = {"follows": ENTAILED, "contradicted": CONTRADICTED, "silent": SILENT}
    for name, allowed in outcomes.items():
        yield from ((claim, allowed, name) for claim in entry["claims"].get(name, []))
    for right in entry["right"]:
        yield f"{right['question']} {_words(article, right['answer'])}", ENTAILED, "right"
    for trap in entry["traps"]:
        yield f"{trap['question']} {_words(article, trap['tempting'])}", NOT_ENTAILED, f"trap {trap['kind']}"
    for asked in entry["yes_no"]:
        yield as_claim(asked["question"]), VERDICTS[asked["verdict"]], f"yes_no {asked['verdict']}"


def _words(article: Article, place: Sequence[int]) -> str:
    return article.text[place[0] : place[1]]


class _Texts:
    """Sentences of one article as the model reads them, some behind the one before; always drawn alike."""

    def __init__(self, article: Article, sentences: Sequence[Sentence]) -> None:
        self._article, self._sentences = article, sentences
        self._draw = random.Random(article.id)

    def at(self, start: int) -> str:
        """Return the text of the sentence that holds a character."""
        place = max(n for n, s in enumerate(self._sentences) if s.start <= start)
        first = place - 1 if place and self._draw.random() < WITH_CONTEXT else place
        return self._text(self._sentences[first : place + 1])

    def elsewhere(self, start: int) -> str:
        """Return the text of another sentence."""
        others = [s for s in self._sentences if not s.start <= start < s.end]
        return self._text([self._draw.choice(others or list(self._sentences))])

    def _text(self, sentences: Sequence[Sentence]) -> str:
        return verifier_input([Evidence(self._article, s, 0.0) for s in sentences])


def own_pairs(entries: Iterator[Entry], articles: Mapping[str, Article]) -> Iterator[Pair]:
    """Yield the pairs of `training/verifier/data/claims.jsonl`, whose false claims have one label."""
    for entry in entries:
        article = articles[entry["article_id"]]
        places = sorted((article.text.index(s), len(s)) for s in entry["sentences"])
        text = verifier_input([Evidence(article, Sentence(at, at + n), 0.0) for at, n in places])
        is_held_out = held_out(article.id)
        for claim in entry["follows"]:
            yield Pair(claim, text, ENTAILED, "own follows", is_held_out)
        for claim in entry["does_not"]:
            yield Pair(claim, text, NOT_ENTAILED, "own does_not", is_held_out)


def fool_me_twice_pairs(entries: Iterator[Entry]) -> Iterator[Pair]:
    """Yield the pairs of Fool Me Twice (Apache-2.0): evidence for or against, and other sentences."""
    for entry in entries:
        outcome = ENTAILED if entry["label"] == "supports" else CONTRADICTED
        is_held_out = held_out(entry["page"])
        yield Pair(
            entry["claim"], f"{entry['page']}\n{' '.join(entry['evidence'])}", outcome, "fm2", is_held_out
        )
        if entry["other"]:
            text = f"{entry['page']}\n{' '.join(entry['other'][:2])}"
            yield Pair(entry["claim"], text, SILENT, "fm2 other", is_held_out)


def fever_pairs(entries: Iterator[Entry]) -> Iterator[Pair]:
    """Yield the pairs of FEVER Symmetric (CC BY-SA 3.0)."""
    for entry in entries:
        outcome = ENTAILED if entry["label"] == "supports" else CONTRADICTED
        yield Pair(entry["claim"], entry["evidence"], outcome, "fever", held_out(entry["id"]))


def boolq_pairs(entries: Iterator[Entry]) -> Iterator[Pair]:
    """Yield the pairs of BoolQ (CC BY-SA 3.0) whose passage is short enough: the claim of each question."""
    for entry in entries:
        if len(entry["passage"]) <= LONGEST:
            verdict = "yes" if entry["answer"] else "no"
            text = f"{entry['title']}\n{entry['passage']}"
            is_held_out = held_out(entry["title"])
            yield Pair(as_claim(entry["question"]), text, VERDICTS[verdict], f"boolq {verdict}", is_held_out)


def qamr_pairs(entries: Iterator[Entry]) -> Iterator[Pair]:
    """Yield for each sentence of QAMR (MIT) an answered question, and questions with answers to others."""
    for entry in entries:
        asked = [(one["question"], one["answers"][0]) for one in entry["qa"]]
        draw = random.Random(entry["id"])
        question, answer = draw.choice(asked)
        is_held_out = held_out(entry["id"])
        yield Pair(f"{question} {answer}", entry["sentence"], ENTAILED, "qamr", is_held_out)
        others = [a for q, a in asked if not _words_of(a) & _words_of(answer) and _alike(q, question)]
        for other in draw.sample(others, min(1, len(others))):
            yield Pair(f"{question} {other}", entry["sentence"], NOT_ENTAILED, "qamr other", is_held_out)


def _words_of(text: str) -> set[str]:
    return set(text.casefold().split())


def _alike(question: str, other: str) -> bool:
    """Return whether two questions open with the same word: "Who", "When"."""
    return question.split()[:1] == other.split()[:1]


def onestop_pairs(entries: Iterator[Entry]) -> Iterator[Pair]:
    """Yield the pairs of OneStopQA (CC BY-SA 4.0), its simplest texts: answers, right and wrong."""
    for entry in entries:
        if entry["level"] != "elementary":
            continue
        text = f"{entry['title']}\n{entry['paragraph']}"
        is_held_out = held_out(entry["title"])
        yield Pair(f"{entry['question']} {entry['answer']}", text, ENTAILED, "onestop", is_held_out)
        for wrong in entry["wrong"][:2]:
            claim = f"{entry['question']} {wrong['text']}"
            yield Pair(claim, text, NOT_ENTAILED, "onestop other", is_held_out)


def asked_pairs(entries: Iterator[Entry], articles: Mapping[str, Article]) -> Iterator[Pair]:
    """Yield the pairs of `training/data/asked.jsonl`: questions of yes or no and claims over sentences."""
    for entry in entries:
        article = articles[entry["article_id"]]
        text = _Texts(article, split(article.text)).at(entry["start"])
        is_held_out = held_out(article.id)
        for verdict, outcome in VERDICTS.items():
            yield Pair(as_claim(entry[verdict]), text, outcome, f"asked {verdict}", is_held_out)
        yield Pair(entry["follows"], text, ENTAILED, "asked follows", is_held_out)
        yield Pair(entry["contradicted"], text, CONTRADICTED, "asked contradicted", is_held_out)


def held_out(name: str) -> bool:
    """Return whether an article, a page or a claim is kept for measuring."""
    return crc32(name.encode()) % HELD_OUT == 0
