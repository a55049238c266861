"""Bodies by the names they bear on a day."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry.labels import BodyLevel
from registry.model import Body, BodyName
from registry.rules.authority import IssuingBody
from registry.store.body_keeping import successor_names


def issuing_body(session: Session, name: str, on: dt.date) -> IssuingBody:
    """What the registry knows of the body of that name: its level and last day; a name it does not know stays a name.

    A name can pass to another body (O2): one that exists on `on` is meant before one that has ended.
    """
    query = (
        select(Body)
        .join(BodyName)
        .where(BodyName.name == name, or_(BodyName.valid_from.is_(None), BodyName.valid_from <= on))
        .order_by(Body.id)
    )
    bodies = session.scalars(query).unique().all()
    alive = (body for body in bodies if body.closed_on is None or on <= body.closed_on)
    body = next(alive, None) or max(bodies, key=lambda each: each.closed_on or on, default=None)
    if body is None:
        return IssuingBody(name=name)
    return IssuingBody(
        name=name,
        level=BodyLevel(body.level) if body.level else None,
        closed_on=body.closed_on,
        heirs=successor_names(session, body.code, on),
    )
