"""Walking, finding and completing message components."""

from collections.abc import Callable, Iterator

from sandbox.model import Json

ACTION_ROW = 1
BUTTON = 2
STRING_SELECT = 3
TEXT_INPUT = 4
USER_SELECT = 5
ROLE_SELECT = 6
MENTIONABLE_SELECT = 7
CHANNEL_SELECT = 8
SECTION = 9
TEXT_DISPLAY = 10
THUMBNAIL = 11
MEDIA_GALLERY = 12
FILE = 13
SEPARATOR = 14
CONTAINER = 17
LABEL = 18
FILE_UPLOAD = 19
RADIO_GROUP = 21
CHECKBOX_GROUP = 22
CHECKBOX = 23

SELECTS = (STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)

_DEFAULTS: dict[int, Json] = {
    BUTTON: {"style": 2},
    **{kind: {"min_values": 1, "max_values": 1} for kind in SELECTS},
    TEXT_INPUT: {"label": None, "min_length": None, "max_length": None, "required": True},
    THUMBNAIL: {"description": None, "spoiler": False},
    FILE: {"name": None, "size": None, "spoiler": False},
    SEPARATOR: {"divider": True, "spacing": 1},
    CONTAINER: {"accent_color": None, "spoiler": False},
    FILE_UPLOAD: {"min_values": 1, "max_values": 1, "required": True},
    CHECKBOX_GROUP: {"required": True},
    RADIO_GROUP: {"required": True},
}

Unfurl = Callable[[str], Json]
"""Turns the address of a picture or file (perhaps `attachment://name`) into a media item."""


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component, outer ones before inner ones, in reading order."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        for key in ("accessory", "component"):
            if isinstance(component.get(key), dict):
                yield from walk([component[key]])


def find(components: list[Json], custom_id: str) -> Json | None:
    return next((each for each in walk(components) if each.get("custom_id") == custom_id), None)


def texts(components: list[Json]) -> Iterator[str]:
    """What the text displays say."""
    for component in walk(components):
        if component.get("type") == TEXT_DISPLAY:
            yield str(component.get("content", ""))


def complete(components: list[Json], unfurl: Unfurl | None = None) -> list[Json]:
    """As Discord gives components back: with ids, with defaults, with media looked up."""
    taken = {each["id"] for each in walk(components) if each.get("id")}
    counter = 0

    def next_id() -> int:
        nonlocal counter
        counter += 1
        while counter in taken:
            counter += 1
        return counter

    return [_completed(component, next_id, unfurl) for component in components]


def _completed(component: Json, next_id: Callable[[], int], unfurl: Unfurl | None) -> Json:
    kind = component["type"]
    done = {
        **_DEFAULTS.get(kind, {}),
        **{key: value for key, value in component.items() if value is not None},
    }
    done["id"] = component.get("id") or next_id()
    for key in ("accessory", "component"):
        if isinstance(done.get(key), dict):
            done[key] = _completed(done[key], next_id, unfurl)
    if isinstance(done.get("components"), list):
        done["components"] = [_completed(each, next_id, unfurl) for each in done["components"]]
    if kind == BUTTON and isinstance(done.get("emoji"), dict):
        done["emoji"] = _emoji(done["emoji"])
    if kind == STRING_SELECT:
        done["options"] = [_option(option) for option in done.get("options", [])]
    if done.get("default_values"):
        done["default_values"] = [{**each, "id": str(each["id"])} for each in done["default_values"]]
    if unfurl is not None:
        _look_up_media(done, unfurl)
    return done


def _look_up_media(component: Json, unfurl: Unfurl) -> None:
    kind = component["type"]
    if kind == THUMBNAIL:
        component["media"] = unfurl(str(component["media"]["url"]))
    elif kind == FILE:
        component["file"] = media = unfurl(str(component["file"]["url"]))
        component["name"] = media.pop("name", None)
        component["size"] = media.pop("size", None)
    elif kind == MEDIA_GALLERY:
        component["items"] = [
            {"description": None, "spoiler": False, **item, "media": unfurl(str(item["media"]["url"]))}
            for item in component["items"]
        ]


def _option(option: Json) -> Json:
    done = {key: value for key, value in option.items() if value is not None}
    if isinstance(done.get("emoji"), dict):
        done["emoji"] = _emoji(done["emoji"])
    return done


def _emoji(emoji: Json) -> Json:
    return {key: value for key, value in emoji.items() if value is not None}
