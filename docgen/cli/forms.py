"""`docgen forms`: self-assessment forms out and back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from docgen.cli.door import Door, day, guarded, json_option, look, on_option, pass_door, put_json
from docgen.cli.inbox import show_outcomes
from docgen.cli.steps import attach_corrections, attach_list
from docgen.messages import tr
from docgen.workflows.send_forms import send_forms
from docgen.workflows.take_inbox import collect_files
from registry.labels import DocumentKind


@click.group()
def forms() -> None:
    """Bản tự đánh giá: gửi ra, nhận về."""


@forms.command()
@on_option
@json_option
@pass_door
@guarded
def draft(door: Door, on: dt.datetime | None, as_json: bool) -> None:
    """Lập bản tự đánh giá cho từng quyết định đã ban hành."""
    sent = send_forms(door.office(), on=day(on), progress=door.progress(tr("Lập phiếu")))
    if as_json:
        put_json({"made": sent.made, "already": sent.already, "folder": sent.folder, "documents": list(sent.codes)})
    door.say(
        tr(
            "Phiếu: lập mới {made}, đã có {already}; nằm trong {folder}.",
            made=sent.made,
            already=sent.already,
            folder=sent.folder,
        )
    )


@forms.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@json_option
@pass_door
@guarded
def collect(door: Door, files: tuple[Path, ...], as_json: bool) -> None:
    """Nhận phiếu đã điền từ các tệp nêu tên."""
    outcomes = collect_files(door.office(), files)
    if as_json:
        put_json([outcome.as_row() for outcome in outcomes])
    show_outcomes(door, outcomes)
    look(any(outcome.needs_person for outcome in outcomes))


attach_list(forms, {"forms": DocumentKind.SELF_ASSESSMENT})
attach_corrections(forms, ("recall",))
