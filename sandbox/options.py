"""From what a person filled in to the options of a command: found, converted and checked."""

from collections.abc import Callable
from typing import Any

from sandbox import files
from sandbox.errors import ApiError
from sandbox.files import Upload
from sandbox.model import Channel, Command, Json
from sandbox.resolved import Resolved
from sandbox.snowflakes import is_snowflake
from sandbox.world import World

SUB_COMMAND = 1
SUB_COMMAND_GROUP = 2
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)


def invalid(name: str, sentence: str) -> ApiError:
    return ApiError(400, 50035, f"{name}: {sentence}")


def goes_by(thing: Json, name: str, locale: str) -> bool:
    """Whether this is the thing's name, or its name in the person's language."""
    return name in (thing["name"], (thing.get("name_localizations") or {}).get(locale))


def descend(command: Command, words: list[str], locale: str) -> tuple[list[Json], list[Json]]:
    """Follow `words` into subcommands: the definitions passed, and the options of where they end."""
    passed: list[Json] = []
    definitions: list[Json] = command.data.get("options") or []
    while definitions and definitions[0]["type"] in (SUB_COMMAND, SUB_COMMAND_GROUP):
        if not words:
            raise ApiError(400, 50035, "Which of its subcommands is meant was not said.")
        word, *words = words
        chosen = next((each for each in definitions if goes_by(each, word, locale)), None)
        if chosen is None:
            raise ApiError(404, 10063, f"Unknown subcommand: {word}")
        passed.append(chosen)
        definitions = chosen.get("options") or []
    if words:
        raise ApiError(404, 10063, f"Unknown subcommand: {' '.join(words)}")
    return passed, definitions


class Filling:
    """One person filling in the options of one command."""

    def __init__(
        self, world: World, channel: Channel, user_id: int, locale: str, uploads: list[Upload]
    ) -> None:
        self.resolved = Resolved(world, channel, user_id)
        self._world = world
        self._channel = channel
        self._locale = locale
        self._uploads = {upload.index: upload for upload in uploads}

    def options(self, definitions: list[Json], values: Json, focused: str | None = None) -> list[Json]:
        """In the order in which they were given. With `focused`, half-filled as autocomplete has it."""
        filled: list[Json] = []
        given: set[str] = set()
        for name, value in values.items():
            definition = next((each for each in definitions if goes_by(each, name, self._locale)), None)
            if definition is None:
                raise invalid(name, "this command has no such option.")
            given.add(definition["name"])
            if value is None:
                continue
            is_focused = focused is not None and goes_by(definition, focused, self._locale)
            if is_focused and not definition.get("autocomplete"):
                raise invalid(name, "this option has no autocomplete.")
            option: Json = {"name": definition["name"], "type": definition["type"]}
            if is_focused:
                option |= {"value": "" if value is None else str(value), "focused": True}
            elif focused is not None:
                option["value"] = self._as_typed(definition, value)
            else:
                option["value"] = self._converted(definition, value)
            filled.append(option)
        if focused is None:
            for definition in definitions:
                if definition.get("required") and values.get(definition["name"]) is None:
                    absent = not any(option["name"] == definition["name"] for option in filled)
                    if absent:
                        raise invalid(definition["name"], "this option is required.")
        elif not any(option.get("focused") for option in filled):
            definition = next((each for each in definitions if goes_by(each, focused, self._locale)), None)
            if definition is None or not definition.get("autocomplete"):
                raise invalid(focused, "this option has no autocomplete.")
            filled.append(
                {"name": definition["name"], "type": definition["type"], "value": "", "focused": True}
            )
        return filled

    def _as_typed(self, definition: Json, value: Any) -> Any:
        """While someone still types, what does not fit is passed on as it stands."""
        try:
            return self._converted(definition, value)
        except ApiError:
            return value

    def _converted(self, definition: Json, value: Any) -> Any:
        kind = definition["type"]
        name = str(definition["name"])
        if definition.get("choices"):
            return self._choice(definition, value)
        convert: dict[int, Callable[[Json, Any], Any]] = {
            STRING: self._string,
            INTEGER: self._number,
            NUMBER: self._number,
            BOOLEAN: self._boolean,
            ATTACHMENT: self._attachment,
        }
        if kind in convert:
            return convert[kind](definition, value)
        if not is_snowflake(value):
            raise invalid(name, "an id is expected here.")
        self._look_up(definition, int(value))
        return str(value)

    def _look_up(self, definition: Json, snowflake: int) -> None:
        kind = definition["type"]
        try:
            if kind == USER:
                self.resolved.user(snowflake)
            elif kind == ROLE:
                self.resolved.role(snowflake)
            elif kind == CHANNEL:
                self.resolved.channel(snowflake, definition.get("channel_types"))
            else:
                self.resolved.mentionable(snowflake)
        except ValueError as problem:
            raise invalid(str(definition["name"]), str(problem)) from None

    def _choice(self, definition: Json, value: Any) -> Any:
        for choice in definition["choices"]:
            if choice["value"] == value or str(choice["value"]) == str(value):
                return choice["value"]
        for choice in definition["choices"]:
            if goes_by(choice, str(value), self._locale):
                return choice["value"]
        raise invalid(str(definition["name"]), f"{value!r} is none of its choices.")

    def _string(self, definition: Json, value: Any) -> str:
        text = str(value)
        shortest, longest = definition.get("min_length", 0), definition.get("max_length", 6000)
        if not (shortest or 0) <= len(text) <= (longest or 6000):
            raise invalid(str(definition["name"]), f"must have {shortest or 0} to {longest} characters.")
        return text

    def _number(self, definition: Json, value: Any) -> int | float:
        name = str(definition["name"])
        number: int | float
        try:
            number = int(str(value)) if definition["type"] == INTEGER else float(str(value))
        except ValueError:
            raise invalid(name, f"{value!r} is not a number.") from None
        least, most = definition.get("min_value"), definition.get("max_value")
        if (least is not None and number < least) or (most is not None and number > most):
            raise invalid(name, f"must be between {least} and {most}.")
        if abs(number) > 2**53:
            raise invalid(name, "is out of range.")
        return number

    def _boolean(self, definition: Json, value: Any) -> bool:
        if isinstance(value, bool):
            return value
        if str(value).casefold() in ("true", "false"):
            return str(value).casefold() == "true"
        raise invalid(str(definition["name"]), "true or false is expected here.")

    def _attachment(self, definition: Json, value: Any) -> str:
        upload = self._uploads.get(value.get("file", -1)) if isinstance(value, dict) else None
        if upload is None:
            raise invalid(str(definition["name"]), "a file is expected here.")
        attachment = files.attach(self._world, self._channel.id, [upload], None)[0]
        self.resolved.attachment(attachment)
        return str(attachment.id)


def wrapped(passed: list[Json], filled: list[Json]) -> list[Json]:
    """The options inside the subcommands that lead to them."""
    for definition in reversed(passed):
        filled = [{"name": definition["name"], "type": definition["type"], "options": filled}]
    return filled
