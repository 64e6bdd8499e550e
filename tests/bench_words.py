"""Part of `make bench`: from a file to articles that can be cited by their words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from langchain_chroma import Chroma
from langchain_text_splitters import RecursiveCharacterTextSplitter

from retrieval.engine import Engine
from retrieval.index.chroma import open_client
from retrieval.ingest.loaders import read
from retrieval.values import RawArticle

PLAIN_ARTICLES = 12
"""Articles that the plain pipeline takes in: it keeps one pace, and is slow."""


def bench_words(engine: Engine, articles: Path) -> None:
    """Take the articles in without vectors, beside a plain pipeline that takes in some of them."""
    texts = [item.text for item in read(articles) if isinstance(item, RawArticle)]
    started = citable = time.perf_counter()
    for _ in engine.ingest(read(articles), vectors=False):
        citable = time.perf_counter()
    passages, seconds = engine.index.articles.counts()[1], citable - started
    say("passages ingested", f"{passages:,}")
    say("to citable, passages a second", f"{passages / seconds:,.0f}", "2,000 on two cores")
    some = texts[:: max(1, len(texts) // PLAIN_ARTICLES)]
    ratio = (_letters(texts) / seconds) / (_letters(some) / _seconds_plainly(engine, some))
    say("to citable / plain pipeline", f"{ratio:.0f}", "at least 25")
    few, many = _peak(texts[: len(texts) // 4]), _peak(texts)
    say("memory to citable, GB", f"{many:.2f}", "under 0.60")
    say("of four times the articles", f"{many / few:.2f}", "at most 1.25")


def _seconds_plainly(engine: Engine, texts: Sequence[str]) -> float:
    """Split, embed and store, as LangChain's tutorials do; nothing can be asked before the end."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=1_000, chunk_overlap=200)
    with tempfile.TemporaryDirectory() as folder:
        client = open_client(Path(folder))
        started = time.perf_counter()
        store = Chroma("plain", embedding_function=engine.embeddings, client=client)
        store.add_documents(splitter.create_documents(list(texts)))
        taken = time.perf_counter() - started
        client.close()
    return taken


def _letters(texts: Sequence[str]) -> int:
    return sum(map(len, texts))


def _peak(texts: Sequence[str]) -> float:
    """GB that `newsdesk ingest --no-vectors` and its workers hold at most."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "some.jsonl")
        lines = (json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts))
        file.write_text("\n".join(lines), encoding="utf-8")
        command = [sys.executable, "-m", "bot", "--data", f"{folder}/data", "ingest", "--no-vectors"]
        peak = 0
        with subprocess.Popen([*command, str(file)], stdout=subprocess.DEVNULL) as process:
            while process.poll() is None:
                peak = max(peak, sum(map(_held, (process.pid, *_children(process.pid)))))
                time.sleep(0.05)
    return peak / 1e6


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        listed = [file.read_text() for file in Path(f"/proc/{pid}/task").glob("*/children")]
        return [int(child) for children in listed for child in children.split()]
    return []


def _held(pid: int) -> int:
    """KB of a process's own memory; files that are mapped are everybody's."""
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("RssAnon:"))
    return 0


def say(name: str, value: str, goal: str = "") -> None:
    """Print a figure and what it must reach."""
    sys.stdout.write(f"{name:<32}{value:>10}  {goal}".rstrip() + os.linesep)
    sys.stdout.flush()
