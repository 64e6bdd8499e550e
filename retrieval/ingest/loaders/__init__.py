"""Reading: files and folders of many kinds, to drafts."""

from retrieval.ingest.loaders.files import read
from retrieval.ingest.loaders.records import Loaded

__all__ = ["Loaded", "read"]
