"""A meeting as people see it on Discord: the question for a date, its card, what they are told. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

import discord

from bot.i18n import Say, timestamp
from bot.meeting_words import audience_name, languages, title_of
from bot.words import GREY, SIGNAL, Voice, plain
from domain.meetings.meeting import Coming, Meeting, Stage
from domain.meetings.notes import Note
from domain.meetings.polls import Answer, Count, Option
from domain.meetings.reminding import Lead
from domain.texts import shortened
from services.meeting_polls import ShownDates
from services.meetings import Listing, ShownMeeting

SIGNS: Final = {Answer.YES: "✅", Answer.IF_NEED_BE: "🤔", Answer.NO: "❌"}
COMING_SIGNS: Final = {Coming.YES: "✅", Coming.MAYBE: "🤔", Coming.NO: "❌"}


def answer_name(answer: Answer, say: Say) -> str:
    names = {Answer.YES: say("yes"), Answer.IF_NEED_BE: say("if need be"), Answer.NO: say("no")}
    return names[answer]


def coming_name(coming: Coming, say: Say) -> str:
    names = {
        Coming.YES: say("I'm coming"),
        Coming.MAYBE: say("Maybe"),
        Coming.NO: say("Not this time"),
    }
    return names[coming]


def lead_name(lead: Lead, say: Say) -> str:
    names = {
        Lead.WEEK: say("A week before"),
        Lead.DAY: say("A day before"),
        Lead.HOUR: say("An hour before"),
    }
    return names[lead]


def noted(notes: Iterable[Note], say: Say) -> str:
    """Reasons as sentences, one after the other."""
    return " ".join(say.message(note.message_id, note.params) for note in notes)


def short_option(option: Option, say: Say) -> str:
    """di 14 apr; with the time where it is not the usual one."""
    return say.short_date(option.day)


def long_option(option: Option, say: Say) -> str:
    return f"{say.weekday(option.day)}, {option.at:%H:%M}"


# ---- finding a date


def dates_card(shown: ShownDates, voice: Voice) -> discord.Embed:
    """The question when people can; afterwards what came of it."""
    meeting, say, english = shown.meeting, voice.say, voice.english
    embed = discord.Embed(
        title=shortened(f"📆 {say('When? {title}', title=title_of(meeting, say))}", 250),
        colour=SIGNAL if meeting.stage is Stage.FINDING else GREY,
    )
    counts = {count.option.id: count for count in shown.standing.counts}
    lines = [_date_line(counts[one.id], say) for one in shown.options]
    head = _outcome(shown, say)
    if english is not None:
        head += f"\n-# 🇬🇧 {_outcome(shown, english)}"
    embed.description = shortened("\n\n".join([head, *lines]), 4000)
    if meeting.stage is Stage.FINDING:
        embed.set_footer(
            text=say(
                "{n} of {all} answered every date. You can change your answer until the limit; what you "
                "leave blank is not a no.",
                n=len(shown.answered),
                all=len(shown.asked),
            )
        )
    return embed


def _date_line(count: Count, say: Say) -> str:
    numbers = f"✅ {count.yes} · 🤔 {count.if_need_be} · ❌ {count.no}"
    why = noted(count.option.why, say)
    return f"**{long_option(count.option, say)}**\n{numbers}" + (f"\n-# {why}" if why else "")


def _outcome(shown: ShownDates, say: Say) -> str:
    meeting, best = shown.meeting, shown.standing.best
    if meeting.stage is Stage.CANCELLED:
        return say("It is cancelled: {reason}", reason=plain(meeting.reason))
    if meeting.stage is Stage.LAPSED:
        return say("No date was fixed in time. A sector head can plan it anew with `/meeting plan`.")
    if meeting.starts is not None:
        return say("It is on {when}.", when=timestamp(meeting.starts)) + (
            f" {noted(meeting.why, say)}" if meeting.why else ""
        )
    assert meeting.limit is not None
    lines = [say("Say for each date when you can, until {limit}.", limit=timestamp(meeting.limit, "f"))]
    if best is not None:
        lines.append(
            say("Best so far: {day}. {why}", day=say.weekday(best.day), why=noted(shown.standing.why, say))
        )
    return " ".join(lines)


def own_answers(shown: ShownDates, own: dict[int, Answer], say: Say) -> str:
    """What somebody said so far, and what is still open."""
    lines = [
        f"{SIGNS[own[one.id]]} {long_option(one, say)}: {answer_name(own[one.id], say)}"
        for one in shown.options
        if one.id in own
    ]
    blank = [short_option(one, say) for one in shown.options if one.id not in own]
    if blank:
        lines.append(f"▫️ {say('Still blank: {days}', days=', '.join(blank))}")
    return "\n".join(lines)


def overview(shown: ShownDates, say: Say) -> discord.Embed:
    """Who can when, by name, and why these dates and not others: for who is asked."""
    embed = discord.Embed(title=say("Who can when"), colour=SIGNAL)
    for one in shown.options:
        said = shown.answers.get(one.id, {})
        lines = []
        for answer in Answer:
            people = [f"<@{person}>" for person, given in said.items() if given is answer]
            if people:
                lines.append(f"{SIGNS[answer]} {' '.join(people)}")
        embed.add_field(
            name=long_option(one, say), value=shortened("\n".join(lines) or "–", 1000), inline=False
        )
    if shown.open_to and shown.meeting.stage is Stage.FINDING:
        waiting = " ".join(f"<@{person}>" for person in sorted(shown.open_to))
        embed.add_field(name=say("Not answered (all of it)"), value=shortened(waiting, 1000), inline=False)
    embed.add_field(
        name=say("Which is best, and why"),
        value=shortened(noted(shown.standing.why, say), 1000),
        inline=False,
    )
    if shown.others:
        embed.add_field(name=say("Why not another day"), value=_why_not(shown.others, say), inline=False)
    return embed


def _why_not(others: Sequence[Option], say: Say) -> str:
    """Days with the same reason together, the telling reasons first."""
    by_reason: dict[str, list[str]] = {}
    for one in others:
        by_reason.setdefault(noted(one.why, say), []).append(say.date_and_month(one.day))
    rare = sorted(by_reason.items(), key=lambda pair: len(pair[1]))
    lines = [f"{_days(days, say)}: {reason}" for reason, days in rare]
    text = ""
    for line in lines:
        if len(text) + len(line) > 950:
            return text + "…"
        text += f"{line}\n"
    return text


def _days(days: Sequence[str], say: Say) -> str:
    if len(days) <= 4:
        return ", ".join(days)
    return say.many(
        "{first} and {n} more day", "{first} and {n} more days", len(days) - 3, first=", ".join(days[:3])
    )


# ---- the meeting itself


def card(shown: ShownMeeting, voice: Voice, *, now: datetime) -> discord.Embed:
    meeting, say, english = shown.meeting, voice.say, voice.english
    title = title_of(meeting, say)
    cancelled = meeting.stage is Stage.CANCELLED
    over = meeting.ends is not None and meeting.ends <= now
    embed = discord.Embed(
        title=shortened(f"❌ ~~{plain(title)}~~" if cancelled else f"🪑 {plain(title)}", 250),
        colour=GREY if cancelled or over else SIGNAL,
    )
    parts = [_facts(shown, say)]
    if english is not None:
        parts.append(f"🇬🇧 {_english(shown, english)}")
    if meeting.about:
        parts.insert(0, plain(meeting.about))
    embed.description = shortened("\n\n".join(parts), 4000)
    if not cancelled:
        embed.add_field(
            name=say("Who comes"),
            value=" · ".join(f"{COMING_SIGNS[one]} {shown.count(one)}" for one in Coming),
            inline=False,
        )
    return embed


def _facts(shown: ShownMeeting, say: Say) -> str:
    meeting = shown.meeting
    lines = []
    if meeting.stage is Stage.CANCELLED:
        lines.append(f"**{say('Cancelled: {reason}', reason=plain(meeting.reason))}**")
    lines += [
        f"🗓️ {when_words(meeting)}",
        f"📍 {where(meeting, say)}",
        f"👋 {audience_name(meeting.audience, say).capitalize()}",
        f"💬 {languages(meeting, say)}",
    ]
    if meeting.why and meeting.stage is Stage.PLANNED:
        lines.append(f"-# {noted(meeting.why, say)}")
    return "\n".join(lines)


def _english(shown: ShownMeeting, say: Say) -> str:
    meeting = shown.meeting
    words = [title_of(meeting, say), audience_name(meeting.audience, say), languages(meeting, say)]
    if meeting.stage is Stage.CANCELLED:
        words.insert(0, say("CANCELLED"))
    if not (meeting.place or meeting.channel):
        words.append(where(meeting, say))
    return " · ".join(plain(word) for word in words)


def when_words(meeting: Meeting) -> str:
    starts, ends = meeting.starts, meeting.ends
    assert starts is not None
    assert ends is not None
    return f"{timestamp(starts, 'F')} – {timestamp(ends, 't')}"


def where(meeting: Meeting, say: Say) -> str:
    return where_words(meeting.place, meeting.channel, say)


def where_words(place: str, channel: int | None, say: Say) -> str:
    """A place, a channel, or both: some are there, others call in."""
    words = [plain(place)] if place else []
    if channel is not None:
        words.append(f"<#{channel}>")
    return " · ".join(words) or say("the place is still to be told")


def who(shown: ShownMeeting, say: Say) -> discord.Embed:
    """By name: for who plans meetings."""
    embed = discord.Embed(title=say("Who comes"), colour=SIGNAL)
    for coming in Coming:
        people = [f"<@{person}>" for person, said in shown.comings.items() if said is coming]
        if people:
            name = f"{COMING_SIGNS[coming]} {coming_name(coming, say)} ({len(people)})"
            embed.add_field(name=name, value=shortened(" ".join(people), 1000), inline=False)
    silent = [f"<@{person}>" for person in sorted(shown.asked - set(shown.comings))]
    if silent:
        embed.add_field(
            name=say("Said nothing yet ({n})", n=len(silent)),
            value=shortened(" ".join(silent), 1000),
            inline=False,
        )
    return embed


def coming_answer(coming: Coming, leads: Iterable[Lead], shown: ShownMeeting, say: Say) -> str:
    title = plain(title_of(shown.meeting, say))
    words = {
        Coming.YES: say("✅ You are coming to “{title}”.", title=title),
        Coming.MAYBE: say("🤔 Maybe you are coming to “{title}”.", title=title),
        Coming.NO: say(
            "❌ You are not coming to “{title}”. Press another button if that changes.", title=title
        ),
    }
    text = words[coming]
    if coming is not Coming.NO:
        text += "\n" + leads_words(leads, say)
    return text


def leads_words(leads: Iterable[Lead], say: Say) -> str:
    chosen = set(leads)
    names = [lead_name(lead, say).lower() for lead in Lead if lead in chosen]
    if not names:
        return f"🔕 {say('You get no reminder of meetings. Changes and cancellations you do hear.')}"
    return f"🔔 {say('I remind you in private: {leads}.', leads=', '.join(names))}"


def news(shown: ShownMeeting, say: Say) -> str:
    """A private message: it has a date, it moved, it is cancelled."""
    meeting, was = shown.meeting, shown.was
    title = plain(title_of(meeting, say))
    if meeting.stage is Stage.CANCELLED:
        head = say("❌ “{title}” is cancelled: {reason}", title=title, reason=plain(meeting.reason))
        return head if meeting.starts is None else f"{head}\n🗓️ ~~{timestamp(meeting.starts)}~~"
    moved = was is not None and was.stage is Stage.PLANNED
    head = (
        say("🔁 Something about “{title}” has changed.", title=title)
        if moved
        else say("📆 “{title}” has a date.", title=title)
    )
    lines = [head, f"🗓️ {when_words(meeting)}", f"📍 {where(meeting, say)}"]
    if moved and was is not None and was.starts is not None and was.starts != meeting.starts:
        lines[1] += say(" (it was {when})", when=timestamp(was.starts))
    if not moved and meeting.why:
        lines.append(f"-# {noted(meeting.why, say)}")
    lines.append(say("The file puts it into your calendar, and takes the place of an earlier one."))
    return "\n".join(lines)


def place_wanted(shown: ShownMeeting, say: Say) -> str:
    """To who planned it: its channel was deleted."""
    meeting = shown.meeting
    lines = [
        "📍 "
        + say(
            "The channel in which “{title}” would be was deleted. Say where it is with `/meeting move`, and "
            "everyone who counts on it hears it.",
            title=plain(title_of(meeting, say)),
        )
    ]
    if meeting.starts is not None:
        lines.append(f"🗓️ {when_words(meeting)}")
    return "\n".join(lines)


def soon(shown: ShownMeeting, say: Say) -> str:
    meeting = shown.meeting
    assert meeting.starts is not None
    title = plain(title_of(meeting, say))
    lines = [
        f"🔔 {say('Coming up: “{title}”.', title=title)}",
        f"🗓️ {when_words(meeting)} ({timestamp(meeting.starts, 'R')})",
        f"📍 {where(meeting, say)}",
    ]
    return "\n".join(lines)


def listing(found: Listing, say: Say) -> discord.Embed:
    embed = discord.Embed(title=f"🪑 {say('Meetings')}", colour=SIGNAL)
    lines = []
    for one in found.coming[:15]:
        title = plain(title_of(one, say))
        if one.stage is Stage.CANCELLED:
            lines.append(f"❌ ~~{title}~~ · {say('Cancelled: {reason}', reason=plain(one.reason))}")
            continue
        lines.append(
            f"**{title}** · {audience_name(one.audience, say)}\n🗓️ {when_words(one)} · 📍 {where(one, say)}\n"
            f"💬 {languages(one, say)}"
        )
    for one in found.finding[:5]:
        assert one.limit is not None
        until = say("people are asked when they can, until {limit}", limit=timestamp(one.limit, "f"))
        lines.append(f"**{plain(title_of(one, say))}** · {until}")
    embed.description = shortened("\n\n".join(lines), 4000) or say(
        "No meeting is planned now. The quarterly ones are for everyone; they stand here and in the agenda."
    )
    return embed
