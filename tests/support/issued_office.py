"""An office with three issued decisions of two pages each, made without LibreOffice: prints, sheets, signed files.

Built once for all tests of a process and copied: what comes back is made from the same sheets by the outside world.
"""

from __future__ import annotations

import atexit
import functools
import random
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw
from pypdf import PdfWriter

from docgen.intake.folder import put_marker
from docgen.media.pagecode import drawing
from docgen.media.pdf import page_image
from docgen.media.pile import stamp
from docgen.office import Office, make_office, open_office
from docgen.paperwork.files import PACKS, PRINTED, reference
from docgen.paperwork.shelfmarks import document_object, open_shelf
from registry.codes import PageCode, page_code
from registry.labels import DocumentState
from registry.store.documents import add_file, bind_tasks, find_document, move, record_of
from registry.store.registers import give_number
from tests.support.circle import Circle
from tests.support.outside_world.scanner import Machine, feed_pile
from tests.support.registry_builder import DIGEST, NOW, SERIES, SIGNED_ON, changing, draft, enter

SETTINGS = Path(__file__).parents[1] / "stories" / "offices" / "khe-sau.toml"
CODES, PAGES = ("AA000001", "AA000002", "AA000003"), 2
PEOPLE = {"AA000001": "CB-001", "AA000002": "CB-002", "AA000003": "CB-001"}
A4 = (595.276, 841.89)
FONTS = {"F1": "Times-Roman", "DocgenCode": "Times-Roman"}
Lines = Sequence[str]
_PLANTED = (b"[" * 3000, b"/Kids[2 0 R]", b"/Prev 9 ", b"/Length 999999999 ", b"<<" * 900)


def lines_of(code: str, page: int) -> list[str]:
    """What is printed on a page."""
    return [f"Dieu {n}. Van ban {code} giao viec dot pha so {n * 7}, trang {page}." for n in range(1, 12)]


@dataclass
class IssuedOffice:
    """A copy for one test; commands run in it as a clerk's."""

    folder: Path

    @property
    def circle(self) -> Circle:
        """The office as the stories see it."""
        return Circle(office=self.folder, outside=self.folder.parent / "ngoai", today=SIGNED_ON, is_inside=True)

    @property
    def inbox(self) -> Path:
        """Where files are dropped."""
        return self.folder / "inbox"

    def open(self) -> Office:
        """The office opened; who asks for it closes it."""
        return open_office(self.folder, {"DOCGEN_TODAY": SIGNED_ON.isoformat()}, actor="người thử")

    def printed(self, code: str) -> Path:
        """The print of a paper, without page codes, as it is signed on a screen."""
        return self.folder / "output" / PRINTED / f"{code}.pdf"

    def page_code(self, code: str, page: int, *, pages: int = PAGES, digest: str = DIGEST) -> PageCode:
        """The code of a page; another digest makes it a forgery."""
        key = (self.folder / "keys" / "1.key").read_bytes()
        return page_code(
            _key(self.folder) or key, generation=1, document=code, page=page, pages=pages, input_digest=digest
        )

    def sheet(self, code: str, page: int, lines: Lines | None = None, *, mark: PageCode | None = None) -> Image.Image:
        """A page on paper, signed where there is room for it; other `lines` make it altered, another `mark` forged."""
        mark = mark or self.page_code(code, page)
        path = self.folder.parent / f"to-{code}-{page}.pdf"
        printed_page(path, lines or lines_of(code, page), page, drawing(mark.text))
        picture = page_image(path, 1, 200)
        return signed(picture) if page == PAGES else picture

    def scan(self, name: str, sheets: Sequence[Image.Image], *, machine: Machine | None = None) -> Path:
        """The sheets through the scanner into the inbox, in this order."""
        return feed_pile(list(sheets), self.inbox / name, machine or Machine(), shuffle=False, upside_down=frozenset())

    def take(self, *expect: int) -> list[dict[str, object]]:
        """What `docgen inbox run` says."""
        return list(self.circle.docgen("inbox", "run", "--json", expect=expect or (0, 1)).json)

    def told(self) -> str:
        """What `docgen inbox run` tells a person."""
        return self.circle.docgen("inbox", "run", expect=(0, 1)).err

    def states(self) -> dict[str, DocumentState]:
        """State of each decision."""
        office = self.open()
        with office.store.reading() as session:
            found = {code: record_of(session, code).state for code in CODES}
        office.close()
        return found


def issued_office(folder: Path) -> IssuedOffice:
    """A copy in `folder`."""
    shutil.copytree(_made(), folder / "co-quan")
    return IssuedOffice(folder / "co-quan")


def signed(picture: Image.Image) -> Image.Image:
    """The sheet with a signature in its room."""
    with_ink = picture.copy()
    points = [(x / 25.4 * 200, y / 25.4 * 200) for x, y in ((118, 205), (135, 196), (140, 212), (158, 200))]
    ImageDraw.Draw(with_ink).line(points, fill=60, width=4)
    return with_ink


def printed_page(target: Path, lines: Lines, page: int, codes: bytes = b"") -> Path:
    """One page with a text layer; the last page of a paper bears a position and a name with room to sign between."""
    return _printed(target, [(lines, page == PAGES, codes)])


def printed_paper(target: Path, pages: Sequence[Lines], *, title: str = "") -> Path:
    """A paper of these pages without page codes, as another program would write it."""
    return _printed(target, [(lines, n == len(pages), b"") for n, lines in enumerate(pages, start=1)], title)


@functools.cache
def _made() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="docgen-issued-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make_office(folder / "co-quan", SETTINGS.read_text("utf-8"))
    office = open_office(folder / "co-quan", {"DOCGEN_TODAY": SIGNED_ON.isoformat()}, actor="người thử")
    enter(office.store)
    put_marker(office.inbox)
    for name in (PRINTED, PACKS):
        (office.output / name).mkdir(parents=True)
    for code in CODES:
        _issue(office, code)
    office.close()
    return folder / "co-quan"


def _issue(office: Office, code: str) -> None:
    draft(office.store, code, PEOPLE[code])
    target = office.output / PRINTED / f"{code}.pdf"
    printed = _printed(target, [(lines_of(code, page), page == PAGES, b"") for page in range(1, PAGES + 1)])
    with changing(office.store) as session:
        find_document(session, code).pages = PAGES
        add_file(session, code, "print", reference(office, printed))
        move(session, code, DocumentState.PRINTED)
        move(session, code, DocumentState.SIGNED, signed_on=SIGNED_ON, signed_by="Lý Văn Mẫu")
        give_number(session, record_of(session, code), SERIES, dated=SIGNED_ON, at=NOW, recipients="")
        move(session, code, DocumentState.ISSUED, issued_on=SIGNED_ON)
        bind_tasks(session, record_of(session, code))
    held: dict[str, bytes | Path] = {"phat-hanh/vb.pdf": printed}
    open_shelf(office).put(document_object(office, code), held, message="ban hành", user="người thử", at=NOW)


def _key(folder: Path) -> bytes | None:
    office = open_office(folder, {"DOCGEN_TODAY": SIGNED_ON.isoformat()}, actor="người thử")
    try:
        return office.key(1)
    finally:
        office.close()


def _printed(target: Path, pages: Sequence[tuple[Lines, bool, bytes]], title: str = "") -> Path:
    blank, writer = target.with_suffix(".blank"), PdfWriter()
    for _ in pages:
        writer.add_blank_page(*A4)
    with blank.open("wb") as stream:
        writer.write(stream)
    drawn = {}
    for number, (lines, is_last, codes) in enumerate(pages, start=1):
        texts = [(90, 780 - 40 * row, line) for row, line in enumerate(lines)]
        texts += [(340, 300, "CHU TICH"), (330, 225, "Nong Van Thu")] if is_last else []
        shown = "\n".join(f"BT /F1 14 Tf {x} {y} Td ({text}) Tj ET" for x, y, text in texts).encode()
        drawn[number] = shown + b"\n" + codes
    stamp(blank, target, drawn, fonts=FONTS, title=title)
    blank.unlink()
    return target


def broken(content: bytes, chance: random.Random) -> bytes:
    """A PDF damaged in one of five ways: cut, a hole in it, wrong bytes, a loop or a monstrous stream planted."""
    data, way = bytearray(content), chance.randrange(5)
    if way == 0:
        del data[chance.randrange(1, len(data)) :]
    elif way == 1:
        start = chance.randrange(len(data))
        del data[start : start + chance.randrange(1, 600)]
    elif way == 2:
        for _ in range(chance.randrange(1, 60)):
            data[chance.randrange(len(data))] = chance.randrange(256)
    elif way == 3:
        start = chance.randrange(len(data))
        data[start:start] = chance.choice(
            [b"[" * 3000, b"/Kids[2 0 R]", b"/Prev 9 ", b"/Length 999999999 ", b"<<" * 900]
        )
    else:
        data[:] = data.replace(b"/Length ", b"/Length 2147483647 %", 1)
    if chance.random() < 0.7 and not bytes(data).rstrip().endswith(b"%%EOF"):
        data += b"\n%%EOF\n"
    return bytes(data)
