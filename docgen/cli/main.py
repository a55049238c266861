"""The root command: options every command shares, and the list of nouns.

A noun's module is imported only when it is asked for: starting one command must not load every room of the house.
"""

from __future__ import annotations

import importlib
import os
from pathlib import Path

import click

import docgen
from docgen.cli.door import Door, set_language

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("opening", "init"),
    "status": ("office", "status"),
    "registrations": ("registrations", "registrations"),
    "bodies": ("bodies", "bodies"),
    "people": ("people", "people"),
    "cycles": ("cycles", "cycles"),
    "instruments": ("instruments", "instruments"),
    "tasks": ("tasks", "tasks"),
    "decisions": ("decisions", "decisions"),
    "changes": ("changes", "changes"),
    "print": ("papers", "printing"),
    "inbox": ("inbox", "inbox"),
    "signatures": ("signatures", "signatures"),
    "forms": ("forms", "forms"),
    "evaluations": ("evaluations", "evaluations"),
    "reports": ("reports", "reports"),
    "register": ("register", "register"),
    "dossiers": ("dossiers", "dossiers"),
    "archive": ("archive", "archive"),
    "backup": ("copies", "backup"),
    "restore": ("copies", "restore"),
    "templates": ("templates", "templates"),
    "search": ("search", "search"),
    "check": ("ruler", "check"),
    "stats": ("figures", "stats"),
    "dump": ("office", "dump"),
}
"""Command -> (module of docgen.cli, its function), in the order a campaign uses them."""


class Nouns(click.Group):
    """A group that imports a command when somebody asks for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order a campaign uses them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        module, function = COMMANDS[cmd_name]
        command = getattr(importlib.import_module(f"docgen.cli.{module}"), function)
        return command if isinstance(command, click.Command) else None


@click.group(cls=Nouns, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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
    context.call_on_close(door.close)
