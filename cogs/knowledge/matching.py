"""/match: a few questions, and which grants, permits and places fit, with every reason."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import Any, Final, Self

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.i18n import Say
from bot.ui import DurableSelect, Interaction, view_of
from bot.words import SIGNAL, plain
from domain.knowledge.fitting import PLACES, Fit, Plan, Reason, Side, Who
from domain.knowledge.measures import Euros, Forms, Kinds, Places, Span
from domain.refusal import Refusal
from domain.texts import shortened
from domain.when import AskBack, read_when
from services.guides import Matched

_WHO: Final = {"m": Who.ME, "z": Who.SELF_EMPLOYED, "g": Who.GROUP, "a": Who.ASSOCIATION,
               "f": Who.FOUNDATION, "c": Who.COMPANY}  # fmt: skip
_PLACE: Final = dict(zip("eon", PLACES, strict=True))
_BUDGETS: Final = (1000, 3500, 12_500, 50_000, 250_000)
_SOON: Final = (14, 42, 70, 100, 200)
_MOST_KINDS: Final = 3
_MOST_SHOWN: Final = 13


@dataclass(frozen=True, slots=True)
class Asked:
    """What was answered so far, as it stands in a custom_id: kinds, who, budget, day, place."""

    kinds: str = ""
    who: str = ""
    budget: str = ""
    day: str = ""
    place: str = ""

    def plan(self, known: Sequence[str]) -> Plan:
        wanted = set(self.kinds.split("."))
        return Plan(
            what=frozenset(kind for kind in known if _code(kind) in wanted),
            who=_WHO.get(self.who),
            budget=int(self.budget) if self.budget else None,
            day=date.fromordinal(int(self.day)) if self.day else None,
            where=_PLACE.get(self.place, ""),
        )

    def __str__(self) -> str:
        return f"{self.kinds}:{self.who}:{self.budget}:{self.day}:{self.place}"


def _code(kind: str) -> str:
    """Short enough for a custom_id, whatever the articles call it."""
    return blake2b(kind.encode(), digest_size=3).hexdigest()


_STATE: Final = (
    r"(?P<kinds>[0-9a-f.]{0,20}):(?P<who>[mzgafc]?):(?P<budget>\d{0,8}):(?P<day>\d{0,7}):(?P<place>[eon]?)"
)


class MatchSelect(DurableSelect, template=rf"match:(?P<field>kinds|who|budget|day|place):{_STATE}"):
    """One question; an answer counts at once."""

    def __init__(
        self,
        field: str,
        options: list[discord.SelectOption] | None = None,
        placeholder: str = "",
        most: int = 1,
        **state: str,
    ) -> None:
        options = options or [discord.SelectOption(label="-")]
        self.field, self.asked = field, Asked(**state)
        super().__init__(
            discord.ui.Select(
                custom_id=f"match:{field}:{self.asked}",
                options=options,
                placeholder=placeholder[:150] or None,
                min_values=0,
                max_values=min(most, len(options)),
            )
        )

    @classmethod
    def of(cls, asked: Asked, field: str, options: list[discord.SelectOption], placeholder: str) -> Self:
        most = _MOST_KINDS if field == "kinds" else 1
        return cls(
            field,
            options,
            placeholder,
            most,
            kinds=asked.kinds,
            who=asked.who,
            budget=asked.budget,
            day=asked.day,
            place=asked.place,
        )

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        chosen = self.chosen(interaction)
        value = ".".join(chosen[:_MOST_KINDS]) if self.field == "kinds" else (chosen[0] if chosen else "")
        changed: dict[str, Any] = {self.field: value}
        if re.fullmatch(_STATE, str(asked := replace(self.asked, **changed))):
            await show(interaction, answer, asked)


class MatchCommand(commands.Cog):
    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @app_commands.command(
        name=locale_str("match"),
        description=locale_str("Which grants, permits and places fit your plan, and why"),
    )
    @app_commands.rename(budget=locale_str("budget"), day=locale_str("day"))
    @app_commands.describe(
        budget=locale_str("Your whole budget in euros"),
        day=locale_str("When is it? As you would say it: 20 June"),
    )
    @app_commands.guild_only()
    async def match(
        self,
        interaction: Interaction,
        budget: app_commands.Range[int, 0, 10_000_000] | None = None,
        day: str = "",
    ) -> None:
        answer, asked = Answer.to(interaction), Asked()
        if budget is not None:
            asked = replace(asked, budget=str(budget))
        if day.strip():
            now = self._client.clock.now()
            read = read_when(day, now=now, zone=answer.say.zone)
            if isinstance(read, AskBack):
                raise Refusal("Give only the day on which it will be, for example 20 June.")
            begins = (
                read.start.astimezone(answer.say.zone).date()
                if isinstance(read.start, datetime)
                else read.start
            )
            asked = replace(asked, day=str(begins.toordinal()))
        await show(interaction, answer, asked)


async def show(interaction: Interaction, answer: Answer, asked: Asked) -> None:
    client, caller = interaction.client, caller_of(interaction)
    say = answer.say
    today = client.clock.now().astimezone(say.zone).date()
    guides = client.services.guides
    every = await guides.match(caller, Plan(), say.locale, today=today)
    plan = asked.plan(every.kinds)
    found = await guides.match(caller, plan, say.locale, today=today)
    await answer.update(
        embeds=[overview(found, plan, say)],
        view=view_of(*_questions(asked, found, plan, today, say)),
    )


def _questions(asked: Asked, found: Matched, plan: Plan, today: date, say: Say) -> list[discord.ui.Item[Any]]:
    def option(label: str, value: str, chosen: bool) -> discord.SelectOption:
        return discord.SelectOption(label=shortened(label, 100), value=value, default=chosen)

    kinds = [option(kind_name(kind, say), _code(kind), kind in plan.what) for kind in found.kinds[:25]]
    who = [option(who_name(one, say), key, key == asked.who) for key, one in _WHO.items()]
    amounts = sorted({*_BUDGETS, *([plan.budget] if plan.budget is not None else [])})
    budgets = [
        option(say("At most {amount}", amount=money(one, say)), str(one), one == plan.budget)
        for one in amounts
    ]
    days = sorted({*(today + timedelta(days=n) for n in _SOON), *([plan.day] if plan.day else [])})
    dates = [option(say("Around {day}", day=one), str(one.toordinal()), one == plan.day) for one in days]
    places = [option(place_name(one, say), key, key == asked.place) for key, one in _PLACE.items()]
    rows = [
        ("kinds", kinds, say("What do you want to do?")),
        ("who", who, say("Who applies?")),
        ("budget", budgets, say("What is your whole budget?")),
        ("day", dates, say("When is it? /match day: takes any day")),
        ("place", places, say("Where is it?")),
    ]
    return [MatchSelect.of(asked, field, options, text) for field, options, text in rows if options]


def overview(found: Matched, plan: Plan, say: Say) -> discord.Embed:
    embed = discord.Embed(title=say("What fits your plan"), colour=SIGNAL)
    if not found.fits:
        embed.description = say("No article has conditions to match yet. Ask the desk with /kb search.")
        return embed
    fitting = sum(one.fits for one in found.fits)
    embed.description = say.many(
        "{n} of {all} may fit. Answer the questions below; every answer counts at once.",
        "{n} of {all} may fit. Answer the questions below; every answer counts at once.",
        fitting,
        all=len(found.fits),
    )
    room = 5000
    for one in found.fits[:_MOST_SHOWN]:
        text = shortened(fit_words(one, found, say), 420)
        if (room := room - len(text) - len(one.scheme.name)) < 0:
            break
        mark = "✅" if one.fits else "❌"
        embed.add_field(name=shortened(f"{mark} {one.scheme.name}", 256), value=text, inline=False)
    embed.set_footer(
        text=say("This is a first look by the rules that we know. The one who decides is the fund.")
    )
    return embed


def fit_words(one: Fit, found: Matched, say: Say) -> str:
    lines = []
    against = [reason_words(reason, say) for reason in one.of(Side.AGAINST)]
    if against:
        lines.append(say("Does not fit: {reasons}.", reasons="; ".join(against)))
    pros = [reason_words(reason, say) for reason in one.of(Side.FOR)]
    if pros:
        lines.append("👍 " + "; ".join(pros))
    checks = [reason_words(reason, say) for reason in one.of(Side.CHECK)]
    checks += [plain(shortened(condition, 160)) for condition in one.scheme.conditions[:3]]
    if checks and one.fits:
        lines.append(say("Check: {reasons}", reasons="; ".join(checks)))
    for example in found.examples.get(one.scheme.id, ())[:2]:
        lines.append(say("Example: {title}", title=plain(shortened(example.title, 120))))
    lines.append(f"📖 {plain(shortened(found.titles.get(one.scheme.article, one.scheme.article), 120))}")
    return "\n".join(lines)


def reason_words(reason: Reason, say: Say) -> str:
    message = reason.message
    return say.message(message.message_id, {key: _value(one, say) for key, one in message.params.items()})


def _value(value: object, say: Say) -> object:
    if isinstance(value, Euros):
        return money(value.amount, say)
    if isinstance(value, Span):
        weeks, rest = divmod(value.days, 7)
        if rest == 0 and weeks:
            return say.many("{n} week", "{n} weeks", weeks)
        return say.many("{n} day", "{n} days", value.days)
    if isinstance(value, Kinds):
        return ", ".join(kind_name(one, say) for one in value)
    if isinstance(value, Forms):
        return ", ".join(form_name(one, say) for one in value)
    if isinstance(value, Places):
        return ", ".join(place_name(one, say) for one in value)
    return value


def money(amount: int, say: Say) -> str:
    return say.money(amount * 100).replace(",00", "").replace(".00", "")


def who_name(who: Who, say: Say) -> str:
    names = {
        Who.ME: say("Just me, without a company"),
        Who.SELF_EMPLOYED: say("Just me, registered with the KvK"),
        Who.GROUP: say("A group without a legal form"),
        Who.ASSOCIATION: say("An association"),
        Who.FOUNDATION: say("A foundation"),
        Who.COMPANY: say("A company"),
    }
    return names[who]


def kind_name(kind: str, say: Say) -> str:
    names = {
        "event": say("an event"),
        "project": say("a project"),
        "alcohol": say("serving alcohol"),
        "demonstration": say("a demonstration"),
        "visual-art": say("visual art"),
        "design": say("design"),
        "digital": say("digital culture"),
        "amateur-arts": say("amateur arts"),
        "education": say("education"),
        "participation": say("taking part in culture"),
        "space": say("a space"),
        "music": say("music"),
    }
    return names.get(kind, plain(kind.replace("-", " ")))


def form_name(form: str, say: Say) -> str:
    names = {
        "foundation": say("a foundation (stichting)"),
        "association": say("an association (vereniging)"),
        "informal_group": say("a group without a legal form"),
        "company": say("a company"),
        "sole_trader": say("self-employed"),
        "person": say("one person"),
        "group": say("a group"),
        "organisation": say("an organisation"),
    }
    return names.get(form, plain(form.replace("_", " ")))


def place_name(place: str, say: Say) -> str:
    names = {
        "enschede": "Enschede",
        "overijssel": "Overijssel",
        "twente": "Twente",
        "netherlands": say("the Netherlands"),
    }
    return names.get(place, plain(place))
