"""Pages without our code that are only pictures: what tesseract, where it is installed, sees on them before they stay.

Knows that a stamp of ink is seen by no text layer, and that what is read here is asked one question and forgotten
(luu-tru.md §1.9, requirement 53). Without the program such pages are kept unread, and no picture of them is stored
until a person has looked at the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from docgen.errors import DocgenError
from docgen.intake.kinds import Kind, mark_read
from docgen.intake.pictures import OCR_DPI, page_picture, words_of
from docgen.media import ocr
from docgen.media.apart import Helpers
from docgen.office import Office

MOST_PAGES = 5  # read of one file: a second or two each
ENOUGH_WORDS = 30  # read on a page: where fewer are seen, a stamp may have been missed with the others


def ink_mark(office: Office, helpers: Helpers, path: Path, kind: Kind, pages: Sequence[int]) -> str:
    """The secrecy mark seen on one of the `pages` of a file, "" when none is seen or nobody can look.

    Words a scanner laid under its picture are read like a picture's: their accents may be misread too.
    """
    if not pages:
        return ""
    try:
        texts = helpers.run(words_of, path, kind.value)
        said = {page: texts[page - 1] if page <= len(texts) else "" for page in pages}
        unread = [page for page, text in said.items() if not text.strip()] if can_read(office) else []
        pictures = (words_on(helpers, path, kind.value, page) for page in unread[:MOST_PAGES])
        return next((mark for words in chain(said.values(), pictures) if (mark := mark_read(words))), "")
    except (DocgenError, OSError):
        return ""


def reads_clear(helpers: Helpers, path: Path, kind: str, page: int) -> bool:
    """True when a page was read well and bears no secrecy mark, so that a picture of it may be kept."""
    try:
        words = words_on(helpers, path, kind, page)
    except (DocgenError, OSError):
        return False
    return len(words.split()) >= ENOUGH_WORDS and not mark_read(words)


def can_read(office: Office) -> bool:
    """True when tesseract is installed and the office lets it read."""
    return office.settings.inbox.ocr and ocr.reader() is not None


def words_on(helpers: Helpers, path: Path, kind: str, page: int) -> str:
    """What is read on the picture of a page."""
    return ocr.words_in(helpers.run(page_picture, path, kind, page, OCR_DPI))
