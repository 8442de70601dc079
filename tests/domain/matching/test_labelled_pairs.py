"""The labelled set: big enough, balanced, and recognised as well as promised."""

from collections import Counter

import pytest

from benchmarks.matching import MEASURED, TUNED, labelled, measure
from domain.matching import Places


def test_the_set_is_big_and_balanced(places: Places) -> None:
    pairs = list(labelled(places))
    assert len(pairs) >= 400
    assert len({pair.id for pair in pairs}) == len(pairs)
    assert 0.45 <= sum(pair.same for pair in pairs) / len(pairs) <= 0.55
    assert 0.4 <= sum(pair.half == TUNED for pair in pairs) / len(pairs) <= 0.6
    kinds = Counter(pair.kind for pair in pairs)
    assert max(kinds.values()) <= 3 * min(kinds.values())
    assert all(len({pair.same for pair in pairs if pair.kind == kind}) == 2 for kind in kinds)


@pytest.mark.parametrize("half", [TUNED, MEASURED])
def test_a_merge_is_right_and_little_is_missed(places: Places, half: str) -> None:
    tally = measure(labelled(places))[0][half]
    assert tally.precision >= 0.99
    assert tally.found >= 0.97
