"""Where something was found is said, with a way back."""

from dataclasses import replace

import pytest
from lxml import html
from public_calendar import Calendar, at

from bot.i18n import Say
from domain.agenda import Listed
from web.pages.event import EventPage
from web.pages.frame import Frame
from web.pages.linked import thing
from web.view import View


@pytest.fixture
async def view(calendar: Calendar) -> View:
    """Of an event that two agendas list, one of them without an address."""
    event = await calendar.put("Noise Night", at(1))
    edition = await calendar.site.present.fresh()
    assert edition is not None
    sources = (("Metropool", "https://metropool.example/noise"), ("<b>Zine</b>", ""))
    listed = Listed(event=event, sources=sources)
    return View(
        edition=replace(edition, by_id={event.id: listed}),
        now=calendar.now,
        say=Say("en"),
        name="event",
        path=f"/en/event/{event.id}-noise-night",
        params={"event": f"{event.id}-noise-night"},
        query={},
        addresses=calendar.site,
    )


async def test_the_page_names_every_source_and_links_back(view: View) -> None:
    made = EventPage(Frame()).make(view)
    assert isinstance(made.body, str)
    tree = html.document_fromstring(made.body)
    (told, _) = tree.cssselect(".sources")
    assert " ".join(told.text_content().split()) == "Found at Metropool, <b>Zine</b>"
    assert [one.get("href") for one in told.cssselect("a")] == ["https://metropool.example/noise"]


async def test_so_does_what_programs_read(view: View) -> None:
    (listed,) = view.edition.by_id.values()
    assert thing(view, listed)["subjectOf"] == [
        {"@type": "WebPage", "name": "Metropool", "url": "https://metropool.example/noise"},
        {"@type": "WebPage", "name": "<b>Zine</b>"},
    ]
