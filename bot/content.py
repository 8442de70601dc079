"""What a message of ours shows, before it is one."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import discord
import orjson


@dataclass(frozen=True, slots=True)
class Picture:
    """A file that goes with a message; referred to as `attachment://name`."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Content:
    """What a message should show."""

    text: str | None = None
    embeds: Sequence[discord.Embed] = ()
    view: discord.ui.View | None = None
    pictures: Sequence[Picture] = field(default_factory=tuple)

    def digest(self) -> str:
        """Equal for equal content."""
        shown = {
            "text": self.text,
            "embeds": [embed.to_dict() for embed in self.embeds],
            "view": self.view.to_components() if self.view else [],
            "pictures": [(picture.name, sha256(picture.data).hexdigest()) for picture in self.pictures],
        }
        return sha256(orjson.dumps(shown, option=orjson.OPT_SORT_KEYS)).hexdigest()

    def files(self) -> list[discord.File]:
        return [discord.File(io.BytesIO(picture.data), picture.name) for picture in self.pictures]
