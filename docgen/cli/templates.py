"""`docgen templates`: which templates there are, and whether one is whole."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.door import Door, guarded, json_option, look, pass_door, put_json
from docgen.messages import tr
from docgen.workflows.keep_templates import check_one, list_templates


@click.group()
def templates() -> None:
    """Mẫu văn bản: liệt kê, kiểm tra."""


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
@json_option
@pass_door
@guarded
def check(door: Door, file: Path, as_json: bool) -> None:
    """Kiểm tra một mẫu: thẻ chưa đóng, trường lạ, thiếu bản kê."""
    problems = check_one(file)
    if as_json:
        put_json([problem.as_row() for problem in problems])
    door.problems(problems)
    door.say(tr("{count} vấn đề.", count=len(problems)) if problems else tr("Mẫu dùng được."))
    look(any(problem.is_error for problem in problems))
