"""Returned forms: read, checked against what was sent, taken over as self values or answered with what to mend.

Knows one form at a time; values keep the place in the paper they were read from.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from docgen.archive.shelf import Shelf
from docgen.forms.checking import READINGS_DIFFER, ExpectedForm, SelfValue, check_form, parse_grade, self_values
from docgen.forms.key import is_own_form
from docgen.forms.reading import ReturnedForm, read_form
from docgen.forms.reply import reply_text
from docgen.intake.outcome import DocumentOutcome, FileOutcome
from docgen.intake.staging import Staged
from docgen.media.apart import Helpers
from docgen.media.durable import write_remade
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.filing import Shelved, shelve_bytes
from docgen.paperwork.founding import founding
from docgen.paperwork.papers import PaperMaker
from docgen.paperwork.shelfmarks import document_urn
from registry.errors import NotFound, RuleBroken
from registry.labels import DocumentKind, DocumentState, Grade, Outcome
from registry.problems import Place, Problem, Severity
from registry.store.documents import record_of
from registry.store.dossier_filling import settle_place
from registry.store.evaluations import Said
from registry.store.proving import FormAnswers, settle_form
from registry.store.received import NewFile, close_superseded, record_file
from registry.store.values import DocumentRecord

_CHECK_MISSING = "form-check-missing"
REPLACES = "form-replaces-filed"
"""Problem code of a right form that would take the place of a filed one where two people must agree to that."""
_DOUBTS = frozenset({_CHECK_MISSING, READINGS_DIFFER, REPLACES})


@dataclass(frozen=True, kw_only=True)
class SecondLook:
    """A form that waited and may count when a person says so: whose it is, and what it says."""

    record: DocumentRecord
    answers: FormAnswers


class FormDesk:
    """Takes returned forms of one office."""

    def __init__(self, office: Office, shelf: Shelf, helpers: Helpers) -> None:
        self._office = office
        self._helpers = helpers
        self._shelf = shelf

    def take(self, staged: Staged, code: str | None) -> FileOutcome:
        """File a right form; a wrong or foreign one waits, its answer lies in the review folder."""
        record = self._record_of(code)
        if record is None:
            problem = Problem(
                code="form-unknown",
                message=tr("Tệp Word không phải phiếu do cơ quan gửi ra."),
                place=Place(file=staged.original_name),
            )
            return self._finish(staged, None, None, (problem,))
        returned = self._helpers.run(read_form, staged.path.read_bytes())
        checked = (_without_blame(problem) for problem in check_form(returned, self._expected(record, returned)))
        problems = (*self._identity(record, returned), *checked)
        is_wrong = any(problem.is_error for problem in problems)
        if not is_wrong and record.state is DocumentState.FILED and self._office.settings.inbox.four_eyes:
            message = tr("Phiếu này thay phiếu đã lưu: cần hai người đồng ý bằng “docgen inbox accept”.")
            problems = (*problems, Problem(code=REPLACES, message=message, severity=Severity.WARNING))
        answers = None if is_wrong or _is_doubtful(problems) else _answers(returned)
        if is_wrong:
            self._reply(staged, record, problems)
        return self._finish(staged, record, answers, problems)

    def look_again(self, path: Path, documents: Sequence[str], noted: Collection[str]) -> SecondLook | None:
        """A stored form that a person takes in; None when what was `noted` of it is more than a doubt.

        What the sender got wrong stays wrong: then the file is only kept.
        """
        record = self._record_of(documents[0]) if len(documents) == 1 else None
        if record is None or not noted or not set(noted) <= _DOUBTS:
            return None
        returned = self._helpers.run(read_form, path.read_bytes())
        return SecondLook(record=record, answers=_answers(returned))

    def _record_of(self, code: str | None) -> DocumentRecord | None:
        if code is None:
            return None
        with self._office.store.reading() as session:
            try:
                record = record_of(session, code)
            except NotFound:
                return None
        return record if record.kind is DocumentKind.SELF_ASSESSMENT else None

    def _identity(self, record: DocumentRecord, returned: ReturnedForm) -> tuple[Problem, ...]:
        genuine = is_own_form(
            returned.check, document=record.code, input_digest=record.input_digest, key_of=self._office.key
        )
        live = record.state in {DocumentState.ISSUED, DocumentState.FILED}
        problems = []
        if returned.check and not genuine:  # without a check a person compares: form-check-missing
            problems.append(_problem("form-forged", tr("Dấu kiểm của phiếu không đúng; dùng lại đúng tệp đã gửi.")))
        if not live:
            problems.append(_problem("form-outdated", tr("Phiếu này đã được rút hoặc thay thế.")))
        return tuple(problems)

    def _expected(self, record: DocumentRecord, returned: ReturnedForm) -> ExpectedForm:
        issued = read_form(PaperMaker(self._office).render_again(record))
        return ExpectedForm(
            document=record.code,
            check=str(record.context.get("check", "")),
            tasks=tuple(answer.task for answer in issued.answers),
            max_percent=Decimal(self._office.settings.inbox.max_percent),
            fixed_text=issued.fixed_text,
        )

    def _reply(self, staged: Staged, record: DocumentRecord, problems: tuple[Problem, ...]) -> None:
        name = record.official.name if record.official else ""
        path = self._office.review / f"{record.code}-{staged.sha256[:8]}.tra-loi.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_remade(path, reply_text(name, problems).encode())

    def _finish(
        self, staged: Staged, record: DocumentRecord | None, answers: FormAnswers | None, problems: tuple[Problem, ...]
    ) -> FileOutcome:
        office = self._office
        owner = record.code if record and answers else None
        outcome = Outcome.FILED if owner else Outcome.REVIEW
        shelved = shelve_bytes(
            office,
            self._shelf,
            staged,
            ".docx",
            document=owner,
            kind="form",
            outcome=outcome,
            problems=problems,
            documents=_documents(record, outcome, problems),
        )
        try:
            self._store(staged, record, answers, problems, shelved, outcome)
        except RuleBroken as error:
            outcome, problems = (
                Outcome.REVIEW,
                (*problems, _problem("form-too-late", f"{error.message} {error.advice}")),
            )
            self._store(staged, record, None, problems, shelved, outcome)
        documents = _documents(record, outcome, problems)
        return FileOutcome(
            file=staged.original_name, sha256=staged.sha256, outcome=outcome, problems=problems, documents=documents
        )

    def _store(
        self,
        staged: Staged,
        record: DocumentRecord | None,
        answers: FormAnswers | None,
        problems: tuple[Problem, ...],
        shelved: Shelved,
        outcome: Outcome,
    ) -> None:
        office, now = self._office, self._office.clock.now()
        new = NewFile(
            sha256=staged.sha256,
            size=staged.size,
            kind="form",
            outcome=outcome,
            problems=[problem.as_row() for problem in problems],
            documents=[row.as_row() for row in _documents(record, outcome, problems)],
            object_id=shelved.object_id,
            stored_path=shelved.path,
        )
        with office.store.changing(actor=office.actor, at=now, reason=tr("nhận phiếu tự đánh giá")) as session:
            record_file(session, new, name=staged.original_name, at=now, arrival=staged.arrival)
            if record is not None and answers is not None:
                settle_form(session, record, answers, staged.sha256, now)
                close_superseded(session, record.code, staged.sha256, reason=tr("đã nhận phiếu đúng"))
                settle_place(session, record.code, document_urn(office, record.code), founding(office))


def _documents(
    record: DocumentRecord | None, outcome: Outcome, problems: tuple[Problem, ...]
) -> tuple[DocumentOutcome, ...]:
    if record is None:
        return ()
    return (DocumentOutcome(document=record.code, pages=(), outcome=outcome, problems=problems),)


def _answers(returned: ReturnedForm) -> FormAnswers:
    values = self_values(returned)
    grade = parse_grade(returned.grade)
    return FormAnswers(
        said=[_said(number, value) for number, value in enumerate(values, start=1)],
        grade=grade or Grade.FAILED,
        advantages=returned.advantages,
        shortcomings=returned.shortcomings,
        proposals=returned.proposals,
    )


def _said(row: int, value: SelfValue) -> Said:
    if value.level is None:
        raise RuleBroken(tr("Nhiệm vụ {task} chưa chọn mức độ hoàn thành.", task=value.task))
    return Said(
        task=value.task,
        level=value.level,
        achieved=value.achieved,
        percent=None if value.percent is None else str(value.percent),
        evidence=value.evidence,
        source=tr("phiếu, hàng {row}", row=row),
    )


def _without_blame(problem: Problem) -> Problem:
    """A check that a program dropped when it saved the form is nothing its sender can mend: told, not asked for."""
    return replace(problem, severity=Severity.WARNING) if problem.code == _CHECK_MISSING else problem


def _is_doubtful(problems: tuple[Problem, ...]) -> bool:
    """True when a person must compare the form before it counts, although nothing is wrong in it."""
    return any(problem.code in _DOUBTS for problem in problems)


def _problem(code: str, message: str) -> Problem:
    return Problem(code=code, message=message)
