"""Under an answer: whether it helped, something else, a person. And leafing through an article."""

from typing import Any, Self

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.desk_asking import show_beside
from bot.i18n import Say
from bot.ui import DurableButton, DurableSelect, Interaction, view_of
from cogs.knowledge import cards
from domain.texts import shortened
from services.asking import Answered
from services.guides import Offered, ShownArticle


class FeedbackButton(DurableButton, template=r"kb:(?P<question>\d{1,18}):(?P<act>yes|no|desk)"):
    def __init__(self, question: str, act: str, label: str = "") -> None:
        emoji = {"yes": "👍", "no": "👎", "desk": "🙋"}
        super().__init__(
            discord.ui.Button(custom_id=f"kb:{question}:{act}", label=label[:80] or act, emoji=emoji[act])
        )
        self.question, self.act = int(question), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller = interaction.client, caller_of(interaction)
        asking, now, say = client.services.asking, client.clock.now(), answer.say
        if self.act == "desk":
            draft = await client.services.desk_asking.from_knowledge(self.question, caller, now=now)
            await show_beside(interaction, answer, draft.id)
            return
        await asking.say_of(self.question, self.act == "yes", caller, now=now)
        if self.act == "yes":
            await answer.send(say("Good to hear. That helps others to find it, too."))
            return
        other = await asking.others(self.question, caller, in_public=False, now=now)
        key = str(self.question)
        desk = FeedbackButton(key, "desk", say("Ask the desk"))
        if other.best is None:
            await answer.send(
                say("Thank you; the question is kept as one that needs a better answer."), view=view_of(desk)
            )
            return
        embed = cards.answer(other, say)
        await answer.send(
            say("Thank you. Maybe this, then?"), embeds=[embed], view=view_of(*_reading(other, say), desk)
        )


class OpenButton(DurableButton, template=r"kbshow:(?P<key>(?:nl|en)/[^:]{1,70})"):
    """The whole article, for who presses."""

    def __init__(self, key: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(custom_id=f"kbshow:{key}", label=shortened(label, 80) or "…", emoji="📖")
        )
        self.key = key

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        shown = await client.services.guides.article(
            caller_of(interaction), self.key, answer.say.locale, now=client.clock.now()
        )
        await show_page(answer, shown, 0, beside=True)


class HeadingSelect(DurableSelect, template=r"kbpage:(?P<key>(?:nl|en)/[^:]{1,70}):go"):
    """The headings of an article; choosing one leafs to it."""

    def __init__(
        self, key: str, options: list[discord.SelectOption] | None = None, placeholder: str = ""
    ) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"kbpage:{key}:go",
                options=options or [discord.SelectOption(label="-")],
                placeholder=placeholder[:150] or None,
            )
        )
        self.key = key

    @classmethod
    def of(cls, shown: ShownArticle, at: int, say: Say) -> Self:
        options = [
            discord.SelectOption(
                label=shortened(heading or shown.article.title, 100), value=str(number), default=number == at
            )
            for number, (heading, _) in enumerate(cards.pages(shown.article)[:25])
        ]
        return cls(shown.key, options, say("Go to a heading"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        (chosen,) = self.chosen(interaction)
        await _leaf(interaction, answer, self.key, int(chosen) if chosen.isdecimal() else 0)


class PageButton(
    DurableButton, template=r"kbpage:(?P<key>(?:nl|en)/[^:]{1,70}):(?P<page>\d{1,3}):(?P<way>[bnt])"
):
    """Back, next, or (t) the same in the other language."""

    def __init__(self, key: str, page: str, way: str, label: str = "", *, disabled: bool = False) -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"kbpage:{key}:{page}:{way}", label=label[:80] or way, disabled=disabled
            )
        )
        self.key, self.page = key, int(page)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await _leaf(interaction, answer, self.key, self.page)


async def _leaf(interaction: Interaction, answer: Answer, key: str, page: int) -> None:
    client = interaction.client
    shown = await client.services.guides.again(caller_of(interaction), key, now=client.clock.now())
    await show_page(answer, shown, page)


async def show_page(answer: Answer, shown: ShownArticle, page: int, *, beside: bool = False) -> None:
    """`beside`: as a message of its own, so that what was pressed stays."""
    say = answer.in_zone(shown.community.zone)
    every = len(cards.pages(shown.article))
    page = max(0, min(page, every - 1))
    items: list[discord.ui.Item[Any]] = []
    if every > 1:
        items += [
            HeadingSelect.of(shown, page, say),
            PageButton(shown.key, str(max(0, page - 1)), "b", say("Back"), disabled=page == 0),
            PageButton(shown.key, str(min(999, page + 1)), "n", say("Next"), disabled=page >= every - 1),
        ]
    if shown.translation is not None:
        label = say("In English") if shown.translation.startswith("en/") else say("In Dutch")
        items.append(PageButton(shown.translation, "0", "t", label))
    embeds, view = [cards.page(shown, page, say)], view_of(*items) if items else None
    await (answer.send if beside else answer.update)(embeds=embeds, view=view)


def answer_view(shown: Answered, say: Say) -> discord.ui.View:
    key = str(shown.question.id)
    buttons: list[discord.ui.Item[Any]] = []
    if shown.best is not None:
        buttons += [
            FeedbackButton(key, "yes", say("This helped")),
            FeedbackButton(key, "no", say("Not what I need")),
        ]
    buttons.append(FeedbackButton(key, "desk", say("Ask the desk")))
    return view_of(*buttons, *_reading(shown, say))


def _reading(shown: Answered, say: Say) -> list[discord.ui.Item[Any]]:
    if shown.best is None:
        return []
    best = Offered(shown.best.key, say("Read it all"))
    return [OpenButton(one.key, one.title) for one in (best, *shown.more) if len(one.key) <= 70]
