"""The errors a user may see. Each message is one line that says what happened and what to do.

NewsdeskError
├── UsageError         the request itself is wrong (exit code 2)
├── ReadError          a source cannot be read
│   └── FetchError     an address cannot be fetched now
│       ├── RefusedError  nor later: forbidden, gone, too large or of the wrong kind
│       └── UnsureError   or nobody knows whether it took what was sent
├── StoreError         the data folder cannot be used
│   ├── FolderLockedError      another process is writing
│   └── MismatchError  the index was made by another embedder
├── ModelError         model weights are missing, damaged or unknown
│   └── ChatError      a language model cannot be reached, or breaks off
└── ServiceError       a service on the network refuses us or cannot be reached
"""

from enum import StrEnum


class Remedy(StrEnum):
    """What mends an error, which each front end says in its own way."""

    REINDEX = "reindex"


class NewsdeskError(Exception):
    """Base of all; `str(error)` is the line to show, which a front end may complete by the `remedy`."""

    def __init__(self, message: str = "", remedy: Remedy | None = None) -> None:
        super().__init__(message)
        self.remedy = remedy


class UsageError(NewsdeskError):
    """The request itself is wrong."""


class ReadError(NewsdeskError):
    """A source cannot be read."""


class FetchError(ReadError):
    """An address cannot be fetched now; it may work later."""

    def __init__(self, url: str, reason: str, retry_after: float = 0.0, status: int = 0) -> None:
        super().__init__(f"{url} {reason}")
        self.reason = reason
        """Why, as a clause whose subject is the address."""
        self.retry_after = retry_after
        """Seconds after which the host wants to be asked again; 0 where it did not say."""
        self.status = status
        """Of the answer that was no use; 0 where it was not the status that was wrong, or none came."""


class RefusedError(FetchError):
    """An address will not be fetched: the guard or robots.txt forbids it, or it holds nothing for us."""


class UnsureError(FetchError):
    """Nobody knows whether an address took what was sent."""


class StoreError(NewsdeskError):
    """The data folder cannot be used."""


class FolderLockedError(StoreError):
    """Another process is writing to the data folder."""


class MismatchError(StoreError):
    """The index was made by another embedder or an incompatible version."""


class ModelError(NewsdeskError):
    """Model weights are missing, damaged or unknown."""


class ChatError(ModelError):
    """A language model cannot be reached, or breaks off."""


class ServiceError(NewsdeskError):
    """A service on the network refuses us or cannot be reached."""
