"""The reception desk: one staged file in, one outcome out, with the bytes on the shelf before the record.

Knows how the rooms work together on a returned paper: what kind it is, whose pages it holds, whether they look as
printed and are signed, whether a form can be taken over. Does not look at the inbox; what it is unsure of waits with
its reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from docgen.intake.findings import look_problems, word_problems
from docgen.intake.folder import seen_at
from docgen.intake.kinds import Kind, secrecy_mark, secret
from docgen.intake.names import visible
from docgen.intake.outcome import DocumentOutcome, FileOutcome
from docgen.intake.sorting import OTHER_SHAPE, RECEIVED_ALIKE, DocumentFindings, FileFindings, PageSet
from docgen.intake.staging import Staged, stage
from docgen.media.apart import HelperLost, Helpers
from docgen.media.durable import flush_all, move_durably, write_remade
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.answering import FormDesk
from docgen.paperwork.at_hand import title_of
from docgen.paperwork.attesting import Attestation, signature_problem, word_verdict
from docgen.paperwork.clearing import ink_mark
from docgen.paperwork.filing import Arrived, Shelved, SignedPapers, Source, shelve
from docgen.paperwork.prints import known_prints
from docgen.paperwork.recognising import Looked, Progress, Recognised, Recogniser
from docgen.paperwork.recording import record_arrived
from docgen.paperwork.shelfmarks import document_urn, open_shelf
from docgen.signatures.verdict import Verdict
from registry.errors import NotFound
from registry.labels import DocumentState, Outcome
from registry.problems import Place, Problem, Severity
from registry.store.received import (
    NOT_ISSUED,
    FileRecord,
    PageProof,
    arrived,
    early_files,
    find_file,
    note_arrival,
)
from registry.store.values import DocumentRecord

SUFFIX = {Kind.PDF: ".pdf", Kind.FORM: ".docx", Kind.IMAGE: ".img", Kind.WORKBOOK: ".xlsx"}
MOST_TRIES = 3  # of a file that kills its reader (luu-tru.md, requirement 49)
WORST_FIRST = (Outcome.REFUSED, Outcome.REVIEW, Outcome.WAITING, Outcome.FILED, Outcome.ALREADY_FILED)


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A staged file that has its first look ahead of its turn; `look` waits for it, or raises what it met."""

    staged: Staged
    look: Callable[[], Looked]


class Reception:
    """Receives staged files of one office, one after another or several in one go."""

    def __init__(self, office: Office, helpers: Helpers, progress: Progress | None = None) -> None:
        self._office = office
        self._helpers = helpers
        self._shelf = open_shelf(office)
        self._progress = progress

    def begin(self, staged: Staged) -> Begun:
        """Let a file have its first look, ahead of its turn."""
        return Begun(staged=staged, look=self._helpers.ahead(partial(self._recogniser.look_over, staged)))

    def receive(self, staged: Staged) -> FileOutcome:
        """The outcome of one file; the staged copy is gone afterwards, its bytes are on the shelf or set aside.

        Raises HelperLost when the file killed its reader: it may be tried again, or be quarantined.
        """
        (outcome,) = self.receive_all([self.begin(staged)])
        return outcome

    def receive_all(self, run: Sequence[Begun]) -> tuple[FileOutcome, ...]:
        """The same for a run of files, of which only those with pages go together, and no two with the same bytes or
        the same paper; when one cannot be received, none is.
        """
        with self._office.store.reading() as session:
            known = arrived(session, {begun.staged.sha256 for begun in run})
        new = [begun for begun in run if begun.staged.sha256 not in known]
        taken = dict(zip((begun.staged.sha256 for begun in new), self._take(new), strict=True))
        return tuple(
            taken.get(begun.staged.sha256) or self._known_bytes(begun.staged, known[begun.staged.sha256])
            for begun in run
        )

    def recover(self) -> None:
        """Finish on the shelf what an error interrupted."""
        self._shelf.recover()

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
            (outcome,) = self._take([self.begin(self._staged_again(record))])
        except HelperLost:
            return None
        return outcome

    def _staged_again(self, record: FileRecord) -> Staged:
        seen = seen_at(self._office.folder / record.stored_path)
        if seen is None:
            raise NotFound(tr("Trong kho không còn tệp {path}.", path=record.stored_path))
        return replace(stage(seen, self._office.staging), original_name=record.names[0])

    def _take(self, run: Sequence[Begun]) -> tuple[FileOutcome, ...]:
        if not run:
            return ()
        looked = [(begun.staged, begun.look()) for begun in run]
        is_other = len(looked) == 1 and not looked[0][1].has_pages
        outcomes = (self._take_other(*looked[0]),) if is_other else self._take_pages(looked)
        for begun in run:
            begun.staged.path.unlink(missing_ok=True)
        return outcomes

    def _take_other(self, staged: Staged, looked: Looked) -> FileOutcome:
        """A file without pages to look at: refused, a form, a list, or a print that nobody signed."""
        kind = looked.look.classified.kind
        if kind is None:
            return self._refuse(staged, looked.look.classified.problems)
        if kind is Kind.FORM and looked.look.is_signed:
            verdict = word_verdict(self._office)
            told = (signature_problem(verdict, staged.original_name),)
            return self._set_aside(staged, kind, "other", told, verdict)
        if kind is Kind.FORM:
            return FormDesk(self._office, self._shelf, self._helpers).take(staged, looked.look.code)
        if kind is Kind.WORKBOOK:
            message = tr("Bảng tính không phải văn bản trả về.")
            return self._set_aside(staged, kind, "other", _one("file-workbook", staged, message))
        message = tr("Tệp giống hệt bản in trình ký nên chưa ai ký; hãy quét bản đã ký rồi thả lại.")
        return self._set_aside(staged, kind, "pdf", _one("file-unsigned", staged, message))

    def _known_bytes(self, staged: Staged, record: FileRecord) -> FileOutcome:
        """What is told of bytes that arrived before; this arrival is noted."""
        office = self._office
        staged.path.unlink(missing_ok=True)
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
        told: tuple[Problem, ...] = (note,)
        mark = secrecy_mark((), staged.original_name)
        if mark and outcome is not Outcome.REFUSED:  # what is kept stays, and somebody must hear of it
            outcome, told = Outcome.REVIEW, (secret(mark, staged.original_name), note)
        return FileOutcome(
            file=staged.original_name, sha256=staged.sha256, outcome=outcome, problems=told, documents=documents
        )

    def _refuse(self, staged: Staged, problems: Sequence[Problem]) -> FileOutcome:
        """Bytes that are not taken in lie in the review folder under their hash, with the reason beside them."""
        aside = self._office.review / "khong-nhan" / f"{staged.sha256[:16]}.bin"
        aside.parent.mkdir(parents=True, exist_ok=True)
        reasons = "\n".join(problem.message for problem in problems)
        write_remade(aside.with_suffix(".ly-do.txt"), f"{reasons}\n".encode())
        flush_all([staged.path])
        move_durably(staged.path, aside)
        shelved = Shelved(object_id="", path=self._office.noted(aside))
        refused = Arrived(
            staged=staged, suffix="", document=None, kind="refused", outcome=Outcome.REFUSED, problems=tuple(problems)
        )
        (outcome,) = record_arrived(self._office, [refused], [shelved], {})
        return outcome

    def _set_aside(
        self, staged: Staged, kind: Kind, noted: str, problems: tuple[Problem, ...], verdict: Verdict | None = None
    ) -> FileOutcome:
        aside = Arrived(
            staged=staged,
            suffix=SUFFIX[kind],
            document=None,
            kind=noted,
            outcome=Outcome.REVIEW,
            problems=problems,
            verdict=verdict,
        )
        nothing = SignedPapers(papers={}, stored={})
        shelved = shelve(self._office, self._shelf, [aside], nothing, places={}, helpers=self._helpers)
        (outcome,) = record_arrived(self._office, [aside], shelved, {})
        return outcome

    @cached_property
    def _attestation(self) -> Attestation:
        """Who judges digital signatures, for all files of a pass."""
        return Attestation(self._office, self._helpers)

    @cached_property
    def _recogniser(self) -> Recogniser:
        """Who recognises files; what was printed to be signed is looked up once for all files of a pass."""
        prints = known_prints(self._office, self._shelf)
        return Recogniser(self._office, self._helpers, prints, self._attestation, self._progress)

    def _take_pages(self, looked: Sequence[tuple[Staged, Looked]]) -> tuple[FileOutcome, ...]:
        """Files with pages: each recognised; those that bear a secrecy mark are refused, the others kept together."""
        papers = self._recogniser.papers({code for _, look in looked for code in look.codes})
        files = [(staged, look, self._recogniser.recognise(staged, look, papers)) for staged, look in looked]
        refused = {
            staged.sha256: self._refuse(staged, (secret(mark, staged.original_name),))
            for staged, look, seen in files
            if (mark := self._ink_mark(staged, look, seen))
        }
        kept = self._keep([each for each in files if each[0].sha256 not in refused])
        outcomes = refused | {outcome.sha256: outcome for outcome in kept}
        return tuple(outcomes[staged.sha256] for staged, _ in looked)

    def _ink_mark(self, staged: Staged, looked: Looked, seen: Recognised) -> str:
        """A secrecy mark that is only ink on a page nobody knows, "" for none."""
        unknown = [page.file_page for page in (*seen.findings.foreign, *seen.findings.forged)]
        kind = looked.look.classified.kind
        return ink_mark(self._office, self._helpers, staged.path, kind, unknown) if kind else ""

    def _keep(self, files: Sequence[tuple[Staged, Looked, Recognised]]) -> tuple[FileOutcome, ...]:
        """Files that were recognised: judged one by one, then put on the shelf and recorded in one go."""
        if not files:
            return ()
        office, seen = self._office, [each for _, _, each in files]
        judged = [self._judged(*each) for each in files]
        records = {code: record for each in seen for code, record in each.papers.records.items()}
        places = {code: record.object_id or document_urn(office, code) for code, record in records.items()}
        signed = self._signed(judged, [look for _, look, _ in files], seen)
        shelved = shelve(office, self._shelf, judged, signed, places=places, helpers=self._helpers)
        return record_arrived(office, judged, shelved, records)

    def _judged(self, staged: Staged, looked: Looked, seen: Recognised) -> Arrived:
        """What becomes of one file with pages."""
        findings, verdict, name = seen.findings, seen.verdict, staged.original_name
        outcomes = tuple(self._judge(found, seen, name) for found in findings.documents)
        strays = tuple(page.problem for page in (*findings.foreign, *findings.forged))
        proofs = tuple(
            PageProof(document=found.code, position=position, page=page)
            for found, outcome in zip(findings.documents, outcomes, strict=True)
            if outcome.outcome in {Outcome.FILED, Outcome.WAITING}
            for page, position in found.pages.items()
        )
        worst = _worst([outcome.outcome for outcome in outcomes] + ([Outcome.REVIEW] if strays or not outcomes else []))
        stranger = verdict.is_signed and not findings.documents  # nobody's paper, yet somebody signed it
        doubts = (signature_problem(verdict, name),) if stranger else ()
        kind = looked.look.classified.kind or Kind.PDF
        return Arrived(
            staged=staged,
            suffix=SUFFIX[kind],
            document=self._single_owner(findings, outcomes),
            kind=kind.value,
            outcome=worst,
            problems=(*looked.look.classified.problems, *doubts, *strays),
            documents=outcomes,
            proofs=proofs,
            verdict=verdict if verdict.is_signed else None,
        )

    @staticmethod
    def _single_owner(findings: FileFindings, outcomes: Sequence[DocumentOutcome]) -> str | None:
        """The document a file belongs to alone and whole; None when it belongs to several or is in doubt."""
        whole = [found for found in findings.documents if found.state is PageSet.COMPLETE]
        strays = (*findings.foreign, *findings.forged)
        is_sure = outcomes[:1] and outcomes[0].outcome in {Outcome.FILED, Outcome.ALREADY_FILED}
        if len(findings.documents) == 1 and whole and not strays and is_sure:
            return whole[0].code
        return None

    def _judge(self, found: DocumentFindings, seen: Recognised, name: str) -> DocumentOutcome:
        """What becomes of one document in the file: only whole, genuine, signed pages as printed file themselves."""
        pages, record = tuple(sorted(found.pages)), seen.papers.records[found.code]
        outcome, problems = Outcome.REVIEW, list(found.problems)
        if found.state in {PageSet.COMPLETE, PageSet.MISSING}:
            if record.state is DocumentState.FILED and _came_alike(found):
                told = self._look(found, seen, record, name) if _came_otherwise(found) else ()
                problems += self._attestation.weigh(seen.verdict, told, name)
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

    def _signed(self, judged: Sequence[Arrived], looked: Sequence[Looked], seen: Sequence[Recognised]) -> SignedPapers:
        """The papers that became whole, with the pages that came before."""
        pages: dict[str, dict[int, Source]] = {}
        for each, found in zip(judged, seen, strict=True):
            filed = {outcome.document for outcome in each.documents if outcome.outcome is Outcome.FILED}
            pages |= {code: dict(found.papers.held.get(code, {})) for code in filed}
            for proof in each.proofs:
                if proof.document in filed:
                    pages[proof.document][proof.page] = (each.staged.sha256, proof.position)
        stored = {each.staged.sha256: each.staged.path if each.kind == Kind.PDF.value else None for each in judged}
        others = {sha256 for held in pages.values() for sha256, _ in held.values()} - stored.keys()
        with self._office.store.reading() as session:
            paths = {sha256: self._office.folder / find_file(session, sha256).stored_path for sha256 in others}
        return SignedPapers(
            papers=pages,
            stored=stored | {sha256: path if path.suffix == ".pdf" else None for sha256, path in paths.items()},
            whole={
                each.staged.sha256: look.look.copy.pages if look.look.copy else len(look.look.reads or ())
                for each, look in zip(judged, looked, strict=True)
                if not look.look.classified.problems
            },
        )


def _came_alike(found: DocumentFindings) -> bool:
    """True when every page came before and looks the same: nothing new came back."""
    return sum(problem.code in {RECEIVED_ALIKE, OTHER_SHAPE} for problem in found.problems) == len(found.pages)


def _came_otherwise(found: DocumentFindings) -> bool:
    """True when what came on paper before was signed on a screen now, or the other way round."""
    return any(problem.code == OTHER_SHAPE for problem in found.problems)


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
