"""Postings: which messages of ours should stand where, claimed with a lease until they do."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Row,
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

from domain.postings import Posting, Surface, Wanted
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

    # ---- for the publisher

    def claim(
        self,
        *,
        now: datetime,
        lease: timedelta,
        calm: timedelta,
        limit: int,
        except_in: Sequence[int] = (),
    ) -> list[Posting]:
        """Take what does not agree with Discord yet and nobody else holds, oldest first; nothing in the
        places `except_in`.

        What is no hurry waits until `calm` has passed since the message was last changed. From here on a
        message that has no id yet may be sent at any moment, and is marked so; the returned posting still
        says whether it may have been sent by an earlier claim.
        """
        statement = (
            select(postings)
            .where(
                postings.c.dirty,
                postings.c.parked.is_(None),
                or_(postings.c.not_before.is_(None), postings.c.not_before <= now),
                or_(
                    ~postings.c.quiet,
                    postings.c.published_at.is_(None),
                    postings.c.published_at <= now - calm,
                ),
                or_(postings.c.claimed_until.is_(None), postings.c.claimed_until < now),
                postings.c.place.not_in(except_in),
            )
            .order_by(postings.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        rows = self._connection.execute(statement).all()
        if rows:
            self._connection.execute(
                update(postings)
                .where(postings.c.id.in_([row.id for row in rows]))
                .values(
                    claimed_until=now + lease,
                    attempted_at=case(
                        (postings.c.message_id.is_(None), func.coalesce(postings.c.attempted_at, now)),
                        else_=postings.c.attempted_at,
                    ),
                )
            )
        return [_posting(row) for row in rows]

    def confirm(self, posting: Posting, *, message_id: int, shown: str, now: datetime) -> None:
        """The message stands there and shows `shown`. Touched again meanwhile, it stays dirty."""
        self._connection.execute(
            update(postings)
            .where(postings.c.id == posting.id, postings.c.generation == posting.generation)
            .values(
                message_id=message_id,
                shown=shown,
                attempted_at=None,
                attempts=0,
                not_before=None,
                published_at=now,
                dirty=postings.c.touched != posting.touched,
                claimed_until=None,
            )
        )
        self._release(posting)

    def removed(self, posting: Posting) -> None:
        """Nothing stands there and nothing should. Wanted again meanwhile, it will be sent anew."""
        self._connection.execute(
            delete(postings).where(postings.c.id == posting.id, postings.c.touched == posting.touched)
        )
        self.lost(posting)

    def lost(self, posting: Posting) -> None:
        """The message is not there any more: it will be sent anew."""
        self._connection.execute(
            update(postings)
            .where(postings.c.id == posting.id)
            .values(
                message_id=None,
                shown="",
                generation=postings.c.generation + 1,
                attempted_at=None,
                anew=False,
                dirty=True,
                claimed_until=None,
            )
        )

    def retry(self, posting: Posting, others: Iterable[Posting], *, not_before: datetime) -> None:
        """It is tried again from `not_before` on, and the `others`, which come after it, not sooner."""
        self._connection.execute(
            update(postings)
            .where(postings.c.id == posting.id)
            .values(not_before=not_before, attempts=postings.c.attempts + 1, claimed_until=None)
        )
        for other in others:
            self._connection.execute(
                update(postings)
                .where(postings.c.id == other.id)
                .values(not_before=not_before, attempted_at=other.attempted_at, claimed_until=None)
            )

    def release(self, claimed: Iterable[Posting]) -> None:
        """These were claimed and not begun."""
        for posting in claimed:
            self._connection.execute(
                update(postings)
                .where(postings.c.id == posting.id)
                .values(attempted_at=posting.attempted_at, claimed_until=None)
            )

    def park(self, posting: Posting, why: str) -> None:
        """It cannot be done until something changes on the server; planning it again takes it up again."""
        self._connection.execute(
            update(postings).where(postings.c.id == posting.id).values(parked=why, claimed_until=None)
        )

    def release_all(self) -> None:
        """On SQLite, where there is one process: whoever held these is gone."""
        self._connection.execute(
            update(postings).where(postings.c.claimed_until.is_not(None)).values(claimed_until=None)
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

    def _release(self, posting: Posting) -> None:
        self._connection.execute(
            update(postings)
            .where(postings.c.id == posting.id, postings.c.generation != posting.generation)
            .values(claimed_until=None)
        )


def _posting(row: Row[tuple[object, ...]]) -> Posting:
    values = row._mapping
    return Posting(
        id=values["id"],
        community=values["community"],
        subject=values["subject"],
        surface=Surface(values["surface"]),
        place=values["place"],
        wanted=values["wanted"],
        message_id=values["message_id"],
        shown=values["shown"],
        generation=values["generation"],
        touched=values["touched"],
        attempted_at=values["attempted_at"],
        anew=values["anew"],
        attempts=values["attempts"],
    )
