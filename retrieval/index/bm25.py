"""The word index: BM25 over passages, in tantivy."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy
from tantivy import FieldType, Filter, Occur

from retrieval.index.limits import Limits, limits_of
from retrieval.index.vectors import SearchIndexError
from retrieval.text.dates import day_number
from retrieval.text.keywords import stemming_analyzer
from retrieval.text.languages import ENGLISH
from retrieval.values import PreparedArticle, Query

ANALYZER = "english"
HEAP_BYTES = 32_000_000
SHORT = 7
"""Letters of a word in which one slip is likely, and two make it another word."""
MAX_TERMS = 64
"""Distinct terms of a question that are searched; a longer one gains nothing and costs time."""


class WordIndex:
    """The passages' headers and texts in one field: tantivy scores fields apart, which ranked worse.

    Each call raises SearchIndexError where the files are damaged or full.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._analyzer = stemming_analyzer(ENGLISH, Filter.remove_long(60))
        self._schema = _schema()
        self._index: tantivy.Index | None = None
        self._writer: tantivy.IndexWriter | None = None

    # -- reading

    def search(self, query: Query, limit: int) -> list[str]:
        """Return the ids of the best passages by BM25, best first."""
        terms = list(dict.fromkeys(self._analyzer.analyze(query.text)))[:MAX_TERMS]
        if not terms:
            return []
        searcher = self._opened().searcher()
        hits = searcher.search(self._query(terms, limits_of(query)), limit, count=False).hits
        return [str(searcher.doc(address)["id"][0]) for _, address in hits]

    def like(self, word: str, limit: int) -> list[str]:
        """Return the ids of passages with words one slip of the keys from `word`; none if any holds it.

        Words of more than seven letters may hold two slips.
        """
        terms = self._analyzer.analyze(word)
        if len(terms) != 1:
            return []
        searcher, slips = self._opened().searcher(), 1 if len(word) <= SHORT else 2
        held = tantivy.Query.term_query(self._schema, "text", terms[0])
        if searcher.search(held, 1, count=False).hits:
            return []
        near = tantivy.Query.fuzzy_term_query(self._schema, "text", terms[0], slips)
        hits = searcher.search(near, limit, count=False).hits
        return [str(searcher.doc(address)["id"][0]) for _, address in hits]

    def count(self) -> int:
        """Return how many passages it holds."""
        return int(self._opened().searcher().num_docs)

    def reload(self) -> None:
        """See what was last committed, by any process, which may have made the index anew."""
        if not (self._folder / "meta.json").exists():
            self._index = None
        self._opened().reload()

    def _query(self, terms: list[str], limits: Limits) -> tantivy.Query:
        # Built term by term: nothing a user types is ever parsed as query syntax.
        should = [(Occur.Should, tantivy.Query.term_query(self._schema, "text", term)) for term in terms]
        words = tantivy.Query.boolean_query(should)
        musts = [words, *self._filters(limits)]
        return tantivy.Query.boolean_query([(Occur.Must, must) for must in musts])

    def _filters(self, limits: Limits) -> Iterable[tantivy.Query]:
        if limits.source:
            term = tantivy.Query.term_query(self._schema, "source", limits.source)
            yield tantivy.Query.const_score_query(term, 0.0)
        if limits.days:
            days = tantivy.Query.range_query(self._schema, "day", FieldType.Integer, *limits.days)
            yield tantivy.Query.const_score_query(days, 0.0)

    def _opened(self) -> tantivy.Index:
        if self._index is None:
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                index = tantivy.Index(self._schema, str(self._folder))
                index.register_tokenizer(ANALYZER, self._analyzer)
                index.config_reader("manual")
                index.reload()
            except (OSError, ValueError) as error:
                raise SearchIndexError(str(error)) from error
            self._index = index
        return self._index

    # -- writing; the caller holds the writer lock

    def add(self, batch: Iterable[PreparedArticle]) -> None:
        """Put the batch's passages in, replacing those with the same ids, and commit."""
        with self._writing() as writer:
            for prepared in batch:
                for passage in prepared.passages:
                    writer.delete_documents_by_term("id", passage.id)
                _put(writer, prepared)

    def remove(self, passage_ids: Iterable[str]) -> None:
        """Take passages out, and commit."""
        with self._writing() as writer:
            for passage_id in passage_ids:
                writer.delete_documents_by_term("id", passage_id)

    def erase(self, kept: Iterable[Iterable[PreparedArticle]]) -> None:
        """Hold exactly what is kept, in new files: deleting alone leaves words. A kill changes nothing."""
        with self._writing() as writer:
            writer.delete_all_documents()
            for batch in kept:
                for prepared in batch:
                    _put(writer, prepared)
        writer.garbage_collect_files()

    def discard(self) -> None:
        """Delete everything, without reading it: it may be damaged."""
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        """Release every file."""
        self.close_writer()
        self._index = None

    def close_writer(self) -> None:
        """Let go of tantivy's own lock once its merges are done."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    @contextmanager
    def _writing(self) -> Iterator[tantivy.IndexWriter]:
        try:
            if self._writer is None:
                self._writer = self._opened().writer(HEAP_BYTES, 1)
            yield self._writer
            self._writer.commit()
        except OSError as error:
            raise SearchIndexError(str(error)) from error
        except ValueError as error:
            # tantivy has no error class of its own: a failed write is a ValueError.
            if "IO error" not in str(error) and "Failed to" not in str(error):
                raise
            raise SearchIndexError(str(error)) from error


def _put(writer: tantivy.IndexWriter, prepared: PreparedArticle) -> None:
    article = prepared.article
    day = day_number(article.published) or 0
    for passage in prepared.passages:
        text = f"{passage.header}\n{article.text[passage.start : passage.end]}"
        writer.add_document(tantivy.Document(id=passage.id, text=text, source=article.source, day=day))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("text", tokenizer_name=ANALYZER, index_option="freq")
    builder.add_text_field("source", tokenizer_name="raw")
    builder.add_integer_field("day", indexed=True, fast=True)
    return builder.build()
