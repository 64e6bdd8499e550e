"""A response's body: inflated here and cut off while it streams, so that no bomb is ever held."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable

ENCODINGS = ("", "identity", "gzip", "x-gzip")
"""What is asked for and taken; httpx inflates without a limit."""
_GZIP = 16 + zlib.MAX_WBITS


class TooLarge(Exception):
    """More bytes than were asked for, sent or once inflated."""


class Broken(Exception):
    """The body ends too early or is not what its encoding says."""


async def read_body(chunks: AsyncIterable[bytes], encoding: str, most: int) -> bytes:
    """At most `most` bytes, inflated; raises TooLarge as soon as there are more, and Broken."""
    body = bytearray()
    gzip = Gunzip(most) if "gzip" in encoding else None
    async for chunk in chunks:
        body += gzip.take(chunk) if gzip else chunk
        if len(body) > most:
            raise TooLarge
    if gzip:
        gzip.end()
    return bytes(body)


def gunzip(data: bytes, most: int) -> bytes:
    """The content of a gzip file, at most `most` bytes; raises TooLarge and Broken."""
    gzip = Gunzip(most)
    found = gzip.take(data)
    gzip.end()
    return found


class Gunzip:
    """Inflates gzip piece by piece, `most` bytes in all; raises TooLarge and Broken."""

    def __init__(self, most: int) -> None:
        self._left = most
        self._stream = zlib.decompressobj(_GZIP)
        self._fed = False

    def take(self, chunk: bytes) -> bytes:
        self._fed = self._fed or bool(chunk)
        try:
            found = self._stream.decompress(chunk, self._left + 1)
        except zlib.error as error:
            raise Broken("is not the gzip it is said to be") from error
        self._left -= len(found)
        if self._left < 0:
            raise TooLarge
        return found

    def end(self) -> None:
        if self._fed and not self._stream.eof:
            raise Broken("breaks off in the middle")
