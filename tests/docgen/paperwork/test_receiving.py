"""Returned pages at the reception desk: as printed and signed they file themselves, otherwise a person looks."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PIL import Image

from docgen.intake.folder import seen_at
from docgen.intake.outcome import FileOutcome
from docgen.intake.staging import stage
from docgen.media.apart import Helpers
from docgen.media.pagecode import drawing
from docgen.media.pdf import page_image
from docgen.office import Office, make_office, open_office
from docgen.paperwork.files import PACKS, PRINTED, reference
from docgen.paperwork.receiving import Reception
from docgen.paperwork.shelfmarks import document_object, open_shelf
from registry.codes import page_code
from registry.errors import NotFound
from registry.labels import DocumentState, Outcome
from registry.store.documents import add_file, bind_tasks, find_document, move, record_of
from registry.store.received import early_files
from registry.store.registers import give_number
from tests.docgen.intake.papers import FIRST, scanned, signed, written
from tests.support.registry_builder import DIGEST, NOW, SERIES, SIGNED_ON, changing, draft, enter

SETTINGS = Path(__file__).parents[2] / "stories" / "offices" / "khe-sau.toml"
BODY = [f"Dieu {number}. Giao dong chi thuc hien nhiem vu dot pha so {number * 7}." for number in range(1, 12)]
ALTERED = [*BODY[:3], BODY[3].replace("dong chi", "tap the"), *BODY[4:]]
Make = Callable[..., Office]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Make]:
    """An office whose one decision, of one page, was printed, signed, numbered and issued."""
    opened: list[Office] = []

    def make(*, compare: bool = True, on_shelf: bool = True) -> Office:
        folder = tmp_path / "van-phong"
        text = SETTINGS.read_text("utf-8")
        make_office(folder, text.replace("[inbox]\n", f"[inbox]\ncompare = {str(compare).lower()}\n"))
        office = open_office(folder, {"DOCGEN_TODAY": "2021-02-05"}, actor="người thử")
        opened.append(office)
        issue(office, on_shelf=on_shelf)
        return office

    yield make
    for each in opened:
        each.close()


def issue(office: Office, *, on_shelf: bool) -> None:
    """The decision from draft to issue, its print in the output folder and, if asked, on the shelf."""
    enter(office.store)
    draft(office.store, FIRST)
    (office.output / PRINTED).mkdir(parents=True)
    (office.output / PACKS).mkdir()
    printed = written(office.output / PRINTED, "in.pdf", BODY)
    shutil.copyfile(printed, office.output / PACKS / "trinh-ky.pdf")
    with changing(office.store) as session:
        find_document(session, FIRST).pages = 1
        add_file(session, FIRST, "print", reference(office, printed))
        move(session, FIRST, DocumentState.PRINTED)
        move(session, FIRST, DocumentState.SIGNED, signed_on=SIGNED_ON, signed_by="Lý Văn Mẫu")
        give_number(session, record_of(session, FIRST), SERIES, dated=SIGNED_ON, at=NOW, recipients="")
        move(session, FIRST, DocumentState.ISSUED, issued_on=SIGNED_ON)
        bind_tasks(session, record_of(session, FIRST))
    if on_shelf:
        _shelve(office, printed)


def _shelve(office: Office, printed: Path) -> None:
    held: dict[str, bytes | Path] = {"phat-hanh/vb.pdf": printed}
    open_shelf(office).put(document_object(office, FIRST), held, message="ban hành", user="người thử", at=NOW)


def sheet(office: Office, lines: list[str]) -> Image.Image:
    """The page on paper, with a genuine code of the office."""
    code = page_code(office.key(1) or b"", generation=1, document=FIRST, page=1, pages=1, input_digest=DIGEST)
    return page_image(written(office.folder, "sheet.pdf", lines, drawing(code.text)), 1, 200)


def hand_in(office: Office, path: Path) -> FileOutcome:
    """What becomes of a file."""
    seen = seen_at(path)
    assert seen is not None
    office.staging.mkdir(exist_ok=True)
    return Reception(office, Helpers(0)).receive(stage(seen, office.staging))


def received(office: Office, picture: Image.Image) -> tuple[Outcome, list[str]]:
    """Outcome and problem codes of the one document in a scan of the sheet."""
    outcome = hand_in(office, scanned([picture], office.folder / "quet.pdf"))
    (document,) = outcome.documents
    assert outcome.outcome is document.outcome
    return document.outcome, [problem.code for problem in document.problems]


def test_a_signed_page_as_printed_files_itself(office: Make) -> None:
    """A genuine, unchanged, signed page is filed without a word."""
    desk = office()
    assert received(desk, signed(sheet(desk, BODY))) == (Outcome.FILED, [])


def test_the_shelf_stands_in_for_a_deleted_print(office: Make) -> None:
    """With the output folder gone pages are held against the print on the shelf, altered ones too."""
    desk = office()
    pictures = [signed(sheet(desk, ALTERED)), signed(sheet(desk, BODY))]
    shutil.rmtree(desk.output)
    assert received(desk, pictures[0]) == (Outcome.REVIEW, ["page-altered"])
    assert received(desk, pictures[1]) == (Outcome.FILED, [])


def test_an_altered_page_waits_with_its_place(office: Make) -> None:
    """Another wording under genuine code and signature: page and place are told, nothing is filed."""
    desk = office()
    outcome = hand_in(desk, scanned([signed(sheet(desk, ALTERED))], desk.folder / "quet.pdf"))
    ((problem,),) = [document.problems for document in outcome.documents]
    assert (outcome.outcome, problem.code, problem.place.page) == (Outcome.REVIEW, "page-altered", 1)
    assert "mép trên" in problem.message
    with desk.store.reading() as session:
        assert record_of(session, FIRST).state is DocumentState.ISSUED


def test_an_unsigned_page_waits(office: Make) -> None:
    """A page nobody signed proves nothing, and who did not sign is named."""
    desk = office()
    assert received(desk, sheet(desk, BODY)) == (Outcome.REVIEW, ["page-unsigned"])


def test_without_any_print_nobody_can_compare(office: Make) -> None:
    """When the print was touched and the shelf holds none, the page waits instead of passing."""
    desk = office(on_shelf=False)
    (desk.output / PRINTED / "in.pdf").write_bytes(b"%PDF-1.4 khac")
    assert received(desk, signed(sheet(desk, BODY))) == (Outcome.REVIEW, ["page-not-compared"])


def test_an_office_may_trust_the_code_alone(office: Make) -> None:
    """With compare = false a genuine code files the page, whatever else stands on it."""
    desk = office(compare=False)
    assert received(desk, sheet(desk, ALTERED)) == (Outcome.FILED, [])


def test_a_photograph_of_a_signed_page_is_filed_as_it_came(office: Make) -> None:
    """A picture file files its document; no PDF is made of it, the received bytes are the proof."""
    desk = office(compare=False)
    picture = desk.folder / "anh.png"
    signed(sheet(desk, BODY)).save(picture, dpi=(200, 200))
    assert hand_in(desk, picture).outcome is Outcome.FILED
    paths = open_shelf(desk).paths(document_object(desk, FIRST))
    assert "ky/nguon.json" in paths and "ky/vb-ky.pdf" not in paths


def test_a_genuine_code_of_an_unknown_paper_waits(office: Make) -> None:
    """A code our key made for a paper the registry does not know (an old copy of it put back) moves nothing."""
    desk = office()
    code = page_code(desk.key(1) or b"", generation=1, document="AAAA0099", page=1, pages=1, input_digest=DIGEST)
    picture = page_image(written(desk.folder, "la.pdf", BODY, drawing(code.text)), 1, 200)
    outcome = hand_in(desk, scanned([signed(picture)], desk.folder / "quet.pdf"))
    assert outcome.outcome is Outcome.REVIEW
    with desk.store.reading() as session:
        assert record_of(session, FIRST).state is DocumentState.ISSUED


def test_a_workbook_is_no_returned_paper(office: Make) -> None:
    """A list dropped by mistake is kept and told, and the command that takes lists stays the only one that does."""
    desk = office()
    book = Workbook()
    book.active.append(["Họ và tên", "Nhiệm vụ"])
    book.save(desk.folder / "danh-sach.xlsx")
    outcome = hand_in(desk, desk.folder / "danh-sach.xlsx")
    assert (outcome.outcome, [problem.code for problem in outcome.problems]) == (Outcome.REVIEW, ["file-workbook"])


def test_what_left_the_shelf_cannot_be_taken_up_again(office: Make) -> None:
    """A scan that came before its paper was issued is taken up again from the shelf; gone from there, it is told."""
    desk = office()
    with changing(desk.store) as session:
        find_document(session, FIRST).state = DocumentState.SIGNED.value
    assert received(desk, signed(sheet(desk, BODY)))[0] is Outcome.REVIEW
    with changing(desk.store) as session:
        find_document(session, FIRST).state = DocumentState.ISSUED.value
        (waiting,) = early_files(session)
    (desk.folder / waiting.stored_path).rename(desk.folder / "lay-ra.pdf")
    with pytest.raises(NotFound, match="không còn tệp"):
        Reception(desk, Helpers(0)).retry()
    (desk.folder / "lay-ra.pdf").rename(desk.folder / waiting.stored_path)
    assert [outcome.outcome for outcome in Reception(desk, Helpers(0)).retry()] == [Outcome.FILED]


@pytest.mark.parametrize("path", [f"{PRINTED}/in.pdf", f"{PACKS}/trinh-ky.pdf"])
def test_the_print_itself_is_not_a_signed_paper(office: Make, path: str) -> None:
    """A file that is byte for byte what was printed waits with a clear reason and is kept."""
    desk = office()
    outcome = hand_in(desk, desk.output / path)
    assert (outcome.outcome, [problem.code for problem in outcome.problems]) == (Outcome.REVIEW, ["file-unsigned"])
    with desk.store.reading() as session:
        assert record_of(session, FIRST).state is DocumentState.ISSUED
