"""The command as a user runs it, in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from build import HEADLINE, TEXT, reading
from dateline import __version__
from dateline.reader.runtime import BUNDLED, MODELS, read_card

needs_model = pytest.mark.skipif(
    not (BUNDLED / "encoder.onnx").exists(), reason="the model is not bundled in this checkout"
)
COMMAND = (sys.executable, "-m", "dateline")


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], input=stdin, capture_output=True, encoding="utf-8", check=False, timeout=120
    )


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_version() -> None:
    assert run("--version").stdout == f"dateline {__version__}\n"


def test_help_loads_nothing_heavy() -> None:
    script = "import sys, dateline.cli.app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not {"onnxruntime", "numpy", "trafilatura", "htmldate", "pydantic", "rich", "tokenizers"} & set(loaded)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("read",), "INPUT"),
        (("read", "x", "--format", "xml"), "xml"),
        (("read", "x", "--jobs", "0"), "jobs"),
        (("read", "x", "--published", "yesterday"), "2024-09-13"),
        (("read", "x", "--url", "foo"), "no http or https address"),
        (("ingest", "x", "--url", "www.news.example/a"), "no http or https address"),
        (("read", "x", "--output", "/nowhere/at/all.json"), "cannot be written"),
        (("read", "x", "--actors", "/nowhere/at/all.csv"), "actors"),
        (("read", "x", "--model", "/nowhere/at/all"), "give base, small or the folder"),
        (("evaluate", "corpus", "--data", ".", "--model", "large"), "give base, small or the folder"),
        (("bogus",), "bogus"),
        (("explain", "saliense"), "salience"),
        (("types", "shellling"), "did you mean shelling"),
        (("types", "zzz"), "there are armed-clash, "),
        (("evaluate", "nothing", "--data", "."), "corpus"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_to_do(arguments: tuple[str, ...], told: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this system has no device that is full")
@pytest.mark.parametrize("arguments", [("schema",), ("types",), ("--help",)])
def test_no_room_for_what_is_printed_is_one_line(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run([*COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("dateline: the output cannot be written: ")
    assert done.stderr.count("\n") == 1


def test_schema_is_json() -> None:
    assert json.loads(run("schema").stdout)["title"] == "Reading"


def test_explain() -> None:
    assert "suggests" in run("explain", "possible").stdout
    found = json.loads(run("explain", "Accused by authorities", "--format", "json").stdout)
    assert found["term"] == "accused-by-authorities"
    assert "salience" in json.loads(run("explain", "--format", "json").stdout)


def test_types() -> None:
    told = run("types").stdout
    assert told.startswith("Violence\n  armed-clash")
    one = json.loads(run("types", "bombing", "-f", "json").stdout)
    assert (one["name"], one["family"]) == ("bombing", "violence")
    assert "MUC-4       BOMBING" in run("types", "bombing").stdout


@pytest.mark.skipif(os.name != "posix", reason="pipes break otherwise on this system")
def test_a_reader_that_goes_away_is_no_fault() -> None:
    process = subprocess.Popen([*COMMAND, "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait(timeout=60)


@needs_model
def test_one_file(report: Path) -> None:
    done = run("read", str(report), "--published", "2023-06-14", "--outlet", "Northern Wire")
    assert (done.returncode, done.stderr) == (0, "")
    record = json.loads(done.stdout)
    assert record["report"]["headline"] == HEADLINE
    assert (record["report"]["published"], record["report"]["outlet"]) == ("2023-06-14", "Northern Wire")
    assert record["events"]


@needs_model
def test_what_fails_is_told_at_the_end_and_stops_nothing(report: Path, tmp_path: Path) -> None:
    done = run("read", str(tmp_path / "absent.html"), str(report), str(tmp_path / "gone.txt"))
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    first, *rest = done.stderr.splitlines()
    assert first == "dateline: 2 of 3 could not be read:"
    assert [line.endswith("no such file or folder") for line in rest] == [True, True]
    assert "absent.html" in rest[0]


@needs_model
def test_rows_from_standard_input_keep_order_and_limit() -> None:
    rows = "".join(json.dumps({"id": f"n{number}", "text": TEXT}) + "\n" for number in range(3))
    done = run("read", "-", "--limit", "2", stdin=rows)
    assert [json.loads(line)["report"]["source_id"] for line in done.stdout.splitlines()] == ["n0", "n1"]


@needs_model
@pytest.mark.parametrize(
    ("suffix", "start"), [("html", "<!doctype html>"), ("csv", "report_id,"), ("json", '{"schema"')]
)
def test_the_suffix_of_the_output_chooses_the_format(report: Path, tmp_path: Path, suffix: str, start: str) -> None:
    target = tmp_path / f"out.{suffix}"
    done = run("read", str(report), "--output", str(target))
    assert (done.returncode, done.stdout) == (0, "")
    assert target.read_text(encoding="utf-8").startswith(start)


@needs_model
def test_doctor() -> None:
    done = run("doctor", "--format", "json")
    found = {finding["name"]: finding for finding in json.loads(done.stdout)}
    assert done.returncode == 0
    assert found["dateline"]["told"] == __version__
    assert found["self-test"]["well"]
    assert all(read_card(folder)["name"] in found[f"model {name}"]["told"] for name, folder in MODELS.items())


@needs_model
@pytest.mark.parametrize("name", MODELS)
def test_the_model_that_was_asked_for_reads(report: Path, name: str) -> None:
    for chosen in (name, str(MODELS[name])):
        done = run("read", str(report), "--model", chosen, "--format", "json")
        read = json.loads(done.stdout)
        assert read["provenance"]["model"].split("@")[0] == read_card(MODELS[name])["name"]
        assert "shelling" in {event["type"] for event in read["events"]}


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@needs_model
@pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise on this system")
def test_ctrl_c_ends_without_a_traceback() -> None:
    process = subprocess.Popen(
        [*COMMAND, "read", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A run in the background of a shell ignores the signal, and would hand that on.
        preexec_fn=_heed_interrupts,
    )
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in told


@needs_model
def test_errors_are_written_as_a_page(tmp_path: Path) -> None:
    gold = reading().to_dict()
    (tmp_path / "dev.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    out = tmp_path / "errors.html"
    done = run("evaluate", "corpus", "--data", str(tmp_path), "--errors", str(out))
    assert done.returncode == 0, done.stderr
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert f'id="r1title" class="title"><bdi>{HEADLINE}</bdi>' in page
    assert 'class="pair right"' in page
