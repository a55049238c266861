"""Decisions by assignee, by body or one for all: from approved tasks to checked drafts, each with its annex.

Running it again changes nothing unless tasks, grouping, template or settings changed; a draft nobody printed is
rewritten under its own code, a printed one is withdrawn and made anew, because a re-issue gets a new code. What was
approved after the first decision was issued becomes a supplement of it. All are entered, or none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.agreement import require_agreement, require_counted
from docgen.paperwork.entering import entry, fresh_codes, subject_of
from docgen.paperwork.files import DRAFTS, Pending, pending, planned
from docgen.paperwork.inspecting import ruler_of
from docgen.paperwork.making import Made, Order, Terms, Workshop
from docgen.paperwork.numbers import early_warnings
from docgen.paperwork.papers import Paper, PaperMaker, require_layout
from docgen.paperwork.standing import draft_problems
from docgen.settings import bases_on
from docgen.templating.compiled import CompiledTemplate
from docgen.wording.tasks import printed_rows
from registry.errors import RuleBroken
from registry.facts import DecisionFacts, ListDecisionFacts, Reference, TaskLine
from registry.labels import DocumentKind, DocumentState, Scope, Variant
from registry.problems import Problem, Severity
from registry.store.assigning import Assignment, Earlier, count_open, leftover_drafts, open_assignments
from registry.store.documents import add_documents, move, rewrite_drafts
from registry.store.new_documents import NewDocument

Progress = Callable[[int, int], None]
WAITING = "first-decision-unissued"


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """What drafting did, as counts of papers; `problems` are warnings of the layout check and tasks that must wait."""

    made: int
    rewritten: int
    unchanged: int
    withdrawn: int  # drafts of another grouping
    problems: tuple[Problem, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Draft:
    """A decision as made and what it was made for."""

    assignment: Assignment
    order: int
    made: Made

    @property
    def code(self) -> str:
        """The code the paper bears."""
        return self.made.code

    @property
    def is_same(self) -> bool:
        """Whether it is the draft that stands."""
        return self.made.found is None

    @property
    def is_new(self) -> bool:
        """Whether it gets a record of its own."""
        return self.assignment.draft is None or self.assignment.draft.code != self.code


def draft_decisions(
    office: Office, *, group_by: Scope | None = None, on: dt.date | None = None, progress: Progress | None = None
) -> Drafted:
    """Draft decisions for everyone with approved tasks; `on` is the day whose layout rules and year hold.

    `group_by` None means as office.toml says; printed papers of another grouping are withdrawn only when it is given.
    """
    day, maker = on or office.clock.today(), PaperMaker(office)
    with Workshop() as workshop, pending(office, DRAFTS) as files:
        assignments, others = _look(office, group_by, day, workshop)
        ready = [each for each in assignments if not each.waits_for]
        standing = _standing(office, ready, day)
        drafts, warned = _enter(office, _made(office, maker, ready, day, workshop, progress), others, files)
        files.take_places()
    return Drafted(
        made=sum(draft.is_new for draft in drafts),
        rewritten=sum(not draft.is_new and not draft.is_same for draft in drafts),
        unchanged=sum(draft.is_same for draft in drafts),
        withdrawn=len(others),
        problems=(
            *_warnings(office, day),
            *standing,
            *_waiting(assignments),
            *warned,
        ),
        codes=tuple(draft.code for draft in drafts),
    )


def _warnings(office: Office, day: dt.date) -> tuple[Problem, ...]:
    """What will stop these decisions at the signature or the number, told now."""
    return early_warnings(office, office.settings.issuer.symbol, office.settings.signatory.name, day)


def _standing(office: Office, ready: Sequence[Assignment], day: dt.date) -> tuple[Problem, ...]:
    """What concerns the day of the decisions: owners, bodies, bases; nothing to draft, nothing to check."""
    codes = [line.code for assignment in ready for line in assignment.lines]
    return draft_problems(office, codes, bases_on(office.settings.decision.bases, day), day) if ready else ()


def _look(
    office: Office, group_by: Scope | None, day: dt.date, workshop: Workshop
) -> tuple[tuple[Assignment, ...], tuple[Earlier, ...]]:
    """The decisions to be, counted a second time by the registry, and the drafts of another grouping."""
    year, scope = office.settings.campaign.year, group_by or Scope(office.settings.decision.group_by)
    with office.store.reading() as session:
        counted = count_open(session, year)
        if scope is Scope.PERSON:
            workshop.expect(len({row.person for row in counted}))
        assignments = open_assignments(session, year, scope, day)
        others = leftover_drafts(session, year, assignments)
        require_counted(assignments, counted)
    printed = [draft.code for draft in others if draft.state is not DocumentState.DRAFT]
    if printed and group_by is None:
        raise RuleBroken(
            tr("Văn bản {codes} đã in trình ký theo cách gộp khác.", codes=", ".join(printed[:10])),
            advice=tr("Muốn soạn lại theo cách gộp mới thì nêu rõ --group-by; các bản ấy sẽ được rút."),
        )
    return assignments, others


def _waiting(assignments: Sequence[Assignment]) -> list[Problem]:
    """Tasks that can be added to a first decision only once that one is issued."""
    return [
        Problem(
            code=WAITING,
            message=tr(
                "Quyết định {code} đã ký, chưa ban hành; {count} việc mới chờ, ban hành xong mới soạn bổ sung.",
                code=each.waits_for,
                count=len(each.lines),
            ),
            severity=Severity.WARNING,
        )
        for each in assignments
        if each.waits_for
    ]


def _made(
    office: Office,
    maker: PaperMaker,
    ready: Sequence[Assignment],
    day: dt.date,
    workshop: Workshop,
    progress: Progress | None,
) -> Iterator[list[_Draft]]:
    """The decisions in batches, as they get ready."""
    templates = _templates(office, maker, ready, day)
    terms = Terms(
        templates=tuple((template.name, template.data) for template in templates.values()),
        on=day,
        ruler=ruler_of(office.settings),
    )
    codes = tuple(islice(fresh_codes(office), len(ready)))  # drawn before anything is entered
    orders = (
        _order(office, assignment, code, day, templates[_addressee(assignment)].digest)
        for assignment, code in zip(ready, codes, strict=True)
    )
    done = 0
    for batch in workshop.make_all(orders, len(ready), terms):
        yield [_Draft(assignment=ready[number], order=number + 1, made=made) for number, made in enumerate(batch, done)]
        done += len(batch)
        if progress:
            progress(done, len(ready))


def _templates(
    office: Office, maker: PaperMaker, ready: Sequence[Assignment], day: dt.date
) -> dict[str, CompiledTemplate]:
    """The office's decision templates that are needed, by whom they address."""
    regime = office.settings.issuer.facts().regime
    wanted = sorted({_addressee(assignment) for assignment in ready})
    return {each: maker.template_for(DocumentKind.DECISION, regime, day, each) for each in wanted}


def _order(office: Office, assignment: Assignment, code: str, day: dt.date, template: str) -> Order:
    """What is to be made; `code` is what a paper gets that is new, at once or in the place of a printed one."""
    before = assignment.draft
    return Order(
        facts=_facts(office, assignment, before.code if before else code, day),
        template=template,
        standing=before.input_digest if before else "",
        fresh_code=code if before and before.state is not DocumentState.DRAFT else "",
    )


def _addressee(assignment: Assignment) -> str:
    """Which of the office's decision templates is meant."""
    if not _is_for_one(assignment):
        return "several"
    return "collective" if assignment.holdings[0].official.is_collective else ""


def _facts(office: Office, assignment: Assignment, code: str, day: dt.date) -> DecisionFacts | ListDecisionFacts:
    """One assignee is addressed by name, several are listed."""
    settings = office.settings
    common: dict[str, Any] = {
        "document": code,
        "issuer": settings.issuer.facts(),
        "signatory": settings.signatory.facts(),
        "year": day.year,
        "bases": bases_on(settings.decision.bases, day),
        "recipients": settings.decision.recipients,
        "campaign": settings.campaign.facts(),
        "executors": settings.decision.executors,
        "replaces": _reference(office, assignment.replaces),
        "supplements": _reference(office, assignment.supplements),
    }
    if _is_for_one(assignment):
        (holding,) = assignment.holdings
        return DecisionFacts(**common, official=holding.official, lines=holding.lines)
    return ListDecisionFacts(**common, scope=assignment.scope, unit=assignment.unit, holdings=assignment.holdings)


def _is_for_one(assignment: Assignment) -> bool:
    return assignment.scope is not Scope.ALL and len(assignment.holdings) == 1


def _reference(office: Office, paper: Earlier | None) -> Reference | None:
    """How the new decision names an earlier one."""
    if paper is None:
        return None
    issuer = office.settings.issuer
    authority = issuer.authority_in_text or issuer.authority
    return Reference(kind="Quyết định", number_text=paper.number_text, dated=paper.dated, authority=authority)


def _enter(
    office: Office, batches: Iterator[list[_Draft]], others: Sequence[Earlier], files: Pending
) -> tuple[list[_Draft], tuple[Problem, ...]]:
    """Enter what changed, while the next batch is made, and give all drafts with the warnings of the layout check.

    Their files are written meanwhile and have no place yet.

    PaperRefused or PapersDisagree when a paper may not be entered; then none is.
    """
    drafts, found, now = [], [], office.clock.now()
    with office.store.changing(actor=office.actor, at=now, reason=tr("soạn quyết định")) as session:
        for paper in others:
            move(session, paper.code, DocumentState.WITHDRAWN, reason=tr("soạn lại theo cách gộp khác"))
        for batch in batches:
            drafts += batch
            for draft in batch:
                files.add(f"{draft.code}.docx", draft.made.paper.docx)
            found += [draft.made.found for draft in batch if draft.made.found is not None]
            for code in _replaced(batch):
                move(session, code, DocumentState.WITHDRAWN, reason=tr("soạn lại"))
            changed = [draft for draft in batch if not draft.is_same]
            add_documents(session, [_new_document(office, draft, now) for draft in changed if draft.is_new])
            rewrite_drafts(session, [_new_document(office, draft, now) for draft in changed if not draft.is_new])
        warned = tuple(problem for each in found for problem in each.layout)
        require_layout(warned)
        require_agreement(problem for each in found for problem in each.differences)
    return drafts, warned


def _replaced(batch: Sequence[_Draft]) -> list[str]:
    """The printed papers in whose place a new one comes."""
    return [draft.assignment.draft.code for draft in batch if draft.assignment.draft and draft.is_new]


def _new_document(office: Office, draft: _Draft, now: dt.datetime) -> NewDocument:
    assignment, paper = draft.assignment, draft.made.paper
    only = assignment.holdings[0].official.code if _is_for_one(assignment) else None
    return entry(
        office,
        DocumentKind.DECISION,
        draft.code,
        office.settings.issuer.facts(),
        paper,
        person=only,
        abstract=subject_of(paper.context),
        signatory=office.settings.signatory.name,
        order=draft.order,
        at=now,
        lines=_printed_lines(assignment, paper),
        holders={line.code: each.official.as_listed for each in assignment.holdings for line in each.lines},
        about=assignment.supplements.code if assignment.supplements else None,
        replaces=assignment.replaces.code if assignment.replaces else None,
        variant=Variant.SUPPLEMENT if assignment.supplements else Variant.PLAIN,
        scope=assignment.scope,
        body=assignment.body,
        files={"draft": planned(office, DRAFTS, f"{draft.code}.docx", paper.docx)},
    )


def _printed_lines(assignment: Assignment, paper: Paper) -> tuple[TaskLine, ...]:
    """The tasks in the order of the annex, each with its note as printed: that is what is frozen."""
    lines = {line.code: line for line in assignment.lines}
    return tuple(replace(lines[code], note=note) for code, note in printed_rows(paper.context))
