"""A decision in somebody's hands: the preview, and the buttons under it to start, mend or drop it."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import discord

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.deciding import voters_name
from bot.i18n import Say, timestamp
from bot.ui import DurableButton, DurableSelect, Filled, Form, Interaction, view_of
from bot.words import plain
from cogs.decisions import cards, forms
from cogs.decisions.electorate import Drawn, electorate
from domain.decisions.drafting import as_deadline
from domain.decisions.kinds import Openness, Voters
from domain.decisions.register import Decision
from domain.decisions.tallying import tally
from domain.decisions.terms import Proposal, Terms
from domain.refusal import Refusal
from domain.when import AskBack
from services.acting import Caller
from services.decisions import Prepared
from services.poll_drafts import Opened
from services.register import Standing

_DRAFT = r"poll:(?P<draft>\d{1,18})"


class PollButton(DurableButton, template=_DRAFT + r":(?P<act>start|drop)"):
    def __init__(self, draft: str, act: str, label: str = "") -> None:
        style = discord.ButtonStyle.success if act == "start" else discord.ButtonStyle.secondary
        super().__init__(discord.ui.Button(custom_id=f"poll:{draft}:{act}", label=label or act, style=style))
        self.draft, self.act = int(draft), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller, say = interaction.client, caller_of(interaction), answer.say
        if self.act == "drop":
            await client.services.poll_drafts.drop(caller, self.draft)
            await answer.update(say("Thrown away. Nothing was started."))
            return
        now = client.clock.now()
        opened = await client.services.poll_drafts.open(caller, self.draft, now=now)
        drawn = Drawn(frozenset())
        if isinstance(opened.understood, Proposal):
            drawn = await electorate(client, caller, opened.understood)
        decision = await client.services.poll_drafts.start(
            caller, self.draft, drawn.people, drawn.roles, now=client.clock.now()
        )
        place = f"<#{opened.scene.channel}>" if opened.scene.channel else ""
        await answer.update(
            say(
                "🗳️ {number} “{title}” runs until {closes}; it stands in {place} in a moment.",
                number=decision.name,
                title=plain(decision.terms.title),
                closes=timestamp(decision.closes),
                place=place,
            )
        )


class PollFormButton(DurableButton, template=_DRAFT + r":open(?P<form>essential|rules|further)"):
    opens_form = True

    def __init__(self, draft: str, form: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"poll:{draft}:open{form}",
                label=label or form,
                style=discord.ButtonStyle.secondary,
            )
        )
        self.draft, self.form = int(draft), form

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller = interaction.client, caller_of(interaction)
        opened = await client.services.poll_drafts.open(caller, self.draft, now=client.clock.now())
        build = {"essential": forms.essential, "rules": forms.rules, "further": forms.further}[self.form]
        await answer.form(build(opened.draft, opened.scene, answer.say))


class NewPollForm(Form):
    template = re.compile(r"poll:new:(?P<sector>[a-z0-9_]{0,40})")

    def __init__(self, sector: str) -> None:
        self.sector = sector

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client, caller = interaction.client, caller_of(interaction)
        opened = await client.services.poll_drafts.begin(
            caller, {**answers_of(filled), "sector": self.sector}, now=client.clock.now()
        )
        await preview(interaction, answer, opened)


class PollForm(Form):
    template = re.compile(_DRAFT + r":(?P<form>essential|rules|further)")

    def __init__(self, draft: str, form: str) -> None:
        self.draft, self.form = int(draft), form

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        given = answers_of(filled)
        if self.form == "rules":
            given["extras"] = given.get("extras") or "-"
        if self.form == "further":
            _must_be_a_person(interaction, given.get("owner", ""))
        await change(interaction, answer, self.draft, given)


def _must_be_a_person(interaction: Interaction, owner: str) -> None:
    """Discord offers bots, too, and a bot carries out nothing."""
    data: Any = interaction.data or {}
    user = data.get("resolved", {}).get("users", {}).get(owner, {})
    if user.get("bot"):
        raise Refusal("A bot cannot carry out a decision. Choose a person.")


class VotersSelect(DurableSelect, template=_DRAFT + r":voters"):
    """Who may vote; a role is chosen in the menu that then appears."""

    def __init__(
        self, draft: str, options: Sequence[discord.SelectOption] = (), placeholder: str = ""
    ) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"poll:{draft}:voters",
                options=list(options) or [discord.SelectOption(label="-")],
                placeholder=placeholder or None,
            )
        )
        self.draft = int(draft)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        (value,) = self.chosen(interaction)
        voters, _, of = value.partition(":")
        await change(interaction, answer, self.draft, {"voters": voters, "voters_of": of})


class VotersRoleSelect(DurableSelect, template=_DRAFT + r":role"):
    def __init__(self, draft: str, placeholder: str = "") -> None:
        select: Any = discord.ui.RoleSelect(custom_id=f"poll:{draft}:role", placeholder=placeholder or None)
        super().__init__(select)
        self.draft = int(draft)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        (value,) = self.chosen(interaction)
        await change(interaction, answer, self.draft, {"voters": Voters.ROLE.value, "voters_of": value})


class DeadlineButton(DurableButton, template=_DRAFT + r":at(?P<moment>\d{1,12})"):
    """One of the moments that the deadline's text can mean."""

    def __init__(self, draft: str, moment: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"poll:{draft}:at{moment}",
                label=label[:80] or moment,
                style=discord.ButtonStyle.primary,
            )
        )
        self.draft, self.moment = int(draft), int(moment)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller = interaction.client, caller_of(interaction)
        moment = datetime.fromtimestamp(self.moment, UTC)
        opened = await client.services.poll_drafts.settle(caller, self.draft, moment, now=client.clock.now())
        await preview(interaction, answer, opened)


def answers_of(filled: Filled) -> dict[str, str]:
    return {**filled.texts, **{name: ",".join(values) for name, values in filled.choices.items()}}


async def change(interaction: Interaction, answer: Answer, draft: int, given: dict[str, str]) -> None:
    client, caller = interaction.client, caller_of(interaction)
    opened = await client.services.poll_drafts.change(caller, draft, given, now=client.clock.now())
    await preview(interaction, answer, opened)


async def preview(interaction: Interaction, answer: Answer, opened: Opened) -> None:
    """Show exactly what will be posted; or the question it leaves; or what is wrong with it."""
    client, caller = interaction.client, caller_of(interaction)
    say, key = answer.in_zone(opened.scene.community.zone), str(opened.draft.id)
    understood = opened.understood
    if isinstance(understood, AskBack):
        await _ask(answer, opened, understood)
        return
    problem: Refusal | None = understood if isinstance(understood, Refusal) else None
    if isinstance(understood, Proposal):
        try:
            ready, people = await _ready(client, caller, understood)
        except Refusal as refusal:
            problem = refusal
        else:
            await _show(answer, opened, ready, people)
            return
    assert problem is not None
    lines = [f"⚠️ {say.message(problem.message_id, problem.params)}", _typed(opened, say)]
    await answer.update(
        "\n\n".join(line for line in lines if line), view=view_of(*_mending(opened, say, key))
    )


async def _ready(client: SektorClient, caller: Caller, proposal: Proposal) -> tuple[Prepared, frozenset[int]]:
    people = (await electorate(client, caller, proposal)).people
    now = client.clock.now()
    return await client.services.decisions.prepare(caller, proposal, people, now=now), people


async def _show(answer: Answer, opened: Opened, ready: Prepared, people: frozenset[int]) -> None:
    say, key = answer.say, str(opened.draft.id)
    place = f"<#{opened.scene.channel}>" if opened.scene.channel else say("the channel for decisions")
    lines = [say("So it will stand in {place}. Nothing is started yet.", place=place)]
    lines.append(
        say.many(
            "{n} person may vote: {people}",
            "{n} people may vote: {people}",
            len(people),
            people=cards.people(sorted(people), say),
        )
    )
    lines += [f"⚠️ {say.message(one.message_id, one.params)}" for one in ready.warnings]
    view = view_of(PollButton(key, "start", say("Start")), *_mending(opened, say, key))
    embed = cards.card(standing_of(ready.terms, people, opened), opened.scene.community, opened.scene.sectors)
    await answer.update("\n".join(lines), embeds=[embed], view=view)


def standing_of(terms: Terms, people: frozenset[int], opened: Opened) -> Standing:
    """The decision as it stands when nobody has voted yet."""
    decision = Decision(
        id=0,
        community=opened.draft.community,
        number=0,
        terms=terms,
        starter=opened.draft.person,
        opened=opened.draft.updated_at,
        closes=terms.closes,
    )
    return Standing(
        decision=decision,
        electorate=len(people),
        cast=0,
        quorate=False,
        so_far=tally(terms, len(people), {}) if terms.openness is Openness.OPEN else None,
        missing=tuple(sorted(people)),
        voted=(),
        said=(),
        recused=(),
        amended_by=(),
        runoff=None,
        meeting=next((one for one in opened.scene.meetings if str(one.id) == terms.voters_of), None)
        if terms.voters is Voters.PRESENT
        else None,
    )


def _mending(opened: Opened, say: Say, key: str) -> list[discord.ui.Item[Any]]:
    items: list[discord.ui.Item[Any]] = [
        PollFormButton(key, "essential", say("Change")),
        PollFormButton(key, "rules", say("Rules…")),
        PollFormButton(key, "further", say("More…")),
        PollButton(key, "drop", say("Discard")),
        VotersSelect(key, _voters(opened, say), say("Who may vote?")),
    ]
    if opened.draft["voters"] == Voters.ROLE.value:
        items.append(VotersRoleSelect(key, say("Which role?")))
    return items


def _voters(opened: Opened, say: Say) -> list[discord.SelectOption]:
    draft = opened.draft
    now = f"{draft['voters'] or Voters.HEADS.value}:{draft['voters_of']}".rstrip(":")

    def option(value: str, name: str) -> discord.SelectOption:
        chosen = value == now or (value == Voters.ROLE.value and draft["voters"] == Voters.ROLE.value)
        # closed, a menu shows nothing but what is chosen: that has to say what it is about
        label = say("May vote: {who}", who=name) if chosen else name[:1].upper() + name[1:]
        return discord.SelectOption(label=label[:100], value=value, default=chosen)

    return [
        option(Voters.HEADS.value, voters_name(Voters.HEADS, "", say)),
        option(Voters.MEMBERS.value, voters_name(Voters.MEMBERS, "", say)),
        *(
            option(
                f"{Voters.PRESENT.value}:{one.id}",
                voters_name(Voters.PRESENT, cards.meeting_name(one, say), say),
            )
            for one in opened.scene.meetings
        ),
        *(
            option(f"{Voters.SECTOR.value}:{one.key}", voters_name(Voters.SECTOR, one.name(say.locale), say))
            for one in opened.scene.sectors[:20]
        ),
        option(Voters.ROLE.value, say("who has a certain role")),
    ]


async def _ask(answer: Answer, opened: Opened, question: AskBack) -> None:
    say, key, zone = answer.say, str(opened.draft.id), opened.scene.community.zone
    picks = [
        DeadlineButton(
            key,
            str(int(as_deadline(choice.when, zone).timestamp())),
            say.message(choice.label.message_id, choice.label.params),
        )
        for choice in question.choices[:4]
    ]
    await answer.update(
        say.message(question.question.message_id, question.question.params),
        view=view_of(*picks, PollFormButton(key, "essential", say("Something else"))),
    )


def _typed(opened: Opened, say: Say) -> str:
    """What was filled in, so that nothing is lost from sight."""
    labels = {
        "title": say("What do we decide?"),
        "text": say("Why, and what exactly?"),
        "options": say("Options, one on a line"),
        "deadline": say("Until when?"),
    }
    lines = [
        f"**{label}** {plain(opened.draft[name])[:500]}"
        for name, label in labels.items()
        if opened.draft[name]
    ]
    return "\n".join(lines)
