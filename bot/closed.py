"""What the editors are told of a channel in which we cannot write any more."""

from collections.abc import Awaitable, Callable
from typing import Final

from bot.content import Content
from bot.i18n import Say
from domain.communities import Channel, Community, theme_channel
from domain.postings import Posting
from domain.themes import Theme
from storage.database import Database
from storage.unit import Unit

CLOSED: Final = "closed"
"""`closed:ID` is the subject: the channel with this id."""


def closed_channels(database: Database) -> Callable[[Posting], Awaitable[Content | None]]:
    """The renderer of these messages."""

    async def render(posting: Posting) -> Content | None:
        place = int(posting.subject.partition(":")[2])

        def work(unit: Unit) -> tuple[Community | None, list[str], tuple[Theme, ...], bool]:
            keys = [key for key, one in unit.communities.channels(posting.community).items() if one == place]
            why = [why for _, where, why in unit.postings.parked_in(posting.community) if where == place]
            community = unit.communities.get(posting.community)
            return community, keys, unit.communities.themes(posting.community), "closed 10003" in why

        community, keys, themes, deleted = await database.read(work)
        if community is None:
            return None
        say = Say(community.locale, community.zone)
        what = ", ".join(_name(key, themes, say) for key in keys) or f"<#{place}>"
        if deleted:
            text = say(
                "⚠️ The channel for {what} is gone. Choose another one with `/setup`; what waits for it is "
                "posted by itself then.",
                what=what,
            )
        else:
            text = say(
                "⚠️ I may not write in {channel} any more ({what}). `/setup` shows what is missing; as soon "
                "as it is mended, what waits is posted by itself.",
                channel=f"<#{place}>",
                what=what,
            )
        return Content(text=text)

    return render


def _name(key: str, themes: tuple[Theme, ...], say: Say) -> str:
    for theme in themes:
        if key == theme_channel(theme.key):
            return f"“{theme.name(say.locale)}”"
    names: dict[str, str] = {
        Channel.AGENDA: say("the agenda"),
        Channel.REVIEW: say("the review"),
        Channel.DECISIONS: say("the decisions"),
        Channel.MEETINGS: say("the meetings"),
        Channel.KNOWLEDGE: say("the knowledge base"),
        Channel.DESK: say("the desk"),
    }
    return names.get(key, key)
