"""Xét hủy: what is due goes on a list, a council says what becomes of each dossier, only then is anything removed.

Knows the rows and the order of the steps; taking objects off the shelf is done upstairs between `begin` and `finish`.
A destroyed dossier keeps its row, its list of contents and its place in the journal; what left the shelf keeps a
tombstone with the digests of what it held (luu-tru.md, requirement 55).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from registry.dossier_facts import DisposalList, DisposalRow, Dossier
from registry.errors import NotFound, RuleBroken
from registry.labels import DisposalState, Disposition, DossierState, Outcome
from registry.model import DestroyedObject, Disposal, DisposalItem, DossierHold, ReceivedFile
from registry.model import Dossier as DossierRow
from registry.store.dossier_records import dossier_records
from registry.store.dossiers import find_dossier

_RUNNING = (DisposalState.PROPOSED.value, DisposalState.DECIDED.value)


@dataclass(frozen=True, kw_only=True)
class Tombstone:
    """An object off the shelf, or about to be (`removed_at` ""); `files` are rows of path, sha512 and size."""

    object_id: str
    inventory_digest: str
    files: Sequence[Mapping[str, Any]]
    disposal: str = ""
    removed_at: str = ""


def due_dossiers(session: Session, on: dt.date) -> tuple[Dossier, ...]:
    """Closed dossiers whose time was over before `on`, held ones too: whoever lists them shows the hold."""
    closed = dossier_records(session, states={DossierState.CLOSED})
    return tuple(dossier for dossier in closed if dossier.due_on is not None and dossier.due_on < on)


def due_count(session: Session, on: dt.date) -> int:
    """How many closed dossiers are over before `on` and not held."""
    held = select(DossierHold.id).where(DossierHold.dossier_id == DossierRow.id, DossierHold.released_at.is_(None))
    query = select(func.count()).select_from(DossierRow).where(~held.exists(), DossierRow.due_on < on)
    return session.scalar(query.where(DossierRow.state == DossierState.CLOSED.value)) or 0


def propose(session: Session, *, at: dt.datetime, by: str, reason: str) -> DisposalList:
    """Lay everything that is due and not held before the council; NotFound when nothing is."""
    ready = [dossier for dossier in due_dossiers(session, at.date()) if not dossier.is_held]
    if not ready:
        raise NotFound(
            "Không có hồ sơ nào hết thời hạn để đưa vào xem xét hủy.",
            advice="Xem “docgen dossiers due”; hồ sơ đang giữ lại thì không đưa vào.",
        )
    number = len(list(session.scalars(select(Disposal.id).where(Disposal.code.startswith(f"XH-{at.year}-"))))) + 1
    disposal = Disposal(
        code=f"XH-{at.year}-{number:02d}",
        state=DisposalState.PROPOSED.value,
        proposed_at=at.isoformat(timespec="milliseconds"),
        proposed_by=by,
        decided_by="",
        report={},
        reason=reason,
    )
    session.add(disposal)
    for dossier in ready:
        row = find_dossier(session, dossier.code)
        row.state = DossierState.PROPOSED.value
        disposal.items.append(DisposalItem(dossier_id=row.id, disposition="", reason=""))
    session.flush()
    return disposal_record(session, disposal.code)


def withdraw(session: Session, code: str, *, reason: str) -> DisposalList:
    """Take a list back that no council has decided on; its dossiers are closed ones again."""
    disposal = _find(session, code, {DisposalState.PROPOSED})
    disposal.state, disposal.reason = DisposalState.WITHDRAWN.value, reason
    for item in disposal.items:
        if item.dossier.state == DossierState.PROPOSED.value:
            item.dossier.state = DossierState.CLOSED.value
    session.flush()
    return disposal_record(session, code)


def decide(
    session: Session, code: str, *, record: str, met_on: dt.date, keep: Mapping[str, str], by: str
) -> DisposalList:
    """Note what the council said: `keep` names the dossiers it keeps, each with its reason; the others go.

    `record` is the SHA-256 (or its first letters) of the council's record, which must be a filed file on the shelf:
    without it nothing is decided. RuleBroken otherwise, or when the council met before the list was made.
    """
    disposal = _find(session, code, {DisposalState.PROPOSED})
    file = _filed(session, record)
    if met_on < dt.datetime.fromisoformat(disposal.proposed_at).date():
        raise RuleBroken(
            f"Danh sách {code} lập sau ngày họp {met_on:%d/%m/%Y} của hội đồng.", advice="Ghi đúng ngày họp."
        )
    listed = {item.dossier.code for item in disposal.items}
    strangers = sorted(keep.keys() - listed)
    if strangers:
        raise NotFound(f"Danh sách {code} không có hồ sơ {strangers[0]}.")
    for item in disposal.items:
        _settle(item, keep.get(item.dossier.code))
    disposal.state, disposal.record, disposal.met_on = DisposalState.DECIDED.value, file, met_on
    disposal.decided_by = by
    session.flush()
    return disposal_record(session, code)


def _settle(item: DisposalItem, kept_because: str | None) -> None:
    if item.disposition == Disposition.KEEP.value:  # a hold took it off the list
        return
    if kept_because is None:
        item.disposition = Disposition.DESTROY.value
        return
    item.disposition, item.reason = Disposition.KEEP.value, kept_because
    item.dossier.state = DossierState.CLOSED.value


def _filed(session: Session, prefix: str) -> ReceivedFile:
    """The filed record of the council; RuleBroken while it is not on the shelf as a record."""
    query = select(ReceivedFile).where(ReceivedFile.sha256.startswith(prefix.lower()))
    files = list(session.scalars(query)) if prefix else []
    if len(files) != 1:
        raise NotFound(
            f"Không xác định được biên bản hội đồng “{prefix}”.",
            advice="Thả biên bản đã ký vào thư mục nhận, chạy “docgen inbox run”, rồi dùng mã tệp.",
        )
    if files[0].outcome != Outcome.FILED.value or not files[0].object_id:
        raise RuleBroken(
            f"Tệp {files[0].sha256[:12]} chưa được lưu nên chưa là biên bản hội đồng.",
            advice="Nhận tệp bằng “docgen inbox accept” với lý do, rồi ghi lại quyết định của hội đồng.",
        )
    return files[0]


def begin(session: Session, code: str, tombstones: Sequence[Tombstone]) -> DisposalList:
    """Note which objects are about to leave the shelf; said again after an interruption it adds what is missing.

    RuleBroken unless the council decided, and while any of the dossiers to go is held.
    """
    disposal = _find(session, code, {DisposalState.DECIDED})
    require_unheld(session, code)
    known = set(session.scalars(select(DestroyedObject.object_id)))
    for stone in tombstones:
        if stone.object_id not in known:
            session.add(
                DestroyedObject(
                    object_id=stone.object_id,
                    disposal_id=disposal.id,
                    inventory_digest=stone.inventory_digest,
                    files=[dict(row) for row in stone.files],
                )
            )
    session.flush()
    return disposal_record(session, code)


def require_decided(session: Session, code: str) -> None:
    """RuleBroken unless the council decided on the list and it is not done yet."""
    _find(session, code, {DisposalState.DECIDED})


def require_unheld(session: Session, code: str) -> None:
    """RuleBroken while a dossier that is to go is held (luu-tru.md, requirement 56)."""
    held = [row.dossier for row in disposal_record(session, code).rows if _goes(row) and row.dossier.is_held]
    if held:
        raise RuleBroken(
            f"Hồ sơ {held[0].code} đang giữ lại ({'; '.join(held[0].hold_reasons)}), không hủy được.",
            advice="Chờ hết lý do giữ lại rồi “docgen dossiers release”.",
        )


def _goes(row: DisposalRow) -> bool:
    return row.disposition is Disposition.DESTROY


def finish(
    session: Session, code: str, *, removed: Collection[str], report: Mapping[str, Any], at: dt.datetime
) -> DisposalList:
    """The objects are gone: their tombstones are closed, the dossiers are destroyed, the report is kept."""
    disposal = _find(session, code, {DisposalState.DECIDED})
    moment = at.isoformat(timespec="milliseconds")
    query = select(DestroyedObject).where(DestroyedObject.disposal_id == disposal.id)
    for stone in session.scalars(query.order_by(DestroyedObject.id)):
        if stone.object_id in removed:
            stone.removed_at = moment
    for item in disposal.items:
        if item.disposition == Disposition.DESTROY.value:
            item.dossier.state = DossierState.DESTROYED.value
    disposal.state, disposal.done_at, disposal.report = DisposalState.DONE.value, moment, dict(report)
    session.flush()
    return disposal_record(session, code)


def tombstones(session: Session) -> dict[str, Tombstone]:
    """By object id everything that left the shelf or is about to."""
    query = select(DestroyedObject, Disposal.code).join(Disposal)
    return {
        stone.object_id: Tombstone(
            object_id=stone.object_id,
            inventory_digest=stone.inventory_digest,
            files=tuple(stone.files),
            disposal=code,
            removed_at=stone.removed_at or "",
        )
        for stone, code in session.execute(query)
    }


def disposal_record(session: Session, code: str) -> DisposalList:
    """One list with its dossiers; NotFound when there is none of that code."""
    return _record(session, _find(session, code, set(DisposalState)))


def disposal_records(session: Session) -> tuple[DisposalList, ...]:
    """All lists, oldest first."""
    return tuple(_record(session, disposal) for disposal in session.scalars(select(Disposal).order_by(Disposal.id)))


def running_lists(session: Session) -> int:
    """How many lists wait for the council or for the removal it decided."""
    return session.scalar(select(func.count()).select_from(Disposal).where(Disposal.state.in_(_RUNNING))) or 0


def _find(session: Session, code: str, states: Collection[DisposalState]) -> Disposal:
    query = select(Disposal).where(Disposal.code == code.strip().upper())
    loaded = selectinload(Disposal.items).joinedload(DisposalItem.dossier)
    disposal = session.scalar(query.options(loaded))
    if disposal is None:
        raise NotFound(f"Không có danh sách xét hủy {code}.", advice="Xem bằng “docgen dossiers disposals”.")
    if DisposalState(disposal.state) not in states:
        raise RuleBroken(
            f"Danh sách {disposal.code} {DisposalState(disposal.state).label}.",
            advice="Đúng thứ tự: đề nghị, hội đồng quyết định, hủy.",
        )
    return disposal


def _record(session: Session, disposal: Disposal) -> DisposalList:
    codes = {item.dossier_id: item for item in disposal.items}
    query = select(DossierRow.id, DossierRow.code).where(DossierRow.id.in_(codes))
    names = {row.id: row.code for row in session.execute(query)}
    dossiers = {each.code: each for each in dossier_records(session, codes=set(names.values()))} if names else {}
    return DisposalList(
        code=disposal.code,
        state=DisposalState(disposal.state),
        proposed_at=disposal.proposed_at,
        proposed_by=disposal.proposed_by,
        record=disposal.record.sha256 if disposal.record else "",
        met_on=disposal.met_on,
        decided_by=disposal.decided_by,
        done_at=disposal.done_at or "",
        report=disposal.report,
        reason=disposal.reason,
        rows=tuple(
            DisposalRow(
                dossier=dossiers[names[item.dossier_id]],
                disposition=Disposition(item.disposition),
                reason=item.reason,
            )
            for item in disposal.items
        ),
    )
