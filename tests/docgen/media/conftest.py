"""Small files built in the test: Word packages and PDFs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter

from docgen.media import pile

MakePdf = Callable[..., Path]
PORTRAIT, LANDSCAPE = (595.0, 842.0), (842.0, 595.0)


def rezip(data: bytes, changes: Mapping[str, bytes]) -> bytes:
    """The package with some parts replaced or added."""
    old = zipfile.ZipFile(io.BytesIO(data))
    parts = {name: old.read(name) for name in old.namelist()} | dict(changes)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def plain_docx() -> bytes:
    """A Word file with one paragraph."""
    document = docx.Document()
    document.add_paragraph("Điều 1. Giao nhiệm vụ.")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def make_pdf(tmp_path: Path) -> MakePdf:
    """Makes a PDF of ASCII texts, one page each, at the upper left of the text area."""

    def make(
        name: str, texts: Sequence[str], *, size: tuple[float, float] = PORTRAIT, rotate: int = 0, x: float = 90
    ) -> Path:
        writer = PdfWriter()
        for _ in texts:
            writer.add_blank_page(*size).rotate(rotate)
        blank = tmp_path / f"blank-{name}"
        with blank.open("wb") as stream:
            writer.write(stream)
        drawings = {
            number: f"BT /F1 12 Tf {x} 150 Td ({text}) Tj ET".encode() for number, text in enumerate(texts, start=1)
        }
        pile.stamp(blank, tmp_path / name, drawings, fonts={"F1": "Times-Roman"})
        return tmp_path / name

    return make
