"""Hostile input costs its own time and nothing more."""

import asyncio
import os
from datetime import date
from pathlib import Path

import pytest

from domain.sources import SourceEvent, SourceKind
from scrapers.parsing import Job
from scrapers.problems import NotAnAgenda, SourceProblem, Unreadable
from scrapers.worker import Parser, read_apart

GOOD = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Goed\nDTSTART:20260401T180000Z\nEND:VEVENT\nEND:VCALENDAR\n"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol0 "lol">'
    + b"".join(b'<!ENTITY lol%d "%s">' % (n, b"&lol%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><rss version='2.0'><channel><title>&lol9;</title><item><title>&lol9;</title></item></channel></rss>"
)
EXTERNAL = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>'
    b"<item><title>&x;</title><date_from>01/05/2026</date_from></item></channel></rss>"
)
EVENT = b"BEGIN:VEVENT\nUID:%d\nSUMMARY:x\nDTSTART:%s\nRRULE:%s\nEND:VEVENT\n"


def calendar(rule: bytes, start: bytes, count: int = 1) -> bytes:
    events = b"".join(EVENT % (number, start, rule) for number in range(count))
    return b"BEGIN:VCALENDAR\n" + events + b"END:VCALENDAR\n"


HOSTILE = {
    "a billion laughs": LAUGHS,
    "a billion laughs in a page": LAUGHS.replace(b"rss", b"html"),
    "an external entity": EXTERNAL,
    "deep json": b'<html><script type="application/ld+json">' + b'{"a":' * 200_000 + b"</script></html>",
    "deep html": b"<html><body>" + b"<div>" * 100_000 + b"12 maart 2026",
    "soup": b"<html><body>" + b"<b><i>" * 200_000,
    "many dates": b"<html><body>" + b"<p>12 maart 2026 <a href='/x'>x</a></p>" * 20_000,
    "endless rule": calendar(b"FREQ=SECONDLY", b"00010101T000000Z"),
    "endless hours": calendar(b"FREQ=HOURLY", b"00010101T000000Z"),
    "never matching": calendar(b"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5", b"20260101T000000Z"),
    "steps that miss": calendar(b"FREQ=DAILY;INTERVAL=7;BYDAY=TU;COUNT=5", b"20260105T000000Z"),
    "a thousand endless series": calendar(b"FREQ=HOURLY", b"19000101T000000Z", 1000),
    "commas": b'<html><script type="application/ld+json">[' + b", " * 400_000 + b"</script></html>",
    "open quotes": b'<html><script type="application/ld+json">{"a": ' + b'" ' * 400_000 + b"</script></html>",
    "open comments": b"<html><!--" * 100_000,
    "zeros": bytes(2_000_000),
    "unfinished tags": b"<html><meta " + b"a" * 1_000_000,
    "attributes": b"<html><meta " + b"a = " * 300_000 + b">",
    "vevents in vevents": b"<html>" + b"<div class='vevent'>" * 3000 + b"<i class=dtstart>2026-01-01</i>",
    "microdata in microdata": b"<html>"
    + b"<div itemscope itemtype='http://schema.org/Event' itemprop='subEvent'>" * 3000,
    "long line": b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:" + b"a" * 1_900_000,
    "a count of a thousand million": calendar(b"FREQ=DAILY;COUNT=1000000000", b"20260101T000000Z"),
    "a page's worth of quotes": b'<html><script type="application/ld+json">{"Event":'
    + b"' a " * 500_000
    + b"</script>",
    "a zone that changes every day": b"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:x\n"
    + b"BEGIN:STANDARD\nDTSTART:00010101T000000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\n" * 100
    + b"RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU\nEND:STANDARD\nEND:VTIMEZONE\n"
    + b"BEGIN:VEVENT\nSUMMARY:x\nDTSTART;TZID=x:20260401T200000\nEND:VEVENT\nEND:VCALENDAR",
    "a schedule since long ago, often": b'<html><script type="application/ld+json">['
    + b'{"@type":"Event","name":"x","eventSchedule":{"startDate":"1990-01-01","repeatFrequency":"P1D"}},'
    * 5000
    + b"{}]</script>",
    "a month above every day": b"<html><body>"
    + b"<h2>maart</h2><li><span class=day>12</span><a href=/x>x</a></li>" * 20_000,
    "a charset that is none": b"<html><meta charset=punycode>\xff" + b"a" * 1_000_000,
    "a calendar of nothing": b"BEGIN:VCALENDAR\n" + bytes(1_500_000) + b"\nEND:VCALENDAR",
    "folded": b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDESCRIPTION:x" + b"\ny" * 300_000 + b"\nEND:VEVENT",
}


def job(data: bytes, kind: SourceKind | None = None) -> Job:
    return Job(data, (date(2026, 1, 1), date(2026, 12, 31)), "Europe/Amsterdam", date(2026, 3, 9), kind)


async def test_the_worker_stays_warm_between_jobs() -> None:
    async with Parser() as parser:
        first = await parser.parse(job(GOOD))
        pid = parser.pid
        with pytest.raises(NotAnAgenda):
            await parser.parse(job(b"<html><body><p>niets</p></body></html>"))
        second = await parser.parse(job(GOOD))
        assert parser.pid == pid
    assert first == second
    assert [event.title for event in first.events] == ["Goed"]


async def test_a_job_past_its_time_is_killed_and_the_next_one_read() -> None:
    slow = calendar(b"FREQ=DAILY", b"20260101T100000Z", 5000)
    async with Parser(time_limit=0.3) as parser:
        await parser.parse(job(GOOD))
        pid = parser.pid
        assert pid is not None
        with pytest.raises(Unreadable, match="takes too long"):
            await parser.parse(job(slow))
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
        assert (await parser.parse(job(GOOD))).events


async def test_a_source_that_uses_up_its_time_holds_up_nobody_else() -> None:
    slow = calendar(b"FREQ=DAILY", b"20260101T100000Z", 9000)
    async with Parser(time_limit=60.0) as parser:
        hostile = asyncio.create_task(parser.parse(job(slow)))
        await asyncio.sleep(0)
        assert [event.title for event in (await parser.parse(job(GOOD))).events] == ["Goed"]
        assert (await parser.parse(job(GOOD))).events
        assert not hostile.done()
        hostile.cancel()
        with pytest.raises(asyncio.CancelledError):
            await hostile
        assert (await parser.parse(job(GOOD))).events


async def test_jobs_wait_their_turn_when_every_worker_is_busy() -> None:
    slow = calendar(b"FREQ=DAILY", b"20260101T100000Z", 5000)
    async with Parser(time_limit=0.3, workers=1) as parser:
        await parser.parse(job(GOOD))
        answers = await asyncio.gather(
            *(parser.parse(job(data)) for data in (slow, GOOD, slow, GOOD)), return_exceptions=True
        )
    assert [isinstance(answer, Unreadable) for answer in answers] == [True, False, True, False]


async def test_a_job_that_wants_too_much_memory_fails_alone() -> None:
    large = b"<html><body>" + b"<p>12 maart</p>" * 900_000
    async with Parser(memory_limit=260_000_000) as parser:
        with pytest.raises(SourceProblem):
            await parser.parse(job(large, SourceKind.HTML))
        assert (await parser.parse(job(GOOD))).events


async def test_the_worker_gets_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "geheim")
    async with Parser() as parser:
        await parser.parse(job(GOOD))
        environment = await asyncio.to_thread(Path(f"/proc/{parser.pid}/environ").read_bytes)
    assert b"PATH=" in environment
    assert b"geheim" not in environment


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_input_is_refused_or_survived(name: str) -> None:
    events: tuple[SourceEvent, ...] = ()
    async with Parser(time_limit=10.0) as parser:
        try:
            events = (await parser.parse(job(HOSTILE[name]))).events
        except SourceProblem as problem:
            if "too long" in str(problem):
                raise
    assert len(events) <= 20_000
    assert all(len(event.title) <= 300 and "root:" not in event.title for event in events)


def test_a_command_reads_apart_from_itself_too() -> None:
    assert [event.title for event in read_apart(job(GOOD)).events] == ["Goed"]
    with pytest.raises(NotAnAgenda):
        read_apart(job(b"%PDF-1.7"))
    with pytest.raises(Unreadable, match="takes too long"):
        read_apart(job(HOSTILE["many dates"] * 3), time_limit=0.05)
