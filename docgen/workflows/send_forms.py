"""Self-assessment forms go out: for every assignee of a binding decision one Word form, prefilled, the rest locked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from docgen.forms.key import form_check
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.entering import entry, fresh_codes
from docgen.paperwork.files import FORMS, is_as_noted, planned, put, put_many
from docgen.paperwork.papers import Paper, PaperMaker, input_digest
from docgen.paperwork.references import reference_to
from docgen.wording.blocks import named
from docgen.wording.self_assessment import self_assessment_context
from registry.errors import NotFound
from registry.facts import Holding, SelfAssessmentFacts
from registry.labels import DocumentKind, DocumentState
from registry.rules.lifecycle import ASSIGNING_PAPER, LIVE_PAPER
from registry.store.documents import add_document, add_file, document_records
from registry.store.new_documents import NewDocument
from registry.store.tasks import task_records
from registry.store.values import DocumentRecord, TaskRecord, holdings_of

Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class FormsSent:
    """Forms made now and forms that had been made before."""

    made: int
    already: int
    folder: str
    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Sheets:
    """Binding decisions with the forms that went out about them."""

    decisions: tuple[DocumentRecord, ...]
    forms: tuple[DocumentRecord, ...]
    tasks: Mapping[str, TaskRecord]

    def without_form(self) -> Iterator[tuple[DocumentRecord, Holding]]:
        """Everyone in a decision who has no form about it, with their tasks."""
        sent = {(form.about, form.official.code) for form in self.forms if form.official}
        for decision in self.decisions:
            for holding in holdings_of(decision, self.tasks):
                if (decision.code, holding.official.code) not in sent:
                    yield decision, holding


def send_forms(office: Office, *, on: dt.date | None = None, progress: Progress | None = None) -> FormsSent:
    """Make a form for everyone in a binding decision who has none about it yet; the files lie in output/phieu.

    A decision that is to be replaced gets none: its form would be taken back with it.
    """
    day = on or office.clock.today()
    sheets = _look(office, day)
    if not sheets.decisions:
        raise NotFound(
            tr("Chưa có quyết định nào được ban hành."),
            advice=tr("Ban hành quyết định trước khi gửi phiếu tự đánh giá."),
        )
    maker = PaperMaker(office)
    made = []
    open_ones = list(sheets.without_form())
    for number, ((decision, holding), code) in enumerate(zip(open_ones, fresh_codes(office), strict=False), start=1):
        facts = _facts(office, decision, holding, code, day)
        made.append((decision, facts, _compose(office, maker, facts, day)))
        if progress:
            progress(number, len(open_ones))
    _enter(office, made)
    put_many(office, FORMS, {f"{facts.document}.docx": paper.docx for _, facts, paper in made})
    _write_again(office, maker, sheets.forms)
    return FormsSent(
        made=len(made),
        already=len(sheets.forms),
        folder=f"{office.settings.folders.output}/{FORMS}",
        codes=tuple(facts.document for _, facts, _ in made),
    )


def _write_again(office: Office, maker: PaperMaker, forms: Iterable[DocumentRecord]) -> None:
    """The output folder can be deleted: forms that still wait for their answers are written again."""
    for form in forms:
        if form.state is DocumentState.ISSUED and not is_as_noted(office, form.files.get("form")):
            put(office, FORMS, f"{form.code}.docx", maker.render_again(form))


def _look(office: Office, day: dt.date) -> _Sheets:
    year = office.settings.campaign.year
    binding = {DocumentState.ISSUED, DocumentState.FILED}
    with office.store.reading() as session:
        decisions = document_records(session, year=year, kinds=ASSIGNING_PAPER, states=binding)
        forms = document_records(session, year=year, kinds={DocumentKind.SELF_ASSESSMENT}, states=LIVE_PAPER)
        tasks = {record.line.code: record for record in task_records(session, year, on=day)}
    decisions = tuple(decision for decision in decisions if not decision.replace_reason)
    return _Sheets(decisions=decisions, forms=tuple(form for form in forms if form.about), tasks=tasks)


def _facts(office: Office, decision: DocumentRecord, holding: Holding, code: str, day: dt.date) -> SelfAssessmentFacts:
    settings = office.settings
    return SelfAssessmentFacts(
        document=code,
        issuer=settings.issuer.facts(),
        campaign=settings.campaign.facts(),
        official=holding.official,
        decision=reference_to(office, decision),
        lines=holding.lines,
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
        abstract=f"bản tự đánh giá của {named(facts.official)}",
        signatory=facts.official.name,
        order=order,
        at=now,
        lines=facts.lines,
        about=decision.code,
        state=DocumentState.ISSUED,
    )
