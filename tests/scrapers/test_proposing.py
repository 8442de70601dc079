"""Selectors found on one version of a page must find what stands on the next version of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from domain.sources import SourceStatus
from scrapers.page import Page
from scrapers.parsing import Job, read
from scrapers.problems import NotAnAgenda
from scrapers.proposing import propose
from scrapers.sources import selected

ZONE = ZoneInfo("Europe/Amsterdam")
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")


@dataclass(frozen=True)
class Shown:
    title: str
    day: date
    clock: str | None
    sticker: str = ""

    @property
    def start(self) -> datetime | date:
        if self.clock is None:
            return self.day
        return datetime.combine(self.day, time.fromisoformat(self.clock), tzinfo=ZONE)

    @property
    def path(self) -> str:
        return "/programma/" + self.title.lower().replace(" ", "-")

    @property
    def words(self) -> str:
        return f"{WEEKDAYS[self.day.weekday()]} {self.day.day} {MONTHS[self.day.month - 1]}"


MARCH = [
    Shown("Stormvogel", date(2026, 3, 13), "20:30"),
    Shown("De lange nacht van het licht", date(2026, 3, 14), "21:00", "Uitverkocht"),
    Shown("Open podium", date(2026, 3, 19), "19:30"),
    Shown("Ruis 4", date(2026, 4, 2), "22:00"),
]
SUMMER = [
    Shown("Zomerbries", date(2026, 6, 5), "16:00", "Gratis"),
    Shown("Kabaal in de kelder", date(2026, 6, 6), "23:59"),
    Shown("Kwartet zonder naam", date(2026, 6, 7), "15:00", "Laatste kaarten"),
    Shown("100 jaar stilte", date(2026, 7, 11), "20:15"),
    Shown("Nachtwinkel", date(2026, 7, 12), "20:15"),
    Shown("Afscheid", date(2026, 8, 1), "20:00", "Nieuw"),
]
Template = Callable[[list[Shown], str], str]


def table(shown: list[Shown], made_up: str) -> str:
    rows = "".join(
        f"<tr><td>{one.words}</td><td>{one.clock}</td><td><a href='{one.path}'>{one.title}</a></td>"
        f"<td>{one.sticker}</td></tr>"
        for one in shown
    )
    return (
        f"<table class='agenda'><tr><th>Datum</th><th>Tijd</th><th>Wat</th><th></th></tr>{rows}</table>"
        "<table><tr><td>Bar open vanaf</td><td>19:00</td></tr></table>"
    )


def list_with_states(shown: list[Shown], made_up: str) -> str:
    """What is first, featured or sold out has classes of its own."""
    lines = []
    for number, one in enumerate(shown):
        states = ["event-item", f"post-{len(one.title) * 37}"]
        states += ["first", "featured"] if number == 0 else ["even" if number % 2 else "odd"]
        states += ["sold-out"] if one.sticker == "Uitverkocht" else []
        sticker = f"<span class='label'>{one.sticker}</span>" if one.sticker else ""
        lines.append(
            f"<li class='{' '.join(states)}'>{sticker}<a href='{one.path}'><h3>{one.title}</h3></a>"
            f"<div class='event-date'>{one.words}</div><div>aanvang {one.clock} uur</div></li>"
        )
    return f"<nav><ul><li><a href='/'>Home</a></li></ul></nav><ul>{''.join(lines)}</ul>"


def made_up_names(shown: list[Shown], made_up: str) -> str:
    """A build tool's class names: only what stands before the hash outlives the next release."""
    items = "".join(
        f"<a class='css-{made_up} Agenda_card__{made_up}' href='{one.path}'>"
        f"<div class='css-a{made_up}'><time class='css-b{made_up}' datetime='{one.start.isoformat()}'>"
        f"{one.words} {one.clock}</time><h2 class='css-c{made_up}'>{one.title}</h2>"
        f"{f'<i>{one.sticker}</i>' if one.sticker else ''}</div></a>"
        for one in shown
    )
    return f"<main><section class='css-d{made_up}'>{items}</section></main>"


def day_headings(shown: list[Shown], made_up: str) -> str:
    days = "".join(
        f"<h3 class='dag'>{one.words} 2026</h3>"
        f"<ul><li><a href='{one.path}'>{one.title}</a> {one.clock}</li></ul>"
        for one in shown
    )
    menu = "<ul class='menu'><li><a href='/contact'>Contact</a></li></ul>"
    return f"<div id='agenda'><h2>Agenda</h2>{days}</div>{menu}"


def utility_classes(shown: list[Shown], made_up: str) -> str:
    cards = "".join(
        "<div class='col-md-4 mb-4'><div class='card h-100'><img class='img-fluid' src='/x.jpg'>"
        f"<div class='card-body p-3'><h5 class='card-title'><a href='{one.path}'>{one.title}</a></h5>"
        f"<p class='card-text text-muted'>{one.words} | {one.clock}</p>"
        f"{f'<span class=badge>{one.sticker}</span>' if one.sticker else ''}</div></div></div>"
        for one in shown
    )
    return f"<h1>Programma</h1><div class='container'><div class='row'>{cards}</div></div>"


def by_month(shown: list[Shown], made_up: str) -> str:
    parts = []
    for month in sorted({one.day.month for one in shown}):
        within = "".join(
            f"<article class='show'><span class='day'>{WEEKDAYS[one.day.weekday()]} {one.day.day}</span>"
            f"<h4><a href='{one.path}'>{one.title}</a></h4><span class='time'>{one.clock}</span></article>"
            for one in shown
            if one.day.month == month
        )
        name = ("", "Januari", "Februari", "Maart", "April", "Mei", "Juni", "Juli", "Augustus")[month]
        parts.append(f"<h2>{name} 2026</h2>{within}")
    return f"<div class='programma'>{''.join(parts)}</div>"


TEMPLATES: list[Template] = [
    table,
    list_with_states,
    made_up_names,
    day_headings,
    utility_classes,
    by_month,
]


def page(template: Template, shown: list[Shown], made_up: str = "1x2y3z") -> Page:
    body = (
        f"<html><head><title>Agenda | De Schuur</title></head><body>{template(shown, made_up)}</body></html>"
    )
    return Page(body.encode(), "https://schuur.example/agenda")


def facts(events: object) -> list[tuple[str, object, str]]:
    return sorted((event.title, event.start, event.url) for event in events)  # type: ignore[attr-defined]  # events of a reading


def truth(shown: list[Shown]) -> list[tuple[str, object, str]]:
    return sorted((one.title, one.start, f"https://schuur.example{one.path}") for one in shown)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.__name__)
def test_what_was_found_on_one_version_is_found_on_the_next(template: Template) -> None:
    today = date(2026, 3, 9)
    proposal = propose(page(template, MARCH), zone=ZONE, today=today)
    assert facts(proposal.events) == truth(MARCH)
    assert proposal.warnings == ()

    later = date(2026, 5, 20)
    again = selected.parse(page(template, SUMMER, "k9Qw7p"), proposal.selectors, zone=ZONE, today=later)
    assert facts(again.events) == truth(SUMMER)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.__name__)
def test_no_selector_goes_by_position_or_by_a_made_up_name(template: Template) -> None:
    written = propose(page(template, MARCH), zone=ZONE, today=date(2026, 3, 9)).selectors.as_dict()
    assert not any("nth" in css or "1x2y3z" in css or "first" in css for css in written.values()), written


def test_a_reading_of_words_carries_what_would_find_them_again() -> None:
    body = page(list_with_states, MARCH)
    window = date(2026, 1, 1), date(2026, 12, 31)
    job = Job(body.text.encode(), window, ZONE.key, date(2026, 3, 9), url=body.url)
    reading = read(job)
    assert reading.proposed is not None
    assert reading.name == "De Schuur"
    again = read(Job(job.data, window, ZONE.key, job.today, url=body.url, selectors=reading.proposed))
    assert again.events == reading.events
    assert again.proposed is None


def test_a_cancelled_event_stays_what_it_is() -> None:
    shown = [*MARCH[:3], Shown("Ruis 4", date(2026, 4, 2), "22:00", "Afgelast")]
    proposal = propose(page(utility_classes, MARCH), zone=ZONE, today=date(2026, 3, 9))
    again = selected.parse(
        page(utility_classes, shown), proposal.selectors, zone=ZONE, today=date(2026, 3, 9)
    )
    assert {event.title: event.status for event in again.events}["Ruis 4"] is SourceStatus.CANCELLED
    assert sum(event.status is SourceStatus.SCHEDULED for event in again.events) == 3


def test_news_gets_no_proposal() -> None:
    posts = "".join(
        f"<article class='post'><h2><a href='/nieuws/{n}'>Bericht {n}</a></h2>"
        f"<time>{n} februari 2026</time></article>"
        for n in range(1, 6)
    )
    news = Page(f"<html><title>Nieuws</title><body><div class='news'>{posts}</div></body></html>".encode())
    with pytest.raises(NotAnAgenda):
        propose(news, zone=ZONE, today=date(2026, 3, 9))
