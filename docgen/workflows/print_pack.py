"""Print a pack to sign: PDFs read back, every page with its identity, in signing order with cover and tick-off list."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import UsageError
from docgen.media.durable import write_remade
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.files import PACKS, reference
from docgen.paperwork.papers import PaperMaker
from docgen.paperwork.printer import Printout, print_papers, ready_converter
from docgen.printing.annexes import annex_page
from docgen.printing.pack import PackItem, PrintPack, build_pack
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
_REHEARSAL = "ban-nhap-"


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A pack on disk: where, how many documents and pages (cover and list not counted).

    `is_pdf_a` says that the single PDFs were written as PDF/A-2b; nobody verified them.
    """

    path: Path
    documents: int
    pages: int
    codes: tuple[str, ...]
    is_new: bool
    is_pdf_a: bool = False


def print_pack(
    office: Office,
    kind: DocumentKind,
    *,
    codes: Collection[str] = (),
    rehearsal: bool = False,
    progress: Progress | None = None,
) -> Printed:
    """Print the signing copies of all drafts of a kind, or of `codes`; number and date stay blank.

    There is one pack of a kind: it holds what was asked for last.

    Papers that took their numbers first are printed with number and date. When all papers of the kind are signed
    already nothing is printed and the counts are zero. A `rehearsal` bears "BẢN NHÁP" and no page codes, lies under
    another name and leaves the registry as it is.

    Raises UsageError when there is nothing to print, PrintMismatch when a page does not say what it should.
    """
    records = _to_print(office, kind, codes)
    path = office.output / PACKS / f"{_REHEARSAL if rehearsal else ''}{PACK_NAMES[kind]}.pdf"
    if not records:
        return Printed(path=path, documents=0, pages=0, codes=(), is_new=False)
    maker = PaperMaker(office)
    papers = {record.code: maker.render_issued(record) for record in records}
    printed = print_papers(office, papers, progress=progress)
    items = [_item(office, record, papers[record.code], printed[record.code]) for record in records]
    made_of = _made_of(office, items)
    is_new = rehearsal or _is_new(records, path, made_of)
    if is_new:
        pack = _build(office, items, path, rehearsal=rehearsal)
        if not rehearsal:
            _note(office, records, printed)
        _write_map(pack, made_of)
    return Printed(
        path=path,
        documents=len(items),
        pages=sum(item.pages for item in items),
        codes=tuple(item.document for item in items),
        is_new=is_new,
        is_pdf_a=office.settings.printing.pdf_a,
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


def _item(office: Office, record: DocumentRecord, docx: bytes, printed: Printout) -> PackItem:
    official = record.official
    printing = office.settings.printing
    is_one_sided = printing.duplex and printing.one_sided_annexes
    return PackItem(
        document=record.code,
        title=record.abstract,
        holder=official.name if official else record.unit,
        post=official.post if official else "",
        pdf=printed.path,
        pages=printed.pages,
        input_digest=record.input_digest,
        run=printed.run,
        first=printed.first or 1,
        one_sided=annex_page(docx, printed.path) if is_one_sided else None,
    )


def _made_of(office: Office, items: Sequence[PackItem]) -> str:
    """A digest of all that decides what the pack holds but the day on its cover."""
    rows = [(item.document, item.pdf.name, item.holder, item.post, item.title, item.one_sided) for item in items]
    what = [rows, office.settings.printing.duplex, office.key_generation, office.settings.office.name]
    return hashlib.sha256(json.dumps(what, ensure_ascii=False).encode()).hexdigest()


def _map_of(path: Path) -> Path:
    return path.with_suffix(".json")


def _is_new(records: Collection[DocumentRecord], path: Path, made_of: str) -> bool:
    """True when a paper was never printed, or the pack that lies there is none or holds something else."""
    if any(record.state is not DocumentState.PRINTED for record in records) or not path.is_file():
        return True
    try:
        return bool(json.loads(_map_of(path).read_bytes())["made_of"] != made_of)
    except (OSError, ValueError, KeyError, TypeError):
        return True


def _build(office: Office, items: Sequence[PackItem], path: Path, *, rehearsal: bool) -> PrintPack:
    generation = office.key_generation
    key = office.key(generation) or b""
    path.parent.mkdir(parents=True, exist_ok=True)
    return build_pack(
        items,
        path,
        key=key,
        generation=generation,
        office_name=office.settings.office.name,
        title=tr("Bộ in trình ký"),
        on=office.clock.today(),
        converter=ready_converter(office),
        duplex=office.settings.printing.duplex,
        draft=rehearsal,
    )


def _note(office: Office, records: Collection[DocumentRecord], printed: Mapping[str, Printout]) -> None:
    """What was printed, from which file, with which LibreOffice: in the registry and in its journal."""
    by = ", ".join(sorted({printed[record.code].converter for record in records}))
    reason = tr("in trình ký ({converter})", converter=by)
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        for record in records:
            printout = printed[record.code]
            find_document(session, record.code).pages = printout.pages
            add_file(session, record.code, "print", reference(office, printout.path))
            if record.state is not DocumentState.PRINTED:
                move(session, record.code, DocumentState.PRINTED)


def _write_map(pack: PrintPack, made_of: str) -> None:
    """Beside the pack: which page of the pile is which page of which document."""
    rows = [{"page": page.pack_page, "document": page.document, "of": page.page} for page in pack.page_map]
    said = {"made_of": made_of, "pages": rows, "sheets": pack.sheets, "total_pages": pack.total_pages}
    write_remade(_map_of(pack.path), json.dumps(said, indent=1).encode())
