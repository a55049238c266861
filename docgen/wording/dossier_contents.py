"""The words of mục lục văn bản: each paper of a hồ sơ in seven columns, and the exact counts at the end.

Knows the columns and their order; the workbook and the printed list both say what stands here. Everything printed is
as it stood when the paper came in, whatever the office is called since (luu-tru.md, requirement 8).
"""

from __future__ import annotations

import enum
from collections.abc import Iterator

from docgen.wording.blocks import Context, flowing, issuer_block, title_block
from docgen.wording.figures import NBSP, date_in_figures
from registry.dossier_facts import Dossier, DossierPaper, SharedPaper
from registry.facts import Issuer
from registry.labels import DocumentState, DossierState
from registry.vietnamese import number_in_words

TITLE = "MỤC LỤC VĂN BẢN"
COLUMNS = (
    "STT",
    "Số, ký hiệu",
    "Ngày tháng",
    "Tên loại và trích yếu nội dung",
    "Tác giả",
    "Trang số",
    "Ghi chú",
)
_NAMES = ("number", "symbol", "dated", "subject", "author", "pages", "note")
_OUT_OF_FORCE = frozenset({DocumentState.REPLACED, DocumentState.RECALLED})


class SheetKind(enum.StrEnum):
    """Printed lists that are no documents of the register; the value is the kind of their template."""

    CONTENTS = "dossier_contents"


def dossier_contents_context(dossier: Dossier) -> Context:
    """The context of a printed list of contents."""
    return {
        "document_code": dossier.code,
        **issuer_block(_heading(dossier)),
        **title_block(flowing([dossier.title])),
        "number_line": "",
        "place_date": "",
        "dossier_lines": dossier_lines(dossier),
        "rows": [dict(zip(_NAMES, cells, strict=True)) for cells in contents_rows(dossier)],
        "closing_lines": [*closing_lines(dossier), *shared_lines(dossier)],
    }


def _heading(dossier: Dossier) -> Issuer:
    """The office as the dossier was opened under it."""
    return Issuer(
        regime=dossier.regime,
        superior="",
        body=dossier.body,
        authority="",
        authority_in_text="",
        symbol="",
        place="",
        filing="",
    )


def dossier_lines(dossier: Dossier) -> list[str]:
    """Which dossier it is and how long it is kept."""
    return [f"Mã hồ sơ: {dossier.code}", f"Thời hạn lưu trữ: {dossier.retention.label}"]


def contents_rows(dossier: Dossier) -> list[tuple[str, ...]]:
    """The seven cells of each paper; the pages are counted on from paper to paper."""
    return [_cells(paper, pages) for paper, pages in zip(dossier.papers, _page_ranges(dossier), strict=True)]


def _page_ranges(dossier: Dossier) -> Iterator[str]:
    """Where each paper stands, "01-02"; "" from the first paper on whose pages nobody has counted."""
    last: int | None = 0
    for paper in dossier.papers:
        first, last = last, None if last is None or paper.pages is None else last + paper.pages
        if first is None or last is None or last == first:
            yield ""
        else:
            yield f"{first + 1:02d}" if last == first + 1 else f"{first + 1:02d}-{last:02d}"


def _cells(paper: DossierPaper, pages: str) -> tuple[str, ...]:
    subject = f"{paper.type_name} {paper.subject[:1].lower()}{paper.subject[1:]}" if paper.type_name else paper.subject
    return (
        f"{paper.ordinal:02d}",
        paper.number_text,
        date_in_figures(paper.dated) if paper.dated else "",
        subject,
        paper.author,
        pages,
        "; ".join(_notes(paper)),
    )


def _notes(paper: DossierPaper) -> Iterator[str]:
    if paper.note:
        yield paper.note
    if paper.state in _OUT_OF_FORCE:
        yield paper.state.label
    elif not paper.is_whole:
        yield "chưa có bản ký"


def closing_lines(dossier: Dossier) -> list[str]:
    """How many papers and pages there are; counts of an open dossier are said to be those of the day."""
    documents, pages = dossier.document_count, dossier.page_count
    counts = f"{documents:02d} ({number_in_words(documents)}) văn bản, {pages:02d} ({number_in_words(pages)}) trang"
    uncounted = sum(paper.pages is None for paper in dossier.papers)
    if uncounted:
        counts += f", chưa kể {uncounted:02d} văn bản chưa đếm trang"
    if dossier.state is DossierState.OPEN:
        return [f"Hồ sơ đang lập, đến nay có {counts}."]
    ended = f", công việc kết thúc ngày{NBSP}{date_in_figures(dossier.ended_on)}" if dossier.ended_on else ""
    return [f"Hồ sơ này có {counts}{ended}."]


def shared_lines(dossier: Dossier) -> list[str]:
    """The papers for several people that concern this dossier, each with the dossier it lies in; [] without any."""
    return [f"Xem thêm, lưu ở hồ sơ khác: {_shared(paper)}." for paper in dossier.shared]


def _shared(paper: SharedPaper) -> str:
    dated = f", ngày{NBSP}{date_in_figures(paper.dated)}" if paper.dated else ""
    place = f"hồ sơ {paper.dossier}" if paper.dossier else "chưa vào hồ sơ nào"
    standing = f"; {paper.state.label}" if paper.state in _OUT_OF_FORCE else ""
    return f"{paper.type_name} số {paper.number_text}{dated} ({place}{standing})"
