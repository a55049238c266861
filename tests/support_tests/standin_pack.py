"""A stand-in for a signing pack: decisions with annexes and minutes, laid out by LibreOffice, codes stamped here.

Made by the tests of the outside world alone, so that they need nothing of the product. Names are fictional.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import zxingcpp
from docx import Document
from docx.document import Document as OpenDocument
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from PIL import Image
from pypdf import PdfReader, PdfWriter

GAP = "\u00a0" * 6
TAG = "Z7STF4LC65G4WMFT"
CENTRE = WD_ALIGN_PARAGRAPH.CENTER
PARTY, STATE, MINUTES = "7A3C91E2", "1B40FF07", "0C0FFEE1"
PAGES = ((PARTY, 1, 2), (PARTY, 2, 2), (STATE, 1, 1), (MINUTES, 1, 1))


def page_text(document: str, page: int, pages: int) -> str:
    """The page code of a stand-in page."""
    return f"GNV1.{document}.{page}.{pages}.{TAG}"


def make_pack(folder: Path) -> Path:
    """A pack of a cover sheet, a Party decision with annex, a State decision and minutes; needs LibreOffice."""
    source = folder / "pack.docx"
    _document().save(str(source))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return stamp(folder / "pack.pdf", folder / "signing-pack.pdf", [None, *PAGES])


def multiply(pack: Path, target: Path, times: int) -> Path:
    """A pack with `times` copies of the Party decision, each with its own document code."""
    writer = PdfWriter()
    codes: list[tuple[str, int, int] | None] = []
    for number in range(times):
        writer.append(pack.with_name("pack.pdf"), pages=(1, 3))
        codes += [(f"{number + 1:08X}", 1, 2), (f"{number + 1:08X}", 2, 2)]
    plain = target.with_suffix(".plain.pdf")
    writer.write(plain)
    return stamp(plain, target, codes)


def stamp(plain: Path, target: Path, codes: list[tuple[str, int, int] | None]) -> Path:
    """Stamp a QR and its text in the binding margin of each page; None leaves a page bare."""
    writer = PdfWriter(clone_from=plain)
    assert len(writer.pages) == len(codes), (len(writer.pages), codes)
    for number, code in enumerate(codes):
        if code is not None:
            mark = target.with_suffix(".mark.pdf")
            mark.write_bytes(_mark(page_text(*code)))
            writer.pages[number].merge_page(PdfReader(mark).pages[0])
    writer.write(target)
    return target


def _mark(text: str) -> bytes:
    symbol = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture = Image.fromarray(symbol.to_image(scale=1, add_quiet_zones=False))
    side = picture.width
    module = 16 / side * 72 / 25.4
    left, top = 11 * 72 / 25.4, 56 * 72 / 25.4
    squares = "".join(
        f"{left + x * module:.2f} {top - (y + 1) * module:.2f} {module:.2f} {module:.2f} re "
        for y in range(side)
        for x in range(side)
        if picture.getpixel((x, y)) == 0
    )
    words = f"BT /F 6 Tf 0 1 -1 0 {8.2 * 72 / 25.4:.2f} {28 * 72 / 25.4:.2f} Tm ({text}) Tj ET"
    drawing = f"{squares} f {words}".encode()
    head = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 596 842]/Contents 4 0 R"
        b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
    )
    body = b"4 0 obj<</Length %d>>\nstream\n%s\nendstream endobj\n" % (len(drawing), drawing)
    objects = head + body
    places = [objects.index(b"%d 0 obj" % number) for number in range(1, 5)]
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 5\n0000000000 65535 f \n%strailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return objects + end % (table, len(objects))


def _document() -> OpenDocument:
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Liberation Serif", Pt(14)
    style.paragraph_format.space_after = Pt(6)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    document.add_paragraph("DANH SÁCH TRÌNH KÝ")
    document.add_section(WD_SECTION.NEW_PAGE)
    _party_decision(document)
    document.add_section(WD_SECTION.NEW_PAGE)
    _state_decision(document)
    document.add_section(WD_SECTION.NEW_PAGE)
    _minutes(document)
    return document


def _cells(document: OpenDocument, left: list[str], right: list[str]) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        _fill(cell, lines)


def _fill(cell: _Cell, lines: list[str]) -> None:
    paragraph = cell.paragraphs[0]
    for number, line in enumerate(lines):
        paragraph = cell.add_paragraph() if number else paragraph
        paragraph.alignment = CENTRE
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(line)


def _centred(document: OpenDocument, text: str) -> Paragraph:
    paragraph = document.add_paragraph(text)
    paragraph.alignment = CENTRE
    return paragraph


def _party_decision(document: OpenDocument) -> None:
    left = ["ĐẢNG BỘ TỈNH TUYÊN QUANG", "HUYỆN ỦY HÀM YÊN", "*", f"Số{GAP}-QĐ/HU"]
    _cells(document, left, ["ĐẢNG CỘNG SẢN VIỆT NAM", "", "", f"Hàm Yên, ngày{GAP}tháng{GAP}năm 2021"])
    _centred(document, "QUYẾT ĐỊNH\nvề việc giao việc đột phá, đổi mới cho đồng chí Ma Văn Đạt")
    document.add_paragraph("- Căn cứ Quy chế làm việc số 01-QC/HU, ngày 25/8/2020 của Ban Chấp hành;")
    document.add_paragraph("Điều 1. Giao đồng chí Ma Văn Đạt, Bí thư Đảng ủy xã Yên Phú, thực hiện 02 việc.")
    recipients = ["Nơi nhận:", "- Như Điều 2,", "- Lưu Văn phòng Huyện ủy."]
    _cells(document, recipients, ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "", "", "", "", "Quan Thế Hưởng"])
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _centred(document, "Phụ lục\nVIỆC ĐỘT PHÁ, ĐỔI MỚI GIAO ĐỒNG CHÍ MA VĂN ĐẠT")
    reference = f"(Kèm theo Quyết định số{GAP}-QĐ/HU, ngày{GAP}tháng{GAP}năm 2021\ncủa Ban Thường vụ Huyện ủy)"
    _centred(document, reference)


def _state_decision(document: OpenDocument) -> None:
    left = ["ỦY BAN NHÂN DÂN", "TỈNH BẮC GIANG", "Số: ........./QĐ-UBND"]
    right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    _cells(document, left, [*right, "Bắc Giang, ngày ....... tháng ....... năm 2021"])
    document.add_paragraph("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2015;")
    document.add_paragraph("Điều 1. Giao ông Phạm Quốc Tường, Giám đốc Sở Tài chính, thực hiện 02 nhiệm vụ./.")
    _cells(document, ["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT, NC."], ["CHỦ TỊCH", "", "", "", "", "Lục Văn Khánh"])


def _minutes(document: OpenDocument) -> None:
    document.add_paragraph("Biên bản đã được đọc để hội nghị cùng nghe và nhất trí thông qua.")
    right = ["CHỦ TRÌ HỘI NGHỊ", "", "", "", "", "Triệu Đức Long"]
    _cells(document, ["NGƯỜI GHI BIÊN BẢN", "", "", "", "", "Bàn Thị Liên"], right)
