"""What was made of each event, kept while the event stays the same: after a change of one event, a feed of
ten thousand is one piece made and ten thousand joined."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from typing import Final, Generic, TypeVar

from domain.agenda import Listed

T = TypeVar("T")

_MOST: Final = 40_000
"""Pieces of one kind; more are forgotten all at once."""


class Pieces(Generic[T]):
    """`kind` says what else a piece depends on: a language, the names of the themes. The `kinds` that were
    asked for most recently are kept. Not for two threads at once."""

    def __init__(self, kinds: int = 6) -> None:
        self._kinds = kinds
        self._kept: OrderedDict[Hashable, dict[int, tuple[Listed, T]]] = OrderedDict()

    def of(self, kind: Hashable, listed: Iterable[Listed], make: Callable[[Listed], T]) -> list[T]:
        kept = self._kept.setdefault(kind, {})
        self._kept.move_to_end(kind)
        if len(self._kept) > self._kinds:
            self._kept.popitem(last=False)
        if len(kept) > _MOST:
            kept.clear()
        pieces = []
        for one in listed:
            known = kept.get(one.event.id)
            if known is None or known[0] is not one:
                known = kept[one.event.id] = (one, make(one))
            pieces.append(known[1])
        return pieces
