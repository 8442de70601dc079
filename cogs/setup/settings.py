"""The settings of a community."""

from typing import Final, Self

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import DurableButton, DurableSelect, Interaction, view_of
from cogs.setup import cards
from cogs.setup.scene import LookButton
from services.setup import Standing

_TRUST: Final = (0, 1, 2, 3, 5, 10)


async def show_settings(answer: Answer, standing: Standing, note: str = "") -> None:
    say, community = answer.say, standing.community
    text = cards.settings_text(community, say)
    embed = discord.Embed(title=say("Settings"), description=f"{note}\n\n{text}" if note else text)
    embed.set_footer(text=say("Channels that exist keep their names when the language changes."))
    await answer.update(
        embeds=[embed],
        view=view_of(
            LanguageSelect.at(community.locale, say),
            TrustSelect.at(community.trust_after, say),
            EnglishLineButton.at(community.english_line, say),
            EventListButton.at(community.event_list, say),
            LookButton(say("Back to the overview")),
        ),
    )


class SettingsButton(DurableButton, template=r"setup:settings"):
    def __init__(self, label: str = "") -> None:
        super().__init__(discord.ui.Button(label=label, custom_id="setup:settings", emoji="⚙️"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await show_settings(answer, await interaction.client.services.setup.standing(caller_of(interaction)))


class LanguageSelect(DurableSelect, template=r"setup:set:locale"):
    """The language of what stands in the channels."""

    def __init__(self, options: list[discord.SelectOption] | None = None) -> None:
        super().__init__(discord.ui.Select(custom_id="setup:set:locale", options=options or []))

    @classmethod
    def at(cls, locale: str, say: Say) -> Self:
        names = {"nl": say("In the channels: Dutch"), "en": say("In the channels: English")}
        return cls(
            [
                discord.SelectOption(label=name, value=key, default=key == locale)
                for key, name in names.items()
            ]
        )

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        standing = await client.services.setup.change(
            caller_of(interaction), locale=self.chosen(interaction)[0], now=client.clock.now()
        )
        language = answer.say("Dutch") if standing.community.locale == "nl" else answer.say("English")
        note = answer.say("From now on the bot writes {language} in the channels.", language=language)
        await show_settings(answer, standing, note)


class TrustSelect(DurableSelect, template=r"setup:set:trust"):
    """After how many accepted events somebody publishes at once."""

    def __init__(self, options: list[discord.SelectOption] | None = None) -> None:
        super().__init__(discord.ui.Select(custom_id="setup:set:trust", options=options or []))

    @classmethod
    def at(cls, now: int, say: Say) -> Self:
        return cls(
            [
                discord.SelectOption(
                    label=cards.trust_text(number, say)[:100], value=str(number), default=number == now
                )
                for number in sorted({*_TRUST, now})
            ]
        )

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        standing = await client.services.setup.change(
            caller_of(interaction), trust_after=int(self.chosen(interaction)[0]), now=client.clock.now()
        )
        words = cards.trust_text(standing.community.trust_after, answer.say)
        await show_settings(answer, standing, answer.say("Changed. {setting}.", setting=words))


class EnglishLineButton(DurableButton, template=r"setup:set:english:(?P<state>on|off)"):
    """Whether an English line stands under what is Dutch; the button says what pressing it does."""

    def __init__(self, state: str, label: str = "") -> None:
        self._on = state == "on"
        super().__init__(discord.ui.Button(label=label, custom_id=f"setup:set:english:{state}", emoji="🇬🇧"))

    @classmethod
    def at(cls, now: bool, say: Say) -> Self:
        return cls("off", say("Leave out the English line")) if now else cls("on", say("Add an English line"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        standing = await client.services.setup.change(
            caller_of(interaction), english_line=self._on, now=client.clock.now()
        )
        note = (
            answer.say("From now on Dutch messages have an English line.")
            if self._on
            else answer.say("From now on Dutch messages have no English line.")
        )
        await show_settings(answer, standing, note)


class EventListButton(DurableButton, template=r"setup:set:events:(?P<state>on|off)"):
    """Whether the agenda stands on Discord's own event list; the button says what pressing it does."""

    def __init__(self, state: str, label: str = "") -> None:
        self._on = state == "on"
        super().__init__(discord.ui.Button(label=label, custom_id=f"setup:set:events:{state}", emoji="📆"))

    @classmethod
    def at(cls, now: bool, say: Say) -> Self:
        return cls("off", say("Leave the event list alone")) if now else cls("on", say("Fill the event list"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        standing = await client.services.setup.change(
            caller_of(interaction), event_list=self._on, now=client.clock.now()
        )
        words = cards.event_list_text(standing.community.event_list, answer.say)
        await show_settings(answer, standing, answer.say("Changed. {setting}.", setting=words))
