"""What each REST operation does to the world."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from tests.discord_double import payloads
from tests.discord_double.gateway import DM_MESSAGES, GUILD_MESSAGES, GUILDS, Gateway
from tests.discord_double.interactions import DEADLINE, Interaction
from tests.discord_double.limits import check_message
from tests.discord_double.payloads import DM, EPHEMERAL, HAS_THREAD, JSON, LOADING, THREAD, public
from tests.discord_double.world import ApiError, World

Answer = tuple[int, Any]


@dataclass(frozen=True)
class Call:
    method: str
    path: str
    body: Any
    query: dict[str, str]

    @property
    def fields(self) -> JSON:
        return self.body or {}


class Routes:
    """Each `_method` answers one operation with a status and a body."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway
        self.interactions: dict[str, Interaction] = {}
        self.application_flags = 1 << 19
        self.install_types = [0]
        """Whether guilds (0) and users (1) can install the application."""
        self.deadline = DEADLINE
        self._nonces: dict[tuple[str, str], str] = {}

    async def answer(self, call: Call) -> Answer:
        for method, pattern, operation in _TABLE:
            found = re.fullmatch(pattern, call.path)
            if method == call.method and found:
                return await operation(self, call, *found.groups())
        raise ApiError(404, 0, f"404: Not Found ({call.method} {call.path} is not in the double)")

    # -- the bot itself

    async def _me(self, call: Call) -> Answer:
        return 200, {
            **self._world.bot,
            "locale": "en-US",
            "mfa_enabled": True,
            "verified": True,
            "email": None,
        }

    async def _application(self, call: Call) -> Answer:
        world = self._world
        made = payloads.application(world.bot_id, "newsdesk", world.owner, self.application_flags)
        return 200, made | {"integration_types_config": {str(kind): {} for kind in self.install_types}}

    async def _my_guilds(self, call: Call) -> Answer:
        listed = [
            {
                "id": g.id, "name": g.name, "icon": None, "banner": None, "owner": False, "features": [],
                "permissions": str(g.bot_permissions), "approximate_member_count": 3,
                "approximate_presence_count": 1,
            }
            for g in self._world.guilds.values()
        ]  # fmt: skip
        return 200, [g for g in listed if int(g["id"]) > int(call.query.get("after", 0))]

    async def _gateway_bot(self, call: Call) -> Answer:
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        gateway = self._gateway
        return 200, {"url": gateway.url, "shards": gateway.shards, "session_start_limit": limit}

    async def _get_commands(self, call: Call, app: str, guild: str | None = None) -> Answer:
        return 200, [c for c in self._world.commands.values() if c.get("guild_id") == guild]

    async def _leave(self, call: Call, guild: str) -> Answer:
        await self._gateway.remove_guild(guild)
        return 204, None

    async def _put_commands(self, call: Call, app: str, guild: str | None = None) -> Answer:
        commands = self._world.commands
        for known in [key for key, c in commands.items() if c.get("guild_id") == guild]:
            del commands[known]
        for given in call.body:
            made = self._command(given, app)
            commands[made["id"]] = made | ({"guild_id": guild} if guild else {})
        return 200, [c for c in commands.values() if c.get("guild_id") == guild]

    def _command(self, given: JSON, app: str) -> JSON:
        kind = given.get("type") or 1
        if kind == 1 and not re.fullmatch(r"[-_'a-z0-9]{1,32}", given["name"]):
            raise ApiError(400, 50035, f"Command name is invalid: {given['name']}")
        permissions = given.get("default_member_permissions")
        snowflake = self._world.snowflake
        return {
            **given, "id": snowflake(), "application_id": app, "version": snowflake(), "type": kind,
            "description": given.get("description") or "", "nsfw": bool(given.get("nsfw")),
            "default_member_permissions": None if permissions is None else str(permissions),
            "dm_permission": given.get("dm_permission", True) is not False,
            "integration_types": given.get("integration_types") or [0],
            "contexts": given.get("contexts"),
        }  # fmt: skip

    async def _user(self, call: Call, user: str) -> Answer:
        found = self._world.user_by_id(user)
        if found is None:
            raise ApiError(404, 10013, "Unknown User")
        return 200, found

    async def _dm(self, call: Call) -> Answer:
        recipient = self._world.user_by_id(str(call.fields["recipient_id"]))
        assert recipient
        return 200, self._world.dm(recipient["username"])

    async def _guild(self, call: Call, guild: str) -> Answer:
        return 200, self._world.guild_json(self._world.guilds[guild])

    async def _member(self, call: Call, guild: str, user: str) -> Answer:
        found = self._world.user_by_id(user)
        if found is None:
            raise ApiError(404, 10007, "Unknown Member")
        return 200, self._world.member(found, self._world.guilds[guild])

    # -- messages

    def _new(self, channel: JSON, fields: JSON, **more: Any) -> JSON:
        check_message(fields, edit=False)
        message = self._world.message(
            channel,
            self._world.bot,
            fields.get("content") or "",
            embeds=_embeds(fields.get("embeds")),
            components=_components(fields.get("components")),
            flags=fields.get("flags") or 0,
            **more,
        )
        message["_allowed_mentions"] = fields.get("allowed_mentions")
        return message

    async def _change(self, message: JSON, fields: JSON) -> JSON:
        check_message(fields, edit=True)
        if "content" in fields:
            message["content"] = fields["content"] or ""
        if "embeds" in fields:
            message["embeds"] = _embeds(fields["embeds"])
        if "components" in fields:
            message["components"] = _components(fields["components"])
        message["_files"] = fields.get("_files") or {}
        message["flags"] &= ~LOADING
        message["edited_timestamp"] = payloads.now()
        message.setdefault("_edits", []).append(public(message))
        await self._announce("MESSAGE_UPDATE", message)
        return message

    async def _announce(self, event: str, message: JSON) -> None:
        if message["flags"] & EPHEMERAL:
            return
        private = self._world.channels[message["channel_id"]]["type"] == DM
        intent = DM_MESSAGES if private else GUILD_MESSAGES
        await self._gateway.emit(event, self._world.event(message), intent)

    async def _send(self, call: Call, channel_id: str) -> Answer:
        channel, fields = self._world.existing_channel(channel_id), call.fields
        self._check_may_send(channel, fields)
        nonce = (channel_id, str(fields.get("nonce")))
        if fields.get("enforce_nonce") and nonce in self._nonces:
            return 200, public(self._world.messages[self._nonces[nonce]])
        reference = fields.get("message_reference")
        if reference and "read_message_history" in self._world.forbidden.get(channel_id, ()):
            raise ApiError(403, 160002, "You cannot reply without permission to read message history")
        if reference and reference.get("fail_if_not_exists", True):
            self._world.existing_message(channel_id, str(reference["message_id"]))
        message = self._new(channel, fields, reference=reference)
        self._nonces[nonce] = message["id"]
        await self._announce("MESSAGE_CREATE", message)
        return 200, public(message)

    def _check_may_send(self, channel: JSON, fields: JSON) -> None:
        self._world.require(channel, "send_messages")
        if fields.get("embeds"):
            self._world.require(channel, "embed_links")
        thread = channel.get("thread_metadata", {})
        if thread.get("archived") and thread.get("locked"):
            raise ApiError(403, 50083, "This thread is archived")
        if thread:
            thread["archived"] = False

    async def _edit(self, call: Call, channel: str, message: str) -> Answer:
        found = self._world.existing_message(channel, message)
        if found["author"]["id"] != self._world.bot_id:
            raise ApiError(403, 50005, "Cannot edit a message authored by another user")
        return 200, public(await self._change(found, call.fields))

    async def _get_message(self, call: Call, channel: str, message: str) -> Answer:
        return 200, public(self._world.existing_message(channel, message))

    async def _history(self, call: Call, channel: str) -> Answer:
        place = self._world.existing_channel(channel)
        self._world.require(place, "read_message_history")
        after, most = int(call.query.get("after", 0)), int(call.query.get("limit", 50))
        said = [m for m in self._world.messages.values() if m["channel_id"] == channel]
        shown = [public(m) for m in said if int(m["id"]) > after and not m.get("_deleted")]
        return 200, sorted(shown[:most], key=lambda m: -int(m["id"]))

    async def _delete(self, call: Call, channel: str, message: str) -> Answer:
        found = self._world.existing_message(channel, message)
        found["_deleted"] = True
        event = {
            "id": message,
            "channel_id": channel,
            "guild_id": self._world.channels[channel].get("guild_id"),
        }
        await self._gateway.emit("MESSAGE_DELETE", event, GUILD_MESSAGES | DM_MESSAGES)
        return 204, None

    async def _typing(self, call: Call, channel: str) -> Answer:
        self._world.require(self._world.existing_channel(channel), "send_messages")
        return 204, None

    async def _channel(self, call: Call, channel: str) -> Answer:
        return 200, self._world.existing_channel(channel)

    async def _thread(self, call: Call, channel: str, message: str) -> Answer:
        parent = self._world.existing_channel(channel)
        self._world.require(parent, "create_public_threads")
        if message in self._world.channels:
            raise ApiError(400, 160004, "A thread has already been created for this message")
        if parent["type"] == THREAD:
            raise ApiError(400, 50024, "Cannot execute action on this channel type")
        self._world.existing_message(channel, message)["flags"] |= HAS_THREAD
        minutes = call.fields.get("auto_archive_duration") or 1440
        made = payloads.thread(message, parent, self._world.bot_id, call.fields["name"], minutes)
        self._world.channels[message] = made
        await self._gateway.emit("THREAD_CREATE", {**made, "newly_created": True}, GUILDS)
        return 201, made

    # -- interactions

    async def _callback(self, call: Call, interaction_id: str, token: str) -> Answer:
        found = self.interactions.get(token)
        if found is None or found.payload["id"] != interaction_id or found.age > self.deadline:
            raise ApiError(404, 10062, "Unknown interaction")
        if found.callback is not None:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        await self._respond(found, call.fields["type"], call.fields.get("data") or {})
        found.callback, found.after = call.body, found.age
        if call.query.get("with_response") not in ("1", "true"):
            return 204, None
        return 200, _callback_response(found, call.fields["type"])

    async def _respond(self, found: Interaction, kind: int, data: JSON) -> None:
        channel = self._world.channels[found.payload["channel_id"]]
        app = self._world.bot_id
        marks = {
            "type": 20,
            "webhook_id": app,
            "application_id": app,
            "interaction_metadata": found.metadata(),
        }
        if (kind == 8) != (found.payload["type"] == 4):
            raise ApiError(400, 50035, "Invalid Form Body: not a response to this interaction")
        if kind == 4:
            found.original = self._new(channel, data, **marks)
            await self._announce("MESSAGE_CREATE", found.original)
        elif kind == 5:
            flags = LOADING | ((data.get("flags") or 0) & EPHEMERAL)
            found.original = self._world.message(channel, self._world.bot, flags=flags, **marks)
            found.loading = True
        elif kind in (6, 7):
            if "message" not in found.payload:
                raise ApiError(400, 50035, "Invalid Form Body: there is no message to update")
            found.original = self._world.messages[found.payload["message"]["id"]]
            if kind == 7:
                await self._change(found.original, data)

    def _by_token(self, token: str) -> Interaction:
        found = self.interactions.get(token)
        if found is None or found.callback is None:
            raise ApiError(404, 10015, "Unknown Webhook")
        if found.dead:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        return found

    async def _followup(self, call: Call, app: str, token: str) -> Answer:
        found = self._by_token(token)
        if found.loading:  # the first one fills the message that says "thinking"
            assert found.original
            message = await self._change(found.original, call.fields)
            found.loading = False
        else:
            channel = self._world.channels[found.payload["channel_id"]]
            message = self._new(channel, call.fields, webhook_id=app, application_id=app)
            found.followups.append(message)
            await self._announce("MESSAGE_CREATE", message)
        return 200, public(message)

    def _original(self, token: str, message: str) -> tuple[Interaction, JSON]:
        found = self._by_token(token)
        original = "original" in message
        shown = found.original if original else self._world.messages.get(message)
        if shown is None or shown.get("_deleted"):
            raise ApiError(404, 10008, "Unknown Message")
        return found, shown

    async def _get_original(self, call: Call, app: str, token: str, message: str) -> Answer:
        return 200, public(self._original(token, message)[1])

    async def _edit_original(self, call: Call, app: str, token: str, message: str) -> Answer:
        found, shown = self._original(token, message)
        await self._change(shown, call.fields)
        found.loading = False
        return 200, public(shown)

    async def _delete_original(self, call: Call, app: str, token: str, message: str) -> Answer:
        self._original(token, message)[1]["_deleted"] = True
        return 204, None


def _callback_response(found: Interaction, kind: int) -> JSON:
    told: JSON = {
        "id": found.payload["id"],
        "type": found.payload["type"],
        "response_message_loading": kind == 5,
        "response_message_ephemeral": found.ephemeral,
    }
    answer: JSON = {"interaction": told}
    if found.original:
        told["response_message_id"] = found.original["id"]
        if kind in (4, 7):
            answer["resource"] = {"type": kind, "message": public(found.original)}
    return answer


def _embeds(given: list[JSON] | None) -> list[JSON]:
    return [
        {"type": "rich", **{k: v for k, v in embed.items() if v is not None and k != "flags"}}
        for embed in given or []
    ]


def _components(given: list[JSON] | None) -> list[JSON]:
    """With the number that Discord gives to each."""
    count = 0

    def numbered(components: list[JSON]) -> list[JSON]:
        nonlocal count
        made = []
        for component in components:
            count += 1
            known = {"id": count, **component}
            if emoji := known.pop("emoji", None):
                known["emoji"] = {key: value for key, value in emoji.items() if value is not None}
            if "components" in known:
                known["components"] = numbered(known["components"])
            made.append(known)
        return made

    return numbered(given or [])


Operation = Callable[..., Awaitable[Answer]]
_TABLE: list[tuple[str, str, Operation]] = [
    ("GET", r"/gateway/bot", Routes._gateway_bot),
    ("GET", r"/applications/(\d+)/commands", Routes._get_commands),
    ("GET", r"/applications/(\d+)/guilds/(\d+)/commands", Routes._get_commands),
    ("DELETE", r"/users/@me/guilds/(\d+)", Routes._leave),
    ("GET", r"/users/@me", Routes._me),
    ("GET", r"/users/@me/guilds", Routes._my_guilds),
    ("POST", r"/users/@me/channels", Routes._dm),
    ("GET", r"/users/(\d+)", Routes._user),
    ("GET", r"/(?:oauth2/)?applications/@me", Routes._application),
    ("PUT", r"/applications/(\d+)/commands", Routes._put_commands),
    ("PUT", r"/applications/(\d+)/guilds/(\d+)/commands", Routes._put_commands),
    ("GET", r"/guilds/(\d+)", Routes._guild),
    ("GET", r"/guilds/(\d+)/members/(\d+)", Routes._member),
    ("GET", r"/channels/(\d+)", Routes._channel),
    ("POST", r"/channels/(\d+)/typing", Routes._typing),
    ("POST", r"/channels/(\d+)/messages", Routes._send),
    ("GET", r"/channels/(\d+)/messages", Routes._history),
    ("GET", r"/channels/(\d+)/messages/(\d+)", Routes._get_message),
    ("PATCH", r"/channels/(\d+)/messages/(\d+)", Routes._edit),
    ("DELETE", r"/channels/(\d+)/messages/(\d+)", Routes._delete),
    ("POST", r"/channels/(\d+)/messages/(\d+)/threads", Routes._thread),
    ("POST", r"/interactions/(\d+)/([^/]+)/callback", Routes._callback),
    ("POST", r"/webhooks/(\d+)/([^/]+)", Routes._followup),
    ("GET", r"/webhooks/(\d+)/([^/]+)/messages/([^/]+)", Routes._get_original),
    ("PATCH", r"/webhooks/(\d+)/([^/]+)/messages/([^/]+)", Routes._edit_original),
    ("DELETE", r"/webhooks/(\d+)/([^/]+)/messages/([^/]+)", Routes._delete_original),
]
