"""PDF, by pypdf: the text of its pages in paragraphs."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from retrieval.ingest.loaders.decoding import UndecodableError
from retrieval.text.sentences import ENDS, ends_sentence
from retrieval.values import Notice, RawArticle

MOST_PAGES = 200
MOST_BYTES = 30_000_000
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_SHORT = 0.75
"""Share of the longest line below which a line that ends a sentence ends its paragraph."""


RUNNING = 3
"""Pages whose first or last line is the same but for its numbers: it is a running head."""
COLUMN = 0.2
"""Share of a page's long runs of text that begin right of its middle where it has columns."""
LONG_RUN = 20
FEWEST_RUNS = 8


def from_pdf(data: bytes, origin: str) -> Iterator[RawArticle | Notice]:
    """Yield the article, after a notice if it has columns. Raise UndecodableError if no text can be read."""
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
        read = [_page(page) for page in reader.pages]
        text = "\n\n".join(map(paragraphs, without_running_heads([words for words, _ in read])))
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
    if any(columns for _, columns in read):
        yield Notice(origin, "set in columns: check the order of its paragraphs")
    yield RawArticle(
        text=text, title=title.strip(), authors=(author,) if author.strip() else (), origin=origin
    )


def _page(page: Any) -> tuple[str, bool]:
    """The text of a page, and whether it has columns."""
    starts: list[float] = []

    def see(text: str, cm: Sequence[float], tm: Sequence[float], *_: object) -> None:
        if len(text.strip()) >= LONG_RUN:
            starts.append(tm[4] * cm[0] + tm[5] * cm[2] + cm[4])

    words = page.extract_text(visitor_text=see)
    middle = float(page.mediabox.left) + 0.45 * float(page.mediabox.width)
    right = sum(start > middle for start in starts)
    fewer = min(right, len(starts) - right)
    return words, len(starts) >= FEWEST_RUNS and fewer >= COLUMN * len(starts)


def without_running_heads(pages: Sequence[str]) -> list[str]:
    """Without the first and last lines that pages have in common but for their numbers, and page numbers."""
    lines = [[line for line in page.split("\n") if line.strip()] for page in pages]
    often = Counter(key for page in lines for key in {_key(page[at]) for at in (0, -1) if page})
    heads = {key for key, count in often.items() if count >= RUNNING}
    kept = []
    for page, own in zip(pages, lines, strict=True):
        for at in (0, -1):
            if own and _key(own[at]) in heads:
                line = own[at]
                page = page.replace(line, "", 1) if at == 0 else "".join(page.rsplit(line, 1))
        kept.append(page)
    return kept


def _key(line: str) -> str:
    """A line's words with every number alike."""
    return re.sub(r"\d+", "0", " ".join(line.split()))


def paragraphs(page: str) -> str:
    """Lines joined to paragraphs, which end at empty lines and behind short lines that end a sentence."""
    lines = [line.strip() for line in _HYPHEN.sub("", page).split("\n")]
    width = max(map(len, lines), default=0)
    parts = [f"{line}\n\n" if _ends(line, width) else f"{line} " for line in lines]
    return re.sub(r"\s*\n\s*\n\s*", "\n\n", "".join(parts)).strip()


def _ends(line: str, width: int) -> bool:
    return not line or (len(line) < _SHORT * width and ends_sentence(line, f"{ENDS}:"))
