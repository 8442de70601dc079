"""A local stand-in for Discord: REST v10, gateway v10, a page and a user's side (see docs/sandbox.md)."""

from sandbox.cast import GuildPlan, Person, Place, Plan
from sandbox.clock import MovableClock
from sandbox.gateway.connection import GatewaySettings
from sandbox.interaction import InteractionSettings
from sandbox.server import Sandbox

__all__ = [
    "GatewaySettings",
    "GuildPlan",
    "InteractionSettings",
    "MovableClock",
    "Person",
    "Place",
    "Plan",
    "Sandbox",
]
