"""`docgen evaluations`: the meeting, its minutes, the result notices."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from docgen.cli.door import Door, day, guarded, json_option, look, on_option, pass_door, put_json
from docgen.cli.setting_right import attach_correct, attach_recall
from docgen.cli.steps import attach, attach_corrections
from docgen.messages import tr
from docgen.workflows import hold_meeting
from docgen.workflows.announce_results import announce_results
from registry.labels import DocumentKind


@click.group()
def evaluations() -> None:
    """Đánh giá: mẫu cuộc họp, nhập kết quả, biên bản, thông báo."""


@evaluations.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@pass_door
@guarded
def template(door: Door, file: Path) -> None:
    """Ghi bảng tính của cuộc họp, điền sẵn người và nhiệm vụ."""
    people = hold_meeting.write_meeting_sheet(door.office(), file)
    door.say(tr("Đã ghi mẫu cuộc họp cho {people} cán bộ: {file}", people=people, file=file))


@evaluations.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra, không ghi.")
@json_option
@pass_door
@guarded
def record(door: Door, file: Path, dry_run: bool, as_json: bool) -> None:
    """Nhập cuộc họp: thành phần, phiếu, mức đề nghị; số liệu không khớp thì không ghi gì."""
    recorded = hold_meeting.record(door.office(), file, dry_run=dry_run)
    if as_json:
        problems = [problem.as_row() for problem in recorded.problems]
        put_json(
            {"people": recorded.people, "tasks": recorded.tasks, "written": recorded.is_written, "problems": problems}
        )
    door.problems(recorded.problems)
    if recorded.is_written:
        door.say(
            tr("Đã ghi cuộc họp: {people} cán bộ, {tasks} nhiệm vụ.", people=recorded.people, tasks=recorded.tasks)
        )
    else:
        door.say(tr("Chưa ghi gì."))
    look(any(problem.is_error for problem in recorded.problems))


@evaluations.command()
@json_option
@pass_door
@guarded
def minutes(door: Door, as_json: bool) -> None:
    """Lập biên bản của cuộc họp đã nhập."""
    made = hold_meeting.make_minutes(door.office())
    if as_json:
        put_json({"document": made.code, "path": made.path, "new": made.is_new})
    door.say(tr("Biên bản {code}: {path}", code=made.code, path=made.path))


@evaluations.command()
@on_option
@json_option
@pass_door
@guarded
def notices(door: Door, on: dt.datetime | None, as_json: bool) -> None:
    """Soạn thông báo kết quả cho từng người sau khi biên bản đã ký được lưu."""
    made = announce_results(door.office(), on=day(on), progress=door.progress(tr("Soạn thông báo")))
    if as_json:
        put_json(
            {
                "made": made.made,
                "already": made.already,
                "without_grade": list(made.without_grade),
                "documents": list(made.codes),
            }
        )
    door.say(tr("Thông báo: soạn mới {made}, đã có {already}.", made=made.made, already=made.already))
    for name in made.without_grade:
        door.say(tr("  {name}: tập thể chưa đề nghị mức xếp loại.", name=name))


attach(evaluations, {"minutes": DocumentKind.MINUTES, "notices": DocumentKind.RESULT_NOTICE})
attach_corrections(evaluations)
attach_correct(evaluations)
attach_recall(evaluations)
