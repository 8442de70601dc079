"""The index of the knowledge base: words, and in packed form where they stand. The same on SQLite and
PostgreSQL.

A row of postings holds one word within one block of BLOCK passages: their offsets as two bytes each, and then
for each two bytes with its count and length (`entries.code_of`). An article that is saved rewrites the rows
of its own words in the blocks of its passages; a whole collection that is read in writes each block once.
docs/decisions/search.md has the figures that led here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Final

import numpy as np
from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    select,
    update,
)

from domain.searching.entries import RECIPE, code_of
from domain.searching.lexicon import Lexicon, Word
from domain.searching.ranking import Postings
from domain.searching.stems import stems
from storage.hot import Hot
from storage.many import among
from storage.schema import insert_for
from storage.search_tables import (
    AUDIENCE,
    BLOCK,
    Kept,
    State,
    packed,
    pairs_in,
    search_indexes,
    search_postings,
    search_words,
    unpacked,
)

_EMPTY: Final = State(0, RECIPE, 0, 0, 0, 0, 0)
_STATE: Final = select(search_indexes).where(search_indexes.c.community == bindparam("community"))
_CHANGED: Final = select(
    search_words.c.id,
    search_words.c.word,
    search_words.c.stem_nl,
    search_words.c.stem_en,
    search_words.c.public,
    search_words.c.members,
).where(search_words.c.community == bindparam("community"), search_words.c.changed > bindparam("version"))
_FOUND: Final = "SELECT word, block, data FROM search_postings WHERE word {among} AND audience <= {1}"


class Search:
    """Reads and writes the index; `Knowledge` decides what is in it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # --- reading ---

    def state(self, community: int) -> State:
        row = self._connection.execute(_STATE, {"community": community}).one_or_none()
        return State(*row[1:]) if row is not None else _EMPTY

    def bring_up_to_date(self, community: int, lexicon: Lexicon, hot: Hot, state: State) -> None:
        """Take over what changed since the lexicon was read; other processes write, too."""
        if lexicon.version >= state.version:
            return
        rows = self._connection.execute(_CHANGED, {"community": community, "version": lexicon.version}).all()
        lexicon.put(Word(id, word, (nl, en), public, members) for id, word, nl, en, public, members in rows)
        hot.follow(community, state.version, [row[0] for row in rows])
        lexicon.version = state.version

    def postings(
        self, community: int, words: Collection[int], hot: Hot, version: int, *, members: bool
    ) -> dict[int, Postings]:
        """Where the words stand, as far as the reader may know."""
        known = hot.postings(community, version, words, members=members)
        if missing := [word for word in words if word not in known]:
            read = self._read_postings(missing, members=members)
            hot.keep(community, version, read, members=members)
            known |= read
        return known

    def _read_postings(self, words: Collection[int], *, members: bool) -> dict[int, Postings]:
        found: dict[int, tuple[list[Any], list[Any]]] = defaultdict(lambda: ([], []))
        for some in _batches(sorted(words), 1000):
            rows = among(self._connection, _FOUND, some, int(members))
            for number, block, data in rows:
                offsets, codes = unpacked(data)
                numbers, kept = found[number]
                numbers.append(offsets.astype(np.int64) + block * BLOCK)
                kept.append(codes)
        return {
            word: Postings(numbers[0], codes[0])
            if len(numbers) == 1
            else Postings(np.concatenate(numbers), np.concatenate(codes))
            for word, (numbers, codes) in found.items()
        }

    # --- writing ---

    def begin(self, community: int) -> State:
        """The index's state, its row locked: one writer at a time."""
        added = insert_for(self._connection.dialect.name, search_indexes).values(
            community=community,
            version=0,
            recipe=RECIPE,
            next_number=0,
            public=0,
            members=0,
            public_length=0,
            members_length=0,
        )
        self._connection.execute(added.on_conflict_do_nothing(index_elements=["community"]))
        row = self._connection.execute(_STATE.with_for_update(), {"community": community}).one()
        return State(*row[1:])

    def change(self, community: int, added: Sequence[Kept], removed: Sequence[Kept]) -> None:
        """Take passages out of the index and put others in; `removed` says exactly what was put in before."""
        state = self.begin(community)
        version = state.version + 1
        ids = self._count(community, added, removed, version)
        self._rewrite(ids, added, removed)
        size = max([state.size, *(one.number + 1 for one in added)])
        totals = {"public": state.public, "members": state.members}
        lengths = {"public": state.public_length, "members": state.members_length}
        for sign, some in ((1, added), (-1, removed)):
            for one in some:
                totals[one.audience.value] += sign
                lengths[one.audience.value] += sign * one.entries.length
        self._connection.execute(
            update(search_indexes)
            .where(search_indexes.c.community == community)
            .values(
                version=version,
                next_number=size,
                **totals,
                public_length=lengths["public"],
                members_length=lengths["members"],
            )
        )

    def keep_bar(self, community: int, bar: float, refused: float) -> None:
        """What `domain.searching.calibrating` found."""
        self.begin(community)
        self._connection.execute(
            update(search_indexes)
            .where(search_indexes.c.community == community)
            .values(bar=round(bar * 1000), refused=round(refused * 1000))
        )

    def empty(self, community: int) -> None:
        """Forget everything; its words keep their ids, so that a lexicon in another process stays right."""
        state = self.begin(community)
        of_community = select(search_words.c.id).where(search_words.c.community == community)
        self._connection.execute(delete(search_postings).where(search_postings.c.word.in_(of_community)))
        self._connection.execute(
            update(search_words)
            .where(search_words.c.community == community)
            .values(public=0, members=0, changed=state.version + 1)
        )
        self._connection.execute(
            update(search_indexes)
            .where(search_indexes.c.community == community)
            .values(
                version=state.version + 1,
                recipe=RECIPE,
                next_number=0,
                public=0,
                members=0,
                public_length=0,
                members_length=0,
            )
        )

    def _count(
        self, community: int, added: Sequence[Kept], removed: Sequence[Kept], version: int
    ) -> dict[str, int]:
        """Bring the words up to date; returns their ids."""
        more: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for sign, some in ((1, added), (-1, removed)):
            for one in some:
                place = AUDIENCE[one.audience]
                for word in one.entries.counts:
                    more[word][place] += sign
        ids = self._known(community, more)
        changed = [
            {"which": number, "more_public": more[word][0], "more_members": more[word][1]}
            for word, number in sorted(ids.items(), key=lambda one: one[1])
        ]
        if changed:
            self._connection.execute(
                update(search_words)
                .where(search_words.c.id == bindparam("which"))
                .values(
                    public=search_words.c.public + bindparam("more_public"),
                    members=search_words.c.members + bindparam("more_members"),
                    changed=version,
                ),
                changed,
            )
        missing = sorted(more.keys() - ids.keys())
        if missing:
            rows = [
                {
                    "community": community,
                    "word": word,
                    "stem_nl": nl,
                    "stem_en": en,
                    "public": more[word][0],
                    "members": more[word][1],
                    "changed": version,
                }
                for word, nl, en in zip(missing, stems(missing, "nl"), stems(missing, "en"), strict=True)
            ]
            self._connection.execute(search_words.insert(), rows)
            ids |= self._known(community, missing)
        return ids

    def _known(self, community: int, words: Iterable[str]) -> dict[str, int]:
        ids: dict[str, int] = {}
        for some in _batches(sorted(words), 5000):
            rows = self._connection.execute(
                select(search_words.c.word, search_words.c.id).where(
                    search_words.c.community == community, search_words.c.word.in_(some)
                )
            )
            ids |= {row.word: row.id for row in rows}
        return ids

    def _rewrite(self, ids: Mapping[str, int], added: Sequence[Kept], removed: Sequence[Kept]) -> None:
        """Read the rows that change, and write them back changed."""
        gone: dict[tuple[int, int, int], set[int]] = defaultdict(set)
        new: dict[tuple[int, int, int], list[tuple[int, int]]] = defaultdict(list)
        for one in removed:
            block, offset = divmod(one.number, BLOCK)
            for word in one.entries.counts:
                gone[ids[word], AUDIENCE[one.audience], block].add(offset)
        for one in added:
            block, offset = divmod(one.number, BLOCK)
            audience, length = AUDIENCE[one.audience], one.entries.length
            for word, count in one.entries.counts.items():
                new[ids[word], audience, block].append((offset, code_of(count, length)))
        keys = sorted({*gone, *new})
        kept = self._rows(keys)
        written, dropped = [], []
        for key in keys:
            there = pairs_in(kept[key]) if key in kept else {}
            for offset in gone.get(key, ()):
                there.pop(offset, None)
            there.update(new.get(key, ()))
            which, audience, block = key
            if there:
                written.append({"word": which, "audience": audience, "block": block, "data": packed(there)})
            elif key in kept:
                dropped.append({"w": which, "a": audience, "b": block})
        if written:
            statement = insert_for(self._connection.dialect.name, search_postings)
            upsert = statement.on_conflict_do_update(
                index_elements=["word", "audience", "block"], set_={"data": statement.excluded.data}
            )
            self._connection.execute(upsert, written)
        if dropped:
            self._connection.execute(
                delete(search_postings).where(
                    search_postings.c.word == bindparam("w"),
                    search_postings.c.audience == bindparam("a"),
                    search_postings.c.block == bindparam("b"),
                ),
                dropped,
            )

    def _rows(self, keys: Sequence[tuple[int, int, int]]) -> dict[tuple[int, int, int], bytes]:
        found: dict[tuple[int, int, int], bytes] = {}
        by_place: dict[tuple[int, int], list[int]] = defaultdict(list)
        for word, audience, block in keys:
            by_place[audience, block].append(word)
        for (audience, block), words in by_place.items():
            for some in _batches(words, 5000):
                rows = self._connection.execute(
                    select(search_postings.c.word, search_postings.c.data).where(
                        search_postings.c.word.in_(some),
                        search_postings.c.audience == audience,
                        search_postings.c.block == block,
                    )
                )
                found |= {(word, audience, block): data for word, data in rows}
        return found


def _batches(values: Iterable[Any], size: int) -> Iterable[list[Any]]:
    iterator = iter(values)
    while batch := list(islice(iterator, size)):
        yield batch
