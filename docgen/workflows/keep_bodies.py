"""Bodies looked at, renamed, closed and succeeded; every change with the paper it rests on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.books import registers_of
from registry.labels import SuccessionKind
from registry.store.body_keeping import add_succession, bodies_named, body_views, close_body, rename_body
from registry.store.register_rows import RegisterRecord
from registry.store.tasks import open_tasks_of
from registry.store.values import TaskRecord
from registry.store.views import BodyView


def list_bodies(office: Office, *, on: dt.date | None = None) -> tuple[BodyView, ...]:
    """Every body by today's names; with a day those that existed on it, by the names of that day."""
    with office.store.reading() as session:
        return body_views(session, on=on or office.clock.today(), only_existing=on is not None)


@dataclass(frozen=True, kw_only=True)
class BodyShown:
    """A body with the registers it kept and the tasks its people and collectives still owe."""

    body: BodyView
    registers: tuple[RegisterRecord, ...]
    open_tasks: tuple[TaskRecord, ...]

    def as_row(self) -> dict[str, object]:
        """The JSON row of `docgen bodies show`."""
        registers = [
            {"register": each.code, "first": each.first_number, "last": each.last_number} for each in self.registers
        ]
        return {
            **self.body.as_row(),
            "registers": registers,
            "open_tasks": [task_row(task) for task in self.open_tasks],
        }


@dataclass(frozen=True, kw_only=True)
class Closed:
    """A body that was ended, and the tasks that now wait for what becomes of them (nghiep-vu O6)."""

    code: str
    open_tasks: tuple[TaskRecord, ...]


def task_row(task: TaskRecord) -> dict[str, object]:
    """The JSON row of a task that is still open."""
    row = {"task": task.line.code, "title": task.line.title, "name": task.official.name}
    return {**row, "period": task.line.period, "state": task.state.value}


def show_bodies(office: Office, text: str, *, on: dt.date | None = None) -> tuple[BodyShown, ...]:
    """The bodies of that code or name; a name may have been several bodies'."""
    day = on or office.clock.today()
    with office.store.reading() as session:
        found = bodies_named(session, text, on=day)
        left = {body.code: open_tasks_of(session, body.code, day) for body in found}
    return tuple(
        BodyShown(
            body=body,
            registers=registers_of(office, [name.name for name in body.names]),
            open_tasks=left[body.code],
        )
        for body in found
    )


def rename(office: Office, text: str, name: str, *, since: dt.date, basis: str) -> str:
    """Give a body a new name from a day on; its code."""
    reason = tr("đổi tên cơ quan theo {basis}", basis=basis)
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        return rename_body(session, text, name, since=since)


def close(office: Office, text: str, *, on: dt.date, basis: str) -> Closed:
    """End a body with a day, its last.

    The law ends bodies whatever they still owe, so open tasks hinder nothing; they are told, for each needs a
    disposition with its paper.
    """
    reason = tr("kết thúc cơ quan theo {basis}", basis=basis)
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        code = close_body(session, text, on=on)
        return Closed(code=code, open_tasks=open_tasks_of(session, code, on))


def succeed(
    office: Office, before: str, after: str, *, on: dt.date, kind: SuccessionKind, function: str, basis: str
) -> tuple[str, str]:
    """Note who takes over from whom from a day on; both codes."""
    reason = tr("kế thừa cơ quan theo {basis}", basis=basis)
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        return add_succession(session, before, after, on=on, kind=kind, function=function, basis=basis)
