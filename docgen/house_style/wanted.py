"""How files are to be judged: what the caller chose, and what is left to each file to tell."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from docgen.house_style.findings import Mode
from docgen.house_style.house import PLAIN, House


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """How files are to be judged; what is None is read from each file."""

    regime: str | None = None
    on: dt.date | None = None
    ruleset: str | None = None
    mode: Mode | None = None
    house: House = PLAIN


AS_READ = Wanted()
