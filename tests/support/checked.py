"""A sandbox whose whole traffic is held against Discord's own document when it closes."""

import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.spec import Spec, SpecUnavailableError


@cache
def _spec() -> Spec | None:
    """Discord's document, or None (said loudly, once) where it is not at hand."""
    try:
        return Spec.load()
    except SpecUnavailableError as error:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn(
                pytest.PytestWarning(f"NOT CHECKED AGAINST DISCORD'S DOCUMENT: {error}"), stacklevel=1
            )
        return None


@asynccontextmanager
async def checked_sandbox(**settings: Any) -> AsyncIterator[Sandbox]:
    """Every request that the bot made and every answer that the sandbox gave is validated at the end."""
    async with Sandbox(**settings) as sandbox:
        yield sandbox
        spec = _spec()
        if spec is not None:
            problems = [problem for exchange in sandbox.exchanges for problem in spec.problems(exchange)]
            assert not problems, "\n".join(problems)
