"""How meetings stand on Discord: the renderers that the publisher asks, and the timers."""

from bot.client import SektorClient
from bot.content import Content, Picture
from bot.i18n import Say
from bot.meeting_words import title_of
from bot.ui import view_of
from bot.words import Voice, plain
from cogs.meetings import cards, coming, dates
from domain.communities import Community
from domain.meetings.kinds import Kind
from domain.meetings.meeting import Meeting, Stage
from domain.meetings.reminding import Lead
from domain.postings import Posting, Surface
from domain.timers import Timer
from services.meeting_rhythm import DUE
from services.meeting_steps import ASK, FIX, LIMIT, OVER, REMIND


class MeetingPostings:
    def __init__(self, client: SektorClient) -> None:
        self._client = client
        self._services = client.services

    def register(self) -> None:
        publisher = self._client.publisher
        publisher.register("meeting", Surface.MEETING, self.card, lambda one: f"{one.subject}:come:yes:card")
        publisher.register("meeting", Surface.MEETING_DATES, self.dates, lambda one: f"{one.subject}:all")
        publisher.register("meeting", Surface.MEETING_ASK, self.ask, lambda one: f"{one.subject}:allask")
        publisher.register("meeting", Surface.MEETING_CHOOSE, self.choose)
        publisher.register("meeting-news", Surface.MEETING_NEWS, self.news)
        publisher.register("meeting-place", Surface.MEETING_PLACE, self.place)
        publisher.register("meeting-soon", Surface.MEETING_SOON, self.soon)
        timers, clock = self._client.timers, self._client.clock
        services = self._services

        async def rhythm(timer: Timer) -> None:
            community, _, kind = timer.subject.partition(":")
            await services.meeting_rhythm.due(int(community), Kind(kind), timer.due, now=clock.now())

        async def ask(timer: Timer) -> None:
            await services.meeting_polls.remind(int(timer.subject), now=clock.now())

        async def fix(timer: Timer) -> None:
            await services.meeting_polls.everyone_answered(int(timer.subject), now=clock.now())

        async def limit(timer: Timer) -> None:
            await services.meeting_polls.limit(int(timer.subject), now=clock.now())

        async def over(timer: Timer) -> None:
            await services.meetings.over(int(timer.subject), now=clock.now())

        async def remind(timer: Timer) -> None:
            number, _, lead = timer.subject.partition(":")
            await services.meeting_reminders.remind(int(number), Lead(lead), now=clock.now())

        for kind, handler in (
            (DUE, rhythm),
            (ASK, ask),
            (FIX, fix),
            (LIMIT, limit),
            (OVER, over),
            (REMIND, remind),
        ):
            timers.register(kind, handler)

    # ---- in the meetings channel

    async def card(self, posting: Posting) -> Content | None:
        shown = await self._services.meetings.shown(_number(posting))
        if shown is None or shown.meeting.starts is None:
            return None
        meeting, voice, now = shown.meeting, Voice(shown.community), self._client.clock.now()
        over = meeting.ends is not None and meeting.ends <= now
        view = coming.card_view(meeting, voice) if meeting.stage is Stage.PLANNED and not over else None
        return Content(embeds=[cards.card(shown, voice, now=now)], view=view)

    async def dates(self, posting: Posting) -> Content | None:
        shown = await self._services.meeting_polls.shown(_number(posting))
        if shown is None:
            return None
        voice = Voice(shown.community)
        return Content(embeds=[cards.dates_card(shown, voice)], view=dates.dates_view(shown, voice))

    # ---- to people

    async def ask(self, posting: Posting) -> Content | None:
        """Who has not answered yet gets the same question in private, to answer on the spot."""
        number = _number(posting)
        shown = await self._services.meeting_polls.shown(number)
        told = await self._services.meeting_reminders.told(number, posting.place)
        if shown is None or told is None or shown.meeting.stage is not Stage.FINDING:
            return None
        if posting.place not in shown.open_to:
            return None
        voices = _voices(shown.community, told[1])
        text = "\n\n".join(_ask_words(shown.meeting, say) for say in voices)
        voice = Voice(shown.community)
        view = dates.dates_view(shown, voice, fixes=False, tag="ask")
        return Content(text=text, embeds=[cards.dates_card(shown, voice)], view=view)

    async def choose(self, posting: Posting) -> Content | None:
        number = _number(posting)
        shown = await self._services.meeting_polls.shown(number)
        told = await self._services.meeting_reminders.told(number, posting.place)
        if shown is None or told is None or shown.meeting.stage is not Stage.FINDING:
            return None
        voices = _voices(shown.community, told[1])
        best = shown.standing.best
        fix = (
            dates.FixButton(str(number), str(best.id), cards.short_option(best, voices[0])) if best else None
        )
        text = "\n\n".join(
            f"{_choose_words(shown.meeting, say)} {cards.noted(shown.standing.why, say)}" for say in voices
        )
        return Content(text=text[:2000], view=view_of(fix) if fix is not None else None)

    async def news(self, posting: Posting) -> Content | None:
        _, number, sequence = posting.subject.split(":")
        found = await self._services.meeting_reminders.news(int(number), int(sequence), posting.place)
        if found is None:
            return None
        shown, locale = found
        meeting, voices = shown.meeting, _voices(shown.community, locale)
        text = "\n\n".join(cards.news(shown, say) for say in voices)[:2000]
        view = None
        if meeting.stage is Stage.PLANNED:
            view = coming.private_view(meeting, voices, f"n{sequence}")
        files = []
        if meeting.starts is not None:
            files = [Picture(coming.file_name(meeting), self._services.meetings.calendar(shown))]
        return Content(text=text, view=view, pictures=files)

    async def soon(self, posting: Posting) -> Content | None:
        """Looked at anew at the moment of sending: nothing for what has begun or is off."""
        _, number, lead = posting.subject.split(":")
        found = await self._services.meeting_reminders.told(int(number), posting.place)
        if found is None:
            return None
        shown, locale = found
        starts = shown.meeting.starts
        if shown.meeting.stage is not Stage.PLANNED or starts is None or starts <= self._client.clock.now():
            return None
        voices = _voices(shown.community, locale)
        text = "\n\n".join(cards.soon(shown, say) for say in voices)[:2000]
        return Content(text=text, view=coming.private_view(shown.meeting, voices, lead))

    async def place(self, posting: Posting) -> Content | None:
        """Nothing, when somebody has said meanwhile where it is."""
        _, number, _ = posting.subject.split(":")
        found = await self._services.meeting_rooms.asked(int(number), posting.place)
        if found is None:
            return None
        shown, locale = found
        voices = _voices(shown.community, locale)
        return Content(text="\n\n".join(cards.place_wanted(shown, say) for say in voices)[:2000])


def _number(posting: Posting) -> int:
    return int(posting.subject.partition(":")[2])


def _voices(community: Community, locale: str) -> list[Say]:
    """In the reader's language if it is known, else in the community's with English below."""
    own = Say(locale or community.locale, community.zone)
    return [own] if locale or own.locale == "en" else [own, Say("en", community.zone)]


def _ask_words(meeting: Meeting, say: Say) -> str:
    assert meeting.limit is not None
    return say(
        "🔔 “{title}” still waits for your answer: when can you? Until {limit}.",
        title=plain(title_of(meeting, say)),
        limit=f"<t:{int(meeting.limit.timestamp())}:f>",
    )


def _choose_words(meeting: Meeting, say: Say) -> str:
    return say(
        "⏰ The time to answer for “{title}” is over. Fix the date with one press; `/meeting list` shows "
        "where it stands.",
        title=plain(title_of(meeting, say)),
    )
