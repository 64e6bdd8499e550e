"""The errors a user may see. Each message is one line that says what happened and what to do.

NewsdeskError
├── UsageError         the request itself is wrong (exit code 2)
├── ReadError          a source cannot be read
├── StoreError         the data folder cannot be used
│   ├── BusyError      another process is writing
│   └── MismatchError  the index was made by another embedder
├── ModelError         model weights are missing, damaged or unknown
└── ServiceError       a service on the network refuses us or cannot be reached
"""


class NewsdeskError(Exception):
    """Base of all; `str(error)` is the line to show."""


class UsageError(NewsdeskError):
    """The request itself is wrong."""


class ReadError(NewsdeskError):
    """A source cannot be read."""


class StoreError(NewsdeskError):
    """The data folder cannot be used."""


class BusyError(StoreError):
    """Another process is writing to the data folder."""


class MismatchError(StoreError):
    """The index was made by another embedder or an incompatible version."""


class ModelError(NewsdeskError):
    """Model weights are missing, damaged or unknown."""


class ServiceError(NewsdeskError):
    """A service on the network refuses us or cannot be reached."""
