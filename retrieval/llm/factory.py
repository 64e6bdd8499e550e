"""The factory of chat models."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from retrieval.errors import ModelError, UsageError
from retrieval.llm.chat import Chat
from retrieval.llm.gguf import PREFIX, GgufServer
from retrieval.settings import Settings

RETRIES = 2
"""Retries after a 429, a 5xx or a lost connection. The provider's client waits as the server asks."""
PAUSES = {"ollama": (1.0, 2.0)}
"""Seconds before each retry, for providers whose client does not retry."""
ANSWER_SHARE = 5
"""The model may write one token in this many of a question's tokens."""
EXTRAS = {"openai": "openai", "anthropic": "anthropic", "ollama": "ollama", "google_genai": "google"}
"""The extra of newsdesk that installs a provider's package."""
LOCAL_TIMEOUT = 180.0
"""Seconds for a model file, unless the settings say otherwise: a processor reads about 70 tokens a second."""
NO_KEY = "none-needed"
"""Key for your own server. The provider's key from the environment is never sent to another address."""


@dataclass(frozen=True)
class ProviderOptions:
    """The server, key and prices of a model. The names of its settings begin with `role`."""

    role: str
    url: str = ""
    key_file: Path | None = None
    prices: tuple[float, float] | None = None
    key: str = ""
    """The key itself, for a server that newsdesk starts."""


def open_chat(name: str, settings: Settings, access: ProviderOptions | None = None) -> Chat:
    """Open the model `name`, written as `provider:model` or `gguf:FILE`; close it after use.

    Raise UsageError or ModelError if that fails. Without `access`, take the server, key and prices of the
    model that writes answers. A provider's package is imported here, which takes a second or more.
    """
    access = access or ProviderOptions(
        "model", settings.model_url, settings.model_key_file, settings.model_prices
    )
    if name.startswith(PREFIX):
        return _open_file(Path(name.removeprefix(PREFIX)).expanduser(), settings, access)
    return _open_provider(name, settings, access)


def _open_file(path: Path, settings: Settings, access: ProviderOptions) -> Chat:
    """Serve a model file, and return the chat with it, which ends the server when closed."""
    if access.url:
        raise UsageError(
            f"setting {access.role}: {PREFIX}FILE has a server of its own; remove {access.role}_url"
        )
    timeout = settings.model_timeout if "model_timeout" in settings.model_fields_set else LOCAL_TIMEOUT
    server = GgufServer(path, settings.model_tokens, settings.threads)
    try:
        served = replace(access, url=server.url, key=server.key, key_file=None)
        chat = _open_provider("local", settings.model_copy(update={"model_timeout": timeout}), served)
    except BaseException:
        server.close()
        raise
    return replace(chat, name=f"{PREFIX}{path.name}", close=server.close)


def _open_provider(name: str, settings: Settings, access: ProviderOptions) -> Chat:
    from langchain.chat_models import init_chat_model

    provider, model = _parts(name, access)
    answer_tokens = settings.model_tokens // ANSWER_SHARE
    options = _options(provider, access, settings.model_timeout, answer_tokens)
    try:
        opened = init_chat_model(model, model_provider=provider, **options)
    except ImportError:
        extra = EXTRAS.get(provider)
        package = f"newsdesk[{extra}]" if extra else f"LangChain's package for {provider}"
        raise ModelError(f"the model {name} needs a package that is missing; install {package}") from None
    except Exception as error:  # each provider has an error tree of its own, and a key may stand in its words
        kind = type(error).__name__
        raise ModelError(
            f"the model {name} cannot be opened ({kind}); check its provider, and "
            f"NEWSDESK_{access.role.upper()}_KEY_FILE"
        ) from None
    return Chat(
        opened,
        name,
        settings.model_timeout,
        settings.model_tokens,
        answer_tokens,
        access.prices,
        PAUSES.get(provider, ()),
    )


def _parts(name: str, access: ProviderOptions) -> tuple[str, str]:
    """Return provider and model. A server given by URL is OpenAI-compatible if no provider is named."""
    provider, colon, model = name.partition(":")
    if access.url and provider not in EXTRAS:
        return "openai", name
    if not colon or not model:
        raise UsageError(f"setting {access.role}: {name} names no provider; write it as openai:{name}")
    return provider, model


def _options(provider: str, access: ProviderOptions, timeout: float, answer_tokens: int) -> dict[str, Any]:
    if provider == "ollama":
        url = {"base_url": access.url} if access.url else {}
        return {"num_predict": answer_tokens, "client_kwargs": {"timeout": timeout}, **url}
    options: dict[str, Any] = {"timeout": timeout, "max_retries": RETRIES}
    if provider == "openai":
        # Chat watches for silence itself; langchain-openai would by asyncio.wait_for, which loses a
        # cancellation that comes with a chunk (before Python 3.12).
        options["stream_chunk_timeout"] = None
    if key := _key(access):
        options["api_key"] = key
    if not access.url:
        return options | {"max_tokens": answer_tokens}
    options = {"api_key": NO_KEY, **options, "base_url": access.url, "temperature": 0}
    if provider != "openai":
        return options | {"max_tokens": answer_tokens}
    # Local servers know only the older name of the limit. They report usage in a stream only on request.
    compatible = {"stream_usage": True, "use_responses_api": False}
    return options | compatible | {"extra_body": {"max_tokens": answer_tokens}}


def _key(access: ProviderOptions) -> str:
    path, setting = access.key_file, f"{access.role}_key_file"
    if path is None:
        return access.key
    try:
        key = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"setting {setting}: {path} cannot be read") from None
    if not key or len(key.split()) > 1:
        raise UsageError(f"setting {setting}: {path} must hold the key and nothing else")
    return key
