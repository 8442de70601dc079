"""The OpenAPI document for tests, loaded once; tests that need it are skipped, loudly, where it is not."""

import functools

import pytest

from sandbox.spec import Spec, SpecUnavailableError, default_path


@functools.cache
def _load() -> Spec | str:
    try:
        return Spec.load()
    except SpecUnavailableError as error:
        return str(error)


def spec() -> Spec:
    loaded = _load()
    if isinstance(loaded, str):
        pytest.skip(f"NOT CHECKED AGAINST DISCORD'S DOCUMENT: {loaded}")
    return loaded


needs_spec = pytest.mark.skipif(
    not default_path().exists(),
    reason=f"NOT CHECKED AGAINST DISCORD'S DOCUMENT: there is none at {default_path()}",
)
