"""The description of the API as an OpenAPI document, made from the table of operations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from bot.web.api.operations import OPERATIONS, Operation
from bot.web.api.replies import ErrorReply
from bot.web.events import MEDIA_TYPE

REFERENCE = "#/components/schemas/{model}"
PROBLEMS = {
    "400": "The request is wrong.",
    "401": "The token is missing or wrong.",
    "403": "Another site's page asks.",
    "404": "There is no such thing.",
    "405": "The path has other methods.",
    "408": "The body did not come in time.",
    "413": "The body is too large.",
    "415": "The body is no JSON.",
    "421": "The server is not known by this name.",
    "429": "Too many requests came from this client.",
    "500": "Something went wrong on the server.",
    "503": "Too many questions wait, or there are no articles.",
    "504": "The answer took too long.",
}


def openapi(version: str) -> dict[str, Any]:
    """Return the document."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _described(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "newsdesk",
            "version": version or "0",
            "description": "Answers questions about the news with the very sentences that say so.",
        },
        "paths": paths,
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _described(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.handler.__name__,
        "summary": (operation.handler.__doc__ or "").partition("\n")[0].rstrip("."),
        "parameters": [*_in_path(operation.path), *_in_query(operation.parameters)],
        "responses": {"200": _response(operation), **_problems()},
    }
    if operation.body:
        described["requestBody"] = {"required": True, "content": _json(operation.body)}
    return described


def _response(operation: Operation) -> dict[str, Any]:
    content = _json(operation.reply)
    if operation.streams:
        content[MEDIA_TYPE] = {"schema": {"type": "string"}}
    return {"description": operation.reply.__doc__ or operation.reply.__name__, "content": content}


def _problems() -> dict[str, Any]:
    return {
        status: {"description": meaning, "content": _json(ErrorReply)} for status, meaning in PROBLEMS.items()
    }


def _json(model: type[BaseModel]) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": REFERENCE.format(model=model.__name__)}}}


def _in_path(path: str) -> Iterable[dict[str, Any]]:
    for name in re.findall(r"\{(\w+)\}", path):
        yield {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}


def _in_query(model: type[BaseModel] | None) -> Iterable[dict[str, Any]]:
    if model is None:
        return
    for name, schema in model.model_json_schema()["properties"].items():
        yield {"name": name, "in": "query", "required": False, "schema": schema}


def _schemas() -> dict[str, Any]:
    models = [m for o in OPERATIONS for m in (o.body, o.reply) if m] + [ErrorReply]
    _, document = models_json_schema(
        [(model, "validation") for model in dict.fromkeys(models)], ref_template=REFERENCE
    )
    schemas: dict[str, Any] = document["$defs"]
    return schemas
