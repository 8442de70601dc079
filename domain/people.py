"""Who acts, as far as the rules need to know."""

from dataclasses import dataclass, field

from domain.communities import Role
from domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Actor:
    """A person who did something on Discord just now.

    `roles` are our roles, looked up from the Discord roles they carry at this moment. `manages` says that
    Discord lets them manage the server, which stands above our roles.
    """

    id: int
    name: str
    roles: frozenset[Role] = field(default_factory=frozenset)
    manages: bool = False

    @property
    def edits(self) -> bool:
        """May accept, decline and change other people's events, and keep the sources."""
        return self.manages or Role.EDITORS in self.roles or Role.HEADS in self.roles

    def must_edit(self) -> None:
        if not self.edits:
            raise Refusal("Only editors and sector heads can do this. Ask one of them.")

    def must_manage(self) -> None:
        if not self.manages:
            raise Refusal(
                "Only someone who may manage this server can do this. Ask the person who set it up."
            )
