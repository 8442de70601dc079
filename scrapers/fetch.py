"""The only place that asks other people's sites for anything: careful, polite, and sure of its limits."""

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Self, TypeVar

import aiohttp
from aiohttp.abc import AbstractResolver

from scrapers.addresses import guarded_sockets, refused_addresses
from scrapers.links import Address, address, follow
from scrapers.manners import Manners, Robots
from scrapers.problems import FetchProblem, NotAnAgenda, ServerProblem
from scrapers.unpacking import Unpacker

_Answer = TypeVar("_Answer")
AGENT = "DeSektorBot"
_ACCEPT = (
    "text/calendar, application/ld+json, application/json, application/rss+xml, application/atom+xml,"
    " text/html, */*;q=0.5"
)
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_NO_TEXT = (
    "image/",
    "video/",
    "audio/",
    "font/",
    "application/pdf",
    "application/zip",
    "application/msword",
    "application/vnd.openxml",
)
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How far a fetch may go. Sizes in bytes of content once decompressed, times in seconds.

    `contact` (a link or an e-mail address) stands in the User-Agent, so that a site's owner can reach
    us. `allow` names (address, port) pairs beyond public addresses on ports 80 and 443.
    """

    contact: str | None = None
    allow: frozenset[tuple[str, int]] = frozenset()
    page_limit: int = 3_000_000
    feed_limit: int = 2_000_000
    time_limit: float = 20.0
    gap: float = 1.0
    backoff: float = 60.0
    longest_backoff: float = 6 * 3600.0
    redirects: int = 5
    robots: bool = True
    resolver: AbstractResolver | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back. `url` is where it was found after redirects."""

    url: str
    body: bytes
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class NotModified:
    """The source is as it was when its validators were handed out."""

    url: str


class Fetcher:
    """One session for all sources; an async context manager."""

    def __init__(
        self,
        settings: FetchSettings | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._settings = settings or FetchSettings()
        self._manners = Manners(
            gap=self._settings.gap,
            backoff=self._settings.backoff,
            longest_backoff=self._settings.longest_backoff,
            clock=clock,
            sleep=sleep,
        )
        self._robots = Robots(AGENT, clock, self._robots_file)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        settings = self._settings
        connector = aiohttp.TCPConnector(
            resolver=settings.resolver,
            socket_factory=guarded_sockets(settings.allow),
            limit_per_host=2,
            ttl_dns_cache=60,
        )
        agent = f"{AGENT}/0.1 (agenda reader; {settings.contact or 'no contact configured'})"
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            headers={"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"},
            timeout=aiohttp.ClientTimeout(
                total=None, sock_connect=settings.time_limit, sock_read=settings.time_limit
            ),
        )
        return self

    async def __aexit__(self, *exc: object) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched | NotModified:
        """Get a source, following redirects; `NotModified` when it still has the given validators.

        Raises `FetchProblem` with one sentence per cause, `NotAnAgenda` for pictures, films and the like.
        """
        conditions = {}
        if etag:
            conditions["If-None-Match"] = etag
        if last_modified:
            conditions["If-Modified-Since"] = last_modified
        target = address(url, self._settings.allow)
        for _ in range(self._settings.redirects + 1):
            delay = await self._robots.check(target.origin, target.url) if self._settings.robots else 0.0
            async with self._manners.turn(target.origin, delay):
                answer = await self._counted(target, conditions)
            if not isinstance(answer, Address):
                return answer
            target = answer
        raise FetchProblem("The link keeps leading on to other links, so it was given up.")

    async def _counted(self, target: Address, conditions: dict[str, str]) -> Fetched | NotModified | Address:
        """One request, whose failure counts for the host's back-off when the host is to blame."""
        try:
            answer = await self._guarded(self._request(target, conditions))
        except ServerProblem as problem:
            self._manners.failed(target.origin, problem.retry_after)
            raise
        self._manners.answered(target.origin)
        return answer

    async def _request(self, target: Address, conditions: dict[str, str]) -> Fetched | NotModified | Address:
        if self._session is None:
            raise RuntimeError("a Fetcher is used inside `async with`")
        async with self._session.get(target.url, headers=conditions, allow_redirects=False) as response:
            if response.status in _REDIRECTS:
                location = response.headers.get("Location")
                if not location:
                    raise FetchProblem("The link leads on to another link, but the site does not say which.")
                return follow(target, location, self._settings.allow)
            if response.status == 304 and conditions:
                return NotModified(target.url)
            _check_status(response)
            kind = response.headers.get("Content-Type")
            if (kind or "").lower().startswith(_NO_TEXT):
                raise NotAnAgenda(
                    "This link leads to a file of type {type}, not to an agenda.",
                    type=(kind or "").partition(";")[0][:60],
                )
            limit = (
                self._settings.page_limit if "html" in (kind or "html").lower() else self._settings.feed_limit
            )
            body = await _body(response, limit)
            return Fetched(
                target.url, body, kind, response.headers.get("ETag"), response.headers.get("Last-Modified")
            )

    async def _robots_file(self, url: str) -> tuple[int, bytes]:
        """(status, content) of a robots.txt; 599 when the host cannot be reached at all."""
        target = address(url, self._settings.allow)
        try:
            for _ in range(self._settings.redirects + 1):
                async with self._manners.turn(target.origin):
                    answer = await self._guarded(self._robots_answer(target))
                if not isinstance(answer, Address):
                    return answer
                target = answer
        except ServerProblem as problem:
            self._manners.failed(target.origin, problem.retry_after)
            raise
        return 404, b""

    async def _robots_answer(self, target: Address) -> tuple[int, bytes] | Address:
        if self._session is None:
            raise RuntimeError("a Fetcher is used inside `async with`")
        async with self._session.get(target.url, allow_redirects=False) as response:
            if response.status in _REDIRECTS and (location := response.headers.get("Location")):
                return follow(target, location, self._settings.allow)
            if response.status != 200:
                return response.status, b""
            return response.status, await _body(response, 500_000)

    async def _guarded(self, request: Awaitable[_Answer]) -> _Answer:
        """Every way in which a request can fail, as a sentence."""
        token = refused_addresses.set([])
        try:
            async with asyncio.timeout(self._settings.time_limit):
                return await request
        except (FetchProblem, NotAnAgenda):
            raise
        except TimeoutError:
            raise ServerProblem("The site did not answer in time; try again later.") from None
        except aiohttp.ClientConnectorCertificateError as error:
            raise FetchProblem("The site's certificate is not valid, so it was not read.") from error
        except (aiohttp.ClientSSLError, ssl.SSLError) as error:
            raise FetchProblem("No safe connection to the site could be made.") from error
        except (aiohttp.ClientConnectorError, OSError) as error:
            if refused_addresses.get():
                raise FetchProblem("This link leads into a private network, so it was not read.") from error
            if isinstance(error, aiohttp.ClientConnectorDNSError):
                raise FetchProblem(
                    "There is no site at this address; check the link for typing errors."
                ) from error
            raise ServerProblem("The site could not be reached; try again later.") from error
        except aiohttp.ClientPayloadError as error:
            raise ServerProblem("The connection broke off halfway; try again later.") from error
        except (aiohttp.InvalidURL, ValueError) as error:
            raise FetchProblem("That is not a link that can be opened.") from error
        except aiohttp.ClientError as error:
            raise ServerProblem("The site's answer could not be understood; try again later.") from error
        finally:
            refused_addresses.reset(token)


def _check_status(response: aiohttp.ClientResponse) -> None:
    status = response.status
    if status in (404, 410):
        raise FetchProblem("There is no page at this link any more ({status}).", status=status)
    if status in (401, 403):
        raise FetchProblem("The site does not let us read this page ({status}).", status=status)
    if status in (429, 503):
        seconds = _asked_to_wait(response.headers.get("Retry-After", ""))
        busy = ServerProblem("The site is too busy and asks to come back later ({status}).", status=status)
        raise busy.after(seconds)
    if status >= 500:
        raise ServerProblem("The site has a problem of its own ({status}); try again later.", status=status)
    if status != 200:
        raise FetchProblem("The site gave an answer that cannot be used ({status}).", status=status)


def _asked_to_wait(after: str) -> float | None:
    """The seconds of a Retry-After header, which may also name a moment."""
    if after.isdigit():
        return float(after) if len(after) < 8 else None
    try:
        moment = parsedate_to_datetime(after)
    except (TypeError, ValueError):
        return None
    return max(0.0, moment.timestamp() - time.time())


async def _body(response: aiohttp.ClientResponse, limit: int) -> bytes:
    unpacker = Unpacker(response.headers.get("Content-Encoding", ""), limit)
    async for chunk in response.content.iter_chunked(_CHUNK):
        unpacker.feed(chunk)
    return unpacker.finish()
