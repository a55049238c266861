"""`docgen print`: papers to the printer."""

from __future__ import annotations

import click

from docgen.cli.door import Door, guarded, json_option, pass_door, put_json
from docgen.messages import tr
from docgen.workflows.print_again import print_again
from docgen.workflows.print_pack import print_pack
from registry.labels import DocumentKind

KINDS = {
    "decisions": DocumentKind.DECISION,
    "minutes": DocumentKind.MINUTES,
    "notices": DocumentKind.RESULT_NOTICE,
    "report": DocumentKind.REPORT,
    "amendments": DocumentKind.AMENDMENT,
    "corrections": DocumentKind.CORRECTION,
    "recalls": DocumentKind.RECALL,
}


@click.group("print")
def printing() -> None:
    """In: bộ in trình ký với mã trang trên từng trang."""


@printing.command()
@click.argument("codes", nargs=-1)
@click.option("--what", type=click.Choice(list(KINDS)), default="decisions", show_default=True, help="Loại văn bản.")
@click.option("--rehearsal", is_flag=True, help="In thử: chữ “BẢN NHÁP” trên mọi trang, không có mã, không ghi sổ.")
@json_option
@pass_door
@guarded
def pack(door: Door, codes: tuple[str, ...], what: str, rehearsal: bool, as_json: bool) -> None:
    """In bộ trình ký: số và ngày để trống, theo thứ tự ký, có bìa và danh sách đánh dấu."""
    printed = print_pack(
        door.office(), KINDS[what], codes=codes, rehearsal=rehearsal, progress=door.progress(tr("Chuyển PDF"))
    )
    if as_json:
        put_json(
            {
                "path": str(printed.path),
                "documents": list(printed.codes),
                "pages": printed.pages,
                "new": printed.is_new,
                "pdf_a": "not_verified" if printed.is_pdf_a else None,
            }
        )
    door.say(
        tr(
            "{documents} văn bản, {pages} trang: {path}",
            documents=printed.documents,
            pages=printed.pages,
            path=printed.path,
        )
    )
    if printed.is_pdf_a:
        door.say(tr("Từng văn bản được ghi theo PDF/A-2b, chưa kiểm chứng: chưa có chương trình nào kiểm tra."))


@printing.command()
@click.argument("code")
@click.option(
    "--page", "pages", type=click.IntRange(min=1), multiple=True, help="Chỉ in lại trang này; dùng nhiều lần được."
)
@json_option
@pass_door
@guarded
def again(door: Door, code: str, pages: tuple[int, ...], as_json: bool) -> None:
    """In lại một văn bản đã in trình ký, hoặc một trang của nó, với đúng mã trang cũ."""
    printed = print_again(door.office(), code, pages)
    if as_json:
        put_json({"document": printed.code, "path": str(printed.path), "pages": list(printed.pages)})
    door.say(tr("In lại {pages} trang: {path}", pages=len(printed.pages), path=printed.path))
