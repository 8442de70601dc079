"""Names that people give to sectors and themes: checked, made into keys, and recognised again."""

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from domain.refusal import Refusal
from domain.texts import one_line

_PING: Final = re.compile(r"@(?:everyone|here)\b|<[@#][^>]*>", re.IGNORECASE)

# Unicode's Emoji property below the astral planes (emoji-data.txt); digits, # and * only count in keycaps
_BMP: Final = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23f3"
    "\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2604\u260e\u2611\u2614\u2615\u2618\u261d"
    "\u2620\u2622\u2623\u2626\u262a\u262e\u262f\u2638-\u263a\u2640\u2642\u2648-\u2653\u265f\u2660\u2663\u2665"
    "\u2666\u2668\u267b\u267e\u267f\u2692-\u2697\u2699\u269b\u269c\u26a0\u26a1\u26a7\u26aa\u26ab\u26b0\u26b1"
    "\u26bd\u26be\u26c4\u26c5\u26c8\u26ce\u26cf\u26d1\u26d3\u26d4\u26e9\u26ea\u26f0-\u26f5\u26f7-\u26fa\u26fd"
    "\u2702\u2705\u2708-\u270d\u270f\u2712\u2714\u2716\u271d\u2721\u2728\u2733\u2734\u2744\u2747\u274c\u274e"
    "\u2753-\u2755\u2757\u2763\u2764\u2795-\u2797\u27a1\u27b0\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50"
    "\u2b55\u3030\u303d\u3297\u3299"
)
_ASTRAL: Final = (
    "\U0001f004\U0001f0cf\U0001f170-\U0001f171\U0001f17e\U0001f17f\U0001f18e\U0001f191-\U0001f19a\U0001f201"
    "\U0001f202\U0001f21a\U0001f22f\U0001f232-\U0001f23a\U0001f250\U0001f251\U0001f300-\U0001f321"
    "\U0001f324-\U0001f393\U0001f396\U0001f397\U0001f399-\U0001f39b\U0001f39e-\U0001f3f0\U0001f3f3-\U0001f3f5"
    "\U0001f3f7-\U0001f4fd\U0001f4ff-\U0001f53d\U0001f549-\U0001f54e\U0001f550-\U0001f567\U0001f56f\U0001f570"
    "\U0001f573-\U0001f57a\U0001f587\U0001f58a-\U0001f58d\U0001f590\U0001f595\U0001f596\U0001f5a4\U0001f5a5"
    "\U0001f5a8\U0001f5b1\U0001f5b2\U0001f5bc\U0001f5c2-\U0001f5c4\U0001f5d1-\U0001f5d3\U0001f5dc-\U0001f5de"
    "\U0001f5e1\U0001f5e3\U0001f5e8\U0001f5ef\U0001f5f3\U0001f5fa-\U0001f64f\U0001f680-\U0001f6c5"
    "\U0001f6cb-\U0001f6d2\U0001f6d5-\U0001f6d7\U0001f6dc-\U0001f6e5\U0001f6e9\U0001f6eb\U0001f6ec\U0001f6f0"
    "\U0001f6f3-\U0001f6fc\U0001f7e0-\U0001f7eb\U0001f7f0\U0001f90c-\U0001f93a\U0001f93c-\U0001f945"
    "\U0001f947-\U0001f9ff\U0001fa70-\U0001fa7c\U0001fa80-\U0001fa88\U0001fa90-\U0001fabd\U0001fabf-\U0001fac5"
    "\U0001face-\U0001fadb\U0001fae0-\U0001fae8\U0001faf0-\U0001faf8"
)
_ONE: Final = f"[{_BMP}{_ASTRAL}]\ufe0f?[\U0001f3fb-\U0001f3ff]?"
_EMOJI: Final = re.compile(
    rf"{_ONE}(?:\u200d{_ONE})*|[0-9#*]\ufe0f?\u20e3|[\U0001f1e6-\U0001f1ff]{{2}}|"
    "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
)


def bare(text: str) -> str:
    """For comparing only: letters and digits, lower case, no accents. “🎸-Muziek” and “muziek” are equal."""
    plain = text
    for _ in range(2):  # taking letters apart may bring capitals to light ("𝕬"): Unicode 3.13, D146
        plain = unicodedata.normalize("NFKD", plain.casefold())
    return "".join(c for c in plain if c.isalnum())


def name_of(text: str, *, most: int) -> str:
    """A name that can stand in lists, buttons and channel names. Raises `Refusal`."""
    name = one_line(text)
    if not bare(name):
        raise Refusal("A name needs at least one letter or digit. What should it be called?")
    if len(name) > most:
        raise Refusal(
            "“{name}” is {length} characters long and at most {most} fit. Find a shorter name.",
            name=name[:100],
            length=len(name),
            most=most,
        )
    if _PING.search(name):
        raise Refusal("A name cannot call people or point at channels. Write it in plain words.")
    return name


def emoji_of(text: str) -> str:
    """One emoji that every Discord knows, or an empty string for none. Raises `Refusal`."""
    emoji = text.strip()
    if emoji and not _EMOJI.fullmatch(emoji):
        raise Refusal(
            "“{text}” is not one ordinary emoji. Choose one from your phone's keyboard, or leave it empty; a "
            "server's own emoji do not work in channel names.",
            text=emoji[:40],
        )
    return emoji


def key_of(name: str, taken: Collection[str]) -> str:
    """A key for a new name that none of `taken` has: lower case letters, digits and _, at most 30."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    stem = "_".join(words)[:26].strip("_")
    if not stem or not stem[0].isalpha():
        stem = f"n_{stem}".rstrip("_")[:26]
    key, number = stem, 2
    while key in taken:
        key, number = f"{stem}_{number}", number + 1
    return key
