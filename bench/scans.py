"""Scans that come home: how fast a page is recognised, how many poor ones are, and how fast a thousand are filed.

Goals: a page in 15 ms, twenty times faster than drawing it at 300 dpi and reading the whole; 200 of 200 poor scans
recognised and none wrong; 1,000 pages recognised, held against their prints and filed in 60 seconds on two cores;
1,000 PDFs that were never paper in 30. The
scanner is the outside world of the tests. Sizes can be set by DOCGEN_SCALE (a divisor).
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import zxingcpp
from PIL import Image, ImageDraw, ImageFilter
from pypdf import PdfWriter

from bench import crowd
from docgen.intake.folder import put_marker
from docgen.intake.identify import read_page
from docgen.media import pdf
from docgen.media.pagecode import drawing
from docgen.media.pile import stamp
from docgen.office import Office, make_office, open_office
from docgen.paperwork.files import PACKS, PRINTED, reference
from docgen.paperwork.shelfmarks import document_object, open_shelf
from docgen.workflows.take_inbox import take_inbox
from registry.codes import page_code
from registry.labels import DocumentState
from registry.store.documents import add_file, bind_tasks, find_document, move, record_of
from registry.store.registers import give_number
from tests.support.outside_world.paper import many_hands
from tests.support.outside_world.scanner import Exposure, Feed, Machine, expose, picture_pdf
from tests.support.registry_builder import DIGEST, NOW, SERIES, SIGNED_ON, YEAR, changing, draft, enter

DIVISOR = max(1, int(os.environ.get("DOCGEN_SCALE", "1")))
POOR, PAPERS, PAGES = 200 // DIVISOR, 500 // DIVISOR, 2
GOAL_MS, GOAL_TIMES, GOAL_SECONDS, GOAL_FILES = 15, 20, 60, 30
SETTINGS = Path(__file__).parents[1] / "tests" / "stories" / "offices" / "khe-sau.toml"
KEY = b"a key of the bench"


def main() -> int:
    """Print the tables; 1 when a scan is recognised wrongly or a paper does not file itself."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        return int(_poor_scans(folder) | _homecoming(folder) | _files_that_were_never_paper(folder))


# ---- recognising


def _poor_scans(folder: Path) -> bool:
    codes = [_code(f"{number:08X}", 1, KEY) for number in range(1, POOR + 1)]
    scans = folder / "xau.pdf"
    scans.write_bytes(picture_pdf(list(many_hands(_poor, list(_sheets(folder, codes)))), 200))
    read, whole, seen = [], [], []
    for page, text in enumerate(codes, start=1):
        start = time.perf_counter()
        found = read_page(scans, page, {})
        read.append(time.perf_counter() - start)
        seen.append([code.text for code in found.codes] == [text] if found.codes else None)
        start = time.perf_counter()
        zxingcpp.read_barcodes(pdf.page_image(scans, page, 300))
        whole.append(time.perf_counter() - start)
    ours, theirs = (statistics.median(times) * 1000 for times in (read, whole))
    _say(f"\n### {POOR} poor scans: crooked up to 5°, half of them upside down, noise, blur, JPEG 30–75, 150–300 dpi\n")
    _say("| recognised | wrong | median ms a page | drawn at 300 dpi and read whole | times |\n|---|---|---|---|---|")
    _say(f"| {seen.count(True)} | {seen.count(False)} | {ours:.1f} | {theirs:.1f} | {theirs / ours:.1f} |")
    _say(f"\nGoals: all, 0 wrong, {GOAL_MS} ms, {GOAL_TIMES} times.")
    return False in seen


def _sheets(folder: Path, codes: Sequence[str]) -> Iterator[tuple[int, Path, str]]:
    for number, text in enumerate(codes, start=1):
        yield number, folder, text


def _poor(feed: tuple[int, Path, str]) -> Exposure:
    """One sheet through a bad machine; what is bad about it is drawn from the number of the sheet."""
    number, folder, text = feed
    chance = random.Random(number)
    with tempfile.TemporaryDirectory(dir=folder) as own:
        sheet = pdf.page_image(_printed(Path(own), ["Trang mot"], [text]), 1, 200)
    blurred = sheet.filter(ImageFilter.GaussianBlur(chance.uniform(0, 1.0)))
    machine = Machine(
        dpi=chance.choice((150, 200, 300)),
        skew_degrees=5,
        jpeg_quality=chance.randint(30, 75),
        noise=chance.randint(0, 20),
        seed=str(number),
    )
    return expose(machine, Feed(source=blurred, position=number, upside_down=number % 2 == 0))


# ---- filing


def _homecoming(folder: Path) -> bool:
    office = _office(folder / "co-quan")
    codes = _issued(office)
    sheets = [(office.output / PRINTED / f"{code}.pdf", page) for code in codes for page in range(1, PAGES + 1)]
    random.Random(1).shuffle(sheets)
    exposures = list(many_hands(_scan, list(enumerate(sheets, start=1))))
    for number in range(0, len(exposures), 100):  # ten piles
        (office.inbox / f"chong-{number}.pdf").write_bytes(picture_pdf(exposures[number : number + 100], 200))
    start, spent = time.perf_counter(), _processor_seconds()
    outcomes = take_inbox(office)
    taken, spent = time.perf_counter() - start, _processor_seconds() - spent
    with office.store.reading() as session:
        filed = sum(record_of(session, code).state is DocumentState.FILED for code in codes)
    office.close()
    pages = len(sheets)
    _say(f"\n### {pages:,} scanned pages in {len(outcomes)} piles: recognised, held against their prints, filed\n")
    _say("| papers filed | of | seconds | ms a page | CPU ms a page |\n|---|---|---|---|---|")
    _say(f"| {filed} | {len(codes)} | {taken:.1f} | {taken * 1000 / pages:.1f} | {spent * 1000 / pages:.1f} |")
    _say(f"\nGoal: {GOAL_SECONDS} s for 1,000 pages on two cores.")
    return filed != len(codes)


def _files_that_were_never_paper(folder: Path) -> bool:
    """Papers that come back one by one as PDFs drawn by a program, signed by a stroke of its pen."""
    office = _office(folder / "co-quan-khac")
    codes = _issued(office)
    for code in codes:
        strokes = dict.fromkeys(range(1, PAGES + 1), b"q 2 w 335 262 m 380 285 l 400 240 l 445 275 l S Q")
        stamp(office.output / PRINTED / f"{code}.pdf", office.inbox / f"{code}.pdf", strokes, fonts={})
    start, spent = time.perf_counter(), _processor_seconds()
    take_inbox(office)
    taken, spent = time.perf_counter() - start, _processor_seconds() - spent
    with office.store.reading() as session:
        filed = sum(record_of(session, code).state is DocumentState.FILED for code in codes)
    office.close()
    _say(f"\n### {len(codes):,} PDFs of two pages that were never paper, each a file of its own\n")
    _say("| papers filed | of | seconds | ms a file | CPU ms a file |\n|---|---|---|---|---|")
    each = f"{taken * 1000 / len(codes):.1f} | {spent * 1000 / len(codes):.1f}"
    _say(f"| {filed} | {len(codes)} | {taken:.1f} | {each} |")
    _say(f"\nGoal: {GOAL_FILES} s for 1,000 files on two cores.")
    return filed != len(codes)


def _processor_seconds() -> float:
    """Of this process and of the helpers that ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _office(folder: Path) -> Office:
    make_office(folder, SETTINGS.read_text("utf-8").replace("processes = 0", "processes = 2"))
    return open_office(folder, {"DOCGEN_TODAY": SIGNED_ON.isoformat()}, actor="bench")


def _issued(office: Office) -> list[str]:
    """Codes of papers of two pages each, from draft to issue, their prints on the disk and on the shelf."""
    enter(office.store, list(crowd.rows(PAPERS, YEAR)))
    for name in (PRINTED, PACKS):
        (office.output / name).mkdir(parents=True)
    put_marker(office.inbox)
    codes = [f"{0xAA000000 + number:08X}" for number in range(1, PAPERS + 1)]
    key, shelf = office.key(1) or b"", open_shelf(office)
    for number, code in enumerate(codes, start=1):
        draft(office.store, code, f"CB-{number:03}")
        lines = [f"Dieu {n}. Giao dong chi thuc hien nhiem vu dot pha so {number * n}." for n in range(1, 12)]
        texts = [
            page_code(key, generation=1, document=code, page=p, pages=PAGES, input_digest=DIGEST).text for p in (1, 2)
        ]
        printed = _printed(office.output / PRINTED, lines, texts, name=code)
        with changing(office.store) as session:
            find_document(session, code).pages = PAGES
            add_file(session, code, "print", reference(office, printed))
            move(session, code, DocumentState.PRINTED)
            move(session, code, DocumentState.SIGNED, signed_on=SIGNED_ON, signed_by="Lý Văn Mẫu")
            give_number(session, record_of(session, code), SERIES, dated=SIGNED_ON, at=NOW, recipients="")
            move(session, code, DocumentState.ISSUED, issued_on=SIGNED_ON)
            bind_tasks(session, record_of(session, code))
        held: dict[str, bytes | Path] = {"phat-hanh/vb.pdf": printed}
        shelf.put(document_object(office, code), held, message="ban hành", user="bench", at=NOW)
    return codes


def _scan(feed: tuple[int, tuple[Path, int]]) -> Exposure:
    """One signed sheet through an ordinary machine, one in fifty head down."""
    number, (printed, page) = feed
    sheet = pdf.page_image(printed, page, 200)
    return expose(Machine(seed=str(number)), Feed(source=_signed(sheet), position=number, upside_down=number % 50 == 0))


def _signed(picture: Image.Image) -> Image.Image:
    points = [(x / 25.4 * 200, y / 25.4 * 200) for x, y in ((118, 205), (135, 196), (140, 212), (158, 200))]
    ImageDraw.Draw(picture).line(points, fill=60, width=4)
    return picture


# ---- paper


def _code(document: str, page: int, key: bytes, *, pages: int = 1) -> str:
    return page_code(key, generation=1, document=document, page=page, pages=pages, input_digest=DIGEST).text


def _printed(folder: Path, lines: Sequence[str], codes: Sequence[str], name: str = "in") -> Path:
    """A PDF of so many pages, text above, a position and a name with room to sign between them, codes in the margin."""
    blank, target, writer = folder / f".{name}-blank.pdf", folder / f"{name}.pdf", PdfWriter()
    for _ in codes:
        writer.add_blank_page(595.276, 841.89)
    with blank.open("wb") as stream:
        writer.write(stream)
    drawn = {}
    for page, code in enumerate(codes, start=1):
        texts = [(90, 780 - 40 * row, f"{line} Trang {page}.") for row, line in enumerate(lines)]
        texts += [(340, 300, "CHU TICH"), (330, 225, "Nong Van Thu")]
        shown = "\n".join(f"BT /F1 14 Tf {x} {y} Td ({text}) Tj ET" for x, y, text in texts).encode()
        drawn[page] = shown + b"\n" + drawing(code)
    stamp(blank, target, drawn, fonts={"F1": "Times-Roman", "DocgenCode": "Times-Roman"})
    blank.unlink()
    return target


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
