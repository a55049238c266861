"""The errands that are disturbed: what stands before each, and the command a person types.

Knows how the small office of the stories is brought to each stage. Papers are noted as printed without a printer
where no page is looked at, so that most fault runs need no LibreOffice.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from docgen.office import Office, open_office
from registry.labels import DocumentState
from registry.store.documents import document_records, find_document, move
from tests.stories.conftest import copy_of, new_office
from tests.support.circle import DONE, LOOK, Circle

PAGES = 2  # of every decision of the small office


@dataclass(frozen=True, kw_only=True)
class Errand:
    """One command, the stage it starts from, and whether it gives out document codes (which are random)."""

    name: str
    stage: str
    words: tuple[str, ...]
    gives_codes: bool = False
    month: int = 3
    codes: tuple[int, ...] = (DONE,)


ERRANDS = {
    errand.name: errand
    for errand in (
        Errand(name="import", stage="new", words=("tasks", "import", "{list}")),
        Errand(name="draft", stage="imported", words=("decisions", "draft"), gives_codes=True),
        Errand(name="print", stage="drafted", words=("print", "pack"), gives_codes=True),
        Errand(name="number", stage="signed", words=("decisions", "number")),
        Errand(name="issue", stage="numbered", words=("decisions", "issue")),
        Errand(name="forms", stage="issued", words=("forms", "draft"), gives_codes=True, month=12),
        Errand(name="inbox", stage="returned", words=("inbox", "run"), month=12, codes=(LOOK,)),
        Errand(name="scan", stage="scanned", words=("inbox", "run"), month=12, codes=(LOOK,)),
    )
}

CROWD = Errand(name="crowd", stage="crowded", words=("inbox", "run"), month=12, codes=(LOOK,))
"""An inbox with some of everything, for the long runs."""


def line_of(circle: Circle, errand: Errand) -> list[str]:
    """The command line of the errand in this office."""
    return [word.format(list=circle.office.parent / "danh-sach.xlsx") for word in errand.words]


def start_day(circle: Circle, errand: Errand) -> None:
    """Move the office's date to the day of the errand."""
    circle.today = circle.decision_day if errand.month == circle.decision_day.month else circle.day(errand.month, 10)


def to_new(circle: Circle) -> None:
    """Nothing more than the office and the clerk's list."""


def to_imported(circle: Circle) -> None:
    """The clerk's list is in the registry."""
    circle.docgen("tasks", "import", circle.office.parent / "danh-sach.xlsx")


def to_drafted(circle: Circle) -> None:
    """Decisions drafted, none printed."""
    circle.docgen("decisions", "draft")


def to_signed(circle: Circle) -> None:
    """Decisions drafted, noted as printed, and signed."""
    circle.docgen("decisions", "draft")
    note_printed(circle)
    circle.docgen("decisions", "signed")


def to_numbered(circle: Circle) -> None:
    """Decisions carry numbers."""
    circle.docgen("decisions", "number")


def to_issued(circle: Circle) -> None:
    """Decisions are issued."""
    circle.docgen("decisions", "issue")


def to_returned(circle: Circle) -> None:
    """Filled forms, one of them twice, and a file that is no paper lie in the inbox."""
    inbox = circle.office / "inbox"
    circle.docgen("forms", "draft", today=circle.day(12, 1))
    circle.world("fill-forms", circle.office / "output" / "phieu", "--to", inbox)
    shutil.copyfile(sorted(inbox.glob("*.docx"))[3], inbox / "gửi lại.docx")
    (inbox / "lạ.txt").write_text("không phải văn bản", "utf-8")


def to_printed(circle: Circle) -> None:
    """Decisions really printed, signed, numbered and issued; the signed sheets lie in the tray."""
    circle.docgen("decisions", "draft")
    circle.docgen("print", "pack")
    circle.sign("decisions", "decisions", circle.decision_day)


def to_scanned(circle: Circle) -> None:
    """The inbox of `to_returned` and a scan of all signed decisions."""
    to_returned(circle)
    circle.world("scan", circle.tray("decisions"), "--to", circle.office / "inbox" / "quét.pdf")


def to_crowded(circle: Circle) -> None:
    """The inbox of `to_scanned`, letters of which some are the same, a picture, and files that are broken."""
    inbox = circle.office / "inbox"
    for number in range(16):
        (inbox / f"thư {number:02}.txt").write_text(f"thư số {number % 12}", "utf-8")
    (inbox / "đứt.pdf").write_bytes((inbox / "quét.pdf").read_bytes()[:20_000])
    (inbox / "rỗng ruột.docx").write_bytes(b"PK\x03\x04" + bytes(200))
    Image.new("L", (400, 300), 255).save(inbox / "ảnh.png")


STAGES: dict[str, tuple[str, Callable[[Circle], None]]] = {
    "new": ("", to_new),
    "imported": ("new", to_imported),
    "drafted": ("imported", to_drafted),
    "signed": ("imported", to_signed),
    "numbered": ("signed", to_numbered),
    "issued": ("numbered", to_issued),
    "returned": ("issued", to_returned),
    "printed": ("imported", to_printed),
    "scanned": ("printed", to_scanned),
    "crowded": ("scanned", to_crowded),
}
"""Stage -> (the stage before it, what is done then)."""


class Stages:
    """Offices prepared once per stage; everyone works on a copy."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: set[str] = set()

    def copy(self, stage: str, target: Path) -> Circle:
        """A fresh copy of the office at a stage in the folder `target`, which must not exist."""
        return copy_of(self._at(stage), target)

    def before(self, errand: Errand, target: Path) -> Circle:
        """A fresh copy of the office at the stage the errand starts from, on its day."""
        circle = self.copy(errand.stage, target)
        start_day(circle, errand)
        return circle

    def _at(self, stage: str) -> Path:
        folder = self._folder / stage / "co-quan"
        if stage not in self._kept:
            before, work = STAGES[stage]
            work(copy_of(self._at(before), folder) if before else new_office(folder))
            self._kept.add(stage)
        return folder


def note_printed(circle: Circle) -> None:
    """Note the drafts as printed: the stand-in for a printer where nobody looks at the pages."""
    office = opened(circle)
    with office.store.changing(actor="máy in", at=office.clock.now(), reason="in") as session:
        for record in document_records(session, states={DocumentState.DRAFT}):
            find_document(session, record.code).pages = PAGES
            move(session, record.code, DocumentState.PRINTED)
    office.close()


def opened(circle: Circle) -> Office:
    """The office opened in this process; to be closed by the caller."""
    return open_office(circle.office, {}, actor="kiểm thử")
