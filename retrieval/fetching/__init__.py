"""Fetching: the one way to whatever the network holds. Every address, hop, size and time is checked."""

from retrieval.fetching.client import GuardedClient
from retrieval.fetching.kinds import DOCUMENTS, FEEDS
from retrieval.fetching.responses import Fetched

__all__ = ["DOCUMENTS", "FEEDS", "Fetched", "GuardedClient"]
