"""`docgen archive`: the shelf."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.door import Door, guarded, json_option, look, pass_door, put_json
from docgen.cli.handing_over import attach_handing_over
from docgen.errors import ExitCode
from docgen.messages import tr
from docgen.workflows import rebuild_registry, repair_shelf
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
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    required=True,
    help="Bản sao lưu, thư mục cơ quan đã chép, hoặc kho đã chép.",
)
@json_option
@pass_door
@guarded
def repair(door: Door, source: Path, as_json: bool) -> None:
    """Sửa chỗ hỏng trong kho bằng bản sao đã kiểm tra; bản hỏng được giữ riêng, không bị ghi đè."""
    done = repair_shelf.repair(door.office(), source, tell=door.progress(tr("Sửa")))
    if as_json:
        put_json(done.as_row())
    for each in done.mended:
        door.say(
            tr("Đã sửa {place}: {files}", place=each.place, files=", ".join(each.files) or tr("không cần bản sao"))
        )
        if each.aside:
            door.say(tr("    bản hỏng giữ ở {aside}", aside=each.aside))
    door.problems(done.left)
    if done.left:
        raise SystemExit(int(ExitCode.DAMAGED))
    door.say(tr("Kho nguyên vẹn.") if done.mended else tr("Kho không có chỗ nào hỏng."))


@archive.command()
@click.option("--into", default="", metavar="TỆP|ĐỊA_CHỈ", help="Dựng vào tệp hoặc PostgreSQL này, không đụng sổ cũ.")
@json_option
@pass_door
@guarded
def rebuild(door: Door, into: str, as_json: bool) -> None:
    """Dựng lại sổ đã mất từ kho; nói rõ cái gì không lấy lại được."""
    done = rebuild_registry.rebuild(door.office(), into, tell=door.progress(tr("Đọc kho")))
    if as_json:
        put_json(done.as_row())
    _tell_rebuilt(door, done)
    look(done.needs_person)


def _tell_rebuilt(door: Door, done: rebuild_registry.Rebuilt) -> None:
    filled, lost = done.filled, done.lost
    if filled.snapshot_at:
        door.say(tr("Bản chụp sổ lúc {at}: {rows} dòng.", at=filled.snapshot_at, rows=filled.rows))
    door.say(
        tr("Nhật ký sau đó: {count} mục; nhật ký nguyên vẹn đến mục {end}.", count=filled.entries, end=done.journal)
    )
    for sentence in done.entered:
        door.say(tr("Lấy lại từ chính tệp trên kho: {what}", what=sentence))
    door.problems(done.problems)
    for fault in filled.faults:
        door.say(tr("Trên kho có chỗ hỏng: {what}", what=fault))
    if lost.entries:
        door.say(
            tr(
                "KHÔNG LẤY LẠI ĐƯỢC: {count} mục nhật ký, ghi từ {since}, chưa kịp chép vào kho. Việc làm sau lúc ấy "
                "phải làm lại.",
                count=lost.entries,
                since=lost.since,
            )
        )
    elif done.unlike == ():
        door.say(tr("Sổ dựng lại giống hệt sổ đang dùng, từng dòng của từng bảng."))
    elif done.unlike:
        for each in done.unlike:
            door.say(tr("Khác sổ đang dùng: bảng {table}, từ dòng {line}.", table=each.table, line=each.line))
    else:
        door.say(tr("Đã dựng lại sổ; theo tệp journal.head không thiếu mục nào."))


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
