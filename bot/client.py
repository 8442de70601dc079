"""The discord.py client: loads the cogs, carries the services, and sees to it that everything is answered."""

import logging
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, Final

import discord
import orjson
import yarl
from discord import app_commands
from discord.ext import commands

from bot.answer import Answer, report
from bot.clock import Clock
from bot.config import Config
from bot.loops import Loop
from bot.publisher import Publisher
from bot.timers import Timers
from bot.translator import CommandTranslator
from bot.ui import DurableButton, DurableSelect, Filled, Form
from bot.under_way import UnderWay
from domain.refusal import Refusal
from services import Services
from services.acting import Caller
from storage.database import Database

log = logging.getLogger(__name__)

INTENTS: Final = discord.Intents(
    guilds=True, members=True, guild_messages=True, dm_messages=True, guild_scheduled_events=True
)
"""`members` is privileged: a sector head who leaves the server must not stay its head."""


def intents_for(config: Config) -> discord.Intents:
    """With `[discord] message_content` also what people write without mentioning the bot (privileged)."""
    intents = discord.Intents()
    intents.value = INTENTS.value
    intents.message_content = config.discord.message_content
    return intents


PERMISSIONS: Final = discord.Permissions(
    view_channel=True,
    send_messages=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
    manage_channels=True,
    manage_roles=True,
    create_events=True,
    create_public_threads=True,
    create_private_threads=True,
    send_messages_in_threads=True,
)
"""What the bot uses, and the invite asks for: it reads and writes its channels, /setup makes them and the
roles, which sector heads then get, the agenda stands on Discord's own event list, and a question at the desk
has a thread."""


def point_at(config: Config) -> None:
    """Tell discord.py where Discord is."""
    discord.http.Route.BASE = config.discord.api_url.rstrip("/")
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(config.discord.gateway_url)
    discord.asset.Asset.BASE = config.discord.cdn_url.rstrip("/")


class SektorClient(commands.AutoShardedBot):
    """`services`, `publisher`, `timers`, `clock`, `config` are there for the cogs that `features` names."""

    def __init__(
        self,
        config: Config,
        services: Services,
        database: Database,
        clock: Clock,
        timers: Timers,
        real_clock: Clock,
        features: Sequence[str],
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=intents_for(config),
            tree_cls=Tree,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            enable_debug_events=False,
        )
        self.config = config
        self.services = services
        self.clock = clock
        self.timers = timers
        self.publisher = Publisher(database, self, real_clock)
        self.loops: list[Loop] = []
        """What features have run beside the publisher; started once signed in, and ended with everything."""
        self.under_way = UnderWay()
        self._database = database
        self._features = features
        self._forms: list[type[Form]] = []
        self._durable: list[type[DurableButton] | type[DurableSelect]] = []

    def add_durable(
        self,
        *,
        items: Iterable[type[DurableButton] | type[DurableSelect]] = (),
        forms: Iterable[type[Form]] = (),
    ) -> None:
        """Recognise these when they are pressed, chosen or sent, however long ago they were shown."""
        for item in items:
            self._durable.append(item)
            self.add_dynamic_items(item)
        self._forms.extend(forms)

    async def setup_hook(self) -> None:
        await self.tree.set_translator(CommandTranslator())
        for name in self._features:
            await self.load_extension(name)
        if self.config.discord.sync_commands:
            await self._sync_when_changed()

    async def _sync_when_changed(self) -> None:
        """Discord limits how often commands may be replaced; it is only asked when it must be."""
        translator = self.tree.translator
        payload = [
            await command.get_translated_payload(self.tree, translator)
            if translator
            else command.to_dict(self.tree)
            for command in self.tree.get_commands()
        ]
        ours = (
            f"{self.application_id}:{sha256(orjson.dumps(payload, option=orjson.OPT_SORT_KEYS)).hexdigest()}"
        )
        known = await self._database.read(lambda unit: unit.meta.get("commands"))
        there = {command.name for command in await self.tree.fetch_commands()}
        if known == ours and there == {command.name for command in self.tree.get_commands()}:
            log.info("%s commands are up to date", len(there))
            return
        synced = await self.tree.sync()
        await self._database.write(lambda unit: unit.meta.put("commands", ours))
        log.info("%s commands synced", len(synced))

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Forms are handled here; buttons and commands by discord.py, unless nothing there knows them."""
        if interaction.type is discord.InteractionType.modal_submit:
            await self._form_sent(interaction)
        elif interaction.type is discord.InteractionType.component and not self.knows(_pressed(interaction)):
            answer = Answer.to(interaction)
            await answer.send(
                answer.say("This button is from an older version of the bot. Use the command instead.")
            )

    def knows(self, custom_id: str) -> bool:
        """Whether some feature answers this button or menu; for who would like to offer it, too."""
        return any(item.pattern.fullmatch(custom_id) for item in self._durable)

    async def _form_sent(self, interaction: discord.Interaction[Any]) -> None:
        data: Any = interaction.data or {}
        answer = Answer.to(interaction)
        answer.watch()
        with self.under_way.answering(interaction.id):
            await self._submit(interaction, answer, str(data.get("custom_id", "")))

    async def _submit(self, interaction: discord.Interaction[Any], answer: Answer, custom_id: str) -> None:
        filled = Filled.of(interaction)
        try:
            for form_type in self._forms:
                form = form_type.matching(custom_id)
                if form is not None:
                    await form.submitted(interaction, answer, filled)
                    return
            outdated = Refusal("This form is from an older version of the bot. Use the command again.")
            await answer.refuse(outdated, filled.texts.values())
        except Exception as error:
            await report(interaction, error, filled.texts.values())

    async def on_message(self, message: discord.Message, /) -> None:
        """There are no commands in text: a mention is a question, which the knowledge base hears."""

    async def on_app_command_completion(self, interaction: discord.Interaction[Any], _: object) -> None:
        self.under_way.end(interaction.id)

    async def fetch(self, url: str) -> bytes:
        """The bytes of something that stands on Discord's own file server."""
        return await self.http.get_from_cdn(url)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        log.exception("handling %s failed", event_method)


class Tree(app_commands.CommandTree[SektorClient]):
    async def interaction_check(self, interaction: discord.Interaction[SektorClient], /) -> bool:
        command = interaction.command
        runs = interaction.type is discord.InteractionType.application_command
        if runs and command is not None and not command.extras.get("opens_form"):
            Answer.to(interaction).watch()
        if runs:
            interaction.client.under_way.begin(interaction.id)  # ended by one of the two below
        return True

    async def on_error(
        self, interaction: discord.Interaction[SektorClient], error: app_commands.AppCommandError, /
    ) -> None:
        if interaction.type is discord.InteractionType.autocomplete:
            log.error("autocomplete %s failed", interaction.id, exc_info=error)
            return
        await report(interaction, error)
        interaction.client.under_way.end(interaction.id)


def _pressed(interaction: discord.Interaction[Any]) -> str:
    data: Any = interaction.data or {}
    return str(data.get("custom_id", ""))


def caller_of(interaction: discord.Interaction[Any]) -> Caller:
    """The person behind a click, as Discord vouches for them with it."""
    user = interaction.user
    return Caller(
        id=user.id,
        name=user.display_name,
        community=interaction.guild_id or 0,
        interaction=interaction.id,
        role_ids=frozenset(role.id for role in user.roles)
        if isinstance(user, discord.Member)
        else frozenset(),
        manages=interaction.permissions.manage_guild,
        server_roles=frozenset(role.id for role in interaction.guild.roles)
        if interaction.guild is not None
        else frozenset(),
    )
