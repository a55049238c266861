"""Changes of assigned tasks under `docgen tasks`: each is asked for here and takes effect with its decision."""

from __future__ import annotations

import click

from docgen.cli.door import Door, guarded, json_option, pass_door, put_json, reason_option
from docgen.messages import tr
from docgen.workflows.change_tasks import change_task, list_changes, unask
from registry.change_facts import ChangeRecord, Successor
from registry.labels import AmendmentKind

PLAIN = {
    "suspend": (AmendmentKind.SUSPEND, "Đề nghị tạm dừng một nhiệm vụ đã giao."),
    "resume": (AmendmentKind.RESUME, "Đề nghị cho tiếp tục một nhiệm vụ đang tạm dừng."),
    "cancel": (AmendmentKind.CANCEL, "Đề nghị hủy giao một nhiệm vụ đã giao."),
}
"""Changes that need nothing but a reason."""


def attach_task_changes(group: click.Group) -> None:
    """Add amend, suspend, resume, transfer, cancel, changes and unask to `group`."""
    group.add_command(amend)
    for verb, (kind, help_text) in PLAIN.items():
        _attach_plain(group, verb, kind, help_text)
    group.add_command(transfer)
    group.add_command(changes)
    group.add_command(take_back)


@click.command()
@click.argument("code")
@click.option("--title", help="Nội dung mới.")
@click.option("--target", help="Chỉ tiêu, kết quả cần đạt mới.")
@click.option("--product", help="Sản phẩm mới.")
@click.option("--deadline", help="Thời hạn mới: 31/12/2021, Quý IV/2021.")
@click.option("--supervisor", help="Người theo dõi mới.")
@reason_option
@json_option
@pass_door
@guarded
def amend(
    door: Door,
    code: str,
    title: str | None,
    target: str | None,
    product: str | None,
    deadline: str | None,
    supervisor: str | None,
    reason: str,
    as_json: bool,
) -> None:
    """Đề nghị điều chỉnh nội dung một nhiệm vụ đã giao."""
    told = {
        "title": title,
        "target": target,
        "product": product,
        "deadline_text": deadline,
        "supervisor": supervisor,
    }
    wording = {name: text for name, text in told.items() if text is not None}
    if not wording:
        raise click.UsageError(tr("Chưa nêu điều chỉnh gì: thêm --title, --target, --product, --deadline …"))
    _show(door, change_task(door.office(), code, AmendmentKind.CHANGE, reason=reason, wording=wording), as_json)


def _attach_plain(group: click.Group, verb: str, kind: AmendmentKind, help_text: str) -> None:
    @group.command(verb, help=help_text)
    @click.argument("code")
    @reason_option
    @json_option
    @pass_door
    @guarded
    def ask(door: Door, code: str, reason: str, as_json: bool) -> None:
        _show(door, change_task(door.office(), code, kind, reason=reason), as_json)


@click.command()
@click.argument("code")
@click.option("--to", "name", required=True, help="Họ tên người nhận.")
@click.option("--post", required=True, help="Chức vụ của người nhận, như in sau tên.")
@click.option("--unit", required=True, help="Đơn vị của người nhận.")
@click.option("--address", type=click.Choice(["đồng chí", "ông", "bà"]), help="Cách gọi, nếu chưa biết người này.")
@click.option("--partial", default="", help="Kết quả dở dang khi bàn giao.")
@reason_option
@json_option
@pass_door
@guarded
def transfer(
    door: Door,
    code: str,
    name: str,
    post: str,
    unit: str,
    address: str | None,
    partial: str,
    reason: str,
    as_json: bool,
) -> None:
    """Đề nghị chuyển giao một nhiệm vụ đã giao cho người khác."""
    successor = Successor(name=name, post=post, unit=unit, address=address or "", partial=partial)
    _show(door, change_task(door.office(), code, AmendmentKind.TRANSFER, reason=reason, successor=successor), as_json)


@click.command()
@json_option
@pass_door
@guarded
def changes(door: Door, as_json: bool) -> None:
    """Các đề nghị điều chỉnh, đã có hiệu lực hay chưa."""
    records = list_changes(door.office())
    if as_json:
        put_json([record.as_row() for record in records])
    else:
        _table(door, records)


@click.command("unask")
@click.argument("code")
@reason_option
@json_option
@pass_door
@guarded
def take_back(door: Door, code: str, reason: str, as_json: bool) -> None:
    """Rút một đề nghị điều chỉnh chưa in trình ký."""
    record = unask(door.office(), code, reason=reason)
    if as_json:
        put_json(record.as_row())
    door.say(tr("Đã rút đề nghị {code}; lịch sử vẫn được giữ.", code=record.code))


def _show(door: Door, record: ChangeRecord, as_json: bool) -> None:
    if as_json:
        put_json(record.as_row())
    _table(door, [record])
    door.say(tr("Chưa có gì thay đổi. Tiếp theo: docgen changes draft."))


def _table(door: Door, records: list[ChangeRecord] | tuple[ChangeRecord, ...]) -> None:
    headings = (tr("Mã"), tr("Nhiệm vụ"), tr("Người được giao"), tr("Thay đổi"), tr("Văn bản"), tr("Trạng thái"))
    rows = [(r.code, r.line.code, r.official.name, r.kind.label, r.paper or "", r.state.label) for r in records]
    door.table(headings, rows)
