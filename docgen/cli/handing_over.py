"""`docgen archive export`, `import`, `handed-over`: hồ sơ nộp lưu out and in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from uuid import UUID

import click

from docgen.cli.door import Door, day, guarded, json_option, look, on_option, pass_door, put_json, reason_option
from docgen.messages import tr
from docgen.workflows import hand_over, take_over

_STATUS = click.Choice(hand_over.STATUSES)
_MOMENT = click.DateTime(["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d"])


def attach_handing_over(archive: click.Group) -> None:
    """Put the commands under `docgen archive`."""
    archive.add_command(export)
    archive.add_command(import_)
    archive.add_command(handed_over)


@click.command()
@click.argument("target", type=click.Path(path_type=Path, file_okay=False))
@click.argument("codes", nargs=-1, required=True)
@click.option("--to", "receiver", default="", help="Lưu trữ nhận, ghi vào gói, mục lục và biên bản.")
@click.option("--agreement", default="", help="Mã đăng ký nộp lưu đã thống nhất với lưu trữ nhận.")
@click.option("--status", type=_STATUS, default="NEW", show_default=True, help="Gói mới, bổ sung, thay thế, thử…")
@click.option("--package", "package", type=click.UUID, help="Mã gói; không nêu thì theo lần kết thúc hồ sơ.")
@click.option("--at", "at", type=_MOMENT, help="Thời điểm đóng gói (2022-03-01T08:00:00); không nêu là bây giờ.")
@json_option
@pass_door
@guarded
def export(
    door: Door,
    target: Path,
    codes: tuple[str, ...],
    receiver: str,
    agreement: str,
    status: str,
    package: UUID | None,
    at: dt.datetime | None,
    as_json: bool,
) -> None:
    """Đóng gói hồ sơ đã kết thúc để nộp lưu: gói SIP_hoso trong một túi BagIt, kèm mục lục và biên bản giao nhận."""
    order = hand_over.Order(
        package=package,
        at=hand_over.in_vietnam(at),
        receiver=receiver,
        agreement=agreement,
        status=status,
    )
    made = hand_over.export_dossiers(door.office(), target, codes, order)
    if as_json:
        rows = [each.as_row() for each in made.packages]
        put_json({"bag": str(made.bag), "packages": rows, "problems": [p.as_row() for p in made.warnings]})
    for each in made.packages:
        door.say(
            tr(
                "{code}: {documents} văn bản, {files} tệp → {file}",
                code=each.dossier.code,
                documents=each.documents,
                files=each.files,
                file=each.file,
            )
        )
    door.say(tr("Đã đóng gói {count} hồ sơ vào {bag}.", count=len(made.packages), bag=made.bag))
    door.problems(made.warnings)
    look(bool(made.warnings))


@click.command("import")
@click.argument("bag", type=click.Path(path_type=Path, exists=True, file_okay=False))
@reason_option
@json_option
@pass_door
@guarded
def import_(door: Door, bag: Path, reason: str, as_json: bool) -> None:
    """Nhận hồ sơ nộp lưu từ một túi BagIt: kiểm tra hết rồi mới ghi vào kho và sổ; sai một chỗ thì không nhận gì."""
    taken = take_over.import_bag(door.office(), bag, reason=reason)
    if as_json:
        rows = [dossier.as_row() for dossier in taken.dossiers]
        put_json({"dossiers": rows, "problems": [problem.as_row() for problem in taken.warnings]})
    for dossier in taken.dossiers:
        told = {"code": dossier.code, "documents": dossier.document_count, "title": dossier.title}
        door.say(tr("Đã nhận {code}: {documents} văn bản. {title}", **told))
    door.problems(taken.warnings)
    look(bool(taken.warnings))


@click.command("handed-over")
@click.argument("codes", nargs=-1, required=True)
@click.option("--to", "receiver", required=True, help="Lưu trữ đã nhận.")
@on_option
@reason_option
@json_option
@pass_door
@guarded
def handed_over(
    door: Door, codes: tuple[str, ...], receiver: str, on: dt.datetime | None, reason: str, as_json: bool
) -> None:
    """Ghi nhận lưu trữ đã nhận hồ sơ: ngày, nơi nhận; từ đó hồ sơ không mở lại được."""
    office = door.office()
    noted = hand_over.note_handed_over(office, codes, to=receiver, on=day(on) or office.clock.today(), reason=reason)
    if as_json:
        put_json([dossier.as_row() for dossier in noted])
    for dossier in noted:
        door.say(
            tr(
                "Đã ghi nộp lưu {code} ngày {day}: {to}.",
                code=dossier.code,
                day=f"{dossier.handed_over_on:%d/%m/%Y}",
                to=dossier.handed_over_to,
            )
        )
