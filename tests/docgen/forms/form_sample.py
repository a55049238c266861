"""A small self-assessment form built in code, as issued and as filled by hand or by another program."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal

from docx import Document
from lxml import etree

from docgen.forms.checking import ExpectedForm
from docgen.forms.reading import read_form

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = "1A2B3C4D"
CHECK = "F1.ABCDEFGHIJKLMNOP"
TASKS = ("NV-2021-001", "NV-2021-002")
HEADINGS = (
    "STT",
    "Nhiệm vụ được giao",
    "Sản phẩm, chỉ tiêu",
    "Thời hạn",
    "Kết quả đến nay",
    "Tỷ lệ hoàn thành (%)",
    "Mức độ hoàn thành",
    "Minh chứng",
)
FIELDS = ("achieved", "percent", "level", "evidence")
GOOD = {
    "achieved 1": "92% chi bộ sinh hoạt đạt loại tốt",
    "percent 1": "102,2",
    "level 1": "Vượt",
    "evidence 1": "Báo cáo số 45-BC/HU ngày 30/11/2021",
    "achieved 2": "Đã xong 8/10 xã",
    "percent 2": "80",
    "level 2": "Hoàn thành cơ bản",
    "evidence 2": "",
    "advantages": "Chủ động, sát cơ sở.",
    "shortcomings": "Hai xã chậm do mưa lũ.",
    "proposals": "Không",
    "grade": "Hoàn thành tốt nhiệm vụ",
}


def control(name: str, value: str, *, choices: tuple[str, ...] = ()) -> etree._Element:
    """A content control inside a paragraph; an empty value shows the prompt."""
    shown = value or ("Chọn mức" if choices else "Bấm vào đây để nhập")
    prompt = "" if value else "<w:showingPlcHdr/>"
    style = "" if value else '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
    items = "".join(f'<w:listItem w:displayText="{choice}" w:value="{choice}"/>' for choice in choices)
    kind = f"<w:dropDownList>{items}</w:dropDownList>" if choices else "<w:text/>"
    return etree.fromstring(
        f'<w:sdt xmlns:w="{W}"><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{name}"/>'
        f'<w:lock w:val="sdtLocked"/>{prompt}{kind}</w:sdtPr><w:sdtContent><w:r>{style}'
        f"<w:t>{shown}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def form(answers: dict[str, str] | None = None, *, named: bool = True) -> bytes:
    """The form, issued (no answers) or filled; `named` False leaves out tags and aliases as LibreOffice does."""
    answers = answers or {}
    document = Document()
    document.core_properties.identifier = DOCUMENT
    document.add_paragraph("BẢN TỰ ĐÁNH GIÁ")
    document.add_paragraph("Họ và tên: Lò Thị Sim. Sinh ngày 05/02/1980")
    levels = ("Vượt", "Hoàn thành", "Hoàn thành cơ bản", "Chưa hoàn thành")
    grades = ("Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ")
    table = document.add_table(rows=1, cols=len(HEADINGS))
    for cell, heading in zip(table.rows[0].cells, HEADINGS, strict=True):
        cell.text = heading
    for number, task in enumerate(TASKS, start=1):
        cells = table.add_row().cells
        texts = (str(number), f"Nâng chất lượng sinh hoạt chi bộ {number} [{task}]", "90%", "30/11/2021")
        for cell, text in zip(cells, texts, strict=False):
            cell.text = text
        for cell, field in zip(cells[4:], FIELDS, strict=True):
            name = f"{field} {number}"
            choices = levels if field == "level" else ()
            cell.paragraphs[0]._p.append(control(name if named else "", answers.get(name, ""), choices=choices))
    for label, field in (("1. Ưu điểm", "advantages"), ("2. Hạn chế, nguyên nhân", "shortcomings")):
        document.add_paragraph(label)
        document.add_paragraph()._p.append(control(field if named else "", answers.get(field, "")))
    proposals = document.add_paragraph("3. Kiến nghị: ")
    proposals._p.append(control("proposals" if named else "", answers.get("proposals", "")))
    grade = document.add_paragraph("Tự xếp loại: ")
    grade._p.append(control("grade" if named else "", answers.get("grade", ""), choices=grades))
    document.add_paragraph("NGƯỜI TỰ ĐÁNH GIÁ")
    buffer = io.BytesIO()
    document.save(buffer)
    return with_identity(buffer.getvalue())


def expected(**changes: object) -> ExpectedForm:
    """What was sent out."""
    values: dict[str, object] = {
        "document": DOCUMENT,
        "check": CHECK,
        "tasks": TASKS,
        "max_percent": Decimal(120),
        "fixed_text": read_form(form()).fixed_text,
    }
    return ExpectedForm(**(values | changes))  # type: ignore[arg-type]  # a table of changes


def with_identity(data: bytes, *, document: str = DOCUMENT, check: str = CHECK) -> bytes:
    """The file with our custom XML part in it."""
    part = f'<form xmlns="urn:docgen:form"><document>{document}</document><check>{check}</check></form>'
    relation = (
        '<Relationship Id="rIdForm" Target="../customXml/item7.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"/></Relationships>'
    )
    linked = rewritten(data, lambda xml: xml.replace("</Relationships>", relation), part="word/_rels/document.xml.rels")
    return with_part(linked, "customXml/item7.xml", part.encode())


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The file with one part more."""
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def rewritten(data: bytes, change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """The file with the text of one part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                changed = change(content.decode("utf-8")).encode("utf-8")
                assert changed != content, "the change did not hit anything"
                content = changed
            new.writestr(name, content)
    return buffer.getvalue()
