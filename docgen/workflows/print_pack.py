"""Print a pack to sign: PDFs read back, every page with its identity, in signing order with cover and tick-off list."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import UsageError
from docgen.media.durable import clear_torn
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.files import PACKS, reference
from docgen.paperwork.papers import PaperMaker
from docgen.paperwork.printer import pages_of, print_papers, ready_converter
from docgen.printing.pack import PackItem, build_pack
from registry.labels import DocumentKind, DocumentState
from registry.rules.lifecycle import LIVE_PAPER, waits_for
from registry.store.documents import add_file, document_records, find_document, move, stale_drafts
from registry.store.values import DocumentRecord

Progress = Callable[[int, int], None]
PACK_NAMES = {
    DocumentKind.DECISION: "trinh-ky-quyet-dinh",
    DocumentKind.MINUTES: "trinh-ky-bien-ban",
    DocumentKind.RESULT_NOTICE: "trinh-ky-thong-bao",
    DocumentKind.REPORT: "trinh-ky-bao-cao",
    DocumentKind.AMENDMENT: "trinh-ky-dieu-chinh",
    DocumentKind.CORRECTION: "trinh-ky-dinh-chinh",
    DocumentKind.RECALL: "trinh-ky-thu-hoi",
}


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A pack on disk: where, how many documents and pages (cover and list not counted)."""

    path: Path
    documents: int
    pages: int
    codes: tuple[str, ...]
    is_new: bool


def print_pack(
    office: Office, kind: DocumentKind, *, codes: Collection[str] = (), progress: Progress | None = None
) -> Printed:
    """Print the signing copies of all drafts of a kind, or of `codes`; number and date stay blank.

    Papers that took their numbers first are printed with number and date. When all papers of the kind are signed
    already nothing is printed and the counts are zero.

    Raises UsageError when there is nothing to print, PrintMismatch when a page does not say what it should.
    """
    records = _to_print(office, kind, codes)
    path = office.output / PACKS / f"{PACK_NAMES[kind]}.pdf"
    if not records:
        return Printed(path=path, documents=0, pages=0, codes=(), is_new=False)
    maker = PaperMaker(office)
    papers = {record.code: maker.render_issued(record) for record in records}
    printed = print_papers(office, papers, progress=progress)
    items = [_item(record, printed[record.code]) for record in records]
    is_new = any(record.state is not DocumentState.PRINTED for record in records) or not path.is_file()
    if is_new:
        _build(office, items, path)
        _note(office, records, items, path)
    return Printed(
        path=path,
        documents=len(items),
        pages=sum(item.pages for item in items),
        codes=tuple(item.document for item in items),
        is_new=is_new,
    )


def _to_print(office: Office, kind: DocumentKind, codes: Collection[str]) -> tuple[DocumentRecord, ...]:
    if kind not in PACK_NAMES:
        raise UsageError(tr("Loại văn bản này không trình ký: {kind}.", kind=kind.label))
    with office.store.reading() as session:
        living = document_records(session, kinds={kind}, states=LIVE_PAPER, codes=codes)
        records = tuple(record for record in living if _can_be_printed(office, record))
        stale = stale_drafts(session, [record.code for record in records])
    if stale:
        raise UsageError(
            tr("Danh sách nhiệm vụ đã sửa sau khi soạn; văn bản {codes} còn lời cũ.", codes=", ".join(stale)),
            advice=tr("Chạy lại “docgen decisions draft” rồi in; văn bản đã có số thì hủy số bằng “void” trước."),
        )
    if any(record.state is DocumentState.DRAFT for record in living) and not records:
        raise UsageError(
            tr("Cơ quan cấp số trước khi in, các dự thảo chưa có số."), advice=tr("Cấp số bằng “number” rồi in.")
        )
    if not living:
        raise UsageError(
            tr("Không có {kind} nào chờ in trình ký.", kind=kind.label),
            advice=tr("Soạn dự thảo trước."),
        )
    return records


def _can_be_printed(office: Office, record: DocumentRecord) -> bool:
    """True for what waits for the printer or lies printed and unsigned; where numbers come first, drafts wait."""
    if record.state is DocumentState.PRINTED:
        return True
    is_draft = record.state is DocumentState.DRAFT
    waits = waits_for(record.state, DocumentState.PRINTED, number_first=record.number_first)
    return waits and not (is_draft and office.settings.numbering.number_first)


def _item(record: DocumentRecord, path: Path) -> PackItem:
    official = record.official
    return PackItem(
        document=record.code,
        title=record.abstract,
        holder=official.name if official else record.unit,
        post=official.post if official else "",
        pdf=path,
        pages=pages_of(path),
        input_digest=record.input_digest,
    )


def _build(office: Office, items: list[PackItem], path: Path) -> None:
    generation = office.key_generation
    key = office.key(generation) or b""
    path.parent.mkdir(parents=True, exist_ok=True)
    clear_torn(path)
    build_pack(
        items,
        path,
        key=key,
        generation=generation,
        office_name=office.settings.office.name,
        title=tr("Bộ in trình ký"),
        on=office.clock.today(),
        converter=ready_converter(office),
    )


def _note(office: Office, records: Collection[DocumentRecord], items: list[PackItem], path: Path) -> None:
    pages = {item.document: item.pages for item in items}
    paths = {item.document: item.pdf for item in items}
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=tr("in trình ký")) as session:
        for record in records:
            find_document(session, record.code).pages = pages[record.code]
            add_file(session, record.code, "print", reference(office, paths[record.code]))
            if record.state is not DocumentState.PRINTED:
                move(session, record.code, DocumentState.PRINTED)
