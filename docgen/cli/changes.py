"""`docgen changes`: the papers that set others right, through the same steps as every signed paper."""

from __future__ import annotations

import datetime as dt

import click

from docgen.cli.door import Door, day, guarded, json_option, on_option, pass_door, put_json
from docgen.cli.setting_right import attach_correct, attach_recall
from docgen.cli.steps import attach, attach_corrections
from docgen.messages import tr
from docgen.workflows.draft_amendments import draft_amendments
from registry.labels import DocumentKind

KINDS = {
    "amendments": DocumentKind.AMENDMENT,
    "corrections": DocumentKind.CORRECTION,
    "recalls": DocumentKind.RECALL,
}


@click.group()
def changes() -> None:
    """Văn bản sửa đổi: quyết định điều chỉnh, công văn đính chính, quyết định thu hồi."""


@changes.command()
@on_option
@json_option
@pass_door
@guarded
def draft(door: Door, on: dt.datetime | None, as_json: bool) -> None:
    """Soạn quyết định điều chỉnh cho các đề nghị đã ghi."""
    drafted = draft_amendments(door.office(), on=day(on))
    counts = {"made": drafted.made, "rewritten": drafted.rewritten, "unchanged": drafted.unchanged}
    if as_json:
        problems = [problem.as_row() for problem in drafted.problems]
        put_json({**counts, "withdrawn": drafted.withdrawn, "documents": list(drafted.codes), "problems": problems})
    door.say(tr("Quyết định điều chỉnh: soạn mới {made}, soạn lại {rewritten}, giữ nguyên {unchanged}.", **counts))
    door.problems(drafted.problems)


attach(changes, KINDS)
attach_corrections(changes, ("withdraw", "void"))
attach_correct(changes)
attach_recall(changes)
