"""How agendas, rooms, minutes and reminders of actions stand on Discord, and the timers behind them."""

from bot.client import SektorClient
from bot.content import Content
from bot.words import Voice
from cogs.minutes import cards
from cogs.minutes.acting import reminder
from cogs.minutes.views import paper_view, room_view
from domain.meetings.actions import Reminder
from domain.meetings.meeting import Stage
from domain.meetings.minutes import State
from domain.postings import Posting, Surface
from domain.timers import Timer
from services.actions import REMIND
from services.meeting_due import AGENDA
from services.minutes import END


def register(client: SektorClient) -> None:
    services, clock = client.services, client.clock

    async def agenda(posting: Posting) -> Content | None:
        shown = await services.meeting_agenda.posted(_number(posting))
        if shown is None or shown.meeting.stage is Stage.CANCELLED:
            return None
        return Content(embeds=[cards.agenda(shown, Voice(shown.community))])

    async def room(posting: Posting) -> Content | None:
        shown = await services.minutes_reading.shown(_number(posting))
        if shown is None or shown.session.state is not State.RUNNING:
            return None
        voice = Voice(shown.community)
        return Content(embeds=[cards.room(shown, voice)], view=room_view(shown, voice))

    async def paper(posting: Posting) -> Content | None:
        shown = await services.minutes_reading.shown(_number(posting))
        if shown is None or shown.session.state is State.RUNNING:
            return None
        voice = Voice(shown.community)
        embed = cards.paper(shown, services.minutes_reading.lines(shown), voice)
        return Content(embeds=[embed], view=paper_view(shown, voice))

    async def due(posting: Posting) -> Content | None:
        """Looked at anew when it is sent: nothing for what is done by now."""
        shown = await services.actions.told(_number(posting))
        if shown is None:
            return None
        text, view = reminder(shown)
        return Content(text=text, view=view)

    async def post(timer: Timer) -> None:
        await services.meeting_agenda.post(int(timer.subject), now=clock.now())

    async def end(timer: Timer) -> None:
        await services.minutes.forgotten(int(timer.subject), now=clock.now())

    async def remind(timer: Timer) -> None:
        number, _, which = timer.subject.partition(":")
        await services.actions.remind(int(number), Reminder(which), now=clock.now())

    publisher = client.publisher
    publisher.register("meeting-agenda", Surface.MEETING_AGENDA, agenda)
    publisher.register("meeting-room", Surface.MEETING_ROOM, room, lambda one: f"{one.subject}:here")
    publisher.register("minutes", Surface.MINUTES, paper, lambda one: f"{one.subject}:md")
    publisher.register("action", Surface.ACTION_DUE, due, lambda one: f"{one.subject}:done")
    for kind, handler in ((AGENDA, post), (END, end), (REMIND, remind)):
        client.timers.register(kind, handler)


def _number(posting: Posting) -> int:
    return int(posting.subject.partition(":")[2])
