"""What people are told of a dossier by private message, and the timers behind it."""

from bot.client import SektorClient
from bot.content import Content
from bot.dossier_words import waits_line
from bot.i18n import Say
from bot.words import plain
from domain.dossiers.reminding import Lead
from domain.postings import Posting, Surface
from domain.timers import Timer
from services.dossiers import TERM, WAIT, ShownDossier


def register(client: SektorClient) -> None:
    services, clock = client.services, client.clock

    async def notice(posting: Posting) -> Content | None:
        """Looked at anew when it is sent: nothing for who may not see it any more, or what is closed."""
        number = int(posting.subject.partition(":")[2])
        shown = await services.dossiers.told(number, posting.place, now=clock.now())
        if shown is None or not shown.dossier.is_open:
            return None
        locale = await services.dossiers.locale_of(posting.community, posting.place)
        own = Say(locale or shown.community.locale, shown.community.zone)
        voices = [own] if locale or own.locale == "en" else [own, Say("en", shown.community.zone)]
        text = "\n".join(_words(posting.surface, shown, say) for say in voices)
        return Content(text=text[:2000])

    async def term(timer: Timer) -> None:
        number, _, lead = timer.subject.partition(":")
        await services.dossier_due.term(int(number), Lead(lead), now=clock.now())

    async def wait(timer: Timer) -> None:
        await services.dossier_due.wait(int(timer.subject), now=clock.now())

    for surface in (Surface.DOSSIER_YOURS, Surface.DOSSIER_TERM, Surface.DOSSIER_WAIT):
        client.publisher.register("dossier", surface, notice)
    client.timers.register(TERM, term)
    client.timers.register(WAIT, wait)


def _words(surface: Surface, shown: ShownDossier, say: Say) -> str:
    one = shown.dossier
    title, number = plain(one.title), str(one.number)
    if surface is Surface.DOSSIER_YOURS:
        return "🗂️ " + say(
            "You are one of the people of dossier {number} “{title}” on {server} now. "
            "`/dossier show` there shows it.",
            number=number, title=title, server=plain(shown.community.name),
        )  # fmt: skip
    waiting = waits_line(one, one.waited(shown.today), say)
    if surface is Surface.DOSSIER_TERM and one.term is not None:
        if one.term < shown.today:
            words = say(
                "The term of dossier {number} “{title}” has passed: it was {day}.",
                number=number, title=title, day=say.weekday(one.term),
            )  # fmt: skip
        else:
            words = say(
                "Dossier {number} “{title}” has to be decided by {day}.",
                number=number, title=title, day=say.weekday(one.term),
            )  # fmt: skip
        return f"📅 {words} {waiting[:1].upper()}{waiting[1:]}."
    return "⏳ " + say(
        "Dossier {number} “{title}” {waiting}. A short call or mail may help; note it with `/dossier add`.",
        number=number, title=title, waiting=waiting,
    )  # fmt: skip
