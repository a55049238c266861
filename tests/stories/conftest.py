"""A small office prepared once per stage; each story works on its own copy of folder and papers."""

from __future__ import annotations

import atexit
import contextlib
import functools
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.errors import OutsideMissing
from docgen.printing.converter import probe
from docgen.printing.fonts import check_fonts
from tests.support.circle import LOOK, Circle
from tests.support.messy_workbook import write_messy
from tests.support.seeds import Seeds

HERE = Path(__file__).parent
OFFICE, OUTSIDE = "van-phong", "ben-ngoai"
Prepared = Callable[[str], Circle]


def new_office(folder: Path, settings: str = "khe-sau", *, database: str = "") -> Circle:
    """An empty small office with its messy workbook beside it; its registry in a file, or in a `database`.

    One in a file is opened once for all tests of this process, and copied.
    """
    return _opened(folder, settings, database) if database else copy_of(_opened_once(settings), folder)


def _opened(folder: Path, settings: str, database: str = "") -> Circle:
    circle = Circle(office=folder / OFFICE, outside=folder / OUTSIDE, is_inside=True)
    circle.office.mkdir(parents=True)
    shutil.copyfile(HERE / "offices" / f"{settings}.toml", circle.office / "office.toml")
    if database:
        with (circle.office / "office.toml").open("a", encoding="utf-8") as toml:
            toml.write(f'\n[database]\nurl = "{database}"\n')
    circle.docgen("init", circle.office)
    write_messy(folder / "danh-sach.xlsx")
    circle.today = circle.decision_day
    return circle


@functools.cache
def _opened_once(settings: str) -> Path:
    """The folder around an office that nobody works in: it is only copied."""
    folder = Path(tempfile.mkdtemp(prefix="docgen-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    circle = _opened(folder, settings)
    with contextlib.suppress(OutsideMissing):
        check_fonts(probe(), circle.office / "output")  # of this machine: its fonts are the same for every office
    return folder


def to_drafted(circle: Circle) -> None:
    """Tasks imported, decisions drafted."""
    circle.docgen("tasks", "import", circle.office.parent / "danh-sach.xlsx")
    circle.docgen("decisions", "draft", "--on", circle.decision_day)


def to_printed(circle: Circle) -> None:
    """Decisions printed as one pack."""
    circle.docgen("print", "pack")


def to_issued(circle: Circle) -> None:
    """Decisions signed, numbered and issued; the signed sheets lie in the tray."""
    circle.sign("decisions", "decisions", circle.decision_day)


def to_filed(circle: Circle) -> None:
    """The signed sheets came back and forms were made."""
    circle.hand_in("quyet-dinh.pdf", "scan", circle.tray("decisions"), "--to")
    circle.take_inbox()
    circle.docgen("forms", "draft", today=circle.day(12, 1))


def to_met(circle: Circle) -> None:
    """Forms came back, the meeting was held, its minutes were signed and filed."""
    circle.send_and_collect_forms()
    circle.hold_meeting()
    circle.sign("evaluations", "minutes", circle.day(12, 17))
    circle.hand_in("bien-ban.pdf", "scan", circle.tray("minutes"), "--to")
    circle.take_inbox(today=circle.day(12, 18))


STAGES = {"drafted": to_drafted, "printed": to_printed, "issued": to_issued, "filed": to_filed, "met": to_met}


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of the small office at a stage, prepared once."""
    kept: dict[str, Path] = {}

    def at(stage: str) -> Path:
        if stage not in kept:
            kept[stage] = _prepare(stage)
        return kept[stage]

    def _prepare(stage: str) -> Path:
        names = list(STAGES)
        folder = tmp_path_factory.mktemp(stage) / "co-quan"
        earlier = names.index(stage) - 1
        circle = new_office(folder) if earlier < 0 else copy_of(at(names[earlier]), folder)
        STAGES[stage](circle)
        return folder

    return at


def copy_of(source: Path, target: Path) -> Circle:
    """A copy of an office with everything that lies around it."""
    shutil.copytree(source, target)
    circle = Circle(office=target / OFFICE, outside=target / OUTSIDE, is_inside=True)
    circle.today = circle.decision_day
    return circle


@pytest.fixture
def office(stages: Callable[[str], Path], tmp_path: Path) -> Prepared:
    """`office("issued")` is a fresh copy of the small office at that stage."""

    def prepared(stage: str) -> Circle:
        return copy_of(stages(stage), tmp_path / "co-quan")

    return prepared


@pytest.fixture
def empty_office(tmp_path: Path) -> Circle:
    """The small office before anything was imported."""
    return new_office(tmp_path / "co-quan")


@pytest.fixture(scope="session")
def worked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Around an office with issued decisions, forms that came back and a workbook that waits; no page was printed."""
    from tests.faults.errands import to_imported, to_issued, to_numbered, to_returned, to_signed  # it needs this module

    folder = tmp_path_factory.mktemp("da-lam") / "co-quan"
    circle = new_office(folder)
    for step in (to_imported, to_signed, to_numbered, to_issued, to_returned):
        step(circle)
    shutil.copyfile(folder / "danh-sach.xlsx", circle.office / "inbox" / "gửi nhầm.xlsx")
    circle.docgen("inbox", "run", expect=(LOOK,))
    return folder


@pytest.fixture
def worked(worked_once: Path, tmp_path: Path) -> Circle:
    """A copy of that office."""
    return copy_of(worked_once, tmp_path / "co-quan")


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Seeds:
    """The five sample offices, each made when it is first asked for."""
    return Seeds(tmp_path_factory.mktemp)
