"""What the editors are told when we may not keep the server's event list."""

from bot.client import SektorClient
from bot.content import Content
from bot.i18n import Say
from domain.postings import Posting, Surface
from services.mirror import MIRROR


def register(client: SektorClient) -> None:
    async def render(posting: Posting) -> Content | None:
        community, waits = await client.services.mirror.is_parked(posting.community)
        if community is None or not waits:
            return None
        say = Say(community.locale, community.zone)
        return Content(
            text=say(
                "⚠️ I may not put the agenda on this server's event list (the one at the top of the "
                "channels). Give my role the permission “Create Events” under Server settings › Roles, and I "
                "go on by myself; or switch the event list off with `/setup`, under Settings."
            )
        )

    client.publisher.register(MIRROR, Surface.PROBLEM, render)
