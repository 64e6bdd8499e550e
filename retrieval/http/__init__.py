"""Fetching: the one way to whatever the network holds. Every address, hop, size and time is checked."""

from retrieval.http.client import GuardedClient
from retrieval.http.content_types import DOCUMENTS, FEEDS
from retrieval.http.responses import Fetched

__all__ = ["DOCUMENTS", "FEEDS", "Fetched", "GuardedClient"]
