"""A checklist in words: what is done, what comes next and before when. Pure."""

from datetime import date
from typing import Final

import discord

from bot.i18n import Say
from bot.markdown import for_discord
from bot.words import GREY, SIGNAL, person_words, plain
from domain.knowledge.runs import Run, State
from domain.texts import shortened

_GREEN: Final = 0x2E7D32
_MOST: Final = 3900
_MARKS: Final = {State.DONE: "✅", State.LATE: "🔴", State.SOON: "🟠", State.OPEN: "⬜"}


def checklist(run: Run, today: date, say: Say) -> discord.Embed:
    """Every step with its deadline; longer ones are cut before a step is left out."""
    title = f"📋 {run.name or run.title}"
    lines = [_step(run, number, today, say) for number in range(len(run.steps))]
    most = 180
    while len("\n".join(lines)) > _MOST and most > 40:
        lines = [_step(run, number, today, say, most=most) for number in range(len(run.steps))]
        most -= 20
    embed = discord.Embed(
        title=shortened(title, 256),
        description=f"{_head(run, say)}\n\n" + "\n".join(lines),
        colour=_colour(run, today),
    )
    next_one = run.next_open()
    if run.is_open and next_one is not None:
        embed.add_field(
            name=say("Next"), value=step_words(run, next_one, today, say, most=1024), inline=False
        )
    embed.set_footer(text=_foot(run, say))
    return embed


def _head(run: Run, say: Say) -> str:
    lines = [
        f"{plain(run.title)} · 🗓️ {say.day(run.day)}",
        f"{bar(run)} {say('{done} of {all} done', done=run.done, all=len(run.steps))}",
    ]
    if run.stopped_at is not None:
        lines.append(f"⏹️ {say('This was stopped.')}")
    elif run.is_finished:
        lines.append(f"🎉 {say('Everything is done. Have a good one!')}")
    lines.append(say("Carried by {person}.", person=person_words(run.owner, say)))
    return "\n".join(lines)


def bar(run: Run) -> str:
    """Ten blocks, as many full as there is done."""
    full = 10 * run.done // max(1, len(run.steps))
    return "▰" * full + "▱" * (10 - full)


def _step(run: Run, number: int, today: date, say: Say, most: int = 200) -> str:
    state = run.state(number, today)
    title = plain(shortened(run.steps[number].title, most))
    line = f"{_MARKS[state]} **{number + 1}.** {f'~~{title}~~' if state is State.DONE else title}"
    when = when_words(run, number, today, say)
    return f"{line} · {when}" if when and state is not State.DONE else line


def when_words(run: Run, number: int, today: date, say: Say) -> str:
    """Before when it has to be done; the last day on which it can be done, where that is another."""
    limit, last = run.limit(number), run.last(number)
    if limit is None or last is None:
        return ""
    if limit == run.day:
        return say("on the day itself")
    if limit > run.day:
        return say("after it, until {day}", day=say.weekday(limit))
    if last < today:
        return f"**{say('too late: it was before {day}', day=say.weekday(limit))}**"
    if last == limit:
        return say("on {day} at the latest", day=say.weekday(limit))
    return say("before {day} (so {last} at the latest)", day=say.weekday(limit), last=say.weekday(last))


def step_words(run: Run, number: int, today: date, say: Say, *, most: int = 1024) -> str:
    """All that the article says of one step."""
    step = run.steps[number]
    lines = [f"**{number + 1}. {plain(step.title)}**"]
    if when := when_words(run, number, today, say):
        lines.append(f"🗓️ {when}")
    if step.who:
        lines.append(f"👤 {plain(step.who)}")
    if step.what:
        lines.append(for_discord(step.what))
    if step.pitfalls:
        lines.append(f"⚠️ {plain(step.pitfalls)}")
    lines += [
        f"📖 [{plain(shortened(name, 80))}]({link})" if link else f"📖 {plain(shortened(name, 80))}"
        for name, link in step.links
    ]
    while len("\n".join(lines)) > most and len(lines) > 1:
        lines.pop()
    return shortened("\n".join(lines), most)


def _colour(run: Run, today: date) -> int:
    if run.stopped_at is not None:
        return GREY
    if run.is_finished:
        return _GREEN
    return SIGNAL


def _foot(run: Run, say: Say) -> str:
    if run.in_private:
        return say("A number ticks that step or takes the tick back. You can also use /workflow show.")
    return say(
        "A number ticks that step or takes the tick back. Everyone in this thread who works on it can do "
        "that."
    )


def reminder(run: Run, today: date, say: Say) -> str:
    """What cannot wait any more, for who carries it."""
    pressing = run.pressing(today)
    lines = [
        f"⏰ {say('“{name}” on {day}: this cannot wait.', name=plain(run.name or run.title), day=run.day)}"
    ]
    for number in pressing[:8]:
        lines.append(_step(run, number, today, say))
    if len(pressing) > 8:
        lines.append(say("… and {n} more.", n=len(pressing) - 8))
    return "\n".join(lines)[:2000]


def line(run: Run, say: Say) -> str:
    """One of somebody's checklists, for a menu or a list."""
    return f"{run.name or run.title} · {say.short_date(run.day)} · {run.done}/{len(run.steps)}"
