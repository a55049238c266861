"""`docgen dossiers propose …`: lists for the council, its decision, and the removal it decided."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from docgen.cli.door import Door, day, guarded, json_option, look, pass_door, put_json, reason_option
from docgen.errors import UsageError
from docgen.messages import tr
from docgen.workflows import destroy_dossiers as errand
from registry.dossier_facts import DisposalList

_DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])


def attach_disposals(group: click.Group) -> None:
    """Put the commands of xét hủy in the group of hồ sơ."""
    for command in (propose, disposals, decide, destroy, withdraw, copies):
        group.add_command(command)


def _tell(door: Door, listed: DisposalList) -> None:
    door.say(
        tr("Danh sách {code}: {state}, {n} hồ sơ.", code=listed.code, state=listed.state.label, n=len(listed.rows))
    )
    rows = [
        (row.dossier.code, row.dossier.title, row.disposition.label, row.reason, row.dossier.standing)
        for row in listed.rows
    ]
    door.table((tr("Mã"), tr("Tiêu đề"), tr("Quyết định"), tr("Lý do"), tr("Tình trạng")), rows)


@click.command()
@reason_option
@json_option
@pass_door
@guarded
def propose(door: Door, reason: str, as_json: bool) -> None:
    """Lập danh sách hồ sơ hết thời hạn lưu để hội đồng xem xét hủy."""
    listed = errand.propose(door.office(), reason=reason)
    if as_json:
        put_json(listed.as_row())
    _tell(door, listed)


@click.command()
@click.option("--file", type=click.Path(path_type=Path, dir_okay=False), help="Ghi các danh sách ra bảng tính .xlsx.")
@json_option
@pass_door
@guarded
def disposals(door: Door, file: Path | None, as_json: bool) -> None:
    """Các danh sách xét hủy: chờ hội đồng, đã quyết định, đã hủy."""
    found = errand.lists(door.office())
    if file and found:
        count = errand.write_lists(door.office(), file)
        door.say(tr("Đã ghi {count} danh sách: {file}", count=count, file=file))
    if as_json:
        put_json([listed.as_row() for listed in found])
        return
    for listed in found:
        _tell(door, listed)
    if not found:
        door.say(tr("Chưa có danh sách xét hủy nào."))


@click.command()
@click.argument("list_code")
@click.option("--record", required=True, help="Biên bản hội đồng: mấy chữ đầu của mã tệp đã nhận và đã lưu.")
@click.option("--met", type=_DAY, help="Ngày họp của hội đồng; mặc định hôm nay.")
@click.option("--pages", type=click.IntRange(min=1), default=1, show_default=True, help="Số trang của biên bản.")
@click.option("--keep", "kept", type=(str, str), multiple=True, help="Hồ sơ hội đồng giữ lại và vì sao.")
@reason_option
@json_option
@pass_door
@guarded
def decide(
    door: Door,
    list_code: str,
    record: str,
    met: dt.datetime | None,
    pages: int,
    kept: tuple[tuple[str, str], ...],
    reason: str,
    as_json: bool,
) -> None:
    """Ghi quyết định của hội đồng theo biên bản đã lưu; hồ sơ không nêu ở --keep là hồ sơ hủy."""
    listed = errand.decide(
        door.office(), list_code, record=record, met_on=day(met), pages=pages, keep=kept, reason=reason
    )
    if as_json:
        put_json(listed.as_row())
    _tell(door, listed)


@click.command()
@click.argument("list_code")
@reason_option
@json_option
@pass_door
@guarded
def destroy(door: Door, list_code: str, reason: str, as_json: bool) -> None:
    """Hủy những hồ sơ hội đồng đã quyết định hủy: nội dung mất hẳn, mô tả và việc đã làm còn lại."""
    done = errand.destroy(door.office(), list_code, reason=reason)
    if as_json:
        put_json(done.as_row())
    _tell(door, done)
    report = done.report
    door.say(
        tr(
            "Đã xóa {objects} đối tượng trong kho, {copies} bản ngoài kho.",
            objects=len(report["objects"]),
            copies=len(report["copies"]),
        )
    )
    for row in report["kept"]:
        door.say(tr("Còn lại {object}: {because}", object=row["object"], because=row["because"]))
    for row in report["backups"]:
        door.say(
            tr(
                "Bản sao lưu {target} (lần cuối {set}) còn giữ nội dung ấy: sao lưu lại vào thư mục đó thì xóa; bản "
                "một tệp thì hủy rồi ghi nhận bằng “docgen dossiers copies --gone”.",
                target=row["target"],
                set=row["set"],
            )
        )
    door.say(tr("Bản sao do người tự chép thì hủy riêng theo biên bản này."))


@click.command()
@click.argument("list_code")
@reason_option
@pass_door
@guarded
def withdraw(door: Door, list_code: str, reason: str) -> None:
    """Rút danh sách xét hủy mà hội đồng chưa quyết định."""
    listed = errand.withdraw(door.office(), list_code, reason=reason)
    door.say(tr("Đã rút danh sách {code}.", code=listed.code))


@click.command()
@click.option("--gone", metavar="BẢN_SAO", help="Ghi nhận bản sao lưu này đã được hủy, với --reason.")
@click.option("--reason", default="", help="Lý do, được ghi vào nhật ký; bắt buộc với --gone.")
@json_option
@pass_door
@guarded
def copies(door: Door, gone: str | None, reason: str, as_json: bool) -> None:
    """Các bản sao lưu đã làm, bản nào còn giữ nội dung mà hội đồng đã quyết định hủy."""
    if gone:
        if not reason:
            raise UsageError(tr("Ghi nhận một bản sao đã hủy phải có --reason."))
        errand.forget_copy(door.office(), gone, reason=reason)
        door.say(tr("Đã ghi nhận bản sao lưu {target} không còn.", target=gone))
    found = errand.copies(door.office())
    if as_json:
        put_json([copy.as_row() for copy in found])
    for copy in found:
        lists = ", ".join(copy.lists)
        held = tr("còn nội dung đã hủy theo {lists}", lists=lists) if lists else tr("không còn gì đã hủy")
        door.say(f"{copy.target}  {copy.last_set}: {held}")
    if not found:
        door.say(tr("Sổ chưa ghi lần sao lưu nào."))
    look(any(copy.lists for copy in found))
