"""The context of a prompt: numbered sentences, grouped by article, without instructions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.llm.prompt import harmless
from retrieval.llm.tokens import estimate_tokens
from retrieval.text.injection import is_instruction
from retrieval.text.languages import language
from retrieval.values import Article, Evidence, QuestionState, Sentence

MAX_SENTENCES = 28
"""Sentences in a context. More cost tokens and hide the relevant ones."""
BEST = 2
"""Best sentences, which are shown whatever else fits."""
WHOLE_PASSAGES = 3
"""Best passages that are shown whole: a sentence cut from its passage tells a model too little."""
ARTICLE_TOKENS = 40
"""Approximate tokens of the lines around an article's sentences."""


@dataclass(frozen=True, slots=True)
class PromptContext:
    """A text, and the evidence behind its numbers, which count from 1."""

    text: str
    evidence: tuple[Evidence, ...]


def to_write_from(state: QuestionState) -> tuple[Evidence, ...]:
    """Return the best evidence, then all sentences of the best passages, then the other evidence."""
    least = min((e.score for e in state.evidence), default=0.0)
    whole = (
        Evidence(passage.article, sentence, least)
        for passage in state.passages[:WHOLE_PASSAGES]
        for sentence in passage.passage.sentences
        if sentence.citable
    )
    known = {(e.article.id, e.sentence): e for e in state.evidence}
    ordered: dict[tuple[str, Sentence], Evidence] = {}
    for one in (*state.evidence[:BEST], *whole, *state.evidence):
        key = (one.article.id, one.sentence)
        ordered.setdefault(key, known.get(key, one))
    return tuple(ordered.values())


def build_context(evidence: Sequence[Evidence], tokens: int) -> PromptContext:
    """Return the best evidence that fits into `tokens`, best article first, sentences in reading order.

    Leave out sentences that give instructions to a machine.
    """
    chosen = _fitting([e for e in evidence if not _is_instruction(e.text, e.article)][:MAX_SENTENCES], tokens)
    articles = list(dict.fromkeys(e.article.id for e in chosen))
    ordered = sorted(chosen, key=lambda e: (articles.index(e.article.id), e.sentence.start))
    lines: list[str] = []
    for number, one in enumerate(ordered, start=1):
        if number == 1 or ordered[number - 2].article.id != one.article.id:
            lines += ["</article>"] * bool(lines) + _head(one.article)
        lines.append(f"[{number}] {harmless(one.text)}")
    return PromptContext("\n".join([*lines, "</article>"] if lines else []), tuple(ordered))


def _head(article: Article) -> list[str]:
    source = "" if _is_instruction(article.source, article) else harmless(article.source)
    origin = [part for part in (source, harmless(article.published[:10])) if part]
    title = "" if _is_instruction(article.title, article) else harmless(article.title)
    return ["<article>", f"From: {', '.join(origin) or 'unknown'}", f"Title: {title}"]


def _is_instruction(text: str, article: Article) -> bool:
    return is_instruction(text, language(article.language))


def _fitting(evidence: Sequence[Evidence], tokens: int) -> list[Evidence]:
    chosen: list[Evidence] = []
    articles: set[str] = set()
    for one in evidence:
        tokens -= estimate_tokens(one.text) + 2 + ARTICLE_TOKENS * (one.article.id not in articles)
        if tokens < 0:
            break
        chosen.append(one)
        articles.add(one.article.id)
    return chosen
