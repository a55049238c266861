"""Changes of assigned tasks are asked for, listed and taken back; their decision is drafted elsewhere.

Nothing about a task moves here: a change takes effect when its decision is issued.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from docgen.errors import UsageError
from docgen.messages import tr
from docgen.office import Office
from registry.change_facts import ChangeRecord, Successor
from registry.labels import AmendmentKind, Regime
from registry.store.amending import (
    NewChange,
    ask_change,
    change_records,
    find_change,
    withdraw_change,
)
from registry.store.successors import known_address
from registry.store.tasks import find_task
from registry.store.values import line_of
from registry.vietnamese import looks_like_date, normalise, parse_date, parse_period_end


def change_task(
    office: Office,
    code: str,
    kind: AmendmentKind,
    *,
    reason: str,
    wording: Mapping[str, str] | None = None,
    successor: Successor | None = None,
) -> ChangeRecord:
    """Ask for a change of one task; `wording` maps fields to new words, only those given."""
    words = {name: normalise(text) for name, text in (wording or {}).items()}
    deadline = _deadline(office, code, words["deadline_text"]) if words.get("deadline_text") else None
    asked = NewChange(
        task=code,
        kind=kind,
        reason=reason,
        on=office.clock.today(),
        wording=words,
        deadline=deadline,
        successor=_addressed(office, successor) if successor else None,
    )
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        made = ask_change(session, asked)
    return _change(office, made)


def _deadline(office: Office, code: str, text: str) -> dt.date:
    """The day a deadline means; UsageError when it means none."""
    with office.store.reading() as session:
        period = line_of(find_task(session, code)).period
    years = period.replace(" ", "").split("-")
    day = parse_date(text) or parse_period_end(text, year=int(years[-1]) if len(set(years)) == 1 else None)
    if day is None:
        is_date = looks_like_date(text)
        told = tr("Không có ngày {text} trong lịch.", text=text)
        raise UsageError(
            told if is_date else tr("Không hiểu thời hạn “{text}”.", text=text),
            advice=tr("Ghi một ngày cụ thể, ví dụ 31/12/{year}.", year=years[-1]),
        )
    return day


def _addressed(office: Office, successor: Successor) -> Successor:
    """The successor as papers address them: as told, as already known, or as the Party addresses everybody."""
    told = replace(
        successor,
        name=normalise(successor.name),
        post=normalise(successor.post),
        unit=normalise(successor.unit),
        partial=normalise(successor.partial),
    )
    if told.address:
        return told
    with office.store.reading() as session:
        known = known_address(session, told.name, told.unit)
    if not known and office.settings.issuer.regime == Regime.STATE.value:
        raise UsageError(
            tr("Chưa biết gọi {name} là ông hay bà.", name=told.name),
            advice=tr("Thêm --address ông hoặc --address bà."),
        )
    return replace(told, address=known or "đồng chí")


def list_changes(office: Office) -> tuple[ChangeRecord, ...]:
    """All changes of the campaign's tasks, in the order they were asked for."""
    with office.store.reading() as session:
        return change_records(session, office.settings.campaign.year)


def unask(office: Office, code: str, *, reason: str) -> ChangeRecord:
    """Take back a change that no printed paper words."""
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        made = find_change(session, code).code
        withdraw_change(session, made)
    return _change(office, made)


def _change(office: Office, code: str) -> ChangeRecord:
    return next(change for change in list_changes(office) if change.code == code)
