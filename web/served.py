"""Pages that are asked of the services: what they show is not in the agenda's snapshot."""

import unicodedata
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Final

from aiohttp import web

from bot.i18n import Say
from web.ready import Answer, Busy, finished
from web.site import MOST_VALUE, Handler, Site, refused, send, standard
from web.view import Made, View

_KEPT: Final = timedelta(seconds=60)

Make = Callable[[View], Awaitable[Made | None]]
"""The page, or None where there is none."""


class _NothingHereError(LookupError):
    """No such page, or not for everyone."""


def handler(
    site: Site, locale: str, name: str, make: Make, query: Sequence[str] = (), *, kept: timedelta = _KEPT
) -> Handler:
    """Made at most once in `kept` for everybody together, as the other pages are kept by web/ready.py; with
    no time at all it shows what is so now. `query` are the parameters that are read."""

    async def made(view: View, before: Answer | None) -> Answer:
        page = await make(view)
        if page is None:
            raise _NothingHereError
        headers = {**standard(page.content_type, locale=locale), **dict(page.headers)}
        until, edition = view.now + kept, view.edition.number
        return await site.ready.in_thread(
            lambda: finished(page, headers, edition=edition, until=until, now=view.now, before=before)
        )

    async def handle(request: web.Request) -> web.StreamResponse:
        edition = await site.present.fresh()
        if edition is None:
            return refused(503, "There is nothing here yet.", wait=60)
        now, params = site.now(), dict(request.match_info)
        asked = {
            one: unicodedata.normalize("NFC", value)[:MOST_VALUE]
            for one in query
            if (value := request.query.get(one, "").strip())
        }
        path = site.path(name, locale, {**params, **asked})
        key = f"read {path if query else request.path}"
        answer = site.ready.known(key)
        if answer is None or answer.edition != edition.number or now >= answer.until:
            if wait := site.makes.must_wait(request):
                return refused(429, "You ask for much at once. Try again in a moment.", wait=wait)
            view = View(
                edition=edition,
                now=now,
                say=Say(locale, edition.snapshot.community.zone),
                name=name,
                path=path,
                params=params,
                query=asked,
                addresses=site,
            )
            try:
                answer = await site.ready.make(key, lambda before: made(view, before))
            except _NothingHereError:
                return await site.nothing(request)
            except Busy:
                return refused(503, "It is very busy here. Try again in a moment.", wait=2)
        return await send(request, answer)

    return handle
