"""The models: the bundled ones, and the language model that writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import monotonic

from langchain_core.messages import HumanMessage

from bot.services.check_result import CheckResult
from retrieval.errors import NewsdeskError
from retrieval.llm.factory import open_chat
from retrieval.models.embedder import SentenceTransformerEmbeddings
from retrieval.models.reader import open_reader
from retrieval.models.reranker import CrossEncoderReranker
from retrieval.models.verifier import OnnxVerifier
from retrieval.settings import EXTRACTIVE, Settings


def check_models(settings: Settings) -> Iterator[CheckResult]:
    """Load each model and tell how long it took, or what is wrong."""
    place = (settings.cache, settings.threads)
    embedder = SentenceTransformerEmbeddings(settings.embedder, *place)
    reranker = CrossEncoderReranker(settings.reranker, *place)
    yield _load("embedder", settings.embedder, embedder.load)
    yield _load("reranker", settings.reranker, reranker.load)
    yield _load("reader", settings.reader, lambda: _load_reader(settings))
    yield _load("verifier", "newsdesk-verifier", lambda: OnnxVerifier(*place).judge([("news", "news")]))


def _load_reader(settings: Settings) -> None:
    if reader := open_reader(settings.reader, settings.cache, settings.threads):
        reader.read("news", [("news", "news")])


def _load(subject: str, name: str, load: Callable[[], object]) -> CheckResult:
    started = monotonic()
    try:
        load()
    except NewsdeskError as error:
        return CheckResult(subject, str(error), "missing")
    return CheckResult(subject, f"{name}, loaded in {monotonic() - started:.1f} s")


def check_language_model(settings: Settings) -> Iterator[CheckResult]:
    """Ask the language model for a word."""
    if settings.model == EXTRACTIVE:
        yield CheckResult("writer", "none; answers are sentences of the articles")
        return
    started = monotonic()
    try:
        chat = open_chat(settings.model, settings)
        try:
            for _ in chat.stream([HumanMessage("Say yes.")]):
                pass
        finally:
            chat.close()
    except NewsdeskError as error:
        yield CheckResult("writer", str(error), "missing")
        return
    yield CheckResult("writer", f"{chat.name} answered in {monotonic() - started:.1f} s")
