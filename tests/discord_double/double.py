"""The small Discord as a whole: start it, point a bot at it, act as its users, look at what came."""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import discord
import yarl
from aiohttp import web
from discord.gateway import DiscordWebSocket

from tests.discord_double import payloads
from tests.discord_double.gateway import DM_MESSAGES, GUILD_MESSAGES, GUILDS, Gateway
from tests.discord_double.interactions import Interaction
from tests.discord_double.payloads import DM, JSON
from tests.discord_double.rest import Fault, Rest
from tests.discord_double.routes import Routes
from tests.discord_double.world import World

STRING, INTEGER, BOOLEAN, CHANNEL = 3, 4, 5, 7
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5


class Discord:
    """`async with Discord() as d, d.pointed_at(): await bot.start(d.world.token)`."""

    def __init__(self) -> None:
        self.world = World()
        self.gateway = Gateway(self.world, self._changed)
        self.routes = Routes(self.world, self.gateway)
        self.rest = Rest(self.world, self.routes, self._changed)
        self.administrators = {"owner"}
        self.locales: dict[str, str] = {}
        """Of the users' clients, where it is not English."""
        self.is_interim: Callable[[str], object] = lambda text: False
        """Whether a text of the bot only says that an answer is to come."""
        self._condition = asyncio.Condition()

    async def __aenter__(self) -> Discord:
        app = web.Application()
        app.router.add_get("/", self.gateway.serve)
        app.router.add_route("*", "/api/v10/{tail:.*}", self.rest.serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        port = self._runner.addresses[0][1]
        self.base, self.gateway.url = f"http://127.0.0.1:{port}/api/v10", f"ws://127.0.0.1:{port}/"
        return self

    async def __aexit__(self, *error: object) -> None:
        for session in self.gateway.live:
            assert session.connection
            await session.connection.socket.close()
        await self._runner.cleanup()

    @contextmanager
    def pointed_at(self) -> Iterator[None]:
        """Within, every discord.py client of this process talks to this Discord."""
        route, socket = discord.http.Route, DiscordWebSocket
        before = route.BASE, socket.DEFAULT_GATEWAY
        route.BASE, socket.DEFAULT_GATEWAY = self.base, yarl.URL(self.gateway.url)
        try:
            yield
        finally:
            route.BASE, socket.DEFAULT_GATEWAY = before

    # -- waiting

    async def _changed(self) -> None:
        async with self._condition:
            self._condition.notify_all()

    async def wait(self, true: Callable[[], object], what: str = "it", timeout: float = 30) -> None:
        """Until `true` holds; woken by traffic, and now and then for what happens inside the bot."""
        end = time.monotonic() + timeout
        while not true():
            if time.monotonic() > end:
                last = [(r.method, r.path, r.status) for r in self.rest.requests[-8:]]
                raise AssertionError(f"waited in vain for {what}; the last requests: {last}")
            async with self._condition:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._condition.wait(), 0.02)

    async def reply_to(self, message: JSON, timeout: float = 30) -> JSON:
        """The bot's reply to a message, once there is one."""
        await self.wait(lambda: self.replies(message), f"a reply to {message['content'][:60]!r}", timeout)
        return self.replies(message)[0]

    async def answer_to(self, message: JSON, timeout: float = 30) -> JSON:
        """The bot's reply once it holds an answer, not only a place in line."""
        found = await self.reply_to(message, timeout)
        await self.wait(lambda: found["embeds"], f"an answer to {message['content'][:60]!r}", timeout)
        return found

    def replies(self, message: JSON) -> list[JSON]:
        sent = self.world.bot_messages()
        return [m for m in sent if m.get("message_reference", {}).get("message_id") == message["id"]]

    def fault(self, method: str, path: str, times: int = 1, **more: Any) -> None:
        """Spoil the next `times` requests whose path `path` is found in; see `Fault`."""
        self.rest.faults.append(Fault(method, re.compile(path), times, **more))

    # -- what users do with messages

    async def say(self, user: str, channel: str, content: str, *, reply_to: JSON | None = None) -> JSON:
        place = self.world.find_channel(channel)
        reference = {"message_id": reply_to["id"]} if reply_to else None
        message = self.world.message(place, self.world.users[user], content, reference=reference)
        await self._emit("MESSAGE_CREATE", message)
        return message

    async def mention(self, user: str, channel: str, question: str) -> JSON:
        return await self.say(user, channel, f"<@{self.world.bot_id}> {question}")

    async def write(self, user: str, content: str) -> JSON:
        """In a direct message."""
        return await self.say(user, self.world.dm(user)["id"], content)

    async def edit(self, message: JSON, content: str) -> None:
        message["content"] = content
        message["edited_timestamp"] = payloads.now()
        await self._emit("MESSAGE_UPDATE", message)

    async def delete(self, message: JSON) -> None:
        message["_deleted"] = True
        place = self.world.channels[message["channel_id"]]
        event = {"id": message["id"], "channel_id": place["id"]}
        event |= {"guild_id": place["guild_id"]} if "guild_id" in place else {}
        await self.gateway.emit("MESSAGE_DELETE", event, GUILD_MESSAGES | DM_MESSAGES)

    async def open_thread(self, user: str, message: JSON, name: str) -> JSON:
        """On a message, by a user; it has the message's id."""
        parent = self.world.channels[message["channel_id"]]
        made = payloads.thread(message["id"], parent, self.world.users[user]["id"], name, 1440)
        self.world.channels[message["id"]] = made
        await self.gateway.emit("THREAD_CREATE", {**made, "newly_created": True}, GUILDS)
        return made

    async def create_role(self, name: str, *holders: str) -> JSON:
        role = self.world.role(name, *holders)
        await self.gateway.emit("GUILD_ROLE_CREATE", {"guild_id": self.world.home.id, "role": role}, GUILDS)
        return role

    async def delete_channel(self, name: str) -> None:
        channel = self.world.channels.pop(self.world.find_channel(name)["id"])
        await self.gateway.emit("CHANNEL_DELETE", channel, GUILDS)

    async def _emit(self, event: str, message: JSON) -> None:
        private = self.world.channels[message["channel_id"]]["type"] == DM
        await self.gateway.emit(event, self.world.event(message), DM_MESSAGES if private else GUILD_MESSAGES)

    # -- what users do with commands, buttons and forms

    async def slash(
        self, user: str, channel: str, name: str, /, *, forced: bool = False, **options: Any
    ) -> Interaction:
        """Use "/name", or "/group name"; `forced`: as a client that hides nothing would."""
        command, described = self._command(name, 1)
        if not forced:
            self._check_visible(user, command, self.world.find_channel(channel))
        data = {"id": command["id"], "name": command["name"], "type": 1}
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
        data["options"] = _nested(name, [_option(described, key, value) for key, value in options.items()])
        channels = [options[o["name"]] for o in described if o["type"] == CHANNEL and o["name"] in options]
        data |= {"resolved": self._resolved(8, channels)} if channels else {}
        missing = [o["name"] for o in described if o.get("required") and o["name"] not in options]
        assert not missing, f"the client would not send /{name} without {missing}"
        return await self._interact(user, channel, COMMAND, data)

    async def autocomplete(self, user: str, channel: str, name: str, focused: str, typed: str) -> list[JSON]:
        """The choices that the client would show."""
        command, _ = self._command(name, 1)
        option = {"name": focused, "type": STRING, "value": typed, "focused": True}
        data = {"id": command["id"], "name": command["name"], "type": 1, "options": _nested(name, [option])}
        asked = await (await self._interact(user, channel, AUTOCOMPLETE, data)).acknowledged()
        assert asked.callback
        return list(asked.callback["data"]["choices"])

    async def use_on_message(self, user: str, name: str, message: JSON) -> Interaction:
        """A message's context menu."""
        command, _ = self._command(name, 3)
        resolved = {"messages": {message["id"]: payloads.public(message)}}
        data = {
            "id": command["id"],
            "name": name,
            "type": 3,
            "target_id": message["id"],
            "resolved": resolved,
        }
        return await self._interact(user, message["channel_id"], COMMAND, data)

    async def click(self, user: str, message: JSON, wanted: str) -> Interaction:
        """The button whose id or label holds `wanted`."""
        for row in message["components"]:
            for component in row["components"]:
                named = (component.get("custom_id", ""), component.get("label", ""))
                if any(wanted in name for name in named) and not component.get("disabled"):
                    return await self._use(user, message, component)
        raise LookupError(f"there is no button {wanted!r} to click on the message")

    async def choose(self, user: str, message: JSON, wanted: str, values: list[str]) -> Interaction:
        """In the select menu whose id holds `wanted`."""
        parts = [c for row in message["components"] for c in row["components"]]
        component = next(c for c in parts if wanted in c.get("custom_id", ""))
        return await self._use(user, message, component, values=values)

    async def _use(self, user: str, message: JSON, component: JSON, **more: Any) -> Interaction:
        data = {
            "component_type": component["type"],
            "custom_id": component["custom_id"],
            "id": component["id"],
        }
        if component["type"] in (6, 8):
            more["resolved"] = self._resolved(component["type"], more["values"])
        event = self.world.event(message)
        return await self._interact(user, message["channel_id"], COMPONENT, data | more, message=event)

    def _resolved(self, kind: int, ids: list[str]) -> JSON:
        if kind == 6:
            return {"roles": {i: self.world.home.roles[i] for i in ids}}
        channels = {i: {**self.world.channels[i], "permissions": str(payloads.EVERYTHING)} for i in ids}
        return {"channels": channels}

    async def submit(self, user: str, opened: Interaction, *values: str) -> Interaction:
        """The form that an interaction opened."""
        assert opened.callback and opened.callback["type"] == 9, "it opened no form"
        form, given = opened.callback["data"], iter(values)
        rows = [_filled(row, given) for row in form["components"]]
        data = {"custom_id": form["custom_id"], "components": rows}
        more = {"message": opened.payload["message"]} if "message" in opened.payload else {}
        channel = opened.payload["channel_id"]
        return await self._interact(user, channel, MODAL, data, trigger=opened.metadata(), **more)

    async def _interact(
        self, user: str, channel: str, kind: int, data: JSON, trigger: JSON | None = None, **more: Any
    ) -> Interaction:
        place, who = self.world.find_channel(channel), self.world.users[user]
        forbidden = self.world.forbidden.get(place["id"], set())
        bits = [discord.Permissions(**dict.fromkeys(forbidden, True)).value] if forbidden else [0]
        mine = str(payloads.EVERYTHING & ~bits[0])
        payload: JSON = {
            "id": self.world.snowflake(), "application_id": self.world.bot_id, "type": kind, "data": data,
            "token": "aW50" + secrets.token_urlsafe(24), "version": 1, "channel_id": place["id"],
            "channel": place, "app_permissions": mine, "entitlements": [],
            "locale": self.locales.get(user, "en-US"),
            "authorizing_integration_owners": {}, "context": 1, "attachment_size_limit": 10_485_760,
        }  # fmt: skip
        payload |= self._who(user, who, place) | more
        made = Interaction(payload, self.wait, trigger=trigger, is_interim=self.is_interim)
        self.routes.interactions[made.token] = made
        await self.gateway.emit("INTERACTION_CREATE", payload)
        return made

    def _who(self, name: str, user: JSON, place: JSON) -> JSON:
        guild = self.world.guild_of(place)
        if guild is None:
            return {"user": user}
        rights = str(payloads.EVERYTHING if name in self.administrators else payloads.MEMBER)
        return {
            "guild_id": guild.id, "guild": {"id": guild.id, "locale": "en-US", "features": []},
            "guild_locale": "en-US", "context": 0, "channel": {**place, "permissions": rights},
            "member": {**self.world.member(user, guild), "permissions": rights},
        }  # fmt: skip

    def _command(self, name: str, kind: int) -> tuple[JSON, list[JSON]]:
        """The command and the options it takes; a command that was never synced is not there."""
        first, *path = name.split() if kind == 1 else [name]
        known = {c["name"]: c for c in self.world.commands.values() if c["type"] == kind}
        described = known[first].get("options") or []
        for part in path:
            described = next(o for o in described if o["name"] == part).get("options") or []
        return known[first], described

    def _check_visible(self, user: str, command: JSON, channel: JSON) -> None:
        """Raise LookupError where the client would not list the command."""
        private = channel["type"] == DM
        contexts = command["contexts"]
        if contexts is None:  # else Discord ignores the older field
            contexts = [0, 1, 2] if command["dm_permission"] else [0]
        if (1 if private else 0) not in contexts:
            raise LookupError(f"/{command['name']} is not offered here")
        if private:  # where nobody has permissions
            return
        needed = command["default_member_permissions"]
        hidden = needed is not None and user not in self.administrators
        assert not hidden, f"{user}'s client would not show /{command['name']}"


def _option(described: list[JSON], name: str, value: Any) -> JSON:
    option = next(o for o in described if o["name"] == name)
    if option["type"] == STRING:
        length = len(value)
        assert option.get("min_length", 0) <= length <= option.get("max_length", 6000), "the client refuses"
    return {"name": name, "type": option["type"], "value": value}


def _nested(name: str, options: list[JSON]) -> list[JSON]:
    for part in reversed(name.split()[1:]):
        options = [{"name": part, "type": 1, "options": options}]
    return options


def _filled(row: JSON, values: Iterator[str]) -> JSON:
    """A row of a form with what was typed: a label with its field, or the older row of fields."""
    if "component" in row:
        field = row["component"]
        typed = {"type": field["type"], "id": 2, "custom_id": field["custom_id"], "value": next(values)}
        return {"type": row["type"], "id": 1, "component": typed}
    fields = [
        {"type": f["type"], "id": 2, "custom_id": f["custom_id"], "value": next(values)}
        for f in row["components"]
    ]
    return {"type": row["type"], "id": 1, "components": fields}
