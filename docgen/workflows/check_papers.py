"""Checking the layout of any .docx, ours or from elsewhere; needs no office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from docgen.house_style import Report, check


def check_files(
    files: Sequence[Path], *, regime: str | None, on: dt.date | None, ruleset: str | None = None
) -> tuple[Report, ...]:
    """One report per file, in the order given."""
    return tuple(check(file, regime=regime, on=on, ruleset=ruleset) for file in files)
