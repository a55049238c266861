"""`docgen registrations`: what officials propose, what is said of it, and what is concluded."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from docgen.cli.door import Door, day, guarded, json_option, look, on_option, pass_door, put_json
from docgen.cli.tasks import EXISTING, NEW, tell_import
from docgen.messages import tr
from docgen.workflows import import_tasks as entering
from docgen.workflows import review_registrations as errand
from registry.exchange.registrations import Conclusion, OpinionRecord, RegisteredTask
from registry.labels import TaskState, Track, Verdict
from registry.vietnamese import short_date

TRACKS = [Track.PARTY.value, Track.STATE.value]
VERDICTS = [Verdict.ACCEPTED.value, Verdict.AMENDED.value, Verdict.RETURNED.value]
by_option = click.option("--by", default="", help="Ai kết luận hoặc cho ý kiến; mặc định là cấp giao việc.")


@click.group()
def registrations() -> None:
    """Đăng ký việc: nhập, tổng hợp, cho ý kiến, kết luận."""


@registrations.command("import")
@click.argument("file", type=EXISTING)
@click.option("--dry-run", is_flag=True, help="Chỉ xem kế hoạch, không ghi.")
@click.option("--accept-good", is_flag=True, help="Ghi các dòng đúng, để lại các dòng có lỗi.")
@click.option("--marked", type=NEW, help="Ghi lại nội dung với chú thích ở từng ô sai.")
@json_option
@pass_door
@guarded
def import_(door: Door, file: Path, dry_run: bool, accept_good: bool, marked: Path | None, as_json: bool) -> None:
    """Nhập danh sách đăng ký: như tasks import, nhưng việc còn chờ cho ý kiến."""
    imported = entering.import_tasks(
        door.office(), file, dry_run=dry_run, accept_good=accept_good, marked=marked, entered_as=TaskState.REGISTERED
    )
    tell_import(door, imported, dry_run=dry_run, as_json=as_json)


@registrations.command("list")
@json_option
@pass_door
@guarded
def list_(door: Door, as_json: bool) -> None:
    """Xem việc đăng ký, ý kiến và kết luận."""
    rows = errand.list_registrations(door.office())
    if as_json:
        put_json([_row(registered, opinions) for registered, opinions in rows])
        return
    headings = (tr("Mã"), tr("Người đăng ký"), tr("Nội dung"), tr("Trạng thái"), tr("Ý kiến"))
    door.table(
        headings,
        [
            (
                each.task.code,
                each.task.official or each.task.unit,
                each.task.title,
                each.state.label,
                "; ".join(f"{o.track.label}: {o.text or (o.verdict.label if o.verdict else '')}" for o in opinions),
            )
            for each, opinions in rows
        ],
    )


def _row(each: RegisteredTask, opinions: tuple[OpinionRecord, ...]) -> dict[str, object]:
    return {
        "task": each.task.code,
        "name": each.task.official or each.task.unit,
        "title": each.task.title,
        "state": each.state.value,
        "opinions": [
            {
                "track": o.track.value,
                "verdict": o.verdict.value if o.verdict else None,
                "text": o.text,
                "by": o.said_by,
                "on": o.on.isoformat(),
            }
            for o in opinions
        ],
    }


@registrations.command()
@click.argument("file", type=NEW)
@pass_door
@guarded
def export(door: Door, file: Path) -> None:
    """Ghi biểu tổng hợp đăng ký để họp: ai đăng ký gì, ai chưa đăng ký, chỗ ghi ý kiến và kết luận."""
    count = errand.export_summary(door.office(), file)
    door.say(tr("Đã ghi {count} việc đăng ký vào {file}.", count=count, file=file))


@registrations.command()
@click.argument("file", type=EXISTING)
@on_option
@by_option
@json_option
@pass_door
@guarded
def review(door: Door, file: Path, on: dt.datetime | None, by: str, as_json: bool) -> None:
    """Đọc biểu tổng hợp đã ghi kết luận; có lỗi thì không ghi gì."""
    reviewed = errand.review(door.office(), file, on=day(on), by=by)
    if as_json:
        put_json({**reviewed.counts, "problems": [problem.as_row() for problem in reviewed.problems]})
    door.say(
        tr("Chấp thuận {accepted}, sửa {amended}, trả lại {returned}, giao thêm {added} việc.", **reviewed.counts)
        if not reviewed.has_errors
        else tr("Có lỗi nên chưa ghi kết luận nào. Sửa các ô dưới đây rồi chạy lại.")
    )
    door.problems(reviewed.problems)
    look(reviewed.has_errors)


@registrations.command()
@click.argument("code")
@click.option("--track", required=True, type=click.Choice(TRACKS), help="Cơ quan tham mưu của cấp ủy, hay UBND.")
@click.option("--text", required=True, help="Ý kiến.")
@by_option
@pass_door
@guarded
def say(door: Door, code: str, track: str, text: str, by: str) -> None:
    """Ghi ý kiến của một phía về một việc."""
    errand.say_one(door.office(), code, Track(track), text, by=by)
    door.say(tr("Đã ghi ý kiến về {code}.", code=code))


@registrations.command()
@click.argument("code")
@click.option("--verdict", required=True, type=click.Choice(VERDICTS), help="Chấp thuận, sửa hay trả lại.")
@click.option("--text", default="", help="Lý do; bắt buộc khi trả lại.")
@click.option("--title", default="", help="Nội dung sửa.")
@click.option("--target", default="", help="Chỉ tiêu sửa.")
@click.option("--deadline", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help="Thời hạn sửa.")
@on_option
@by_option
@pass_door
@guarded
def conclude(
    door: Door,
    code: str,
    verdict: str,
    text: str,
    title: str,
    target: str,
    deadline: dt.datetime | None,
    on: dt.datetime | None,
    by: str,
) -> None:
    """Kết luận về một việc đăng ký."""
    due = day(deadline)
    conclusion = Conclusion(
        code=code,
        opinions={},
        verdict=Verdict(verdict),
        title=title,
        target=target,
        deadline=due,
        deadline_text=short_date(due) if due else "",
        reason=text,
    )
    errand.conclude_one(door.office(), conclusion, on=day(on), by=by)
    door.say(tr("Đã kết luận về {code}.", code=code))
