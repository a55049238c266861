"""What a clerk does in a register beside numbering papers: keeps numbers, voids them, notes who got what.

Knows the rows; a kept number is taken by `registry.store.registers.give_number`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import NotFound, RuleBroken
from registry.labels import DocumentKind, DocumentState, EntryState
from registry.model import Register, RegisterEntry
from registry.rules.numbering import Series
from registry.store.documents import find_document
from registry.store.registers import add_entry, entry_of, entry_query, locked_register, next_entry
from registry.store.row_states import mark

OUT = frozenset({DocumentState.ISSUED, DocumentState.FILED, DocumentState.REPLACED, DocumentState.RECALLED})
"""States of a paper that has left the office."""


def reserve_numbers(
    session: Session, series: Series, kind: DocumentKind, count: int, *, held_for: str, reason: str, drafter: str = ""
) -> tuple[str, ...]:
    """Keep the next `count` numbers of a series for somebody; they have no paper and no date until one takes them."""
    register = locked_register(session, series)
    texts = []
    for _ in range(count):
        entry = next_entry(session, register)
        entry.number_text, entry.held_for = series.text(kind, entry.number, drafter), held_for
        mark(session, entry, EntryState.RESERVED, reason)
        entry.given_at = entry.changed_at
        texts.append(entry.number_text)
    session.flush()
    return tuple(texts)


def reserved_for(session: Session, codes: Collection[str]) -> dict[str, int]:
    """Per code of a paper the lowest number that is kept for it by name."""
    query = select(RegisterEntry.held_for, RegisterEntry.number).where(RegisterEntry.state == EntryState.RESERVED.value)
    rows = session.execute(query.order_by(RegisterEntry.number.desc())).all()
    return {row.held_for.upper(): row.number for row in rows if row.held_for.upper() in codes}


def void_unused(session: Session, register_code: str, number: int, *, reason: str) -> str:
    """Cancel a number that has no paper: kept and never used, missing, or the next one; returns its text.

    Raises RuleBroken when a paper has it, when it is void already, or when it lies beyond the next number.
    """
    register = session.scalar(select(Register).where(Register.code == register_code).with_for_update())
    if register is None:
        raise NotFound(f"Không có sổ mã {register_code}.", advice="Xem mã sổ bằng “docgen register list”.")
    entry = session.scalar(entry_query(register_code, number)) or _unwritten(session, register, number)
    if entry.document_id is not None:
        raise RuleBroken(
            f"Số {entry.number_text} đã cấp cho văn bản.", advice="Hủy số của văn bản bằng “docgen decisions void MÃ”."
        )
    if entry.state == EntryState.VOID.value:
        raise RuleBroken(f"Số {entry.number_text} đã hủy từ trước: {entry.reason}.")
    mark(session, entry, EntryState.VOID, reason)
    entry.given_at = entry.given_at or entry.changed_at
    session.flush()
    return entry.number_text


def _unwritten(session: Session, register: Register, number: int) -> RegisterEntry:
    """A row for a number without one."""
    if 1 <= number < register.first_number:
        raise RuleBroken(
            f"Sổ {register.code} mở từ số {register.first_number}; số {number} thuộc sổ giấy.",
            advice="Hủy số ấy trong sổ giấy của cơ quan.",
        )
    if not 1 <= number <= register.last_number + 1:
        raise RuleBroken(
            f"Sổ {register.code} mới cấp đến số {register.last_number}, chưa đến số {number}.",
            advice="Chỉ hủy được số đang giữ, số bị thiếu hoặc số kế tiếp.",
        )
    register.last_number = max(register.last_number, number)
    entry = add_entry(session, register, number)
    entry.number_text = f"{number:02d}"
    return entry


def hand_over(session: Session, code: str, *, on: dt.date, to: str, copies: int | None = None) -> None:
    """Note when an issued paper was sent, to whom, and in how many copies; said again it corrects what was said."""
    entry, document = entry_of(session, code), find_document(session, code)
    if DocumentState(document.state) not in OUT:
        raise RuleBroken(f"Văn bản {code} chưa ban hành nên chưa chuyển được.", advice="Ban hành rồi ghi ngày chuyển.")
    if document.issued_on and on < document.issued_on:
        raise RuleBroken(
            f"Văn bản {code} ban hành ngày {document.issued_on:%d/%m/%Y}, không chuyển ngày {on:%d/%m/%Y} được."
        )
    entry.handed_on, entry.received_by = on, to
    entry.copies = entry.copies if copies is None else copies
