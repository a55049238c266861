"""One decision per official: from approved tasks to checked drafts, each with its annex.

Running it again changes nothing unless tasks, template or settings changed; a draft nobody printed is rewritten
under its own code, a printed one is withdrawn and made anew, because a re-issue gets a new code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.entering import entry, new_code, subject_of
from docgen.paperwork.files import DRAFTS, planned, put
from docgen.paperwork.numbers import early_warnings
from docgen.paperwork.papers import Paper, PaperMaker
from docgen.paperwork.references import reference_to
from docgen.wording.decision import decision_context
from registry.facts import DecisionFacts
from registry.labels import DocumentKind, DocumentState
from registry.problems import Problem
from registry.store.documents import (
    Assignment,
    NewDocument,
    add_document,
    add_file,
    move,
    open_assignments,
    record_of,
    rewrite_draft,
)
from registry.store.values import DocumentRecord

Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """What drafting did, as counts of papers; `problems` are warnings of the layout check."""

    made: int
    rewritten: int
    unchanged: int
    problems: tuple[Problem, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Draft:
    """A composed decision and what it replaces."""

    assignment: Assignment
    code: str
    order: int
    paper: Paper
    is_new: bool
    is_same: bool


def draft_decisions(office: Office, *, on: dt.date | None = None, progress: Progress | None = None) -> Drafted:
    """Draft a decision for everyone with tasks that wait for one; `on` is the day whose layout rules and year hold."""
    day = on or office.clock.today()
    maker = PaperMaker(office)
    with office.store.reading() as session:
        assignments = open_assignments(session, office.settings.campaign.year)
        old = {each.replaces: record_of(session, each.replaces) for each in assignments if each.replaces}
    drafts = []
    for number, assignment in enumerate(assignments, start=1):
        replaced = old.get(assignment.replaces or "")
        drafts.append(_compose(office, maker, assignment, replaced, number, day))
        if progress:
            progress(number, len(assignments))
    _enter(office, drafts)
    for draft in drafts:
        put(office, DRAFTS, f"{draft.code}.docx", draft.paper.docx)
    return Drafted(
        made=sum(draft.is_new for draft in drafts),
        rewritten=sum(not draft.is_new and not draft.is_same for draft in drafts),
        unchanged=sum(draft.is_same for draft in drafts),
        problems=(*_warnings(office, day), *(problem for draft in drafts for problem in draft.paper.problems)),
        codes=tuple(draft.code for draft in drafts),
    )


def _warnings(office: Office, day: dt.date) -> tuple[Problem, ...]:
    """What will stop these decisions at the signature or the number, told now."""
    return early_warnings(office, office.settings.issuer.symbol, office.settings.signatory.name, day)


def _compose(
    office: Office,
    maker: PaperMaker,
    assignment: Assignment,
    replaced: DocumentRecord | None,
    order: int,
    day: dt.date,
) -> _Draft:
    before = assignment.draft
    code = before.code if before else new_code()
    paper = _paper(office, maker, assignment, replaced, code, day)
    is_same = before is not None and before.input_digest == paper.input_digest
    if before is not None and not is_same and before.state is not DocumentState.DRAFT:
        code = new_code()
        paper = _paper(office, maker, assignment, replaced, code, day)
        return _Draft(assignment=assignment, code=code, order=order, paper=paper, is_new=True, is_same=False)
    return _Draft(assignment=assignment, code=code, order=order, paper=paper, is_new=before is None, is_same=is_same)


def _paper(
    office: Office,
    maker: PaperMaker,
    assignment: Assignment,
    replaced: DocumentRecord | None,
    code: str,
    day: dt.date,
) -> Paper:
    facts = _facts(office, assignment, replaced, code, day)
    context = decision_context(facts, on=day)
    return maker.compose(DocumentKind.DECISION, facts.issuer.regime, context, on=day)


def _facts(
    office: Office, assignment: Assignment, replaced: DocumentRecord | None, code: str, day: dt.date
) -> DecisionFacts:
    settings = office.settings
    return DecisionFacts(
        document=code,
        issuer=settings.issuer.facts(),
        signatory=settings.signatory.facts(),
        year=day.year,
        bases=settings.decision.bases,
        recipients=settings.decision.recipients,
        campaign=settings.campaign.facts(),
        official=assignment.official,
        lines=assignment.lines,
        executors=settings.decision.executors,
        replaces=reference_to(office, replaced) if replaced else None,
    )


def _enter(office: Office, drafts: list[_Draft]) -> None:
    changed = [draft for draft in drafts if not draft.is_same]
    if not changed:
        return
    now = office.clock.now()
    with office.store.changing(actor=office.actor, at=now, reason=tr("soạn quyết định")) as session:
        for draft in changed:
            new = _new_document(office, draft, now)
            before = draft.assignment.draft
            if draft.is_new:
                if before is not None:
                    move(session, before.code, DocumentState.WITHDRAWN, reason=tr("soạn lại"))
                add_document(session, new)
            else:
                rewrite_draft(session, draft.code, new)
            add_file(session, draft.code, "draft", planned(office, DRAFTS, f"{draft.code}.docx", draft.paper.docx))


def _new_document(office: Office, draft: _Draft, now: dt.datetime) -> NewDocument:
    official = draft.assignment.official
    return entry(
        office,
        DocumentKind.DECISION,
        draft.code,
        office.settings.issuer.facts(),
        draft.paper,
        person=official.code,
        abstract=subject_of(draft.paper.context),
        signatory=office.settings.signatory.name,
        order=draft.order,
        at=now,
        lines=draft.assignment.lines,
        replaces=draft.assignment.replaces,
    )
