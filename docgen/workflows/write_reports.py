"""The summary report and the conference handout, as Word and PDF, every figure counted from values.

Text and tables are counted apart; when they differ the report stops and says which figure.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from docgen.errors import ReportDisagrees
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.entering import entry, new_code, subject_of
from docgen.paperwork.files import REPORTS, put
from docgen.paperwork.papers import Paper, PaperMaker
from docgen.paperwork.printer import print_papers
from docgen.paperwork.references import reference_to
from docgen.settings import bases_on
from docgen.wording.handout import handout_context
from docgen.wording.report import report_context
from registry.errors import NotFound
from registry.facts import HandoutFacts, HandoutRow, Issuer, LevelCounts, ReportFacts, ResultLine, Signatory
from registry.labels import DocumentKind, DocumentState, Grade, Horizon, TaskState, Voice
from registry.rules.lifecycle import FROZEN_PAPER, IN_WORK
from registry.rules.statistics import CountedTask, count_grades, count_levels, unit_rows
from registry.store.documents import add_document, add_file, document_records, move
from registry.store.evaluations import SaidRecord, grades, said_values
from registry.store.tasks import task_records
from registry.store.values import DocumentRecord, TaskRecord


@dataclass(frozen=True, kw_only=True)
class Written:
    """A report or handout; `pdf` is "" when the converter was left out."""

    code: str
    docx: str
    pdf: str
    is_new: bool
    without_grade: int = 0  # people whose signed result notice has not been filed


@dataclass(frozen=True, kw_only=True)
class _Figures:
    """What both papers are made from, read at once."""

    tasks: tuple[TaskRecord, ...]
    apart: Mapping[tuple[Horizon, TaskState], int]
    own: Mapping[str, SaidRecord]
    collective: Mapping[str, SaidRecord]
    decided: Mapping[str, Grade]
    decisions: int
    forms: int
    drafts: tuple[DocumentRecord, ...]
    replaced: DocumentRecord | None  # the binding report that the next one takes the place of


def write_report(office: Office, *, on: dt.date | None = None, with_pdf: bool = True) -> Written:
    """The summary report with figures as of `on`; ReportDisagrees when text and tables differ."""
    day = on or office.clock.today()
    figures = _read(office, DocumentKind.REPORT, day)
    before = figures.drafts[0] if figures.drafts else None
    facts = _report_facts(office, figures, day, before.code if before else new_code(office))
    context, problems = report_context(facts, on=day)
    if problems:
        shown = "; ".join(str(problem) for problem in problems)
        raise ReportDisagrees(
            tr("Lời văn và bảng của báo cáo không khớp nhau: {shown}", shown=shown),
            advice=tr("Không phát hành báo cáo này; kiểm tra dữ liệu bằng “docgen stats”."),
        )
    written = _write(
        office,
        DocumentKind.REPORT,
        facts.document,
        facts.issuer,
        facts.signatory,
        context,
        day,
        before,
        with_pdf,
        figures.replaced,
    )
    return replace(written, without_grade=facts.grades.unknown)


def write_handout(office: Office, *, on: dt.date | None = None, with_pdf: bool = True) -> Written:
    """The conference handout: everyone's tasks with their values."""
    day = on or office.clock.today()
    figures = _read(office, DocumentKind.HANDOUT, day)
    before = figures.drafts[0] if figures.drafts else None
    facts = _handout_facts(office, figures, day, before.code if before else new_code(office))
    context = handout_context(facts, on=day)
    signatory = office.settings.signatory.facts()
    return _write(office, DocumentKind.HANDOUT, facts.document, facts.issuer, signatory, context, day, before, with_pdf)


def _read(office: Office, kind: DocumentKind, day: dt.date) -> _Figures:
    year, binding = office.settings.campaign.year, {DocumentState.ISSUED, DocumentState.FILED}
    open_states = {DocumentState.DRAFT, DocumentState.PRINTED}
    with office.store.reading() as session:
        records = task_records(session, year, on=day)
        tasks = tuple(record for record in records if record.state in IN_WORK)
        forms = document_records(session, year=year, kinds={DocumentKind.SELF_ASSESSMENT}, states={DocumentState.FILED})
        figures = _Figures(
            tasks=tasks,
            apart=Counter((record.line.horizon, record.state) for record in records),
            own=said_values(session, year, Voice.SELF),
            collective=_said(session_values=[said_values(session, year, v) for v in (Voice.COLLECTIVE, Voice.DECIDED)]),
            decided=grades(session, year, Voice.DECIDED),
            decisions=len(document_records(session, year=year, kinds={DocumentKind.DECISION}, states=binding)),
            forms=len(forms),
            drafts=_unnumbered(document_records(session, year=year, kinds={kind}, states=open_states)),
            replaced=_to_be_replaced(document_records(session, year=year, kinds={kind}, states=FROZEN_PAPER)),
        )
    if not tasks:
        raise NotFound(tr("Chưa có nhiệm vụ nào được giao, chưa có gì để báo cáo."))
    return figures


def _unnumbered(open_ones: Sequence[DocumentRecord]) -> tuple[DocumentRecord, ...]:
    """Drafts that may be written anew; one that took its number first stands fast."""
    return tuple(record for record in open_ones if record.number is None)


def _to_be_replaced(signed: Sequence[DocumentRecord]) -> DocumentRecord | None:
    """The report that waits for one to take its place, unless a signed one already says that it does."""
    followed = {record.replaces for record in signed}
    return next((record for record in signed if record.replace_reason and record.code not in followed), None)


def _said(session_values: Sequence[Mapping[str, SaidRecord]]) -> dict[str, SaidRecord]:
    """Later voices speak over earlier ones in a report; both stay stored apart."""
    spoken: dict[str, SaidRecord] = {}
    for values in session_values:
        spoken |= values
    return spoken


def _counted(figures: _Figures) -> list[CountedTask]:
    return [
        CountedTask(
            code=record.line.code,
            person=record.official.code,
            group=record.official.group or record.official.unit,
            horizon=record.line.horizon,
            period=record.line.period,
            level=figures.collective[record.line.code].level if record.line.code in figures.collective else None,
        )
        for record in figures.tasks
    ]


def _counts(figures: _Figures, counted: Sequence[CountedTask]) -> tuple[LevelCounts, ...]:
    """The levels of the tasks in work, with what was suspended, cancelled or transferred beside them."""
    return tuple(
        replace(
            counts,
            suspended=figures.apart.get((counts.horizon, TaskState.SUSPENDED), 0),
            cancelled=figures.apart.get((counts.horizon, TaskState.CANCELLED), 0),
            transferred=figures.apart.get((counts.horizon, TaskState.TRANSFERRED), 0),
        )
        for counts in count_levels(counted)
    )


def _report_facts(office: Office, figures: _Figures, day: dt.date, code: str) -> ReportFacts:
    settings, counted = office.settings, _counted(figures)
    people = {task.person for task in counted}
    return ReportFacts(
        document=code,
        issuer=(settings.report.issuer or settings.issuer).facts(),
        signatory=(settings.report.signatory or settings.signatory).facts(),
        year=day.year,
        bases=bases_on(settings.report.bases, day),
        recipients=settings.report.recipients,
        campaign=settings.campaign.facts(),
        cut_off=day,
        people=len(people),
        counts=_counts(figures, counted),
        rows={horizon: unit_rows(counted, horizon) for horizon in Horizon},
        grades=count_grades(people, figures.decided),
        decisions_issued=figures.decisions,
        forms_returned=figures.forms,
        leadership=settings.report.leadership,
        weaknesses=settings.report.weaknesses,
        directions=settings.report.directions,
        proposals=settings.report.proposals,
        replaces=reference_to(office, figures.replaced) if figures.replaced else None,
    )


def _handout_facts(office: Office, figures: _Figures, day: dt.date, code: str) -> HandoutFacts:
    settings, counted = office.settings, _counted(figures)
    owners: dict[str, list[TaskRecord]] = {}
    for record in figures.tasks:
        owners.setdefault(record.official.code, []).append(record)
    return HandoutFacts(
        document=code,
        issuer=settings.issuer.facts(),
        campaign=settings.campaign.facts(),
        cut_off=day,
        conference=settings.handout.conference,
        rows=tuple(_handout_row(records, figures) for records in owners.values()),
        counts=_counts(figures, counted),
        grades=count_grades(owners, figures.decided),
    )


def _handout_row(records: Sequence[TaskRecord], figures: _Figures) -> HandoutRow:
    official = records[0].official
    return HandoutRow(
        official=official,
        lines=tuple(_line(record, figures) for record in records),
        grade=figures.decided.get(official.code),
    )


def _line(record: TaskRecord, figures: _Figures) -> ResultLine:
    own, collective = figures.own.get(record.line.code), figures.collective.get(record.line.code)
    return ResultLine(
        task=record.line,
        self_level=own.level if own else None,
        collective_level=collective.level if collective else None,
        achieved=own.achieved if own else "",
        evidence=next((said.evidence for said in (collective, own) if said and said.evidence), ""),
    )


def _write(
    office: Office,
    kind: DocumentKind,
    code: str,
    issuer: Issuer,
    signatory: Signatory,
    context: Mapping[str, object],
    day: dt.date,
    before: DocumentRecord | None,
    with_pdf: bool,
    replaced: DocumentRecord | None = None,
) -> Written:
    maker = PaperMaker(office)
    paper = maker.compose(kind, issuer.regime, context, on=day)
    is_new = before is None or before.input_digest != paper.input_digest
    if before is not None and is_new:
        code = new_code(office)
        paper = maker.compose(kind, issuer.regime, {**context, "document_code": code}, on=day)
    name = "bao-cao-tong-hop" if kind is DocumentKind.REPORT else "tai-lieu-hoi-nghi"
    file = put(office, REPORTS, f"{name}.docx", paper.docx)
    if is_new:
        _enter(office, kind, code, issuer, signatory, paper, before, replaced)
        with office.store.changing(actor=office.actor, at=office.clock.now(), reason=tr("lập báo cáo")) as session:
            add_file(session, code, "draft", file)
    pdf = _pdf(office, code, paper, name) if with_pdf else ""
    return Written(code=code, docx=file.path, pdf=pdf, is_new=is_new)


def _enter(
    office: Office,
    kind: DocumentKind,
    code: str,
    issuer: Issuer,
    signatory: Signatory,
    paper: Paper,
    before: DocumentRecord | None,
    replaced: DocumentRecord | None,
) -> None:
    now = office.clock.now()
    with office.store.changing(actor=office.actor, at=now, reason=tr("lập báo cáo")) as session:
        if before is not None:
            move(session, before.code, DocumentState.WITHDRAWN, reason=tr("số liệu đã thay đổi"))
        abstract = subject_of(paper.context)
        document = entry(
            office,
            kind,
            code,
            issuer,
            paper,
            person=None,
            abstract=abstract,
            signatory=signatory.name,
            order=1,
            at=now,
            replaces=replaced.code if replaced else None,
        )
        add_document(session, document)


def _pdf(office: Office, code: str, paper: Paper, name: str) -> str:
    printed = print_papers(office, {code: paper.docx})[code]
    return put(office, REPORTS, f"{name}.pdf", printed.path.read_bytes()).path
