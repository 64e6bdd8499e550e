"""Traces a quote to the article it comes from."""

from retrieval.quotes.excerpt import find_excerpt
from retrieval.quotes.search import trace_question
from retrieval.quotes.tracing import trace
from retrieval.quotes.types import Difference, Kind, Trace, Tracing

__all__ = ["Difference", "Kind", "Trace", "Tracing", "find_excerpt", "trace", "trace_question"]
