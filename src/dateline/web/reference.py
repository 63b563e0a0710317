"""The interface's reference, drawn from its own description: no script, nothing fetched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.web.guard import shows_no_decisions
from dateline.web.templates import page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked."""

    method: str
    path: str
    name: str
    summary: str
    about: str
    parameters: tuple[dict[str, Any], ...]
    answers: tuple[tuple[str, str], ...]


@router.get("/api")
@shows_no_decisions
def reference(request: Request) -> Response:
    """Every operation with its parameters and answers."""
    described: dict[str, Any] = request.app.openapi()
    found = [
        _operation(method, path, held)
        for path, methods in described["paths"].items()
        for method, held in methods.items()
    ]
    return page(request, "api.html", operations=found)


def _operation(method: str, path: str, held: dict[str, Any]) -> Operation:
    return Operation(
        method.upper(), path, held["operationId"], held.get("summary", ""), held.get("description", ""),
        tuple(_parameter(each) for each in held.get("parameters", ())),
        tuple((status, each.get("description", "")) for status, each in sorted(held["responses"].items())),
    )  # fmt: skip


def _parameter(held: dict[str, Any]) -> dict[str, Any]:
    schema = held.get("schema", {})
    choices = [each for each in schema.get("anyOf", [schema]) if each.get("type") != "null"]
    first = choices[0] if choices else {}
    values = first.get("enum") or first.get("items", {}).get("enum") or ()
    takes = " | ".join(map(str, values)) if values else first.get("type", "")
    return {"name": held["name"], "where": held["in"], "required": held.get("required", False), "takes": takes,
            "about": held.get("description") or schema.get("description", "")}  # fmt: skip
