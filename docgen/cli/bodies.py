"""`docgen bodies`: names over time, closing, succession."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import click

from docgen.cli.door import Door, day, guarded, json_option, pass_door, put_json
from docgen.messages import tr
from docgen.workflows import keep_bodies as errand
from registry.labels import SuccessionKind
from registry.rules.names import Dated
from registry.store.values import TaskRecord
from registry.store.views import BodyView, SuccessionView

DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])
on_option = click.option("--on", "on", type=DAY, help="Xem như vào ngày này; không nêu là hôm nay.")
basis_option = click.option("--basis", required=True, help="Văn bản làm căn cứ, được ghi vào nhật ký.")


@click.group()
def bodies() -> None:
    """Cơ quan, đơn vị: tên theo thời gian, kết thúc, kế thừa."""


@bodies.command("list")
@on_option
@json_option
@pass_door
@guarded
def list_(door: Door, on: dt.datetime | None, as_json: bool) -> None:
    """Các cơ quan; nêu ngày thì chỉ những cơ quan còn vào ngày đó."""
    found = errand.list_bodies(door.office(), on=day(on))
    if as_json:
        put_json([body.as_row() for body in found])
        return
    rows = [(body.code, body.name, _label(body), ", ".join(body.parents), _day(body.closed_on)) for body in found]
    door.table((tr("Mã"), tr("Tên"), tr("Hệ thống"), tr("Trực thuộc"), tr("Kết thúc")), rows)


@bodies.command()
@click.argument("body")
@on_option
@json_option
@pass_door
@guarded
def show(door: Door, body: str, on: dt.datetime | None, as_json: bool) -> None:
    """Một cơ quan: các tên, cấp trên, cơ quan trước và sau; tên cũ cũng tìm ra."""
    found = errand.show_bodies(door.office(), body, on=day(on))
    if as_json:
        put_json([each.as_row() for each in found])
    for each in found:
        _tell(door, each.body)
        _tell_registers(door, each)
        _tell_open(door, each.open_tasks)


def _tell_registers(door: Door, shown: errand.BodyShown) -> None:
    for each in shown.registers:
        door.say(
            tr(
                "  sổ văn bản đi: {code}, từ số {first} đến số {last}",
                code=each.code,
                first=each.first_number,
                last=each.last_number,
            )
        )


def _tell_open(door: Door, tasks: Sequence[TaskRecord]) -> None:
    for task in tasks:
        door.say(
            tr(
                "  việc chưa xong: {code} {name}: {title} ({state})",
                code=task.line.code,
                name=task.official.name,
                title=task.line.title,
                state=task.state.label,
            )
        )


def _tell(door: Door, body: BodyView) -> None:
    door.say(f"{body.code}  {body.name}  {_label(body)}")
    for name in body.names:
        door.say(tr("  tên: {name} {period}", name=name.name, period=_period(name)))
    for parent in body.parents:
        door.say(tr("  trực thuộc: {name}", name=parent))
    for before in body.predecessors:
        door.say(tr("  từ: {step}", step=_step(before)))
    for after in body.successors:
        door.say(tr("  sang: {step}", step=_step(after)))
    if body.closed_on:
        door.say(tr("  kết thúc: {day}", day=_day(body.closed_on)))
    if body.is_closed:
        door.say(tr("  Cơ quan đã kết thúc: các dãy số chỉ xem được, không nhận văn bản mới."))


def _label(body: BodyView) -> str:
    return ", ".join(each.label for each in (body.system, body.level) if each)


def _step(step: SuccessionView) -> str:
    function = f" ({step.function})" if step.function else ""
    return f"{step.code} {step.name}, {step.kind.label}{function}, {_day(step.on)} {step.basis}".rstrip()


def _period(name: Dated) -> str:
    first = tr("từ {day}", day=_day(name.valid_from)) if name.valid_from else ""
    last = tr("đến {day}", day=_day(name.valid_to)) if name.valid_to else ""
    return " ".join(part for part in (first, last) if part)


def _day(value: dt.date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


@bodies.command()
@click.argument("body")
@click.argument("name")
@click.option("--from", "since", type=DAY, required=True, help="Ngày đầu mang tên mới.")
@basis_option
@pass_door
@guarded
def rename(door: Door, body: str, name: str, since: dt.datetime, basis: str) -> None:
    """Đổi tên từ một ngày; văn bản đề ngày trước đó vẫn in tên cũ."""
    code = errand.rename(door.office(), body, name, since=since.date(), basis=basis)
    door.say(tr("{code} mang tên {name} từ {day}.", code=code, name=name, day=_day(since.date())))


@bodies.command()
@click.argument("body")
@click.option("--on", "on", type=DAY, required=True, help="Ngày cuối cùng còn hoạt động.")
@basis_option
@json_option
@pass_door
@guarded
def close(door: Door, body: str, on: dt.datetime, basis: str, as_json: bool) -> None:
    """Kết thúc một cơ quan: từ hôm sau chỉ xem được; việc chưa xong được nêu ra."""
    closed = errand.close(door.office(), body, on=on.date(), basis=basis)
    if as_json:
        left = [errand.task_row(task) for task in closed.open_tasks]
        put_json({"body": closed.code, "closed_on": on.date().isoformat(), "open_tasks": left})
    door.say(tr("{code} kết thúc hết ngày {day}.", code=closed.code, day=_day(on.date())))
    _tell_open(door, closed.open_tasks)
    if closed.open_tasks:
        door.say(
            tr(
                "{count} việc cần được xử lý bằng văn bản: công nhận kết quả, chuyển giao (tasks transfer) hoặc hủy "
                "giao (tasks cancel).",
                count=len(closed.open_tasks),
            )
        )


@bodies.command()
@click.argument("before")
@click.argument("after")
@click.option("--on", "on", type=DAY, required=True, help="Ngày đầu tiên cơ quan mới tiếp nhận.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in SuccessionKind]),
    default=SuccessionKind.FUNCTION.value,
    show_default=True,
    help="Sáp nhập, chia tách hay kế thừa chức năng.",
)
@click.option("--function", default="", help="Chức năng được kế thừa; không nêu là toàn bộ.")
@basis_option
@pass_door
@guarded
def succeed(door: Door, before: str, after: str, on: dt.datetime, kind: str, function: str, basis: str) -> None:
    """Ghi cơ quan nào tiếp nhận của cơ quan nào."""
    old, new = errand.succeed(
        door.office(), before, after, on=on.date(), kind=SuccessionKind(kind), function=function, basis=basis
    )
    door.say(tr("{new} tiếp nhận của {old} từ {day}.", new=new, old=old, day=_day(on.date())))
