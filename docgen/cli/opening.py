"""`docgen init`: a new office."""

from __future__ import annotations

import os
from pathlib import Path

import click

from docgen.cli.door import Door, guarded, json_option, pass_door, put_json
from docgen.messages import tr
from docgen.shipped import sample_names
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
