"""Hồ sơ in the database: opened under the next mã hồ sơ of the year, papers and files put in by hand.

Knows that mã hồ sơ, once given, never changes; that papers find their dossier by themselves is
`registry.store.dossier_filling`, reading dossiers as values `registry.store.dossier_records`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.errors import NotFound, RuleBroken
from registry.labels import TYPE_NAMES, DocumentKind, DossierKind, DossierState, Regime, RetentionStart
from registry.model import (
    Cycle,
    Document,
    Dossier,
    DossierItem,
    FormText,
    Person,
    Receipt,
    ReceivedFile,
    RegisterEntry,
)
from registry.rules.retention import RetentionRule, rule_for
from registry.store.documents import find_document
from registry.store.shelf_ids import object_id

RESTRICTED, PUBLIC = "02", "01"
"""TT 05/2025 `mode`: what tells of people is used on conditions, registers of papers are open."""


@dataclass(frozen=True, kw_only=True)
class Founding:
    """Under whose name dossiers are opened at this moment; without `agency` (mã định danh) none is opened.

    `named` is the dossier of the office's own danh mục that everything goes into, "" for one per assignee and cycle.
    """

    agency: str
    fonds: str
    body: str
    regime: Regime
    rules: Sequence[RetentionRule]
    at: dt.datetime
    named: str = ""


def item_of(session: Session, document: Document) -> DossierItem | None:
    """The place of a paper among the dossiers, None while it has none."""
    return session.scalar(select(DossierItem).where(DossierItem.document_id == document.id))


def open_dossier(
    session: Session,
    kind: DossierKind,
    title: str,
    founding: Founding,
    *,
    formed_in: int,
    cycle: Cycle | None = None,
    person: Person | None = None,
) -> Dossier:
    """A new dossier under the next mã hồ sơ of the year; RuleBroken while the office has no mã định danh."""
    if not founding.agency:
        raise RuleBroken(
            "Chưa khai mã định danh cơ quan nên chưa đặt được mã hồ sơ.",
            advice="Ghi agency ở mục [archive] của office.toml, rồi chạy “docgen dossiers fill”.",
        )
    number = next_number(session, founding.agency, formed_in)
    dossier = new_dossier(founding, kind, title, formed_in=formed_in, number=number, cycle=cycle, person=person)
    session.add(dossier)
    session.flush()
    return dossier


def named_dossier(session: Session, code: str, document: Document, founding: Founding) -> Dossier:
    """A new dossier under a code the clerk gave by the office's own danh mục hồ sơ."""
    cycle = session.get_one(Cycle, document.cycle_id)
    formed = (document.dated or founding.at.date()).year
    dossier = new_dossier(founding, DossierKind.NAMED, f"Hồ sơ {code}", formed_in=formed, code=code, cycle=cycle)
    session.add(dossier)
    session.flush()
    return dossier


def next_number(session: Session, agency: str, year: int) -> int:
    """The number after the last one given; codes that clerks wrote by hand are stepped over."""
    last = session.scalar(select(func.max(Dossier.number)).where(Dossier.agency == agency, Dossier.formed_in == year))
    number = (last or 0) + 1
    while by_code(session, f"{agency}.{year}.{number:02d}") is not None:
        number += 1
    return number


def by_code(session: Session, code: str) -> Dossier | None:
    """The dossier of that code, None when nobody gave it."""
    return session.scalar(select(Dossier).where(Dossier.code == code))


def new_dossier(
    founding: Founding,
    kind: DossierKind,
    title: str,
    *,
    formed_in: int,
    number: int | None = None,
    code: str = "",
    cycle: Cycle | None = None,
    person: Person | None = None,
) -> Dossier:
    """An open dossier that is not added yet, under its `number` of the year or under the `code` a clerk gave."""
    named = code or f"{founding.agency}.{formed_in}.{number:02d}"
    rule = rule_for(founding.rules, kind, founding.regime, founding.at.date())
    return Dossier(
        code=named,
        object_id=object_id(founding.fonds, f"dossier/{named}"),
        agency="" if code else founding.agency,
        fonds=founding.fonds,
        body=founding.body,
        regime=founding.regime.value,
        formed_in=formed_in,
        number=number,
        kind=kind.value,
        cycle_id=cycle.id if cycle else None,
        person_id=person.id if person else None,
        title=title,
        state=DossierState.OPEN.value,
        access=PUBLIC if kind is DossierKind.REGISTER else RESTRICTED,
        retention_years=rule.years if rule else None,
        retention_start=(rule.start if rule else RetentionStart.WORK_ENDED).value,
        retention_rule=rule.id if rule else "",
        retention_basis=rule.basis if rule else "",
        opened_at=founding.at.isoformat(timespec="milliseconds"),
        closed_by="",
        handed_over_to="",
        reason="",
    )


def item_for(session: Session, document: Document, founding: Founding) -> DossierItem:
    """The row of a paper as its list of contents will say it, in no dossier yet."""
    kind = DocumentKind(document.kind)
    is_form = kind is DocumentKind.SELF_ASSESSMENT
    came = _came_on(session, document) if is_form else None
    return DossierItem(
        document_id=document.id,
        type_name=TYPE_NAMES.get(kind, kind.label),
        number_text=document.number_text or "",
        dated=document.dated or came or founding.at.date(),
        subject=document.abstract,
        author=document.person.full_name if is_form and document.person else founding.body,
        note="",
        added_at=founding.at.isoformat(timespec="milliseconds"),
    )


def _came_on(session: Session, document: Document) -> dt.date | None:
    """The day a form first came back as it counts now, None for what never did."""
    query = (
        select(Receipt.arrived_at)
        .join(ReceivedFile, ReceivedFile.id == Receipt.file_id)
        .join(FormText, FormText.source_sha256 == ReceivedFile.sha256)
        .where(FormText.document_id == document.id)
        .order_by(FormText.revision.desc(), Receipt.id)
    )
    arrived = session.scalar(query.limit(1))
    return dt.datetime.fromisoformat(arrived).date() if arrived else None


def add_item(session: Session, dossier: Dossier, item: DossierItem) -> None:
    """Put a paper at the end of a dossier; RuleBroken unless it is open (luu-tru.md, requirement 6)."""
    require_open(dossier)
    last = session.scalar(select(func.max(DossierItem.ordinal)).where(DossierItem.dossier_id == dossier.id))
    item.dossier_id, item.ordinal = dossier.id, (last or 0) + 1
    session.add(item)
    session.flush()


def require_open(dossier: Dossier) -> None:
    """RuleBroken unless papers may be put in or taken out."""
    state = DossierState(dossier.state)
    if state is not DossierState.OPEN:
        raise RuleBroken(
            f"Hồ sơ {dossier.code} {state.label}, không thêm bớt văn bản được.",
            advice=f"Mở lại có lý do: docgen dossiers reopen {dossier.code} --reason …",
        )


def find_dossier(session: Session, code: str) -> Dossier:
    """The dossier of that code; NotFound otherwise."""
    dossier = by_code(session, code.strip())
    if dossier is None:
        raise NotFound(f"Không có hồ sơ mã {code}.", advice="Xem mã bằng “docgen dossiers list”.")
    return dossier


def put_paper(session: Session, code: str, dossier_code: str, founding: Founding) -> None:
    """Say which dossier a paper belongs to, whatever it was in before; RuleBroken when either is not open.

    A code that nobody used yet opens a dossier of the office's own danh mục.
    """
    document = find_document(session, code)
    target = by_code(session, dossier_code) or named_dossier(session, dossier_code, document, founding)
    item = item_of(session, document)
    if item is not None and item.dossier_id == target.id:
        return
    require_open(target)
    if item is not None:
        require_open(item.dossier)
        session.delete(item)
        session.flush()
    add_item(session, target, item_for(session, document, founding))
    entry = session.scalar(select(RegisterEntry).where(RegisterEntry.document_id == document.id))
    if entry is not None:
        entry.dossier = target.code
    session.flush()


def put_file(
    session: Session,
    sha256: str,
    dossier_code: str,
    *,
    subject: str,
    pages: int | None,
    dated: dt.date | None,
    author: str,
    at: dt.datetime,
    note: str = "",
) -> None:
    """Put a received file, kept for itself, in a dossier; a file that is there already is not put twice."""
    file = session.scalar(select(ReceivedFile).where(ReceivedFile.sha256 == sha256))
    if file is None or not file.object_id:
        raise NotFound(f"Tệp {sha256[:12]} chưa nằm trong kho.", advice="Nhận tệp qua “docgen inbox” trước.")
    dossier = find_dossier(session, dossier_code)
    present = select(DossierItem.id).where(DossierItem.dossier_id == dossier.id, DossierItem.file_id == file.id)
    if session.scalar(present) is not None:
        return
    moment = at.isoformat(timespec="milliseconds")
    item = DossierItem(
        file_id=file.id,
        type_name="",
        number_text="",
        dated=dated,
        subject=subject,
        author=author,
        pages=pages,
        note=note,
        added_at=moment,
    )
    add_item(session, dossier, item)


def put_record(
    session: Session, sha256: str, listed: str, founding: Founding, *, dated: dt.date, pages: int
) -> Dossier:
    """Put the record of a council in the dossier of disposals of the year, which opens with the first of them.

    An open one is used; RuleBroken while the office has no mã định danh.
    """
    year = founding.at.year
    query = select(Dossier).where(Dossier.kind == DossierKind.DISPOSAL.value, Dossier.formed_in == year)
    found = session.scalar(query.where(Dossier.state == DossierState.OPEN.value).order_by(Dossier.id))
    title = f"Xét hủy tài liệu hết thời hạn lưu trữ năm {year}"
    dossier = found or open_dossier(session, DossierKind.DISPOSAL, title, founding, formed_in=year)
    subject = f"Biên bản họp Hội đồng xét hủy tài liệu, danh sách {listed}"
    put_file(
        session, sha256, dossier.code, subject=subject, pages=pages, dated=dated, author=founding.body, at=founding.at
    )
    return dossier
