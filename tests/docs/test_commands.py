"""Every command and option is documented, and the written reference is what the code makes."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from build import reading
from dateline.cli import reference
from dateline.cli.schema import record_schema

COMMANDS = reference.commands()


def test_the_commands() -> None:
    assert list(COMMANDS) == [
        "read", "ingest", "watch", "link", "find", "incident", "export", "serve", "schema", "explain", "types",
        "doctor", "evaluate", "review list", "review undo", "review queue", "review agreement", "review progress",
        "review export", "user add", "user change", "user list",
    ]  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_with_an_example(name: str) -> None:
    told = COMMANDS[name].help
    assert told
    assert told.split("\n")[0].endswith(".")
    assert f"  dateline {name}" in told


@pytest.mark.parametrize("name", COMMANDS)
def test_each_parameter_has_help(name: str) -> None:
    callback = COMMANDS[name].callback
    assert callback
    for parameter in reference.parameters(callback):
        assert len(parameter.help) > 8, f"{name} {parameter.names} is not documented"


def test_what_read_takes() -> None:
    callback = COMMANDS["read"].callback
    assert callback
    names = {name for parameter in reference.parameters(callback) for name in parameter.names}
    assert names >= {
        "INPUT", "--published", "--outlet", "--url", "--clean", "--format", "--output", "--jobs", "--min-score",
        "--actors", "--places", "--allow-private", "--ignore-robots", "--pretty", "--limit",
    }  # fmt: skip


@pytest.mark.parametrize("page", reference.PAGES)
def test_the_written_reference_is_fresh(page: str) -> None:
    written = reference.FOLDER / page
    if not reference.FOLDER.is_dir():
        pytest.skip("the documentation is not beside an installed package")
    assert written.read_text(encoding="utf-8") == reference.PAGES[page](), "run: python -m dateline.cli.reference"


def test_the_schema_admits_a_rich_reading_and_asks_for_every_key() -> None:
    validator = Draft202012Validator(record_schema())
    record = reading().to_dict()
    validator.validate(record)
    del record["events"][0]["place"]
    assert not validator.is_valid(record)
