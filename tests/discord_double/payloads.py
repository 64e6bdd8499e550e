"""The JSON of Discord's objects, as its API sends them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

JSON = dict[str, Any]

TEXT, DM, THREAD = 0, 1, 11
EPHEMERAL, LOADING, HAS_THREAD = 1 << 6, 1 << 7, 1 << 5
EVERYTHING = (1 << 50) - 1
ADMINISTRATOR = 1 << 3
"""Whom no channel can deny anything."""
MEMBER = (1 << 10) | (1 << 11) | (1 << 16) | (1 << 31) | (1 << 35) | (1 << 38)
"""See, send, read history, use commands, create public threads, send in threads."""


def now() -> str:
    return datetime.now(UTC).isoformat()


def user(user_id: str, name: str, bot: bool) -> JSON:
    return {
        "id": user_id, "username": name, "discriminator": "0", "global_name": name.title(), "avatar": None,
        "bot": bot, "public_flags": 0, "flags": 0, "primary_guild": None,
    }  # fmt: skip


def member(of: JSON, roles: list[str]) -> JSON:
    return {
        "user": of, "nick": None, "avatar": None, "banner": None, "roles": roles,
        "joined_at": "2024-01-01T00:00:00+00:00", "premium_since": None, "deaf": False, "mute": False,
        "flags": 0, "pending": False, "communication_disabled_until": None,
    }  # fmt: skip


def role(role_id: str, name: str, permissions: int) -> JSON:
    return {
        "id": role_id, "name": name, "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None}, "hoist": False,
        "icon": None, "unicode_emoji": None, "description": None, "position": 0,
        "permissions": str(permissions), "managed": False, "mentionable": False, "flags": 0,
    }  # fmt: skip


def channel(channel_id: str, guild_id: str, name: str, position: int) -> JSON:
    return {
        "id": channel_id, "type": TEXT, "guild_id": guild_id, "name": name, "position": position,
        "permission_overwrites": [], "nsfw": False, "topic": None, "last_message_id": None,
        "parent_id": None, "rate_limit_per_user": 0, "flags": 0,
    }  # fmt: skip


def dm(channel_id: str, recipient: JSON) -> JSON:
    return {"id": channel_id, "type": DM, "last_message_id": None, "flags": 0, "recipients": [recipient]}


def thread(thread_id: str, parent: JSON, owner: str, name: str, archived_after: int) -> JSON:
    return {
        "id": thread_id, "type": THREAD, "guild_id": parent["guild_id"], "parent_id": parent["id"],
        "owner_id": owner, "name": name, "last_message_id": None, "message_count": 0, "member_count": 1,
        "total_message_sent": 0, "rate_limit_per_user": 0, "flags": 0,
        "thread_metadata": {
            "archived": False, "auto_archive_duration": archived_after, "archive_timestamp": now(),
            "locked": False, "create_timestamp": now(),
        },
    }  # fmt: skip


def guild(guild_id: str, name: str, owner_id: str, roles: list[JSON]) -> JSON:
    """What `GET /guilds/{id}` answers."""
    return {
        "id": guild_id, "name": name, "icon": None, "splash": None, "discovery_splash": None,
        "owner_id": owner_id, "afk_channel_id": None, "afk_timeout": 300, "verification_level": 0,
        "default_message_notifications": 0, "explicit_content_filter": 0, "roles": roles, "emojis": [],
        "features": [], "mfa_level": 0, "application_id": None, "system_channel_id": None,
        "system_channel_flags": 0, "rules_channel_id": None, "max_members": 500_000,
        "vanity_url_code": None, "description": None, "banner": None, "premium_tier": 0,
        "preferred_locale": "en-US", "public_updates_channel_id": None, "nsfw_level": 0,
        "premium_progress_bar_enabled": False, "stickers": [], "home_header": None, "region": "deprecated",
        "widget_enabled": False, "widget_channel_id": None, "max_presences": None,
        "max_stage_video_channel_users": 50, "max_video_channel_users": 25,
        "premium_subscription_count": 0, "safety_alerts_channel_id": None, "nsfw": False,
        "incidents_data": None,
    }  # fmt: skip


def created_guild(base: JSON, channels: list[JSON], threads: list[JSON], members: list[JSON]) -> JSON:
    """What the gateway adds to a guild in GUILD_CREATE."""
    return {
        **base, "joined_at": "2024-01-01T00:00:00+00:00", "large": False, "unavailable": False,
        "member_count": len(members), "voice_states": [], "members": members, "channels": channels,
        "threads": threads, "presences": [], "stage_instances": [], "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }  # fmt: skip


def application(app_id: str, name: str, owner: JSON, flags: int) -> JSON:
    return {
        "id": app_id, "name": name, "icon": None, "description": "", "summary": "", "type": None,
        "bot_public": True, "bot_require_code_grant": False, "verify_key": "0" * 64, "owner": owner,
        "team": None, "flags": flags, "rpc_origins": [], "redirect_uris": [], "flags_new": str(flags),
        "interactions_endpoint_url": None, "role_connections_verification_url": None,
        "approximate_guild_count": 1, "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0, "explicit_content_filter": 0,
        "eligible_oauth2_scopes": [],
    }  # fmt: skip


def message(message_id: str, channel_id: str, author: JSON, content: str, users: list[JSON]) -> JSON:
    named = set(re.findall(r"<@!?(\d+)>", content))
    return {
        "id": message_id, "channel_id": channel_id, "type": 0, "content": content, "author": author,
        "timestamp": now(), "edited_timestamp": None, "tts": False, "mention_everyone": False,
        "mentions": [u for u in users if u["id"] in named], "mention_roles": [], "attachments": [],
        "embeds": [], "components": [], "pinned": False, "flags": 0,
    }  # fmt: skip


def public(of: JSON) -> JSON:
    """Without the notes that the double keeps on an object for itself."""
    return {key: value for key, value in of.items() if not key.startswith("_")}
