"""What the documents show: links lead somewhere, commands and their options exist."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from dateline.cli.app import app

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
WRITTEN_LATER = {"docs/scores.md", "src/dateline/reader/artifact/MODEL.md"}
"""Made with the bundled model."""

LINK = re.compile(r"\]\(([^)#\s]+)")
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)

each = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def commands(text: str) -> Iterator[list[str]]:
    """The words of every ``dateline`` call in the shell blocks of a document."""
    for block in BLOCK.findall(text):
        for line in re.sub(r"\\\n", " ", block).splitlines():
            for call in line.split("|"):
                words = shlex.split(call.split(" > ")[0], comments=True)
                if words and Path(words[0]).name == "dateline":
                    yield words[1:]


@each
def test_links_lead_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        found = (document.parent / target).resolve()
        if found.relative_to(ROOT).as_posix() not in WRITTEN_LATER:
            assert found.exists(), target


@each
def test_commands_and_their_options_exist(document: Path) -> None:
    known = get_command(app)
    assert hasattr(known, "commands")
    for name, *words in commands(document.read_text(encoding="utf-8")):
        if name == "NAME" or "NAME" in words:
            continue
        command = known.commands[name]
        while hasattr(command, "commands"):
            command = command.commands[words.pop(0)]
        options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        assert {word for word in words if re.fullmatch(r"--?[a-z].*", word)} <= options


def test_the_readme_shows_the_words_of_its_example() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = (ROOT / "examples" / "bus-terminal.txt").read_text(encoding="utf-8")
    quoted = " ".join(line.removeprefix("> ") for line in readme.splitlines() if line.startswith("> "))
    shown = [part.strip() for part in re.sub(r"</?ins>", "", quoted).split("[…]")]
    assert len(shown) == 2
    for part in shown:
        assert part in example
