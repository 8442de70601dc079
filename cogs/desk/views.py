"""The buttons on a question. Each looks anew whether it may be done, so they work for ever, and for everybody
who may; beside each there is a command."""

from typing import Any, Final

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.desk_words import thread_link
from bot.i18n import Say
from bot.ui import DurableButton, Interaction, view_of
from bot.words import Voice
from cogs.desk import doing, forms
from domain.desk.question import Status
from services.desk_steps import ShownQuestion

_ID: Final = r"desk:(?P<question>\d{1,18})"
_TAG: Final = r"(?::(?P<tag>[a-z_]{1,20}))?"
"""Which message the button is on, so that each message has a button of its own name."""

_LOOKS: Final[dict[str, tuple[str, discord.ButtonStyle]]] = {
    "take": ("🙋", discord.ButtonStyle.success),
    "resume": ("▶️", discord.ButtonStyle.success),
    "show": ("🔎", discord.ButtonStyle.secondary),
    "answer": ("💬", discord.ButtonStyle.primary),
    "wait": ("⏳", discord.ButtonStyle.secondary),
    "consult": ("🤝", discord.ButtonStyle.secondary),
    "move": ("➡️", discord.ButtonStyle.secondary),
    "note": ("🔒", discord.ButtonStyle.secondary),
    "say": ("✉️", discord.ButtonStyle.primary),
}


class PressButton(DurableButton, template=_ID + r":(?P<act>take|resume|show)" + _TAG):
    """What is done with one press."""

    def __init__(self, question: str, act: str, tag: str | None = None, label: str = "") -> None:
        super().__init__(_button(question, act, tag, label))
        self.question_id, self.act = int(question), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        if self.act == "take":
            await doing.take(interaction, answer, self.question_id)
        elif self.act == "resume":
            await doing.resume(interaction, answer, self.question_id)
        else:
            await doing.show(interaction, answer, self.question_id)


class FormButton(DurableButton, template=_ID + r":(?P<act>answer|wait|consult|move|note|say)" + _TAG):
    """What asks for words first. Who may not do it hears so before they type."""

    opens_form = True

    def __init__(self, question: str, act: str, tag: str | None = None, label: str = "") -> None:
        super().__init__(_button(question, act, tag, label))
        self.question_id, self.act = int(question), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        services, caller = interaction.client.services, caller_of(interaction)
        if self.act == "say":
            opened = await services.desk.open_by_id(caller, self.question_id)
            await answer.form(forms.say_form(opened.shown, answer.in_zone(opened.shown.community.zone)))
            return
        shown = await services.desk_work.may_work(caller, self.question_id, noting=self.act == "note")
        say = answer.in_zone(shown.community.zone)
        if self.act in {"consult", "move"}:
            carried = await services.sectors.overview(shown.community.id)
            make = forms.consult_form if self.act == "consult" else forms.move_form
            await answer.form(make(shown, carried, say))
            return
        await answer.form(
            {"answer": forms.answer_form, "wait": forms.wait_form, "note": forms.note_form}[self.act](
                shown, say
            )
        )


def _button(question: str, act: str, tag: str | None, label: str) -> discord.ui.Button[Any]:
    emoji, style = _LOOKS[act]
    custom_id = f"desk:{question}:{act}" + (f":{tag}" if tag else "")
    return discord.ui.Button(custom_id=custom_id, label=label[:80] or act, emoji=emoji, style=style)


def act_words(act: str, say: Say) -> str:
    words = {
        "take": say("Take it"),
        "resume": say("Goes on"),
        "show": say("Show"),
        "answer": say("Answer"),
        "wait": say("Wait for …"),
        "consult": say("Consult another sector"),
        "move": say("Move"),
        "note": say("Note"),
        "say": say("Reply"),
    }
    return words[act]


def item(question_id: int, act: str, tag: str, label: str) -> DurableButton:
    kind = PressButton if act in {"take", "resume", "show"} else FormButton
    return kind(str(question_id), act, tag, label)


def card_view(shown: ShownQuestion, extra: tuple[discord.ui.Item[Any], ...] = ()) -> discord.ui.View:
    """Under the card: what may come next. The labels are in the community's languages."""
    voice, question = Voice(shown.community), shown.question
    if question.is_closed:
        return view_of(item(question.id, "show", "card", _both(voice, "show")), *extra)
    acts = {
        Status.OPEN: ("take", "answer", "wait", "consult", "move", "note"),
        Status.TAKEN: ("answer", "wait", "consult", "move", "note"),
        Status.WAITING: ("resume", "answer", "wait", "consult", "move", "note"),
        Status.ANSWERED: ("answer", "note"),
    }[question.status]
    items = [item(question.id, act, "card", _both(voice, act)) for act in ("show", *acts)]
    return view_of(*items, *extra)


def _both(voice: Voice, act: str) -> str:
    own = act_words(act, voice.say)
    return own if voice.english is None else voice.label(own, act_words(act, voice.english))


def notice_view(shown: ShownQuestion, tag: str, say: Say, *acts: str) -> discord.ui.View:
    items: list[discord.ui.Item[Any]] = [
        item(shown.question.id, act, tag, act_words(act, say)) for act in acts
    ]
    if shown.question.thread:
        items.append(
            discord.ui.Button(label=say("To the thread"), url=thread_link(shown.community, shown.question))
        )
    return view_of(*items)
