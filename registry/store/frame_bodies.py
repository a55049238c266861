"""Bodies with their names, parents and successions in the database.

Knows how a body of the frame lies there and reads back as the same; what is right was decided by the plan.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.exchange.frame_body_plan import BodyContent
from registry.exchange.frame_plan import SheetPlan
from registry.exchange.frame_rows import SuccessionRow
from registry.labels import BodyLevel, BodySystem, SuccessionKind
from registry.model import Body, BodyName, BodyParent, Succession
from registry.rules.names import Dated, in_order, joined
from registry.rules.succession import Link
from registry.store.frame_names import Keys
from registry.store.values import names_of
from registry.vietnamese import fold


def body_contents(session: Session) -> tuple[BodyContent, ...]:
    """Every body, in the order they were entered."""
    query = select(Body).options(selectinload(Body.names), selectinload(Body.parents).joinedload(BodyParent.parent))
    return tuple(content_of(body) for body in session.scalars(query.order_by(Body.id)))


def content_of(body: Body) -> BodyContent:
    """A stored body as a value."""
    parents = [
        Dated(name=each.parent.code, valid_from=each.valid_from, valid_to=each.valid_to) for each in body.parents
    ]
    return BodyContent(
        code=body.code,
        names=in_order(names_of(body)),
        system=BodySystem(body.system) if body.system else None,
        level=BodyLevel(body.level) if body.level else None,
        parents=joined(parents),
        opened_on=body.opened_on,
        closed_on=body.closed_on,
    )


def write_bodies(session: Session, plan: SheetPlan, keys: Keys) -> None:
    """Write the bodies of a plan: all of them first, then what they stand under."""
    pairs = [(None, row) for row in plan.added] + [(known, row) for known, row in plan.changed]
    written: list[tuple[Body, BodyContent]] = []
    for known, row in pairs:
        if isinstance(row, BodyContent):
            code = known.code if isinstance(known, BodyContent) else ""
            written.append((_write_body(session, row, code), row))
    session.flush()
    fresh = keys.again()
    for body, content in written:
        _write_parents(session, body, content.parents, fresh)
    session.flush()


def _write_body(session: Session, content: BodyContent, code: str) -> Body:
    body = session.scalar(select(Body).where(Body.code == code)) if code else None
    own = content.code or next_body_code(session)
    if body is None:
        body = Body()
        session.add(body)
    body.code = own
    body.system = content.system.value if content.system else ""
    body.level = content.level.value if content.level else ""
    body.opened_on, body.closed_on = content.opened_on, content.closed_on
    write_names(body, content.names)
    session.flush()
    return body


def next_body_code(session: Session) -> str:
    """The code of a body that has none of its own."""
    return f"DV-{(session.scalar(select(func.count()).select_from(Body)) or 0) + 1:03d}"


def write_names(body: Body, names: Sequence[Dated]) -> None:
    """Bring the names of a body up to date, one record per name and period."""
    for place, name in enumerate(names):
        if place == len(body.names):
            body.names.append(BodyName())
        stored = body.names[place]
        stored.name, stored.folded = name.name, fold(name.name)
        stored.valid_from, stored.valid_to = name.valid_from, name.valid_to


def _write_parents(session: Session, body: Body, parents: Sequence[Dated], keys: Keys) -> None:
    """Bring the parents up to date; a body of two trees has one parent in each."""
    for place, each in enumerate(parents):
        parent = keys.body(each.name, each.valid_to or each.valid_from)
        if place == len(body.parents):
            body.parents.append(BodyParent(parent=parent, system=parent.system))
        stored = body.parents[place]
        stored.parent, stored.system = parent, parent.system
        stored.valid_from, stored.valid_to = each.valid_from, each.valid_to
    for stored in body.parents[len(parents) :]:
        session.delete(stored)
    session.flush()
    session.expire(body, ["parents"])


def succession_rows(session: Session, keys: Keys) -> tuple[SuccessionRow, ...]:
    """Who took over from whom."""
    query = select(Succession).options(joinedload(Succession.predecessor), joinedload(Succession.successor))
    return tuple(
        SuccessionRow(
            predecessor=keys.body_words(each.predecessor, each.on, is_before=True),
            successor=keys.body_words(each.successor, each.on),
            kind=SuccessionKind(each.kind),
            function=each.function,
            on=each.on,
            basis=each.basis,
        )
        for each in session.scalars(query.order_by(Succession.id))
    )


def write_succession(session: Session, row: SuccessionRow, keys: Keys) -> None:
    """A succession, known by both bodies, its kind and its function."""
    before, after = keys.body(row.predecessor, row.on, is_before=True), keys.body(row.successor, row.on)
    held = session.scalars(select(Succession).where(Succession.from_id == before.id, Succession.to_id == after.id))
    same = (each for each in held if (each.kind, fold(each.function)) == (row.kind.value, fold(row.function)))
    found = next(same, None)
    if found is None:
        found = Succession(from_id=before.id, to_id=after.id, kind=row.kind.value)
        session.add(found)
    found.function, found.on, found.basis = row.function, row.on, row.basis
    session.flush()


def links(session: Session) -> tuple[Link, ...]:
    """Every succession as a link between codes."""
    query = select(Succession).options(joinedload(Succession.predecessor), joinedload(Succession.successor))
    return tuple(
        Link(predecessor=each.predecessor.code, successor=each.successor.code, function=each.function, on=each.on)
        for each in session.scalars(query.order_by(Succession.on, Succession.id))
    )
