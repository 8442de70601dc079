"""What people get in private: a request, what came of it, whether they want to be a contact; and the warning
that a place is in danger."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time

from bot.client import SektorClient
from bot.content import Content
from bot.directory_words import voices
from bot.i18n import Say, timestamp
from bot.ui import view_of
from bot.words import plain
from cogs.directory.introducing import AnswerButton, contact_buttons, quoted
from domain.directory.introduction import Introduction, State
from domain.postings import Posting, Surface
from domain.timers import Timer
from services.introductions import LAPSE
from services.introductions import undelivered as request_undelivered
from services.leases import LEASE, ShownLease
from services.leases import undelivered as warning_undelivered


def register(client: SektorClient) -> None:
    services, publisher = client.services, client.publisher

    async def asked(posting: Posting) -> Content | None:
        shown = await services.introductions.shown(_number(posting), posting.place)
        if shown is None:
            return None
        return request(shown.one, voices(shown.community, shown.locale), shown.community.name)

    async def heard(posting: Posting) -> Content | None:
        shown = await services.introductions.shown(_number(posting), posting.place)
        if shown is None:
            return None
        text = outcome(shown.one, posting.place, voices(shown.community, shown.locale))
        return Content(text=text) if text else None

    async def contact(posting: Posting) -> Content | None:
        wish = await services.directory_people.contact_wish(_number(posting), posting.place)
        if wish is None:
            return None
        speak = voices(wish.community, wish.locale)
        name = plain(wish.entry.name)
        if wish.entry.contact is not None:
            return Content(
                text=_joined(say("🤝 You are the contact of “{name}”.", name=name) for say in speak)
            )
        text = _joined(
            say(
                "🤝 The sector heads of {community} would like to name you as the contact of “{name}” in the "
                "directory. Is that all right? Without a yes nobody sees you there.",
                community=plain(wish.community.name),
                name=name,
            )
            for say in speak
        )
        return Content(text=text, view=view_of(*contact_buttons(wish.entry.id, speak[0])))

    async def lease(posting: Posting) -> Content | None:
        shown = await services.leases.shown(posting.subject, posting.place)
        return Content(text=warning(shown, voices(shown.community, shown.locale))) if shown else None

    async def lapse(timer: Timer) -> None:
        await services.introductions.lapse(int(timer.subject), now=client.clock.now())

    async def remind(timer: Timer) -> None:
        await services.leases.remind(int(timer.subject), now=client.clock.now())

    publisher.register("introduction", Surface.INTRODUCTION, asked, undelivered=request_undelivered)
    publisher.register("introduction", Surface.INTRODUCED, heard)
    publisher.register("directory-contact", Surface.CONTACT_ASKED, contact)
    publisher.register("lease", Surface.LEASE_DM, lease, undelivered=warning_undelivered)
    publisher.register("lease", Surface.LEASE, lease)
    client.timers.register(LAPSE, lapse)
    client.timers.register(LEASE, remind)


def request(one: Introduction, speak: Sequence[Say], community: str) -> Content:
    """As it goes to who is asked; without buttons once it is closed."""
    name = plain(one.name)
    if not one.is_open:
        return Content(text=_joined(_closed(one, say) for say in speak))
    lines = [
        say(
            "👋 {person} would like to be introduced to you, because of “{name}” in the directory of "
            "{community}:",
            person=f"<@{one.asker}>",
            name=name,
            community=plain(community),
        )
        for say in speak
    ]
    lines.append(quoted(one.why))
    lines += [
        say(
            "If you say yes, you both get each other's name in a private message. If you say no, nothing of "
            "you is told and nobody asks why."
        )
        if one.shown
        else say(
            "They do not know who you are. If you say yes, you both get each other's name in a private "
            "message. If you say no, nothing of you is told and nobody asks why."
        )
        for say in speak
    ]
    return Content(
        text="\n".join(lines)[:2000],
        view=view_of(
            AnswerButton(str(one.id), "yes", _label(say("Yes, introduce us") for say in speak)),
            AnswerButton(str(one.id), "no", _label(say("No, thank you") for say in speak)),
        ),
    )


def _closed(one: Introduction, say: Say) -> str:
    name = plain(one.name)
    if one.state is State.ACCEPTED:
        return say("👋 A request because of “{name}”: you said yes.", name=name)
    if one.state is State.DECLINED:
        return say("👋 A request because of “{name}”: you said no. Nothing of you was told.", name=name)
    return say("👋 A request because of “{name}” is not open any more.", name=name)


def outcome(one: Introduction, person: int, speak: Sequence[Say]) -> str:
    """What one of the two is told; empty when there is nothing to tell."""
    name = plain(one.name)
    if one.state is State.ACCEPTED:
        other = one.asked if person == one.asker else one.asker
        lines = [
            say(
                "🤝 You both said yes: {other} is who you meet because of “{name}”. Write to each other; it "
                "goes best if you begin today.",
                other=f"<@{other}>",
                name=name,
            )
            for say in speak
        ]
        return "\n".join([*lines, quoted(one.why)])[:2000]
    if person != one.asker or one.state is State.WITHDRAWN:
        return ""
    if one.is_open:
        return _joined(
            say(
                "✉️ Your request because of “{name}” could not be delivered: they take no private messages "
                "from this server. It waits until {day} in case they look at `/directory introductions`.",
                name=name,
                day=one.lapses_at.astimezone(say.zone).date(),
            )
            for say in speak
        )
    return _joined(
        say(
            "🌱 The introduction because of “{name}” does not come about this time. That can have any "
            "reason; nothing more was told of either of you. Others in the directory may fit: "
            "`/directory find`.",
            name=name,
        )
        for say in speak
    )


def warning(shown: ShownLease, speak: Sequence[Say]) -> str:
    entry = shown.entry
    midday = datetime.combine(shown.ends, time(12), shown.community.zone).astimezone(UTC)
    who = f" <@{entry.shown_person}>" if entry.shown_person is not None else ""
    return _joined(
        say(
            "🏚️ **Place in danger**: the lease of “{name}” ends on {day} ({when}). Talk with the people there "
            "and with the owner while there is time.{who} If the day has moved, `/directory lease` says so.",
            name=plain(entry.name),
            day=shown.ends,
            when=timestamp(midday, "R"),
            who=who,
        )
        for say in speak
    )


def _number(posting: Posting) -> int:
    return int(posting.subject.partition(":")[2])


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(texts)[:2000]


def _label(words: Iterable[str]) -> str:
    return " · ".join(dict.fromkeys(words))[:80]
