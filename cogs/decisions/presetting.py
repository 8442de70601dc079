"""/decision presets: what stands under *How?* when a decision is started; heads add and change it."""

import re
from collections.abc import Sequence
from typing import Any, Final

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.deciding import kind_hint, kind_name, openness_name, quorum_name, rule_name
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
from cogs.decisions.forms import KINDS, preset_hint
from domain.decisions.drafting import QUORA
from domain.decisions.kinds import RULES_OF, Kind, Openness, Rule
from domain.decisions.mandates import LONGEST_NAME
from domain.decisions.presets import Preset, read_hours
from domain.decisions.thresholds import HALF, MONEY_FLOOR
from domain.refusal import Refusal
from services.presets import Shelf

_NEW: Final = Preset(key="", nl="", en="", hours=0)


async def show_presets(interaction: Interaction, answer: Answer) -> None:
    shelf = await interaction.client.services.presets.shelf(caller_of(interaction))
    await _show(answer, shelf)


async def _show(answer: Answer, shelf: Shelf, told: str = "") -> None:
    say = answer.say
    lines = [told, ""] if told else []
    lines.append(say("Under *How?* in `/decision start` you choose from:"))
    lines += [_line(one, say) for one in shelf.presets]
    items: list[discord.ui.Item[Any]] = []
    if shelf.keeps:
        items = [PresetSelect("change", _options(shelf.presets, say), say("Change one…"))]
        own = [one for one in shelf.presets if one.key in shelf.own]
        if own:
            items.append(PresetSelect("drop", _options(own, say), say("Remove one")))
        items.append(NewPresetButton(say("A new one…")))
    await answer.update("\n".join(lines)[:1990], view=view_of(*items))


def _line(one: Preset, say: Say) -> str:
    more = [preset_hint(one, say)]
    if one.kind is not Kind.MOTION:
        more.append(kind_name(one.kind, say))
    if one.quorum != HALF:
        more.append(quorum_name(one.quorum, say))
    if one.floor is not None:
        more.append(say("About money: a quarter of all must be for it"))
    if one.openness is not Openness.OPEN:
        more.append(openness_name(one.openness, say))
    return f"- **{plain(_name(one, say))}**: {' · '.join(dict.fromkeys(more))}"


def _name(one: Preset, say: Say) -> str:
    return one.nl if say.locale == "nl" else one.en


def _options(presets: Sequence[Preset], say: Say) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=_name(one, say)[:100], value=one.key, description=preset_hint(one, say)[:100]
        )
        for one in presets[:25]
    ]


class PresetSelect(DurableSelect, template=r"presets:(?P<act>change|drop)"):
    opens_form = True

    def __init__(self, act: str, options: Sequence[discord.SelectOption] = (), placeholder: str = "") -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"presets:{act}",
                options=list(options) or [discord.SelectOption(label="-")],
                placeholder=placeholder or None,
            )
        )
        self.act = act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller, say = interaction.client, caller_of(interaction), answer.say
        (key,) = self.chosen(interaction)
        if self.act == "change":
            shelf = await client.services.presets.shelf(caller)
            await answer.form(_form(shelf.find(key), say))
            return
        gone = await client.services.presets.drop(caller, key, now=client.clock.now())
        shelf = await client.services.presets.shelf(caller)
        told = say("“{name}” is removed.", name=plain(_name(gone, say)))
        if shelf.is_given(key):
            told = say("“{name}” is as it was at first.", name=plain(_name(gone, say)))
        await _show(answer, shelf, told)


class NewPresetButton(DurableButton, template=r"presets:new"):
    opens_form = True

    def __init__(self, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id="presets:new", label=label or "+", style=discord.ButtonStyle.secondary
            )
        )

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await answer.form(_form(_NEW, answer.say))


def _form(preset: Preset, say: Say) -> discord.ui.Modal:
    return modal(
        say("A way to decide"),
        f"preset:{preset.key}",
        text_field(
            "nl",
            say("What is it called?"),
            placeholder=say("Urgent"),
            value=preset.nl,
            most=LONGEST_NAME,
            required=True,
        ),
        text_field(
            "en",
            say("And in English?"),
            hint=say("Left empty it is called the same."),
            value=preset.en if preset.en != preset.nl else "",
            most=LONGEST_NAME,
        ),
        text_field(
            "hours",
            say("How long can people vote?"),
            placeholder=say("24 hours, or: 3 days"),
            value=_hours(preset.hours, say),
            most=20,
        ),
        choice_field("how", say("How is it decided?"), _ways(preset, say)),
        choice_field("extras", say("And"), _extras(preset, say), most=6, required=False),
    )


def _hours(hours: int, say: Say) -> str:
    if not hours:
        return ""
    if hours % 24:
        return say.many("{n} hour", "{n} hours", hours)
    return say.many("{n} day", "{n} days", hours // 24)


def _ways(preset: Preset, say: Say) -> list[discord.SelectOption]:
    """Every kind, by each rule that it can be taken by."""
    now = (preset.kind, preset.rule or RULES_OF[preset.kind][0])
    return [
        discord.SelectOption(
            label=kind_name(kind, say)[:100],
            description=(rule_name(rule, say) if len(RULES_OF[kind]) > 1 else kind_hint(kind, say))[:100],
            value=f"{kind.value}:{rule.value}",
            default=(kind, rule) == now,
        )
        for kind in KINDS
        for rule in RULES_OF[kind]
    ]


def _extras(preset: Preset, say: Say) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=say("About money: a quarter of all must be for it")[:100],
            value="floor",
            default=preset.floor is not None,
        ),
        *(
            discord.SelectOption(
                label=openness_name(one, say)[:100], value=one.value, default=preset.openness is one
            )
            for one in (Openness.HIDDEN, Openness.SECRET)
        ),
        *(
            discord.SelectOption(
                label=quorum_name(QUORA[key], say)[:100], value=key, default=preset.quorum == QUORA[key]
            )
            for key in ("none", "third", "two_thirds")
        ),
    ]


class PresetForm(Form):
    template = re.compile(r"preset:(?P<key>[a-z0-9_]{0,30})")

    def __init__(self, key: str) -> None:
        self.key = key

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client, caller, say = interaction.client, caller_of(interaction), answer.say
        try:
            stored = await client.services.presets.put(caller, self._read(filled), now=client.clock.now())
        except Refusal as refusal:  # a form cannot be shown once more: what was typed is told
            typed = " · ".join(text for text in filled.texts.values() if text)
            await answer.send(f"⚠️ {say.message(refusal.message_id, refusal.params)}\n> {plain(typed)[:400]}")
            return
        told = say("“{name}” stands in the menu from now on.", name=plain(_name(stored, say)))
        await _show(answer, await client.services.presets.shelf(caller), told)

    def _read(self, filled: Filled) -> Preset:
        kind, _, rule = filled.choices.get("how", ("motion:simple",))[0].partition(":")
        extras = filled.choices.get("extras", ())
        quora = [QUORA[key] for key in extras if key in QUORA]
        if len(quora) > 1 or {Openness.HIDDEN.value, Openness.SECRET.value} <= set(extras):
            raise Refusal("Choose one quorum at the most, and either hidden or secret.")
        return Preset(
            key=self.key,
            nl=filled.texts.get("nl", ""),
            en=filled.texts.get("en", ""),
            hours=read_hours(filled.texts.get("hours", "")),
            kind=Kind(kind),
            rule=Rule(rule),
            quorum=quora[0] if quora else HALF,
            floor=MONEY_FLOOR if "floor" in extras else None,
            openness=next((Openness(one) for one in extras if one in {"hidden", "secret"}), Openness.OPEN),
        )
