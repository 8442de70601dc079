"""What is kept of the index: its tables, how postings are packed, and the shapes in which it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
)

from domain.knowledge import Audience
from domain.searching.confidence import USUAL_BAR
from domain.searching.entries import Entries
from storage.schema import Key, Snowflake, key_column, metadata

BLOCK: Final = 8192

search_indexes = Table(
    "search_indexes",
    metadata,
    Column("community", Snowflake, primary_key=True, autoincrement=False),
    Column("version", BigInteger, nullable=False),
    Column("recipe", Integer, nullable=False),
    Column("next_number", Integer, nullable=False),
    Column("public", Integer, nullable=False),
    Column("members", Integer, nullable=False),
    Column("public_length", BigInteger, nullable=False),
    Column("members_length", BigInteger, nullable=False),
    Column("bar", Integer),
    Column("refused", Integer),
)

search_words = Table(
    "search_words",
    metadata,
    key_column(),
    Column("community", Snowflake, nullable=False),
    Column("word", String, nullable=False),
    Column("stem_nl", String, nullable=False),
    Column("stem_en", String, nullable=False),
    Column("public", Integer, nullable=False),
    Column("members", Integer, nullable=False),
    Column("changed", BigInteger, nullable=False),
    UniqueConstraint("community", "word"),
    Index("ix_search_words_changed", "community", "changed"),
)

search_postings = Table(
    "search_postings",
    metadata,
    Column("word", Key, primary_key=True, autoincrement=False),
    Column("audience", SmallInteger, primary_key=True, autoincrement=False),
    Column("block", Integer, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

AUDIENCE: Final = {Audience.PUBLIC: 0, Audience.MEMBERS: 1}


@dataclass(frozen=True, slots=True)
class State:
    """`size`: the highest number of a passage, plus one. `average`: words of a passage. `calibrated_...`: the
    bar of `domain.searching.calibrating` and the share refused, in thousandths; None: not measured."""

    version: int
    recipe: int
    size: int
    public: int
    members: int
    public_length: int
    members_length: int
    calibrated_bar: int | None = None
    calibrated_refused: int | None = None

    @property
    def bar(self) -> float:
        return USUAL_BAR if self.calibrated_bar is None else self.calibrated_bar / 1000

    @property
    def refused(self) -> float | None:
        """The share of questions without an article that is refused; None before it was measured."""
        return None if self.calibrated_refused is None else self.calibrated_refused / 1000

    def passages(self, *, members: bool) -> int:
        return self.public + self.members if members else self.public

    def average(self, *, members: bool) -> float:
        count = self.passages(members=members)
        length = self.public_length + (self.members_length if members else 0)
        return length / count if count else 1.0


class Kept(NamedTuple):
    """One passage as the index keeps it."""

    number: int
    audience: Audience
    entries: Entries


def packed(pairs: Mapping[int, int]) -> bytes:
    offsets = sorted(pairs)
    codes = np.array([pairs[offset] for offset in offsets], dtype="<u2")
    return np.array(offsets, dtype="<u2").tobytes() + codes.tobytes()


def unpacked(data: bytes) -> tuple[Any, Any]:
    both = np.frombuffer(data, dtype="<u2")
    half = len(both) // 2
    return both[:half], both[half:]


def pairs_in(data: bytes) -> dict[int, int]:
    offsets, codes = unpacked(data)
    return dict(zip(offsets.tolist(), codes.tolist(), strict=True))
