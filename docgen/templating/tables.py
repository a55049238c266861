"""Tables whose columns docxtpl would change for some data.

Knows the source of a body: rows, cells, and the tags around them; renders nothing. docxtpl takes columns away when the
widest row of a rendering leaves some unused. A row that is always there and uses them all settles it; otherwise a row
that leaves some unused may be the only one that the data let stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r'<(/?)w:(tbl|tr|tc|gridCol)(?=[ />])|<w:gridSpan w:val="([^"]*)"|\{%[-+]?\s*(?:(end)?(?:for|if|with))\b'
)


@dataclass
class _Row:
    """A row: how many columns it uses, and whether no tag can leave it out."""

    is_sure: bool
    used: int = 0


@dataclass
class _Table:
    depth: int  # of the tags around it
    columns: int = 0
    rows: list[_Row] = field(default_factory=list)

    def may_lose_columns(self) -> bool:
        """True when the rows that some data leave use fewer columns than the table has."""
        uneven = [row for row in self.rows if row.used < self.columns]
        return bool(uneven) and not any(row.is_sure and row.used >= self.columns for row in self.rows)


def may_lose_columns(source: str) -> bool:
    """True when a table of the body `source` has rows that use fewer columns than it has, and no full row for sure."""
    depth, opened = 0, list[_Table]()
    for found in _TOKEN.finditer(source):
        closing, name, span, end = found.groups()
        if name is None and span is None:
            depth += -1 if end else 1
        elif name == "tbl":
            if closing and opened and opened.pop().may_lose_columns():
                return True
            if not closing:
                opened.append(_Table(depth))
        elif opened and not closing:
            _note(opened[-1], name, span, depth)
    return False


def _note(table: _Table, name: str | None, span: str | None, depth: int) -> None:
    if name == "gridCol":
        table.columns += 1
    elif name == "tr":
        table.rows.append(_Row(is_sure=depth == table.depth))
    elif table.rows and name == "tc":
        table.rows[-1].used += 1
    elif table.rows and span is not None and span.isdecimal():
        table.rows[-1].used += int(span) - 1
