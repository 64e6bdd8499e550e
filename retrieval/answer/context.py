"""The sentences a model is shown: numbered, grouped by article, and unable to be taken for anything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answer.injection import is_instruction
from retrieval.llm.prompt import harmless
from retrieval.llm.tokens import estimate_tokens
from retrieval.text.languages import language
from retrieval.values import Article, Evidence

MOST = 20
"""Sentences a model is shown: more cost tokens and hide the ones that matter."""
AROUND = 40
"""Tokens of an article's own lines around its sentences, about."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The text, and the evidence behind each number: number 1 is the first."""

    text: str
    evidence: tuple[Evidence, ...]


def build_context(evidence: Sequence[Evidence], tokens: int) -> Shown:
    """The best of `evidence` that fit into `tokens`, best article first and each in its own order.

    Sentences that speak to a machine are left out.
    """
    chosen = _fitting([e for e in evidence if not _speaks_to_machine(e.text, e.article)][:MOST], tokens)
    articles = list(dict.fromkeys(e.article.id for e in chosen))
    ordered = sorted(chosen, key=lambda e: (articles.index(e.article.id), e.sentence.start))
    lines: list[str] = []
    for number, one in enumerate(ordered, start=1):
        if number == 1 or ordered[number - 2].article.id != one.article.id:
            lines += ["</article>"] * bool(lines) + _head(one.article)
        lines.append(f"[{number}] {harmless(one.text)}")
    return Shown("\n".join([*lines, "</article>"] if lines else []), tuple(ordered))


def _head(article: Article) -> list[str]:
    source = "" if _speaks_to_machine(article.source, article) else harmless(article.source)
    told = [part for part in (source, harmless(article.published[:10])) if part]
    title = "" if _speaks_to_machine(article.title, article) else harmless(article.title)
    return ["<article>", f"From: {', '.join(told) or 'unknown'}", f"Title: {title}"]


def _speaks_to_machine(text: str, article: Article) -> bool:
    return is_instruction(text, language(article.language))


def _fitting(evidence: Sequence[Evidence], tokens: int) -> list[Evidence]:
    chosen: list[Evidence] = []
    articles: set[str] = set()
    for one in evidence:
        tokens -= estimate_tokens(one.text) + 2 + AROUND * (one.article.id not in articles)
        if tokens < 0:
            break
        chosen.append(one)
        articles.add(one.article.id)
    return chosen
