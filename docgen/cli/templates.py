"""`docgen templates`: which templates there are, whether one is whole, and taking one to change it."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.door import Door, guarded, json_option, look, pass_door, put_json
from docgen.messages import tr
from docgen.workflows.keep_templates import annotate, check_one, copy_template, list_templates, preview


@click.group()
def templates() -> None:
    """Mẫu văn bản: liệt kê, kiểm tra, chép về để sửa."""


@templates.command("list")
@json_option
@pass_door
@guarded
def list_(door: Door, as_json: bool) -> None:
    """Các mẫu đang có: mẫu riêng của cơ quan trước, mẫu có sẵn sau."""
    rows = list_templates(door.office())
    if as_json:
        put_json(rows)
        return
    door.table(
        (tr("Mã"), tr("Tên"), tr("Loại"), tr("Hệ thống"), tr("Tệp")),
        [(row["id"], row["title"], row["kind"], row["regime"], row["path"]) for row in rows],
    )


@templates.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--annotate", "copy", type=click.Path(path_type=Path), help="Ghi thêm một bản có ghi chú Word ở chỗ sai.")
@click.option("--preview", "target", type=click.Path(path_type=Path), help="Ghi thêm một bản điền thử dữ liệu thật.")
@json_option
@pass_door
@guarded
def check(door: Door, file: Path, copy: Path | None, target: Path | None, as_json: bool) -> None:
    """Kiểm tra một mẫu: thẻ chưa đóng, trường lạ, thiếu bản kê."""
    problems = check_one(file)
    if copy is not None:
        is_written = annotate(file, copy)
        if is_written:
            door.say(tr("Bản có ghi chú: {path}", path=copy))
        else:
            door.say(tr("Tệp không mở được nên không có bản ghi chú: {path}", path=copy))
    if target is not None and not any(problem.is_error for problem in problems):
        problems += preview(door.office(), file, target)
        door.say(tr("Bản điền thử: {path}", path=target))
    elif target is not None:
        door.say(tr("Sửa các lỗi dưới đây rồi mới điền thử được."))
    if as_json:
        put_json([problem.as_row() for problem in problems])
    door.problems(problems)
    door.say(tr("{count} vấn đề.", count=len(problems)) if problems else tr("Mẫu dùng được."))
    look(any(problem.is_error for problem in problems))


@templates.command()
@click.argument("wanted", metavar="MÃ_MẪU")
@json_option
@pass_door
@guarded
def copy(door: Door, wanted: str, as_json: bool) -> None:
    """Chép một mẫu có sẵn vào thư mục templates của cơ quan để sửa bằng Word; từ đó mẫu này được dùng trước."""
    path, problems = copy_template(door.office(), wanted)
    if as_json:
        put_json({"path": str(path), "problems": [problem.as_row() for problem in problems]})
    door.problems(problems)
    door.say(tr("Đã chép: {path}. Sửa bằng Word rồi chạy “docgen templates check”.", path=path))
    look(any(problem.is_error for problem in problems))
