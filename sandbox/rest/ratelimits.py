"""Rate limits: a bucket for each route and major parameter, with Discord's headers.

https://discord.com/developers/docs/topics/rate-limits
"""

import hashlib
import math
import time
from dataclasses import dataclass
from typing import Any

MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token")

# What clients have observed on Discord; it publishes none of these.
_DISCORD_LIKE: dict[tuple[str, str], tuple[int, float]] = {
    ("POST", "/channels/{channel_id}/messages"): (5, 5.0),
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): (5, 5.0),
    ("DELETE", "/channels/{channel_id}/messages/{message_id}"): (5, 1.0),
    ("PUT", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me"): (1, 0.25),
    ("GET", "/channels/{channel_id}/messages"): (5, 5.0),
    ("PATCH", "/channels/{channel_id}"): (5, 15.0),
    ("POST", "/channels/{channel_id}/webhooks"): (5, 10.0),
    ("POST", "/webhooks/{webhook_id}/{webhook_token}"): (5, 2.0),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"): (5, 2.0),
}
_DISCORD_LIKE_OTHERWISE = (20, 5.0)
_GENEROUS = (10_000, 1.0)
_GLOBAL = (50, 1.0)


@dataclass(frozen=True, slots=True)
class Verdict:
    allowed: bool
    limit: int
    remaining: int
    reset_after: float
    bucket: str
    is_global: bool = False

    def headers(self) -> dict[str, str]:
        shown = {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": f"{time.time() + self.reset_after:.3f}",
            "X-RateLimit-Reset-After": f"{self.reset_after:.3f}",
            "X-RateLimit-Bucket": self.bucket,
        }
        if not self.allowed:
            shown["Retry-After"] = str(math.ceil(self.reset_after))
            shown["X-RateLimit-Scope"] = "global" if self.is_global else "user"
            if self.is_global:
                shown["X-RateLimit-Global"] = "true"
        return shown

    def body(self) -> dict[str, Any]:
        return {
            "message": "You are being rate limited.",
            "retry_after": round(self.reset_after, 3),
            "global": self.is_global,
        }


class RateLimits:
    """`discord_like` limits bite as Discord's do; otherwise a busy test never notices them."""

    def __init__(self, discord_like: bool = False) -> None:
        self.discord_like = discord_like
        self._windows: dict[tuple[str, ...], tuple[float, int]] = {}

    def take(self, method: str, template: str, params: dict[str, str], is_open: bool) -> Verdict:
        """Count one request."""
        limit, seconds = _GENEROUS
        if self.discord_like:
            limit, seconds = _DISCORD_LIKE.get((method, template), _DISCORD_LIKE_OTHERWISE)
        bucket = _bucket(method, template)
        if self.discord_like and not is_open:
            used, left = self._count(("global",), *_GLOBAL)
            if used > _GLOBAL[0]:
                return Verdict(False, _GLOBAL[0], 0, left, bucket, is_global=True)
        major = tuple(params[name] for name in MAJOR if name in params)
        used, left = self._count((bucket, *major), limit, seconds)
        return Verdict(used <= limit, limit, max(0, limit - used), left, bucket)

    def _count(self, key: tuple[str, ...], limit: int, seconds: float) -> tuple[int, float]:
        """Which request of its window this is, and how long the window still lasts."""
        now = time.monotonic()
        start, used = self._windows.get(key, (now, 0))
        if now - start >= seconds:
            start, used = now, 0
        used += 1
        self._windows[key] = (start, min(used, limit + 1))
        return used, start + seconds - now


def _bucket(method: str, template: str) -> str:
    return hashlib.sha256(f"{method} {template}".encode()).hexdigest()[:32]
