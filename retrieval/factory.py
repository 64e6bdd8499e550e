"""The factory of libraries and engines. Models load at first use."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.ingest.library import Library
from retrieval.settings import EXTRACTIVE, Settings

if TYPE_CHECKING:
    from retrieval.engine import Engine, Writers
    from retrieval.index import Index
    from retrieval.models.embedder import SentenceTransformerEmbeddings
    from retrieval.models.protocols import Verifier


def open_library(settings: Settings) -> Library:
    """Return the articles of `settings.data`, to be closed after use. Raise StoreError if it is unusable.

    The embedder loads for the first new article.
    """
    return Library(index=_open_index(settings, _embedder(settings)))


def open_engine(settings: Settings) -> Engine:
    """Return the engine on `settings.data`, to be closed after use.

    The first question or `Engine.warm` opens the language model, and raises UsageError or ModelError. Raise
    UsageError for an unknown reader, StoreError for an unusable folder.
    """
    from retrieval.conversation.memory import Memory
    from retrieval.engine import Engine
    from retrieval.evidence.calibration import load_calibration
    from retrieval.index.database import DATABASE
    from retrieval.models.reader import open_reader
    from retrieval.models.reranker import CrossEncoderReranker
    from retrieval.models.verifier import OnnxVerifier
    from retrieval.understanding.classifier import QuestionClassifier

    reader = open_reader(settings.reader, settings.cache, settings.threads)
    verifier = OnnxVerifier(settings.cache, settings.threads)
    embeddings = _embedder(settings)
    index = _open_index(settings, embeddings)
    opened = ExitStack()
    return Engine(
        index=index,
        embeddings=embeddings,
        reranker=CrossEncoderReranker(settings.reranker, settings.cache, settings.threads),
        reader=reader,
        verifier=verifier,
        calibration=load_calibration(reader=reader is not None),
        threshold=settings.threshold,
        classifier=QuestionClassifier(),
        knows_word=partial(_knows_word, settings.cache),
        memory=Memory(index.folder / DATABASE),
        open_writers=cache(partial(open_writers, settings, verifier, opened)),
        on_close=opened.close,
    )


def open_writers(settings: Settings, verifier: Verifier, opened: ExitStack) -> Writers:
    """Return the answerer and the condenser: of a language model, if the settings name one.

    `opened` is to be closed after use. Raise UsageError or ModelError if the model cannot be opened.
    """
    from retrieval.engine import Writers

    if settings.model == EXTRACTIVE:
        return Writers()
    from retrieval.answer.generative import GenerativeAnswerer
    from retrieval.conversation.rewrite_by_model import ModelCondenser
    from retrieval.llm.factory import open_chat
    from retrieval.llm.prompt import open_prompt

    chat = open_chat(settings.model, settings)
    opened.callback(chat.close)
    answer, condense = (open_prompt(name, settings.prompts) for name in ("answer", "condense"))
    return Writers(
        GenerativeAnswerer(chat, answer, verifier, settings.unsupported), ModelCondenser(chat, condense)
    )


def _knows_word(folder: Path, word: str) -> bool:
    """Return whether the cross-encoder's vocabulary holds a word: some 20,000 frequent ones of English."""
    return _vocabulary(folder)(word) is not None


@cache
def _vocabulary(folder: Path) -> Callable[[str], int | None]:
    from retrieval.models.trained import load_tokenizer

    tokenizer = load_tokenizer(folder)
    return lambda word: tokenizer.token_to_id(word)


def _embedder(settings: Settings) -> SentenceTransformerEmbeddings:
    from retrieval.models.embedder import SentenceTransformerEmbeddings

    return SentenceTransformerEmbeddings(settings.embedder, settings.cache, settings.threads)


def _open_index(settings: Settings, embeddings: SentenceTransformerEmbeddings) -> Index:
    from retrieval.index import Index

    return Index(settings.data, embeddings, embeddings.identity, settings.chroma)
