"""`docgen register`: the registers of outgoing papers."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.door import Door, guarded, json_option, pass_door, put_json
from docgen.messages import tr
from docgen.workflows.register_papers import export_register, read_register


@click.group()
def register() -> None:
    """Sổ đăng ký văn bản đi."""


@register.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@pass_door
@guarded
def export(door: Door, file: Path) -> None:
    """Xuất sổ ra bảng tính, mười cột theo Phụ lục IV Nghị định 30."""
    count = export_register(door.office(), file)
    door.say(tr("Đã ghi {count} dòng sổ vào {file}.", count=count, file=file))


@register.command("list")
@json_option
@pass_door
@guarded
def list_(door: Door, as_json: bool) -> None:
    """Xem sổ trên màn hình."""
    entries = read_register(door.office())
    if as_json:
        rows = [
            {"register": e.register, "number": e.number_text, "state": e.state.value, "document": e.document}
            for e in entries
        ]
        put_json(rows)
        return
    headings = (tr("Số, ký hiệu"), tr("Ngày"), tr("Trích yếu"), tr("Người ký"), tr("Tình trạng"))
    door.table(
        headings, [(e.number_text, f"{e.dated:%d/%m/%Y}", e.abstract, e.signatory, e.state.label) for e in entries]
    )
