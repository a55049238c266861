"""`docgen instruments`: legal instruments, and citations held against them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import click

from docgen.cli.bodies import DAY
from docgen.cli.door import Door, day, guarded, json_option, look, pass_door, put_json
from docgen.messages import tr
from docgen.workflows import check_citations as errand
from registry.problems import Problem, Severity
from registry.rules.citations import Known, Verdict


@click.group()
def instruments() -> None:
    """Văn bản pháp lý: danh mục, kiểm tra việc viện dẫn."""


@instruments.command("list")
@click.option("--on", "on", type=DAY, help="Chỉ những văn bản còn hiệu lực vào ngày này.")
@json_option
@pass_door
@guarded
def list_(door: Door, on: dt.datetime | None, as_json: bool) -> None:
    """Danh mục: văn bản của cơ quan nhập, rồi văn bản có sẵn trong chương trình."""
    found = errand.list_instruments(door.office(), on=day(on))
    if as_json:
        put_json([_row(each) for each in found])
        return
    rows = [(each.type_name, each.number_text, _day(each.dated), each.issuer, _until(each)) for each in found]
    door.table((tr("Loại"), tr("Số ký hiệu"), tr("Ngày"), tr("Cơ quan ban hành"), tr("Hiệu lực")), rows)


def _row(known: Known) -> dict[str, object]:
    return {
        "issuer": known.issuer,
        "type": known.type_name,
        "number_text": known.number_text,
        "date": known.dated,
        "title": known.title,
        "from": known.effective_from or known.dated,
        "to": known.effective_to,
        "replaced_by": known.replaced_by,
    }


def _day(value: dt.date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


def _until(known: Known) -> str:
    if known.effective_to is None:
        return ""
    by = tr(", thay bằng {number}", number=known.replaced_by) if known.replaced_by else ""
    return tr("đến {day}", day=_day(known.effective_to)) + by


@instruments.command()
@click.argument("text", required=False)
@click.option("--office", "of_office", is_flag=True, help="Kiểm tra các căn cứ trong office.toml và của chu kỳ.")
@click.option("--on", "on", type=DAY, help="Ngày của văn bản; không nêu là hôm nay.")
@json_option
@pass_door
@guarded
def check(door: Door, text: str | None, of_office: bool, on: dt.datetime | None, as_json: bool) -> None:
    """Kiểm tra các văn bản được viện dẫn: sai số, sai ngày, đã hết hiệu lực."""
    if (text is None) is not of_office:
        raise click.UsageError(tr("Nêu một đoạn văn, hoặc --office."))
    office = door.office()
    found = errand.check_office(office, on=day(on)) if text is None else errand.check_text(office, text, on=day(on))
    problems = [Problem(code=each.code, message=each.message, severity=each.severity) for each in found]
    if as_json:
        put_json([_finding(each) for each in found])
    door.problems(problems)
    if not found:
        door.say(tr("Không thấy chỗ viện dẫn nào sai."))
    look(_needs_eyes(found))


def _finding(verdict: Verdict) -> dict[str, object]:
    return {
        "citation": verdict.citation.number_text,
        "code": verdict.code,
        "severity": verdict.severity.value,
        "message": verdict.message,
        "near": [str(each) for each in verdict.near],
    }


def _needs_eyes(found: Sequence[Verdict]) -> bool:
    return any(verdict.severity is not Severity.INFO for verdict in found)
