"""What a crawl kept packed: a body as its Content-Encoding says, never more than asked for."""

from __future__ import annotations

import zlib
from io import BytesIO

from retrieval.http.body import BodyTooLargeError, BrokenBodyError, gunzip

PIECE = 65_536


def unpacked(body: bytes, encoding: str, most: int) -> bytes:
    """The body unpacked, the last encoding first. Raise BodyTooLargeError and BrokenBodyError."""
    for name in reversed([part.strip().casefold() for part in encoding.split(",")]):
        body = _unpacked(body, name, most)
    return body


def _unpacked(body: bytes, name: str, most: int) -> bytes:
    if name in ("", "identity"):
        return body
    if name in ("gzip", "x-gzip"):
        return gunzip(body, most)
    if name == "deflate":
        return _inflated(body, most)
    if name == "br":
        return _brotli(body, most)
    if name == "zstd":
        return _zstd(body, most)
    raise BrokenBodyError(f"packed as {name[:40]}, which is not read")


def _inflated(body: bytes, most: int) -> bytes:
    """With zlib's header, or, as some servers send it, without."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            found = zlib.decompressobj(bits).decompress(body, most + 1)
        except zlib.error:
            continue
        return _within(found, most)
    raise BrokenBodyError("not the deflate it is said to be")


def _brotli(body: bytes, most: int) -> bytes:
    import brotli  # type: ignore[import-untyped]

    stream, found = brotli.Decompressor(), bytearray()
    try:
        found += stream.process(body, output_buffer_limit=PIECE)
        while not stream.is_finished() and not stream.can_accept_more_data():
            found += stream.process(b"", output_buffer_limit=PIECE)
            _within(bytes(found[: most + 1]), most)
    except brotli.error:
        raise BrokenBodyError("not the brotli it is said to be") from None
    if not stream.is_finished():
        raise BrokenBodyError("breaks off in the middle")
    return _within(bytes(found), most)


def _zstd(body: bytes, most: int) -> bytes:
    import zstandard

    reader = zstandard.ZstdDecompressor().stream_reader(BytesIO(body), read_across_frames=True)
    try:
        return _within(reader.read(most + 1), most)
    except zstandard.ZstdError:
        raise BrokenBodyError("not the zstd it is said to be") from None


def _within(found: bytes, most: int) -> bytes:
    if len(found) > most:
        raise BodyTooLargeError(found[:most])
    return found
