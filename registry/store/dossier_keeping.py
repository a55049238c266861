"""What happens to a hồ sơ beside being filled: closed with fixed counts, re-opened, held, handed over, set right.

Knows states and what each step demands; what a council decides is `registry.store.disposals`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.dossier_facts import Dossier
from registry.errors import NotFound, RuleBroken
from registry.labels import Disposition, DossierKind, DossierState, Regime, RetentionStart
from registry.model import DisposalItem, DossierHold
from registry.model import Dossier as DossierRow
from registry.rules.lifecycle import BINDING_PAPER, LIVE_PAPER
from registry.rules.retention import RetentionRule, due_on, rule_for
from registry.store.dossier_records import dossier_record
from registry.store.dossiers import find_dossier, require_open

BY_HAND = "by-hand"
"""Stands as the retention rule of a dossier whose period a person set; closing does not set it anew."""
_MOST_SHOWN = 10
_NOT_OUT = LIVE_PAPER - BINDING_PAPER
"""A paper that has a number and is not issued may still lose it: no list of contents can be closed over it."""


def close_dossier(
    session: Session,
    code: str,
    *,
    ended_on: dt.date,
    at: dt.datetime,
    by: str,
    reason: str,
    rules: Sequence[RetentionRule] = (),
    as_is: bool = False,
) -> Dossier:
    """Close a dossier: its papers and pages are counted and fixed, its retention is set by the schedule of the day.

    RuleBroken while a signed copy is awaited (unless `as_is`), while pages are not counted, for an empty dossier, and
    when the work would have ended before its last paper.
    """
    row = find_dossier(session, code)
    require_open(row)
    dossier = dossier_record(session, code)
    _require_complete(dossier, as_is=as_is)
    if dossier.last_on and ended_on < dossier.last_on:
        raise RuleBroken(
            f"Hồ sơ {code} có văn bản ngày {dossier.last_on:%d/%m/%Y}, công việc không kết thúc ngày "
            f"{ended_on:%d/%m/%Y} được.",
            advice="Ghi ngày kết thúc bằng hoặc sau ngày của văn bản cuối cùng.",
        )
    if row.retention_rule != BY_HAND:
        _set_by(row, rule_for(rules, DossierKind(row.kind), Regime(row.regime), at.date()))
    row.state, row.ended_on = DossierState.CLOSED.value, ended_on
    row.closed_at, row.closed_by, row.reason = at.isoformat(timespec="milliseconds"), by, reason
    row.documents, row.pages = len(dossier.papers), dossier.counted_pages
    _fix_pages(row, dossier)
    session.flush()
    _set_due(session, row)
    return dossier_record(session, code)


def _fix_pages(row: DossierRow, dossier: Dossier) -> None:
    """What each paper was counted with stands fast, so that the rows always add up to the sum."""
    counted = {paper.document: paper.pages for paper in dossier.papers if paper.document}
    for item in row.items:
        if item.document is not None and item.document.code in counted:
            item.pages = counted[item.document.code]


def _require_complete(dossier: Dossier, *, as_is: bool) -> None:
    if not dossier.papers:
        raise RuleBroken(f"Hồ sơ {dossier.code} chưa có văn bản nào.", advice="Hồ sơ không có văn bản thì không đóng.")
    unissued = [paper.number_text or str(paper.document) for paper in dossier.papers if paper.state in _NOT_OUT]
    if unissued:
        raise RuleBroken(
            f"Hồ sơ {dossier.code} còn {len(unissued)} văn bản chưa ban hành: {_listed(unissued)}.",
            advice="Ban hành, hoặc hủy số rồi kết thúc hồ sơ.",
        )
    awaited = [paper.number_text or str(paper.document) for paper in dossier.papers if not paper.is_whole]
    if awaited and not as_is:
        raise RuleBroken(
            f"Hồ sơ {dossier.code} còn {len(awaited)} văn bản chưa lưu bản ký: {_listed(awaited)}.",
            advice="Thả bản ký vào thư mục nhận rồi chạy “docgen inbox run”; không chờ nữa thì thêm --as-is.",
        )
    uncounted = [
        paper.number_text or paper.document or str(paper.sha256)[:12] for paper in dossier.papers if paper.pages is None
    ]
    if uncounted:
        raise RuleBroken(
            f"Hồ sơ {dossier.code} có {len(uncounted)} văn bản chưa đếm trang: {_listed(uncounted)}.",
            advice=f"Ghi số trang: docgen dossiers pages {dossier.code} VĂN_BẢN SỐ_TRANG.",
        )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_SHOWN]) + ("…" if len(names) > _MOST_SHOWN else "")


def _set_by(row: DossierRow, rule: RetentionRule | None) -> None:
    if rule is not None:
        row.retention_years, row.retention_start = rule.years, rule.start.value
        row.retention_rule, row.retention_basis = rule.id, rule.basis


def _set_due(session: Session, row: DossierRow) -> None:
    if row.ended_on is not None and row.closed_at is not None:
        dossier = dossier_record(session, row.code)
        row.due_on = due_on(dossier.retention, row.ended_on, dossier.last_on)
        session.flush()


def reopen_dossier(session: Session, code: str, *, reason: str) -> Dossier:
    """Open a closed dossier again, so that papers can be added; RuleBroken once it is before a council or handed over.

    Counts and due day are taken back; what they were stays in the journal.
    """
    row = find_dossier(session, code)
    if DossierState(row.state) is not DossierState.CLOSED:
        raise RuleBroken(
            f"Hồ sơ {code} {DossierState(row.state).label}, không mở lại được.",
            advice="Chỉ mở lại hồ sơ đã kết thúc; hồ sơ đang xem xét hủy thì rút khỏi danh sách trước.",
        )
    if row.handed_over_on is not None:
        raise RuleBroken(f"Hồ sơ {code} đã nộp lưu ngày {row.handed_over_on:%d/%m/%Y}, không mở lại được.")
    row.state, row.reason = DossierState.OPEN.value, reason
    row.closed_at, row.documents, row.pages, row.due_on = None, None, None, None
    session.flush()
    return dossier_record(session, code)


def hold_dossier(session: Session, code: str, *, reason: str, at: dt.datetime, by: str) -> Dossier:
    """Keep a dossier whatever its period says; before a council it leaves the list (luu-tru.md, requirement 56)."""
    row = find_dossier(session, code)
    if DossierState(row.state) is DossierState.DESTROYED:
        raise RuleBroken(f"Hồ sơ {code} đã hủy, không giữ lại được nữa.")
    moment = at.isoformat(timespec="milliseconds")
    hold = DossierHold(dossier_id=row.id, reason=reason, held_at=moment, held_by=by)
    hold.released_by, hold.release_reason = "", ""
    session.add(hold)
    if DossierState(row.state) is DossierState.PROPOSED:
        _leave_lists(session, row, reason)
    session.flush()
    return dossier_record(session, code)


def _leave_lists(session: Session, row: DossierRow, reason: str) -> None:
    row.state = DossierState.CLOSED.value
    query = select(DisposalItem).where(DisposalItem.dossier_id == row.id)
    for item in session.scalars(query):
        if item.disposition != Disposition.KEEP.value:
            item.disposition, item.reason = Disposition.KEEP.value, reason


def release_dossier(session: Session, code: str, *, reason: str, at: dt.datetime, by: str) -> Dossier:
    """End every hold that stands on a dossier; NotFound when none does."""
    row = find_dossier(session, code)
    query = select(DossierHold).where(DossierHold.dossier_id == row.id, DossierHold.released_at.is_(None))
    holds = list(session.scalars(query.order_by(DossierHold.id)))
    if not holds:
        raise NotFound(f"Hồ sơ {code} không có lệnh giữ lại nào.")
    for hold in holds:
        hold.released_at, hold.released_by = at.isoformat(timespec="milliseconds"), by
        hold.release_reason = reason
    session.flush()
    return dossier_record(session, code)


def set_pages(session: Session, code: str, paper: str, pages: int) -> None:
    """Say how many pages a paper of an open dossier has; NotFound when it does not lie there."""
    row = find_dossier(session, code)
    require_open(row)
    for item in row.items:
        names = {item.document.code if item.document else "", item.file.sha256[: len(paper)] if item.file else ""}
        if paper.upper() in names or paper.lower() in names:
            item.pages = pages
            session.flush()
            return
    raise NotFound(f"Hồ sơ {code} không có văn bản {paper}.", advice="Xem bằng “docgen dossiers contents”.")


def set_dossier_right(
    session: Session,
    code: str,
    *,
    title: str,
    pages: Collection[tuple[str, int]],
    years: int | None,
    permanent: bool,
    basis: str,
) -> Dossier:
    """Put title and counted pages of an open dossier right, and the period of any that is not destroyed."""
    if title:
        row = find_dossier(session, code)
        require_open(row)
        row.title = title
    for paper, count in pages:
        set_pages(session, code, paper, count)
    if years or permanent:
        set_retention(session, code, None if permanent else years, basis=basis)
    session.flush()
    return dossier_record(session, code)


def set_retention(session: Session, code: str, years: int | None, *, basis: str) -> Dossier:
    """A person says how long a dossier is kept (None: for ever), by which basis; RuleBroken once it is destroyed."""
    row = find_dossier(session, code)
    if DossierState(row.state) in {DossierState.PROPOSED, DossierState.DESTROYED}:
        raise RuleBroken(f"Hồ sơ {code} {DossierState(row.state).label}, không đổi thời hạn được.")
    row.retention_years, row.retention_start = years, RetentionStart.WORK_ENDED.value
    row.retention_rule, row.retention_basis = BY_HAND, basis
    session.flush()
    _set_due(session, row)
    return dossier_record(session, code)


def hand_over_dossier(session: Session, code: str, *, on: dt.date, to: str) -> Dossier:
    """Note when a closed dossier went to the archive, and which; RuleBroken unless it is closed."""
    row = find_dossier(session, code)
    if DossierState(row.state) is not DossierState.CLOSED:
        raise RuleBroken(f"Hồ sơ {code} {DossierState(row.state).label}.", advice="Kết thúc hồ sơ rồi mới nộp lưu.")
    row.handed_over_on, row.handed_over_to = on, to
    session.flush()
    return dossier_record(session, code)
