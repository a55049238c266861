"""A wrong paper is replaced by a new one of the same form (NĐ 30/2020 Điều 18 khoản 3): asked for, drafted, issued.

Knows that the old paper binds until the new one is issued, so that nothing it gave is without a paper in between. Its
tasks may be worded anew meanwhile; whoever calls the replacement off gets the binding words back.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import RuleBroken
from registry.labels import DocumentKind, DocumentState
from registry.model import Document
from registry.rules.lifecycle import BINDING_PAPER, LIVE_PAPER
from registry.store.amended import amended_words
from registry.store.documents import find_document, move, record_of
from registry.store.retracting import retract
from registry.store.values import DocumentRecord

REPLACEABLE = frozenset({DocumentKind.DECISION, DocumentKind.RESULT_NOTICE, DocumentKind.REPORT})


def ask_replacement(session: Session, record: DocumentRecord, *, reason: str) -> None:
    """Note that another paper is to take the place of a binding one; it binds until then."""
    if record.kind not in REPLACEABLE or record.state not in BINDING_PAPER:
        raise RuleBroken(
            f"{record.kind.label} {record.code} đang “{record.state.label}”, không thay thế bằng văn bản mới được.",
            advice="Chưa ban hành thì rút hoặc hủy số; biên bản và văn bản sửa sai thì thu hồi.",
        )
    find_document(session, record.code).replace_reason = reason


def call_off_replacement(session: Session, record: DocumentRecord) -> None:
    """The old paper stays after all, with the words it was signed with.

    Raises RuleBroken while a paper that would take its place is on somebody's desk.
    """
    document = find_document(session, record.code)
    if not document.replace_reason:
        raise RuleBroken(f"Văn bản {record.code} không chờ thay thế.")
    live = [state.value for state in LIVE_PAPER]
    query = select(Document.code).where(Document.replaces_id == document.id, Document.state.in_(live))
    successor = session.scalars(query).first()
    if successor is not None:
        raise RuleBroken(
            f"Văn bản {successor} đang được soạn để thay thế {record.code}.",
            advice="Rút hoặc hủy số văn bản đó trước.",
        )
    document.replace_reason = ""
    if record.kind is DocumentKind.DECISION:
        _restore_wording(session, document)


def _restore_wording(session: Session, document: Document) -> None:
    """The tasks say again what the decision that binds them says, with the changes made to it since."""
    for line in document.lines:
        task = line.task
        task.title, task.target, task.product = line.title, line.target, line.product
        task.deadline, task.deadline_text, task.supervisor = line.deadline, line.deadline_text, line.supervisor
        task.indicators[0].text = line.target
        amended_words(session, task)


def take_the_place(session: Session, record: DocumentRecord) -> None:
    """A paper that replaces another is issued: the old one ends in the same moment, and what it proved with it."""
    if record.replaces is None:
        return
    old = find_document(session, record.replaces)
    if DocumentState(old.state) not in BINDING_PAPER:
        raise RuleBroken(
            f"{record.kind.label} {record.code} ghi thay thế văn bản {old.code}, mà văn bản ấy không còn hiệu lực.",
            advice="Hủy số văn bản này rồi soạn lại.",
        )
    move(session, old.code, DocumentState.REPLACED, reason=f"{old.replace_reason} ({record.citation})")
    retract(session, record_of(session, old.code), is_replaced=True)
