"""Typst, spoken to in one place. Templates go in as bytes and what people typed as data: no file is read,
no package asked for, and no font used but those that Typst brings along."""

from functools import cache
from importlib.resources import files
from typing import Any

import typst

_compile: Any = typst.compile
"""Its annotations know nothing of the dictionary of sources that its manual shows."""


@cache
def template(name: str) -> bytes:
    """One of the Typst files that lie beside this module."""
    return files("posters").joinpath("templates", name).read_bytes()


def pages(main: str, *parts: str, output: str, data: str, made: int = 0) -> list[bytes]:
    """The pages of a template that imports `parts`; a PDF is one. A point is a pixel. `data` is what the
    template reads as `sys.inputs.data`, `made` what a PDF says of when it was made, in seconds since 1970.
    """
    sources = {"main.typ": template(main), **{name: template(name) for name in parts}}
    compiled: bytes | list[bytes] = _compile(
        sources,
        format=output,
        ppi=72.0,
        ignore_system_fonts=True,
        timestamp=made,
        sys_inputs={"data": data},
    )
    return [compiled] if isinstance(compiled, bytes) else compiled
