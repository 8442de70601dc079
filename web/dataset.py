"""The open dataset at /api/v1/dataset.csv and .jsonl: all that is or was public (docs/dataset.md)."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

import orjson
from aiohttp import web

from domain.dataset import FIELDS, Row, as_csv
from services.dataset import DatasetService
from web.ready import Answer, Busy, finished
from web.site import Handler, Site, refused, send, standard
from web.view import Made

_KEPT: Final = timedelta(hours=12)


def add_routes(app: web.Application, site: Site, dataset: DatasetService) -> None:
    for ending, kind, write in (
        ("csv", "text/csv; charset=utf-8; header=present", _csv),
        ("jsonl", "application/x-ndjson", _jsonl),
    ):
        app.router.add_get(f"/api/v1/dataset.{ending}", _handler(site, dataset, ending, kind, write))


def _handler(
    site: Site, dataset: DatasetService, ending: str, kind: str, write: Callable[[Sequence[Row]], bytes]
) -> Handler:
    key = f"dataset {ending}"

    async def made(community: int, edition: int, now: datetime, before: Answer | None) -> Answer:
        rows = await dataset.rows(community)
        headers = {
            **standard(kind),
            "Access-Control-Allow-Origin": "*",
            "Content-Disposition": f'attachment; filename="events.{ending}"',
        }

        def written() -> Answer:
            content = Made(write(rows), kind)
            return finished(content, headers, edition=edition, until=now + _KEPT, now=now, before=before)

        return await site.ready.in_thread(written)

    async def handle(request: web.Request) -> web.StreamResponse:
        edition = await site.present.fresh()
        if edition is None:
            return refused(503, "There is no agenda here yet.", wait=60)
        answer, now = site.ready.known(key), site.now()
        if answer is None or answer.edition != edition.number or now >= answer.until:
            community = edition.snapshot.community.id
            try:
                answer = await site.ready.make(
                    key, lambda before: made(community, edition.number, now, before)
                )
            except Busy:
                return refused(503, "It is very busy here. Try again in a moment.", wait=2)
        return await send(request, answer)

    return handle


def _csv(rows: Sequence[Row]) -> bytes:
    return "".join(as_csv(rows)).encode()


def _jsonl(rows: Sequence[Row]) -> bytes:
    return b"".join(orjson.dumps({name: one[name] for name in FIELDS}) + b"\n" for one in rows)
