"""Events of a store, and readings of a file, in foreign formats: from Python and on the command line."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import build
import dateline
import exported
from dateline.errors import DataError
from dateline.store.engine import Database
from dateline.store.store import Store
from stored import RAID, arrest, raid, told, writer

COMMAND = (sys.executable, "-m", "dateline")


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], input=stdin, capture_output=True, encoding="utf-8", check=False, timeout=120
    )


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def filled(database: Database) -> Store:
    """Two reports: an attack and an arrest each, the second a day later; the first is read again."""
    writer(database).write(*told(outlet="Northern Wire", url="https://news.example/1", published="2024-05-07"))
    second = RAID.replace("on Monday", "on Monday, again")
    writer(database).write(*told(second, outlet="Gulf Daily", url="https://news.example/2", published="2024-05-08"))
    writer(database, "two").write(
        *told(RAID, raid(RAID, "armed-clash"), arrest(RAID), recipe="two", outlet="Northern Wire",
              url="https://news.example/1", published="2024-05-07")
    )  # fmt: skip
    return Store(database)


def test_rows_have_the_lasting_ids_and_versions(filled: Store, tmp_path: Path) -> None:
    done = filled.export("csv", tmp_path / "events.csv", of="events")
    found = rows((tmp_path / "events.csv").read_text(encoding="utf-8"))
    wanted = {(str(each.id), str(each.version), each.event.type) for each in filled.events()}
    assert {(each["id"], each["version"], each["type"]) for each in found} == wanted
    assert done.rows == len(found) == 4
    assert all(each["made_at"] for each in found)


def test_the_filters_are_those_of_find(filled: Store, tmp_path: Path) -> None:
    filled.export("csv", tmp_path / "events.csv", "again", of="events", types=["armed-assault"], limit=1)
    (found,) = rows((tmp_path / "events.csv").read_text(encoding="utf-8"))
    assert (found["outlets"], found["type"], found["killed_best"]) == ("Gulf Daily", "armed-assault", "")


def test_an_earlier_state_is_exported_as_of_then(filled: Store, tmp_path: Path) -> None:
    assert filled.export("jsonl", tmp_path / "events.jsonl", of="events", as_of="2001-01-01").rows == 0


def test_links_are_by_lasting_ids(database: Database, tmp_path: Path) -> None:
    reading = build.reading()
    writer(database).write(reading, told()[1])
    Store(database).export("jsonl", tmp_path / "events.jsonl", of="events")
    found = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    types = {each["id"]: each["type"] for each in found}
    denial = next(each for each in found if each["type"] == "denial")
    assert [types[link["id"]] for link in denial["links"]] == ["shelling"]


def test_a_folder_keeps_one_package_of_several_exports(filled: Store, tmp_path: Path) -> None:
    for name in ("csv", "xlsx", "csv"):
        filled.export(name, tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert [each["path"] for each in package["resources"]] == ["events.csv", "events.evidence.csv", "events.xlsx"]


def test_what_is_no_package_is_not_written_over(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text("[]", encoding="utf-8")
    with pytest.raises(DataError, match="is no data package"):
        filled.export("csv", tmp_path)
    assert (tmp_path / "datapackage.json").read_text(encoding="utf-8") == "[]"
    assert not (tmp_path / "events.csv").exists()


def test_a_failure_leaves_no_file(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text("old", encoding="utf-8")
    with pytest.raises(DataError, match="no event type"):
        filled.export("csv", tmp_path / "old.csv", types=["battle"])
    assert [path.name for path in tmp_path.iterdir() if "store.db" not in path.name] == ["old.csv"]
    assert (tmp_path / "old.csv").read_text(encoding="utf-8") == "old"


def test_formats_of_several_files_need_a_name(filled: Store) -> None:
    for name in ("gdelt", "xlsx", "parquet"):
        with pytest.raises(DataError, match=f"{name} is written to a file"):
            filled.export(name, None, stream=io.StringIO())


def test_hxl_is_for_csv(filled: Store, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="HXL"):
        filled.export("kml", tmp_path, hxl=True)
    filled.export("csv", tmp_path, hxl=True)
    names, tags = (tmp_path / "events.csv").read_text(encoding="utf-8").splitlines()[:2]
    tagged = dict(zip(names.split(","), tags.split(","), strict=True))
    assert (tagged["id"], tagged["killed_best"], tagged["version"]) == ("#event+id", "#affected+killed", "")


# The command line, on one SQLite file.


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = str(tmp_path_factory.mktemp("export") / "made.db")
    database = Database.open(url, create=True)
    reading = exported.march()
    writer(database).write(reading, told()[1])
    database.close()
    return url


@pytest.fixture(scope="module")
def lines() -> str:
    return "".join(json.dumps(each.to_dict()) + "\n" for each in exported.readings())


def test_a_store_to_standard_output(address: str) -> None:
    done = run("export", "--format", "acled", "--of", "events", "--store", address, "--type", "protest")
    assert done.returncode == 0, done.stderr
    (row,) = rows(done.stdout)
    assert (row["sub_event_type"], row["fatalities"]) == ("Peaceful protest", "")
    assert "acled: 1 written" in done.stderr
    assert "1 declined: announced, not done (1)" in done.stderr
    assert "left empty: " in done.stderr


def test_names_are_withheld(address: str, tmp_path: Path) -> None:
    public = f"{tmp_path / 'public'}/"
    done = run("export", "-f", "csv", "--of", "events", "--store", address, "--withhold", "victims", "-o", public)
    assert done.returncode == 0, done.stderr
    content = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "public").iterdir())
    assert "Ruiz" not in content
    assert "student, 19" in content
    assert "names withheld in 4" in done.stderr


def test_readings_from_a_file_and_from_standard_input_are_the_same(lines: str, tmp_path: Path) -> None:
    (tmp_path / "readings.jsonl").write_text(lines, encoding="utf-8")
    first = run("export", "-f", "kml", "--readings", str(tmp_path / "readings.jsonl"))
    second = run("export", "-f", "kml", "--readings", "-", stdin=lines)
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout == (exported.GOLDEN / "events.kml").read_bytes().decode()


def test_readings_are_chosen_by_type_days_and_number(lines: str) -> None:
    def ids(*more: str) -> list[str]:
        done = run("export", "-f", "jsonl", "--readings", "-", *more, stdin=lines)
        assert done.returncode == 0, done.stderr
        return [json.loads(line)["type"] for line in done.stdout.splitlines()]

    assert ids("--type", "meeting", "--type", "shelling") == ["shelling", "meeting", "meeting"]
    assert ids("--from", "2024-05-01", "--to", "2024-05-03") == ["protest", "armed-assault"]
    assert ids("--limit", "2") == ["shelling", "denial"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--near", "1,2,3"), "--near needs a store"),
        (("words",), "WORDS needs a store"),
        (("--type", "battle"), "no event type is called"),
        (("--from", "someday"), "is no date"),
        (("--from", "2024-05-08", "--to", "2024-05-07"), "2024-05-08 is after --to 2024-05-07"),
    ],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...], message: str, lines: str) -> None:
    done = run("export", "-f", "csv", "--readings", "-", *arguments, stdin=lines)
    assert done.returncode == 2
    assert message in " ".join(done.stderr.split())
    assert not done.stdout


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_written_over(lines: str, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    done = run("export", "-f", "jsonl", "--readings", "-", "-o", str(pipe), stdin=lines)
    assert done.returncode == 2
    assert "is no file" in done.stderr
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"{}\n", "broken.jsonl:1: is no reading"), (b"{}\n", "one a line: report: "),
     (b"\n\nno\n", "broken.jsonl:3: is no reading"), (b"no\n", "one a line: not JSON"), (b"\xff\xfe\n", "not JSON")],
)  # fmt: skip
def test_a_file_that_holds_no_readings(content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl").write_bytes(content)
    for more in ((), ("-o", str(tmp_path / "out.csv"))):
        done = run("export", "-f", "csv", "--readings", str(tmp_path / "broken.jsonl"), *more)
        assert (done.returncode, done.stdout) == (2, "")
        assert message in done.stderr
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("format_", ["csv", "geojson"])
def test_what_cannot_be_asked_of_a_store_is_told_before_anything_is_written(format_: str, address: str) -> None:
    for wrong in (("--type", "battle"), ("--as-of", "someday"), ("--of", "events", "--as-of", "someday"), ("*",)):
        done = run("export", "-f", format_, "--store", address, *wrong)
        assert (done.returncode, done.stdout) == (2, ""), wrong


@pytest.mark.parametrize("name", ["events.txt", "events", "öü ☃.csv"])
def test_a_table_may_be_called_anything(name: str, address: str, tmp_path: Path) -> None:
    done = run("export", "-f", "csv", "--of", "events", "--store", address, "-o", str(tmp_path / name))
    assert done.returncode == 0, done.stderr
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = (each for each in package["resources"] if each["path"] == name)
    assert (resource["format"], resource["mediatype"]) == ("csv", "text/csv")


@pytest.mark.skipif(sys.platform != "linux", reason="a name of this system is text")
def test_a_name_that_is_not_utf8_is_kept(address: str, tmp_path: Path) -> None:
    done = run("export", "-f", "csv", "--of", "events", "--store", address, "-o", str(tmp_path / "o\udcff.csv"))
    assert done.returncode == 0, done.stderr
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert "o\udcff.csv" in {each["path"] for each in package["resources"]}


def test_where_nothing_can_be_written_is_told(address: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    (tmp_path / "taken" / "datapackage.json").mkdir(parents=True)
    for output, message in (("file/", "cannot be made"), ("taken/", "datapackage.json: cannot be read")):
        done = run("export", "-f", "csv", "--of", "events", "--store", address, "-o", f"{tmp_path}/{output}")
        assert done.returncode == 2, done.stderr
        assert message in done.stderr
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"
    assert len(list((tmp_path / "taken").iterdir())) == 1


@pytest.mark.skipif(os.name != "posix", reason="links need rights on this system")
def test_a_link_is_written_through(address: str, tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to("kept.csv")
    done = run("export", "-f", "csv", "--of", "events", "--store", address, "-o", str(link))
    assert done.returncode == 0, done.stderr
    assert link.is_symlink()
    assert rows((tmp_path / "kept.csv").read_text(encoding="utf-8"))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = run("export", "-f", "csv", "--readings", str(tmp_path / "none.jsonl"))
    assert done.returncode == 2
    assert "none.jsonl: cannot be read" in done.stderr


def test_from_python(address: str, tmp_path: Path) -> None:
    with dateline.open_store(address) as store:
        done: Any = store.export(
            "geojson", tmp_path / "events.geojson", of="events", types=["armed-assault"], withhold_victims=True
        )
    assert (done.rows, done.withheld, done.files) == (1, 1, (tmp_path / "events.geojson",))
