"""Mistakes happen: withdraw a draft, void a number, replace or recall an issued paper, each with its reason.

Nothing is edited away: the old record stays with its state and the journal says who, when and why.
"""

from __future__ import annotations

from docgen.messages import tr
from docgen.office import Office
from registry.errors import RuleBroken
from registry.labels import DocumentState
from registry.store.documents import move, record_of
from registry.store.registers import void_number
from registry.store.replacing import ask_replacement, call_off_replacement
from registry.store.retracting import retract
from registry.store.values import DocumentRecord

UNNUMBERED = frozenset({DocumentState.DRAFT, DocumentState.PRINTED, DocumentState.SIGNED})


def withdraw_paper(office: Office, code: str, *, reason: str) -> DocumentRecord:
    """Withdraw a paper that has no number yet."""
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        record = record_of(session, code)
        if record.state not in UNNUMBERED or record.number is not None:
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


def replace_paper(office: Office, code: str, *, reason: str) -> DocumentRecord:
    """Ask for a new paper of the same form; the old one binds until that one is issued.

    RuleBroken while a later paper builds on it, for then it could not be taken back either.
    """
    with office.store.reading() as session:
        retract(session, record_of(session, code), is_replaced=True)  # tried on a look that is thrown away
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        ask_replacement(session, record_of(session, code), reason=reason)
    return _again(office, code)


def keep_paper(office: Office, code: str, *, reason: str) -> DocumentRecord:
    """Call a replacement off: the paper stays, and its tasks say again what it says."""
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        call_off_replacement(session, record_of(session, code))
    return _again(office, code)


def recall_paper(office: Office, code: str, *, reason: str, by_paper: str = "") -> DocumentRecord:
    """Mark an issued paper as recalled at once: what it proved is taken back; a decision's tasks wait for a new one.

    `by_paper` cites the paper of another body that recalls it; forms are recalled without any.
    """
    reason = f"{reason} ({by_paper})" if by_paper else reason
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        record = record_of(session, code)
        move(session, record.code, DocumentState.RECALLED, reason=reason)
        retract(session, record)
    return _again(office, code)


def _again(office: Office, code: str) -> DocumentRecord:
    with office.store.reading() as session:
        return record_of(session, code)
