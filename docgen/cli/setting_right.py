"""`correct` and `recall`, which several nouns share: each drafts the paper that sets an issued one right."""

from __future__ import annotations

import datetime as dt

import click

from docgen.cli.door import Door, day, guarded, json_option, on_option, pass_door, put_json, reason_option
from docgen.cli.steps import show_papers
from docgen.messages import tr
from docgen.workflows.correct_papers import recall_paper
from docgen.workflows.set_right import Made, draft_correction, draft_recall
from registry.change_facts import Slip


def attach_recall(group: click.Group) -> None:
    """Add `recall` to `group`."""

    @group.command("recall", help="Soạn quyết định thu hồi một văn bản đã ban hành.")
    @click.argument("code")
    @reason_option
    @click.option("--by-paper", default="", help="Đã có văn bản thu hồi của nơi khác: ghi số, ngày; thu hồi ngay.")
    @on_option
    @json_option
    @pass_door
    @guarded
    def recall(door: Door, code: str, reason: str, by_paper: str, on: dt.datetime | None, as_json: bool) -> None:
        if by_paper:
            record = recall_paper(door.office(), code, reason=reason, by_paper=by_paper)
            if as_json:
                put_json(record.as_row())
            show_papers(door, [record])
        else:
            _show(door, draft_recall(door.office(), code, reason=reason, on=day(on)), "recalls", as_json)


def attach_correct(group: click.Group) -> None:
    """Add `correct` to `group`."""

    @group.command("correct", help="Soạn công văn đính chính lỗi thể thức, lỗi đánh máy của một văn bản đã ban hành.")
    @click.argument("code")
    @click.option("--where", required=True, help="Chỗ sai, ví dụ “Điều 1, dòng thứ hai”.")
    @click.option("--wrong", required=True, help="Chữ đã in.")
    @click.option("--right", required=True, help="Chữ đúng.")
    @reason_option
    @on_option
    @json_option
    @pass_door
    @guarded
    def correct(
        door: Door, code: str, where: str, wrong: str, right: str, reason: str, on: dt.datetime | None, as_json: bool
    ) -> None:
        slip = Slip(where=where, wrong=wrong, right=right)
        _show(door, draft_correction(door.office(), code, slip, reason=reason, on=day(on)), "corrections", as_json)


def _show(door: Door, made: Made, what: str, as_json: bool) -> None:
    if as_json:
        put_json({"document": made.code, "path": made.path, "new": made.is_new})
    door.say(tr("Dự thảo {code}: {path}", code=made.code, path=made.path))
    door.say(tr("Tiếp theo: docgen print pack --what {what}, rồi docgen changes signed --what {what}.", what=what))
