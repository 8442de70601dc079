"""What a person gives as a link -> the address to fetch."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from scrapers.addresses import WEB_PORTS
from scrapers.problems import FetchProblem

_AS_HTTPS = {"webcal": "https", "webcals": "https", "feed": "https"}
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Address:
    """A checked link, and the origin that politeness is counted by."""

    url: str
    host: str
    origin: str


def address(link: str, allowed: Collection[tuple[str, int]] = ()) -> Address:
    """The http(s) address behind a link; raises `FetchProblem` with what is wrong with it.

    `webcal://` and `feed://` become https, a link without a scheme too.
    """
    text = link.strip().strip("<>")
    if len(text) > _LONGEST or any(sign.isspace() or ord(sign) < 32 for sign in text):
        raise FetchProblem("That is not a link that can be opened.")
    if text.lower().startswith(("feed:http", "webcal:http")):
        text = text.partition(":")[2]
    if "://" not in text:
        text = "https://" + text.removeprefix("//")
    try:
        parts = urlsplit(text)
        port, host = parts.port, parts.hostname
    except ValueError:
        raise FetchProblem("That is not a link that can be opened.") from None
    scheme = _AS_HTTPS.get(parts.scheme.lower(), parts.scheme.lower())
    if scheme and scheme not in ("http", "https"):
        raise FetchProblem("Only http and https links can be read, not {scheme}.", scheme=scheme[:20])
    if not scheme or not host or parts.username is not None:
        raise FetchProblem("That is not a link that can be opened.")
    port = port or (443 if scheme == "https" else 80)
    if port not in WEB_PORTS and port not in {number for _, number in allowed}:
        raise FetchProblem("Only the usual ports of the web are read, not port {port}.", port=port)
    return _address(parts, scheme, host, port)


def follow(current: Address, location: str, allowed: Collection[tuple[str, int]] = ()) -> Address:
    """Where a redirect leads, checked like any other link."""
    return address(urljoin(current.url, location.strip().replace(" ", "%20")), allowed)


def _address(parts: SplitResult, scheme: str, host: str, port: int) -> Address:
    shown = f"[{host}]" if ":" in host else host
    usual = port == (443 if scheme == "https" else 80)
    netloc = shown if usual else f"{shown}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]{}|")
    return Address(urlunsplit((scheme, netloc, path, query, "")), host, f"{scheme}://{netloc}")
