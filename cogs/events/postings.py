"""How events stand on Discord: the renderers that the publisher asks."""

from bot.client import SektorClient
from bot.i18n import Say
from bot.publisher import Content, Picture
from bot.ui import view_of
from bot.words import Voice, plain
from cogs.events import cards, previews
from cogs.events.themes import review_view
from cogs.events.views import OwnFormButton, card_buttons, sources_of
from domain.events import Stage
from domain.postings import Posting, Surface
from services.events import Shown


class EventPostings:
    def __init__(self, client: SektorClient) -> None:
        self._client = client

    def register(self) -> None:
        publisher = self._client.publisher
        publisher.register("event", Surface.CARD, self.card, lambda posting: f"{posting.subject}:more")
        publisher.register("event", Surface.REVIEW, self.review, lambda posting: f"{posting.subject}:edit")
        for notice in (Surface.ACCEPTED, Surface.DECLINED, Surface.QUESTION, Surface.JOINED):
            publisher.register(
                "event", notice, self.notice, lambda posting: _change_button(posting).custom_id
            )

    async def _shown(self, posting: Posting) -> Shown | None:
        return await self._client.services.events.shown(int(posting.subject.partition(":")[2]))

    async def card(self, posting: Posting) -> Content | None:
        shown = await self._shown(posting)
        if shown is None or shown.event.stage is not Stage.PUBLISHED:
            return None
        embed = cards.card(
            shown.event,
            shown.community,
            shown.themes,
            sources=sources_of(shown),
            interested=shown.interested,
            poster=shown.poster.name if shown.poster else "",
        )
        voice = Voice(shown.community)
        return Content(embeds=[embed], view=card_buttons(shown.event, voice), pictures=_pictures(shown))

    async def review(self, posting: Posting) -> Content | None:
        shown = await self._shown(posting)
        if shown is None:
            return None
        embed = cards.review_card(
            shown.event,
            shown.community,
            shown.themes,
            poster=shown.poster.name if shown.poster else "",
            sources=sources_of(shown),
            doubt=shown.decision.doubt if shown.decision is not None else None,
        )
        say = Say(shown.community.locale, shown.community.zone)
        if shown.clashes:
            embed.add_field(
                name=say("Clashes with"), value=previews.clash_words(shown.clashes, say), inline=False
            )
        view = review_view(shown, say)
        return Content(embeds=[embed], view=view, pictures=_pictures(shown))

    async def notice(self, posting: Posting) -> Content | None:
        """A private message to who entered the event; in both languages, since nobody's Discord language is
        known when nobody clicks."""
        shown = await self._shown(posting)
        if shown is None:
            return None
        community = shown.community
        own = Say(community.locale, community.zone)
        voices = [own] if community.locale == "en" else [own, Say("en", community.zone)]
        text = "\n\n".join(_notice(posting.surface, shown, say) for say in voices)
        return Content(text=text, view=view_of(_change_button(posting, own("Change the event"))))


def _change_button(posting: Posting, label: str = "") -> OwnFormButton:
    """Says in its custom_id which notice it stands under: there may be several about one event."""
    return OwnFormButton(
        posting.subject.partition(":")[2], "edit", label, told=f"{posting.surface}{posting.generation}"
    )


def _notice(surface: Surface, shown: Shown, say: Say) -> str:
    event = shown.event
    title, name = plain(event.details.title), plain(event.reviewer)
    if surface is Surface.ACCEPTED:
        return say("“{title}” is published. Thank you!", title=title)
    if surface is Surface.JOINED:
        return say(
            "“{title}” stands in the agenda already, and what you entered belongs to it now. You may change "
            "it like your own: with the button below, or `/event edit`.",
            title=title,
        )
    if surface is Surface.DECLINED:
        reason = plain(event.reason)
        return say(
            "{name} declined “{title}”: {reason}\nYou can change it and send it again.",
            name=name,
            title=title,
            reason=reason,
        )
    question = plain(event.question)
    return say("{name} asks about “{title}”: {question}", name=name, title=title, question=question)


def _pictures(shown: Shown) -> list[Picture]:
    return [Picture(shown.poster.name, shown.poster.data)] if shown.poster else []
