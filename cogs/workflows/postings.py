"""The checklist where it stands, and the reminders of what cannot wait."""

from bot.client import SektorClient
from bot.content import Content
from bot.i18n import Say
from bot.ui import view_of
from cogs.workflows import cards
from cogs.workflows.views import FlowButton, buttons
from domain.postings import Posting, Surface
from domain.timers import Timer
from services.workflows import REMIND


def register(client: SektorClient) -> None:
    workflows = client.services.workflows

    async def checklist(posting: Posting) -> Content | None:
        shown = await workflows.shown(_number(posting))
        if shown is None:
            return None
        say = Say(shown.run.locale, shown.community.zone)
        today = client.clock.now().astimezone(say.zone).date()
        return Content(embeds=[cards.checklist(shown.run, today, say)], view=buttons(shown.run, say))

    async def reminder(posting: Posting) -> Content | None:
        shown = await workflows.shown(_number(posting))
        if shown is None or not shown.run.is_open:
            return None
        say = Say(shown.run.locale, shown.community.zone)
        today = client.clock.now().astimezone(say.zone).date()
        if not shown.run.pressing(today):
            return None
        show = FlowButton(str(shown.run.id), "show", say("Show the checklist"), "📋")
        return Content(text=cards.reminder(shown.run, today, say), view=view_of(show))

    async def remind(timer: Timer) -> None:
        await workflows.remind(timer.subject, now=client.clock.now())

    def first_step(posting: Posting) -> str:
        return f"flow:{_number(posting)}:step:0"

    for surface in (Surface.CHECKLIST, Surface.CHECKLIST_DM):
        client.publisher.register("workflow", surface, checklist, first_step)
    client.publisher.register("step", Surface.STEP_REMINDER, reminder)
    client.timers.register(REMIND, remind)


def _number(posting: Posting) -> int:
    return int(posting.subject.partition(":")[2])
