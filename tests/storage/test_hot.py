"""What was read of the index lately: never of another version, and never more than there is room for."""

import numpy as np

from domain.searching.ranking import Postings
from storage.hot import Hot

COMMUNITY = 50


def postings(count: int) -> Postings:
    return Postings(np.arange(count, dtype=np.int64), np.ones(count, dtype=np.uint16))


def known(hot: Hot, version: int, *words: int, members: bool = False) -> set[int]:
    return set(hot.postings(COMMUNITY, version, words, members=members))


def test_what_was_read_is_known_until_its_word_changes() -> None:
    hot = Hot()
    hot.follow(COMMUNITY, 1, [])
    hot.keep(COMMUNITY, 1, {7: postings(3), 8: postings(2)}, members=False)
    assert known(hot, 1, 7, 8, 9) == {7, 8}
    assert known(hot, 1, 7, members=True) == set()
    hot.follow(COMMUNITY, 2, [7])
    assert known(hot, 2, 7, 8) == {8}


def test_another_snapshot_neither_takes_nor_gives() -> None:
    hot = Hot()
    hot.follow(COMMUNITY, 2, [])
    hot.keep(COMMUNITY, 1, {7: postings(3)}, members=False)
    hot.keep(COMMUNITY, 3, {8: postings(3)}, members=False)
    assert known(hot, 2, 7, 8) == set()
    hot.keep(COMMUNITY, 2, {9: postings(3)}, members=False)
    assert known(hot, 1, 9) == known(hot, 3, 9) == set()
    hot.follow(COMMUNITY, 1, [9])
    assert known(hot, 2, 9) == {9}


def test_what_was_not_asked_for_longest_makes_room() -> None:
    hot = Hot(most_bytes=3 * 1300)
    hot.follow(COMMUNITY, 1, [])
    for word in (1, 2, 3):
        hot.keep(COMMUNITY, 1, {word: postings(100)}, members=False)
    assert known(hot, 1, 1) == {1}
    hot.keep(COMMUNITY, 1, {4: postings(100)}, members=False)
    assert known(hot, 1, 1, 2, 3, 4) == {1, 3, 4}


def test_one_that_is_too_big_is_not_kept() -> None:
    hot = Hot(most_bytes=1000)
    hot.follow(COMMUNITY, 1, [])
    hot.keep(COMMUNITY, 1, {1: postings(1000)}, members=False)
    assert known(hot, 1, 1) == set()
