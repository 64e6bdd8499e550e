"""Draws excerpts of articles, verbatim and altered, to test the tracing of quotes."""

from __future__ import annotations

import random
import re
from collections import Counter
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
QUESTIONS = ("{}", "Which article says {}?", "Who said {}?", "Where does this come from: {}")


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
class _Source:
    """A sentence that an excerpt is drawn from."""

    article_id: str
    sentence: Sentence
    text: str


Tamper = Callable[[str, random.Random, "Corpus"], tuple[str, str] | None]


def draw(
    articles: Sequence[Article], foreign: Sequence[Article], count: int, seed: int
) -> tuple[Excerpt, ...]:
    """Return `count` excerpts, evenly by kind; fewer from a small corpus.

    Foreign excerpts are sentences of `foreign`. Without such articles, they are sentences of the corpus in
    which every name, number and longer word is replaced.
    """
    chance = random.Random(seed)
    corpus = Corpus(articles)
    sentences = list(corpus.quotable())
    chance.shuffle(sentences)
    excerpts: list[Excerpt] = []
    for place, kind in enumerate(Kind):
        number = count // len(Kind) + (place < count % len(Kind))
        source = sentences
        if kind is Kind.FOREIGN and foreign:
            source = [s for article in foreign for s in _sentences(article) if not corpus.holds(s.text)]
            chance.shuffle(source)
        excerpts += _of_kind(kind, source, number, chance, corpus)
    return tuple(excerpts)


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

    def quotable(self) -> Iterator[_Source]:
        """Return the sentences of a fitting length that stand in one place only."""
        sentences = [(token_string(s.text), s) for article in self._articles for s in _sentences(article)]
        counts = Counter(tokens for tokens, _ in sentences)
        return (sentence for tokens, sentence in sentences if counts[tokens] == 1)

    def holds(self, text: str) -> bool:
        tokens = token_string(text)
        return any(tokens in other for other in self._texts)

    def like(self, word: str, chance: random.Random) -> str:
        """Return another word of the same shape ("-ing", a name), or the word itself if there is none."""
        others = [w for w in self._by_shape.get(shape(word), ()) if w.lower() != word.lower()]
        return chance.choice(others) if others else word


def shape(word: str) -> str:
    ending = next((e for e in _WORDS.endings if word.endswith(e)), "")
    return ("A" if word[0].isupper() else "a") + ending


def _of_kind(
    kind: Kind, source: list[_Source], count: int, chance: random.Random, corpus: Corpus
) -> Iterator[Excerpt]:
    """Yield `count` excerpts from the end of `source`. Leave there what cannot be tampered with."""
    unfit: list[_Source] = []
    while source and count:
        sentence = source.pop()
        if tampered := _TAMPERS[kind](sentence.text, chance, corpus):
            yield _excerpt(kind, sentence, *tampered, chance)
            count -= 1
        else:
            unfit.append(sentence)
    source.extend(reversed(unfit))


def _excerpt(kind: Kind, source: _Source, text: str, change: str, chance: random.Random) -> Excerpt:
    quoted = "“" + text.strip("“”\"'‘’ ") + "”"
    question = chance.choice(QUESTIONS).format(quoted)
    if kind is Kind.FOREIGN:
        return Excerpt(kind, text, question)
    return Excerpt(
        kind, text, question, source.article_id, source.sentence.start, source.sentence.end, change
    )


def _shorten(text: str, chance: random.Random, corpus: Corpus) -> tuple[str, str] | None:
    """Put "…" for words in the middle, at the end or at the start. Keep `KEPT` words on each other side."""
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
    """Change one number, one word to its opposite, or one name to another of the corpus."""
    ways = [way for way in (_other_number, _opposite, _other_name) if way(text, chance, corpus)]
    changed = chance.choice(ways)(text, chance, corpus) if ways else None
    if changed is None:
        return None
    start, end, word = changed
    altered = text[:start] + word + text[end:]
    return None if corpus.holds(altered) else (altered, f"{text[start:end]} → {word}")


def _other_number(text: str, chance: random.Random, corpus: Corpus) -> tuple[int, int, str] | None:
    match = chance.choice(list(_NUMBER.finditer(text)) or [None])
    if match is None:
        return None
    number = match[0]
    place = chance.choice([i for i, c in enumerate(number) if c.isdigit()])
    other = chance.choice([d for d in "123456789" if d != number[place]])
    return *match.span(), number[:place] + other + number[place + 1 :]


def _opposite(text: str, chance: random.Random, corpus: Corpus) -> tuple[int, int, str] | None:
    match = _OPPOSED.search(text)
    return (*match.span(), _WORDS.opposites[match[0]]) if match else None


def _other_name(text: str, chance: random.Random, corpus: Corpus) -> tuple[int, int, str] | None:
    names = [match for match in _NAME.finditer(text) if match[0] in corpus.names]
    others = [name for name in corpus.names if name not in text]
    if not names or not others:
        return None
    return *chance.choice(names).span(), chance.choice(others)


def _elsewhere(text: str, chance: random.Random, corpus: Corpus) -> tuple[str, str] | None:
    """Replace every longer word and number. A sentence of no article stays as it is."""
    if not corpus.holds(text):
        return text, ""

    def swap(match: re.Match[str]) -> str:
        if not match[0][0].isdigit():
            return corpus.like(match[0], chance)
        return "".join(chance.choice("123456789") if c.isdigit() else c for c in match[0])

    swapped = _SWAPPED.sub(swap, text)
    return None if corpus.holds(swapped) else (swapped, "")


def _sentences(article: Article) -> Iterator[_Source]:
    for sentence in split(article.text):
        text = article.text[sentence.start : sentence.end]
        if SHORTEST <= len(text.split()) <= LONGEST and text[-1] in '.!?”"' and "\n" not in text:
            yield _Source(article.id, sentence, text)


_NUMBER = re.compile(r"(?<![\w.,])\d[\d,.]*\d|(?<![\w.,])\d\b")
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
_SWAPPED = re.compile(r"[^\W\d_]{4,}|\d[\d,.]*\d|\d")
_OPPOSED = re.compile(rf"\b(?:{any_of(_WORDS.opposites)})\b")
_TAMPERS: dict[Kind, Tamper] = {
    Kind.VERBATIM: lambda text, chance, corpus: (text, ""),
    Kind.SHORTENED: _shorten,
    Kind.PARAPHRASED: _reword,
    Kind.ALTERED: _alter,
    Kind.FOREIGN: _elsewhere,
}
