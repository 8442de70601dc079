"""Transport compression: one context for all frames of a connection."""

import importlib
import zlib
from collections.abc import Callable
from types import ModuleType

Pack = Callable[[bytes], bytes]


def packer(name: str | None) -> Pack | None:
    """What packs the frames of a new connection; LookupError for a compression that is not spoken here.

    discord.py asks for zstd-stream where a zstd module is installed, and so it is spoken where one is.
    """
    if name is None:
        return None
    if name == "zlib-stream":
        return _zlib()
    if name == "zstd-stream":
        return _zstd()
    raise LookupError(name)


def _zlib() -> Pack:
    context = zlib.compressobj()
    return lambda frame: context.compress(frame) + context.flush(zlib.Z_SYNC_FLUSH)


def _zstd() -> Pack:
    module = _first_module("zstandard", "compression.zstd")
    if module.__name__ == "zstandard":
        stream = module.ZstdCompressor().compressobj()
        return lambda frame: bytes(stream.compress(frame) + stream.flush(module.COMPRESSOBJ_FLUSH_BLOCK))
    context = module.ZstdCompressor()
    return lambda frame: bytes(context.compress(frame, context.FLUSH_BLOCK))


def _first_module(*names: str) -> ModuleType:
    for name in names:
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    raise LookupError("zstd-stream takes one of the modules " + ", ".join(names))
