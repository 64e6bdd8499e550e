"""`make bench`: speed and memory on a real corpus, as ratios within one run.

Machines differ, are shared, and change from minute to minute, so what is promised of ingest are ratios: to
a plain LangChain pipeline, and to the embedder's own time. Takes the development sets beside the project
where there are any, else seeds/ and made-up stories.
"""

from __future__ import annotations

import argparse
import json
import os
import pty
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from unittest.mock import patch

from retrieval.engine import Engine
from retrieval.factory import open_engine
from retrieval.settings import load_settings
from retrieval.values import Notice, Query, RawArticle, Rejection
from tests.bench_discord import bench_discord
from tests.bench_watch import lookup_growth, news_in_brief, seconds_to_poll, stories_of_few_moulds
from tests.bench_words import bench_words, say

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "data"
NEWSQA = DATA / "newsqa"
NEWS = DATA / "rtqa_2022a" / "articles_lite.jsonl"


def main() -> None:
    """Print every figure a line: its name, its value and what it must reach."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(load_settings(data=Path(folder)))
        engine.embeddings.embed_query("warm up")
        engine.reranker.score("warm", ["up"])
        _bench_ingest(engine, options.articles)
        _bench_questions(engine, options.questions, options.limit)
        engine.close()
    _bench_watch(options.short)
    _bench_start()
    bench_discord()


def _options() -> argparse.Namespace:
    corpus = NEWSQA if NEWSQA.is_dir() else ROOT / "seeds"
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--articles", type=Path, default=corpus / "articles.jsonl")
    parser.add_argument("--questions", type=Path, default=corpus / "questions.jsonl")
    parser.add_argument("--short", type=int, default=10_000, help="short articles ingested")
    parser.add_argument("--limit", type=int, default=100, help="questions asked")
    return parser.parse_args()


def _bench_ingest(engine: Engine, articles: Path) -> None:
    bench_words(engine, articles)
    ours, own, passages = _embedding(engine, lambda: list(engine.add_missing_vectors()))
    say("vectors, passages a second", f"{passages / ours:.1f}")
    say("the embedder alone", f"{passages / own:.1f}")
    say("vectors / embedder alone", f"{own / ours:.2f}", "at least 0.90")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    say("peak memory, GB", f"{peak:.2f}", "under 1.20")


def _bench_watch(count: int) -> None:
    """Short articles, a poll of unchanged feeds, and how a look-up for copies grows."""
    if NEWS.is_file():
        _bench_short("short articles, of news", islice(news_in_brief(NEWS), count), "at most +10 %")
    _bench_short("short articles, of few moulds", islice(stories_of_few_moulds(), count), "harder than news")
    say("poll of 200 unchanged feeds, s", f"{seconds_to_poll():.2f}", "under 5")
    few, many, power = lookup_growth()
    say("look-up for copies, ms", f"{few:.2f}", "of 2,000 articles")
    say("look-up for copies, ms", f"{many:.2f}", "of 16,000 articles")
    say("it grows with the power", f"{power:.2f}", "under 1")


def _bench_short(name: str, articles: Iterable[RawArticle], goal: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(load_settings(data=Path(folder)))
        engine.embeddings.embed_query("warm up")
        ours, own, passages = _ingest(engine, list(articles))
        engine.index.close()
    say(name, f"{passages:,}")
    say("s for them", f"{ours:.1f}")
    say("over the embedder alone", f"{ours / own - 1:+.1%}", goal)


def _ingest(engine: Engine, offered: Iterable[RawArticle | Rejection | Notice]) -> tuple[float, float, int]:
    return _embedding(engine, lambda: list(engine.ingest(offered)))


def _embedding(engine: Engine, work: Callable[[], object]) -> tuple[float, float, int]:
    """Seconds that some work takes, those of them that are the embedder's own, and how many passages."""
    embed, own, passages = engine.embeddings.embed_documents, 0.0, 0

    def timed(texts: list[str]) -> list[list[float]]:
        nonlocal own, passages
        started = time.perf_counter()
        vectors = embed(texts)
        own, passages = own + time.perf_counter() - started, passages + len(texts)
        return vectors

    with patch.object(engine.embeddings, "embed_documents", timed):
        ours = _seconds(work)
    return ours, own, passages


def _bench_questions(engine: Engine, questions: Path, limit: int) -> None:
    asked = [json.loads(line)["question"] for line in questions.read_text(encoding="utf-8").splitlines()]
    asked = asked[:: max(1, len(asked) // limit)][:limit]
    times = sorted(_seconds(lambda text=text: engine.ask(Query(text))) * 1000 for text in asked)
    say("questions asked", str(len(times)))
    say("question, median ms", f"{statistics.median(times):.0f}", "at most 700")
    say("question, p95 ms", f"{times[int(0.95 * (len(times) - 1))]:.0f}", "at most 1200")


def _bench_start() -> None:
    command = [sys.executable, "-m", "bot", "--help"]
    times = [_seconds(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(5)]
    say("newsdesk --help, median s", f"{statistics.median(times):.2f}", "at most 0.70")
    prompts = [_seconds_to_prompt() for _ in range(5)]
    say("REPL prompt, median s", f"{statistics.median(prompts):.2f}", "at most 1.50")


def _seconds_to_prompt() -> float:
    """From the start of the REPL in a terminal to its prompt, on an empty data folder."""
    ours, theirs = pty.openpty()
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "bot", "--data", data, "repl"]
        started, shown = time.perf_counter(), b""
        with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as repl:
            while b"models loading" not in shown:  # the line under the prompt
                read = os.read(ours, 4096)
                shown += read
                if b"\x1b[6n" in read:  # where is the cursor?
                    os.write(ours, b"\x1b[1;1R")
            taken = time.perf_counter() - started
            repl.kill()
    os.close(theirs)
    os.close(ours)
    return taken


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
