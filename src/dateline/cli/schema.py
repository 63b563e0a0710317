"""``dateline schema``: the record's JSON Schema."""

from __future__ import annotations

from typing import Any

from dateline.cli import output

HELP = """Print the JSON Schema of the record that read writes.

Example:

\b
  dateline schema > reading.schema.json
"""


def schema() -> None:
    """Print the schema."""
    output.put_json(record_schema())


def record_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a reading as it is written: the record's own names, every key required."""
    from dateline.schema.reading import Reading

    made = Reading.model_json_schema(by_alias=True, mode="serialization")
    for value in (made, *made["$defs"].values()):
        if "properties" in value:
            value["required"] = list(value["properties"])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | made
