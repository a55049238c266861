"""`docgen archive`: the shelf."""

from __future__ import annotations

import click

from docgen.cli.door import Door, guarded, json_option, pass_door, put_json
from docgen.cli.handing_over import attach_handing_over
from docgen.errors import ExitCode
from docgen.messages import tr
from docgen.workflows.look_after import verify_shelf
from docgen.workflows.search_registry import search_shelf


@click.group()
def archive() -> None:
    """Kho lưu trữ lâu dài."""


attach_handing_over(archive)


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


@archive.command()
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 500), default=20, show_default=True, help="Nhiều nhất bao nhiêu.")
@json_option
@pass_door
@guarded
def find(door: Door, text: str, limit: int, as_json: bool) -> None:
    """Tìm văn bản đã vào kho: số, trích yếu, nội dung việc, người, cơ quan (mọi tên), tên tệp; không dấu cũng được."""
    hits, has_more = search_shelf(door.office(), text, limit=limit)
    if as_json:
        put_json({"hits": [hit.as_row() for hit in hits], "more": has_more})
        return
    for hit in hits:
        dated = f"{hit.dated:%d/%m/%Y}" if hit.dated else ""
        door.say(f"{hit.code}  {hit.number_text or ''}  {dated}  {hit.holder}: {hit.abstract} ({hit.state.label})")
        if hit.dossier:
            door.say(tr("    hồ sơ {code}: {standing}", code=hit.dossier, standing=hit.dossier_standing))
        for file in hit.files:
            door.say(tr("    bản ký: {path}", path=file))
    if has_more:
        door.say(tr("Còn nữa: viết rõ hơn, hoặc tăng --limit."))
    if not hits:
        door.say(tr("Không có văn bản nào trong kho khớp với “{text}”.", text=text))
