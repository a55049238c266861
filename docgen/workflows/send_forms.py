"""Self-assessment forms go out: one Word form per binding decision, prefilled, everything else locked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from docgen.forms.key import form_check
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.entering import entry, new_code
from docgen.paperwork.files import FORMS, is_as_noted, planned, put, put_many
from docgen.paperwork.papers import Paper, PaperMaker, input_digest
from docgen.paperwork.references import reference_to
from docgen.wording.self_assessment import self_assessment_context
from registry.errors import NotFound
from registry.facts import SelfAssessmentFacts, TaskLine
from registry.labels import DocumentKind, DocumentState
from registry.rules.lifecycle import LIVE_PAPER
from registry.store.documents import NewDocument, add_document, add_file, document_records
from registry.store.tasks import task_records
from registry.store.values import DocumentRecord

Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class FormsSent:
    """Forms made now and forms that had been made before."""

    made: int
    already: int
    folder: str
    codes: tuple[str, ...]


def send_forms(office: Office, *, on: dt.date | None = None, progress: Progress | None = None) -> FormsSent:
    """Make a form for every binding decision that has none yet; the files lie in output/phieu.

    A decision that is to be replaced gets none: its form would be taken back with it.
    """
    day = on or office.clock.today()
    decisions, has_form, lines = _look(office)
    if not decisions:
        raise NotFound(
            tr("Chưa có quyết định nào được ban hành."),
            advice=tr("Ban hành quyết định trước khi gửi phiếu tự đánh giá."),
        )
    maker = PaperMaker(office)
    made = []
    open_decisions = [decision for decision in decisions if decision.code not in has_form]
    for number, decision in enumerate(open_decisions, start=1):
        facts = _facts(office, decision, lines, day)
        paper = _compose(office, maker, facts, day)
        made.append((decision, facts, paper))
        if progress:
            progress(number, len(open_decisions))
    _enter(office, made)
    put_many(office, FORMS, {f"{facts.document}.docx": paper.docx for _, facts, paper in made})
    _write_again(office, maker, has_form)
    codes = tuple(facts.document for _, facts, _ in made)
    return FormsSent(
        made=len(made), already=len(has_form), folder=f"{office.settings.folders.output}/{FORMS}", codes=codes
    )


def _write_again(office: Office, maker: PaperMaker, forms: Mapping[str, DocumentRecord]) -> None:
    """The output folder can be deleted: forms that still wait for their answers are written again."""
    for form in forms.values():
        if form.state is DocumentState.ISSUED and not is_as_noted(office, form.files.get("form")):
            put(office, FORMS, f"{form.code}.docx", maker.render_again(form))


def _look(office: Office) -> tuple[tuple[DocumentRecord, ...], dict[str, DocumentRecord], dict[str, TaskLine]]:
    year = office.settings.campaign.year
    binding = {DocumentState.ISSUED, DocumentState.FILED}
    with office.store.reading() as session:
        decisions = document_records(session, year=year, kinds={DocumentKind.DECISION}, states=binding)
        forms = document_records(session, year=year, kinds={DocumentKind.SELF_ASSESSMENT}, states=LIVE_PAPER)
        lines = {record.line.code: record.line for record in task_records(session, year)}
    decisions = tuple(decision for decision in decisions if not decision.replace_reason)
    return decisions, {form.about: form for form in forms if form.about}, lines


def _facts(office: Office, decision: DocumentRecord, lines: dict[str, TaskLine], day: dt.date) -> SelfAssessmentFacts:
    settings = office.settings
    if decision.official is None:
        raise NotFound(tr("Quyết định {code} không ghi người được giao.", code=decision.code))
    return SelfAssessmentFacts(
        document=new_code(),
        issuer=settings.issuer.facts(),
        campaign=settings.campaign.facts(),
        official=decision.official,
        decision=reference_to(office, decision),
        lines=tuple(lines[code] for code in decision.tasks),
        year=day.year,
    )


def _compose(office: Office, maker: PaperMaker, facts: SelfAssessmentFacts, day: dt.date) -> Paper:
    regime, generation = facts.issuer.regime, office.key_generation
    template = maker.template_for(DocumentKind.SELF_ASSESSMENT, regime, day)
    digest = input_digest(template, self_assessment_context(facts, on=day))
    check = form_check(
        office.key(generation) or b"", generation=generation, document=facts.document, input_digest=digest
    )
    context = self_assessment_context(replace(facts, check=check), on=day)
    return maker.compose(DocumentKind.SELF_ASSESSMENT, regime, context, on=day)


def _enter(office: Office, made: list[tuple[DocumentRecord, SelfAssessmentFacts, Paper]]) -> None:
    if not made:
        return
    now = office.clock.now()
    with office.store.changing(actor=office.actor, at=now, reason=tr("gửi phiếu tự đánh giá")) as session:
        for order, (decision, facts, paper) in enumerate(made, start=1):
            add_document(session, _entry(office, decision, facts, paper, order, now))
            file = planned(office, FORMS, f"{facts.document}.docx", paper.docx)
            add_file(session, facts.document, "form", file)


def _entry(
    office: Office, decision: DocumentRecord, facts: SelfAssessmentFacts, paper: Paper, order: int, now: dt.datetime
) -> NewDocument:
    return entry(
        office,
        DocumentKind.SELF_ASSESSMENT,
        facts.document,
        facts.issuer,
        paper,
        person=facts.official.code,
        abstract=f"bản tự đánh giá của {facts.official.address} {facts.official.name}",
        signatory=facts.official.name,
        order=order,
        at=now,
        lines=facts.lines,
        about=decision.code,
        state=DocumentState.ISSUED,
    )
