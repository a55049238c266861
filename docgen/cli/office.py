"""`docgen status`, `dump`."""

from __future__ import annotations

from dataclasses import asdict

import click

from docgen.cli.door import Door, guarded, json_option, pass_door, put_json
from docgen.messages import tr
from docgen.workflows import look_after


@click.command()
@click.option(
    "--head", "heads", multiple=True, metavar="SỐ:MÃ", help="Mã cuối đã cất ngoài chương trình, lặp lại được."
)
@json_option
@pass_door
@guarded
def status(door: Door, heads: tuple[str, ...], as_json: bool) -> None:
    """Cơ quan đang có gì, việc gì đang chờ ai, có gì sai không."""
    state = look_after.status(door.office(), heads, tell=door.progress(tr("Đọc lại nhật ký")))
    if as_json:
        put_json(asdict(state))
        return
    door.say(tr("{name} – hôm nay {today:%d/%m/%Y}", name=state.name, today=state.today))
    if state.waiting:
        door.table((tr("Đang chờ"), tr("Số lượng"), tr("Bước tiếp theo")), state.waiting)
    elif state.journal:
        door.say(tr("Không có việc gì đang chờ."))
    else:
        door.say(tr("Sổ còn trống. Việc đầu tiên: nhập danh sách bằng “docgen tasks import TỆP.xlsx”."))
    door.say(tr("Thư mục nhận: {count} tệp chưa xử lý.", count=state.inbox))
    door.say(tr("Nhật ký nguyên vẹn: {count} mục, mã cuối {count}:{head}", count=state.journal, head=state.head))
    door.say(tr("Tệp journal.head làm chứng đến mục {count}.", count=state.witness))
    for head in heads:
        door.say(tr("Nhật ký còn nguyên mục mang mã đã cất {head}.", head=head))


@click.command()
@pass_door
@guarded
def dump(door: Door) -> None:
    """Toàn bộ dữ liệu thành một tài liệu JSON."""
    put_json(look_after.dump(door.office()))
