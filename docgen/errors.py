"""Exceptions of the upper floor: an errand with paper or people cannot go on.

Each class carries the exit code promised in docs/reference.md; each instance says what happened and why
(`message`) and what to do now (`advice`).
"""

from __future__ import annotations

import enum


class ExitCode(enum.IntEnum):
    """What the command line tells the shell."""

    DONE = 0
    LOOK = 1  # done, but a person must look
    USAGE = 2
    MISSING = 3  # something outside is missing: converter, database, font
    DAMAGED = 4  # stored data is damaged


class DocgenError(Exception):
    """Root of the tree."""

    exit_code = ExitCode.LOOK

    def __init__(self, message: str, *, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


class UsageError(DocgenError):
    """The command was given something it cannot mean."""

    exit_code = ExitCode.USAGE


class OfficeError(DocgenError):
    """The office folder or its office.toml is missing or contradicts itself."""

    exit_code = ExitCode.USAGE


class OutsideMissing(DocgenError):
    """A program, font or service outside Python is absent or too old."""

    exit_code = ExitCode.MISSING


class ConversionFailed(DocgenError):
    """The converter ran but did not give the promised file."""

    exit_code = ExitCode.MISSING


class TemplateError(DocgenError):
    """A template cannot be compiled or rendered; the message names template, place and field."""


class UnsafeFile(DocgenError):
    """A file from outside breaks a limit or carries something that is never opened."""


class PrintMismatch(DocgenError):
    """What stands on the printed page is not what stands in the document."""


class ReportDisagrees(DocgenError):
    """A figure in the text of a report differs from its table, so the report is not made."""


class ShelfDamaged(DocgenError):
    """A file on the archive shelf is missing, altered or unexpected."""

    exit_code = ExitCode.DAMAGED


class ShelfConflict(DocgenError):
    """Writing would change what already lies on the shelf."""
