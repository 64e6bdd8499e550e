"""Measures answers to traps: python -m training.traps FILE --articles ARTICLES --data DIR.

Each line of FILE, such as training/sets/traps_blind.jsonl, names a sentence of an article of ARTICLES, with
questions that it answers and questions that it only seems to answer. DIR takes the articles named. A trap is
passed if its true answer stands in the cited sentences and the short answer is not the tempting one, or if
there is none and the answer is refused. Yes/no questions are passed by the right verdict, or by a refusal
where nothing is said.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from retrieval.engine import Engine
from retrieval.factory import open_engine
from retrieval.settings import load_settings
from retrieval.text.words import token_string
from retrieval.values import Answer, Article, Query, RawArticle
from training.verifier.pairs import Entry, read_articles, read_lines


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.traps")
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    entries, articles = list(read_lines(options.file)), read_articles(options.articles)
    named = {entry["article_id"]: articles[entry["article_id"]] for entry in entries}
    with open_engine(load_settings(None, data=options.data)) as engine:
        list(engine.ingest(map(_raw, named.values())))
        results: dict[str, list[str]] = defaultdict(list)
        for entry in entries:
            for kind, result in judged(entry, named[entry["article_id"]], engine):
                results[kind].append(result)
    for kind, found in sorted(results.items()):
        shares = {result: found.count(result) for result in sorted(set(found))}
        print(f"{kind:18s} {len(found):4d} {shares}")  # noqa: T201


def judged(entry: Entry, article: Article, engine: Engine) -> Iterator[tuple[str, str]]:
    """Yield the kind of each question and what came of it: passed, refused, tempted or missed."""
    day = article.published[:10]
    for asked in entry["right"]:
        answer = engine.ask(Query(asked["question"], as_of=day))
        yield "right", _answered(answer, _words(article, asked["answer"]), "")
    for trap in entry["traps"]:
        answer = engine.ask(Query(trap["question"], as_of=day))
        truth, tempting = trap["truth"], _words(article, trap["tempting"])
        kind = f"trap {trap['kind']}"
        if truth:
            yield kind, _answered(answer, _words(article, truth), tempting)
        else:
            tempted = answer.short is not None and _alike(answer.short.text, tempting)
            yield kind, "passed" if answer.refused else "tempted" if tempted else "not refused"
    for asked in entry["yes_no"]:
        verdict = engine.ask(Query(asked["question"], as_of=day)).verdict
        said = verdict.value if verdict else "unsaid"
        wrong = "refused" if said == "unsaid" else "wrong"
        yield f"yes_no {asked['verdict']}", "passed" if said == asked["verdict"] else wrong


def _answered(answer: Answer, truth: str, tempting: str) -> str:
    if answer.refused:
        return "refused"
    if tempting and answer.short and _alike(answer.short.text, tempting):
        return "tempted"
    held = any(token_string(truth) in token_string(c.evidence.text) for c in answer.citations)
    wrong = answer.short is not None and not _alike(answer.short.text, truth)
    return "wrong short answer" if held and wrong else "passed" if held else "missed"


def _alike(one: str, other: str) -> bool:
    """Return whether the words of one are among those of the other."""
    left, right = token_string(one), token_string(other)
    return left in right or right in left


def _words(article: Article, place: list[int]) -> str:
    return article.text[place[0] : place[1]]


def _raw(article: Article) -> RawArticle:
    fields = ("text", "title", "id", "source", "published")
    return RawArticle(**{name: getattr(article, name) for name in fields})


if __name__ == "__main__":
    main()
