"""One request, as handlers get it, and what they give back."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sandbox.errors import ApiError
from sandbox.files import Upload
from sandbox.model import Channel, Guild, Json, User
from sandbox.refusals import invalid_form
from sandbox.setting import Setting
from sandbox.snowflakes import is_snowflake, time_of
from sandbox.world import World


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: Any = None


@dataclass(slots=True)
class Call:
    """A parsed request. Handlers return JSON (200), None (204) or an `Answer`."""

    setting: Setting
    params: dict[str, str]
    query: dict[str, str]
    body: Any = None
    files: list[Upload] = field(default_factory=list)
    reason: str | None = None

    @property
    def world(self) -> World:
        return self.setting.world

    @property
    def me(self) -> User:
        """The bot, which is who calls."""
        return self.setting.world.bot

    @property
    def payload(self) -> Json:
        """The body as an object; an absent one is empty."""
        if self.body is None:
            return {}
        if not isinstance(self.body, dict):
            raise ApiError(400, 50035, "Invalid Form Body", {"_errors": [_NOT_AN_OBJECT]})
        return self.body

    @property
    def listed(self) -> list[Json]:
        """The body as a list of objects."""
        if not isinstance(self.body, list) or not all(isinstance(each, dict) for each in self.body):
            raise ApiError(400, 50035, "Invalid Form Body", {"_errors": [_NOT_A_LIST]})
        return self.body

    def id(self, name: str) -> int:
        text = self.params[name]
        if not is_snowflake(text):
            raise invalid_form(name, "NUMBER_TYPE_COERCE", f'Value "{text}" is not snowflake.')
        return int(text)

    def user_id(self, name: str = "user_id") -> int:
        """A user's id, where `@me` is the bot's."""
        return self.me.id if self.params[name] == "@me" else self.id(name)

    def channel(self) -> Channel:
        return self.world.channel(self.id("channel_id"))

    def guild(self) -> Guild:
        guild = self.world.guild(self.id("guild_id"))
        self.world.require_in_guild(self.me.id, guild)
        return guild

    def asked_id(self, name: str) -> int | None:
        """A snowflake of the query string."""
        text = self.query.get(name)
        if text is None:
            return None
        if not is_snowflake(text):
            raise invalid_form(name, "NUMBER_TYPE_COERCE", f'Value "{text}" is not snowflake.')
        return int(text)

    def asked_instant(self, name: str) -> datetime | None:
        """An ISO 8601 instant of the query string; an id stands for the moment it was made."""
        text = self.query.get(name)
        if text is None:
            return None
        if is_snowflake(text):
            return time_of(int(text))
        try:
            # An unescaped + of an offset arrives as a space.
            moment = datetime.fromisoformat(text.replace(" ", "+"))
        except ValueError:
            raise invalid_form(name, "DATE_TIME_TYPE_PARSE", "Not an ISO 8601 instant.") from None
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)

    def asked_number(self, name: str, default: int, least: int, most: int) -> int:
        text = self.query.get(name)
        if text is None:
            return default
        if not text.isdigit() or not least <= int(text) <= most:
            raise invalid_form(name, "NUMBER_TYPE_MAX", f"int value should be between {least} and {most}.")
        return int(text)

    def asked_flag(self, name: str) -> bool:
        return self.query.get(name, "").casefold() in ("1", "true")


_NOT_AN_OBJECT = {"code": "DICT_TYPE_CONVERT", "message": "Only dictionaries may be used in a DictType"}
_NOT_A_LIST = {"code": "LIST_TYPE_CONVERT", "message": "Only iterables may be used in a ListType"}
