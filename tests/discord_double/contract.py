"""Discord's OpenAPI file as a judge of what is sent and what is answered."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

SPEC = Path(__file__).parents[3] / "shared" / "discord" / "openapi.json"
"""Beside the project, where it is there at all."""
URN = "urn:discord"
METHODS = ("get", "post", "put", "patch", "delete")
FORMATS = FormatChecker(formats=())


@FORMATS.checks("snowflake")
def _is_snowflake(value: object) -> bool:
    return not isinstance(value, str) or bool(re.fullmatch(r"0|[1-9][0-9]*", value))


@FORMATS.checks("date-time")
def _is_moment(value: object) -> bool:
    pattern = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
    return not isinstance(value, str) or bool(re.fullmatch(pattern, value))


@cache
def load() -> Contract | None:
    """The contract, or None where the file is not beside the project."""
    return Contract(json.loads(SPEC.read_text(encoding="utf-8"))) if SPEC.is_file() else None


def absence() -> str:
    """A line that says so where the contract cannot be checked; "" where it is."""
    return "" if SPEC.is_file() else f"Discord's contract was not checked: {SPEC} is not there"


class Contract:
    """Operations by method and path; each schema is compiled when it is first needed."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        # Discord takes snowflakes as JSON numbers too, which is how discord.py writes some of them.
        document["components"]["schemas"]["SnowflakeType"]["type"] = ["string", "integer"]
        resource = Resource(contents=document, specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource(URN, resource)
        self._validators: dict[tuple[str, ...], Draft202012Validator] = {}
        self._operations = sorted(self._read_operations(), key=lambda found: found[1].count("{"))

    def _read_operations(self) -> list[tuple[str, str, re.Pattern[str], dict[str, Any]]]:
        return [
            (method.upper(), path, re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path)), item[method])
            for path, item in self._document["paths"].items()
            for method in METHODS
            if method in item
        ]

    def _find(self, method: str, path: str) -> tuple[str, dict[str, Any]] | None:
        # Fewest parameters first, so that "@me" comes before "{id}".
        for known, template, pattern, operation in self._operations:
            if known == method and pattern.fullmatch(path):
                return template, operation
        return None

    def request_problems(self, method: str, path: str, body: Any) -> list[str]:
        found = self._find(method, path)
        if found is None:
            return [f"{method} {path}: no such operation"]
        template, operation = found
        described = operation.get("requestBody")
        if described is None:
            return [] if not body else [f"{method} {template}: takes no body"]
        schema = described["content"].get("application/json", {}).get("schema")
        if body is None or schema is None:
            return ["a body is required"] if body is None and described.get("required") else []
        return self._problems(("request", method, template), schema, body)

    def response_problems(self, method: str, path: str, status: int, body: Any) -> list[str]:
        found = self._find(method, path)
        if found is None:
            return [f"{method} {path}: no such operation"]
        template, operation = found
        responses = operation["responses"]
        response = responses.get(str(status)) or responses.get(f"{status // 100}XX")
        if response is None:
            return [f"{method} {template}: status {status} is not described"]
        if "$ref" in response:
            response = self._document["components"]["responses"][response["$ref"].rsplit("/", 1)[1]]
        schema = response.get("content", {}).get("application/json", {}).get("schema")
        if schema is None:
            return [] if not body else [f"{method} {template} {status}: no body expected"]
        return self._problems(("response", method, template, str(status)), schema, body)

    def _problems(self, key: tuple[str, ...], schema: dict[str, Any], body: Any) -> list[str]:
        if key not in self._validators:
            self._validators[key] = Draft202012Validator(
                _absolute(schema), registry=self._registry, format_checker=FORMATS
            )
        return [line for error in self._validators[key].iter_errors(body) for line in _leaves(error)]


def _absolute(schema: Any) -> Any:
    """Local references made absolute, so that a part of the document can be compiled alone."""
    if isinstance(schema, dict):
        return {
            key: URN + value if key == "$ref" and str(value).startswith("#") else _absolute(value)
            for key, value in schema.items()
        }
    return [_absolute(part) for part in schema] if isinstance(schema, list) else schema


def _leaves(error: ValidationError) -> list[str]:
    """What is wrong at the ends of a tree of errors; of a union, the branch that came furthest."""
    if not error.context:
        where = ".".join(map(str, error.absolute_path)) or "the body"
        return [f"{where}: {error.message[:200]}"]
    branches: dict[Any, list[ValidationError]] = {}
    for inner in error.context:
        branches.setdefault(inner.schema_path[0], []).append(inner)
    depth = len(error.absolute_path) + 1

    def hopeless(errors: list[ValidationError]) -> tuple[bool, int]:
        early = any(
            e.validator in ("const", "enum", "type") and len(e.absolute_path) <= depth for e in errors
        )
        return early, len(errors)

    return [line for inner in min(branches.values(), key=hopeless) for line in _leaves(inner)]
