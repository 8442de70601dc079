"""Hostile input costs its own time and nothing more."""

import os
from datetime import date

import pytest

from domain.sources import SourceKind
from scrapers.parsing import Job
from scrapers.problems import NotAnAgenda, SourceProblem, Unreadable
from scrapers.worker import Parser, read_apart

GOOD = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Goed\nDTSTART:20260401T180000Z\nEND:VEVENT\nEND:VCALENDAR\n"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + b"".join(
        b'<!ENTITY lol%d "%s">' % (n, (b"&lol%s;" % (str(n - 1).encode() if n > 1 else b"")) * 10)
        for n in range(1, 10)
    )
    + b"]><rss version='2.0'><channel><title>&lol9;</title><item><title>&lol9;</title></item></channel></rss>"
)
EXTERNAL = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b"<rss version='2.0'><channel><item><title>&x;</title><date_from>01/05/2026</date_from></item></channel></rss>"
)
RULE = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Eindeloos\nDTSTART:00010101T000000Z\nRRULE:%s\nEND:VEVENT\nEND:VCALENDAR"
HOSTILE = {
    "a billion laughs": LAUGHS,
    "a billion laughs in a page": LAUGHS.replace(b"rss", b"html"),
    "an external entity": EXTERNAL,
    "deep json": b'<html><script type="application/ld+json">' + b'{"a":' * 200_000 + b"</script></html>",
    "deep html": b"<html><body>" + b"<div>" * 100_000 + b"12 maart 2026",
    "soup": b"<html><body>" + b"<b><i>" * 200_000,
    "many dates": b"<html><body>" + b"<p>12 maart 2026 <a href='/x'>x</a></p>" * 20_000,
    "endless rule": RULE % b"FREQ=SECONDLY",
    "endless hours": RULE % b"FREQ=HOURLY",
    "never matching": RULE % b"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "a thousand endless series": b"BEGIN:VCALENDAR\n"
    + b"".join(
        b"BEGIN:VEVENT\nUID:%d\nSUMMARY:x\nDTSTART:19000101T000000Z\nRRULE:FREQ=HOURLY\nEND:VEVENT\n" % n
        for n in range(1000)
    )
    + b"END:VCALENDAR",
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
    slow = (
        b"BEGIN:VCALENDAR\n"
        + b"BEGIN:VEVENT\nUID:%d\nDTSTART:20260101T100000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n" * 9000
    )
    async with Parser(time_limit=0.3) as parser:
        await parser.parse(job(GOOD))
        pid = parser.pid
        assert pid is not None
        with pytest.raises(Unreadable, match="takes too long"):
            await parser.parse(job(slow % tuple(range(9000))))
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
        assert (await parser.parse(job(GOOD))).events


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
        with open(f"/proc/{parser.pid}/environ", "rb") as environment:
            assert b"geheim" not in environment.read()


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_input_is_refused_or_survived(name: str) -> None:
    async with Parser(time_limit=10.0) as parser:
        try:
            reading = await parser.parse(job(HOSTILE[name]))
        except SourceProblem as problem:
            assert "too long" not in str(problem), name
        else:
            assert len(reading.events) <= 20_000
            assert all(len(event.title) <= 300 and "root:" not in event.title for event in reading.events)


def test_a_command_reads_apart_from_itself_too() -> None:
    assert [event.title for event in read_apart(job(GOOD)).events] == ["Goed"]
    with pytest.raises(NotAnAgenda):
        read_apart(job(b"%PDF-1.7"))
    with pytest.raises(Unreadable, match="takes too long"):
        read_apart(job(HOSTILE["many dates"] * 3), time_limit=0.05)
