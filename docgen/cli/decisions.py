"""`docgen decisions`: drafts in bulk, signatures, numbers, corrections."""

from __future__ import annotations

import datetime as dt

import click

from docgen.cli.door import Door, day, guarded, json_option, on_option, pass_door, put_json
from docgen.cli.setting_right import attach_correct, attach_recall
from docgen.cli.steps import attach, attach_corrections
from docgen.messages import tr
from docgen.workflows.draft_decisions import draft_decisions
from registry.labels import DocumentKind, Scope


@click.group()
def decisions() -> None:
    """Quyết định giao nhiệm vụ: soạn, ký, cấp số, ban hành, sửa sai."""


@decisions.command()
@click.option(
    "--group-by",
    type=click.Choice([scope.value for scope in Scope]),
    help="Mỗi cá nhân, tập thể một quyết định (person), mỗi đơn vị một (unit) hay một cho tất cả (all).",
)
@on_option
@json_option
@pass_door
@guarded
def draft(door: Door, group_by: str | None, on: dt.datetime | None, as_json: bool) -> None:
    """Soạn quyết định cho mọi người, mọi tập thể có nhiệm vụ đã chấp thuận."""
    scope = Scope(group_by) if group_by else None
    drafted = draft_decisions(door.office(), group_by=scope, on=day(on), progress=door.progress(tr("Soạn")))
    if as_json:
        problems = [problem.as_row() for problem in drafted.problems]
        counts = {"made": drafted.made, "rewritten": drafted.rewritten, "unchanged": drafted.unchanged}
        put_json({**counts, "withdrawn": drafted.withdrawn, "documents": list(drafted.codes), "problems": problems})
    door.say(
        tr(
            "Quyết định: soạn mới {made}, soạn lại {rewritten}, giữ nguyên {unchanged}.",
            made=drafted.made,
            rewritten=drafted.rewritten,
            unchanged=drafted.unchanged,
        )
    )
    if drafted.withdrawn:
        door.say(tr("Đã rút {withdrawn} dự thảo của cách gộp khác.", withdrawn=drafted.withdrawn))
    door.problems(drafted.problems)


attach(decisions, {"decisions": DocumentKind.DECISION})
attach_corrections(decisions)
attach_correct(decisions)
attach_recall(decisions)
