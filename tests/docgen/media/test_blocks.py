"""The quick reader of our own papers."""

from __future__ import annotations

import io
import zipfile

from docgen.media.blocks import blocks_of, plain
from docgen.media.docx import document_text
from docgen.media.zips import Package, open_package
from tests.support.papers import NAMES, sample_paper

HEAD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'


def _docx(body: str) -> Package:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"{HEAD}{body}</w:body></w:document>")
    return open_package(made.getvalue())


def _p(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def test_paragraphs_and_rows_in_order() -> None:
    """This test ensures that text stands where it is read: runs joined, cells apart, empty paragraphs left out."""
    row = f"<w:tr><w:tc>{_p('1')}</w:tc><w:tc>{_p('một')}{_p('hai')}</w:tc><w:tc>{_p('')}</w:tc></w:tr>"
    body = _p("Điều\u00a01.") + "<w:p/>" + f"<w:tbl><w:tblPr/>{row}</w:tbl>" + _p("A &amp; B &lt;c&gt;")
    assert blocks_of(_docx(body)) == ("Điều 1.", ("1", "một hai", ""), "A & B <c>")


def test_a_table_inside_a_cell_is_text_of_the_cell() -> None:
    """This test ensures that an inner table makes no rows of its own and the outer row stays whole."""
    inner = f"<w:tbl><w:tr><w:tc>{_p('trong')}</w:tc></w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{inner}{_p('')}</w:tc><w:tc>{_p('ngoài')}</w:tc></w:tr></w:tbl>" + _p("sau")
    assert blocks_of(_docx(body)) == (("trong", "ngoài"), "sau")


def test_it_reads_what_the_careful_reader_reads() -> None:
    """This test ensures that both readers say the same words of every built-in paper without content controls."""
    for name in NAMES:
        quick = " ".join(
            block if isinstance(block, str) else " ".join(block)
            for block in blocks_of(open_package(sample_paper(name)))
        )
        careful = " ".join(document_text(sample_paper(name)))
        assert plain(quick) == plain(careful), name
