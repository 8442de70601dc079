"""How an event reads on the list, whatever people typed: within Discord's limits, and calling nobody."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.mirror.cards import DESCRIPTION, LOCATION, NAME, Look, key_in, look
from domain.communities import Community
from domain.events import Details, Event, Happening, Language, Stage
from domain.mirror import key_of, span_of

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
DUTCH, ENGLISH = Community(7), Community(7, locale="en")


def event(happening: Happening = Happening.SCHEDULED, reason: str = "", **details: object) -> Event:
    values = {"title": "Noise Night", "starts": datetime(2026, 3, 13, 19, tzinfo=UTC), **details}
    return Event(
        id=42,
        community=7,
        details=Details(**values),  # type: ignore[arg-type]
        stage=Stage.PUBLISHED,
        happening=happening,
        reason=reason,
        created_at=NOW,
        updated_at=NOW,
    )


def shown(one: Event, community: Community = DUTCH, page: str = "") -> Look:
    details = one.details
    span = span_of(details.starts, details.ends, details.time_known, community.zone)
    return look(one, community, span, page=page)


def test_everything_that_is_known_is_told_in_both_languages() -> None:
    one = event(
        place="Tankstation",
        ends=datetime(2026, 3, 13, 22, tzinfo=UTC),
        price="€ 5",
        language=Language.ENGLISH,
        accessibility="Wheelchairs welcome",
        description="Loud.",
        link="https://example.org/noise",
    )
    assert shown(one, page="https://agenda.example.org/events/42.ics") == Look(
        "Noise Night",
        "Loud.\n\n"
        "🗓️ vrijdag 13 maart 2026 20:00 – 23:00\n"
        "🎟️ € 5\n"
        "💬 Engels\n"
        "♿ Wheelchairs welcome\n"
        "🇬🇧 Friday 13 March 2026 20:00 – 23:00 · Tankstation · in English\n"
        "🔗 https://example.org/noise\n"
        "📅 https://agenda.example.org/events/42.ics\n"
        f"De Sektor · {key_of(one)}",
        "Tankstation",
    )


def test_what_is_not_known_is_said() -> None:
    nothing = shown(event())
    assert nothing.location == "Plek nog niet bekend · Place not known yet"
    assert "einde nog niet bekend" in nothing.description
    assert "place not known yet" in nothing.description
    day = shown(event(starts=datetime(2026, 3, 12, 23, tzinfo=UTC), time_known=False))
    assert "vrijdag 13 maart 2026 (tijd nog niet bekend)" in day.description
    english = shown(event(), ENGLISH)
    assert english.location == "Place not known yet"
    assert "🇬🇧" not in english.description
    assert "end not known yet" in english.description


def test_days_are_told_as_days() -> None:
    festival = event(
        starts=datetime(2026, 3, 12, 23, tzinfo=UTC),
        ends=datetime(2026, 3, 15, 23, tzinfo=UTC),
        time_known=False,
    )
    assert "🗓️ vrijdag 13 maart 2026 – zondag 15 maart 2026\n" in shown(festival).description


@pytest.mark.parametrize(
    ("happening", "name", "says_why"),
    [
        (Happening.CANCELLED, "AFGELAST: Noise Night", True),
        (Happening.POSTPONED, "UITGESTELD: Noise Night", True),
        (Happening.RESCHEDULED, "NIEUWE DATUM: Noise Night", False),
    ],
)
def test_what_became_of_it_stands_in_the_name(happening: Happening, name: str, says_why: bool) -> None:
    card = shown(event(happening, "No power"))
    assert card.name == name
    assert card.description.startswith("**No power**") == says_why


words = st.text(max_size=600) | st.lists(
    st.sampled_from(
        [
            "@everyone",
            "<@123456789012345678>",
            "**b**",
            "[x](https://e.example)",
            "woord",
            "日本語",
            "مرحبا",
            "🎸",
        ]
    )
).map(" ".join)


@given(title=words, place=words, description=words, price=words, reason=words, accessible=words)
def test_it_always_fits_and_is_known_again(
    title: str, place: str, description: str, price: str, reason: str, accessible: str
) -> None:
    one = event(
        Happening.CANCELLED,
        reason,
        title=title,
        place=place,
        description=description * 3,
        price=price,
        accessibility=accessible,
        link="https://example.org/" + "x" * 180,
    )
    card = shown(one, page="https://agenda.example.org/events/42.ics")
    assert 1 <= len(card.name) <= NAME
    assert 1 <= len(card.location) <= LOCATION
    assert len(card.description) <= DESCRIPTION
    assert key_in(card.description) == key_of(one)
    for text in (card.name, card.location, card.description):
        assert "@everyone" not in text
        assert "<@123456789012345678>" not in text


def test_somebodys_words_are_no_mark_of_ours() -> None:
    assert key_in("De Sektor · 42-abcdef is nice") == ""
    one = event(description="De Sektor · 1-abcdef")
    assert key_in(shown(one).description) == key_of(one)
    assert key_in("") == ""


def test_how_discord_writes_it_makes_no_difference() -> None:
    one = shown(event(description="Two\n\nparagraphs  "))
    starts = datetime(2026, 3, 13, 19, tzinfo=UTC)
    same = replace(one, description=one.description.replace("\n", "\r\n") + " ")
    assert one.digest(starts, None) == same.digest(starts.astimezone(DUTCH.zone), None)
    assert one.digest(starts, None) != one.digest(starts + timedelta(hours=1), None)
    assert one.digest(starts, None) != replace(one, name="Other").digest(starts, None)
