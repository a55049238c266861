"""`docgen init`, `status`, `dump`, `stats`."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import asdict
from pathlib import Path

import click

from docgen.cli.door import Door, day, guarded, json_option, pass_door, put_json
from docgen.messages import tr
from docgen.shipped import sample_names
from docgen.workflows import look_after
from docgen.workflows.open_for_business import open_for_business


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@click.option("--sample", help=f"Cơ quan mẫu: {', '.join(sample_names())}.")
@json_option
@pass_door
@guarded
def init(door: Door, directory: Path, sample: str | None, as_json: bool) -> None:
    """Tạo thư mục của một cơ quan."""
    opened = open_for_business(directory, sample, os.environ)
    workbook = str(opened.workbook) if opened.workbook else None
    if as_json:
        put_json({"office": opened.name, "folder": str(opened.folder), "workbook": workbook})
    door.say(tr("Đã có thư mục của {name}: {folder}", name=opened.name, folder=opened.folder))
    if workbook:
        door.say(tr("Danh sách mẫu: {workbook}", workbook=workbook))
    else:
        door.say(tr("Sửa {path} cho đúng cơ quan của bạn.", path=opened.folder / "office.toml"))


@click.command()
@json_option
@pass_door
@guarded
def status(door: Door, as_json: bool) -> None:
    """Cơ quan đang có gì, việc gì đang chờ ai, có gì sai không."""
    state = look_after.status(door.office())
    if as_json:
        put_json(asdict(state))
        return
    door.say(tr("{name} – hôm nay {today:%d/%m/%Y}", name=state.name, today=state.today))
    door.table(
        (tr("Đang chờ"), tr("Số lượng"), tr("Bước tiếp theo")),
        [(what, count, step) for what, count, step in state.waiting],
    )
    door.say(tr("Thư mục nhận: {count} tệp chưa xử lý.", count=state.inbox))
    door.say(tr("Nhật ký nguyên vẹn: {count} mục, mã cuối {head}.", count=state.journal, head=state.head[:16]))


@click.command()
@pass_door
@guarded
def dump(door: Door) -> None:
    """Toàn bộ dữ liệu thành một tài liệu JSON."""
    put_json(look_after.dump(door.office()))


@click.command()
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Ngày chốt số liệu.")
@pass_door
@guarded
def stats(door: Door, as_of: dt.datetime | None) -> None:
    """Mọi số liệu của báo cáo, kèm định nghĩa và ngày chốt (JSON)."""
    put_json(look_after.stats(door.office(), as_of=day(as_of)))
