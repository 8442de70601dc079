"""/directory find and show: who there is, page by page, for one reader."""

from typing import Any, Final, Self

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import DurableButton, DurableSelect, Interaction, or_nothing, view_of
from cogs.directory import cards
from cogs.directory.buttons import EntryButton
from cogs.directory.group import GROUP, Directory, number_of, offer
from domain.directory.entry import Approach, Kind, Side, Tongue
from domain.directory.finding import Query
from domain.texts import one_line
from services.directory import Shown

MOST_WORDS: Final = 40
"""Characters that can be looked for: all of a question has to fit in the 100 of a custom_id."""

KINDS: Final = [
    Choice(name=locale_str("Creative"), value=Kind.CREATIVE.value),
    Choice(name=locale_str("Organisation"), value=Kind.ORGANISATION.value),
    Choice(name=locale_str("Place or free zone"), value=Kind.VENUE.value),
    Choice(name=locale_str("Supporting organisation"), value=Kind.SUPPORTING.value),
    Choice(name=locale_str("City"), value=Kind.CITY.value),
    Choice(name=locale_str("Company"), value=Kind.COMPANY.value),
]
_SIDES: Final = [
    Choice(name=locale_str("what they offer"), value=Side.OFFERS.value),
    Choice(name=locale_str("what they seek"), value=Side.SEEKS.value),
]
_TONGUES: Final = [
    Choice(name=locale_str("Dutch"), value=Tongue.DUTCH.value),
    Choice(name=locale_str("English"), value=Tongue.ENGLISH.value),
    Choice(name=locale_str("German"), value=Tongue.GERMAN.value),
]
APPROACHES: Final = [
    Choice(name=locale_str("still to approach"), value=Approach.TO_APPROACH.value),
    Choice(name=locale_str("approached"), value=Approach.APPROACHED.value),
    Choice(name=locale_str("in contact"), value=Approach.IN_CONTACT.value),
    Choice(name=locale_str("partner"), value=Approach.PARTNER.value),
    Choice(name=locale_str("no, thank you"), value=Approach.NO.value),
]


class FindButton(
    DurableButton,
    template=(
        r"dirfind:(?P<page>\d{1,3}):(?P<kind>[a-z]{0,12}):(?P<side>[a-z]{0,6}):(?P<tongue>[a-z]{0,5}):"
        r"(?P<approach>[a-z_]{0,11}):(?P<words>.{0,40})"
    ),
):
    """*Previous* and *Next*: the whole question stands in the custom_id."""

    def __init__(self, label: str = "", *, disabled: bool = False, **groups: str) -> None:
        names = ("page", "kind", "side", "tongue", "approach", "words")
        custom_id = ":".join(["dirfind", *(groups[name] for name in names)])
        super().__init__(discord.ui.Button(custom_id=custom_id, label=label or "…", disabled=disabled))
        self.number = int(groups["page"])
        self.query = Query(
            words=groups["words"],
            kind=Kind(groups["kind"]) if groups["kind"] else None,
            side=Side(groups["side"]) if groups["side"] else None,
            tongue=Tongue(groups["tongue"]) if groups["tongue"] else None,
            approach=Approach(groups["approach"]) if groups["approach"] else None,
        )

    @classmethod
    def to(cls, query: Query, number: int, label: str, *, disabled: bool) -> Self:
        return cls(
            label,
            disabled=disabled,
            page=str(max(0, min(number, 999))),
            kind=query.kind or "",
            side=query.side or "",
            tongue=query.tongue or "",
            approach=query.approach or "",
            words=query.words[:MOST_WORDS],
        )

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await find(interaction, answer, self.query, self.number)


class LookSelect(DurableSelect, template=r"dirlook"):
    """Choosing an entry shows it."""

    def __init__(self, options: list[discord.SelectOption] | None = None, placeholder: str = "") -> None:
        super().__init__(
            discord.ui.Select(
                custom_id="dirlook",
                options=options or [discord.SelectOption(label="-")],
                placeholder=placeholder[:150] or None,
            )
        )

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        (chosen,) = self.chosen(interaction)
        await show(interaction, answer, number_of(chosen))


async def find(interaction: Interaction, answer: Answer, query: Query, number: int = 1) -> None:
    """Answer with a page, or turn the page that is there."""
    found = await interaction.client.services.directory.find(caller_of(interaction), query, number)
    say = answer.in_zone(found.community.zone)
    if not found.total and not found.venues:
        await answer.update(embeds=[cards.nothing(say)])
        return
    items: list[discord.ui.Item[Any]] = []
    if found.entries:
        items.append(LookSelect(cards.options(found.entries, say), say("Choose an entry")))
    if found.pages > 1:
        at, last = found.number, found.pages
        items.append(FindButton.to(query, at - 1, say("◀ Previous"), disabled=at == 1))
        items.append(FindButton.to(query, at + 1, say("Next ▶"), disabled=at >= last))
    await answer.update(embeds=[cards.page(found, query, say)], view=view_of(*items) if items else None)


async def show(interaction: Interaction, answer: Answer, entry_id: int) -> None:
    shown = await interaction.client.services.directory.show(caller_of(interaction), entry_id)
    say = answer.in_zone(shown.community.zone)
    await answer.send(embeds=[cards.card(shown, say)], view=buttons(shown, say))


def buttons(shown: Shown, say: Say) -> discord.ui.View | None:
    """What the reader can do with it."""
    key, items = str(shown.entry.id), []
    if shown.askable:
        items.append(EntryButton(key, "introduce", say("Introduce us"), "👋"))
    if shown.keeps:
        items.append(EntryButton(key, "edit", say("Change"), "✏️"))
        items.append(EntryButton(key, "remove", say("Take away"), "🗑️"))
    return view_of(*items) if items else None


class Finding(Directory):
    @GROUP.command(
        name=locale_str("find"),
        description=locale_str("Find people, places and organisations; only you see it"),
    )
    @app_commands.rename(
        words=locale_str("words"),
        kind=locale_str("type"),
        within=locale_str("within"),
        language=locale_str("language"),
        status=locale_str("status"),
    )
    @app_commands.describe(
        words=locale_str("What or whom? A spelling mistake does no harm"),
        kind=locale_str("Only this type"),
        within=locale_str("Look only in what they offer, or in what they seek"),
        language=locale_str("Who speaks this language"),
        status=locale_str("How far the contact is; for editors and sector heads"),
    )
    @app_commands.choices(kind=KINDS, within=_SIDES, language=_TONGUES, status=APPROACHES)
    async def find(
        self,
        interaction: Interaction,
        words: app_commands.Range[str, 0, MOST_WORDS] = "",
        kind: Choice[str] | None = None,
        within: Choice[str] | None = None,
        language: Choice[str] | None = None,
        status: Choice[str] | None = None,
    ) -> None:
        query = Query(
            words=one_line(words)[:MOST_WORDS],
            kind=Kind(kind.value) if kind is not None else None,
            side=Side(within.value) if within is not None else None,
            tongue=Tongue(language.value) if language is not None else None,
            approach=Approach(status.value) if status is not None else None,
        )
        await find(interaction, Answer.to(interaction), query)

    @GROUP.command(name=locale_str("show"), description=locale_str("Show one entry"))
    @app_commands.rename(entry=locale_str("entry"))
    @app_commands.describe(entry=locale_str("Which entry?"))
    async def show(self, interaction: Interaction, entry: str) -> None:
        await show(interaction, Answer.to(interaction), number_of(entry))

    @GROUP.command(
        name=locale_str("mine"), description=locale_str("Your own entry: see it, change it, take it away")
    )
    async def mine(self, interaction: Interaction) -> None:
        answer = Answer.to(interaction)
        shown = await self._client.services.directory.own(caller_of(interaction))
        if shown is None:
            await answer.send(
                answer.say("You do not stand in the directory yet. Only you can put yourself in it."),
                view=view_of(EntryButton("0", "add", answer.say("Make my entry"), "✏️")),
            )
            return
        say = answer.in_zone(shown.community.zone)
        await answer.send(embeds=[cards.card(shown, say)], view=buttons(shown, say))

    @show.autocomplete("entry")
    @or_nothing
    async def _entries(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await offer(interaction, typed)
