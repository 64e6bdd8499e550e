"""Ask news articles a question, and get the sentences that answer it, each with its source.

Open the articles with `open_engine(Settings(data=...))`. Values and errors are imported with this
package. What needs a database or a model is imported at first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from retrieval.errors import (
    ChatError,
    FetchError,
    FolderLockedError,
    MismatchError,
    ModelError,
    NewsdeskError,
    ReadError,
    RefusedError,
    ServiceError,
    StoreError,
    UsageError,
)
from retrieval.values import (
    Answer,
    AnswerLine,
    AnswerNotice,
    Article,
    Citation,
    Evidence,
    Notice,
    NoticeKind,
    Partial,
    Passage,
    Query,
    RawArticle,
    Refusal,
    RefusalReason,
    Rejection,
    Sentence,
    ShortAnswer,
    Turn,
)

if TYPE_CHECKING:
    from retrieval.engine import Engine
    from retrieval.factory import open_engine, open_library
    from retrieval.ingest.library import Library
    from retrieval.settings import Settings, load_settings

__version__ = "0.1.0"
__all__ = [
    "Answer",
    "AnswerLine",
    "AnswerNotice",
    "Article",
    "ChatError",
    "Citation",
    "Engine",
    "Evidence",
    "FetchError",
    "FolderLockedError",
    "Library",
    "MismatchError",
    "ModelError",
    "NewsdeskError",
    "Notice",
    "NoticeKind",
    "Partial",
    "Passage",
    "Query",
    "RawArticle",
    "ReadError",
    "Refusal",
    "RefusalReason",
    "RefusedError",
    "Rejection",
    "Sentence",
    "ServiceError",
    "Settings",
    "ShortAnswer",
    "StoreError",
    "Turn",
    "UsageError",
    "__version__",
    "load_settings",
    "open_engine",
    "open_library",
]

_AT_FIRST_USE = {
    "Engine": "retrieval.engine",
    "Settings": "retrieval.settings",
    "Library": "retrieval.ingest.library",
    "load_settings": "retrieval.settings",
    "open_engine": "retrieval.factory",
    "open_library": "retrieval.factory",
}


def __getattr__(name: str) -> Any:
    if name not in _AT_FIRST_USE:
        raise AttributeError(f"module 'newsdesk' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_AT_FIRST_USE[name]), name)
    return value


def __dir__() -> list[str]:
    return __all__
