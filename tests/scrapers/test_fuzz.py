"""Whatever bytes come in, a parser answers with events or with one of its own sentences."""

from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.refusal import Refusal
from domain.selectors import Selectors
from domain.sources import SourceEvent, SourceKind, SourceStatus, content_hash, event_key
from scrapers import moments, text
from scrapers.parsing import Job, read
from scrapers.problems import SourceProblem
from scrapers.status import from_title

DATA = Path(__file__).parent.parent / "data"
SEEDS = sorted(
    path.read_bytes()
    for path in DATA.glob("*/*")
    if path.suffix in (".ics", ".html", ".xml", ".json") and "expected" not in path.name
)
PIECES = rb"""BEGIN:VEVENT
END:VEVENT
DTSTART:20260401T180000Z
DTSTART;TZID=x:2026
RRULE:FREQ=DAILY
RRULE:
EXDATE:20260401
RECURRENCE-ID:20260401T180000Z
UID:1
DURATION:-P1D
RDATE;VALUE=PERIOD:20260401T1/P
<script type="application/ld+json">
</script>
{"@type":"Event","name":"x","startDate":
"2026-04-01"
"eventSchedule":{"startDate":"2026-01-01","repeatFrequency":"P1D"}
"subEvent":
}
[
null
1e999
"\ud800"
&#x0;
<div class=vevent>
<time class=dtstart datetime=2026-04-01>
<li><a href=/x>12 april 20:00</a>
<div itemscope itemtype=http://schema.org/Event>
<i itemprop=startDate>2026-04-01
<!--
-->
<rss>
<item><title>x</title><date_from>
""".splitlines(keepends=True)


def answered(data: bytes, kind: SourceKind | None = None, selectors: Selectors | None = None) -> None:
    window = date(2026, 1, 1), date(2026, 12, 31)
    job = Job(data, window, "Europe/Amsterdam", date(2026, 3, 9), kind, selectors=selectors)
    events: tuple[SourceEvent, ...] = ()
    try:
        events = read(job).events
    except SourceProblem as problem:
        if "new to us" in str(problem):  # the sentence for what nobody thought of is an error of ours here
            raise
    for event in events:
        check(event)


def check(event: SourceEvent) -> None:
    assert event.title.strip() == event.title != ""
    assert event.all_day is not isinstance(event.start, datetime)
    assert not isinstance(event.start, datetime) or event.start.tzinfo is not None
    assert event.end is None or isinstance(event.end, datetime) is isinstance(event.start, datetime)
    assert event.end is None or event.end >= event.start  # type: ignore[operator]  # both are of one type here
    assert event.url is None or event.url.startswith(("http://", "https://"))
    event.title.encode()
    assert content_hash(event)
    assert event_key(event)


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=400), kind=st.sampled_from([None, *SourceKind]))
def test_any_bytes(data: bytes, kind: SourceKind | None) -> None:
    answered(data, kind)


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=25), kind=st.sampled_from([None, *SourceKind]))
def test_pieces_in_any_order(pieces: list[bytes], kind: SourceKind | None) -> None:
    answered(b"".join(pieces), kind)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.sampled_from(SEEDS), data=st.data())
def test_damaged_files(seed: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(seed)))
    end = data.draw(st.integers(start, min(len(seed), start + 60)))
    answered(seed[:start] + data.draw(st.binary(max_size=20)) + seed[end:])


@given(written=st.dictionaries(st.sampled_from(["item", "list", "title", "date", "x"]), st.text(max_size=40)))
def test_selectors_are_read_or_refused(written: dict[str, str]) -> None:
    try:
        selectors = Selectors.of(written)
    except Refusal:
        return
    assert Selectors.of(selectors.as_dict()) == selectors


PICKS = ["li", "div > *", "a", "time", "*", "a@href", "time@datetime", ".vevent", "@class", "i, b"]


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    pieces=st.lists(st.sampled_from(PIECES), max_size=25),
    picks=st.dictionaries(
        st.sampled_from([field.name for field in fields(Selectors)]), st.sampled_from(PICKS)
    ),
)
def test_any_selectors_on_any_page(pieces: list[bytes], picks: dict[str, str]) -> None:
    try:
        selectors = Selectors.of({"item": "li", **picks})
    except Refusal:
        return
    answered(b"<html>" + b"".join(pieces), selectors=selectors)


@given(value=st.text(max_size=60) | st.integers() | st.floats() | st.booleans() | st.none())
def test_a_moment_is_aware_or_a_date_or_nothing(value: object) -> None:
    moment = moments.read(value, ZoneInfo("Europe/Amsterdam"))
    if moment is not None and isinstance(moment.value, datetime):
        assert moment.value.tzinfo is not None
        assert moment.value.utcoffset() is not None


@given(value=st.text())
def test_text_is_clean(value: str) -> None:
    for clean in (text.one_line(value), text.paragraphs(value)):
        if clean is not None:
            assert clean == clean.strip() != ""
            clean.encode()
            assert "\x00" not in clean
            assert "\u202e" not in clean
    assert (text.one_line(value, 10) or "x") == (text.one_line(value, 10) or "x")[:10]


@given(title=st.text(min_size=1))
def test_a_title_always_keeps_something(title: str) -> None:
    status, rest = from_title(title)
    assert rest
    assert status is None or status in SourceStatus
