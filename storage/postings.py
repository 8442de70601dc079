"""Postings: which messages of ours should stand where. storage/publishing.py has them stand there."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    and_,
    bindparam,
    case,
    delete,
    func,
    literal_column,
    or_,
    select,
    update,
)

from domain.postings import Surface, Wanted
from domain.privacy import is_nobody
from storage.schema import Snowflake, UtcDateTime, insert_into, key_column, metadata

postings = Table(
    "postings",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("subject", String, nullable=False),
    Column("surface", String, nullable=False),
    Column("place", Snowflake, nullable=False),
    Column("wanted", Boolean, nullable=False),
    Column("dirty", Boolean, nullable=False),
    Column("quiet", Boolean, nullable=False),
    Column("touched", Integer, nullable=False),
    Column("message_id", Snowflake),
    Column("shown", String, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("attempted_at", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    Column("not_before", UtcDateTime),
    Column("published_at", UtcDateTime),
    Column("claimed_until", UtcDateTime),
    Column("parked", String),
    Column("anew", Boolean, nullable=False),
    UniqueConstraint("community", "subject", "surface", "place"),
    Index("ix_postings_dirty", "dirty", "not_before"),
    Index("ix_postings_message", "message_id"),
)


_AT_ONCE = 500
NO_DM: Final = "dm"
"""Why a notice is parked whose person lets nobody of the server write to them."""

_NOT_SENT = postings.c.parked == literal_column(f"'{NO_DM}'")
Index("ix_postings_not_sent", postings.c.place, sqlite_where=_NOT_SENT, postgresql_where=_NOT_SENT)
"""Holds next to nothing; written out in the statement below too, or it would not be used."""

_TAKE_UNREACHABLE = (
    update(postings)
    .where(
        postings.c.community == bindparam("community_id"), postings.c.place == bindparam("person"), _NOT_SENT
    )
    .values(parked=f"{NO_DM} told")
)

_TOUCH = (
    update(postings)
    .where(
        postings.c.community == bindparam("community_id"),
        postings.c.subject == bindparam("about"),
        postings.c.wanted,
    )
    .values(
        quiet=case((postings.c.dirty, postings.c.quiet), else_=True),
        dirty=True,
        touched=postings.c.touched + 1,
    )
)
"""Built once: every press of a card's button runs it."""


class Postings:
    """Every change here goes with the change of the record it mirrors, in the same transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def plan(self, community: int, subject: str, wanted: Iterable[Wanted]) -> None:
        """Have exactly `wanted` stand for the subject (notices to people are left alone): new ones are made,
        the others are brought up to date, what is not wanted any more is removed."""
        wanted = frozenset(wanted)
        kept = [
            and_(postings.c.surface == one.surface.value, postings.c.place == one.place) for one in wanted
        ]
        notices = [surface.value for surface in Surface if surface.is_notice]
        mine = and_(
            postings.c.community == community,
            postings.c.subject == subject,
            postings.c.surface.not_in(notices),
        )
        self._connection.execute(
            update(postings)
            .where(mine, *([~or_(*kept)] if kept else []))
            .values(
                wanted=False,
                dirty=True,
                quiet=False,
                touched=postings.c.touched + 1,
                parked=None,
                not_before=None,
            )
        )
        for one in wanted:
            self._want(community, subject, one)

    def withdraw(self, community: int, subject: str) -> bool:
        """Have nothing stand for the subject any more; True if something did."""
        result = self._connection.execute(
            update(postings)
            .where(postings.c.community == community, postings.c.subject == subject, postings.c.wanted)
            .values(
                wanted=False,
                dirty=True,
                quiet=False,
                touched=postings.c.touched + 1,
                parked=None,
                not_before=None,
            )
        )
        return result.rowcount > 0

    def repeat(self, community: int, subject: str, surface: Surface) -> None:
        """Have the message stand at the end of its channel again, where it is seen; for what is planned."""
        self._connection.execute(
            update(postings)
            .where(
                postings.c.community == community,
                postings.c.subject == subject,
                postings.c.surface == surface.value,
                postings.c.message_id.is_not(None),
            )
            .values(anew=True)
        )

    def touch(self, community: int, subject: str) -> None:
        """A small thing that the subject's messages show has changed (a count): it is no hurry, and many such
        changes are shown together. Nobody needs waking for it."""
        self._connection.execute(_TOUCH, {"community_id": community, "about": subject})

    def refresh(self, community: int, subject: str) -> None:
        """What the subject's messages show has changed, notices too, and somebody waits to see it."""
        self._connection.execute(
            update(postings)
            .where(postings.c.community == community, postings.c.subject == subject, postings.c.wanted)
            .values(dirty=True, quiet=False, touched=postings.c.touched + 1)
        )

    def tell(self, community: int, subject: str, notice: Wanted) -> None:
        """Send a person a new message, also when they had one of this kind about it before."""
        self._want(community, subject, notice)
        self._connection.execute(
            update(postings)
            .where(
                postings.c.community == community,
                postings.c.subject == subject,
                postings.c.surface == notice.surface.value,
                postings.c.place == notice.place,
                postings.c.message_id.is_not(None),
            )
            .values(message_id=None, shown="", generation=postings.c.generation + 1, attempted_at=None)
        )

    def _want(self, community: int, subject: str, one: Wanted) -> None:
        if one.surface.is_notice and is_nobody(one.place):
            return  # whom it was for was erased
        self._connection.execute(
            insert_into(postings, self._connection.dialect)
            .values(
                community=community,
                subject=subject,
                surface=one.surface.value,
                place=one.place,
                wanted=True,
                dirty=True,
                quiet=False,
                touched=0,
                shown="",
                generation=0,
                attempts=0,
                anew=False,
            )
            .on_conflict_do_update(
                index_elements=["community", "subject", "surface", "place"],
                set_={
                    "wanted": True,
                    "dirty": True,
                    "quiet": False,
                    "touched": postings.c.touched + 1,
                    "parked": None,
                    "not_before": None,
                    "attempts": 0,
                },
            )
        )

    def unpark(self, community: int) -> None:
        """Try again what could not be done, after the server was changed; but nothing for who takes no
        private messages, which is theirs to change."""
        self._connection.execute(
            update(postings)
            .where(
                postings.c.community == community,
                postings.c.parked.is_not(None),
                postings.c.parked.not_in([NO_DM, f"{NO_DM} told"]),
            )
            .values(parked=None, dirty=True, attempts=0, not_before=None)
        )

    def parked_in(self, community: int) -> list[tuple[str, int, str]]:
        """(subject, place, why) of what waits for a change on the server."""
        rows = self._connection.execute(
            select(postings.c.subject, postings.c.place, postings.c.parked)
            .where(postings.c.community == community, postings.c.parked.is_not(None))
            .order_by(postings.c.id)
        )
        return [(row[0], row[1], row[2]) for row in rows]

    def open_count(self) -> int:
        """How many do not agree with Discord yet and wait for no change there."""
        statement = (
            select(func.count()).select_from(postings).where(postings.c.dirty, postings.c.parked.is_(None))
        )
        return self._connection.execute(statement).scalar_one()

    def messages_of(self, community: int, subject: str, surface: Surface) -> list[tuple[int, int]]:
        """(channel, message) of what stands there now."""
        rows = self._connection.execute(
            select(postings.c.place, postings.c.message_id)
            .where(
                postings.c.community == community,
                postings.c.subject == subject,
                postings.c.surface == surface.value,
                postings.c.message_id.is_not(None),
            )
            .order_by(postings.c.id)
        )
        return [(row[0], row[1]) for row in rows]

    def gone(self, community: int, subject: str, message: int) -> bool:
        """Somebody deleted this message of the subject: it is sent anew. False if it was none of its."""
        found = self._connection.execute(
            update(postings)
            .where(
                postings.c.community == community,
                postings.c.subject == subject,
                postings.c.message_id == message,
                postings.c.wanted,
            )
            .values(
                message_id=None,
                shown="",
                generation=postings.c.generation + 1,
                attempted_at=None,
                dirty=True,
                quiet=False,
                touched=postings.c.touched + 1,
            )
        )
        return found.rowcount > 0

    def take_unreachable(self, community: int, person: int) -> bool:
        """Whether a private message to this person could not be sent since this was last asked."""
        wanted = {"community_id": community, "person": person}
        return self._connection.execute(_TAKE_UNREACHABLE, wanted).rowcount > 0

    def forget(self, community: int, person: int, surfaces: Iterable[Surface]) -> None:
        """Know nothing any more of these notices to a person; what they got, they keep."""
        self._connection.execute(
            delete(postings).where(
                postings.c.community == community,
                postings.c.place == person,
                postings.c.surface.in_([surface.value for surface in surfaces if surface.is_notice]),
            )
        )

    def messages_about(
        self, community: int, subjects: Iterable[str], surface: Surface
    ) -> dict[str, tuple[int, int]]:
        """For each subject the (channel, message) that stands there longest; one without any is left out."""
        found: dict[str, tuple[int, int]] = {}
        asked = list(subjects)
        for first in range(0, len(asked), _AT_ONCE):
            rows = self._connection.execute(
                select(postings.c.subject, postings.c.place, postings.c.message_id)
                .where(
                    postings.c.community == community,
                    postings.c.subject.in_(asked[first : first + _AT_ONCE]),
                    postings.c.surface == surface.value,
                    postings.c.wanted,
                    postings.c.message_id.is_not(None),
                )
                .order_by(postings.c.id)
            )
            for row in rows:
                found.setdefault(row[0], (row[1], row[2]))
        return found
