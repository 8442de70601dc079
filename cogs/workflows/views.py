"""Under a checklist: a button for each step, and those for the whole."""

import re
from dataclasses import replace
from datetime import date
from typing import Any, Self

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.desk_asking import show_beside
from bot.i18n import Say
from bot.ui import (
    DurableButton,
    DurableSelect,
    Filled,
    Form,
    Interaction,
    choice_field,
    modal,
    text_field,
    view_of,
)
from bot.words import plain
from cogs.workflows import cards
from cogs.workflows.placing import let_in
from domain.knowledge.runs import Run
from domain.texts import shortened
from services.desk_asking import Typed
from services.workflows import ShownRun


class StepButton(DurableButton, template=r"flow:(?P<run>\d{1,18}):step:(?P<step>\d{1,2})"):
    """Ticks, or takes the tick back."""

    def __init__(self, run: str, step: str, *, done: bool = False, disabled: bool = False) -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"flow:{run}:step:{step}",
                label=str(int(step) + 1),
                emoji="✅" if done else None,
                style=discord.ButtonStyle.success if done else discord.ButtonStyle.secondary,
                disabled=disabled,
            )
        )
        self.run_id, self.step = int(run), int(step)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        shown = await client.services.workflows.turn(
            self.run_id, self.step, caller_of(interaction), now=client.clock.now()
        )
        await show_again(interaction, answer, shown)


class FlowButton(DurableButton, template=r"flow:(?P<run>\d{1,18}):(?P<act>people|stop|sure|show)"):
    def __init__(self, run: str, act: str, label: str = "", emoji: str | None = None) -> None:
        style = discord.ButtonStyle.danger if act == "sure" else discord.ButtonStyle.secondary
        super().__init__(
            discord.ui.Button(
                custom_id=f"flow:{run}:{act}", label=label[:80] or act, emoji=emoji, style=style
            )
        )
        self.run_id, self.act = int(run), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller = interaction.client, caller_of(interaction)
        workflows, now = client.services.workflows, client.clock.now()
        if self.act == "sure":
            shown = await workflows.stop(self.run_id, caller, now=now)
            await answer.update(answer.say("Stopped. What was ticked stays readable."), view=None)
            return
        shown = await workflows.theirs(self.run_id, caller)
        say = answer.in_zone(shown.community.zone)
        key = str(self.run_id)
        if self.act == "show":
            await show_private(answer, shown, client.clock.now().astimezone(say.zone).date())
        elif self.act == "people":
            people = ", ".join(f"<@{person}>" for person in sorted(shown.run.people))
            await answer.send(
                f"{say('Working on it: {people}.', people=people)}\n"
                + say("Carried by {person}.", person=f"<@{shown.run.owner}>"),
                view=view_of(
                    PeopleSelect(key, "add", say("Add somebody")),
                    PeopleSelect(key, "hand", say("Hand it over to somebody")),
                    FlowButton(key, "stop", say("Stop this checklist"), "⏹️"),
                ),
            )
        else:
            await answer.update(
                say("Stop “{name}”? Nobody is reminded of it any more.", name=plain(shown.run.name)),
                view=view_of(FlowButton(key, "sure", say("Yes, stop it"))),
            )


class PeopleSelect(DurableSelect, template=r"flow:(?P<run>\d{1,18}):(?P<act>add|hand)"):
    def __init__(self, run: str, act: str, placeholder: str = "") -> None:
        menu: discord.ui.UserSelect[discord.ui.View] = discord.ui.UserSelect(
            custom_id=f"flow:{run}:{act}", placeholder=placeholder[:150] or None
        )
        super().__init__(menu)  # type: ignore[arg-type]  # for discord.py a menu of people is no Select
        self.run_id, self.act = int(run), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller = interaction.client, caller_of(interaction)
        (chosen,) = self.chosen(interaction)
        person, now = int(chosen), client.clock.now()
        flows = client.services.workflows
        work = flows.add_person if self.act == "add" else flows.hand_over
        shown = await work(self.run_id, person, caller, now=now)
        reached = await let_in(client, shown.run, person)
        say = answer.say
        mention = f"<@{person}>"
        if self.act == "add":
            text = say("{person} works on it too now.", person=mention)
        else:
            text = say("{person} carries it now and gets the reminders.", person=mention)
        if not reached:
            text += "\n" + say("I could not add them to the thread; do that by mentioning them there.")
        await answer.update(text)


class StuckButton(DurableButton, template=r"flow:(?P<run>\d{1,18}):stuck"):
    opens_form = True

    def __init__(self, run: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(custom_id=f"flow:{run}:stuck", label=label[:80] or "stuck", emoji="🆘")
        )
        self.run_id = int(run)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        shown = await interaction.client.services.workflows.theirs(self.run_id, caller_of(interaction))
        await answer.form(stuck_form(shown.run, answer.say))


class StuckForm(Form):
    template = re.compile(r"flow:(?P<run>\d{1,18}):stuck-form")

    def __init__(self, run: str) -> None:
        self.run_id = int(run)

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client = interaction.client
        step = next(iter(filled.choices.get("step", ())), "")
        caller, now = caller_of(interaction), client.clock.now()
        stuck = await client.services.workflows.stuck(
            self.run_id, int(step) if step.isdecimal() else None, filled.texts.get("text", ""), caller
        )
        draft = await client.services.desk_asking.begin(
            replace(caller, community=stuck.run.community),
            Typed(stuck.text),
            locale=stuck.run.locale,
            channel=stuck.run.place,
            about=stuck.run.article,
            context=stuck.context,
            now=now,
        )
        await show_beside(interaction, answer, draft.id)


def stuck_form(run: Run, say: Say) -> discord.ui.Modal:
    open_ones = [number for number in range(len(run.steps)) if number not in run.ticks][:25]
    options = [
        discord.SelectOption(
            label=shortened(f"{number + 1}. {run.steps[number].title}", 100),
            value=str(number),
            default=number == run.next_open(),
        )
        for number in open_ones
    ]
    fields = [
        text_field(
            "text",
            say("Where are you stuck?"),
            hint=say("What you did so far goes along by itself."),
            most=1500,
            required=True,
            long=True,
        )
    ]
    if options:
        fields.insert(0, choice_field("step", say("At which step?"), options, required=False))
    return modal(say("Ask the desk"), f"flow:{run.id}:stuck-form", *fields)


def buttons(run: Run, say: Say) -> discord.ui.View:
    key = str(run.id)
    steps: list[discord.ui.Item[Any]] = [
        StepButton(key, str(number), done=number in run.ticks, disabled=run.stopped_at is not None)
        for number in range(len(run.steps))
    ]
    if run.stopped_at is None:
        steps += [
            StuckButton(key, say("Stuck here")),
            FlowButton(key, "people", say("People"), "👥"),
            FlowButton(key, "show", say("In my language, with all details"), "🔎"),
        ]
    return view_of(*steps)


class StepSelect(DurableSelect, template=r"flow:(?P<run>\d{1,18}):read"):
    """One step in full."""

    def __init__(
        self, run: str, options: list[discord.SelectOption] | None = None, placeholder: str = ""
    ) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"flow:{run}:read",
                options=options or [discord.SelectOption(label="-")],
                placeholder=placeholder[:150] or None,
            )
        )
        self.run_id = int(run)

    @classmethod
    def of(cls, run: Run, say: Say) -> Self:
        options = [
            discord.SelectOption(label=shortened(f"{number + 1}. {step.title}", 100), value=str(number))
            for number, step in enumerate(run.steps)
        ]
        return cls(str(run.id), options, say("Read a step in full"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        shown = await client.services.workflows.theirs(self.run_id, caller_of(interaction))
        say = answer.in_zone(shown.community.zone)
        today = client.clock.now().astimezone(say.zone).date()
        (chosen,) = self.chosen(interaction)
        if not chosen.isdecimal() or int(chosen) >= len(shown.run.steps):
            return
        await answer.send(cards.step_words(shown.run, int(chosen), today, say, most=2000))


async def show_private(answer: Answer, shown: ShownRun, today: date) -> None:
    """The checklist for this person alone, in their language."""
    say = answer.say
    view = buttons(shown.run, say)
    if len(shown.run.steps) <= 15:
        view.add_item(StepSelect.of(shown.run, say))
    await answer.send(embeds=[cards.checklist(shown.run, today, say)], view=view)


async def show_again(interaction: Interaction, answer: Answer, shown: ShownRun) -> None:
    """What was pressed shows the new state at once; what stands elsewhere follows by itself."""
    message = interaction.message
    if message is not None and message.flags.ephemeral:
        say = answer.in_zone(shown.community.zone)
        today = interaction.client.clock.now().astimezone(say.zone).date()
        await answer.update(embeds=[cards.checklist(shown.run, today, say)], view=buttons(shown.run, say))
        return
    await answer.acknowledge()
