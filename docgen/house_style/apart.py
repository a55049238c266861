"""What is done with one file in a process apart: plain functions of bytes that give plain values.

Knows which step reads a stranger's file; knows neither files nor processes. Whoever calls sets the limits.
"""

from __future__ import annotations

import io
from pathlib import Path

from docgen.house_style.checking import check, identity
from docgen.house_style.findings import Report
from docgen.house_style.marking import annotated
from docgen.house_style.mending import Change, mended
from docgen.house_style.printed import check_printed
from docgen.house_style.reading import read_document
from docgen.house_style.rules.paper import Other
from docgen.house_style.wanted import Wanted
from docgen.house_style.web_page import Shown, as_html
from docgen.media.pdf import page_count, page_image
from docgen.media.print_text import printed_pages
from docgen.media.zips import open_package

_PDF = b"%PDF"
MOST_PICTURES = 20  # in one page for the browser
_DPI = 110  # enough to read the page beside its marks
_COLOURS = 64  # a page of text with a red seal has fewer


def borne(data: bytes, name: str) -> Other | None:
    """The number that a file bears, for the others to be compared with; None for a draft and for a PDF."""
    return None if is_pdf(data) else identity(read_document(open_package(data, name=name)), file=name)


def is_pdf(data: bytes) -> bool:
    """Whether a file begins as a PDF does."""
    return data.startswith(_PDF)


def judged(data: bytes, name: str, wanted: Wanted, others: tuple[Other, ...]) -> Report:
    """The report on one file; of a PDF, which is read from its path `name`, what a PDF can tell."""
    if is_pdf(data):
        return check_printed(printed_pages(Path(name)), name, wanted)
    return check(
        data,
        regime=wanted.regime,
        on=wanted.on,
        ruleset=wanted.ruleset,
        mode=wanted.mode,
        house=wanted.house,
        name=name,
        others=others,
    )


def commented(data: bytes, report: Report) -> bytes:
    """The copy with comments."""
    return annotated(data, report)


def corrected(data: bytes, report: Report, wanted: Wanted) -> tuple[bytes, tuple[Change, ...], Report]:
    """The mended copy, what was changed in it, and its own report by the same rules."""
    copy, changes = mended(data, report, house=wanted.house)
    again = Wanted(
        regime=report.regime or None,
        on=wanted.on,
        ruleset=report.ruleset or None,
        mode=report.mode,
        house=wanted.house,
    )
    return copy, changes, judged(copy, report.file, again, ())


def pictured(pdf: str) -> Shown:
    """The first pages of a PDF as they look, with their letters."""
    path = Path(pdf)
    count = min(page_count(path), MOST_PICTURES)
    return Shown(pictures=tuple(_png(path, page) for page in range(1, count + 1)), printed=printed_pages(path)[:count])


def _png(pdf: Path, page: int) -> bytes:
    out = io.BytesIO()
    page_image(pdf, page, _DPI, colour=True).quantize(_COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def page(data: bytes, report: Report, shown: Shown) -> str:
    """The report as one page for the browser; of a PDF the page pictures stand for its words."""
    document = None if is_pdf(data) else read_document(open_package(data, name=report.file))
    return as_html(report, document, shown)
