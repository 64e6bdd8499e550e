"""Quotes, traced to the articles that hold them."""

from retrieval.quotes.excerpt import find_excerpt
from retrieval.quotes.search import trace_question
from retrieval.quotes.trace import trace

__all__ = ["find_excerpt", "trace", "trace_question"]
