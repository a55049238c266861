"""On which page of a PDF the annex begins.

Knows that an annex is a section of its own and that its page opens with the section's first words. Does not know what
kind of paper it is.
"""

from __future__ import annotations

from pathlib import Path

from docgen.media import docx, pdf


def annex_page(source: bytes, path: Path) -> int | None:
    """The page (from 1) of the PDF on which the second section of its .docx begins; None when there is no such page.

    None too when the section begins within a page: then nothing can be printed apart.
    """
    openings = docx.section_openings(source)
    if not openings:
        return None
    opening = _tight(openings[0])
    pages = enumerate(pdf.page_texts(path), start=1)
    return next((number for number, text in pages if number > 1 and _tight(text).startswith(opening)), None)


def _tight(text: str) -> str:
    return "".join(text.split())
