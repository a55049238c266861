"""The first look at a received file: all it says by itself, read apart and ahead of its turn.

Knows what is asked of a stranger's file and in which order; knows no registry and decides nothing. A helper process
imports this module, so it stands on rooms alone. A short file is one piece of work; the pages of a pile are handed out
to all helpers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from docgen.intake.comparing import PrintedPaper
from docgen.intake.identify import (
    TOGETHER,
    PageRead,
    Prints,
    Progress,
    embedded_code,
    read_pages,
    read_picture,
    read_some,
)
from docgen.intake.kinds import Classified, Kind, classify
from docgen.intake.own_print import OwnPrint, copy_of
from docgen.media import pdf
from docgen.media.apart import Helpers, Shared
from docgen.signatures.marks import is_signed_pdf, is_signed_word

Begun = tuple[str, PrintedPaper]  # document code and its print


@dataclass(frozen=True, kw_only=True)
class FirstLook:
    """What a file says by itself; `reads` are its pages in the order of the file, None when nobody read them.

    `is_signed` tells of any trace of a digital signature. `code` is what a Word form claims to be, `copy` is set when
    the file begins with a print of ours.
    """

    classified: Classified
    is_signed: bool = False
    code: str | None = None
    copy: OwnPrint | None = None
    reads: tuple[PageRead, ...] | None = None


def look_over(
    helpers: Helpers, path: Path, name: str, prints: Shared, *, begun: Begun | None, progress: Progress | None
) -> FirstLook:
    """Everything a file says by itself; `begun` is the paper of ours with whose print it begins.

    Raises HelperLost when it kills its reader.
    """
    look = helpers.run(look_apart, path, name, prints, begun)
    kind = look.classified.kind
    if kind is not Kind.PDF or look.copy or look.reads is not None:
        return look
    return replace(look, reads=read_pages(path, kind, prints=prints, helpers=helpers, progress=progress))


def look_apart(path: Path, name: str, prints: Prints, begun: Begun | None) -> FirstLook:
    """The look of one helper: all of a file but the pages of a pile."""
    classified = classify(path, name)
    look = FirstLook(classified=classified)
    if classified.kind is Kind.FORM:
        is_signed = is_signed_word(path)
        return replace(look, is_signed=is_signed, code=None if is_signed else embedded_code(path, Kind.FORM))
    if classified.kind is Kind.PDF:
        return _with_pages(path, prints, begun, replace(look, is_signed=is_signed_pdf(path)))
    if classified.kind is Kind.IMAGE:
        return replace(look, reads=(read_picture(path, prints),))
    return look


def _with_pages(path: Path, prints: Prints, begun: Begun | None, look: FirstLook) -> FirstLook:
    copy = copy_of(path, *begun) if begun else None
    if copy is not None:
        return replace(look, copy=copy)
    count = pdf.page_count(path)
    return replace(look, reads=read_some(path, range(1, count + 1), prints)) if count <= TOGETHER else look
