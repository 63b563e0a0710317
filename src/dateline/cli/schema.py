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
    """JSON Schema (2020-12) of a reading as it is written, under the record's own names."""
    from dateline.schema.reading import Reading

    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | Reading.model_json_schema(
        by_alias=True, mode="serialization"
    )
