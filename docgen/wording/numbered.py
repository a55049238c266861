"""A stored context with its number and date filled in, once the register has given them.

Knows where the blanks of a signing copy are; everything else of the page stays as it was signed, word for word.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from docgen.wording.blocks import NUMBER_BLANK, Context
from docgen.wording.figures import NBSP, unbroken
from registry.vietnamese import long_date

_BLANK_DATE = re.compile(rf"ngày{NBSP}{{4,}}tháng{NBSP}{{4,}}năm[ {NBSP}]\d{{4}}")


def numbered(context: Mapping[str, object], number: int, dated: dt.date) -> Context:
    """The context of the issued paper; only the lines listed under "blank" change."""
    blanks = context.get("blank")
    if not isinstance(blanks, dict):
        return dict(context)
    return {**context, **{name: _filled(str(line), number, dated) for name, line in blanks.items()}}


def _filled(line: str, number: int, dated: dt.date) -> str:
    text = line.replace(f":{NUMBER_BLANK}", f": {number:02d}").replace(f"Số{NUMBER_BLANK}", f"Số {number:02d}")
    text = text.replace(NUMBER_BLANK, f"{number:02d}")
    day = unbroken(long_date(dated)) if text.startswith("(") else long_date(dated)
    return _BLANK_DATE.sub(day, text, count=1)
