"""What was read of an index lately and is still true, so that what is asked often is read once.

Each snapshot of the database has a version of the index. What is kept here belongs to one version a
community; a reader on an older or a newer snapshot neither takes from it nor adds to it.
"""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from threading import Lock
from typing import Final

from domain.searching.ranking import Postings
from storage.article_tables import Candidate

MOST_BYTES: Final = 64 * 2**20
_MOST_PASSAGES: Final = 50_000


class Hot:
    """One for a process; any thread may use it. Bounded in memory."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._versions: dict[int, int] = {}
        self._postings: OrderedDict[tuple[int, bool], Postings] = OrderedDict()
        self._shelves: dict[tuple[int, bool], dict[int, tuple[Candidate, ...]]] = {}
        self._lock = Lock()

    def follow(self, community: int, version: int, changed: Iterable[int]) -> None:
        """The index of this community is now of this version; these words stand elsewhere since."""
        with self._lock:
            if self._versions.get(community, -1) >= version:
                return
            self._versions[community] = version
            for members in (False, True):
                self._shelves.pop((community, members), None)
                for word in changed if self._postings else ():
                    self._drop((word, members))

    def postings(
        self, community: int, version: int, words: Collection[int], *, members: bool
    ) -> dict[int, Postings]:
        """Of these words what is known; a word that stands nowhere is known, too, with empty postings."""
        with self._lock:
            if self._versions.get(community) != version:
                return {}
            found = {}
            for word in words:
                known = self._postings.get((word, members))
                if known is not None:
                    self._postings.move_to_end((word, members))
                    found[word] = known
            return found

    def keep(self, community: int, version: int, read: Mapping[int, Postings], *, members: bool) -> None:
        with self._lock:
            if self._versions.get(community) != version:
                return
            for word, postings in read.items():
                self._drop((word, members))
                self._postings[word, members] = postings
                self._bytes += postings.numbers.nbytes + postings.codes.nbytes + 200
            while self._bytes > self._most_bytes:
                self._drop(next(iter(self._postings)))

    def _drop(self, key: tuple[int, bool]) -> None:
        gone = self._postings.pop(key, None)
        if gone is not None:
            self._bytes -= gone.numbers.nbytes + gone.codes.nbytes + 200

    def candidates(
        self, community: int, version: int, numbers: Collection[int], *, members: bool
    ) -> dict[int, tuple[Candidate, ...]]:
        """By number of a passage the passages of its article, where that is known."""
        with self._lock:
            if self._versions.get(community) != version:
                return {}
            shelf = self._shelves.get((community, members), {})
            return {number: shelf[number] for number in numbers if number in shelf}

    def keep_candidates(
        self, community: int, version: int, read: Mapping[int, tuple[Candidate, ...]], *, members: bool
    ) -> None:
        with self._lock:
            if self._versions.get(community) != version:
                return
            shelf = self._shelves.setdefault((community, members), {})
            if len(shelf) + len(read) > _MOST_PASSAGES:
                shelf.clear()
            shelf.update(read)
