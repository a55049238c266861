"""Bodies looked at, renamed, closed and succeeded; every change with the paper it rests on."""

from __future__ import annotations

import datetime as dt

from docgen.messages import tr
from docgen.office import Office
from registry.labels import SuccessionKind
from registry.store.body_keeping import add_succession, bodies_named, body_views, close_body, rename_body
from registry.store.views import BodyView


def list_bodies(office: Office, *, on: dt.date | None = None) -> tuple[BodyView, ...]:
    """Every body by today's names; with a day those that existed on it, by the names of that day."""
    with office.store.reading() as session:
        return body_views(session, on=on or office.clock.today(), only_existing=on is not None)


def show_bodies(office: Office, text: str, *, on: dt.date | None = None) -> tuple[BodyView, ...]:
    """The bodies of that code or name; a name may have been several bodies'."""
    with office.store.reading() as session:
        return bodies_named(session, text, on=on or office.clock.today())


def rename(office: Office, text: str, name: str, *, since: dt.date, basis: str) -> str:
    """Give a body a new name from a day on; its code."""
    reason = tr("đổi tên cơ quan theo {basis}", basis=basis)
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        return rename_body(session, text, name, since=since)


def close(office: Office, text: str, *, on: dt.date, basis: str) -> str:
    """End a body with a day, its last; its code."""
    reason = tr("kết thúc cơ quan theo {basis}", basis=basis)
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        return close_body(session, text, on=on)


def succeed(
    office: Office, before: str, after: str, *, on: dt.date, kind: SuccessionKind, function: str, basis: str
) -> tuple[str, str]:
    """Note who takes over from whom from a day on; both codes."""
    reason = tr("kế thừa cơ quan theo {basis}", basis=basis)
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        return add_succession(session, before, after, on=on, kind=kind, function=function, basis=basis)
