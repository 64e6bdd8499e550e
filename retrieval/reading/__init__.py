"""Reading: files and folders of many kinds, to drafts."""

from retrieval.reading.files import read
from retrieval.reading.records import Reading

__all__ = ["Reading", "read"]
