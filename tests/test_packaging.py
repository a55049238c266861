"""The wheel works by itself: installed outside the clone it opens a sample office and drafts its decisions."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted(path.parent.name for path in (ROOT / "samples").glob("*/office.toml"))
WHERE = """
import docgen, registry, sys
from docgen.shipped import sample_names, shipped_folder
print(docgen.__file__, registry.__file__, shipped_folder("templates"), *sample_names(), sep="\\n")
"""
DRAFTED = """
import contextlib, io, json, sys
from docgen.cli.main import cli

def docgen(*words):
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            cli(words, prog_name="docgen")
    except SystemExit as end:
        if end.code not in (None, 0, 1):
            raise
    return out.getvalue()

opened = json.loads(docgen("init", "office", "--sample", sys.argv[1], "--json"))
docgen("--office", "office", "tasks", "import", opened["workbook"])
docgen("--office", "office", "decisions", "draft")
print(docgen("--office", "office", "dump"))
"""  # four commands in one process: what is tested is the wheel, and Python takes longer to start than to draft


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed; what it depends on is taken from where the tests run."""
    folder = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--no-deps", "--no-index"]
    command += ["--target", str(folder), str(wheel)]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    return folder


def _run(paths: list[Path], arguments: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    """Python with `paths` before everything else, outside the clone and without its settings."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DOCGEN_", "PYTHON"))}
    environment |= {"PYTHONPATH": os.pathsep.join(map(str, paths)), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def _docgen(installed: Path, cwd: Path, *arguments: str) -> str:
    """What a command of the installed program prints; it must succeed or ask a person to look."""
    return _heard(_run([installed], ["-m", "docgen", *arguments], cwd))


def _heard(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    assert "LỖI" not in done.stderr, done.stderr
    return done.stdout


def _people(sample: str) -> list[str]:
    """Those with a task in the office's year or a term, each as papers name them: a collective by its unit."""
    folder = ROOT / "samples" / sample
    year = str(tomllib.loads((folder / "office.toml").read_text("utf-8"))["campaign"]["year"])
    tasks = [row for path in sorted(folder.glob("viec*.csv")) for row in _rows(path) if "period" in row]
    given = {row["ordinal"] for row in tasks if row["period"] == year or "-" in row["period"]}
    return [row["official"] or row["unit"] for row in _rows(folder / "can-bo.csv") if row["ordinal"] in given]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _text(paper: Path) -> str:
    """The words of a Word file, paragraphs run together, in capitals as some of them are printed."""
    with zipfile.ZipFile(paper) as package:
        xml = package.read("word/document.xml").decode("utf-8")
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml)).upper()


def test_the_wheel_holds_program_and_data(wheel: Path) -> None:
    """this test ensures that every module, template, rule set and sample lies in the wheel, and no test."""
    with zipfile.ZipFile(wheel) as package:
        held = set(package.namelist())
    wanted = {path.relative_to(ROOT) for floor in ("docgen", "registry") for path in (ROOT / floor).rglob("*.*")}
    wanted |= {path.relative_to(ROOT) for path in (ROOT / "templates").rglob("*.*")}
    wanted |= {path.relative_to(ROOT) for name in SAMPLES for path in (ROOT / "samples" / name).iterdir()}
    names = {_place(path) for path in wanted if "__pycache__" not in path.parts and path.suffix != ".pyc"}
    assert names - held == set()
    assert not any(name.split("/")[0] in {"tests", "bench"} or name.endswith(".pyc") for name in held)


def _place(path: Path) -> str:
    packed = Path("docgen/shipped_data") / path if path.parts[0] in {"templates", "samples"} else path
    return packed.as_posix()


def test_the_installed_program_is_the_wheels(installed: Path, tmp_path: Path) -> None:
    """this test ensures that the following tests run the wheel and not the clone, with data of its own."""
    done = _run([installed], ["-c", WHERE], tmp_path)
    assert done.returncode == 0, done.stderr
    program, facts, templates, *samples = done.stdout.splitlines()
    home = installed.resolve()
    assert all(Path(path).resolve().is_relative_to(home) for path in (program, facts, templates))
    assert samples == SAMPLES


@pytest.mark.slow
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_office_drafts_its_decisions(installed: Path, tmp_path: Path, sample: str) -> None:
    """this test ensures that the wheel alone opens a sample, reads its list and drafts everybody's decision."""
    office = tmp_path / "office"
    documents = json.loads(_heard(_run([installed], ["-c", DRAFTED, sample], tmp_path)))["documents"]
    texts = [_text(office / document["files"]["draft"]["path"]) for document in documents]
    people = _people(sample)
    assert len(texts) == len(people)
    assert [name for name in people if not any(name.upper() in text for text in texts)] == []
    signatory = tomllib.loads((office / "office.toml").read_text("utf-8"))["signatory"]["name"].upper()
    assert all(signatory in text and "QUYẾT ĐỊNH" in text and "{{" not in text for text in texts)


def test_an_empty_office_can_be_opened(installed: Path, tmp_path: Path) -> None:
    """this test ensures that an office without a sample opens and can tell its state."""
    _docgen(installed, tmp_path, "init", "office")
    state = json.loads(_docgen(installed, tmp_path, "--office", "office", "status", "--json"))
    assert state["journal"] == 0


@pytest.mark.parametrize("source", ["", '__project__ = "another"'])
def test_a_foreign_registry_is_refused(installed: Path, tmp_path: Path, source: str) -> None:
    """this test ensures that another package named registry is told with its place and what to do."""
    foreign = tmp_path / "foreign" / "registry"
    foreign.mkdir(parents=True)
    (foreign / "__init__.py").write_text(source, "utf-8")
    done = _run([foreign.parent, installed], ["-m", "docgen", "--version"], tmp_path)
    assert done.returncode == 1
    assert "“registry”" in done.stderr
    assert str(foreign) in done.stderr
    assert "môi trường Python riêng" in done.stderr
    assert "Traceback" not in done.stderr


def test_our_own_registry_is_taken(installed: Path, tmp_path: Path) -> None:
    """this test ensures that the refusal is about foreign packages only (broken twin turned round)."""
    done = _run([installed], ["-m", "docgen", "--version"], tmp_path)
    assert done.returncode == 0
    assert "docgen" in done.stdout
