"""Pages without our code that are only pictures: what tesseract, where it is installed, sees on them before they stay.

Knows that a stamp of ink is seen by no text layer, and that what is read here is asked one question and forgotten
(luu-tru.md §1.9, requirement 53). Without the program such pages are kept unread, and no picture of them is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docgen.errors import DocgenError
from docgen.intake.kinds import Kind, mark_read
from docgen.intake.pictures import OCR_DPI, page_picture, words_of
from docgen.media import ocr
from docgen.media.apart import Helpers
from docgen.office import Office

MOST_PAGES = 5  # read of one file: a second or two each


def ink_mark(office: Office, helpers: Helpers, path: Path, kind: Kind, pages: Sequence[int]) -> str:
    """The secrecy mark seen on one of the `pages` of a file, "" when none is seen or nobody can look."""
    if not office.settings.inbox.ocr or not pages or ocr.reader() is None:
        return ""
    try:
        texts = helpers.run(words_of, path, kind.value)
        unread = [page for page in pages if page > len(texts) or not texts[page - 1].strip()]
        for page in unread[:MOST_PAGES]:
            if mark := mark_read(words_on(helpers, path, kind.value, page)):
                return mark
    except (DocgenError, OSError):
        return ""
    return ""


def words_on(helpers: Helpers, path: Path, kind: str, page: int) -> str:
    """What is read on the picture of a page."""
    return ocr.words_in(helpers.run(page_picture, path, kind, page, OCR_DPI))
