"""/meeting rhythm: which meetings come round by themselves, and when."""

from typing import Any

from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.meeting_words import audience_name, kind_name, languages
from bot.offers import WEEKDAYS
from bot.ui import Interaction
from cogs.meetings.cards import where_words
from cogs.meetings.group import GROUP, Meetings
from cogs.meetings.planning import Room
from domain.events import Language
from domain.meetings.kinds import USUAL_AUDIENCE, Kind
from domain.meetings.meeting import place_of
from domain.meetings.rhythm import Rule
from domain.when.hour import read_hour
from services.meeting_rhythm import Comes

_KINDS = [
    Choice(name=locale_str("monthly, sector heads"), value=Kind.MONTHLY.value),
    Choice(name=locale_str("quarterly, everyone"), value=Kind.QUARTERLY.value),
    Choice(name=locale_str("general assembly, members"), value=Kind.ASSEMBLY.value),
    Choice(name=locale_str("De Sektor Party, everyone"), value=Kind.PARTY.value),
]
_NTH = [
    Choice(name=locale_str("the first"), value=1),
    Choice(name=locale_str("the second"), value=2),
    Choice(name=locale_str("the third"), value=3),
    Choice(name=locale_str("the fourth"), value=4),
    Choice(name=locale_str("the last"), value=5),
]
_LANGUAGES = [
    Choice(name=locale_str("Dutch"), value=Language.DUTCH.value),
    Choice(name=locale_str("English"), value=Language.ENGLISH.value),
    Choice(name=locale_str("no language needed"), value=Language.NONE.value),
]


class Rhythm(Meetings):
    @GROUP.command(
        name=locale_str("rhythm"),
        description=locale_str("Which meetings come round by themselves; without options: how it is now"),
    )
    @app_commands.rename(
        kind=locale_str("kind"),
        on=locale_str("on"),
        nth=locale_str("which-one"),
        weekday=locale_str("weekday"),
        month=locale_str("month"),
        at=locale_str("time"),
        minutes=locale_str("minutes"),
        ahead=locale_str("days-ahead"),
        answer=locale_str("days-to-answer"),
        asks=locale_str("ask-for-dates"),
        where=locale_str("where"),
        channel=locale_str("channel"),
        language=locale_str("language"),
        translation=locale_str("translation"),
    )
    @app_commands.describe(
        kind=locale_str("Which meeting?"),
        on=locale_str("Whether it comes round by itself"),
        nth=locale_str("Which one of the month"),
        weekday=locale_str("On which day"),
        month=locale_str("In which month of its quarter or year: 1 is the first"),
        at=locale_str("At what time: 20:00"),
        minutes=locale_str("How long, in minutes"),
        ahead=locale_str("How many days before it I think of it"),
        answer=locale_str("How many days people have to say when they can"),
        asks=locale_str("Whether people are asked for a date; if not, it is on its own day"),
        where=locale_str("A venue or an address"),
        channel=locale_str("Or in which voice or stage channel"),
        language=locale_str("In which language?"),
        translation=locale_str("Does somebody translate for who does not understand it?"),
    )
    @app_commands.choices(kind=_KINDS, language=_LANGUAGES)
    @app_commands.choices(nth=_NTH, weekday=WEEKDAYS)
    async def rhythm(
        self,
        interaction: Interaction,
        kind: Choice[str] | None = None,
        on: bool | None = None,
        nth: Choice[int] | None = None,
        weekday: Choice[int] | None = None,
        month: int | None = None,
        at: str = "",
        minutes: int | None = None,
        ahead: int | None = None,
        answer: int | None = None,
        asks: bool | None = None,
        where: str = "",
        channel: Room | None = None,
        language: Choice[str] | None = None,
        translation: bool | None = None,
    ) -> None:
        client, reply, caller = self._client, Answer.to(interaction), caller_of(interaction)
        now, service = client.clock.now(), client.services.meeting_rhythm
        given: dict[str, Any] = {
            "on": on,
            "nth": nth.value if nth else None,
            "weekday": weekday.value if weekday else None,
            "month": month,
            "at": read_hour(at) if at else None,
            "minutes": minutes,
            "lead": ahead,
            "answer": answer,
            "asks": asks,
            "place": place_of(where) if where else None,
            "channel": channel.id if channel is not None else None,
            "channel_name": channel.name if channel is not None else None,
            "language": Language(language.value) if language else None,
            "translation": translation,
        }
        changes = {name: value for name, value in given.items() if value is not None}
        if where and channel is None:
            changes |= {"channel": None, "channel_name": ""}
        elif channel is not None and not where:
            changes["place"] = ""
        if kind is None or not changes:
            community, rules = await service.rules(caller, now=now)
            say = reply.in_zone(community.zone)
            wanted = [one for one in rules if kind is None or one.rule.kind == kind.value]
            await reply.send("\n\n".join(rule_words(one, say) for one in wanted))
            return
        community, comes = await service.change_rule(caller, Kind(kind.value), changes, now=now)
        await reply.send(rule_words(comes, reply.in_zone(community.zone)))


def rule_words(comes: Comes, say: Say) -> str:
    """A rule as a person would say it."""
    rule = comes.rule
    name = f"**{kind_name(rule.kind, say)}** · {audience_name(USUAL_AUDIENCE[rule.kind], say)}"
    if not rule.on or comes.due is None:
        return f"{name}\n{say('It does not come round by itself.')}"
    lines = [name, f"🔁 {_when(rule, say)}"]
    if rule.asks:
        lines.append(
            say(
                "{lead} days before, I put dates to the heads; they have {answer} days to answer. The next "
                "time on {due}, for about {day}.",
                lead=rule.lead,
                answer=rule.answer,
                due=comes.due,
                day=comes.day,
            )
        )
    else:
        lines.append(
            say(
                "{lead} days before, I plan it. The next time on {due}, for {day}.",
                lead=rule.lead,
                due=comes.due,
                day=comes.day,
            )
        )
    if rule.place or rule.channel:
        lines.append(f"📍 {where_words(rule.place, rule.channel, say)}")
    lines.append(f"💬 {languages(rule, say)}")
    return "\n".join(lines)


def _when(rule: Rule, say: Say) -> str:
    names = {
        1: say("the first"),
        2: say("the second"),
        3: say("the third"),
        4: say("the fourth"),
        5: say("the last"),
    }
    words = {"nth": names[rule.nth], "day": say.weekday_name(rule.weekday), "time": rule.at}
    if rule.kind is Kind.MONTHLY:
        return say("Every month, {nth} {day}, {time}", **words)
    if rule.kind is Kind.QUARTERLY:
        return say("Every quarter, {nth} {day} of month {month}, {time}", month=rule.month, **words)
    return say("Every year, {nth} {day} of month {month}, {time}", month=rule.month, **words)
