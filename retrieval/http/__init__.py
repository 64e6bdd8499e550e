"""The guarded HTTP client, which checks every address, redirect, size and time."""

from retrieval.http.client import GuardedClient
from retrieval.http.content_types import FEEDS
from retrieval.http.responses import Fetched

__all__ = ["FEEDS", "Fetched", "GuardedClient"]
