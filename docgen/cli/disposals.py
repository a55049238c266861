"""`docgen dossiers propose …`: lists for the council, its decision, and the removal it decided."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from docgen.cli.door import Door, day, guarded, json_option, pass_door, put_json, reason_option
from docgen.messages import tr
from docgen.workflows import destroy_dossiers as errand
from registry.dossier_facts import DisposalList

_DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])


def attach_disposals(group: click.Group) -> None:
    """Put the commands of xét hủy in the group of hồ sơ."""
    for command in (propose, disposals, decide, destroy, withdraw):
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
    door.say(str(report["backups"]))


@click.command()
@click.argument("list_code")
@reason_option
@pass_door
@guarded
def withdraw(door: Door, list_code: str, reason: str) -> None:
    """Rút danh sách xét hủy mà hội đồng chưa quyết định."""
    listed = errand.withdraw(door.office(), list_code, reason=reason)
    door.say(tr("Đã rút danh sách {code}.", code=listed.code))
