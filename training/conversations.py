"""Measures follow-ups: python -m training.conversations FILE --data DIR, as sets/conversations.jsonl.

Each follow-up is asked twice, as it stands and with the turns before it, and both are scored against its
gold: the right article first and among the first five, the right sentence best and among those shown, and
answered at all. Every follow-up of the file has an answer in the articles.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bot.evaluation.metrics.bootstrap import mean_difference
from bot.evaluation.metrics.ranking import success_at
from bot.evaluation.metrics.sentences import Place, gold_sentence_at
from retrieval.conversation.memory import turn_of
from retrieval.engine import Engine
from retrieval.factory import open_engine
from retrieval.settings import load_settings
from retrieval.values import Answer, Query, Turn

FIGURES = ("article@1", "article@5", "sentence@1", "sentence@3", "answered")


@dataclass(frozen=True, slots=True)
class FollowUpCase:
    """A question of a conversation, and the sentences that answer it."""

    question: str
    gold: tuple[Place, ...]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.conversations")
    parser.add_argument("file", type=Path)
    parser.add_argument("--data", type=Path, help="folder of the articles and their indexes")
    options = parser.parse_args()
    engine = open_engine(load_settings(data=options.data))
    rows = [row for talk in read_conversations(options.file) for row in _hold(engine, talk)]
    engine.close()
    _report(rows)


def read_conversations(path: Path) -> Iterator[tuple[FollowUpCase, ...]]:
    """Return the questions of each conversation, in order."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield tuple(
            FollowUpCase(
                turn["question"], tuple((g["article_id"], g["sentence"]) for g in turn["gold_sentences"])
            )
            for turn in json.loads(line)["turns"]
        )


def _hold(engine: Engine, talk: tuple[FollowUpCase, ...]) -> Iterator[tuple[list[float], list[float]]]:
    """Of every question but the first, its figures as it stands and with the conversation."""
    history: tuple[Turn, ...] = ()
    for asked in talk:
        query = Query(asked.question, history=history)
        answer = engine.ask(query)
        if history:
            yield _figures(engine.ask(replace(query, history=())), asked), _figures(answer, asked)
        history = (*history, turn_of(answer))


def _figures(answer: Answer, asked: FollowUpCase) -> list[float]:
    articles = [passage.article.id for passage in answer.passages]
    right = {article_id for article_id, _ in asked.gold}
    cited = [(c.evidence.article.id, c.evidence.text) for c in answer.citations]
    return [
        *(success_at(k, articles, tuple(right)) for k in (1, 5)),
        *(gold_sentence_at(k, cited, asked.gold) for k in (1, 3)),
        float(not answer.refused),
    ]


def _report(rows: list[tuple[list[float], list[float]]]) -> None:
    print(f"{len(rows)} follow-ups  as it stands  with history  difference (95 %)")  # noqa: T201
    for n, name in enumerate(FIGURES):
        alone, together = [row[0][n] for row in rows], [row[1][n] for row in rows]
        change = mean_difference(together, alone)
        print(  # noqa: T201
            f"{name:13}{sum(alone) / len(rows):14.3f}{sum(together) / len(rows):14.3f}"
            f"  {change.value:+.3f} ({change.low:+.3f} to {change.high:+.3f})"
        )


if __name__ == "__main__":
    main()
