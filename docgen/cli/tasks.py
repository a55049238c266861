"""`docgen tasks`: the clerk's workbook in and out."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.door import Door, guarded, json_option, look, pass_door, put_json, reason_option
from docgen.cli.task_changes import attach_task_changes
from docgen.messages import tr
from docgen.workflows import import_tasks as errand
from docgen.workflows.import_tasks import Imported
from registry.exchange.frame_bodies import TITLES
from registry.exchange.frame_plan import SheetPlan
from registry.store.task_pages import Page, TaskFilter
from registry.store.values import TaskRecord

EXISTING = click.Path(path_type=Path, exists=True, dir_okay=False)
NEW = click.Path(path_type=Path, dir_okay=False)
_PAGE = 50  # tasks on a page when only its number is asked for


@click.group()
def tasks() -> None:
    """Danh sách nhiệm vụ: mẫu, nhập, xem, xuất, rút."""


@tasks.command()
@click.argument("file", type=NEW)
@click.option("--full", "is_full", is_flag=True, help="Thêm các trang cơ quan, chức vụ, nhóm, lịch, căn cứ …")
@pass_door
@guarded
def template(door: Door, file: Path, is_full: bool) -> None:
    """Ghi một bảng tính trống để điền."""
    errand.write_template(door.office(), file, is_full=is_full)
    door.say(tr("Đã ghi mẫu: {file}", file=file))


@tasks.command("import")
@click.argument("file", type=EXISTING)
@click.option("--dry-run", is_flag=True, help="Chỉ xem kế hoạch, không ghi.")
@click.option("--accept-good", is_flag=True, help="Ghi các dòng đúng, để lại các dòng có lỗi.")
@click.option("--marked", type=NEW, help="Ghi lại nội dung với chú thích ở từng ô sai.")
@json_option
@pass_door
@guarded
def import_(door: Door, file: Path, dry_run: bool, accept_good: bool, marked: Path | None, as_json: bool) -> None:
    """Nhập danh sách: xem kế hoạch và mọi lỗi cùng lúc; có lỗi thì không ghi gì."""
    imported = errand.import_tasks(door.office(), file, dry_run=dry_run, accept_good=accept_good, marked=marked)
    tell_import(door, imported, dry_run=dry_run, as_json=as_json)


def tell_import(door: Door, imported: Imported, *, dry_run: bool, as_json: bool) -> None:
    """Show what an import found and did; ends with 1 when rows were wrong."""
    if as_json:
        put_json(_import_row(imported))
    plan = imported.plan
    counts = {"added": len(plan.added), "changed": len(plan.changed), "unchanged": len(plan.unchanged)}
    door.say(
        tr(
            "{people} cán bộ; nhiệm vụ thêm {added}, sửa {changed}, giữ nguyên {unchanged}.",
            people=imported.people,
            **counts,
        )
    )
    for kind, sheet in imported.frame.sheets.items():
        told = {"added": len(sheet.added), "changed": len(sheet.changed), "unchanged": len(sheet.unchanged)}
        door.say(tr("{sheet}: thêm {added}, sửa {changed}, giữ nguyên {unchanged}.", sheet=TITLES[kind], **told))
    for known, _row, differences in plan.changed[:20]:
        for each in differences:
            door.say(f"  {known.code}: {each.field}: {each.before} → {each.after}")
    door.problems(imported.problems)
    if dry_run:
        door.say(tr("Chạy thử: chưa ghi gì."))
    elif not imported.is_written:
        door.say(tr("Có lỗi nên chưa ghi gì. Sửa các ô nêu trên, hoặc thêm --accept-good để nhận các dòng đúng."))
    look(imported.has_errors)


def _sheet_row(plan: SheetPlan) -> dict[str, list[str]]:
    return {
        "added": [str(row) for row in plan.added],
        "changed": [str(change.row) for change in plan.changed],
        "unchanged": [str(row) for row in plan.unchanged],
    }


def _import_row(imported: Imported) -> dict[str, object]:
    return {
        "added": [row.title for row in imported.plan.added],
        "changed": [change.known.code for change in imported.plan.changed],
        "unchanged": [task.code for task in imported.plan.unchanged],
        "frame": {kind: _sheet_row(plan) for kind, plan in imported.frame.sheets.items()},
        "people": imported.people,
        "written": imported.is_written,
        "problems": [problem.as_row() for problem in imported.problems],
    }


@tasks.command("list")
@click.option("--person", default="", help="Tên hoặc mã cán bộ.")
@click.option("--unit", default="", help="Tên hoặc mã cơ quan, đơn vị.")
@click.option("--group", default="", help="Nhóm đối tượng.")
@click.option("--theme", default="", help="Chủ đề, lĩnh vực.")
@click.option("--state", default="", help="Trạng thái, ví dụ assigned.")
@click.option("--search", "words", default="", help="Chữ trong nội dung, có dấu hay không dấu; hoặc mã.")
@click.option("--page", "number", type=click.IntRange(1), default=1, help="Trang thứ mấy.")
@click.option("--per-page", "size", type=click.IntRange(1), help="Mỗi trang bao nhiêu việc; không nêu là tất cả.")
@json_option
@pass_door
@guarded
def list_(
    door: Door,
    person: str,
    unit: str,
    group: str,
    theme: str,
    state: str,
    words: str,
    number: int,
    size: int | None,
    as_json: bool,
) -> None:
    """Ai được giao việc gì."""
    wanted = TaskFilter(person=person, unit=unit, group=group, theme=theme, state=state, words=words)
    size = size or (_PAGE if number > 1 else None)
    records, has_more = errand.list_tasks(door.office(), wanted, Page(number=number, size=size))
    if as_json:
        put_json([task_row(record) for record in records])
        return
    rows = [
        (r.line.code, r.official.name, r.line.period, r.line.title, r.line.deadline_text, r.state.label)
        for r in records
    ]
    door.table((tr("Mã"), tr("Người được giao"), tr("Kỳ"), tr("Nhiệm vụ"), tr("Thời hạn"), tr("Trạng thái")), rows)
    if has_more:
        door.say(tr("Còn nữa: thêm --page {next}.", next=number + 1))


def task_row(record: TaskRecord) -> dict[str, object]:
    """The JSON row of a task."""
    return {
        "task": record.line.code,
        "person": record.official.code,
        "name": record.official.name,
        "unit": record.official.unit,
        "horizon": record.line.horizon.value,
        "period": record.line.period,
        "title": record.line.title,
        "deadline": record.line.deadline.isoformat() if record.line.deadline else None,
        "state": record.state.value,
        "levels": {voice.value: level.value for voice, level in record.results.items()},
    }


@tasks.command("export")
@click.argument("file", type=NEW)
@click.option("--full", "is_full", is_flag=True, help="Xuất cả cơ quan, chức vụ, nhóm, lịch, căn cứ, tiến độ …")
@pass_door
@guarded
def export(door: Door, file: Path, is_full: bool) -> None:
    """Xuất danh sách ra bảng tính nhập lại được."""
    count = errand.export_tasks(door.office(), file, is_full=is_full)
    door.say(tr("Đã ghi {count} nhiệm vụ vào {file}.", count=count, file=file))


@tasks.command()
@click.argument("code")
@reason_option
@pass_door
@guarded
def withdraw(door: Door, code: str, reason: str) -> None:
    """Rút một nhiệm vụ; dự thảo chưa ký có nhiệm vụ đó được rút theo."""
    errand.withdraw(door.office(), code, reason=reason)
    door.say(tr("Đã rút {code}; lịch sử vẫn được giữ.", code=code))


attach_task_changes(tasks)
