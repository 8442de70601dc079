"""config.toml and the environment, as typed and frozen settings. Unknown keys are refused."""

import tomllib
from datetime import date
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    SecretStr,
    UrlConstraints,
    ValidationError,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.defaults import SECTORS, THEMES, VENUES
from domain.colours import Colour, Look
from domain.communities import Community
from domain.free_days import FreeDays, Stretch
from domain.sectors import Sector
from domain.setup import NewCommunity
from domain.themes import Theme
from domain.venues import Venue


class ConfigProblem(Exception):  # noqa: N818 - reads as what it is
    """The configuration cannot be used; `lines` say, one each, what is wrong and how to mend it."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as problem:
        raise ValueError(f"{name!r} is no time zone; write one like Europe/Amsterdam") from problem
    return name


def _network(text: str) -> str:
    try:
        return str(ip_network(text))
    except ValueError as problem:
        raise ValueError(
            f"{text!r} is no address or network; write one like 127.0.0.1 or 10.0.0.0/8"
        ) from problem


def _web_address(url: str) -> str:
    if url and not url.startswith(("https://", "http://")):
        raise ValueError(f"{url!r} is no web address; write one like https://discord.gg/abc")
    return url


def _websocket(url: str) -> str:
    if not url.startswith(("ws://", "wss://")):
        raise ValueError("a gateway's address begins with wss:// (or ws:// on this machine)")
    return url.rstrip("/")


Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,29}$")]
Web = Annotated[HttpUrl, UrlConstraints(allowed_schemes=["http", "https"])]


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Discord(Section):
    token: SecretStr = SecretStr("")
    api_url: str = "https://discord.com/api/v10"
    gateway_url: Annotated[str, AfterValidator(_websocket)] = "wss://gateway.discord.gg"
    cdn_url: str = "https://cdn.discordapp.com"
    sync_commands: bool = True
    message_content: bool = False


class DatabaseSection(Section):
    url: str = "sqlite+aiosqlite:///data/sektor.db"


class CommunityDefaults(Section):
    locale: Literal["nl", "en"] = "nl"
    english_line: bool = True
    zone: Annotated[str, AfterValidator(_known_zone)] = "Europe/Amsterdam"
    trust_after: int = Field(default=2, ge=0, le=100)
    event_list: bool = True


class SectorDefault(Section):
    key: Key
    nl: str = Field(min_length=1, max_length=60)
    en: str = Field(min_length=1, max_length=60)
    emoji: str = ""


class ThemeDefault(Section):
    key: Key
    nl: str = Field(min_length=1, max_length=40)
    en: str = Field(min_length=1, max_length=40)
    emoji: str = ""
    topics: list[tuple[str, str]] = []


class VenueDefault(Section):
    name: str = Field(min_length=1, max_length=80)
    aliases: list[str] = []
    address: str = ""
    city: str = "Enschede"


class WebSection(Section):
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    public_url: str = ""
    invite: Annotated[str, AfterValidator(_web_address)] = ""
    community: int | None = Field(default=None, gt=0)
    requests_a_minute: int = Field(default=600, ge=10)
    proxies: list[Annotated[str, AfterValidator(_network)]] = []


class Scrape(Section):
    contact: str = ""
    interval_minutes: int = Field(default=360, ge=5, le=10080)
    allow: list[str] = []


def _colour(text: str) -> str:
    return str(Colour.read(text))


Paint = Annotated[str, AfterValidator(_colour)]


class Posters(Section):
    colour: Paint = "#e4572e"
    ink: Paint = "#0b0b0b"
    themes: dict[str, Paint] = {
        "underground": "#ffe600",
        "media": "#57c7ff",
        "music": "#ff6fae",
        "theatre": "#a7f070",
    }

    def look(self) -> Look:
        return Look(
            paper=Colour.read(self.colour),
            ink=Colour.read(self.ink),
            themes={theme: Colour.read(colour) for theme, colour in self.themes.items()},
        )


class SchoolHolidays(Section):
    first: date
    last: date
    name: str = Field(min_length=1, max_length=60)


class Meetings(Section):
    school_region: Literal["", "Noord", "Midden", "Zuid"] = "Noord"
    school_holidays: list[SchoolHolidays] = []

    def free_days(self) -> FreeDays:
        more = tuple(Stretch(one.first, one.last, one.name) for one in self.school_holidays)
        return FreeDays(self.school_region, more)


class Log(Section):
    level: Literal["debug", "info", "warning", "error"] = "info"


class Config(BaseSettings):
    """Everything that can be set. config.example.toml explains every key."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        env_prefix="SEKTOR_",
        env_nested_delimiter="__",
        nested_model_default_partial_update=True,
    )

    discord: Discord = Discord()
    database: DatabaseSection = DatabaseSection()
    community: CommunityDefaults = CommunityDefaults()
    web: WebSection = WebSection()
    scrape: Scrape = Scrape()
    posters: Posters = Posters()
    meetings: Meetings = Meetings()
    log: Log = Log()
    sectors: list[SectorDefault] = [SectorDefault(**sector) for sector in SECTORS]
    themes: list[ThemeDefault] = [ThemeDefault(**theme) for theme in THEMES]
    venues: list[VenueDefault] = [VenueDefault(**venue) for venue in VENUES]

    def new_community(self) -> NewCommunity:
        """What a server gets when it is set up for the first time."""
        settings = self.community
        return NewCommunity(
            settings=Community(
                id=0,
                locale=settings.locale,
                english_line=settings.english_line,
                zone_name=settings.zone,
                trust_after=settings.trust_after,
                event_list=settings.event_list,
            ),
            sectors=tuple(Sector(one.key, one.nl, one.en, one.emoji) for one in self.sectors),
            themes=tuple(Theme(one.key, one.nl, one.en, one.emoji, tuple(one.topics)) for one in self.themes),
            venues=tuple(
                Venue(0, one.name, tuple(one.aliases), one.address, one.city) for one in self.venues
            ),
        )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings


def load(path: Path, *, token: str = "") -> Config:
    """Read `path`; the environment (SEKTOR_WEB__PORT=8081, ...) goes before it, and `token` (from
    DISCORD_TOKEN) before both. A path that does not exist is as an empty file. Raises `ConfigProblem`.
    """
    try:
        values: dict[str, Any] = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise ConfigProblem([f"{path}: not readable as TOML: {problem}"]) from problem
    except OSError as problem:
        raise ConfigProblem([f"{path}: {problem.strerror}; make the file readable for the bot"]) from problem
    try:
        config = Config(**values)
    except ValidationError as problem:
        raise ConfigProblem([_sentence(path, error) for error in problem.errors()]) from problem
    if token:
        discord = config.discord.model_copy(update={"token": SecretStr(token)})
        config = config.model_copy(update={"discord": discord})
    return config


def _sentence(path: Path, error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"{path}: {where} is not a setting; remove it, or look up its name in config.example.toml"
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{path}: {where}: {message[:1].lower()}{message[1:]} (it says {error['input']!r})"
