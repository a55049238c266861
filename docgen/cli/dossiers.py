"""`docgen dossiers`: hồ sơ, their lists of contents, how long they are kept, and what a council destroys."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from docgen.cli.disposals import attach_disposals
from docgen.cli.door import Door, day, guarded, json_option, look, on_option, pass_door, put_json, reason_option
from docgen.messages import tr
from docgen.workflows import keep_dossiers as errand
from registry.dossier_facts import Dossier
from registry.labels import DossierState

_STATES = click.Choice([state.value for state in DossierState])
_DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])


@click.group()
def dossiers() -> None:
    """Hồ sơ: lập, mục lục văn bản, kết thúc, giữ lại, thời hạn, xét hủy."""


@dossiers.command("list")
@click.option("--state", type=_STATES, help="Chỉ những hồ sơ ở tình trạng này.")
@click.option("--year", type=click.IntRange(1945, 9999), help="Chỉ những hồ sơ của chu kỳ này.")
@json_option
@pass_door
@guarded
def list_(door: Door, state: str | None, year: int | None, as_json: bool) -> None:
    """Danh sách hồ sơ, và văn bản đã vào sổ hoặc đã lưu mà chưa thuộc hồ sơ nào."""
    found = errand.list_dossiers(door.office(), state=state or "", year=year)
    if as_json:
        outside = [record.as_row() for record in found.outside]
        put_json({"dossiers": [dossier.as_row() for dossier in found.dossiers], "outside": outside})
    else:
        rows = [
            (
                each.code,
                each.person_name or each.title,
                each.document_count,
                each.page_count,
                each.retention.label,
                each.standing,
            )
            for each in found.dossiers
        ]
        door.table((tr("Mã"), tr("Hồ sơ của"), tr("Văn bản"), tr("Trang"), tr("Thời hạn lưu"), tr("Tình trạng")), rows)
        for record in found.outside:
            door.say(tr("Chưa thuộc hồ sơ nào: {code} {number}", code=record.code, number=record.number_text or ""))
    look(bool(found.outside))


@dossiers.command()
@click.argument("code")
@json_option
@pass_door
@guarded
def show(door: Door, code: str, as_json: bool) -> None:
    """Một hồ sơ: văn bản, thời hạn lưu, hạn nộp với căn cứ, lệnh giữ lại."""
    shown = errand.show_dossier(door.office(), code)
    if as_json:
        put_json(shown.as_row())
        return
    _tell(door, shown)


def _tell(door: Door, shown: errand.Shown) -> None:
    dossier = shown.dossier
    door.say(f"{dossier.code}  {dossier.title}")
    door.say(tr("  tình trạng: {standing}", standing=dossier.standing))
    for hold in dossier.holds:
        if hold.stands:
            door.say(tr("  GIỮ LẠI từ {day} ({who}): {why}", day=hold.held_at[:10], who=hold.held_by, why=hold.reason))
    kept = dossier.retention
    until = tr(", đến hết {day}", day=f"{dossier.due_on:%d/%m/%Y}") if dossier.due_on else ""
    door.say(tr("  thời hạn lưu: {label}{until} ({basis})", label=kept.label, until=until, basis=kept.basis))
    for each in shown.deadlines:
        door.say(
            tr(
                "  hạn nộp {day}: {title} ({basis}){note}",
                day=f"{each.due:%d/%m/%Y}",
                title=each.title,
                basis=each.basis,
                note="" if each.is_binding else tr(" – không bắt buộc với hồ sơ này hôm nay"),
            )
        )
    _papers(door, dossier)


def _papers(door: Door, dossier: Dossier) -> None:
    headings = tr("STT"), tr("Số, ký hiệu"), tr("Ngày"), tr("Trích yếu"), tr("Trang"), tr("Mã")
    rows = [
        (
            p.ordinal,
            p.number_text,
            f"{p.dated:%d/%m/%Y}" if p.dated else "",
            f"{p.type_name} {p.subject}".strip(),
            p.pages,
            p.document or f"{p.sha256 or ''}"[:12],
        )
        for p in dossier.papers
    ]
    door.table(headings, rows)
    for shared in dossier.shared:
        place = shared.dossier or tr("chưa vào hồ sơ nào")
        told = tr(
            "  xem thêm {type} số {number}, ở hồ sơ {place}: {subject}",
            type=shared.type_name,
            place=place,
            number=shared.number_text,
            subject=shared.subject,
        )
        door.say(told)


@dossiers.command()
@click.argument("code")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@json_option
@pass_door
@guarded
def contents(door: Door, code: str, file: Path | None, as_json: bool) -> None:
    """Mục lục văn bản trong hồ sơ: xem, hoặc ghi ra tệp .docx để in, .xlsx để xử lý tiếp."""
    office = door.office()
    dossier = errand.print_contents(office, code, file) if file else errand.show_dossier(office, code).dossier
    documents, pages = dossier.document_count, dossier.page_count
    if as_json:
        rows = [paper.as_row() for paper in dossier.papers]
        shared = [paper.as_row() for paper in dossier.shared]
        put_json({"dossier": dossier.code, "documents": documents, "pages": pages, "papers": rows, "shared": shared})
    elif not file:
        _papers(door, dossier)
    door.say(tr("Hồ sơ {code}: {documents} văn bản, {pages} trang.", code=code, documents=documents, pages=pages))
    if file:
        door.say(tr("Đã ghi mục lục: {file}", file=file))


@dossiers.command()
@json_option
@pass_door
@guarded
def fill(door: Door, as_json: bool) -> None:
    """Đưa vào hồ sơ những văn bản còn ở ngoài: khi mới khai mã định danh cơ quan, hoặc vừa mở lại hồ sơ."""
    placed, left = errand.fill(door.office())
    if as_json:
        put_json({"placed": placed, "outside": [record.as_row() for record in left]})
    door.say(tr("Đã đưa {placed} văn bản vào hồ sơ, còn {left} ở ngoài.", placed=placed, left=len(left)))
    if left:
        door.say(tr("Hồ sơ của các văn bản ấy đã kết thúc (mở lại có lý do), hoặc chưa khai archive.agency."))
    look(bool(left))


@dossiers.command()
@click.argument("codes", nargs=-1)
@click.option("--year", type=click.IntRange(1945, 9999), help="Mọi hồ sơ còn mở của chu kỳ này.")
@click.option("--ended", type=_DAY, help="Ngày kết thúc công việc; mặc định là ngày của văn bản cuối cùng.")
@click.option("--as-is", is_flag=True, help="Kết thúc dù còn văn bản chưa lưu bản ký.")
@reason_option
@json_option
@pass_door
@guarded
def close(
    door: Door,
    codes: tuple[str, ...],
    year: int | None,
    ended: dt.datetime | None,
    as_is: bool,
    reason: str,
    as_json: bool,
) -> None:
    """Kết thúc hồ sơ: đếm văn bản, đếm trang, khóa số đếm, lưu mục lục vào kho."""
    done = errand.close(door.office(), codes, ended_on=day(ended), reason=reason, as_is=as_is, year=year)
    if as_json:
        refused = [{"dossier": code, "message": why} for code, why in done.refused]
        put_json({"closed": [dossier.as_row() for dossier in done.dossiers], "refused": refused})
    for each in done.dossiers:
        until = f"{each.due_on:%d/%m/%Y}" if each.due_on else tr("vĩnh viễn")
        door.say(
            tr(
                "Đã kết thúc {code}: {documents} văn bản, {pages} trang, lưu đến {until}.",
                code=each.code,
                documents=each.documents,
                pages=each.pages,
                until=until,
            )
        )
    for _, why in done.refused:
        door.say(why)
    look(bool(done.refused))


@dossiers.command()
@click.argument("code")
@reason_option
@pass_door
@guarded
def reopen(door: Door, code: str, reason: str) -> None:
    """Mở lại hồ sơ đã kết thúc để bổ sung văn bản; lý do được ghi."""
    door.say(tr("Đã mở lại hồ sơ {code}.", code=errand.reopen(door.office(), code, reason=reason).code))


@dossiers.command()
@click.argument("code")
@reason_option
@pass_door
@guarded
def hold(door: Door, code: str, reason: str) -> None:
    """Giữ lại hồ sơ: không xét hủy chừng nào chưa thôi giữ; hiện ở mọi nơi có hồ sơ."""
    errand.hold(door.office(), code, reason=reason)
    door.say(tr("Đã giữ lại hồ sơ {code}: {why}", code=code, why=reason))


@dossiers.command()
@click.argument("code")
@reason_option
@pass_door
@guarded
def release(door: Door, code: str, reason: str) -> None:
    """Thôi giữ lại hồ sơ."""
    errand.release(door.office(), code, reason=reason)
    door.say(tr("Đã thôi giữ hồ sơ {code}.", code=code))


@dossiers.command("hand-over")
@click.argument("codes", nargs=-1, required=True)
@click.option("--to", required=True, help="Lưu trữ nào nhận.")
@on_option
@pass_door
@guarded
def hand_over(door: Door, codes: tuple[str, ...], to: str, on: dt.datetime | None) -> None:
    """Ghi ngày nộp lưu của hồ sơ đã kết thúc và nơi nhận; từ đó không mở lại được."""
    done = errand.hand_over(door.office(), codes, to=to, on=day(on))
    door.say(tr("Đã ghi nộp lưu {count} hồ sơ cho {whom}.", count=len(done), whom=to))


@dossiers.command("set")
@click.argument("code")
@click.option("--title", default="", help="Tiêu đề mới (khi hồ sơ còn mở).")
@click.option("--years", type=click.IntRange(1, 200), help="Thời hạn lưu, số năm; lý do được ghi làm căn cứ.")
@click.option("--permanent", is_flag=True, help="Lưu vĩnh viễn.")
@click.option(
    "--pages",
    "counted",
    type=(str, click.IntRange(min=1)),
    multiple=True,
    help="Số trang của một văn bản: mã văn bản, rồi số trang.",
)
@reason_option
@pass_door
@guarded
def set_(
    door: Door,
    code: str,
    title: str,
    years: int | None,
    permanent: bool,
    counted: tuple[tuple[str, int], ...],
    reason: str,
) -> None:
    """Sửa tiêu đề, thời hạn lưu, số trang của văn bản trong hồ sơ."""
    dossier = errand.set_right(
        door.office(), code, reason=reason, title=title, years=years, permanent=permanent, pages=counted
    )
    door.say(tr("Hồ sơ {code}: {title}, {label}.", code=code, title=dossier.title, label=dossier.retention.label))


@dossiers.command()
@click.argument("code")
@click.argument("paper")
@click.option("--subject", default="", help="Trích yếu, khi là một tệp nhận về.")
@click.option("--pages", "count", type=click.IntRange(min=1), default=1, show_default=True, help="Số trang của tệp.")
@click.option("--author", default="", help="Tác giả của tệp.")
@on_option
@reason_option
@pass_door
@guarded
def add(
    door: Door,
    code: str,
    paper: str,
    subject: str,
    count: int,
    author: str,
    on: dt.datetime | None,
    reason: str,
) -> None:
    """Đưa vào hồ sơ một văn bản theo mã, hoặc (có --subject) một tệp đã nhận theo mấy chữ đầu của mã tệp."""
    office = door.office()
    if subject:
        errand.add_file(office, code, paper, subject=subject, pages=count, author=author, on=day(on), reason=reason)
    else:
        errand.add_paper(office, code, paper, reason=reason)
    door.say(tr("Đã đưa {paper} vào hồ sơ {code}.", paper=paper, code=code))


@dossiers.command()
@on_option
@json_option
@pass_door
@guarded
def due(door: Door, on: dt.datetime | None, as_json: bool) -> None:
    """Hồ sơ hết thời hạn lưu, và hồ sơ đã kết thúc chưa nộp lưu với hạn nộp."""
    office = door.office()
    found, today = errand.due(office, day(on)), day(on) or office.clock.today()
    if as_json:
        put_json([{**shown.as_row(), "over": errand.is_over(shown.dossier, today)} for shown in found])
        return
    headings = tr("Mã"), tr("Tiêu đề"), tr("Hạn nộp gần nhất"), tr("Lưu đến"), tr("Tình trạng")
    door.table(headings, [_due_row(shown, today) for shown in found])


def _due_row(shown: errand.Shown, today: dt.date) -> tuple[object, ...]:
    dossier = shown.dossier
    nearest = next((each for each in shown.deadlines if each.is_binding), None)
    until = f"{dossier.due_on:%d/%m/%Y}" if dossier.due_on else tr("vĩnh viễn")
    over = tr(" (hết hạn)") if errand.is_over(dossier, today) else ""
    return dossier.code, dossier.title, f"{nearest.due:%d/%m/%Y}" if nearest else "", until + over, dossier.standing


@dossiers.command()
@click.option("--write", is_flag=True, help="Ghi bảng có sẵn thành tệp retention.toml của cơ quan để sửa.")
@json_option
@pass_door
@guarded
def schedule(door: Door, write: bool, as_json: bool) -> None:
    """Bảng thời hạn bảo quản đang dùng, với căn cứ."""
    rules = errand.schedule(door.office(), write=write)
    if as_json:
        put_json(
            [
                {
                    "id": r.id,
                    "kind": r.kind.value,
                    "regime": r.regime.value if r.regime else None,
                    "title": r.title,
                    "years": r.years,
                    "start": r.start.value,
                    "basis": r.basis,
                    "from": r.starts,
                    "to": r.ends,
                    "confirmed": r.is_confirmed,
                }
                for r in rules
            ]
        )
        return
    rows = [(r.id, r.title, r.retention.label, r.start.label, r.basis) for r in rules]
    door.table((tr("Mã"), tr("Loại hồ sơ"), tr("Thời hạn lưu"), tr("Tính từ"), tr("Căn cứ")), rows)


attach_disposals(dossiers)
