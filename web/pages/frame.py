"""What every page is set in: its head, the way to everything else, both languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.i18n import LOCALES, Say
from domain.texts import one_line, shortened
from web.pages import rows
from web.view import Made, View

LANGUAGES: Final = {"nl": "Nederlands", "en": "English"}
_OPEN_GRAPH: Final = {"nl": "nl_NL", "en": "en_GB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """`picture` is the one beside a shared link. `feed` names what can be subscribed to, with `parts` as in
    its address. `tint` colours the page. `indexed`: search engines may show it."""

    title: str
    description: str
    picture: str = ""
    feed: str = "agenda"
    parts: tuple[tuple[str, str], ...] = ()
    tint: str = ""
    linked: str = ""
    kind: str = "website"
    indexed: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    name: str
    address: str
    current: bool = False


class Frame:
    """`invite` is the address with which anybody joins the server, if there is one."""

    def __init__(self, invite: str = "") -> None:
        self.invite = invite
        self._templates = Environment(
            loader=PackageLoader("web"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )

    def page(self, view: View, template: str, head: Head, /, status: int = 200, **what: Any) -> Made:
        snapshot, say = view.snapshot, view.say
        name = snapshot.community.name or "De Sektor"
        body = self._templates.get_template(template).render(
            view=view,
            say=say,
            head=head,
            name=name,
            title=head.title if head.title == name else f"{head.title} · {name}",
            about=shortened(one_line(head.description), 200),
            canonical=view.absolute(view.path),
            languages=_languages(view),
            open_graph=_OPEN_GRAPH,
            themes=[rows.chip(view, theme, at) for at, theme in enumerate(snapshot.themes)],
            ways=_ways(view),
            invite=self.invite,
            feed=_feed(view, head),
            fit=fit,
            **what,
        )
        until = what["part"].fresh_until if "part" in what else None
        return Made(body, status=status, fresh_until=until)


def fit(words: str) -> str:
    """The class of a heading that fills a line or two and no more, down to the narrowest screen."""
    longest = max(map(len, words.split()), default=0)
    room = max(longest, (len(words) + 1) // 2)
    return next((f"fit-{most}" for most in (6, 8, 10, 13) if room <= most), "fit-more")


def _languages(view: View) -> Sequence[tuple[str, str, str, Say]]:
    """(language, its own name, this page in it)"""
    return [(one, LANGUAGES[one], view.here(one), Say(one, view.say.zone)) for one in LOCALES]


def _ways(view: View) -> Sequence[Link]:
    say = view.say
    return [
        Link(say("Agenda"), view.url("agenda"), view.name == "agenda"),
        Link(say("Search"), view.url("search"), view.name == "search"),
        Link(say("What is new"), view.url("new"), view.name == "new"),
        Link(
            say("Knowledge base"),
            view.url("knowledge"),
            view.name.startswith("knowledge"),
        ),
        Link(say("Directory"), view.url("directory"), view.name == "directory"),
        Link(say("Subscribe"), view.url("feeds"), view.name == "feeds"),
        Link(say("Take part"), view.url("about"), view.name == "about"),
        Link(say("Contact"), view.url("contact"), view.name == "contact"),
    ]


def _feed(view: View, head: Head) -> dict[str, str]:
    """Where this can be subscribed to."""
    parts = dict(head.parts)
    news = "agenda" if head.feed == "event" else head.feed
    return {
        "ics": view.url(f"{head.feed}.ics", **parts),
        "atom": view.url(f"{news}.atom", **(parts if news == head.feed else {})),
    }
