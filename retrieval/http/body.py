"""The body of a response, inflated as a stream with a limit on its size."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable

ENCODINGS = ("", "identity", "gzip", "x-gzip")
"""What is asked for and taken; httpx inflates without a limit."""
MOST_MEMBERS = 100
_GZIP = 16 + zlib.MAX_WBITS


class BodyTooLargeError(Exception):
    """More bytes than were asked for, sent or once inflated; those that were are in `start`."""

    def __init__(self, start: bytes = b"") -> None:
        super().__init__()
        self.start = start


class BrokenBodyError(Exception):
    """The body ends too early or is not what its encoding says."""


async def read_body(chunks: AsyncIterable[bytes], encoding: str, most: int, *, cut: bool = False) -> bytes:
    """Return at most `most` bytes, inflated; `cut` a longer body there.

    Raise BodyTooLargeError where there are more, BrokenBodyError where it cannot be inflated.
    """
    body = bytearray()
    gzip = Gunzip(most) if "gzip" in encoding else None
    try:
        async for chunk in chunks:
            body += gzip.take(chunk) if gzip else chunk
            if len(body) > most:
                raise BodyTooLargeError
    except BodyTooLargeError as error:
        if cut:
            return bytes(body + error.start)[:most]
        raise
    if gzip:
        gzip.end()
    return bytes(body)


def gunzip(data: bytes, most: int) -> bytes:
    """Return the content of a gzip file, at most `most` bytes. Raise BodyTooLargeError or BrokenBodyError."""
    gzip = Gunzip(most)
    content = gzip.take(data)
    gzip.end()
    return content


class Gunzip:
    """Inflates gzip piece by piece, `most` bytes in all; raises BodyTooLargeError and BrokenBodyError."""

    def __init__(self, most: int) -> None:
        self._left = most
        self._raw_left = most + most // 100 + 1000  # what cannot be packed grows by so much at most
        self._members = 1
        self._stream = zlib.decompressobj(_GZIP)
        self._fed = False

    def take(self, chunk: bytes) -> bytes:
        self._fed = self._fed or bool(chunk)
        self._raw_left -= len(chunk)
        content = b""
        while chunk := self._of_next_member(chunk) if self._stream.eof else chunk:
            try:
                piece = self._stream.decompress(chunk, self._left + 1)
            except zlib.error as error:
                raise BrokenBodyError("is not the gzip it is said to be") from error
            content += piece[: self._left]
            if len(piece) > self._left or self._raw_left < 0:
                raise BodyTooLargeError(content)
            self._left -= len(piece)
            chunk = self._stream.unused_data
        return content

    def _of_next_member(self, chunk: bytes) -> bytes:
        """Begin the next member: a gzip file may be several in a row and end in zeros."""
        chunk = chunk.lstrip(b"\0")
        if chunk:
            self._stream = zlib.decompressobj(_GZIP)
            self._members += 1
            if self._members > MOST_MEMBERS:
                raise BrokenBodyError(f"is gzip in more than {MOST_MEMBERS} pieces")
        return chunk

    def end(self) -> None:
        if self._fed and not self._stream.eof:
            raise BrokenBodyError("breaks off in the middle")
