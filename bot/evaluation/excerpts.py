"""Draws excerpts of articles, as they are and tampered with: what a tracer of quotes must tell apart."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.evaluation.paraphrase import paraphrase
from retrieval.text.languages import ENGLISH
from retrieval.text.languages.language import any_of
from retrieval.text.names import names_inside
from retrieval.text.sentences import split
from retrieval.text.words import token_string
from retrieval.values import Article, Sentence

SHORTEST, LONGEST = 10, 40
"""Words of a sentence that is drawn: a shorter one stands in many articles, a longer one is no quote."""
KEPT = 5
"""Words kept on either side of what a shortened excerpt leaves out."""
_WORDS = ENGLISH.evaluation
ASKED = ("{}", "Which article says {}?", "Who said {}?", "Where does this come from: {}")


class Kind(StrEnum):
    VERBATIM = "verbatim"
    SHORTENED = "shortened"
    PARAPHRASED = "paraphrased"
    ALTERED = "altered"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """An excerpt to trace; `article_id` and the offsets say where it comes from, nowhere if foreign."""

    kind: Kind
    text: str
    question: str
    article_id: str = ""
    start: int = 0
    end: int = 0
    change: str = ""
    """What was altered, as in "12 → 17"."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    article_id: str
    sentence: Sentence
    text: str


Tamper = Callable[[str, random.Random, "Corpus"], tuple[str, str] | None]


def draw(
    articles: Sequence[Article], foreign: Sequence[Article], count: int, seed: int
) -> tuple[Excerpt, ...]:
    """`count` excerpts, as many of each kind as can be; fewer from a small corpus.

    Foreign ones are sentences of `foreign`; without such articles they are sentences of the corpus with every
    name, number and longer word put in another's place: such a one is nowhere, and reads like it.
    """
    chance = random.Random(seed)
    corpus = Corpus(articles)
    sentences = list(corpus.quotable())
    chance.shuffle(sentences)
    found: list[Excerpt] = []
    for place, kind in enumerate(Kind):
        wanted = count // len(Kind) + (place < count % len(Kind))
        abroad = kind is Kind.FOREIGN and foreign
        source = _foreign_sentences(foreign, corpus, chance) if abroad else sentences
        found += _of_kind(kind, source, wanted, chance, corpus)
    return tuple(found)


class Corpus:
    """The sentences of the articles, and the words that an alteration borrows from them."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self._texts = [token_string(article.text) for article in articles]
        every = sorted({w for a in articles for w in re.findall(r"[^\W\d_]{4,}", a.text)})
        self._by_shape: dict[str, list[str]] = {}
        for word in every:
            self._by_shape.setdefault(shape(word), []).append(word)
        self.names = sorted({n for a in articles for n in names_inside(a.text) if _NAME.fullmatch(n)})

    def quotable(self) -> Iterator[_Drawn]:
        """Sentences of a fitting length that only one place holds."""
        seen: dict[str, int] = {}
        drawn: list[_Drawn] = []
        for article in self._articles:
            for found in _sentences(article):
                seen[token_string(found.text)] = seen.get(token_string(found.text), 0) + 1
                drawn.append(found)
        return (found for found in drawn if seen[token_string(found.text)] == 1)

    def holds(self, text: str) -> bool:
        words = token_string(text)
        return any(words in other for other in self._texts)

    def like(self, word: str, chance: random.Random) -> str:
        """Another word of the same shape ("-ing", a name), or the word itself where there is none."""
        others = [w for w in self._by_shape.get(shape(word), ()) if w.lower() != word.lower()]
        return chance.choice(others) if others else word


def shape(word: str) -> str:
    ending = next((e for e in _WORDS.endings if word.endswith(e)), "")
    return ("A" if word[0].isupper() else "a") + ending


def _of_kind(
    kind: Kind, source: list[_Drawn], wanted: int, chance: random.Random, corpus: Corpus
) -> Iterator[Excerpt]:
    """Takes from `source` what can be tampered with in this way, until there are enough; leaves the rest."""
    left: list[_Drawn] = []
    made = 0
    while source and made < wanted:
        drawn = source.pop()
        if tampered := _TAMPERS[kind](drawn.text, chance, corpus):
            text, change = tampered
            yield _excerpt(kind, drawn, text, change, chance)
            made += 1
        else:
            left.append(drawn)
    source.extend(reversed(left))


def _excerpt(kind: Kind, drawn: _Drawn, text: str, change: str, chance: random.Random) -> Excerpt:
    quoted = "“" + text.strip("“”\"'‘’ ") + "”"
    question = chance.choice(ASKED).format(quoted)
    if kind is Kind.FOREIGN:
        return Excerpt(kind, text, question)
    return Excerpt(kind, text, question, drawn.article_id, drawn.sentence.start, drawn.sentence.end, change)


def _as_it_is(text: str, chance: random.Random, corpus: Corpus) -> tuple[str, str]:
    return text, ""


def _shorten(text: str, chance: random.Random, corpus: Corpus) -> tuple[str, str] | None:
    """With "…" for words in the middle, at the end or at the start; `KEPT` words or more stay on a side."""
    words = text.split()
    if len(words) < 2 * KEPT + 3:
        return None
    first = chance.randint(KEPT, len(words) - KEPT - 3)
    last = chance.randint(first + 2, len(words) - KEPT)
    head, tail = " ".join(words[:first]), " ".join(words[last:])
    longer_head, longer_tail = " ".join(words[:last]), " ".join(words[first:])
    return chance.choice((f"{head} … {tail}", f"{longer_head} …", f"… {longer_tail}")), ""


def _reword(text: str, chance: random.Random, corpus: Corpus) -> tuple[str, str] | None:
    reworded = paraphrase(text, chance)
    return None if reworded is None or corpus.holds(reworded) else (reworded, "")


def _alter(text: str, chance: random.Random, corpus: Corpus) -> tuple[str, str] | None:
    """One number, one word for its opposite, or one name for another of the corpus."""
    ways = [way for way in (_other_number, _opposite, _other_name) if way(text, chance, corpus)]
    changed = chance.choice(ways)(text, chance, corpus) if ways else None
    if changed is None:
        return None
    start, end, word = changed
    altered = text[:start] + word + text[end:]
    return None if corpus.holds(altered) else (altered, f"{text[start:end]} → {word}")


def _other_number(text: str, chance: random.Random, corpus: Corpus) -> tuple[int, int, str] | None:
    found = chance.choice(list(_NUMBER.finditer(text)) or [None])
    if found is None:
        return None
    digits = [i for i, c in enumerate(found[0]) if c.isdigit()]
    place = chance.choice(digits)
    other = chance.choice([d for d in "123456789" if d != found[0][place]])
    return *found.span(), found[0][:place] + other + found[0][place + 1 :]


def _opposite(text: str, chance: random.Random, corpus: Corpus) -> tuple[int, int, str] | None:
    found = _OPPOSED.search(text)
    return (*found.span(), _WORDS.opposites[found[0]]) if found else None


def _other_name(text: str, chance: random.Random, corpus: Corpus) -> tuple[int, int, str] | None:
    names = [found for found in _NAME.finditer(text) if found[0] in corpus.names]
    others = [name for name in corpus.names if name not in text]
    if not names or not others:
        return None
    return *chance.choice(names).span(), chance.choice(others)


def _elsewhere(text: str, chance: random.Random, corpus: Corpus) -> tuple[str, str] | None:
    """A sentence of no article, by other words in every place."""
    made = _SWAPPED.sub(
        lambda m: _number_like(m[0], chance) if m[0][0].isdigit() else corpus.like(m[0], chance), text
    )
    return None if corpus.holds(made) else (made, "")


def _number_like(number: str, chance: random.Random) -> str:
    return "".join(chance.choice("123456789") if c.isdigit() else c for c in number)


def _foreign_sentences(articles: Sequence[Article], corpus: Corpus, chance: random.Random) -> list[_Drawn]:
    """Sentences of articles that are not in the corpus; one that is there all the same is left out."""
    found = [drawn for article in articles for drawn in _sentences(article) if not corpus.holds(drawn.text)]
    chance.shuffle(found)
    return found


def _foreign(text: str, chance: random.Random, corpus: Corpus) -> tuple[str, str] | None:
    return _elsewhere(text, chance, corpus) if corpus.holds(text) else (text, "")


def _sentences(article: Article) -> Iterator[_Drawn]:
    for sentence in split(article.text):
        text = article.text[sentence.start : sentence.end]
        if SHORTEST <= len(text.split()) <= LONGEST and text[-1] in '.!?”"' and "\n" not in text:
            yield _Drawn(article.id, sentence, text)


_NUMBER = re.compile(r"(?<![\w.,])\d[\d,.]*\d|(?<![\w.,])\d\b")
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
_SWAPPED = re.compile(r"[^\W\d_]{4,}|\d[\d,.]*\d|\d")
_OPPOSED = re.compile(rf"\b(?:{any_of(_WORDS.opposites)})\b")
_TAMPERS: dict[Kind, Tamper] = {
    Kind.VERBATIM: _as_it_is,
    Kind.SHORTENED: _shorten,
    Kind.PARAPHRASED: _reword,
    Kind.ALTERED: _alter,
    Kind.FOREIGN: _foreign,
}
