"""The calendar file, read back by another library's rules."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from domain.events import Details, Event, Happening, Stage
from domain.ics import calendar_file, uid_of
from domain.ics import entry as written

ZONE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
EVENT = Event(
    id=12,
    community=7,
    details=Details(title="Noise Night", starts=datetime(2026, 3, 13, 19, tzinfo=UTC)),
    stage=Stage.PUBLISHED,
    created_at=NOW,
    updated_at=NOW,
)


def entry(event: Event, zone: ZoneInfo = ZONE) -> icalendar.Event:
    calendar = icalendar.Calendar.from_ical(calendar_file(event, zone=zone, now=NOW))
    (one,) = calendar.walk("VEVENT")
    return one  # type: ignore[return-value]


def with_details(**details: object) -> Event:
    return replace(EVENT, details=replace(EVENT.details, **details))  # type: ignore[arg-type]


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "UTC"]),
)
def test_the_instant_survives_in_any_zone_and_season(starts: datetime, zone: str) -> None:
    starts = starts.replace(microsecond=0)
    assert entry(with_details(starts=starts), ZoneInfo(zone))["DTSTART"].dt.astimezone(UTC) == starts


def test_both_hours_of_a_doubled_night_are_told_apart() -> None:
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    read = [entry(with_details(starts=each))["DTSTART"].dt.astimezone(UTC) for each in (first, second)]
    assert read == [first, second]


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1),
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])),
)
def test_any_text_survives(title: str, place: str) -> None:
    one = entry(with_details(title=title, place=place))
    assert str(one["SUMMARY"]) == title
    assert str(one.get("LOCATION", "")) == place


def test_text_cannot_add_lines_of_its_own() -> None:
    one = entry(with_details(title="x", description="a\nEND:VEVENT\nBEGIN:VALARM\nx"))
    assert str(one["DESCRIPTION"]) == "a\nEND:VEVENT\nBEGIN:VALARM\nx"
    assert one.subcomponents == []


def test_days_without_a_time_are_days() -> None:
    midnight = datetime(2026, 3, 13, tzinfo=ZONE)
    one = entry(with_details(starts=midnight, time_known=False))
    assert one["DTSTART"].dt == date(2026, 3, 13)
    assert "DTEND" not in one


def test_the_uid_stays_and_the_sequence_grows() -> None:
    later = entry(replace(EVENT, sequence=4, happening=Happening.CANCELLED))
    assert str(later["UID"]) == str(entry(EVENT)["UID"]) == uid_of(EVENT)
    assert (later["SEQUENCE"], str(later["STATUS"])) == (4, "CANCELLED")


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=300),
    st.booleans(),
    st.integers(0, 400),
)
def test_it_is_what_icalendar_would_have_written(text: str, known: bool, days: int) -> None:
    """Property by property; only the order of the lines may differ."""
    starts = datetime(2026, 3, 8, 23, tzinfo=UTC).astimezone(ZONE) + timedelta(days=days)
    starts = starts.astimezone(UTC) if known else starts.replace(hour=0).astimezone(UTC)
    ends = (starts.astimezone(ZONE) + timedelta(days=1)).astimezone(
        UTC
    )  # a day by the clock, 25 hours in October
    one = with_details(title=text, starts=starts, ends=ends, time_known=known)
    ours = icalendar.Event.from_ical(
        written(one, zone=ZONE, now=NOW, place=text, description=text, categories=[text, "b"])
    )
    theirs = icalendar.Event()
    for name, value in (
        ("uid", uid_of(one)),
        ("dtstamp", NOW),
        ("created", NOW),
        ("last-modified", NOW),
        ("sequence", 0),
        ("summary", text),
        ("dtstart", starts.astimezone(ZONE) if known else starts.astimezone(ZONE).date()),
        ("dtend", one.details.ends.astimezone(ZONE) if known else one.details.ends.astimezone(ZONE).date()),
        ("location", text),
        ("description", text),
        ("categories", [text, "b"]),
        ("status", "CONFIRMED"),
    ):
        theirs.add(name, value)
    read = icalendar.Event.from_ical(theirs.to_ical())
    assert set(ours) == set(read)
    for name in read:
        assert ours[name].to_ical() == read[name].to_ical(), name


def test_no_line_is_longer_than_75_octets() -> None:
    file = calendar_file(with_details(title="é" * 300, description="🎸" * 200), zone=ZONE, now=NOW)
    assert max(map(len, file.split(b"\r\n"))) == 75
    file.decode()
    assert "\n" not in file.decode().replace("\r\n", "")
