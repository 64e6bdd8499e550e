"""PDF, by pypdf: the text of its pages in paragraphs."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from io import BytesIO

from retrieval.ingest.loaders.decoding import UndecodableError
from retrieval.text.sentences import ENDS, ends_sentence
from retrieval.values import RawArticle

MOST_PAGES = 200
MOST_BYTES = 30_000_000
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_SHORT = 0.75
"""Share of the longest line below which a line that ends a sentence ends its paragraph."""


def from_pdf(data: bytes, origin: str) -> Iterator[RawArticle]:
    """Yield the article in a PDF. Raise UndecodableError if it has no text that can be read."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # UndecodableError says once what is wrong
    if len(data) > MOST_BYTES:
        raise UndecodableError(f"a PDF of more than {MOST_BYTES // 1_000_000} MB: split it")
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UndecodableError("a PDF that needs a password: save it without one")
        if len(reader.pages) > MOST_PAGES:
            raise UndecodableError(f"a PDF of more than {MOST_PAGES} pages: split it")
        text = "\n\n".join(paragraphs(page.extract_text()) for page in reader.pages)
        title = str((reader.metadata and reader.metadata.title) or "")
        author = str((reader.metadata and reader.metadata.author) or "")
    except UndecodableError:
        raise
    except DependencyError:
        raise UndecodableError("a PDF under an encryption that is not read: save it without one") from None
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as error:
        raise UndecodableError(f"a PDF that cannot be read: {type(error).__name__}") from None
    if not text.strip():
        raise UndecodableError("a PDF without text, perhaps scanned: run it through a text recognition first")
    yield RawArticle(
        text=text, title=title.strip(), authors=(author,) if author.strip() else (), origin=origin
    )


def paragraphs(page: str) -> str:
    """Lines joined to paragraphs, which end at empty lines and behind short lines that end a sentence."""
    lines = [line.strip() for line in _HYPHEN.sub("", page).split("\n")]
    width = max(map(len, lines), default=0)
    parts = [f"{line}\n\n" if _ends(line, width) else f"{line} " for line in lines]
    return re.sub(r"\s*\n\s*\n\s*", "\n\n", "".join(parts)).strip()


def _ends(line: str, width: int) -> bool:
    return not line or (len(line) < _SHORT * width and ends_sentence(line, f"{ENDS}:"))
