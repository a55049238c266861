"""`docgen backup`, `restore`: the whole office on another disk and back."""

from __future__ import annotations

import os
from pathlib import Path

import click

from docgen.cli.door import Door, guarded, json_option, look, pass_door, put_json
from docgen.errors import ExitCode
from docgen.messages import tr
from docgen.workflows import back_up_office, restore_office


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--without-keys", is_flag=True, help="Không chép khóa mã trang; phải giữ khóa ở nơi khác.")
@json_option
@pass_door
@guarded
def backup(door: Door, target: Path, without_keys: bool, as_json: bool) -> None:
    """Sao lưu cả cơ quan vào một thư mục (lần sau chỉ chép cái mới) hoặc một tệp mới, đọc lại để kiểm tra."""
    tell = door.progress(tr("Chép"))
    done = back_up_office.back_up(door.office(), target, keys=not without_keys, tell=tell)
    if as_json:
        put_json(done.as_row())
    door.say(
        tr(
            "Đã sao lưu {files} tệp vào {target}, chép mới {new} tệp; đã đọc lại, đúng từng byte. Lần: {set}",
            files=done.files,
            target=done.target,
            new=done.new_files,
            set=done.stamp,
        )
    )
    door.say(tr("Nhật ký đến mục {count}, mã cuối {count}:{head}", count=done.head.sequence, head=done.head.hash))
    if done.has_keys:
        door.say(tr("Trong bản sao có khóa mã trang và office.toml (có thể có mật khẩu): cất như cất con dấu."))
    else:
        door.say(tr("Bản sao KHÔNG có khóa mã trang: giữ thư mục keys ở nơi khác, mất là không nhận ra giấy đã in."))
    for path in done.left_out:
        door.say(tr("Không chép: {path}", path=path))
    for path in done.altered:
        door.say(tr("Trên kho đã hỏng từ trước, chép như đang có: {path}", path=path))
    if done.destroyed:
        door.say(tr("Đã xóa khỏi bản sao {count} tệp mà hội đồng đã quyết định hủy.", count=done.destroyed))
    for copy in done.holding:
        door.say(
            tr(
                "Bản sao lưu {target} còn nội dung đã hủy theo {lists}: xem “docgen dossiers copies”.",
                target=copy.target,
                lists=", ".join(copy.lists),
            )
        )
    if done.altered:
        door.say(tr("Sửa kho từ bản sao cũ: “docgen archive repair --from BẢN_SAO”."))
        raise SystemExit(int(ExitCode.DAMAGED))
    look(bool(done.left_out))


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@click.option("--set", "stamp", default="", metavar="LẦN", help="Lần sao lưu nào; mặc định là lần mới nhất.")
@click.option("--anyway", is_flag=True, help="Bản sao hỏng vẫn phục hồi phần còn nguyên.")
@click.option("--database", metavar="TỆP|ĐỊA_CHỈ", help="Đặt database.url của cơ quan mới; '' là tệp trong thư mục.")
@json_option
@pass_door
@guarded
def restore(
    door: Door, source: Path, directory: Path, stamp: str, anyway: bool, database: str | None, as_json: bool
) -> None:
    """Phục hồi cơ quan từ bản sao vào một thư mục trống; bản sao hỏng thì nêu tên từng tệp."""
    done = restore_office.restore(
        source,
        directory,
        os.environ,
        stamp=stamp,
        anyway=anyway,
        database=database,
        tell=door.progress(tr("Kiểm tra bản sao")),
    )
    if as_json:
        put_json(done.as_row())
    door.say(
        tr("Đã phục hồi {files} tệp của lần {set} vào {folder}.", files=done.files, set=done.stamp, folder=done.folder)
    )
    door.say(
        tr(
            "Nhật ký nguyên vẹn: {count} mục, mã cuối {count}:{head}",
            count=done.registry.journal,
            head=done.registry.head,
        )
    )
    for each in done.elsewhere:
        told = tr(
            "{setting} trước ở {was}, nay là {name} trong thư mục mới; sửa office.toml nếu vẫn để chỗ cũ.", **each
        )
        door.say(told)
    if done.destroyed:
        told = tr("Không phục hồi {count} tệp: hội đồng đã quyết định hủy sau lần sao lưu này.", count=done.destroyed)
        door.say(told)
    for sentence in done.registry.entered:
        door.say(tr("Lấy lại từ chính tệp trên kho: {what}", what=sentence))
    door.problems((*done.damaged, *done.shelf, *done.registry.problems))
    if not done.has_keys:
        door.say(tr("Bản sao không có khóa mã trang: chép thư mục keys đã giữ riêng vào đây trước khi làm việc."))
    if done.damaged or done.shelf:
        raise SystemExit(int(ExitCode.DAMAGED))
    look(done.needs_person)
