"""Everything one running sandbox consists of, handed to whoever serves a request."""

from dataclasses import dataclass

from sandbox.clock import MovableClock
from sandbox.exchanges import Exchanges
from sandbox.faults import Faults
from sandbox.gateway.hub import Hub
from sandbox.interactions import Interactions
from sandbox.rest.ratelimits import RateLimits
from sandbox.sending import Nonces
from sandbox.world import World


@dataclass(slots=True)
class Setting:
    world: World
    hub: Hub
    interactions: Interactions
    clock: MovableClock
    nonces: Nonces
    exchanges: Exchanges
    faults: Faults
    rate_limits: RateLimits
    shards: int
