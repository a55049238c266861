"""The papers that set an issued one right: a decision that recalls it, a công văn that corrects its slips.

Nothing happens to the issued paper yet: it is recalled, or marked as corrected, when the new paper is issued.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docgen.errors import UsageError
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.entering import entry, new_code, subject_of
from docgen.paperwork.files import DRAFTS, planned, put
from docgen.paperwork.papers import Paper, PaperMaker
from docgen.paperwork.references import change_bases, change_recipients, issuer_of, reference_to
from docgen.wording.blocks import with_post
from docgen.wording.correction import correction_context
from docgen.wording.recall import recall_context
from registry.change_facts import CorrectionFacts, RecallFacts, Slip
from registry.errors import RuleBroken
from registry.facts import Official
from registry.labels import TYPE_NAMES, DocumentKind, DocumentState, Regime
from registry.rules.lifecycle import BINDING_PAPER, LIVE_PAPER
from registry.store.documents import add_document, add_file, document_records, record_of, rewrite_drafts
from registry.store.retracting import retract
from registry.store.tasks import owners_of
from registry.store.values import DocumentRecord

_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, kw_only=True)
class Made:
    """The paper as a draft; `is_new` is False when it stood so already."""

    code: str
    path: str
    is_new: bool


def draft_recall(office: Office, code: str, *, reason: str, on: dt.date | None = None) -> Made:
    """Draft the decision that recalls an issued paper; RuleBroken while a later paper builds on that one."""
    day, kind = on or office.clock.today(), DocumentKind.RECALL
    with office.store.reading() as session:
        record = record_of(session, code)
        _require_binding(record, unless={DocumentKind.RECALL})
        retract(session, record)  # tried on a look that is thrown away
    before = _before(office, record, kind)
    facts = _recall_facts(office, record, before.code if before else new_code(office), reason, day)
    paper = PaperMaker(office).compose(kind, facts.issuer.regime, recall_context(facts, on=day), on=day)
    return _enter(office, record, kind, facts.document, paper, before)


def draft_correction(office: Office, code: str, slip: Slip, *, reason: str, on: dt.date | None = None) -> Made:
    """Draft the công văn that corrects a slip of an issued paper; a draft that is there already takes one slip more."""
    day, kind = on or office.clock.today(), DocumentKind.CORRECTION
    with office.store.reading() as session:
        record = record_of(session, code)
    _require_binding(record, unless={DocumentKind.CORRECTION})
    before = _before(office, record, kind)
    slips = tuple(dict.fromkeys((*(_slips(before.context) if before else ()), slip)))
    facts = _correction_facts(office, record, before.code if before else new_code(office), slips, reason, day)
    context = {**correction_context(facts, on=day), "said": [[each.where, each.wrong, each.right] for each in slips]}
    paper = PaperMaker(office).compose(kind, facts.issuer.regime, context, on=day)
    return _enter(office, record, kind, facts.document, paper, before)


def _slips(context: Mapping[str, Any]) -> tuple[Slip, ...]:
    return tuple(Slip(where=where, wrong=wrong, right=right) for where, wrong, right in context["said"])


def _require_binding(record: DocumentRecord, *, unless: set[DocumentKind]) -> None:
    if record.state not in BINDING_PAPER or record.kind not in TYPE_NAMES or record.kind in unless:
        raise RuleBroken(
            tr(
                "{kind} {code} đang “{state}”, không ra văn bản này được.",
                kind=record.kind.label,
                code=record.code,
                state=record.state.label,
            ),
            advice=tr("Chưa ban hành thì rút hoặc hủy số; phiếu thì thu hồi bằng “forms recall”."),
        )


def _before(office: Office, record: DocumentRecord, kind: DocumentKind) -> DocumentRecord | None:
    """The paper of that kind about `record` that is still a draft; RuleBroken when one lies on somebody's desk."""
    with office.store.reading() as session:
        live = document_records(session, kinds={kind}, states=LIVE_PAPER - BINDING_PAPER)
    about = [each for each in live if each.about == record.code]
    for paper in about:
        if paper.state is not DocumentState.DRAFT:
            raise RuleBroken(
                tr(
                    "{kind} {code} về văn bản này đang “{state}”.",
                    kind=kind.label,
                    code=paper.code,
                    state=paper.state.label,
                ),
                advice=tr("Ban hành văn bản ấy, hoặc rút rồi soạn lại."),
            )
    return about[0] if about else None


def _recall_facts(office: Office, record: DocumentRecord, code: str, reason: str, day: dt.date) -> RecallFacts:
    issuer, signatory = issuer_of(office, record)
    return RecallFacts(
        document=code,
        issuer=issuer.facts(),
        signatory=signatory.facts(),
        year=day.year,
        bases=change_bases(office, day),
        recipients=change_recipients(office),
        campaign=office.settings.campaign.facts(),
        about=reference_to(office, record),
        about_subject=record.abstract,
        executors=office.settings.decision.executors,
        people=(record.official,) if record.official else (),
        reason=reason,
        ends_tasks=record.kind is DocumentKind.DECISION,
        listed=_listed(office, record, day),
    )


def _listed(office: Office, record: DocumentRecord, day: dt.date) -> tuple[Official, ...]:
    """The assignees of a decision for several; nobody when the paper names whom it is for."""
    if record.official is not None or record.kind is not DocumentKind.DECISION:
        return ()
    with office.store.reading() as session:
        return owners_of(session, record.tasks, day)


def _correction_facts(
    office: Office, record: DocumentRecord, code: str, slips: tuple[Slip, ...], reason: str, day: dt.date
) -> CorrectionFacts:
    issuer, signatory = issuer_of(office, record)
    if issuer.regime == Regime.STATE.value and not issuer.drafter:
        raise UsageError(
            tr("Ký hiệu công văn phải có đơn vị soạn thảo."),
            advice=tr("Điền issuer.drafter trong office.toml, ví dụ “NC”."),
        )
    return CorrectionFacts(
        document=code,
        issuer=issuer.facts(),
        signatory=signatory.facts(),
        year=day.year,
        recipients=change_recipients(office),
        about=reference_to(office, record),
        about_subject=record.abstract,
        slips=slips,
        reason=reason,
        addressees=_addressees(office, record),
    )


def _addressees(office: Office, record: DocumentRecord) -> tuple[str, ...]:
    """Whom the corrected paper went to: the person or body it names, then those who carry it out or receive it."""
    settings = office.settings
    receivers = {
        DocumentKind.MINUTES: settings.minutes.recipients,
        DocumentKind.RESULT_NOTICE: settings.notice.recipients,
        DocumentKind.REPORT: settings.report.recipients,
    }.get(record.kind, settings.decision.executors)
    others = ", ".join(_IN_BRACKETS.sub("", each) for each in receivers)
    person = with_post(record.official) if record.official else record.unit
    return tuple(filter(None, (person, others))) or (settings.campaign.standing_body,)


def _enter(
    office: Office,
    record: DocumentRecord,
    kind: DocumentKind,
    code: str,
    paper: Paper,
    before: DocumentRecord | None,
) -> Made:
    file = planned(office, DRAFTS, f"{code}.docx", paper.docx)
    is_new = before is None or before.input_digest != paper.input_digest
    if is_new:
        issuer, signatory = issuer_of(office, record)
        now = office.clock.now()
        document = entry(
            office,
            kind,
            code,
            issuer.facts(),
            paper,
            person=record.official.code if record.official else None,
            abstract=subject_of(paper.context),
            signatory=signatory.name,
            order=1,
            at=now,
            about=record.code,
        )
        with office.store.changing(actor=office.actor, at=now, reason=tr("soạn văn bản sửa sai")) as session:
            if before is None:
                add_document(session, document)
            else:
                rewrite_drafts(session, [document])
            add_file(session, code, "draft", file)
    put(office, DRAFTS, f"{code}.docx", paper.docx)
    return Made(code=code, path=file.path, is_new=is_new)
