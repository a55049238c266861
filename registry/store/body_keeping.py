"""Bodies looked at and changed one by one: names, closing, succession.

Knows that a body keeps its record for ever: a new name ends the old one, a closed body is read-only from the day
after its last. How whole sheets of bodies are written is in `frame_bodies`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.errors import NotFound, RuleBroken
from registry.exchange.frame_body_plan import ended
from registry.exchange.frame_directory import Directory, Unresolved
from registry.labels import BodyLevel, BodySystem, SuccessionKind
from registry.model import Body, BodyName, BodyParent, Succession
from registry.rules.names import Dated, in_order, name_on
from registry.rules.succession import successors
from registry.store.frame_bodies import links, write_names
from registry.store.frame_directory import known_bodies
from registry.store.values import names_of
from registry.store.views import BodyView, SuccessionView
from registry.vietnamese import fold, short_date

_WHOLE = (
    selectinload(Body.names),
    selectinload(Body.parents).joinedload(BodyParent.parent).selectinload(Body.names),
)


def is_closed(body: Body, day: dt.date) -> bool:
    """True after the last day of the body."""
    return body.closed_on is not None and body.closed_on < day


def body_views(
    session: Session, *, on: dt.date, only_existing: bool = False, codes: Collection[str] | None = None
) -> tuple[BodyView, ...]:
    """All bodies by the names of a day, or those of `codes`; with `only_existing` those that existed on it."""
    query = select(Body).options(*_WHOLE).order_by(Body.id)
    bodies = session.scalars(query if codes is None else query.where(Body.code.in_(codes))).all()
    steps = _steps(session)
    return tuple(
        _view(body, steps, on)
        for body in bodies
        if not only_existing or not (is_closed(body, on) or (body.opened_on and on < body.opened_on))
    )


def bodies_named(session: Session, text: str, *, on: dt.date) -> tuple[BodyView, ...]:
    """Every body that has that code or ever bore that name; NotFound when there is none."""
    query = select(Body).options(*_WHOLE).order_by(Body.id)
    found = session.scalars(query.where(Body.code == text)).all()
    if not found:
        named = select(BodyName.body_id).where(BodyName.folded == fold(text))
        found = session.scalars(query.where(Body.id.in_(named))).all()
    if not found:
        raise _unknown(session, text)
    steps = _steps(session)
    return tuple(_view(body, steps, on) for body in found)


def _unknown(session: Session, text: str) -> NotFound:
    found = Directory(bodies=known_bodies(session)).body(text, dt.date.max)
    near = found.near if isinstance(found, Unresolved) else ()
    hint = " Có phải là " + " hay ".join(f"“{name}”" for name in near) + "?" if near else ""
    return NotFound(f"Sổ không có cơ quan “{text}”.{hint}", advice="Xem tên và mã bằng “docgen bodies list”.")


def find_body(session: Session, text: str, *, on: dt.date) -> Body:
    """The one body meant by a code or a name on a day; NotFound or RuleBroken otherwise."""
    found = Directory(bodies=known_bodies(session)).body(text, on)
    if isinstance(found, str):
        return session.scalars(select(Body).where(Body.code == found).options(*_WHOLE)).one()
    if not found.count:
        raise _unknown(session, text)
    raise RuleBroken(f"Có {found.count} cơ quan tên “{text}”.", advice="Ghi mã thay cho tên; xem “docgen bodies list”.")


def _steps(session: Session) -> Sequence[Succession]:
    loaded = joinedload(Succession.predecessor).selectinload(Body.names)
    also = joinedload(Succession.successor).selectinload(Body.names)
    return session.scalars(select(Succession).options(loaded, also).order_by(Succession.on, Succession.id)).all()


def _view(body: Body, steps: Sequence[Succession], on: dt.date) -> BodyView:
    names = in_order(names_of(body))
    parents = (each for each in body.parents if _holds(each, on))
    return BodyView(
        code=body.code,
        name=name_on(names, on),
        names=names,
        system=BodySystem(body.system) if body.system else None,
        level=BodyLevel(body.level) if body.level else None,
        parents=tuple(name_on(names_of(each.parent), on) for each in parents),
        predecessors=tuple(_step(each, each.predecessor, before=True) for each in steps if each.to_id == body.id),
        successors=tuple(_step(each, each.successor) for each in steps if each.from_id == body.id),
        opened_on=body.opened_on,
        closed_on=body.closed_on,
        is_closed=is_closed(body, on),
    )


def _holds(parent: BodyParent, on: dt.date) -> bool:
    return Dated(name="", valid_from=parent.valid_from, valid_to=parent.valid_to).holds_on(on)


def _step(step: Succession, other: Body, *, before: bool = False) -> SuccessionView:
    return SuccessionView(
        code=other.code,
        name=name_on(names_of(other), step.on - dt.timedelta(days=before)),
        kind=SuccessionKind(step.kind),
        function=step.function,
        on=step.on,
        basis=step.basis,
    )


def rename_body(session: Session, text: str, name: str, *, since: dt.date) -> str:
    """Give a body a new name from a day on; the old one ends the day before. Its code."""
    body = find_body(session, text, on=since)
    require_open(session, body, since)
    names = in_order(names_of(body))
    if any(each.valid_from and each.valid_from >= since for each in names):
        raise RuleBroken(
            f"Cơ quan {body.code} đã có tên khác từ ngày {short_date(since)} hoặc sau đó.",
            advice="Xem các tên bằng “docgen bodies show”; sửa bằng trang “Cơ quan” của bảng tính.",
        )
    last = replace(names[-1], valid_to=None)
    write_names(body, ended((*names[:-1], last, Dated(name=name, valid_from=since))))
    session.flush()
    return body.code


def close_body(session: Session, text: str, *, on: dt.date) -> str:
    """End a body: `on` is its last day, from the next one on it is read-only (O4). Its code."""
    body = find_body(session, text, on=on)
    require_open(session, body, on)
    if body.closed_on is not None and body.closed_on != on:
        raise RuleBroken(
            f"Cơ quan {body.code} đã có ngày kết thúc {short_date(body.closed_on)}.",
            advice="Sửa ngày bằng trang “Cơ quan” của bảng tính nếu ngày đó sai.",
        )
    body.closed_on = on
    session.flush()
    return body.code


def add_succession(
    session: Session, before: str, after: str, *, on: dt.date, kind: SuccessionKind, function: str, basis: str
) -> tuple[str, str]:
    """Note that one body takes over from another on a day; twice is once. Both codes."""
    old = find_body(session, before, on=on - dt.timedelta(days=1))
    new = find_body(session, after, on=on)
    if old is new:
        raise RuleBroken(
            "Một cơ quan không kế thừa chính mình.", advice="Nếu chỉ đổi tên, dùng “docgen bodies rename”."
        )
    held = session.scalars(select(Succession).where(Succession.from_id == old.id, Succession.to_id == new.id))
    same = [each for each in held if (each.kind, fold(each.function)) == (kind.value, fold(function))]
    step = same[0] if same else Succession(from_id=old.id, to_id=new.id, kind=kind.value)
    step.function, step.on, step.basis = function, on, basis
    session.add(step)
    session.flush()
    return old.code, new.code


def require_open(session: Session, body: Body, day: dt.date) -> None:
    """RuleBroken when the body was closed before `day`, naming who took over (O4, O8, P23)."""
    if is_closed(body, day):
        raise RuleBroken(
            closed_message(name_on(names_of(body), day), body.closed_on, successor_names(session, body.code, day)),
            advice="Dùng cơ quan kế thừa; xem “docgen bodies show”.",
        )


def closed_message(name: str, closed_on: dt.date | None, heirs: Sequence[str]) -> str:
    """Why nothing new can be entered for a closed body."""
    last = f" từ ngày {short_date(closed_on + dt.timedelta(days=1))}" if closed_on else ""
    heirs_told = f" Kế thừa: {', '.join(heirs)}." if heirs else ""
    return f"{name} không còn{last}, chỉ xem được.{heirs_told}"


def successor_names(session: Session, code: str, day: dt.date) -> tuple[str, ...]:
    """The names of `day` of the bodies that took over, nearest first."""
    return tuple(_names_by_code(session, successors(links(session), code), day))


def _names_by_code(session: Session, codes: Sequence[str], day: dt.date) -> list[str]:
    bodies = session.scalars(select(Body).where(Body.code.in_(codes)).options(selectinload(Body.names)))
    found = {body.code: name_on(names_of(body), day) for body in bodies}
    return [found[code] for code in codes]
