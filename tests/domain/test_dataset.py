"""The open dataset: a row an event, and nobody in it."""

import csv
import io
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from domain.agenda import Listed
from domain.dataset import FIELDS, as_csv, months_around, per_month, row
from domain.events import Details, Event, Happening, Language, Stage

ZONE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)


def listed(
    title: str = "Noise Night", *, happening: Happening = Happening.SCHEDULED, month: int = 3
) -> Listed:
    details = Details(
        title=title,
        starts=datetime(2026, month, 14, 22, tzinfo=ZONE),
        ends=datetime(2026, month, 15, 4, tzinfo=ZONE),
        place="At my home, Secret Street 12",
        themes=("music", "underground"),
        language=Language.NONE,
        description="Call me: 06 12345678",
    )
    event = Event(
        id=12,
        community=987654321,
        details=details,
        stage=Stage.PUBLISHED,
        happening=happening,
        reason="Mila is ill",
        submitter=123456789,
        made_by="Mila",
        reviewer="Noor",
        created_at=NOW,
        updated_at=NOW,
    )
    return Listed(event=event, sources=(("Tetem", "https://tetem.example/"),))


def test_what_stands_in_a_row() -> None:
    assert row(listed(happening=Happening.CANCELLED), ZONE) == {
        "id": 12,
        "title": "Noise Night",
        "themes": ["music", "underground"],
        "starts": "2026-03-14T22:00:00+01:00",
        "ends": "2026-03-15T04:00:00+01:00",
        "time_known": True,
        "first_day": "2026-03-14",
        "last_day": "2026-03-14",
        "weekday": 6,
        "venue": None,
        "language": "none",
        "status": "cancelled",
        "origin": "both",
        "agendas": 1,
        "known_since": "2026-03-09",
    }


def test_nobody_is_in_it() -> None:
    told = "".join(as_csv([row(listed(), ZONE)]))
    for private in ("Mila", "Noor", "123456789", "987654321", "Secret Street", "06 12345678"):
        assert private not in told


@given(st.text(max_size=200))
def test_csv_comes_back_as_it_was(title: str) -> None:
    told = "".join(as_csv([row(listed(title), ZONE)]))
    header, cells = csv.reader(io.StringIO(told, newline=""))
    assert tuple(header) == FIELDS
    back = cells[1]
    assert not back.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert back in (title, f"'{title}")


def test_months() -> None:
    assert months_around(date(2026, 1, 31), before=2, after=1) == [
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]


def test_numbers_by_theme_and_month() -> None:
    months = [date(2026, 3, 1), date(2026, 4, 1)]
    events = [listed(), listed(), listed(happening=Happening.CANCELLED), listed(month=4), listed(month=5)]
    assert per_month(events, months, ZONE) == {
        "music": {date(2026, 3, 1): 2, date(2026, 4, 1): 1},
        "underground": {date(2026, 3, 1): 2, date(2026, 4, 1): 1},
    }
