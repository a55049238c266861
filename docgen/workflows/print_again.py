"""Print one paper of a pack again, or some of its pages: a sheet was torn, smeared or lost before it was signed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import PrintMismatch, UsageError
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.files import PACKS, is_as_noted
from docgen.paperwork.papers import PaperMaker
from docgen.paperwork.printer import print_papers
from docgen.printing.pack import PackItem, stamp_document
from registry.labels import DocumentState
from registry.store.documents import record_of
from registry.store.values import DocumentRecord

ROLE = "print"


@dataclass(frozen=True, kw_only=True)
class PrintedAgain:
    """The file with the pages that were printed again, numbered as in the paper."""

    code: str
    path: Path
    pages: tuple[int, ...]


def print_again(office: Office, code: str, pages: Collection[int] = ()) -> PrintedAgain:
    """Write the paper, or the given pages of it, alone with the very codes it bears in its pack.

    UsageError for a paper that was not printed yet or is signed already; PrintMismatch when its print is lost and
    cannot be made again with as many pages.
    """
    with office.store.reading() as session:
        record = record_of(session, code)
    if record.state is not DocumentState.PRINTED:
        raise UsageError(
            tr("Văn bản {code} không ở trạng thái chờ ký ({state}).", code=record.code, state=record.state.label),
            advice=tr("Chỉ in lại văn bản đã in trình ký và chưa ký; chưa in thì dùng “docgen print pack”."),
        )
    wanted = tuple(sorted(set(pages))) or tuple(range(1, (record.pages or 0) + 1))
    path = office.output / PACKS / f"in-lai-{record.code}{_marks(pages)}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    item = _item(record, _print_of(office, record))
    generation = office.key_generation
    stamp_document(item, path, key=office.key(generation) or b"", generation=generation, pages=wanted)
    return PrintedAgain(code=record.code, path=path, pages=wanted)


def _marks(pages: Collection[int]) -> str:
    return "".join(f"-trang-{page}" for page in sorted(set(pages)))


def _print_of(office: Office, record: DocumentRecord) -> Path:
    """The PDF that was printed; made again from the same bytes when it is gone or was touched."""
    noted = record.files.get(ROLE)
    if noted is not None and is_as_noted(office, noted):
        return office.folder / noted.path
    docx = PaperMaker(office).render_issued(record)
    printout = print_papers(office, {record.code: docx})[record.code]
    if printout.pages != record.pages:
        raise PrintMismatch(
            tr(
                "Văn bản {code} giờ in ra {found} trang, trước là {pages}.",
                code=record.code,
                found=printout.pages,
                pages=record.pages or 0,
            ),
            advice=tr("LibreOffice hoặc phông chữ trên máy đã đổi. Hãy in lại cả bộ bằng “docgen print pack”."),
        )
    return printout.path


def _item(record: DocumentRecord, path: Path) -> PackItem:
    return PackItem(
        document=record.code,
        title=record.abstract,
        holder="",
        post="",
        pdf=path,
        pages=record.pages or 0,
        input_digest=record.input_digest,
    )
