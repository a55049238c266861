"""Mistakes happen: withdraw a draft, void a number, replace or recall an issued decision, each with its reason.

Nothing is edited away: the old record stays with its state and the journal says who, when and why.
"""

from __future__ import annotations

from docgen.messages import tr
from docgen.office import Office
from registry.errors import RuleBroken
from registry.labels import DocumentState
from registry.store.documents import move, record_of
from registry.store.registers import void_number
from registry.store.retracting import retract
from registry.store.values import DocumentRecord

UNNUMBERED = frozenset({DocumentState.DRAFT, DocumentState.PRINTED, DocumentState.SIGNED})


def withdraw_paper(office: Office, code: str, *, reason: str) -> DocumentRecord:
    """Withdraw a paper that has no number yet."""
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        record = record_of(session, code)
        if record.state not in UNNUMBERED:
            raise RuleBroken(
                tr("Văn bản {code} đã có số, không rút được.", code=code),
                advice=tr("Chưa ban hành: hủy số bằng “void”. Đã ban hành: thu hồi bằng “recall” hoặc “replace”."),
            )
        move(session, record.code, DocumentState.WITHDRAWN, reason=reason)
    return _again(office, code)


def void_paper(office: Office, code: str, *, reason: str) -> DocumentRecord:
    """Void the number of a paper before it is issued; the register row stays, the number is never given again."""
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        void_number(session, record_of(session, code), reason=reason)
    return _again(office, code)


def recall_paper(office: Office, code: str, *, reason: str, is_replaced: bool = False) -> DocumentRecord:
    """Recall an issued paper: what it proved is taken back; a decision's tasks wait for a new one.

    With `is_replaced` the paper is marked as replaced: the next draft for the same official takes its place.
    """
    target = DocumentState.REPLACED if is_replaced else DocumentState.RECALLED
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        record = record_of(session, code)
        move(session, record.code, target, reason=reason)
        retract(session, record)
    return _again(office, code)


def _again(office: Office, code: str) -> DocumentRecord:
    with office.store.reading() as session:
        return record_of(session, code)
