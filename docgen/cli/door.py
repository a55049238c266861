"""What every command shares: the office it works on, how it shows results, and how it ends.

Knows exit codes and streams: one JSON document on standard output with --json, everything else on standard error.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import json
import logging
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from docgen.errors import DocgenError, ExitCode
from docgen.messages import choose_language, language_for, tr
from docgen.messages.causes import cause_of
from docgen.messages.showing import visible
from docgen.office import Office, open_office
from registry.errors import ChainBroken, RegistryError, StoreDamaged, StoreMissing
from registry.problems import Problem, Severity

P = ParamSpec("P")
R = TypeVar("R")
SHOWN_PROBLEMS = 40


@dataclass
class Door:
    """State of one command: folder, language, and the console people read."""

    folder: Path
    console: Console = field(default_factory=lambda: Console(stderr=True, highlight=False, soft_wrap=True))
    opened: list[Office] = field(default_factory=list)

    def office(self) -> Office:
        """The office in the folder, opened once and closed when the command ends."""
        if not self.opened:
            self.opened.append(open_office(self.folder, os.environ, actor=_actor()))
        return self.opened[0]

    def close(self) -> None:
        """Let go of what was opened; what was written goes on the shelf too."""
        for office in self.opened:
            if office.written:
                from docgen.workflows.keep_safe import keep_safe  # most commands only read, and need no shelf

                keep_safe(office)
            office.close()

    def say(self, text: str) -> None:
        """A sentence for the person, on standard error."""
        self.console.print(text, markup=False)

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """A table for the person, on standard error."""
        table = Table(*headings, show_edge=False, pad_edge=False)
        for row in rows:
            table.add_row(*(Text(str(cell) if cell is not None else "", overflow="fold") for cell in row))
        self.console.print(table)

    def problems(self, problems: Sequence[Problem]) -> None:
        """Problems one per line, errors first; beyond forty only their number."""
        order, marks = list(Severity), _marks()
        for problem in sorted(problems, key=lambda problem: order.index(problem.severity))[:SHOWN_PROBLEMS]:
            shown = replace(problem, place=replace(problem.place, file=visible(problem.place.file)))
            self.say(f"  [{marks[problem.severity]}] {shown}")
        if len(problems) > SHOWN_PROBLEMS:
            self.say(tr("  … và {more} mục nữa.", more=len(problems) - SHOWN_PROBLEMS))

    def progress(self, label: str) -> Callable[[int, int], None]:
        """A counter that rewrites one line while it is a terminal, and stays silent otherwise."""

        def tell(done: int, total: int) -> None:
            if self.console.is_terminal:
                self.console.print(f"\r{label}: {done}/{total}", end="\n" if done == total else "", markup=False)

        return tell


def _marks() -> dict[Severity, str]:
    return {Severity.ERROR: tr("LỖI"), Severity.WARNING: tr("LƯU Ý"), Severity.INFO: tr("ghi chú")}


def _actor() -> str:
    return os.environ.get("DOCGEN_ACTOR") or os.environ.get("USER") or os.environ.get("USERNAME") or "docgen"


pass_door = click.make_pass_decorator(Door)
json_option = click.option("--json", "as_json", is_flag=True, help="In một tài liệu JSON ra đầu ra chuẩn.")
on_option = click.option(
    "--on", "on", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help="Ngày áp dụng (2021-02-05 hoặc 05/02/2021)."
)
reason_option = click.option("--reason", required=True, help="Lý do, được ghi vào nhật ký.")


def day(value: dt.datetime | None) -> dt.date | None:
    """The date of a date option."""
    return value.date() if value else None


def put_json(value: Any) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """Turn exceptions of both floors into a sentence and an exit code: the outermost handler."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except (DocgenError, RegistryError) as error:
            _tell(error.message, error.advice)
            raise SystemExit(_code(error)) from error
        except click.exceptions.ClickException:
            raise
        except OSError as error:
            _tell(
                tr("Không đọc hoặc ghi được: {cause}", cause=cause_of(error)),
                tr("Kiểm tra ổ đĩa còn chỗ, quyền ghi và đường dẫn rồi chạy lại."),
            )
            raise SystemExit(int(ExitCode.LOOK)) from error
        except Exception as error:  # the last handler: the person gets a sentence, the log gets the trace
            logging.getLogger("docgen").debug("command failed", exc_info=True)
            _tell(
                tr("Lỗi chương trình: {name}: {error}", name=type(error).__name__, error=error),
                tr("Chưa có gì được ghi dở. Chạy lại với DOCGEN_DEBUG=1 và gửi nhật ký cho người hỗ trợ."),
            )
            if os.environ.get("DOCGEN_DEBUG"):
                raise
            raise SystemExit(int(ExitCode.LOOK)) from error

    return run


def _code(error: DocgenError | RegistryError) -> int:
    if isinstance(error, DocgenError):
        return int(error.exit_code)
    if isinstance(error, ChainBroken | StoreDamaged):
        return int(ExitCode.DAMAGED)
    return int(ExitCode.MISSING if isinstance(error, StoreMissing) else ExitCode.LOOK)


def _tell(message: str, advice: str) -> None:
    """Say what went wrong; where nothing can be written any more the exit code alone tells it."""
    with contextlib.suppress(OSError):
        click.echo(tr("LỖI: {message}", message=message), err=True)
        if advice:
            click.echo(tr("Cần làm: {advice}", advice=advice), err=True)


def look(needed: bool) -> None:
    """End with exit code 1 when a person must look."""
    if needed:
        raise SystemExit(int(ExitCode.LOOK))


def set_language(language: str | None) -> None:
    """The language of this run: asked for, else English only when $LANG begins with en."""
    choose_language(language_for(language, os.environ.get("LANG", "")))
