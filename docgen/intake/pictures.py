"""What a person needs to see of a file that waits: its words, and the pages in doubt as pictures.

Knows how to draw and read a stored file; is run apart, for the file is a stranger's. Whether a picture may be kept at
all is decided by the caller (luu-tru.md §1.9, requirement 53).
"""

from __future__ import annotations

import io
from pathlib import Path

from docgen.media import docx, images, pdf

_DPI = 100  # enough to read a page on a screen
OCR_DPI = 300  # what tesseract reads best


def page_picture(stored: Path, kind: str, page: int, dpi: int = _DPI) -> bytes:
    """One page of a stored PDF or picture as PNG; `kind` is the recorded one."""
    buffer = io.BytesIO()
    picture = images.load(stored) if kind == "image" else pdf.page_image(stored, page, dpi)
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def words_of(stored: Path, kind: str) -> tuple[str, ...]:
    """What the file says in its text layer or paragraphs; () for a scan and for kinds without text."""
    if kind == "pdf":
        return pdf.page_texts(stored)
    return docx.document_text(stored.read_bytes()) if kind == "form" else ()
