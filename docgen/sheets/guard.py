"""What a workbook from outside must not be: too large, a bomb, a sheet with a cell at the far end.

Holds the limits and the one refusal; each kind of file is looked at by its own module before the workbook library opens
it, because that library allocates whatever a file declares (luu-tru §6, threat 1). Knows nothing of values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from docgen.errors import UnsafeFile
from docgen.messages import tr
from registry.exchange.cells import Position

MOST_BYTES = 30 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 300
MOST_CELLS = 1_500_000  # of all sheets: they are held in memory whole, empty cells too
MOST_MERGED = 20_000
MOST_FORMULAS = 100_000


@dataclass(frozen=True, kw_only=True)
class SheetFacts:
    """What a file tells of one sheet beside its values."""

    formulas: frozenset[Position] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    fonts: Mapping[Position, Runs] = field(default_factory=dict)  # cells with a font of before Unicode


Runs = tuple[tuple[str, str], ...]  # pieces of a cell's text, each with the name of its font


@dataclass(frozen=True, kw_only=True)
class FileFacts:
    """What a file tells of itself that may be opened: its sheets by name, its calendar."""

    sheets: Mapping[str, SheetFacts] = field(default_factory=dict)
    is_mac_calendar: bool = False  # day numbers count from 1904


class Measure:
    """Adds up the cells of all sheets of a file and refuses when there are too many, or one stands too far out."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._cells = 0

    def add_sheet(self, sheet: str, rows: int, columns: int) -> None:
        """One more sheet that reaches down to `rows` and right to `columns`."""
        self._cells += rows * columns
        check_reach(self.name, sheet, rows, columns)
        if self._cells > MOST_CELLS:
            raise unsafe(self.name, tr("các trang tính cộng lại có quá nhiều ô"))

    def merged(self, sheet: str, count: int) -> None:
        """Refuse a sheet with more merged ranges than any list has."""
        if count > MOST_MERGED:
            raise unsafe(
                self.name, tr("trang tính “{sheet}” có quá nhiều vùng gộp ô ({count})", sheet=sheet, count=count)
            )


def check_reach(name: str, sheet: str, rows: int, columns: int) -> None:
    """Refuse a sheet that reaches further than any task list does."""
    if rows <= MOST_ROWS and columns <= MOST_COLUMNS and rows * columns <= MOST_CELLS:
        return
    said = tr(
        "trang tính “{sheet}” có ô ở quá xa ({rows} dòng, {columns} cột)", sheet=sheet, rows=rows, columns=columns
    )
    raise UnsafeFile(
        tr("Không mở được {file}: {reason}.", file=name, reason=said),
        advice=tr("Bấm Ctrl+End để tới ô cuối, xóa hẳn các dòng và cột trống ở đó (Delete), lưu lại rồi thử lại."),
    )


def check_merged(
    name: str, sheet: str, merged: Sequence[tuple[Position, Position]], *, rows: int, columns: int
) -> None:
    """Refuse merged ranges that lie on one another: each is harmless, together they cover a sheet without end."""
    covered = 0
    for (top, left), (bottom, right) in merged:
        covered += max(min(bottom, rows - 1) - top + 1, 0) * max(min(right, columns - 1) - left + 1, 0)
        if covered > rows * columns:
            raise unsafe(name, tr("trang tính “{sheet}” có vùng gộp ô chồng lên nhau", sheet=sheet))


def unsafe(name: str, reason: str) -> UnsafeFile:
    """The refusal of a workbook, with advice."""
    return UnsafeFile(
        tr("Không mở được {file}: {reason}.", file=name, reason=reason),
        advice=tr("Mở tệp bằng Excel hoặc LibreOffice, lưu lại thành .xlsx rồi thử lại."),
    )


def damaged(name: str) -> UnsafeFile:
    """The refusal of a file that is torn or not what it says it is."""
    return unsafe(name, tr("tệp bị hỏng hoặc chưa chép xong"))
