"""/kb search, show, health; /term"""

from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.i18n import Say
from bot.ui import Interaction, or_nothing
from cogs.knowledge import cards, health
from cogs.knowledge.details import Details
from cogs.knowledge.group import GROUP
from cogs.knowledge.views import answer_view, show_page
from domain.knowledge import Kind
from domain.knowledge.asking import language_of
from services.guides import Offered


class KnowledgeCommands(Details):
    kb = GROUP

    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @kb.command(
        name=locale_str("search"),
        description=locale_str("Ask the knowledge base a question, in Dutch or English"),
    )
    @app_commands.rename(question=locale_str("question"))
    @app_commands.describe(question=locale_str("As you would ask it: how do I apply for a grant?"))
    async def search(self, interaction: Interaction, question: app_commands.Range[str, 1, 4000]) -> None:
        client, answer = self._client, Answer.to(interaction)
        locale = language_of(question) or answer.say.locale
        shown = await client.services.asking.ask(
            caller_of(interaction),
            question,
            locale,
            channel=interaction.channel_id or 0,
            in_public=False,
            now=client.clock.now(),
        )
        say = Say(locale, shown.community.zone)
        await answer.send(embeds=[cards.answer(shown, say)], view=answer_view(shown, say))

    @kb.command(name=locale_str("show"), description=locale_str("Read an article, page by page"))
    @app_commands.rename(article=locale_str("article"))
    @app_commands.describe(article=locale_str("Which article?"))
    async def show(self, interaction: Interaction, article: str) -> None:
        client, answer = self._client, Answer.to(interaction)
        shown = await client.services.guides.article(
            caller_of(interaction), article, answer.say.locale, now=client.clock.now()
        )
        await show_page(answer, shown, 0)

    @show.autocomplete("article")
    @or_nothing
    async def _articles(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return _choices(
            await self._client.services.guides.offered(
                caller_of(interaction), typed, Answer.to(interaction).say.locale
            )
        )

    @kb.command(
        name=locale_str("health"),
        description=locale_str("What has to be checked, what nobody reads, and what was asked in vain"),
    )
    async def health(self, interaction: Interaction) -> None:
        client, answer = self._client, Answer.to(interaction)
        found = await client.services.asking.health(caller_of(interaction), now=client.clock.now())
        say = answer.in_zone(found.community.zone)
        await answer.send(embeds=[health.overview(found, say)], view=health.buttons(found, say))

    @app_commands.command(
        name=locale_str("term"), description=locale_str("What a word means, in plain Dutch and English")
    )
    @app_commands.rename(word=locale_str("word"))
    @app_commands.describe(word=locale_str("Which word? For example vergunning"))
    @app_commands.guild_only()
    async def term(self, interaction: Interaction, word: app_commands.Range[str, 1, 100]) -> None:
        client, answer = self._client, Answer.to(interaction)
        shown = await client.services.guides.terms(caller_of(interaction), word, now=client.clock.now())
        await answer.send(embeds=[cards.term(shown, answer.say)])

    @term.autocomplete("word")
    @or_nothing
    async def _terms(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return _choices(
            await self._client.services.guides.offered(
                caller_of(interaction), typed, Answer.to(interaction).say.locale, kind=Kind.TERM
            )
        )


def _choices(offered: tuple[Offered, ...]) -> list[Choice[str]]:
    return [Choice(name=one.title[:100], value=one.key) for one in offered if len(one.key) <= 100]
