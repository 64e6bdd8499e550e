"""SQuAD's JSON: data, paragraphs, qas. Source: Rajpurkar et al. (2016, v1.1; 2018, v2)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bot.evaluation.questions import Context, Question
from retrieval.errors import UsageError
from retrieval.text.sentences import split


def from_squad(text: str, name: str) -> Iterator[Question]:
    """Return a question for each `qas` entry, with its paragraph. Raise UsageError with the broken entry."""
    try:
        articles = json.loads(text)["data"]
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{name} is not JSON: {error}; JSON Lines end in .jsonl") from None
    except (KeyError, TypeError):
        raise UsageError(f"{name} is not in SQuAD's format: no “data”; JSON Lines end in .jsonl") from None
    for place, qa, context in _entries(articles, name):
        try:
            yield _question(qa, context)
        except (KeyError, TypeError, AttributeError) as error:
            raise UsageError(f"{name}, {place}: {_reason(error)}") from None


def _entries(articles: Any, name: str) -> Iterator[tuple[str, Any, Context]]:
    """Yield each `qas` entry with its place ("data[0].paragraphs[3].qas[1]") and its context."""
    place = "data"
    try:
        for i, article in enumerate(articles):
            for j, paragraph in enumerate(article["paragraphs"]):
                place = f"data[{i}].paragraphs[{j}]"
                context = Context(str(article.get("title", "")).replace("_", " "), str(paragraph["context"]))
                yield from ((f"{place}.qas[{k}]", qa, context) for k, qa in enumerate(paragraph["qas"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{name}, {place}: {_reason(error)}") from None


def _question(qa: Any, context: Context) -> Question:
    answerable = not qa.get("is_impossible", False)
    answers = qa["answers"] if answerable else []
    spans = [(int(answer["answer_start"]), str(answer["text"])) for answer in answers]
    return Question(
        id=str(qa["id"]),
        text=qa["question"].strip(),
        answerable=answerable,
        answers=tuple(dict.fromkeys(text for _, text in spans)),
        # Article ids come with the index: `retrieval` knows which article holds the paragraph.
        gold_sentences=tuple(("", sentence) for sentence in _around(context.text, spans)),
        context=context,
    )


def _around(text: str, spans: list[tuple[int, str]]) -> list[str]:
    """Return the sentences that hold the first character of a span, each once."""
    sentences = split(text)
    holding = (text[s.start : s.end] for start, _ in spans for s in sentences if s.start <= start < s.end)
    return list(dict.fromkeys(holding))


def _reason(error: Exception) -> str:
    return f"no {error}" if isinstance(error, KeyError) else f"not as SQuAD has it ({error})"
