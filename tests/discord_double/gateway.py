"""The websocket: sessions that can be resumed, in each of Discord's compression modes."""

from __future__ import annotations

import asyncio
import json
import secrets
import zlib
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

import zstandard
from aiohttp import WSMsgType, web

from tests.discord_double.payloads import JSON
from tests.discord_double.world import World

GUILDS, MEMBERS, PRESENCES = 1 << 0, 1 << 1, 1 << 8
GUILD_MESSAGES, DM_MESSAGES, CONTENT = 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = MEMBERS | PRESENCES | CONTENT
DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, RESUME, INVALID, HELLO, ACK = 0, 1, 2, 3, 6, 9, 10, 11


def encoder(mode: str | None) -> Callable[[str], bytes] | None:
    """Of one connection; the context goes on from message to message."""
    if mode == "zlib-stream":
        deflate = zlib.compressobj()
        return lambda text: deflate.compress(text.encode()) + deflate.flush(zlib.Z_SYNC_FLUSH)
    if mode == "zstd-stream":
        compress = zstandard.ZstdCompressor().compressobj()
        block = zstandard.COMPRESSOBJ_FLUSH_BLOCK
        return lambda text: compress.compress(text.encode()) + compress.flush(block)
    return None


def _guild_of(event: str, data: JSON) -> str | None:
    guild = data["id"] if event in ("GUILD_CREATE", "GUILD_DELETE") else data.get("guild_id")
    return str(guild) if guild else None


class Connection:
    """One websocket; messages leave in the order in which they were compressed."""

    def __init__(self, socket: web.WebSocketResponse, mode: str | None) -> None:
        self.socket = socket
        self._encode = encoder(mode)
        self._lock = asyncio.Lock()

    async def send(
        self, op: int, data: Any = None, sequence: int | None = None, event: str | None = None
    ) -> None:
        text = json.dumps({"op": op, "d": data, "s": sequence, "t": event})
        async with self._lock:
            if self.socket.closed:
                return
            if self._encode:
                await self.socket.send_bytes(self._encode(text))
            else:
                await self.socket.send_str(text)


class Session:
    """What Discord remembers of a client, so that it can go on after a lost connection."""

    def __init__(self, intents: int, connection: Connection) -> None:
        self.id = secrets.token_hex(8)
        self.intents = intents
        self.connection: Connection | None = connection
        self.sequence = 0
        self.shard = (0, 1)
        self.sent: deque[tuple[int, str, Any]] = deque(maxlen=20_000)

    def hears(self, guild: str | None) -> bool:
        """Whether a guild belongs to this shard; whatever has none goes to the first."""
        shard, count = self.shard
        return ((int(guild) >> 22) % count if guild else 0) == shard

    async def dispatch(self, event: str, data: Any) -> None:
        self.sequence += 1
        self.sent.append((self.sequence, event, data))
        if self.connection:
            await self.connection.send(DISPATCH, data, self.sequence, event)


class Gateway:
    """All connections and sessions; `changed` is awaited after whatever happens."""

    def __init__(self, world: World, changed: Callable[[], Awaitable[None]]) -> None:
        self._world = world
        self._changed = changed
        self.url = ""
        self.allowed = PRIVILEGED
        self.shards = 1
        """How many `GET /gateway/bot` recommends."""
        self.required_shards = 1
        self.heartbeat_ms = 41_250
        self.refuse_resume = False
        self.modes: list[str | None] = []
        self.identified: list[JSON] = []
        self.resumed: list[JSON] = []
        self.presences: list[JSON] = []
        self.heartbeats: list[float] = []
        self.sessions: dict[str, Session] = {}

    @property
    def live(self) -> list[Session]:
        return [s for s in self.sessions.values() if s.connection and not s.connection.socket.closed]

    async def serve(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(max_msg_size=4096, compress=False)
        await socket.prepare(request)
        mode = request.query.get("compress")
        self.modes.append(mode)
        connection = Connection(socket, mode)
        await connection.send(HELLO, {"heartbeat_interval": self.heartbeat_ms, "_trace": []})
        session: Session | None = None
        async for message in socket:
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                break
            session = await self._receive(json.loads(message.data), connection, session)
            await self._changed()
        if session is not None and session.connection is connection:
            session.connection = None
        await self._changed()
        return socket

    async def _receive(
        self, payload: JSON, connection: Connection, session: Session | None
    ) -> Session | None:
        op, data = payload["op"], payload.get("d")
        if op == HEARTBEAT:
            self.heartbeats.append(asyncio.get_running_loop().time())
            await connection.send(ACK)
        elif op == IDENTIFY:
            return await self._identify(data, connection)
        elif op == PRESENCE:
            self.presences.append(data)
        elif op == RESUME:
            return await self._resume(data, connection)
        return session

    async def _identify(self, data: JSON, connection: Connection) -> Session | None:
        self.identified.append(data)
        if data["token"] != self._world.token:
            await connection.socket.close(code=4004, message=b"Authentication failed.")
            return None
        if data["intents"] & PRIVILEGED & ~self.allowed:
            await connection.socket.close(code=4014, message=b"Disallowed intent(s).")
            return None
        shard, count = data.get("shard") or (0, 1)
        if count < self.required_shards:
            await connection.socket.close(code=4011, message=b"Sharding required.")
            return None
        session = Session(data["intents"], connection)
        session.shard = (shard, count)
        self.sessions[session.id] = session
        await session.dispatch("READY", self._ready(session))
        for guild in [self._world.guilds[g] for g in self._guilds(session)]:
            everyone = bool(session.intents & MEMBERS)
            await session.dispatch("GUILD_CREATE", self._world.guild_created(guild, all_members=everyone))
        return session

    def _guilds(self, session: Session) -> list[str]:
        return [g for g in self._world.guilds if session.hears(g) and g not in self._world.foreign]

    def _ready(self, session: Session) -> JSON:
        bot = {**self._world.bot, "verified": True, "mfa_enabled": True, "email": None}
        return {
            "v": 10, "user": bot, "session_id": session.id, "session_type": "normal",
            "guilds": [{"id": g, "unavailable": True} for g in self._guilds(session)],
            "resume_gateway_url": self.url, "shard": list(session.shard),
            "private_channels": [], "relationships": [],
            "application": {"id": self._world.bot_id, "flags": 0}, "presences": [], "user_settings": {},
        }  # fmt: skip

    async def _resume(self, data: JSON, connection: Connection) -> Session | None:
        self.resumed.append(data)
        session = self.sessions.get(data["session_id"])
        if session is None or self.refuse_resume:
            self.sessions.pop(data["session_id"], None)
            await connection.send(INVALID, False)
            return None
        session.connection = connection
        for sequence, event, sent in list(session.sent):
            if sequence > (data["seq"] or 0):
                await connection.send(DISPATCH, sent, sequence, event)
        await session.dispatch("RESUMED", {})
        return session

    async def emit(self, event: str, data: JSON, needs: int = 0) -> None:
        """To every session with the intent; the text of a message only as Discord hands it on."""
        for session in list(self.sessions.values()):
            if session.hears(_guild_of(event, data)) and (not needs or session.intents & needs):
                await session.dispatch(event, self._as_seen(event, data, session))
        await self._changed()

    def _as_seen(self, event: str, data: JSON, session: Session) -> JSON:
        hidden = event.startswith("MESSAGE_") and "content" in data and not session.intents & CONTENT
        if not hidden or "guild_id" not in data or data["author"]["id"] == self._world.bot_id:
            return data
        if any(user["id"] == self._world.bot_id for user in data["mentions"]):
            return data
        return {**data, "content": "", "embeds": [], "attachments": [], "components": []}

    async def remove_guild(self, guild: str) -> None:
        """The bot leaves, or is thrown out."""
        self._world.guilds.pop(guild)
        await self.emit("GUILD_DELETE", {"id": guild})

    async def send_op(self, op: int, data: Any = None) -> None:
        """7 asks to reconnect, 9 ends the session."""
        for session in self.live:
            assert session.connection
            await session.connection.send(op, data)

    async def drop(self, code: int | None = None) -> None:
        """Close every connection with a code, or cut it without one."""
        for session in self.live:
            connection, session.connection = session.connection, None
            assert connection
            if code is not None:
                await connection.socket.close(code=code)
            elif (transport := connection.socket._req.transport) is not None:  # type: ignore[union-attr]
                transport.abort()
