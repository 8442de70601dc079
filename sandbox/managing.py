"""What a person does to the server or to themselves, rather than in a conversation."""

from typing import Any

from sandbox.model import Json
from sandbox.values import Place, id_of
from sandbox.watching import Watcher


class Manager(Watcher):
    """One person who changes what is there. What takes a permission is refused to who lacks it."""

    # Running the server

    async def create_channel(self, name: str, guild: str | int | None = None, **settings: Any) -> Json:
        """A channel, with Discord's own settings: `type`, `parent_id`, `permission_overwrites` ..."""
        path = f"/guilds/{self._people.guild_id(guild)}/channels"
        return dict(await self._to.post(path, {"name": name, **settings}))

    async def edit_channel(self, channel: Place, **changes: Any) -> Json:
        return dict(await self._to.send("PATCH", f"/channels/{await self._channel(channel)}", changes))

    async def delete_channel(self, channel: Place) -> None:
        await self._to.send("DELETE", f"/channels/{await self._channel(channel)}")

    async def create_role(self, name: str, guild: str | int | None = None, **settings: Any) -> Json:
        path = f"/guilds/{self._people.guild_id(guild)}/roles"
        return dict(await self._to.post(path, {"name": name, **settings}))

    async def edit_role(self, role: str | int, **changes: Any) -> Json:
        return dict(await self._to.send("PATCH", await self._role(role), changes))

    async def delete_role(self, role: str | int) -> None:
        await self._to.send("DELETE", await self._role(role))

    async def kick(self, who: "Watcher | int") -> None:
        """Remove a member of the first guild, or the bot by its id."""
        await self._to.send("DELETE", f"/guilds/{self._people.guild_id(None)}/members/{id_of(who)}")

    async def set_command_permissions(self, command: str, *decisions: Json) -> Json:
        """Who may use it: `{"id": ROLE, "type": 1, "permission": False}`; type 2 is a user, 3 a channel."""
        guild_id = self._people.guild_id(None)
        known = (await self.view()).raw["commands"]
        command_id = next((each["id"] for each in known if each["name"] == command), None)
        if command_id is None:
            raise LookupError(f"No command {command!r}, but {[each['name'] for each in known]}")
        path = f"/guilds/{guild_id}/commands/{command_id}/permissions"
        return dict(await self._to.send("PUT", path, {"permissions": list(decisions)}))

    async def create_event(self, **fields: Any) -> Json:
        """A scheduled event with Discord's own fields."""
        path = f"/guilds/{self._people.guild_id(None)}/scheduled-events"
        return dict(await self._to.post(path, {"privacy_level": 2, **fields}))

    async def delete_event(self, event: int | str) -> None:
        await self._to.send("DELETE", f"/guilds/{self._people.guild_id(None)}/scheduled-events/{event}")

    async def _role(self, role: str | int) -> str:
        guild_id = self._people.guild_id(None)
        known = await self._to.get(f"/guilds/{guild_id}/channels")
        for each in known["roles"]:
            if str(role) in (each["name"], each["id"]):
                return f"/guilds/{guild_id}/roles/{each['id']}"
        raise LookupError(f"No role {role!r}, but {[each['name'] for each in known['roles']]}")

    # Being someone else

    async def speaks(self, locale: str) -> None:
        """Set the language of their Discord."""
        self.raw = await self._change({"locale": locale})

    async def has_roles(self, *roles: str | int) -> None:
        """Give them exactly these roles of the first guild, by name or id."""
        wanted = [(await self._role(role)).rpartition("/")[2] for role in roles]
        await self._change({"roles": {str(self._people.guild_id(None)): wanted}})

    async def joins(self, guild: str | int | None = None) -> None:
        await self._change({"joined": {str(self._people.guild_id(guild)): True}})

    async def leaves(self, guild: str | int | None = None) -> None:
        await self._change({"joined": {str(self._people.guild_id(guild)): False}})

    async def takes_dms(self, yes: bool) -> None:
        await self._change({"takes_dms": yes})

    async def _change(self, changes: Json) -> Json:
        return dict(await self._to.send("PATCH", f"/people/{self.id}", changes))
