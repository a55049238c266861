"""`docgen cycles`: groups, calendar, bases and the rest of a cycle; closing it."""

from __future__ import annotations

import datetime as dt

import click

from docgen.cli.bodies import DAY, basis_option
from docgen.cli.door import Door, guarded, json_option, pass_door, put_json
from docgen.messages import tr
from docgen.workflows import keep_cycles as errand
from registry.labels import TaskState
from registry.store.views import CycleView


@click.group()
def cycles() -> None:
    """Chu kỳ giao việc: nhóm, lịch, căn cứ, việc của cơ quan, kiến nghị."""


@cycles.command("list")
@json_option
@pass_door
@guarded
def list_(door: Door, as_json: bool) -> None:
    """Các chu kỳ đã có."""
    found = errand.list_cycles(door.office())
    if as_json:
        put_json([cycle.as_row() for cycle in found])
        return
    rows = [(each.year, each.term, tr("có") if each.is_pilot else "", each.motto) for each in found]
    door.table((tr("Năm"), tr("Giai đoạn"), tr("Thí điểm"), tr("Phương châm")), rows)


@cycles.command()
@click.argument("year", type=int, required=False)
@json_option
@pass_door
@guarded
def show(door: Door, year: int | None, as_json: bool) -> None:
    """Một chu kỳ; không nêu năm là chu kỳ đang làm."""
    cycle = errand.show_cycle(door.office(), year)
    if as_json:
        put_json(cycle.as_row())
        return
    pilot = tr(" (thí điểm)") if cycle.is_pilot else ""
    door.say(tr("Chu kỳ {year}{pilot}. {motto}", year=cycle.year, pilot=pilot, motto=cycle.motto).rstrip())
    if cycle.closed_on:
        door.say(tr("Đã khóa ngày {day:%d/%m/%Y}.", day=cycle.closed_on))
    _tell_groups(door, cycle)
    if cycle.events:
        rows = [(each.kind.label, each.title, _when(each.day_text, each.is_year_inferred)) for each in cycle.events]
        door.table((tr("Loại"), tr("Nội dung"), tr("Thời gian")), rows)
    for basis in cycle.bases:
        door.say(tr("  căn cứ: {basis}", basis=basis))
    if cycle.duties:
        rows = [(body, title, _answer(done)) for body, title, done in cycle.duties]
        door.table((tr("Cơ quan"), tr("Nội dung"), tr("Đã làm")), rows)
    for text, became in cycle.recommendations:
        door.say(tr("  kiến nghị: {text} → {became}", text=text, became=became or tr("chưa thực hiện")))


@cycles.command()
@click.argument("year", type=int, required=False)
@click.option("--on", type=DAY, help="Ngày khóa; không nêu là hôm nay.")
@basis_option
@json_option
@pass_door
@guarded
def close(door: Door, year: int | None, on: dt.datetime | None, basis: str, as_json: bool) -> None:
    """Khóa một chu kỳ khi mọi nhiệm vụ đã có kết cục; sau đó chỉ sửa được bằng văn bản."""
    closed = errand.close(door.office(), year, on=on.date() if on else None, basis=basis)
    if as_json:
        put_json(closed.as_row())
        return
    if closed.is_new:
        door.say(tr("Đã khóa chu kỳ {year}, ngày {day:%d/%m/%Y}.", year=closed.year, day=closed.closed_on))
    else:
        door.say(tr("Chu kỳ {year} đã khóa từ ngày {day:%d/%m/%Y}.", year=closed.year, day=closed.closed_on))
    for end, count in closed.ends.items():
        label = tr("chuyển tiếp") if end == "carried_over" else TaskState(end).label
        door.say(tr("  {label}: {count} nhiệm vụ", label=label, count=count))


def _tell_groups(door: Door, cycle: CycleView) -> None:
    if cycle.groups:
        rows = [(each.name, _count(each.people), _count(each.tasks), each.note) for each in cycle.groups]
        door.table((tr("Nhóm"), tr("Số người"), tr("Số việc"), tr("Ghi chú")), rows)


def _count(value: int | None) -> str:
    return tr("chưa biết") if value is None else str(value)


def _answer(value: bool | None) -> str:
    return tr("chưa biết") if value is None else tr("có") if value else tr("chưa")


def _when(text: str, is_inferred: bool) -> str:
    return tr("{text} (năm suy ra)", text=text) if is_inferred else text
