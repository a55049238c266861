"""`docgen archive`: the shelf."""

from __future__ import annotations

import click

from docgen.cli.door import Door, guarded, json_option, pass_door, put_json
from docgen.errors import ExitCode
from docgen.messages import tr
from docgen.workflows.look_after import verify_shelf


@click.group()
def archive() -> None:
    """Kho lưu trữ lâu dài."""


@archive.command()
@json_option
@pass_door
@guarded
def verify(door: Door, as_json: bool) -> None:
    """Kiểm tra từng tệp trong kho; hỏng thì nêu tên và kết thúc với mã 4."""
    verified = verify_shelf(door.office(), tell=door.progress(tr("Đọc lại nhật ký")))
    damages = verified.damages
    if as_json:
        put_json(
            {
                "objects": verified.report.objects,
                "files": verified.report.files,
                "damages": [problem.as_row() for problem in damages],
            }
        )
    door.say(tr("Kho có {objects} hồ sơ, {files} tệp.", objects=verified.report.objects, files=verified.report.files))
    door.problems(damages)
    if damages:
        door.say(tr("Kho có chỗ hỏng. Không sửa tay trong kho; khôi phục tệp nêu trên từ bản sao."))
        raise SystemExit(int(ExitCode.DAMAGED))
    door.say(tr("Kho nguyên vẹn."))
