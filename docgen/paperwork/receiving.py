"""The reception desk: one staged file in, one outcome out, with the bytes on the shelf before the record.

Knows how the rooms work together on a returned paper: what kind it is, whose pages it holds, whether they look as
printed and are signed, whether a form can be taken over. Does not look at the inbox; what it is unsure of waits with
its reasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from docgen.intake.findings import look_problems, word_problems
from docgen.intake.folder import seen_at
from docgen.intake.identify import embedded_code
from docgen.intake.kinds import Kind, classify, secret
from docgen.intake.names import visible
from docgen.intake.outcome import DocumentOutcome, FileOutcome
from docgen.intake.sorting import RECEIVED_ALIKE, DocumentFindings, FileFindings, PageSet
from docgen.intake.staging import Staged, stage
from docgen.media.apart import HelperLost, Helpers
from docgen.media.durable import move_durably, write_remade
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.answering import FormDesk
from docgen.paperwork.at_hand import PapersAtHand, title_of
from docgen.paperwork.attesting import Attestation, keep_verdict, signature_problem, word_verdict
from docgen.paperwork.clearing import ink_mark
from docgen.paperwork.filing import Shelved, Source, shelve_bytes, shelve_signed
from docgen.paperwork.founding import founding
from docgen.paperwork.prints import Prints, known_prints
from docgen.paperwork.recognising import Progress, Recognised, Recogniser
from docgen.paperwork.shelfmarks import document_urn, open_shelf
from docgen.signatures.marks import is_signed_word
from docgen.signatures.verdict import Verdict
from registry.errors import NotFound
from registry.labels import DocumentState, Outcome
from registry.problems import Place, Problem, Severity
from registry.store.documents import document_records
from registry.store.dossier_filling import settle_place
from registry.store.proving import settle_signed
from registry.store.received import (
    NOT_ISSUED,
    FileRecord,
    NewFile,
    PageProof,
    early_files,
    find_file,
    note_arrival,
    received_file,
    record_file,
    settle_earlier,
)
from registry.store.values import DocumentRecord
from registry.store.verdicts import add_verdict

SUFFIX = {Kind.PDF: ".pdf", Kind.FORM: ".docx", Kind.IMAGE: ".img", Kind.WORKBOOK: ".xlsx"}
MOST_TRIES = 3  # of a file that kills its reader (luu-tru.md, requirement 49)
WORST_FIRST = (Outcome.REFUSED, Outcome.REVIEW, Outcome.WAITING, Outcome.FILED, Outcome.ALREADY_FILED)


class Reception:
    """Receives staged files of one office, one after another."""

    def __init__(self, office: Office, helpers: Helpers, progress: Progress | None = None) -> None:
        self._office = office
        self._helpers = helpers
        self._shelf = open_shelf(office)
        self._progress = progress

    def receive(self, staged: Staged) -> FileOutcome:
        """The outcome of one file; the staged copy is gone afterwards, its bytes are on the shelf or set aside.

        Raises HelperLost when the file killed its reader: it may be tried again, or be quarantined.
        """
        known = self._known_bytes(staged)
        if known is not None:
            staged.path.unlink(missing_ok=True)
            return known
        return self._take(staged)

    def quarantine(self, staged: Staged, why: str) -> FileOutcome:
        """A file that nobody can read is set aside with its reason, as if refused at the door (luu-tru.md §5.4)."""
        message = tr("Tệp làm hỏng chương trình đọc {n} lần nên bị cách ly. {why}", n=MOST_TRIES, why=why)
        return self._refuse(staged, _one("file-poisonous", staged, message))

    def retry(self) -> tuple[FileOutcome, ...]:
        """Take up again what came back before it was issued, now that it is; the bytes lie on the shelf."""
        with self._office.store.reading() as session:
            waiting = early_files(session)
        return tuple(outcome for record in waiting if (outcome := self._take_again(record)))

    def _take_again(self, record: FileRecord) -> FileOutcome | None:
        """None when the file, which could be read before, kills its reader now: it waits on."""
        try:
            return self._take(self._staged_again(record))
        except HelperLost:
            return None

    def _staged_again(self, record: FileRecord) -> Staged:
        seen = seen_at(self._office.folder / record.stored_path)
        if seen is None:
            raise NotFound(tr("Trong kho không còn tệp {path}.", path=record.stored_path))
        return replace(stage(seen, self._office.staging), original_name=record.names[0])

    def _take(self, staged: Staged) -> FileOutcome:
        classified = self._helpers.run(classify, staged.path, staged.original_name)
        if classified.kind is None:
            return self._refuse(staged, classified.problems)
        if classified.kind is Kind.FORM and self._helpers.run(is_signed_word, staged.path):
            verdict = word_verdict(self._office)
            told = (signature_problem(verdict, staged.original_name),)
            outcome = self._set_aside(staged, classified.kind, "other", told, verdict)
        elif classified.kind is Kind.FORM:
            code = self._helpers.run(embedded_code, staged.path, Kind.FORM)
            outcome = FormDesk(self._office, self._shelf, self._helpers).take(staged, code)
        elif classified.kind is Kind.WORKBOOK:
            message = tr("Bảng tính không phải văn bản trả về.")
            outcome = self._set_aside(staged, classified.kind, "other", _one("file-workbook", staged, message))
        elif self._prints.is_unsigned(staged):
            message = tr("Tệp giống hệt bản in trình ký nên chưa ai ký; hãy quét bản đã ký rồi thả lại.")
            outcome = self._set_aside(staged, classified.kind, "pdf", _one("file-unsigned", staged, message))
        else:
            outcome = self._take_pages(staged, classified.kind, classified.problems)
        staged.path.unlink(missing_ok=True)
        return outcome

    def _known_bytes(self, staged: Staged) -> FileOutcome | None:
        office = self._office
        with office.store.reading() as session:
            record = received_file(session, staged.sha256)
        if record is None:
            return None
        with office.store.changing(actor=office.actor, at=office.clock.now(), reason=tr("nhận lại tệp")) as session:
            now, arrival = office.clock.now(), staged.arrival
            note_arrival(session, staged.sha256, staged.original_name, now, arrival=arrival)
        outcome = Outcome.ALREADY_FILED if record.outcome is Outcome.FILED else record.outcome
        documents = tuple(
            DocumentOutcome(document=str(row["document"]), pages=tuple(row["pages"]), outcome=Outcome(row["outcome"]))
            for row in record.documents
        )
        note = Problem(
            code="same-bytes",
            message=tr("Tệp này đã nhận từ trước với tên “{name}”.", name=visible(record.names[0])),
            severity=Severity.INFO,
            place=Place(file=staged.original_name),
        )
        return FileOutcome(
            file=staged.original_name, sha256=staged.sha256, outcome=outcome, problems=(note,), documents=documents
        )

    def _refuse(self, staged: Staged, problems: Sequence[Problem]) -> FileOutcome:
        """Bytes that are not taken in lie in the review folder under their hash, with the reason beside them."""
        aside = self._office.review / "khong-nhan" / f"{staged.sha256[:16]}.bin"
        aside.parent.mkdir(parents=True, exist_ok=True)
        reasons = "\n".join(problem.message for problem in problems)
        write_remade(aside.with_suffix(".ly-do.txt"), f"{reasons}\n".encode())
        move_durably(staged.path, aside)
        path = self._office.noted(aside)
        shelved = Shelved(object_id="", path=path)
        return self._record(staged, "refused", Outcome.REFUSED, tuple(problems), (), shelved, ())

    def _set_aside(
        self, staged: Staged, kind: Kind, noted: str, problems: tuple[Problem, ...], verdict: Verdict | None = None
    ) -> FileOutcome:
        shelved = shelve_bytes(
            self._office,
            self._shelf,
            staged,
            SUFFIX[kind],
            document=None,
            kind=noted,
            outcome=Outcome.REVIEW,
            problems=problems,
        )
        return self._record(staged, noted, Outcome.REVIEW, problems, (), shelved, (), verdict)

    @cached_property
    def _attestation(self) -> Attestation:
        """Who judges digital signatures, for all files of a pass."""
        return Attestation(self._office, self._helpers)

    @cached_property
    def _prints(self) -> Prints:
        """What was printed to be signed, looked up once for all files of a pass."""
        return known_prints(self._office, self._shelf)

    def _take_pages(self, staged: Staged, kind: Kind, warnings: Sequence[Problem]) -> FileOutcome:
        office = self._office
        seen = self._recognised(staged, kind)
        unknown = [page.file_page for page in seen.findings.foreign]
        if mark := ink_mark(office, self._helpers, staged.path, kind, unknown):
            return self._refuse(staged, (secret(mark, staged.original_name),))
        findings, papers, verdict = seen.findings, seen.papers, seen.verdict
        outcomes = tuple(self._judge(found, seen, staged.original_name) for found in findings.documents)
        strays = tuple(page.problem for page in (*findings.foreign, *findings.forged))
        own = self._single_owner(findings, outcomes)
        proofs = tuple(
            PageProof(document=found.code, position=position, page=page)
            for found, outcome in zip(findings.documents, outcomes, strict=True)
            if outcome.outcome in {Outcome.FILED, Outcome.WAITING}
            for page, position in found.pages.items()
        )
        worst = _worst([outcome.outcome for outcome in outcomes] + ([Outcome.REVIEW] if strays or not outcomes else []))
        stranger = verdict.is_signed and not findings.documents  # nobody's paper, yet somebody signed it
        doubts = (signature_problem(verdict, staged.original_name),) if stranger else ()
        problems = (*warnings, *doubts, *strays)
        shelved = shelve_bytes(
            office,
            self._shelf,
            staged,
            SUFFIX[kind],
            document=own,
            kind=kind.value,
            outcome=worst,
            problems=problems,
            documents=outcomes,
            proofs=proofs,
        )
        self._shelve_signed(outcomes, papers, staged.sha256, proofs, shelved)
        return self._record(staged, kind.value, worst, problems, outcomes, shelved, proofs, verdict)

    def _recognised(self, staged: Staged, kind: Kind) -> Recognised:
        recogniser = Recogniser(self._office, self._helpers, self._prints, self._attestation, self._progress)
        return recogniser.recognise(staged, kind)

    @staticmethod
    def _single_owner(findings: FileFindings, outcomes: Sequence[DocumentOutcome]) -> str | None:
        """The document a file belongs to alone and whole; None when it belongs to several or is in doubt."""
        whole = [found for found in findings.documents if found.state is PageSet.COMPLETE]
        strays = (*findings.foreign, *findings.forged)
        if len(findings.documents) == 1 and whole and not strays and outcomes[0].outcome is Outcome.FILED:
            return whole[0].code
        return None

    def _judge(self, found: DocumentFindings, seen: Recognised, name: str) -> DocumentOutcome:
        """What becomes of one document in the file: only whole, genuine, signed pages as printed file themselves."""
        pages, record = tuple(sorted(found.pages)), seen.papers.records[found.code]
        outcome, problems = Outcome.REVIEW, list(found.problems)
        if found.state in {PageSet.COMPLETE, PageSet.MISSING}:
            if record.state is DocumentState.FILED and _came_alike(found):
                problems += self._attestation.weigh(seen.verdict, (), name)
                outcome = Outcome.REVIEW if len(problems) > len(found.problems) else Outcome.ALREADY_FILED
            elif record.state is not DocumentState.ISSUED:
                problems.append(_not_issued(record))
            elif doubts := self._attestation.weigh(seen.verdict, self._look(found, seen, record, name), name):
                problems += doubts
            else:
                outcome = Outcome.FILED if found.state is PageSet.COMPLETE else Outcome.WAITING
        return DocumentOutcome(document=found.code, pages=pages, outcome=outcome, problems=tuple(problems))

    def _look(
        self, found: DocumentFindings, seen: Recognised, record: DocumentRecord, name: str
    ) -> tuple[Problem, ...]:
        """Why a person must look at the pages; () when they are as printed and signed, or not to be compared."""
        if not self._office.settings.inbox.compare and seen.copy is None:
            return ()
        title = title_of(record)
        words = seen.copy.changes if seen.copy else ()
        return (
            *look_problems(
                found,
                seen.looks,
                earlier=seen.papers.earlier_looks(found.code),
                title=title,
                pages=record.pages or 0,
                name=name,
            ),
            *word_problems(words, title=title, name=name),
        )

    def _shelve_signed(
        self,
        outcomes: Sequence[DocumentOutcome],
        papers: PapersAtHand,
        sha256: str,
        proofs: Sequence[PageProof],
        shelved: Shelved,
    ) -> None:
        """Put the signed copies of the documents that are whole on the shelf."""
        filed = [outcome.document for outcome in outcomes if outcome.outcome is Outcome.FILED]
        pages: dict[str, dict[int, Source]] = {code: dict(papers.held.get(code, {})) for code in filed}
        for proof in proofs:
            if proof.document in filed:
                pages[proof.document][proof.page] = (sha256, proof.position)
        others = {sha for held in pages.values() for sha, _ in held.values()} - {sha256}
        with self._office.store.reading() as session:
            stored = {sha: self._office.folder / find_file(session, sha).stored_path for sha in others}
        stored[sha256] = self._office.folder / shelved.path
        shelve_signed(self._office, self._shelf, pages, stored, helpers=self._helpers)

    def _record(
        self,
        staged: Staged,
        kind: str,
        outcome: Outcome,
        problems: tuple[Problem, ...],
        documents: tuple[DocumentOutcome, ...],
        shelved: Shelved,
        proofs: Sequence[PageProof],
        verdict: Verdict | None = None,
    ) -> FileOutcome:
        office, now = self._office, self._office.clock.now()
        new = NewFile(
            sha256=staged.sha256,
            size=staged.size,
            kind=kind,
            outcome=outcome,
            problems=[problem.as_row() for problem in problems],
            documents=[document.as_row() for document in documents],
            object_id=shelved.object_id,
            stored_path=shelved.path,
            pages=proofs,
        )
        signed = verdict if verdict and verdict.is_signed else None
        if signed:
            keep_verdict(office, self._shelf, shelved.object_id, staged.sha256, signed)
        with office.store.changing(actor=office.actor, at=now, reason=tr("nhận văn bản trả về")) as session:
            record_file(session, new, name=staged.original_name, at=now, arrival=staged.arrival)
            if signed:
                add_verdict(session, staged.sha256, signed.state, signed.as_row())
            filed = {document.document for document in documents if document.outcome is Outcome.FILED}
            for record in document_records(session, codes=filed) if filed else ():
                settle_signed(session, record, staged.sha256, now)
                settle_earlier(session, record.code)
                settle_place(session, record.code, document_urn(office, record.code), founding(office))
        return FileOutcome(
            file=staged.original_name,
            sha256=staged.sha256,
            outcome=outcome,
            problems=problems,
            documents=documents,
        )


def _came_alike(found: DocumentFindings) -> bool:
    """True when every page came before and looks the same: nothing new came back."""
    return sum(problem.code == RECEIVED_ALIKE for problem in found.problems) == len(found.pages)


def _not_issued(record: DocumentRecord) -> Problem:
    return Problem(
        code=NOT_ISSUED,
        message=tr(
            "{title} đang ở bước “{state}”, chưa ban hành; ban hành xong, lượt nhận sau tự xét lại tệp này.",
            title=title_of(record),
            state=record.state.label,
        ),
    )


def _one(code: str, staged: Staged, message: str) -> tuple[Problem, ...]:
    return (Problem(code=code, message=message, place=Place(file=staged.original_name)),)


def _worst(outcomes: Sequence[Outcome]) -> Outcome:
    return next(outcome for outcome in WORST_FIRST if outcome in outcomes)
