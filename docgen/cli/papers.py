"""`docgen print`: papers to the printer."""

from __future__ import annotations

import click

from docgen.cli.door import Door, guarded, json_option, pass_door, put_json
from docgen.messages import tr
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
@json_option
@pass_door
@guarded
def pack(door: Door, codes: tuple[str, ...], what: str, as_json: bool) -> None:
    """In bộ trình ký: số và ngày để trống, theo thứ tự ký, có bìa và danh sách đánh dấu."""
    printed = print_pack(door.office(), KINDS[what], codes=codes, progress=door.progress(tr("Chuyển PDF")))
    if as_json:
        put_json(
            {
                "path": str(printed.path),
                "documents": list(printed.codes),
                "pages": printed.pages,
                "new": printed.is_new,
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
