"""Result notices: one per official, on all their tasks, from the collective values that signed minutes fixed.

A notice proposes; the decided value is fixed only when the signed notice is filed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.entering import entry, fresh_codes, subject_of
from docgen.paperwork.files import DRAFTS, is_as_noted, planned, put, put_many
from docgen.paperwork.papers import Paper, PaperMaker
from docgen.paperwork.references import reference_to
from docgen.settings import bases_on
from docgen.wording.blocks import named
from docgen.wording.figures import capitalised
from docgen.wording.notice import notice_context
from registry.errors import RuleBroken
from registry.facts import NoticeFacts, Official, ResultLine, TaskLine
from registry.labels import DocumentKind, DocumentState, Grade, Voice
from registry.rules.lifecycle import ASSIGNING_PAPER, LIVE_PAPER
from registry.store.documents import add_document, add_file, document_records
from registry.store.evaluations import SaidRecord, grades, said_values
from registry.store.tasks import task_records
from registry.store.values import DocumentRecord, FileRef, TaskRecord, holdings_of

Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Announced:
    """Notices made now, notices that stood already, and people without a collective grade yet."""

    made: int
    already: int
    without_grade: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Basis:
    """Everything notices are made from, read at once."""

    decisions: tuple[DocumentRecord, ...]
    minutes: DocumentRecord
    notices: tuple[DocumentRecord, ...]
    tasks: Mapping[str, TaskRecord]
    own: Mapping[str, SaidRecord]
    collective: Mapping[str, SaidRecord]
    grades: Mapping[str, Grade]

    def replaced(self, person: str) -> DocumentRecord | None:
        """The binding notice to the person that a new one is to take the place of."""
        return next((n for n in self.notices if n.replace_reason and n.official and n.official.code == person), None)


@dataclass(frozen=True, kw_only=True)
class _Person:
    """Somebody with everything they were assigned: by the first decision, and by those that added to it."""

    official: Official
    decisions: tuple[DocumentRecord, ...]
    lines: tuple[TaskLine, ...]


_Made = tuple[DocumentRecord, NoticeFacts, Paper, FileRef]


def announce_results(office: Office, *, on: dt.date | None = None, progress: Progress | None = None) -> Announced:
    """Draft a notice for every official with a collective grade; RuleBroken while the minutes are not filed."""
    day, maker = on or office.clock.today(), PaperMaker(office)
    basis = _read(office, day)
    people = _assigned(basis)
    graded = [each for each in people if each.official.code in basis.grades]
    noticed = {n.official.code for n in basis.notices if n.official and not n.replace_reason}
    open_ones = [each for each in graded if each.official.code not in noticed]
    made: list[_Made] = []
    for number, (person, code) in enumerate(zip(open_ones, fresh_codes(office), strict=False), start=1):
        facts = _facts(office, person, basis, code, day)
        paper = maker.compose(DocumentKind.RESULT_NOTICE, facts.issuer.regime, _context(facts, day), on=day)
        file = planned(office, DRAFTS, f"{facts.document}.docx", paper.docx)
        made.append((person.decisions[0], facts, paper, file))
        if progress:
            progress(number, len(open_ones))
    _enter(office, made, basis)
    put_many(office, DRAFTS, {f"{facts.document}.docx": paper.docx for _, facts, paper, _ in made})
    _write_again(office, maker, basis.notices)
    return Announced(
        made=len(made),
        already=len(graded) - len(open_ones),
        without_grade=tuple(each.official.name for each in people if each.official.code not in basis.grades),
        codes=tuple(facts.document for _, facts, _, _ in made),
    )


def _assigned(basis: _Basis) -> list[_Person]:
    """Everyone whom binding decisions assign tasks, in the order of the decisions."""
    found: dict[str, tuple[list[DocumentRecord], list[TaskLine], Official]] = {}
    for decision in basis.decisions:
        for holding in holdings_of(decision, basis.tasks):
            decisions, lines, _ = found.setdefault(holding.official.code, ([], [], holding.official))
            decisions.append(decision)
            lines += [line for line in holding.lines if line not in lines]
    return [
        _Person(official=official, decisions=tuple(decisions), lines=tuple(lines))
        for decisions, lines, official in found.values()
    ]


def _write_again(office: Office, maker: PaperMaker, notices: Iterable[DocumentRecord]) -> None:
    """Drafts whose file a crash or a clean-up took away are written again from their record."""
    for notice in notices:
        if notice.state is DocumentState.DRAFT and not is_as_noted(office, notice.files.get("draft")):
            put(office, DRAFTS, f"{notice.code}.docx", maker.render_again(notice))


def _read(office: Office, day: dt.date) -> _Basis:
    year = office.settings.campaign.year
    binding = {DocumentState.ISSUED, DocumentState.FILED}
    with office.store.reading() as session:
        minutes = document_records(session, year=year, kinds={DocumentKind.MINUTES}, states={DocumentState.FILED})
        if not minutes:
            raise RuleBroken(
                tr("Chưa lưu biên bản họp có chữ ký, chưa thông báo kết quả được."),
                advice=tr("Quét biên bản đã ký vào thư mục nhận rồi chạy “docgen inbox run”."),
            )
        notices = document_records(session, year=year, kinds={DocumentKind.RESULT_NOTICE}, states=LIVE_PAPER)
        return _Basis(
            decisions=document_records(session, year=year, kinds=ASSIGNING_PAPER, states=binding),
            minutes=minutes[-1],
            notices=notices,
            tasks={record.line.code: record for record in task_records(session, year, on=day)},
            own=said_values(session, year, Voice.SELF),
            collective=said_values(session, year, Voice.COLLECTIVE),
            grades=grades(session, year, Voice.COLLECTIVE),
        )


def _facts(office: Office, person: _Person, basis: _Basis, code: str, day: dt.date) -> NoticeFacts:
    settings, official = office.settings, person.official
    decision, *others = (reference_to(office, record) for record in person.decisions)
    replaced = basis.replaced(official.code)
    return NoticeFacts(
        document=code,
        issuer=settings.issuer.facts(),
        signatory=settings.signatory.facts(),
        year=day.year,
        bases=bases_on(settings.notice.bases, day),
        recipients=(capitalised(named(official)), *settings.notice.recipients),
        campaign=settings.campaign.facts(),
        official=official,
        decision=decision,
        supplements=tuple(others),
        minutes=reference_to(office, basis.minutes),
        grade=basis.grades[official.code],
        lines=tuple(_line(line, basis) for line in person.lines),
        appeal_days=settings.notice.appeal_days,
        replaces=reference_to(office, replaced) if replaced else None,
    )


def _line(line: TaskLine, basis: _Basis) -> ResultLine:
    own, collective = basis.own.get(line.code), basis.collective.get(line.code)
    return ResultLine(
        task=line,
        self_level=own.level if own else None,
        collective_level=collective.level if collective else None,
        achieved=own.achieved if own else "",
        evidence=next((said.evidence for said in (collective, own) if said and said.evidence), ""),
    )


def _context(facts: NoticeFacts, day: dt.date) -> dict[str, object]:
    """The words of the notice, with the values it decides once it is signed."""
    levels = {line.task.code: line.collective_level.value for line in facts.lines if line.collective_level}
    return {**notice_context(facts, on=day), "decided_grade": facts.grade.value, "decided_levels": levels}


def _enter(office: Office, made: list[_Made], basis: _Basis) -> None:
    if not made:
        return
    now = office.clock.now()
    with office.store.changing(actor=office.actor, at=now, reason=tr("soạn thông báo kết quả")) as session:
        for order, (decision, facts, paper, file) in enumerate(made, start=1):
            official, replaced = facts.official, basis.replaced(facts.official.code)
            document = entry(
                office,
                DocumentKind.RESULT_NOTICE,
                facts.document,
                facts.issuer,
                paper,
                person=official.code,
                abstract=subject_of(paper.context),
                signatory=facts.signatory.name,
                order=order,
                at=now,
                lines=tuple(line.task for line in facts.lines),
                about=decision.code,
                replaces=replaced.code if replaced else None,
            )
            add_document(session, document)
            add_file(session, facts.document, "draft", file)
