"""Problems: what a person must correct, as values with a code, a severity and a place.

Knows how a problem is named and shown; does not know how it was found. Problems are collected and shown
together, in the order of their places; they are never raised.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field


class Severity(enum.StrEnum):
    """How much a problem hinders."""

    ERROR = "error"  # the item cannot go on
    WARNING = "warning"  # it goes on, a person should look
    INFO = "info"  # good to know


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a problem lies; empty parts are not shown.

    `sheet` and `cell` for workbooks ("Nhiệm vụ", "C7"), `file` and `page` (1-based) for papers, `part` for
    anything inside a document: a paragraph, a table row, a form field.
    """

    file: str = ""
    sheet: str = ""
    cell: str = ""
    page: int | None = None
    part: str = ""

    def __str__(self) -> str:
        pieces = [self.file, f"trang tính “{self.sheet}”" if self.sheet else "", f"ô {self.cell}" if self.cell else ""]
        pieces += [f"trang {self.page}" if self.page else "", self.part]
        return ", ".join(piece for piece in pieces if piece)


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing to correct: `code` is stable English in kebab case, `message` a Vietnamese sentence with advice."""

    code: str
    message: str
    severity: Severity = Severity.ERROR
    place: Place = field(default_factory=Place)

    @property
    def is_error(self) -> bool:
        """True when the item cannot go on."""
        return self.severity is Severity.ERROR

    def as_row(self) -> dict[str, object]:
        """The problem as the JSON row promised in docs/reference.md."""
        row: dict[str, object] = {"code": self.code, "severity": self.severity.value, "message": self.message}
        for name in ("file", "sheet", "cell", "page", "part"):
            value = getattr(self.place, name)
            if value:
                row[name] = value
        return row

    def __str__(self) -> str:
        place = str(self.place)
        return f"{place}: {self.message}" if place else self.message
