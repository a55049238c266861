"""The house stands as drawn: arrows, doors, quiet rooms, sizes, and no office in the code; each check with its twin."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from registry import labels
from tests.support import source_checks

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("docgen", "registry")
QUIET = (
    "registry/rules",
    "registry/exchange",
    "registry/vietnamese",
    "registry/codes.py",
    "registry/facts.py",
    "registry/labels.py",
    "registry/problems.py",
    "docgen/wording",
)
CLOCK = {"docgen/office.py", "docgen/workflows/take_inbox.py"}  # the office's clock; the stopwatch of the watcher
POSIX_DOORS = {"docgen/media/durable.py", "docgen/media/apart.py", "docgen/printing/processes.py"}  # they ask first
BULK_DOORS = {"registry/store/sealing.py", "registry/store/schema.py"}  # the journal itself, and its first row
BULK_DOORS |= {"registry/store/inserting.py"}  # rows of `add_rows` and of the journal, called by sealing alone
BULK_DOORS |= {"registry/store/refilling.py", "registry/store/replaying.py"}  # a lost registry, its journal with it
WRITTEN_BY_TOOL = "registry/store/migrations/versions/"
EVERYDAY = {54, 62, 90}  # a stamp's place, a rule in millimetres, a right angle: samples have them by chance
FEWEST_COUNTED = 50  # a smaller figure of a sample says nothing: any program has a 12
MACHINE = re.compile(
    "|".join(("/" + "work/", "/" + "home/[a-z]", "/" + "root/", "/" + "Users/", r"[A-Z]:\\\\?" + "Users"))
)
DRAWERS = {"utils", "util", "common", "misc", "manager", "helpers"}


def sources(*places: str) -> list[Path]:
    """Python files of the given folders or files, without what the migration tool wrote."""
    found: list[Path] = []
    for place in places:
        path = ROOT / place
        found += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [path for path in found if not _name(path).startswith(WRITTEN_BY_TOOL)]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def found_in(check: Callable[[str], list[str]], paths: Iterable[Path]) -> list[str]:
    """What `check` finds in the files, each with its file."""
    return [f"{_name(path)}:{fault}" for path in paths for fault in check(path.read_text("utf-8"))]


def _lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    script = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", script, "--no-logo", "--no-cache", "--config", str(folder / "pyproject.toml")]
    command += options
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=120, check=False)


def test_arrows_only_go_down() -> None:
    """this test ensures that every contract of pyproject.toml is kept."""
    linted = _lint(ROOT)
    assert linted.returncode == 0, linted.stdout + linted.stderr
    assert "0 broken" in linted.stdout


def _copied_house(target: Path) -> Path:
    """The contracts and bare modules of the house, each with its own imports, in a folder where one can break them."""
    (target / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8"), "utf-8")
    for path in sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py")):
        copy = target / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text("utf-8"), "utf-8")
    return target


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("docgen/wording/figures.py", "import docgen.cli.main", "upper-floor"),
        ("docgen/printing/pack.py", "import docgen.archive.shelf", "upper-floor"),
        ("registry/facts.py", "import registry.rules.numbering", "lower-floor"),
        ("registry/problems.py", "import docgen.errors", "two-floors"),
        ("docgen/forms/key.py", "import docgen.office", "rooms-know-no-office"),
        ("docgen/workflows/check_papers.py", "import docgen.workflows.look_after", "workflows-apart"),
        ("docgen/cli/archive.py", "import docgen.archive.shelf", "doors-call-workflows"),
        ("docgen/office.py", "import sqlalchemy", "door-database"),
        ("docgen/workflows/look_after.py", "import click", "door-screen"),
        ("docgen/forms/key.py", "import openpyxl", "door-workbooks"),
        ("docgen/cellar.py", "", "upper-floor"),
    ],
)
def test_a_wrong_arrow_is_found(tmp_path: Path, module: str, line: str, contract: str) -> None:
    """this test ensures that an import against the drawing, or a room that is not in it, breaks its contract."""
    house = _copied_house(tmp_path)
    path = house / module
    before = path.read_text("utf-8") if path.exists() else ""
    path.write_text(f"{before}\n{line}\n", "utf-8")
    linted = _lint(house, "--contract", contract)
    assert linted.returncode == 1
    assert "0 kept, 1 broken" in linted.stdout, linted.stdout + linted.stderr


def unsigned_folders(root: Path) -> list[str]:
    """Folders with modules but no `__init__.py`: import-linter does not see them."""
    folders = {path.parent for floor in FLOORS for path in (root / floor).rglob("*.py")}
    return sorted(folder.relative_to(root).as_posix() for folder in folders if not (folder / "__init__.py").is_file())


def test_every_folder_has_a_sign_on_the_door(tmp_path: Path) -> None:
    """this test ensures that no module hides in a folder without `__init__.py`, and that such a folder is found."""
    assert [name for name in unsigned_folders(ROOT) if not name.startswith(WRITTEN_BY_TOOL.rstrip("/"))] == []
    (tmp_path / "docgen" / "cellar").mkdir(parents=True)
    (tmp_path / "docgen" / "__init__.py").touch()
    (tmp_path / "docgen" / "cellar" / "wine.py").touch()
    assert unsigned_folders(tmp_path) == ["docgen/cellar"]


def test_modules_and_functions_are_short_and_say_what_they_know() -> None:
    """this test ensures that every module has a docstring and under 400 lines, and no function more than 50."""
    assert found_in(source_checks.shape_faults, sources(*FLOORS, "samples", "bench")) == []


def test_long_and_silent_modules_are_found() -> None:
    """this test ensures that a missing docstring, a long module and a long function are each named."""
    assert source_checks.shape_faults("x = 1\n") == ["1: no docstring"]
    assert source_checks.shape_faults('"""Says."""\n' + "x = 1\n" * 399) == ["400: the module has 400 lines"]
    long = '"""Says."""\ndef f():\n' + "    x = 1\n" * 50
    assert source_checks.shape_faults(long) == ["2: f has 51 lines"]
    assert source_checks.shape_faults(long.replace("def f():", "def f():\n    def g():\n        pass")) == [
        "2: f has 51 lines"
    ]


def test_no_module_is_a_drawer() -> None:
    """this test ensures that every module is named by what it knows."""
    assert [_name(path) for path in sources(*FLOORS) if path.stem in DRAWERS] == []


def test_quiet_rooms_are_quiet() -> None:
    """this test ensures that pure rooms touch no clock, disk, environment or randomness."""
    assert found_in(source_checks.noise_faults, sources(*QUIET)) == []


@pytest.mark.parametrize(
    "source",
    [
        "import datetime as dt\ndt.datetime.now()",
        "from datetime import datetime\ndatetime.now(tz)",
        "import datetime as dt\ndt.date.today()",
        "import time\ntime.time()",
        "import os\nos.environ['X']",
        "open('x')",
        "import random",
        "from secrets import token_hex",
        "def f():\n    import os",
        "from pathlib import Path",
    ],
)
def test_noise_is_heard(source: str) -> None:
    """this test ensures that each kind of noise is found in a source that makes it."""
    assert source_checks.noise_faults(source)


def test_one_clock_in_the_house() -> None:
    """this test ensures that nobody reads the wall clock but the office's clock."""
    paths = [path for path in sources(*FLOORS, "samples") if _name(path) not in CLOCK]
    assert found_in(source_checks.clock_faults, paths) == []


def test_nothing_is_for_posix_alone() -> None:
    """this test ensures that Windows offices can run every module but the doors that ask first where they run."""
    paths = [path for path in sources(*FLOORS, "samples") if _name(path) not in POSIX_DOORS]
    assert found_in(source_checks.posix_faults, paths) == []


@pytest.mark.parametrize(
    "source", ["import fcntl", "import signal\nsignal.SIGKILL", "from os import fork", "import os\nos.getuid()"]
)
def test_posix_is_found(source: str) -> None:
    """this test ensures that a module of POSIX, or a name of it, is found."""
    assert source_checks.posix_faults(source)


def test_the_store_changes_nothing_behind_the_journal() -> None:
    """this test ensures that no bulk statement, which the journal cannot see, stands in the store."""
    paths = [path for path in sources("registry/store") if _name(path) not in BULK_DOORS]
    assert found_in(source_checks.sql_faults, paths) == []
    assert source_checks.sql_faults("session.execute(update(Task).values(note='x'))") == ["1: update("]
    users = {_name(path) for path in sources(*FLOORS) if "insert_rows" in path.read_text("utf-8")}
    assert users == {"registry/store/inserting.py", "registry/store/sealing.py"}


def test_every_named_state_has_vietnamese_words() -> None:
    """this test ensures that every member of every list of states can be shown to people."""
    kinds = [kind for kind in vars(labels).values() if isinstance(kind, type) and issubclass(kind, labels.Labelled)]
    assert len(kinds) > 10
    assert [f"{kind.__name__}.{member.name}" for kind in kinds for member in kind if not member.label.strip()] == []


def test_a_state_without_words_is_found() -> None:
    """this test ensures that a member without a label is the empty text the check looks for."""

    class Half(labels.Labelled):
        """A list with a forgotten label."""

        NAMED = "named", "có tên"
        FORGOTTEN = "forgotten"

    assert [member.name for member in Half if not member.label.strip()] == ["FORGOTTEN"]


def sample_words() -> set[str]:
    """Names that belong to one office: its bodies, place, signatories, people, and the name of its folder."""
    words: set[str] = set()
    for path in sorted((ROOT / "samples").glob("*/office.toml")):
        settings = tomllib.loads(path.read_text("utf-8"))
        words |= {path.parent.name, settings["office"]["name"]}
        for part in (settings, settings.get("report", {})):
            issuer, signatory = part.get("issuer", {}), part.get("signatory", {})
            words |= {issuer.get(key, "") for key in ("body", "superior", "place")} | {signatory.get("name", "")}
        words |= {line[key] for line in _lines(path.parent / "can-bo.csv") for key in line if key == "official"}
    return {word for word in words if " " in word or "-" in word} - _words_of_every_office()


def _words_of_every_office() -> set[str]:
    """Names of bodies that every office has, "Ban Tổ chức" for one."""
    return {"Ban Tổ chức"}


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def sample_counts() -> set[int]:
    """How many people and tasks the samples have."""
    lists = (ROOT / "samples").glob("*/*.csv")
    return {count for count in (len(_lines(path)) for path in lists) if count >= FEWEST_COUNTED} - EVERYDAY


def test_no_office_stands_in_the_code() -> None:
    """this test ensures that names of the sample offices and their people are data only."""
    words = sample_words()
    assert len(words) > 20
    assert found_in(lambda source: source_checks.word_faults(source, words), sources(*FLOORS)) == []


def test_no_figure_of_a_sample_stands_in_the_code() -> None:
    """this test ensures that no program knows how many people or tasks a sample has."""
    counts = sample_counts()
    assert len(counts) >= 4
    assert found_in(lambda source: source_checks.count_faults(source, counts), sources(*FLOORS)) == []


def test_an_office_in_the_code_is_found() -> None:
    """this test ensures that a name in a text or a figure is found, and a docstring may give an example."""
    word, count = min(sample_words()), max(sample_counts())
    assert source_checks.word_faults(f'x = "Gửi {word}"', {word}) == [f"1: “{word}”"]
    assert source_checks.word_faults(f'"""Such as {word}."""', {word}) == []
    assert source_checks.count_faults(f"x = {count}", {count}) == [f"1: {count}"]


def machine_paths(text: str) -> list[str]:
    """Paths of somebody's machine."""
    return [match.group() for match in MACHINE.finditer(text)]


def test_no_machine_is_named() -> None:
    """this test ensures that no file of the project names a path of somebody's machine, and that one is found."""
    paths = [*sources(*FLOORS, "samples", "bench", "tests"), ROOT / "pyproject.toml", ROOT / "README.md"]
    paths += [path for place in ("docs", "samples", "templates") for path in (ROOT / place).rglob("*.[tm][od]*")]
    named = [f"{_name(path)}: {told}" for path in paths for told in machine_paths(path.read_text("utf-8"))]
    assert named == []
    assert machine_paths("see /" + "work/main and C:\\" + "Users\\x") == ["/" + "work/", "C:\\" + "Users"]
