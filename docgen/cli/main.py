"""The root command: options every command shares, and the list of nouns."""

from __future__ import annotations

import os
from pathlib import Path

import click

import docgen
from docgen.cli import (
    archive,
    decisions,
    evaluations,
    forms,
    inbox,
    office,
    papers,
    register,
    reports,
    tasks,
    templates,
)
from docgen.cli.door import Door, set_language


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--office",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Thư mục của cơ quan; mặc định là $DOCGEN_OFFICE hoặc thư mục hiện tại.",
)
@click.option("--lang", type=click.Choice(["vi", "en"]), help="Ngôn ngữ của thông báo.")
@click.version_option(docgen.__version__, prog_name="docgen")
@click.pass_context
def cli(context: click.Context, folder: Path | None, lang: str | None) -> None:
    """Giao việc, in quyết định hàng loạt, nhận lại văn bản đã ký, đánh giá và báo cáo."""
    set_language(lang)
    door = Door(folder or Path(os.environ.get("DOCGEN_OFFICE") or "."))
    context.obj = door
    context.call_on_close(lambda: [opened.close() for opened in door.opened])


for command in (office.init, office.status, office.dump, office.stats, papers.check):
    cli.add_command(command)
for group in (
    tasks.tasks,
    decisions.decisions,
    papers.printing,
    register.register,
    templates.templates,
    forms.forms,
    inbox.inbox,
    evaluations.evaluations,
    reports.reports,
    archive.archive,
):
    cli.add_command(group)
