"""Bản ký về được nhận ra từng trang; mỗi trạng thái của tập trang hiện ra bằng lời, việc chưa chắc thì chờ người.

Every state of a set of pages (luu-tru.md §4.3) as a clerk meets it with `docgen inbox run`; requirements 35 to 39.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from docgen.media import ocr
from registry.labels import DocumentState
from registry.store.documents import find_document
from registry.store.received import received_file
from tests.docgen.intake.papers import letter
from tests.docgen.media.test_ocr import put_tesseract
from tests.support.issued_office import CODES, IssuedOffice, issued_office, lines_of, signed
from tests.support.registry_builder import changing

ONE, TWO, THREE = CODES
ISSUED, FILED = DocumentState.ISSUED, DocumentState.FILED


@pytest.fixture
def office(tmp_path: Path) -> IssuedOffice:
    """Three issued decisions of two pages."""
    return issued_office(tmp_path)


def codes_of(row: dict[str, object]) -> dict[str, list[str]]:
    """Document -> codes of its problems; "" for the file's own."""
    documents: list[dict[str, object]] = row["documents"]  # type: ignore[assignment]
    found = {str(each["document"]): [p["code"] for p in each["problems"]] for each in documents}  # type: ignore[attr-defined]
    return {"": [p["code"] for p in row["problems"]], **found}  # type: ignore[attr-defined]


def waits(office: IssuedOffice) -> str:
    """What `docgen inbox review` tells the person who looks."""
    return office.circle.docgen("inbox", "review").err


def test_36_three_shuffled_papers_with_one_page_missing(office: IssuedOffice) -> None:
    """Two papers file themselves (DU), the third waits for its page (THIEU); the raw scan is kept once, as it came."""
    pile = [office.sheet(*each) for each in ((THREE, 2), (ONE, 1), (TWO, 1), (ONE, 2), (THREE, 1))]
    scan = office.scan("lan.pdf", pile)
    digest = hashlib.sha256(scan.read_bytes()).hexdigest()
    (row,) = office.take()
    assert office.states() == {ONE: FILED, THREE: FILED, TWO: ISSUED}
    assert codes_of(row) == {"": [], ONE: [], TWO: ["pages-missing"], THREE: []}
    assert "còn thiếu trang 2; quét bổ sung" in waits(office)
    kept = [path for path in (office.folder / "archive").rglob("*") if path.is_file()]
    raw = [path for path in kept if hashlib.sha256(path.read_bytes()).hexdigest() == digest]
    assert len(raw) == 1
    office.scan("bo-sung.pdf", [office.sheet(TWO, 2)])
    office.take(0)
    assert office.states()[TWO] is FILED


def test_36_a_page_twice_the_same_is_one_page(office: IssuedOffice) -> None:
    """A page scanned twice (TRUNG) looks the same both times: noted, and the paper files itself."""
    page = office.sheet(ONE, 1)
    office.scan("hai-lan.pdf", [page, office.sheet(ONE, 2), page])
    told = office.told()
    assert "trang 1 được quét 2 lần, các bản như nhau" in told
    assert office.states()[ONE] is FILED


def test_37_two_different_copies_of_one_page_wait(office: IssuedOffice) -> None:
    """One page came twice with other words (TRUNG): nobody chooses silently."""
    other = [line.replace("giao viec", "khong giao") for line in lines_of(ONE, 1)]
    office.scan("hai-ban.pdf", [office.sheet(ONE, 1), office.sheet(ONE, 2), office.sheet(ONE, 1, other)])
    (row,) = office.take(1)
    assert "page-doubled" in codes_of(row)[ONE]
    assert office.states()[ONE] is ISSUED
    assert "trang 1 có nhiều bản (trang 1, 3 của tệp)" in waits(office)


def test_36_and_37_pages_in_two_files_are_compared_with_each_other(office: IssuedOffice) -> None:
    """A page that came before and comes again is held against its first copy: alike it is noted and the paper files
    itself, a whole scan once more is already filed, and another signature on it waits for a person.
    """
    office.scan("trang-1.pdf", [office.sheet(ONE, 1)])
    office.scan("trang-2.pdf", [office.sheet(TWO, 2)])
    office.take(1)
    office.scan("ca-hai.pdf", [office.sheet(ONE, 1), office.sheet(ONE, 2)])
    office.scan("khac-tay.pdf", [office.sheet(TWO, 1), signed(office.sheet(TWO, 2).rotate(180)).rotate(180)])
    rows = {str(row["file"]): row for row in office.take(1)}
    assert codes_of(rows["ca-hai.pdf"])[ONE] == ["page-received-alike"]
    assert codes_of(rows["khac-tay.pdf"])[TWO][0] == "page-received-before"
    assert office.states() == {ONE: FILED, TWO: ISSUED, THREE: ISSUED}
    office.scan("lan-nua.pdf", [office.sheet(ONE, 2), office.sheet(ONE, 1)])
    (row,) = office.take(0)
    assert (row["outcome"], codes_of(row)[ONE]) == ("already_filed", ["page-received-alike"] * 2)


def test_35_another_papers_mark_is_a_forgery(office: IssuedOffice) -> None:
    """A mark that our key did not make for this paper (GIA) is never filed, and said to be wrong."""
    mark = office.page_code(ONE, 1, digest="1" * 64)
    office.scan("gia.pdf", [office.sheet(ONE, 1, mark=mark), office.sheet(ONE, 2)])
    (row,) = office.take(1)
    assert codes_of(row)[""] == ["page-forged"]
    assert office.states()[ONE] is ISSUED
    assert "Dấu kiểm trong mã trang không đúng" in waits(office)


def test_39_another_body_under_a_kept_code_waits(office: IssuedOffice) -> None:
    """A page whose words were replaced (NGHI_SUA) waits, with the place told; the others of the file are filed."""
    other = [*lines_of(ONE, 1)[:4], "Dieu 5. Cap kinh phi 900 trieu dong cho don vi.", *lines_of(ONE, 1)[5:]]
    pile = [office.sheet(ONE, 1, other), office.sheet(ONE, 2), office.sheet(TWO, 1), office.sheet(TWO, 2)]
    office.scan("sua.pdf", pile)
    (row,) = office.take(1)
    assert codes_of(row) == {"": [], ONE: ["page-altered"], TWO: []}
    assert office.states() == {ONE: ISSUED, TWO: FILED, THREE: ISSUED}
    assert "trang 1 khác bản đã in ở chỗ cách mép trái" in waits(office)


def test_38_a_strangers_page_in_the_pile_waits_and_holds_up_nobody(office: IssuedOffice) -> None:
    """A page without a code of ours between ours (LA, KHONG_MA) waits; the paper around it is filed."""
    office.scan("co-trang-la.pdf", [office.sheet(ONE, 1), letter(), office.sheet(ONE, 2)])
    (row,) = office.take(1)
    assert codes_of(row) == {"": ["page-without-code"], ONE: []}
    assert office.states()[ONE] is FILED
    assert "trang 2: Trang không có mã của cơ quan; cần người xem." in waits(office)


def test_38_foreign_codes_on_our_page_have_no_effect(office: IssuedOffice) -> None:
    """A label of another office and a shop's bar code in our margin change nothing: the paper files itself."""
    sheet = office.sheet(ONE, 1)
    for text, kind, scale, place in (
        ("https://example.vn/GNV1.AA000002.1.2", zxingcpp.BarcodeFormat.QRCode, 3, (40, 300)),
        ("8934567890120", zxingcpp.BarcodeFormat.EAN13, 2, (4, 800)),
    ):
        symbol = Image.fromarray(zxingcpp.create_barcode(text, kind).to_image(scale=scale))
        sheet.paste(symbol.crop((0, 0, symbol.width, min(symbol.height, 120))), place)
    office.scan("dan-nhan.pdf", [sheet, office.sheet(ONE, 2)])
    (row,) = office.take(0)
    assert (row["outcome"], codes_of(row)) == ("filed", {"": [], ONE: []})


def test_43_a_scan_without_code_is_proposed_by_what_is_read_on_it(
    office: IssuedOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With tesseract installed a letter that names number and person is proposed, and still waits for the person."""
    put_tesseract(tmp_path / "bin", words="Số 02-QĐ/HU, gửi đồng chí Bế Thị Nháp")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    ocr.reader.cache_clear()
    office.scan("khong-ma.pdf", [letter()])
    office.take(1)
    (waiting,) = office.circle.docgen("inbox", "review", "--json").json
    assert waiting["outcome"] == "review"
    assert waiting["candidates"][0]["document"] == TWO
    assert waiting["candidates"][0]["reasons"] == ["có số 02-QĐ/HU", "có tên người nhận"]
    assert waiting["pictures"] == []
    assert set(office.states().values()) == {ISSUED}
    ocr.reader.cache_clear()


def test_53_a_mark_that_is_only_ink_is_refused_before_anything_is_kept(
    office: IssuedOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With tesseract installed a stamp on a scan without our code is seen, alone or in a pile: nothing of it comes on
    the shelf, no picture is made; the file lies in quarantine with its reason.
    """
    put_tesseract(tmp_path / "bin", words="Số 05\nTUYỆT MẬT\nKính gửi")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    ocr.reader.cache_clear()
    office.scan("mat.pdf", [letter()])
    office.scan("lan.pdf", [office.sheet(ONE, 1), office.sheet(ONE, 2), letter()])
    rows = office.take(1)
    assert [(row["outcome"], codes_of(row)[""]) for row in rows] == [("refused", ["file-secret"])] * 2
    assert office.circle.docgen("inbox", "review", "--json").json == [] and office.states()[ONE] is ISSUED
    assert not list((office.folder / "archive").glob("*/*/*/*/v*/content/nhan")) and not list(
        office.folder.rglob("*.png")
    )
    ocr.reader.cache_clear()


def test_53_a_strangers_page_in_our_pile_leaves_no_picture(office: IssuedOffice) -> None:
    """What stands on a page without our code nobody knows: only pages of ours in doubt are drawn for the person."""
    office.scan("co-trang-la.pdf", [office.sheet(ONE, 1), letter()])
    office.take(1)
    (waiting,) = office.circle.docgen("inbox", "review", "--json").json
    assert [Path(path).name[-6:] for path in waiting["pictures"]] == ["-1.png"]


def test_53_a_person_clears_a_scan_without_code_and_then_it_has_a_picture(office: IssuedOffice) -> None:
    """Until somebody opened the file and said that it bears no secrecy mark, no picture of it lies anywhere on the
    disk, whoever looks; review tells what to do, the journal keeps who said so, and the decision takes it away again.
    """
    office.scan("la.pdf", [letter()])
    (row,) = office.take(1)
    sha = str(row["sha256"])[:12]
    told = waits(office) + office.circle.docgen("inbox", "show", sha).err
    assert told.count(f"“docgen inbox clear {sha}”") == 2 and not list(office.folder.rglob("*.png"))
    said = office.circle.docgen("inbox", "clear", sha, "--reason", "đã mở tệp, không có dấu mật").err
    (waiting,) = office.circle.docgen("inbox", "review", "--json").json
    (picture,) = map(Path, waiting["pictures"])
    assert f"ảnh trang: {picture}" in said and picture.read_bytes().startswith(b"\x89PNG")
    assert (waiting["uncleared"], waiting["outcome"]) == ([], "review")
    shown = office.circle.docgen("inbox", "show", sha, "--json").json
    deeds = [(deed["actor"], deed["action"], deed["reason"]) for deed in shown["deeds"]]
    assert deeds[-1] == ("văn thư", "clearance", "đã mở tệp, không có dấu mật")
    assert "không có trang nào chờ" in office.circle.docgen("inbox", "clear", sha, "--reason", "x", expect=(1,)).err
    office.circle.docgen("inbox", "reject", sha, "--reason", "của cơ quan khác")
    assert not list(office.folder.rglob("*.png"))


def test_53_what_bears_a_mark_cannot_be_cleared(
    office: IssuedOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person who overlooks what the machine sees now, in a name or by tesseract installed since, is refused."""
    first, second = office.scan("la.pdf", [letter()]), office.scan("khac.pdf", [office.sheet(ONE, 1), letter()])
    again = first.read_bytes()
    rows = office.take(1)
    shas = {str(row["file"]): str(row["sha256"])[:12] for row in rows}
    office.circle.docgen("inbox", "clear", shas[first.name], "--reason", "đã mở tệp")
    (office.inbox / "TỐI MẬT - la.pdf").write_bytes(again)
    (row,) = office.take(1)
    assert (row["outcome"], codes_of(row)[""]) == ("review", ["file-secret", "same-bytes"])
    assert len(waits(office)) and not list(office.folder.rglob(f"{shas[first.name]}*.png"))
    asked = ("--reason", "không thấy gì")
    assert "“TỐI MẬT”" in office.circle.docgen("inbox", "clear", shas[first.name], *asked, expect=(1,)).err
    put_tesseract(tmp_path / "bin", words="Số 05\nTUYỆT MẬT\nKính gửi")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    ocr.reader.cache_clear()
    assert "“TUYỆT MẬT”" in office.circle.docgen("inbox", "clear", shas[second.name], *asked, expect=(1,)).err
    assert not list(office.folder.rglob("*.png"))
    ocr.reader.cache_clear()


@pytest.mark.parametrize(("words", "pictures"), [("Kính gửi các cơ quan " * 8, 1), ("Kính gửi MẬT " * 2, 0)])
def test_53_what_was_read_well_and_bears_no_mark_is_drawn(
    office: IssuedOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, pictures: int
) -> None:
    """With tesseract a page of which much was read without a mark is drawn; one it hardly reads waits for eyes."""
    office.scan("la.pdf", [letter()])
    office.take(1)
    put_tesseract(tmp_path / "bin", words=words)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    ocr.reader.cache_clear()
    (waiting,) = office.circle.docgen("inbox", "review", "--json").json
    assert len(waiting["pictures"]) == pictures == len(list(office.folder.rglob("*.png")))
    assert waiting["uncleared"] == [1][pictures:]
    put_tesseract(tmp_path / "bin", words="Kính gửi các cơ quan " * 8)  # a page is read once, for that takes seconds
    assert len(office.circle.docgen("inbox", "review", "--json").json[0]["pictures"]) == pictures
    ocr.reader.cache_clear()


def test_a_page_of_a_paper_that_was_taken_back_is_outdated(office: IssuedOffice) -> None:
    """Genuine pages of a recalled paper (LECH_PHIEN_BAN) wait, and why is said."""
    opened = office.open()
    with changing(opened.store) as session:
        find_document(session, ONE).state = DocumentState.RECALLED.value
    opened.close()
    office.scan("cu.pdf", [office.sheet(ONE, 1), office.sheet(ONE, 2)])
    (row,) = office.take(1)
    assert codes_of(row)[ONE][0] == "document-outdated"
    assert f"văn bản {DocumentState.RECALLED.label}" in waits(office)


def test_57_the_chain_of_a_file_does_not_tell_what_others_of_the_same_pass_prove(office: IssuedOffice) -> None:
    """Files come in several at a time: beside a stranger's sheet our paper is filed, and only its own chain says so."""
    ours = office.scan("cua-ta.pdf", [office.sheet(ONE, 1), office.sheet(ONE, 2)]).name
    office.scan("la.pdf", [letter()])
    rows = office.take(1)
    shown = {
        row["file"]: office.circle.docgen("inbox", "show", str(row["sha256"])[:16], "--json").json["deeds"]
        for row in rows
    }
    told = {file: {(deed["entity"], deed["key"]) for deed in deeds} for file, deeds in shown.items()}
    assert ("document", ONE) in told[ours] and any(entity == "task" for entity, _ in told[ours])
    assert {entity for entity, _ in told["la.pdf"]} == {"received_file", "receipt"}


def test_57_a_person_overrides_with_a_reason_and_both_stay(office: IssuedOffice) -> None:
    """What the machine found and what the person decided are both told afterwards."""
    other = [*lines_of(ONE, 1)[:4], "Dieu 5. Cap kinh phi 900 trieu dong cho don vi.", *lines_of(ONE, 1)[5:]]
    office.scan("sua.pdf", [office.sheet(ONE, 1, other), office.sheet(ONE, 2)])
    (row,) = office.take(1)
    sha = str(row["sha256"])[:16]
    pages = ("--page", f"{ONE}:1=1", "--page", f"{ONE}:2=2")
    office.circle.docgen("inbox", "accept", sha, *pages, "--reason", "đã đối chiếu bản gốc, sửa hợp lệ")
    assert office.states()[ONE] is FILED
    shown = office.circle.docgen("inbox", "show", sha).err
    assert "khác bản đã in" in shown and "văn thư quyết: đã đối chiếu bản gốc, sửa hợp lệ" in shown
    opened = office.open()
    with opened.store.reading() as session:
        record = received_file(session, str(row["sha256"]))
    opened.close()
    assert record is not None and record.decided_by == "văn thư"
    assert [p["code"] for p in record.documents[0]["problems"]] == ["page-altered"]
