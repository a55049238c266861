"""What a Word file says, wherever its text lies."""

from __future__ import annotations

import io
import unicodedata

import docx
import pytest

from docgen.media import docx as media_docx

from .conftest import rezip

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def _with_body(plain: bytes, body: str) -> bytes:
    return rezip(plain, {"word/document.xml": f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>".encode()})


def _p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _sdt(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (_p("một") + "<w:p/>" + _p("hai"), ("một", "hai")),
        (
            _p("một") + f"<w:tbl><w:tr><w:tc>{_p('ô')}</w:tc><w:tc>{_sdt(_p('trong'))}</w:tc></w:tr></w:tbl>",
            ("một", "ô", "trong"),
        ),
        (_sdt(_p("a") + _sdt(_p("b"))), ("a", "b")),
        (
            f"<w:p><w:r><w:t>Họ tên: </w:t></w:r>{_sdt(_sdt('<w:r><w:t>Ma Văn Đạt</w:t></w:r>'))}</w:p>",
            ("Họ tên: Ma Văn Đạt",),
        ),
        (f"<w:p><w:r><w:t>ngoài</w:t><w:txbxContent>{_p('hộp')}</w:txbxContent></w:r></w:p>", ("ngoài", "hộp")),
        (
            f"<mc:AlternateContent><mc:Choice>{_p('mới')}</mc:Choice><mc:Fallback>{_p('cũ')}</mc:Fallback></mc:AlternateContent>",
            ("mới",),
        ),
        (
            "<w:p><w:r><w:t>2021</w:t><w:noBreakHyphen/><w:t>2025</w:t><w:tab/><w:t>x</w:t></w:r></w:p>",
            ("2021-2025\tx",),
        ),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>hiện</w:t></w:r></w:p>", ("hiện",)),
        (
            "<w:p><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins><w:r><w:t>mới</w:t></w:r></w:ins></w:p>",
            ("mới",),
        ),
    ],
)
def test_text_is_found_everywhere(plain_docx: bytes, body: str, expected: tuple[str, ...]) -> None:
    """Paragraphs come in reading order from tables, controls and text boxes, without what nobody sees."""
    assert media_docx.document_text(_with_body(plain_docx, body)) == expected


def test_text_is_nfc(plain_docx: bytes) -> None:
    """Text typed with separate tone marks comes out composed."""
    body = _p(unicodedata.normalize("NFD", "Đồng chí Thế Hưởng"))
    assert media_docx.document_text(_with_body(plain_docx, body)) == ("Đồng chí Thế Hưởng",)


def test_identifier_is_read() -> None:
    """The identity in the properties is found, and None stands for none."""
    document = docx.Document()
    for wanted, expected in (("7A3C91E2", "7A3C91E2"), ("  ", None), ("", None)):
        document.core_properties.identifier = wanted
        buffer = io.BytesIO()
        document.save(buffer)
        assert media_docx.identifier(buffer.getvalue()) == expected


def test_printed_extras() -> None:
    """Headers, repeated rows, automatic numbers and page fields are named; a plain file has none."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Mẫu 3"
    document.add_paragraph("việc", style="List Number")
    buffer = io.BytesIO()
    document.save(buffer)
    extras = media_docx.printed_extras(buffer.getvalue())
    assert extras.margins == ("Mẫu 3",)
    assert extras.heading_rows == ()
    assert not extras.numbers_pages
