"""What the heads are told by private message, and the timer of each morning."""

from datetime import date

from bot.client import SektorClient
from bot.content import Content
from bot.i18n import Say
from cogs.dispensable import cards
from cogs.dispensable.views import notice_view
from domain.communities import Community
from domain.postings import Posting, Surface
from domain.timers import Timer
from services.desk_often import AGENDA
from services.dispensable import DAILY


def register(client: SektorClient) -> None:
    services, clock = client.services, client.clock

    async def asked_often(posting: Posting) -> Content | None:
        group = int(posting.subject.partition(":")[2])
        shown = await services.desk_often.told(group, posting.place, now=clock.now())
        if shown is None:
            return None
        (one,) = shown.topics
        voices = _voices(shown.community, shown.locale)
        lines = [cards.topic_line(one, voices[0]), cards.details(one, voices[0])]
        for voice in voices[1:]:
            other = await services.desk_often.told(group, posting.place, locale=voice.locale, now=clock.now())
            if other is not None:
                lines.append(f"-# 🇬🇧 {cards.topic_line(other.topics[0], voice)}")
        if one.kept.dealt == AGENDA:
            return Content(text="\n".join(lines)[:2000])
        agenda = " · ".join(dict.fromkeys(say("Put it on the agenda") for say in voices))
        no = " · ".join(dict.fromkeys(say("Not needed") for say in voices))
        return Content(text="\n".join(lines)[:2000], view=notice_view(group, agenda, no))

    async def month(posting: Posting) -> Content | None:
        year, _, number = posting.subject.partition(":")[2].partition("-")
        found = await services.dispensable.told(
            posting.community, date(int(year), int(number), 1), posting.place
        )
        if found is None:
            return None
        voices = _voices(found.community, found.locale)
        return Content(text="\n\n".join(cards.month_line(found, voice) for voice in voices)[:2000])

    async def daily(_: Timer) -> None:
        now = clock.now()
        await services.desk_often.look(now=now)
        await services.dispensable.tell_months(now=now)
        await services.dispensable.wind(now=now)

    client.publisher.register("often", Surface.ASKED_OFTEN, asked_often, lambda one: f"{one.subject}:agenda")
    client.publisher.register("desk-month", Surface.DESK_MONTH, month)
    client.timers.register(DAILY, daily)


def _voices(community: Community, locale: str) -> list[Say]:
    """In the reader's language if it is known, else in the server's with English below."""
    own = Say(locale or community.locale, community.zone)
    return [own] if locale or own.locale == "en" else [own, Say("en", community.zone)]
