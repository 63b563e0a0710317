"""The house keeps its order: imports go down only, and what is heavy stays out of the way."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import dateline

SOURCE = Path(dateline.__file__).parent
ORDER = (
    ("errors", "collecting", "schema"),
    ("ontology", "gazetteer"),
    ("ingest", "reader", "normalise", "assemble"),
    ("link",),
    ("pipeline",),
    ("render", "evaluate", "review"),
    ("export",),
    ("store",),
    ("watch",),
    ("api",),
    ("web",),
    ("cli", "__main__", "__init__"),
)
WITHIN = {
    ("store", "render"),
    ("store", "evaluate"),
    ("render", "store"),
    ("evaluate", "store"),
    ("export", "evaluate"),
    ("normalise", "reader"),
    ("reader", "normalise"),
    ("reader", "ingest"),
    ("ingest", "reader"),
}
"""Rooms of one floor that know nothing of each other; assembling may look at all three."""
LEVEL = {room: number for number, rooms in enumerate(ORDER) for room in rooms}


def _room(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return parts[0]


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("dateline."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {name.name.split(".")[1] for name in node.names if name.name.startswith("dateline.")}
    return found


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_go_down_only(path: Path) -> None:
    room = _room(path)
    if room == "__init__":
        return
    for other in _imports(path) - {room}:
        assert LEVEL[other] <= LEVEL[room], f"{room} imports {other}, which lies above it"
        assert (room, other) not in WITHIN, f"{room} imports {other}, which it is not to know"


def test_only_the_runtime_imports_onnxruntime() -> None:
    found = [path for path in SOURCE.rglob("*.py") if "import onnxruntime" in path.read_text(encoding="utf-8")]
    assert found == [SOURCE / "reader" / "runtime.py"]


def test_only_blocking_imports_h3() -> None:
    found = [path for path in SOURCE.rglob("*.py") if "import h3" in path.read_text(encoding="utf-8")]
    assert found == [SOURCE / "link" / "block.py"]


@pytest.mark.parametrize(
    ("library", "modules"),
    [
        ("pyarrow", {"export/parquet.py", "ingest/parquet.py"}),
        ("openpyxl", {"export/xlsx.py"}),
        ("stix2", {"export/stix.py"}),
        ("icalendar", {"export/ics.py"}),
        ("fastwarc", {"ingest/warc.py"}),
    ],
)
def test_only_its_format_imports_a_library(library: str, modules: set[str]) -> None:
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if any(f"{word} {library}" in path.read_text(encoding="utf-8") for word in ("import", "from"))
    }
    assert found == modules


def test_only_the_workbench_imports_a_web_framework() -> None:
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if _room(path) != "web":
            assert not any(
                f"{word} {name}" in text for word in ("import", "from") for name in ("fastapi", "starlette")
            ), path


def test_only_the_store_imports_a_database() -> None:
    for path in SOURCE.rglob("*.py"):
        if _room(path) != "store":
            text = path.read_text(encoding="utf-8")
            assert not any(f"import {name}" in text or f"from {name}" in text for name in ("sqlalchemy", "alembic")), (
                path
            )


def test_only_the_command_line_prints() -> None:
    for path in SOURCE.rglob("*.py"):
        if _room(path) not in {"cli"} and not path.name.startswith("build"):
            calls = {node.func.id for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                     if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}  # fmt: skip
            assert "print" not in calls, path


def test_importing_dateline_loads_nothing_heavy() -> None:
    code = "import dateline, dateline.api, sys; print(*sorted(m.split('.')[0] for m in sys.modules))"
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    assert not loaded & {
        "torch",
        "spacy",
        "pandas",
        "fastapi",
        "jinja2",
        "sqlalchemy",
        "alembic",
        "psycopg",
        "onnxruntime",
        "ray",
        "h3",
        "pyarrow",
        "openpyxl",
        "stix2",
        "icalendar",
        "uvicorn",
        "argon2",
        "itsdangerous",
    }


def test_the_public_names_are_sorted_and_there() -> None:
    assert dateline.__all__ == sorted(dateline.__all__, key=str)
    assert len(dateline.__all__) <= 25
    assert all(getattr(dateline, name) is not None for name in dateline.__all__)


def test_an_unknown_public_name_is_an_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = dateline.nothing_of_the_kind
