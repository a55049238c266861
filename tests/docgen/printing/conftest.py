"""A few Word files, converted once for all tests of printing, and stand-ins for LibreOffice."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from docgen.printing.converter import Converter, probe

NAME = "Đặng Văn Ước"


def _page_number(paragraph: Any) -> None:
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text
        run._r.append(element)


def _table(document: Any, name: str) -> None:
    table = document.add_table(1, 3, style="Table Grid")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    rows = [("STT", "Nội dung nhiệm vụ", "Họ tên")]
    rows += [(str(n), f"Xây dựng mô hình số {n} gắn với bảo vệ môi trường trên địa bàn xã", NAME) for n in range(1, 26)]
    rows[-1] = (*rows[-1][:2], name)
    for number, row in enumerate(rows):
        cells = table.rows[0].cells if number == 0 else table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text


def difficult_paper(*, name: str = NAME) -> bytes:
    """Five pages with all that makes a PDF's text differ innocently; `name` stands in the last row."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin = Mm(30), Mm(20), Mm(20)
    section.different_first_page_header_footer = True
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Times New Roman", Pt(14)
    _page_number(section.header.paragraphs[0])
    section.footer.paragraphs[0].text = "Mẫu 3-HD"
    heading = document.add_table(1, 2).rows[0].cells
    heading[0].text, heading[1].text = (
        "HUYỆN ỦY HÀM YÊN\n*\nSố -QĐ/HU",
        "Hàm Yên, ngày\u00a0\u00a0\u00a0tháng\u00a0\u00a0năm 2021",
    )
    for number in range(10):
        paragraph = document.add_paragraph(
            f"- Căn cứ Kết luận số 46-KL/HU, ngày 29/01/2021 của Ban Thường vụ Huyện ủy về office affine flow theo "
            f"Quyết định số 1234-QĐ/TU-ĐẶC-BIỆT/BTCTW-ABCDEFGH-BTVTU-XYZ giai đoạn 2021\u00a0-\u00a02025, "
            f"mã GV\u20112021 lần {number};"
        )
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _table(document, name)
    document.add_paragraph("Việc thứ nhất", style="List Number")
    document.add_paragraph("Việc thứ hai", style="List Bullet")
    document.add_paragraph("Họ và tên:\t............................ Chức vụ:………………")
    document.add_paragraph().add_run("chữ hoa bằng định dạng").font.all_caps = True
    return saved(document)


def short_paper(pages: int) -> bytes:
    """A paper of so many pages within the official margins, the last page landscape when there are two."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin = Mm(210), Mm(297), Mm(30)
    document.add_paragraph("Điều 1. Giao nhiệm vụ cho đồng chí Ma Thị Hường.")
    if pages == 2:
        annex = document.add_section()
        annex.page_width, annex.page_height = Mm(297), Mm(210)
        document.add_paragraph("Phụ lục")
    return saved(document)


def saved(document: Any) -> bytes:
    """The document as bytes."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def converter() -> Converter:
    """The LibreOffice of this machine."""
    return probe()


@pytest.fixture(scope="session")
def papers(converter: Converter, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """PDFs by name; the .docx of the same name lies beside each."""
    folder = tmp_path_factory.mktemp("papers")
    sources = {
        "difficult": difficult_paper(),
        "other-name": difficult_paper(name="Đặng Văn Ức"),
        "one": short_paper(1),
        "two": short_paper(2),
    }
    for name, data in sources.items():
        (folder / f"{name}.docx").write_bytes(data)
    made = converter.convert([folder / f"{name}.docx" for name in sources], folder)
    return dict(zip(sources, made, strict=True))


@pytest.fixture
def pretender(tmp_path: Path) -> Path:
    """A small program that makes PDFs as LibreOffice does; `pretender.py` says how it fails. Its runs are recorded."""
    folder = tmp_path / "program"
    folder.mkdir()
    shutil.copyfile(Path(__file__).with_name("pretender.py"), folder / "pretender.py")
    program = folder / "soffice"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{folder}/pretender.py" "$@"\n')
    program.chmod(0o755)
    return program


@pytest.fixture
def stand_in(tmp_path: Path) -> Path:
    """A small program that behaves like LibreOffice and dies of a file whose content names poison.

    It answers --version, writes a PDF for each file before the poisoned one, and records each of its runs.
    """
    program = tmp_path / "soffice"
    program.write_text(
        """#!/bin/sh
case "$*" in *--version*) echo "LibreOffice 9.8.7.6 1(Build:1)"; exit 0;; esac
out=; files=
while [ $# -gt 0 ]; do
  case "$1" in --outdir) out="$2"; shift;; *.docx) files="$files $1";; esac
  shift
done
mkdir -p "$out"
echo "$files" | wc -w >> "$(dirname "$0")/runs"
for file in $files; do
  if grep -q HANG "$file"; then sh -c "while :; do :; done"; fi
  if grep -q POISON "$file"; then exit 139; fi
  name=$(basename "$file" .docx)
  printf '%%PDF-1.7\\n%s\\n%%%%EOF\\n' "$(wc -c < "$file")" > "$out/$name.pdf"
done
"""
    )
    program.chmod(0o755)
    return program
