"""Where an event should stand, and how a message is told from another."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from domain.events import Details, Event, Stage
from domain.postings import Posting, Surface, Wanted, subject_of, wanted_for

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
CHANNELS = {"review": 1, "agenda": 2, "theme:music": 3, "theme:theatre": 4}
EVENT = Event(
    id=1,
    community=7,
    details=Details(title="Noise Night", starts=NOW, themes=("music", "theatre")),
    stage=Stage.PUBLISHED,
    created_at=NOW,
    updated_at=NOW,
)


def posting(**changes: object) -> Posting:
    one = Posting(
        id=1,
        community=7,
        subject="event:1",
        surface=Surface.CARD,
        place=3,
        wanted=True,
        message_id=None,
        shown="",
        generation=0,
        touched=0,
        attempted_at=None,
        attempts=0,
    )
    return replace(one, **changes)  # type: ignore[arg-type]


def test_published_it_stands_in_the_channel_of_each_theme() -> None:
    assert wanted_for(EVENT, CHANNELS) == {Wanted(Surface.CARD, 3), Wanted(Surface.CARD, 4)}


def test_a_theme_without_a_channel_shows_in_the_agenda() -> None:
    channels = {"agenda": 2, "theme:music": 3}
    assert wanted_for(EVENT, channels) == {Wanted(Surface.CARD, 3), Wanted(Surface.CARD, 2)}
    assert wanted_for(EVENT, {}) == frozenset()


def test_two_themes_in_one_channel_are_one_message() -> None:
    assert wanted_for(EVENT, {"theme:music": 3, "theme:theatre": 3}) == {Wanted(Surface.CARD, 3)}


def test_what_is_reviewed_stands_in_the_review_channel_before_and_after() -> None:
    waiting = replace(EVENT, stage=Stage.REVIEW, reviewed=True)
    assert wanted_for(waiting, CHANNELS) == {Wanted(Surface.REVIEW, 1)}
    assert Wanted(Surface.REVIEW, 1) in wanted_for(replace(EVENT, reviewed=True), CHANNELS)
    declined = replace(waiting, stage=Stage.DECLINED)
    assert wanted_for(declined, CHANNELS) == {Wanted(Surface.REVIEW, 1)}
    assert Wanted(Surface.REVIEW, 1) not in wanted_for(EVENT, CHANNELS)


@given(st.integers(0, 2**62), st.integers(0, 2**62), st.integers(0, 10**6))
def test_a_nonce_fits_and_is_the_same_for_every_try(community: int, place: int, generation: int) -> None:
    one = posting(community=community, place=place, generation=generation)
    assert 0 < len(one.nonce) <= 25
    assert one.nonce == replace(one, attempts=7, attempted_at=NOW, touched=9).nonce


def test_different_messages_have_different_nonces() -> None:
    different = [
        posting(),
        posting(place=4),
        posting(surface=Surface.REVIEW),
        posting(generation=1),
        posting(subject=subject_of(2)),
        posting(community=8),
    ]
    assert len({one.nonce for one in different}) == len(different)
