"""`docgen reports`: summary report and conference handout."""

from __future__ import annotations

import datetime as dt

import click

from docgen.cli.door import Door, day, guarded, json_option, on_option, pass_door, put_json
from docgen.cli.setting_right import attach_correct, attach_recall
from docgen.cli.steps import attach, attach_corrections
from docgen.messages import tr
from docgen.workflows.write_reports import Written, write_handout, write_report
from registry.labels import DocumentKind

no_pdf_option = click.option("--no-pdf", is_flag=True, help="Chỉ ghi tệp Word (không cần LibreOffice).")


@click.group()
def reports() -> None:
    """Báo cáo tổng hợp và tài liệu hội nghị."""


@reports.command()
@on_option
@no_pdf_option
@json_option
@pass_door
@guarded
def summary(door: Door, on: dt.datetime | None, no_pdf: bool, as_json: bool) -> None:
    """Báo cáo tổng hợp; lời văn và bảng không khớp thì dừng."""
    _show(door, write_report(door.office(), on=day(on), with_pdf=not no_pdf), as_json)


@reports.command()
@on_option
@no_pdf_option
@json_option
@pass_door
@guarded
def handout(door: Door, on: dt.datetime | None, no_pdf: bool, as_json: bool) -> None:
    """Tài liệu hội nghị: phụ lục từng người, từng nhiệm vụ."""
    _show(door, write_handout(door.office(), on=day(on), with_pdf=not no_pdf), as_json)


def _show(door: Door, written: Written, as_json: bool) -> None:
    if as_json:
        put_json({"document": written.code, "docx": written.docx, "pdf": written.pdf, "new": written.is_new})
    for path in (written.docx, written.pdf):
        if path:
            door.say(tr("Đã ghi {path}", path=path))
    if written.without_grade:
        count = written.without_grade
        door.say(tr("{count} người chưa có mức xếp loại: chỉ tính thông báo kết quả đã ký và quét về.", count=count))


attach(reports, {"report": DocumentKind.REPORT})
attach_corrections(reports)
attach_correct(reports)
attach_recall(reports)
