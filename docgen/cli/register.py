"""`docgen register`: the registers of outgoing papers."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path

import click

from docgen.cli.door import Door, day, guarded, json_option, look, on_option, pass_door, put_json, reason_option
from docgen.messages import tr
from docgen.workflows import keep_registers, print_register
from registry.labels import DocumentKind

KINDS = {
    "decisions": DocumentKind.DECISION,
    "minutes": DocumentKind.MINUTES,
    "notices": DocumentKind.RESULT_NOTICE,
    "report": DocumentKind.REPORT,
}
register_option = click.option("--register", "code", default="", help="Chỉ một sổ, theo mã sổ.")
year_option = click.option("--year", type=click.IntRange(1945, 9999), help="Chỉ những dòng của một năm.")

no_pdf_option = click.option("--no-pdf", is_flag=True, help="Chỉ ghi tệp Word (không cần LibreOffice).")


@click.group()
def register() -> None:
    """Sổ đăng ký văn bản đi."""


@register.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@register_option
@year_option
@pass_door
@guarded
def export(door: Door, file: Path, code: str, year: int | None) -> None:
    """Xuất sổ ra bảng tính, mỗi sổ một trang: bìa và mười cột theo Phụ lục IV Nghị định 30."""
    count = keep_registers.export_register(door.office(), file, register=code, year=year)
    door.say(tr("Đã ghi {count} dòng sổ vào {file}.", count=count, file=file))


@register.command("print")
@register_option
@year_option
@click.option("--volume", type=click.IntRange(min=1), default=1, show_default=True, help="Quyển số.")
@no_pdf_option
@json_option
@pass_door
@guarded
def print_(door: Door, code: str, year: int | None, volume: int, no_pdf: bool, as_json: bool) -> None:
    """In sổ thành tệp Word khổ ngang, và PDF khi có LibreOffice; bản in được lưu vào kho."""
    books = print_register.print_registers(door.office(), register=code, year=year, volume=volume, with_pdf=not no_pdf)
    if as_json:
        put_json([asdict(book) for book in books])
    for book in books:
        paths = ", ".join(path for path in (book.docx, book.pdf) if path)
        filed = tr("đã lưu kho") if book.is_new else tr("không đổi so với bản đã lưu")
        door.say(
            tr("Sổ {code}: {rows} dòng, {filed}: {paths}", code=book.register, rows=book.rows, filed=filed, paths=paths)
        )


@register.command("list")
@register_option
@json_option
@pass_door
@guarded
def list_(door: Door, code: str, as_json: bool) -> None:
    """Xem sổ trên màn hình."""
    entries = keep_registers.read_register(door.office(), [code] if code else ())
    if as_json:
        put_json([entry.as_row() for entry in entries])
        return
    headings = (tr("Sổ"), tr("Số, ký hiệu"), tr("Ngày"), tr("Trích yếu"), tr("Người ký"), tr("Tình trạng"))
    rows = [
        (e.register, e.number_text, f"{e.dated:%d/%m/%Y}" if e.dated else "", e.abstract, e.signatory, e.state.label)
        for e in entries
    ]
    door.table(headings, rows)


@register.command("open")
@click.argument("first", type=click.IntRange(min=1, max=99_999))
@click.option("--what", type=click.Choice(list(KINDS)), default="decisions", show_default=True, help="Loại văn bản.")
@on_option
@reason_option
@json_option
@pass_door
@guarded
def open_(door: Door, first: int, what: str, on: dt.datetime | None, reason: str, as_json: bool) -> None:
    """Mở sổ từ một số: cơ quan đã cấp các số trước đó trong sổ giấy."""
    code, text = keep_registers.open_at(door.office(), KINDS[what], first, reason=reason, on=day(on))
    if as_json:
        put_json({"register": code, "first": first, "number": text})
    door.say(tr("Sổ {code} mở từ số {number}; các số trước đó thuộc sổ giấy.", code=code, number=text))


@register.command()
@click.argument("count", type=int)
@click.option("--what", type=click.Choice(list(KINDS)), default="decisions", show_default=True, help="Loại văn bản.")
@click.option("--for", "held_for", required=True, help="Giữ cho ai: đơn vị, hoặc mã của một văn bản.")
@on_option
@reason_option
@json_option
@pass_door
@guarded
def reserve(
    door: Door, count: int, what: str, held_for: str, on: dt.datetime | None, reason: str, as_json: bool
) -> None:
    """Giữ các số kế tiếp; văn bản lấy số bằng “number --reserved”, hoặc tự lấy khi giữ theo mã văn bản."""
    texts = keep_registers.reserve(door.office(), KINDS[what], count, held_for=held_for, reason=reason, on=day(on))
    if as_json:
        put_json({"reserved": list(texts)})
    door.say(tr("Đã giữ {count} số cho {whom}: {numbers}.", count=count, whom=held_for, numbers=", ".join(texts)))


@register.command()
@click.argument("number", type=click.IntRange(min=1))
@click.option("--register", "code", required=True, help="Mã sổ.")
@reason_option
@pass_door
@guarded
def void(door: Door, number: int, code: str, reason: str) -> None:
    """Hủy một số chưa có văn bản: số giữ không dùng, số bị thiếu, hoặc số kế tiếp."""
    text = keep_registers.void(door.office(), code, number, reason=reason)
    door.say(tr("Đã hủy số {number} của sổ {code}; số này không cấp lại.", number=text, code=code))


@register.command()
@json_option
@pass_door
@guarded
def gaps(door: Door, as_json: bool) -> None:
    """Số thiếu, số hủy, số giữ và văn bản chưa có mã hồ sơ, kèm ai, lúc nào, vì sao."""
    found = keep_registers.find_gaps(door.office())
    if as_json:
        told = {"void": found.void, "reserved": found.reserved, "without_dossier": found.without_dossier}
        rows = {name: [entry.as_row() for entry in entries] for name, entries in told.items()}
        begun = [{"register": each.code, "first": each.first_number} for each in found.begun]
        put_json({"missing": list(found.missing), "begun": begun, **rows})
    else:
        _show_gaps(door, found)
    look(bool(found.missing))


def _show_gaps(door: Door, found: keep_registers.Gaps) -> None:
    """Numbers without a paper as a table, then what a person must mend."""
    rows = [
        (e.register, e.number_text, e.state.label, e.held_for, e.changed_by, e.changed_at[:10], e.reason)
        for e in (*found.void, *found.reserved)
    ]
    headings = tr("Sổ"), tr("Số"), tr("Tình trạng"), tr("Giữ cho"), tr("Ai ghi"), tr("Ngày ghi"), tr("Lý do")
    door.table(headings, rows)
    for each in found.begun:
        door.say(tr("Sổ {code} mở từ số {first}; các số trước thuộc sổ giấy.", code=each.code, first=each.first_number))
    for number in found.missing:
        door.say(tr("Thiếu số không có lý do: {number}.", number=number))
    codes = ", ".join(f"{entry.document} ({entry.number_text})" for entry in found.without_dossier)
    if codes:
        door.say(tr("Chưa có mã hồ sơ: {codes}.", codes=codes))


@register.command("hand-over")
@click.argument("codes", nargs=-1, required=True)
@on_option
@click.option("--to", required=True, help="Ai nhận, được ghi ở cột ký nhận.")
@click.option("--copies", type=click.IntRange(min=1), help="Số lượng bản.")
@pass_door
@guarded
def hand_over(door: Door, codes: tuple[str, ...], on: dt.datetime | None, to: str, copies: int | None) -> None:
    """Ghi ngày chuyển, người ký nhận và số lượng bản của văn bản đã ban hành."""
    count = keep_registers.hand_papers_over(door.office(), codes, to=to, on=day(on), copies=copies)
    door.say(tr("Đã ghi chuyển {count} văn bản cho {whom}.", count=count, whom=to))


@register.command("file")
@click.argument("codes", nargs=-1, required=True)
@click.option("--dossier", required=True, help="Mã hồ sơ.")
@pass_door
@guarded
def file_(door: Door, codes: tuple[str, ...], dossier: str) -> None:
    """Ghi mã hồ sơ của văn bản đã vào sổ."""
    count = keep_registers.file_papers(door.office(), codes, dossier=dossier)
    door.say(tr("Đã ghi mã hồ sơ {dossier} cho {count} văn bản.", dossier=dossier, count=count))
