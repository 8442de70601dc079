"""What browsers get: the page and the files of the CDN."""

from pathlib import Path

from aiohttp import web

from sandbox.world import World

PAGE = Path(__file__).parent / "page"
NO_STORE = {"Cache-Control": "no-store"}


async def redirect(request: web.Request) -> web.Response:
    raise web.HTTPFound("/sandbox/")


async def index(request: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html", headers=NO_STORE)


async def static(request: web.Request) -> web.FileResponse:
    path = (PAGE / request.match_info["path"]).resolve()
    if not path.is_relative_to(PAGE) or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers=NO_STORE)


def routes(world: World) -> list[web.RouteDef]:
    async def cdn(request: web.Request) -> web.Response:
        file = (
            world.files.get(request.match_info["path"])
            or world.files.get(request.path.removeprefix("/cdn/"))
            or world.files.get(request.rel_url.raw_path.removeprefix("/cdn/"))
        )
        if file is None:
            raise web.HTTPNotFound
        headers = {
            "Content-Type": file.content_type,
            # Whatever people upload is shown as a picture or saved, never run as a page of ours.
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        }
        return web.Response(body=file.content, headers=headers)

    return [
        web.get("/", redirect),
        web.get("/sandbox", redirect),
        web.get("/sandbox/", index),
        web.get("/sandbox/static/{path:.+}", static),
        web.get("/cdn/{path:.+}", cdn),
    ]
