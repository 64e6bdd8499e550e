"""The settings: `NEWSDESK_*` in the environment over `newsdesk.toml` over the defaults."""

from __future__ import annotations

import os
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, SettingsError

from retrieval.errors import UsageError

PREFIX = "NEWSDESK_"
CONFIG_FILE = "newsdesk.toml"
EXTRACTIVE = "extractive"
"""The name for no model: answers are verbatim sentences."""


class Settings(BaseSettings):
    """Each field is a setting; its environment variable is `NEWSDESK_` and the name in capitals."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    data: Path = Field(default_factory=lambda: user_data_path("newsdesk"))
    """Folder of the articles and their indexes."""
    cache: Path = Field(default_factory=lambda: user_cache_path("newsdesk"))
    """Folder of what can be made again, such as links to model weights."""
    chroma: str = ""
    """URL of a Chroma server; empty for the embedded one in the data folder."""
    embedder: str = "bge-small-en"
    """The bundled embedder, or any sentence-transformers name or path."""
    reranker: str = "ms-marco-minilm-l-12"
    """The bundled cross-encoder, or any sentence-transformers name or path."""
    reader: str = "newsdesk-reader"
    """The bundled reader, a folder that `make reader` made, or "none" to do without."""
    threads: int = Field(default=min(os.cpu_count() or 1, 4), ge=1, le=256)
    """Threads for each model."""
    allow_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    """Hosts of one's own that may be fetched from though they are not public: names, or name:port."""
    user_agent: str = "newsdesk/0.1 (reads news; obeys robots.txt)"
    """Whom the sites that are fetched from see; name a way to reach you."""
    keep_days: int = Field(default=0, ge=0)
    """`newsdesk watch` forgets articles older than so many days; 0 keeps them."""
    keep_articles: int = Field(default=0, ge=0)
    """`newsdesk watch` forgets all but so many of the newest articles; 0 keeps them."""
    log: Path | None = None
    """File for the structured log of `newsdesk watch` and `newsdesk discord`; none for no log."""
    metrics_port: int = Field(default=0, ge=0, le=65535)
    """Port of 127.0.0.1 at which Prometheus may ask a watching newsdesk; 0 for none."""
    threshold: float = Field(default=0.2, ge=0, le=1)
    """Refuse below this confidence."""
    model: str = EXTRACTIVE
    """Who writes answers: the articles' own sentences, a chat model as `init_chat_model` names it, or
    `gguf:FILE`."""
    model_url: str = ""
    """Base URL of an OpenAI-compatible server; empty for the provider's own."""
    model_key_file: Path | None = None
    """File with the API key; without it the provider's own environment variable is read."""
    model_timeout: float = Field(default=30, gt=0, le=600)
    """Seconds of silence after which the model is given up, 180 for a `gguf:FILE` unless set; a whole answer
    may take four times as long."""
    model_tokens: int = Field(default=6_000, ge=1_000, le=1_000_000)
    """Tokens that one question may cost, prompts and answer together."""
    model_prices: tuple[float, float] | None = None
    """What a million tokens read and a million written cost, as [0.15, 0.6]; without it no cost is shown."""
    judge_url: str = ""
    """Base URL of the server of `evaluate --judge`; it does not take the model's."""
    judge_key_file: Path | None = None
    """File with the judge's API key; without it the provider's own environment variable is read."""
    unsupported: Literal["drop", "mark"] = "drop"
    """What becomes of a model's claim that no sentence supports."""
    prompts: Path | None = None
    """Folder of prompts that go before the project's own, a Markdown file each."""
    discord_token: SecretStr = SecretStr("")
    """The Discord bot's token."""
    discord_token_file: Path | None = None
    """A file that holds it instead."""
    discord_guild: int = Field(default=0, ge=0)
    """Register the bot's commands in this server alone, where they appear at once; for development."""
    discord_shards: str = Field(default="", pattern=r"^$|^\d+(-\d+)?/\d+$")
    """The shards of this process, as in "0-3/16"; empty for all, as many as Discord says."""
    discord_allow_servers: Annotated[tuple[int, ...], NoDecode] = ()
    """Servers that may use the bot, by id; it leaves others. None named: every one."""
    discord_block_servers: Annotated[tuple[int, ...], NoDecode] = ()
    """Servers that the bot leaves."""
    discord_allow_users: Annotated[tuple[int, ...], NoDecode] = ()
    """Users who may ask, by id. None named: everybody."""
    discord_block_users: Annotated[tuple[int, ...], NoDecode] = ()
    """Users who may not ask."""
    discord_daily_tokens: int = Field(default=0, ge=0)
    """Tokens that a language model may cost a server in a day, or a user in direct messages; 0: no limit."""
    discord_dm_cooldown: int = Field(default=5, ge=0, le=3600)
    """Seconds between two questions in direct messages."""
    discord_workers: int = Field(default=2, ge=1, le=64)
    """Questions the bot answers at once."""
    api_token: SecretStr = SecretStr("")
    """What `newsdesk serve` asks of everybody; without it, it serves this machine alone."""
    api_token_file: Path | None = None
    """A file that holds it instead."""
    web_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    """Names under which `newsdesk serve` is reached, beside addresses and localhost."""
    web_workers: int = Field(default=2, ge=1, le=64)
    """Questions that `newsdesk serve` answers at once."""
    web_per_minute: int = Field(default=120, ge=1)
    """Requests that one other machine may send in a minute."""
    log_questions: bool = False
    """Whether the structured log holds the questions themselves."""

    @field_validator(
        *("discord_allow_servers", "discord_block_servers", "discord_allow_users", "discord_block_users"),
        mode="before",
    )
    @classmethod
    def _ids(cls, value: object) -> object:
        return [v for part in value.split(",") if (v := part.strip())] if isinstance(value, str) else value

    @field_validator("allow_hosts", "web_hosts", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return (
            tuple(name.strip().lower() for name in value.split(",") if name.strip())
            if isinstance(value, str)
            else value
        )


def load_settings(folder: Path | None = None, **overrides: Any) -> Settings:
    """Return the settings of `folder`/newsdesk.toml, the environment and `overrides` (None: not given).

    Raise UsageError that names the first wrong key or value.
    """
    _check_names((k for k in os.environ if k.startswith(PREFIX)), "environment variable", PREFIX)
    values = _read_config((folder or Path.cwd()) / CONFIG_FILE)
    _check_names(values, f"{CONFIG_FILE} key", "")
    from_env = {k for k in Settings.model_fields if f"{PREFIX}{k.upper()}" in os.environ}
    values = {k: v for k, v in values.items() if k not in from_env}
    values |= {k: v for k, v in overrides.items() if v is not None}
    try:
        return Settings(**values)
    except SettingsError as error:
        raise UsageError(f"{error}; write it as JSON") from None
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(f"setting {'.'.join(map(str, first['loc']))}: {first['msg'].lower()}") from None


def _read_config(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path} cannot be read as TOML: {error}") from None


def _check_names(names: Any, what: str, prefix: str) -> None:
    known = {f"{prefix}{k.upper() if prefix else k}" for k in Settings.model_fields}
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0)
            raise UsageError(f"unknown {what} {name}; the nearest known one is {near[0]}")
