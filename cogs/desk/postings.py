"""What the desk posts and sends: cards and answers in threads, notices to people; and its timers."""

from collections.abc import Awaitable, Callable

import discord

from bot.client import SektorClient
from bot.content import Content
from bot.desk_buttons import close_button
from bot.i18n import Say
from bot.words import Voice
from cogs.desk import cards, notices, threads
from cogs.desk.views import card_view, notice_view
from domain.desk.entries import What
from domain.desk.question import Status, WaitsFor
from domain.desk.reminding import Nudge
from domain.postings import Posting, Surface
from domain.timers import Timer
from services.desk import Told
from services.desk_steps import NEXT, TELL, TELL_MANY, THREAD

Notice = Callable[[Told, Say, str], Content | None]
"""What a notice says (None: nothing any more), in the reader's language; the text tags its buttons."""


class DeskPostings:
    def __init__(self, client: SektorClient, keeper: threads.DeskThreads) -> None:
        self._client = client
        self._desk = client.services.desk
        self._keeper = keeper

    def register(self) -> None:
        publisher = self._client.publisher
        publisher.register("desk", Surface.DESK_CARD, self.card, lambda one: f"{one.subject}:show:card")
        publisher.register("desk-answer", Surface.DESK_ANSWER, self.answer)
        publisher.register("desk-headless", Surface.PROBLEM, self.headless)
        publisher.register("desk-given", Surface.DESK_GIVEN, self.given)
        for surface, says in NOTICES.items():
            publisher.register("desk", surface, self._notice(says), _mark)
        timers = self._client.timers
        timers.register(NEXT, self._look)
        timers.register(THREAD, self._keeper.settle)
        timers.register(TELL, self._tell)
        timers.register(TELL_MANY, self._tell_many)

    # ---- in the thread, and in the review channel

    async def card(self, posting: Posting) -> Content | None:
        shown = await self._desk.shown(_number(posting))
        if shown is None or posting.place != shown.question.thread:
            return None
        voice = Voice(shown.community)
        extra: tuple[discord.ui.Item[discord.ui.View], ...] = ()
        if not shown.question.is_closed:
            english = (voice.english or voice.say)("Close")
            extra = (close_button(shown.question.id, voice.label(voice.say("Close"), english)),)
        return Content(embeds=[cards.card(shown, self._client.clock.now())], view=card_view(shown, extra))

    async def answer(self, posting: Posting) -> Content | None:
        found = await self._desk.entry(_number(posting))
        if found is None:
            return None
        shown, entry = found
        return Content(embeds=[cards.answer_in_thread(shown.question, entry, Voice(shown.community))])

    async def headless(self, posting: Posting) -> Content | None:
        """For everybody who reviews: that there is one, not what it asks."""
        shown = await self._desk.shown(_number(posting))
        if shown is None or shown.question.owner is not None or shown.question.is_closed:
            return None
        voice = Voice(shown.community)
        says = [voice.say, *([voice.english] if voice.english is not None else [])]
        return Content(text="\n".join(notices.nobody(shown, say) for say in says))

    async def given(self, posting: Posting) -> Content | None:
        found = await self._desk.given(posting.community, posting.subject, posting.place)
        if found is None:
            return None
        return Content(text=notices.given(found, Say(found.locale, found.community.zone)))

    # ---- to people

    def _notice(self, says: Notice) -> Callable[[Posting], Awaitable[Content | None]]:
        async def render(posting: Posting) -> Content | None:
            told = await self._desk.told(_number(posting), posting.place)
            if told is None:
                return None
            return says(told, Say(told.locale, told.shown.community.zone), posting.surface.value)

        return render

    # ---- in time

    async def _look(self, timer: Timer) -> None:
        await self._client.services.desk_due.look(int(timer.subject), now=self._client.clock.now())

    async def _tell(self, timer: Timer) -> None:
        await self._client.services.desk_due.tell(timer.subject, now=self._client.clock.now())

    async def _tell_many(self, timer: Timer) -> None:
        await self._client.services.desk_due.tell_many(timer.subject)


def _number(posting: Posting) -> int:
    return int(posting.subject.partition(":")[2])


def _mark(posting: Posting) -> str:
    return f"{posting.subject}:show:{posting.surface.value}"


def _works(told: Told, text: str, say: Say, tag: str, *acts: str) -> Content:
    return Content(text=text, view=notice_view(told.shown, tag, say, "show", *acts))


def _new(told: Told, say: Say, tag: str) -> Content | None:
    """Nothing for what somebody took or answered while it waited for the morning."""
    question = told.shown.question
    if question.owner != told.reader or question.is_closed:
        return None
    acts = ("take", "answer") if question.status is Status.OPEN else ("answer",)
    return _works(told, notices.new(told.shown, say), say, tag, *acts)


def _headless(told: Told, say: Say, tag: str) -> Content | None:
    if told.shown.question.owner is not None or told.shown.question.is_closed:
        return None
    return _works(told, notices.headless(told.shown, say), say, tag, "take", "move")


def _consulted(told: Told, say: Say, tag: str) -> Content | None:
    notes = [one for one in told.entries if one.internal and one.person != told.reader][-1:]
    return _works(told, notices.consulted(told.shown, notes, say), say, tag, "note")


def _noted(told: Told, say: Say, tag: str) -> Content | None:
    notes = [one for one in told.entries if one.internal and one.person != told.reader][-3:]
    return _works(told, notices.noted(told.shown, notes, say), say, tag, "note") if notes else None


def _answered(told: Told, say: Say, tag: str) -> Content | None:
    answers = [one for one in told.entries if one.what is What.ANSWERED]
    if not answers:
        return None
    text, embed = notices.answered(told.shown, answers[-1], say)
    return Content(text=text, embeds=[embed], view=notice_view(told.shown, tag, say, "show", "say"))


def _moved(told: Told, say: Say, tag: str) -> Content | None:
    if told.shown.question.is_closed:
        return None
    return _works(told, notices.moved(told.shown, say), say, tag)


def _waits(told: Told, say: Say, tag: str) -> Content | None:
    if told.shown.question.waits_for is not WaitsFor.ASKER:
        return None
    return _works(told, notices.waits(told.shown, say), say, tag, "say")


def _resumed(told: Told, say: Say, tag: str) -> Content | None:
    if told.shown.question.status is not Status.TAKEN:
        return None
    return _works(told, notices.resumed(told.shown, say), say, tag, "answer", "wait")


def _said(told: Told, say: Say, tag: str) -> Content | None:
    words = [one for one in told.entries if one.what is What.SAID and one.person != told.reader]
    return _works(told, notices.said(told.shown, words[-1], say), say, tag, "say") if words else None


def _closed(told: Told, say: Say, tag: str) -> Content | None:
    return _works(told, notices.closed(told.shown, say), say, tag) if told.shown.question.is_closed else None


def _reminder(told: Told, say: Say, tag: str) -> Content | None:
    question = told.shown.question
    nudges = [one for one in told.entries if one.what in {What.REMINDED, What.ESCALATED}]
    if not nudges or not question.is_unanswered:
        return None
    nudge = Nudge(nudges[-1].about)
    if (nudge is Nudge.ASKER) != (told.reader == question.asker):
        return None
    text = notices.reminder(told.shown, nudge, told.reader, say)
    if nudge is Nudge.ASKER:
        acts: tuple[str, ...] = ("say",)
    elif told.reader == question.owner:
        acts = ("take", "answer", "wait") if question.status is Status.OPEN else ("answer", "wait")
    else:
        acts = ("take", "move")
    return _works(told, text, say, tag, *acts)


NOTICES: dict[Surface, Notice] = {
    Surface.DESK_NEW: _new,
    Surface.DESK_HEADLESS: _headless,
    Surface.DESK_CONSULTED: _consulted,
    Surface.DESK_NOTE: _noted,
    Surface.DESK_ANSWERED: _answered,
    Surface.DESK_MOVED: _moved,
    Surface.DESK_WAITS: _waits,
    Surface.DESK_RESUMED: _resumed,
    Surface.DESK_SAID: _said,
    Surface.DESK_CLOSED: _closed,
    Surface.DESK_REMINDER: _reminder,
}
