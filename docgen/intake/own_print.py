"""A print of ours that comes back as a file: its bytes with more behind them, or written anew with the same words.

Knows files and their words; does not judge signatures, and what it says proves nothing without one. Who signs on a
screen signs the print itself, which bears no page codes: those are drawn on paper alone (luu-tru.md §2.6).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.errors import UnsafeFile
from docgen.intake.comparing import PageLook, PrintedPaper, look_at_drawn
from docgen.intake.wording import WordChange, word_changes
from docgen.media import pdf
from docgen.media.scratch import scratch_folder

_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+\d+\s+(\d+)\s+(\d+)\s*\]")


@dataclass(frozen=True, kw_only=True)
class OwnPrint:
    """The paper a file is a copy of, page for page, as it stood when it was first signed.

    `looks` are its pages held against the print, so that a picture laid over the words is seen too.
    """

    document: str
    pages: int
    looks: Mapping[int, PageLook]
    changes: tuple[WordChange, ...] = ()


def copy_of(path: Path, code: str, paper: PrintedPaper) -> OwnPrint | None:
    """The file, which begins with the bytes of this paper's print, held against it; None when it cannot be read.

    What was added before the first signature may have changed every page, so the bytes alone are not enough.
    """
    with scratch_folder() as folder:
        signed = first_signed(path, folder / "ky.pdf")
        try:
            texts = pdf.page_texts(signed)
        except UnsafeFile:
            return None
        return _held_against(signed, texts, code, paper)


def same_paper(path: Path, papers: Mapping[str, PrintedPaper]) -> OwnPrint | None:
    """The one paper whose words the file says, None for none or for several."""
    with scratch_folder() as folder:
        signed = first_signed(path, folder / "ky.pdf")
        try:
            texts = pdf.page_texts(signed)
        except UnsafeFile:
            return None
        alike = [code for code, paper in papers.items() if changed_words(texts, paper) == ()]
        return _held_against(signed, texts, alike[0], papers[alike[0]]) if len(alike) == 1 else None


def _held_against(signed: Path, texts: tuple[str, ...], code: str, paper: PrintedPaper) -> OwnPrint:
    looks = {page: _on_screen(signed, paper, page) for page in range(1, len(texts) + 1)}
    return OwnPrint(document=code, pages=len(texts), looks=looks, changes=changed_words(texts, paper) or ())


def look_again_on_screen(path: Path, paper: PrintedPaper, page: int) -> PageLook | None:
    """A page of a copy of this paper that came before, against the print; None when the file says other words."""
    with scratch_folder() as folder:
        signed = first_signed(path, folder / "ky.pdf")
        try:
            is_same = changed_words(pdf.page_texts(signed), paper) == ()
            return _on_screen(signed, paper, page) if is_same else None
        except UnsafeFile:
            return None


def _on_screen(signed: Path, paper: PrintedPaper, page: int) -> PageLook:
    return replace(look_at_drawn(signed, paper, page), on_screen=True)


def changed_words(texts: tuple[str, ...], paper: PrintedPaper) -> tuple[WordChange, ...] | None:
    """Where a file's words differ from the print; None when the print is gone or has no words."""
    print_ = paper.find()
    printed = pdf.page_texts(print_) if print_ else ()
    if not any(text.strip() for text in printed):
        return None
    return word_changes(printed, texts)


def changed_words_of(path: Path, paper: PrintedPaper) -> tuple[WordChange, ...]:
    """Where the words of a received PDF differ from the print; () for a scan, which has no words, and without print."""
    texts = pdf.page_texts(path)
    return (changed_words(texts, paper) or ()) if any(text.strip() for text in texts) else ()


def first_signed(path: Path, target: Path) -> Path:
    """The file as its first signer saw it, written to `target`; the file itself when nobody signed it."""
    content = path.read_bytes()
    ends = [int(start) + int(length) for start, length in _RANGE.findall(content)]
    if not ends or min(ends) >= len(content):
        return path
    target.write_bytes(content[: min(ends)])
    return target
