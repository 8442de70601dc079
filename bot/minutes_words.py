"""What minutes say, as lines of (kind, text): for Discord, for Markdown and for paper alike."""

import re
from collections.abc import Iterable
from datetime import date

from bot.i18n import Say
from bot.meeting_words import title_of
from domain.decisions.kinds import Verdict
from domain.decisions.register import Decision
from domain.meetings.actions import Action
from domain.meetings.agenda import Item, Source
from domain.meetings.meeting import Meeting
from domain.meetings.minutes import State
from services.meeting_steps import place_in_agenda
from services.minutes_reading import ShownMinutes

TITLE, HEADING, BULLET, TEXT = "title", "heading", "bullet", "text"

_MARKS = {TITLE: "# ", HEADING: "## ", BULLET: "- ", TEXT: ""}
_FORMATTING = re.compile(r"([\\`*_\[\]<>#|~])")


def item_title(item: Item, say: Say) -> str:
    """What it is about, in the reader's words where the bot put it there."""
    if item.source is Source.MINUTES:
        day = say.day(date.fromisoformat(item.title)) if item.title else "?"
        return say("Approve the minutes of {day}", day=day)
    if item.source is Source.QUESTION:
        sectors = item.english if say.locale == "en" else item.title
        return say("Open questions at the desk: {sectors}", sectors=sectors)
    names = {
        Source.ACTION: say("Action point: {what}", what=item.title),
        Source.DECISION: say("Open decision {what}", what=item.title),
        Source.REVIEW: say("Look back at decision {what}", what=item.title),
    }
    return names.get(item.source, item.title)


def english_line(item: Item, english: Say) -> str:
    """One line for who reads no Dutch."""
    if item.source is not Source.PERSON:
        return item_title(item, english)
    return item.english or english(
        "A topic of {n} minutes; ask who leads it for a word in English.", n=item.minutes
    )


def verdict_name(decision: Decision, say: Say) -> str:
    if decision.outcome is None:
        return say("still running")
    names = {
        Verdict.ADOPTED: say("adopted"),
        Verdict.REJECTED: say("rejected"),
        Verdict.INVALID: say("not valid: too few took part"),
        Verdict.TIED: say("tied"),
        Verdict.ADVISED: say("advice given"),
        Verdict.CALLED_OFF: say("called off"),
    }
    return names[decision.outcome.verdict]


def action_line(action: Action, say: Say) -> str:
    return say("{name}: {what}, by {day}", name=action.name, what=action.what, day=say.short_date(action.due))


def nameless_line(action: Action, say: Say) -> str:
    return say("{what}, by {day}", what=action.what, day=say.short_date(action.due))


def minutes_lines(shown: ShownMinutes) -> tuple[tuple[str, str], ...]:
    """The minutes in the server's language."""
    return _lines(shown, Say(shown.community.locale, shown.community.zone), named=True)


def public_lines(shown: ShownMinutes, say: Say) -> tuple[tuple[str, str], ...]:
    """The same for the website, in the reader's language: what was typed as it is, without anybody's name
    beside it, and without decisions that were not made public."""
    return _lines(shown, say, named=False)


def _lines(shown: ShownMinutes, say: Say, *, named: bool) -> tuple[tuple[str, str], ...]:
    meeting, session = shown.meeting, shown.session
    promise = action_line if named else nameless_line
    lines = [(TITLE, say("Minutes: {title}", title=title_of(meeting, say))), (TEXT, _when(meeting, say))]
    if session.state is not State.APPROVED:
        lines.append((TEXT, say("Draft: not approved yet.")))
    elif session.approved_by is not None:
        lines.append((TEXT, say("Approved by the meeting after it.")))
    else:
        lines.append((TEXT, say("Approved by more than half of those present.")))
    lines += [(HEADING, say("Present")), (TEXT, _present(shown, say, named=named))]
    for number, item in enumerate(shown.items, start=1):
        lines.append((HEADING, f"{number}. {item_title(item, say)}"))
        lines += [(TEXT, line) for line in item.notes.splitlines() if line.strip()]
        if not item.notes and item.begun_at is None:
            lines.append((TEXT, say("Not talked about.")))
        lines += [
            (
                BULLET,
                say(
                    "Decision {name}: {title} ({verdict})",
                    name=one.name,
                    title=one.terms.title,
                    verdict=verdict_name(one, say),
                ),
            )
            for one in shown.motions.get(item.id, ())
            if named or one.terms.public
        ]
        lines += [(BULLET, promise(one, say)) for one in shown.actions if one.item == item.id]
    lines.append((HEADING, say("Action points")))
    lines += [(BULLET, promise(one, say)) for one in shown.actions] or [(TEXT, say("None."))]
    return tuple(lines)


def _present(shown: ShownMinutes, say: Say, *, named: bool) -> str:
    if not shown.present:
        return say("Nobody checked in.")
    if not named:
        return say.many("{n} person was there.", "{n} people were there.", len(shown.present))
    return ", ".join(shown.name(person) for person in shown.present)


def markdown(lines: Iterable[tuple[str, str]]) -> str:
    """What people typed stays text: nothing in it becomes a heading, a link or a list."""
    return "\n\n".join(_MARKS[kind] + _FORMATTING.sub(r"\\\1", text) for kind, text in lines) + "\n"


def _when(meeting: Meeting, say: Say) -> str:
    starts = meeting.starts
    if starts is None:
        return ""
    where = place_in_agenda(meeting)
    return f"{say.moment(starts)}, {where}" if where else say.moment(starts)
