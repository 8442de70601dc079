"""The publisher's side of postings: what does not agree with Discord yet, claimed until it does."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, case, delete, func, or_, select, update

from domain.postings import Posting, Surface
from storage.postings import postings


class Publishing:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

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
        """It cannot be done until something changes on the server; planning it again takes it up again, also
        when that happened while it was being tried."""
        untouched = postings.c.touched == posting.touched
        self._connection.execute(
            update(postings)
            .where(postings.c.id == posting.id)
            .values(parked=case((untouched, why), else_=postings.c.parked), claimed_until=None)
        )

    def release_all(self) -> None:
        """On SQLite, where there is one process: whoever held these is gone."""
        self._connection.execute(
            update(postings).where(postings.c.claimed_until.is_not(None)).values(claimed_until=None)
        )

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
