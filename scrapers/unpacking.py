"""Decompression that counts: a few kilobytes of gzip never become gigabytes in memory."""

import zlib

from scrapers.problems import FetchProblem


class Unpacker:
    """Takes a body's chunks as they arrive and keeps at most `limit` bytes of its content.

    Raises `FetchProblem` when there is more, when the compression is unknown or its data broken.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0
        self._encoding = encoding.strip().lower() or "identity"
        if self._encoding not in ("identity", "gzip", "x-gzip", "deflate"):
            raise FetchProblem("The site sent its answer compressed in a way that was not asked for.")
        self._stream = None if self._encoding == "identity" else zlib.decompressobj(47)
        self._started = False

    def feed(self, chunk: bytes) -> None:
        """Add what came in."""
        if self._stream is None:
            self._keep(chunk)
            return
        while chunk:
            try:
                self._keep(self._stream.decompress(chunk, self._limit - self._size + 1))
            except zlib.error:
                if self._started or self._encoding != "deflate":
                    raise FetchProblem("What the site sent is damaged; try again later.") from None
                # "deflate" without the header that the standard asks for
                self._stream, self._started = zlib.decompressobj(-15), True
                continue
            self._started = True
            if self._stream.eof:
                chunk = self._stream.unused_data
                if not chunk.startswith(b"\x1f\x8b"):
                    # what follows the last member is padding
                    return
                self._stream = zlib.decompressobj(47)
            else:
                chunk = self._stream.unconsumed_tail

    def finish(self) -> bytes:
        """The whole content; refuses one that broke off."""
        if self._stream is not None and self._started and not self._stream.eof:
            raise FetchProblem("The connection broke off halfway; try again later.")
        return b"".join(self._parts)

    def _keep(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._limit:
            raise FetchProblem(
                "The answer is larger than {size} MB, so it was not read.",
                size=round(self._limit / 1_000_000, 1),
            )
        self._parts.append(part)
