"""Decisions that change assigned tasks: for every decision with open changes one amendment, with its annex.

Running it again changes nothing unless the changes, the template or the settings changed; a draft nobody printed is
rewritten under its own code, a printed one is withdrawn and made anew. What the changes do they do when it is issued.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.entering import entry, new_code, subject_of
from docgen.paperwork.files import DRAFTS, planned, put_many
from docgen.paperwork.papers import Paper, PaperMaker
from docgen.paperwork.references import change_bases, change_recipients, issuer_of, reference_to
from docgen.paperwork.surroundings import lists_without
from docgen.wording.amendment import amendment_context
from registry.change_facts import AmendmentFacts, ChangeRecord, TaskChange
from registry.facts import Official
from registry.labels import AmendmentKind, DocumentKind, DocumentState
from registry.problems import Problem
from registry.rules.amending import WORDING
from registry.store.amending import ChangeGroup, attach_changes, idle_drafts, open_changes
from registry.store.documents import add_document, move, rewrite_drafts
from registry.store.new_documents import NewDocument


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """What drafting did, as counts of papers; `withdrawn` had no changes left, `problems` are warnings."""

    made: int
    rewritten: int
    unchanged: int
    withdrawn: int
    problems: tuple[Problem, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Draft:
    group: ChangeGroup
    code: str
    paper: Paper
    is_new: bool
    is_same: bool

    @property
    def changes(self) -> frozenset[str]:
        """Codes of the changes it words."""
        return frozenset(change.code for change in self.group.changes)


def draft_amendments(office: Office, *, on: dt.date | None = None) -> Drafted:
    """Draft an amendment of every decision whose tasks have open changes; `on` is the day whose layout rules hold."""
    day, maker, year = on or office.clock.today(), PaperMaker(office), office.settings.campaign.year
    with office.store.reading() as session:
        groups, idle = open_changes(session, year), idle_drafts(session, year)
    drafts = [_compose(office, maker, group, day) for group in groups]
    _enter(office, drafts, idle)
    put_many(office, DRAFTS, {f"{draft.code}.docx": draft.paper.docx for draft in drafts})
    return Drafted(
        made=sum(draft.is_new for draft in drafts),
        rewritten=sum(not draft.is_new and not draft.is_same for draft in drafts),
        unchanged=sum(draft.is_same for draft in drafts),
        withdrawn=len(idle),
        problems=(
            *(problem for draft in drafts for problem in draft.paper.problems),
            *lists_without(office, _leaving(groups)),
        ),
        codes=tuple(draft.code for draft in drafts),
    )


def _leaving(groups: Sequence[ChangeGroup]) -> frozenset[str]:
    """The tasks that the changes take from somebody."""
    taken = {AmendmentKind.CANCEL, AmendmentKind.TRANSFER}
    return frozenset(change.line.code for group in groups for change in group.changes if change.kind in taken)


def _compose(office: Office, maker: PaperMaker, group: ChangeGroup, day: dt.date) -> _Draft:
    before = group.draft
    code = before.code if before else new_code(office)
    paper = _paper(office, maker, group, code, day)
    is_same = before is not None and before.input_digest == paper.input_digest
    is_new = before is None or (not is_same and before.state is not DocumentState.DRAFT)
    if is_new and before is not None:
        code = new_code(office)
        paper = _paper(office, maker, group, code, day)
    return _Draft(group=group, code=code, paper=paper, is_new=is_new, is_same=is_same)


def _paper(office: Office, maker: PaperMaker, group: ChangeGroup, code: str, day: dt.date) -> Paper:
    facts = _facts(office, group, code, day)
    return maker.compose(DocumentKind.AMENDMENT, facts.issuer.regime, amendment_context(facts, on=day), on=day)


def _facts(office: Office, group: ChangeGroup, code: str, day: dt.date) -> AmendmentFacts:
    issuer, signatory = issuer_of(office, group.decision)
    changes = tuple(_change(change) for change in group.changes)
    people = [person for change in changes for person in (change.official, change.successor) if person is not None]
    return AmendmentFacts(
        document=code,
        issuer=issuer.facts(),
        signatory=signatory.facts(),
        year=day.year,
        bases=change_bases(office, day),
        recipients=change_recipients(office),
        campaign=office.settings.campaign.facts(),
        about=reference_to(office, group.decision),
        about_subject=group.decision.abstract,
        executors=office.settings.decision.executors,
        people=tuple(dict.fromkeys(people)),
        changes=changes,
    )


def _change(change: ChangeRecord) -> TaskChange:
    return TaskChange(
        kind=change.kind,
        official=change.official,
        title=change.line.title,
        before=_words(change.before),
        after=_words(change.after),
        reason=change.reason,
        successor=_successor(change.after) if change.kind is AmendmentKind.TRANSFER else None,
        partial=str(change.after.get("partial", "")),
    )


def _words(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(values[name]) for name in WORDING if name in values}


def _successor(told: Mapping[str, Any]) -> Official:
    return Official(code="", name=told["name"], address=told["address"], post=told["post"], unit=told["unit"])


def _enter(office: Office, drafts: Sequence[_Draft], idle: Sequence[str]) -> None:
    changed = [draft for draft in drafts if not draft.is_same]
    if not changed and not idle:
        return
    now = office.clock.now()
    with office.store.changing(actor=office.actor, at=now, reason=tr("soạn quyết định điều chỉnh")) as session:
        for code in idle:
            move(session, code, DocumentState.WITHDRAWN, reason=tr("không còn đề nghị điều chỉnh"))
        for draft in changed:
            new, before = _new_document(office, draft, now), draft.group.draft
            if draft.is_new:
                if before is not None:
                    move(session, before.code, DocumentState.WITHDRAWN, reason=tr("soạn lại"))
                add_document(session, new)
            else:
                rewrite_drafts(session, [new])
            attach_changes(session, draft.code, draft.changes)


def _new_document(office: Office, draft: _Draft, now: dt.datetime) -> NewDocument:
    decision = draft.group.decision
    issuer, signatory = issuer_of(office, decision)
    return entry(
        office,
        DocumentKind.AMENDMENT,
        draft.code,
        issuer.facts(),
        draft.paper,
        person=decision.official.code if decision.official else None,
        abstract=subject_of(draft.paper.context),
        signatory=signatory.name,
        order=1,
        at=now,
        about=decision.code,
        files={"draft": planned(office, DRAFTS, f"{draft.code}.docx", draft.paper.docx)},
    )
