"""What holds for every text and every moment."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.refusal import Refusal
from domain.when import AskBack, Period, When, read_end, read_page_date, read_period, read_when

ZONE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 3, 9, 12, tzinfo=ZONE)

DAYS_NL = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
DAYS_EN = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS_NL = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
SHORT_NL = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]


def ordinal(day: int) -> str:
    return f"{day}{'th' if 4 <= day % 100 <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def spoken_nl(moment: datetime) -> str:
    """The time as it is said, always with the part of the day."""
    hour = moment.hour % 12 or 12
    following = hour % 12 + 1
    part = ("'s nachts", "'s ochtends", "'s middags", "'s avonds")[moment.hour // 6]
    said = {
        0: f"{hour} uur",
        15: f"kwart over {hour}",
        30: f"half {following}",
        45: f"kwart voor {following}",
    }
    return f"{said[moment.minute]} {part}"


Style = Callable[[datetime], str]

DATE_STYLES: list[Style] = [
    lambda d: f"{DAYS_NL[d.weekday()]} {d.day} {MONTHS_NL[d.month - 1]} {d.year}",
    lambda d: f"{DAYS_NL[d.weekday()][:2]} {d.day} {SHORT_NL[d.month - 1]} {d.year}",
    lambda d: f"{DAYS_NL[d.weekday()][:2]}. {d.day} {SHORT_NL[d.month - 1]}. {d.year}",
    lambda d: f"{d.day}e {MONTHS_NL[d.month - 1]} {d.year}",
    lambda d: f"{DAYS_EN[d.weekday()]} {d.day} {MONTHS_EN[d.month - 1]} {d.year}",
    lambda d: f"{DAYS_EN[d.weekday()][:3]}, {MONTHS_EN[d.month - 1][:3]} {ordinal(d.day)}, {d.year}",
    lambda d: f"the {ordinal(d.day)} of {MONTHS_EN[d.month - 1]} {d.year}",
    lambda d: f"{d:%d-%m-%Y}",
    lambda d: f"{d.day}/{d.month}/{d.year}",
    lambda d: f"{d:%d.%m.%Y}",
    lambda d: f"{d.day}-{d.month}-{d:%y}",
    lambda d: f"{d.day}-{SHORT_NL[d.month - 1]}-{d.year}",
    lambda d: f"{d:%Y-%m-%d}",
]
TIME_STYLES: list[Style] = [
    lambda t: f"{t:%H:%M}",
    lambda t: f"om {t:%H.%M} uur",
    lambda t: f"{t:%H}u{t:%M}",
    lambda t: f"{t.hour}h{t:%M}",
    lambda t: f"aanvang {t:%H:%M}u",
    lambda t: f"at {t.hour % 12 or 12}:{t:%M} {'pm' if t.hour >= 12 else 'am'}",
    lambda t: f"@ {t.hour % 12 or 12}:{t:%M}{'PM' if t.hour >= 12 else 'AM'}",
]

moments = st.datetimes(datetime.fromisoformat("2026-03-10"), datetime.fromisoformat("2029-03-01")).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=ZONE, fold=0)
)


def in_a_doubled_or_skipped_hour(moment: datetime) -> bool:
    return moment.utcoffset() != moment.replace(fold=1).utcoffset()


@settings(max_examples=250, deadline=None)
@given(moments, st.sampled_from(DATE_STYLES), st.sampled_from(TIME_STYLES), st.booleans())
def test_what_is_written_is_read_back(moment: datetime, day: Style, time: Style, time_first: bool) -> None:
    words = [day(moment), time(moment)]
    read = read_when(" ".join(reversed(words) if time_first else words), now=NOW, zone=ZONE)
    if in_a_doubled_or_skipped_hour(moment):
        assert isinstance(read, AskBack)
    else:
        assert read == When(moment)


@settings(max_examples=100, deadline=None)
@given(moments, st.sampled_from((0, 15, 30, 45)))
def test_what_is_said_is_read_back(moment: datetime, minute: int) -> None:
    moment = moment.replace(minute=minute)
    read = read_when(f"{moment:%d-%m-%Y} {spoken_nl(moment)}", now=NOW, zone=ZONE)
    if isinstance(read, AskBack):
        # "'s nachts" beside a date can be the night before it or after it
        assert moment.hour < 6
        assert moment in [choice.when.start for choice in read.choices] or in_a_doubled_or_skipped_hour(
            moment
        )
    else:
        assert read == When(moment)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 330), st.sampled_from(DATE_STYLES[:4]), st.sampled_from(TIME_STYLES))
def test_a_missing_year_is_the_next_one(days: int, style: Style, time: Style) -> None:
    moment = datetime(2026, 3, 10, 20, 30, tzinfo=ZONE) + timedelta(days=days)
    # in January and February 2027 lies what is "recent" on 9 March 2026
    now = NOW if moment.year == 2026 else moment - timedelta(days=200)
    words = style(moment).replace(f" {moment.year}", "")
    assert read_when(f"{words} {time(moment)}", now=now, zone=ZONE) == When(moment)


@settings(max_examples=100, deadline=None)
@given(moments, st.integers(1, 12 * 60), st.sampled_from((" - ", "–", " tot ", "-", " until ", " t/m ")))
def test_an_end_is_read_back(start: datetime, minutes: int, mark: str) -> None:
    end = start + timedelta(minutes=minutes)
    nights = [start + timedelta(days=day) for day in (-1, 0, 1)]
    if end.time() > time_of_day(12) and end.date() != start.date():
        return
    if len({night.utcoffset() for night in nights}) > 1:
        return
    read = read_when(f"{start:%d-%m-%Y %H:%M}{mark}{end:%H:%M}", now=NOW, zone=ZONE)
    assert read == When(start, end)


WORDS = [
    "vr",
    "vrijdag",
    "friday",
    "za",
    "maandag",
    "monday",
    "13",
    "8",
    "20:00",
    "20.10",
    "13.3",
    "13/3",
    "13-03-2026",
    "2026-03-13",
    "maart",
    "mrt",
    "march",
    "29",
    "feb",
    "t/m",
    "tot",
    "-",
    "–",
    "van",
    "from",
    "at",
    "om",
    "half",
    "kwart",
    "voor",
    "over",
    "9",
    "10",
    "uur",
    "u",
    "h",
    "pm",
    "am",
    "'s",
    "avonds",
    "nachts",
    "morgen",
    "vanavond",
    "tonight",
    "volgende",
    "next",
    "week",
    "weekend",
    "deze",
    "02:30",
    "25",
    "oktober",
    "2026",
    "2027",
    "24:00",
    "middernacht",
    "in",
    "3",
    "dagen",
    "weken",
    "eerste",
    "laatste",
    "april",
    "doors",
    "start",
    "einde",
    "+3",
    "99999999999",
    "€",
    "12,50",
    "xyz",
    "hele",
    "dag",
    "20u30",
    "de",
    "13e",
    ",",
    ".",
    "(",
    "z",
    "+01:00",
    "t",
    "a.s.",
    "gisteren",
    "31",
    "0",
    "00",
    "an",
    "hour",
    "12",
    "noon",
    "last",
    "first",
    "jaar",
    "maand",
    "½",
    "٣",
    "九",
    "\u202e",
    "\x00",
]
texts = st.one_of(
    st.text(max_size=220),
    st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=6).map("".join),
    st.text(alphabet="0123456789:.-/ uht'", max_size=40),
)
nows = st.datetimes(datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2032-01-01")).map(
    lambda moment: moment.replace(tzinfo=ZONE)
)


def check(when: When) -> None:
    if when.all_day:
        assert type(when.start) is date
        assert type(when.end) is date
        assert when.start < when.end
    elif isinstance(when.start, datetime):
        assert when.start.tzinfo is ZONE
        if when.end is not None:
            assert isinstance(when.end, datetime)
            assert when.start.astimezone(UTC) < when.end.astimezone(UTC)
    else:
        assert when.end is None
        assert not when.time_known


@settings(max_examples=800, deadline=None)
@given(texts, nows)
def test_any_text_is_read_asked_about_or_refused(text: str, now: datetime) -> None:
    try:
        read = read_when(text, now=now, zone=ZONE)
    except Refusal:
        return
    if isinstance(read, When):
        check(read)
        return
    assert 2 <= len(read.choices) <= 5
    labels = [str((choice.label.message_id, choice.label.params)) for choice in read.choices]
    assert len(set(labels)) == len(labels)
    read.question.message_id.format(**read.question.params)
    for choice in read.choices:
        check(choice.when)
        choice.label.message_id.format(**choice.label.params)


@settings(max_examples=300, deadline=None)
@given(texts, nows)
def test_the_other_readers_hold_too(text: str, now: datetime) -> None:
    page = read_page_date(text, today=now.date(), zone=ZONE)
    if page is not None:
        check(page)
    try:
        period = read_period(text, now=now, zone=ZONE)
    except Refusal:
        pass
    else:
        assert isinstance(period, Period)
        assert period.start < period.end
    try:
        end = read_end(text, start=now, zone=ZONE)
    except Refusal:
        return
    if isinstance(end, datetime):
        assert end.astimezone(UTC) > now.astimezone(UTC)
    else:
        assert all(isinstance(choice.when.end, datetime) for choice in end.choices)
