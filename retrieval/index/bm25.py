"""The word index: BM25 over passages, in tantivy."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import tantivy
from tantivy import FieldType, Filter, Occur

from retrieval.index.articles import PreparedArticle
from retrieval.text.dates import day_number
from retrieval.text.keywords import stemming_analyzer
from retrieval.text.languages import ENGLISH
from retrieval.values import Query

ANALYZER = "english"
HEAP_BYTES = 32_000_000
MAX_TERMS = 64
"""Distinct terms of a question that are searched; a longer one gains nothing and costs time."""


class WordIndex:
    """The passages' headers and texts in one field: tantivy scores fields apart, which ranked worse."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._analyzer = stemming_analyzer(ENGLISH, Filter.remove_long(60))
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, str(folder))
        self._index.register_tokenizer(ANALYZER, self._analyzer)
        self._index.config_reader("manual")
        self._writer: tantivy.IndexWriter | None = None
        self.reload()

    def reload(self) -> None:
        """See what was last committed, by any process."""
        self._index.reload()

    def count(self) -> int:
        """How many passages it holds."""
        return int(self._index.searcher().num_docs)

    def search(self, query: Query, limit: int) -> list[str]:
        """Ids of the best passages by BM25, best first."""
        terms = self._terms(query.text)
        if not terms:
            return []
        searcher = self._index.searcher()
        hits = searcher.search(self._query(terms, query), limit, count=False).hits
        return [str(searcher.doc(address)["id"][0]) for _, address in hits]

    def _terms(self, text: str) -> list[str]:
        return list(dict.fromkeys(self._analyzer.analyze(text)))[:MAX_TERMS]

    def _query(self, terms: list[str], query: Query) -> tantivy.Query:
        # Built term by term: nothing a user types is ever parsed as query syntax.
        should = [(Occur.Should, tantivy.Query.term_query(self._schema, "text", term)) for term in terms]
        words = tantivy.Query.boolean_query(should)
        musts = [words, *self._filters(query)]
        return tantivy.Query.boolean_query([(Occur.Must, must) for must in musts])

    def _filters(self, query: Query) -> Iterable[tantivy.Query]:
        if query.source:
            term = tantivy.Query.term_query(self._schema, "source", query.source)
            yield tantivy.Query.const_score_query(term, 0.0)
        since, until = day_number(query.since), day_number(query.until)
        if since or until:
            days = tantivy.Query.range_query(self._schema, "day", FieldType.Integer, since or 1, until)
            yield tantivy.Query.const_score_query(days, 0.0)

    # -- writing; the caller holds the writer lock

    def add(self, batch: Iterable[PreparedArticle]) -> None:
        """Put the batch's passages in, replacing those with the same ids, and commit."""
        writer = self._open_writer()
        for prepared in batch:
            for passage in prepared.passages:
                writer.delete_documents_by_term("id", passage.id)
            self._put(writer, (prepared,))
        writer.commit()

    def _put(self, writer: tantivy.IndexWriter, batch: Iterable[PreparedArticle]) -> None:
        for prepared in batch:
            article = prepared.article
            day = day_number(article.published) or 0
            for passage in prepared.passages:
                text = f"{passage.header}\n{article.text[passage.start : passage.end]}"
                writer.add_document(
                    tantivy.Document(id=passage.id, text=text, source=article.source, day=day)
                )

    def remove(self, passage_ids: Iterable[str]) -> None:
        writer = self._open_writer()
        for passage_id in passage_ids:
            writer.delete_documents_by_term("id", passage_id)
        writer.commit()

    def rebuild(self, batches: Iterable[Iterable[PreparedArticle]]) -> None:
        """Hold exactly these, in new files: deleting alone leaves words behind. All or nothing at a kill."""
        writer = self._open_writer()
        writer.delete_all_documents()
        for batch in batches:
            self._put(writer, batch)
        writer.commit()
        writer.garbage_collect_files()

    def close_writer(self) -> None:
        """Let go of tantivy's own lock once its merges are done."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(HEAP_BYTES, 1)
        return self._writer


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("text", tokenizer_name=ANALYZER, index_option="freq")
    builder.add_text_field("source", tokenizer_name="raw")
    builder.add_integer_field("day", indexed=True, fast=True)
    return builder.build()
