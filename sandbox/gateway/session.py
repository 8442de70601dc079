"""One session of a bot: what it subscribed to, what it has been told, and what it missed meanwhile."""

import secrets
import time
from collections import deque
from collections.abc import Callable

import orjson

from sandbox.gateway import intents
from sandbox.message_view import without_content
from sandbox.model import Json
from sandbox.world import News, World

KEPT_FOR_REPLAY = 10_000
RESUMABLE_SECONDS = 180.0

Send = Callable[[bytes], None]


class Session:
    """Outlives its connection for a while, so that it can be resumed."""

    def __init__(self, world: World, wanted: int, shard: int, shards: int) -> None:
        self.id = secrets.token_hex(16)
        self.intents = wanted
        self.shard = shard
        self.shards = shards
        self.presence: Json | None = None
        self.sequence = 0
        self.send: Send | None = None
        """How to reach the bot; None while it is away."""
        self._world = world
        self._sent: deque[tuple[int, bytes]] = deque(maxlen=KEPT_FOR_REPLAY)
        self._away_since = 0.0

    @property
    def connected(self) -> bool:
        return self.send is not None

    @property
    def resumable(self) -> bool:
        return self.connected or time.monotonic() - self._away_since < RESUMABLE_SECONDS

    def detach(self) -> None:
        self.send = None
        self._away_since = time.monotonic()

    def has_guild(self, guild_id: int | None) -> bool:
        """Whether the guild is on this session's shard; what has no guild is on the first."""
        return (0 if guild_id is None else (guild_id >> 22) % self.shards) == self.shard

    def wants(self, news: News) -> bool:
        bot = self._world.bot.id
        if not self.has_guild(news.guild_id):
            return False
        if news.guild_id is not None:
            guild = self._world.guilds.get(news.guild_id)
            left = news.type == "GUILD_DELETE"
            if not left and (guild is None or bot not in guild.members):
                return False
        if news.only is not None and (bot not in news.only or (news.message and news.message.only_for)):
            return False
        needed = intents.needed_for(news.type, news.guild_id is not None)
        if needed & ~self.intents and not (news.subject == bot and news.type.startswith("GUILD_MEMBER_")):
            return False
        return not (
            news.hidden_from_bots and news.channel is not None and not self._world.sees(bot, news.channel)
        )

    def tell(self, news: News) -> None:
        bot = self._world.bot.id
        body = news.render(bot)
        message = news.message
        if (
            message is not None
            and news.type.startswith("MESSAGE")
            and not self.intents & intents.MESSAGE_CONTENT
        ):
            own = message.author.id == bot or message.application_id == self._world.application.id
            if not own and message.guild_id is not None and bot not in message.mentions:
                body = without_content(body)
        self.dispatch(news.type, body)

    def dispatch(self, type_: str, body: Json) -> None:
        self.sequence += 1
        frame = orjson.dumps({"op": 0, "t": type_, "s": self.sequence, "d": body})
        self._sent.append((self.sequence, frame))
        if self.send is not None:
            self.send(frame)

    def can_replay_from(self, sequence: int) -> bool:
        oldest = self._sent[0][0] if self._sent else self.sequence + 1
        return oldest - 1 <= sequence <= self.sequence

    def replay_from(self, sequence: int) -> None:
        assert self.send is not None
        for number, frame in tuple(self._sent):
            if number > sequence:
                self.send(frame)
