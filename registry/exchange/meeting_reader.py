"""Cells of a meeting workbook found by their label or heading, and read as text, counts, days and times.

Knows the two shapes of sheet: label beside value, and one heading row over many rows. Does not know what the
figures mean nor whether they agree.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from registry.exchange.cells import CellValue, Position, SheetCells, cell_name, cell_number, cell_text
from registry.exchange.headings import heading_key
from registry.labels import Grade, TaskLevel
from registry.problems import Place, Problem, Severity
from registry.vietnamese import fold, normalise_lines, parse_date

_GRADE_WORDS = {fold(grade.label).removesuffix(" nhiem vu"): grade for grade in Grade}
_LEVEL_WORDS = {fold(level.label): level for level in TaskLevel}
_OTHER_LEVEL_WORDS = {
    "vuot muc": TaskLevel.EXCEEDED,
    "hoan thanh vuot muc": TaskLevel.EXCEEDED,
    "khong hoan thanh": TaskLevel.NOT_COMPLETED,
}
_TIME = re.compile(r"(?P<hour>\d{1,2}) ?(?:h|:|gio) ?(?P<minute>\d{1,2})?(?: ?(?:phut|'))?(?::00)?")


def grade_of(text: str) -> Grade | None:
    """The grade a text names, with or without "nhiệm vụ"; None for other words."""
    return _GRADE_WORDS.get(fold(text).removesuffix(" nhiem vu"))


def level_of(text: str) -> TaskLevel | None:
    """The task level a text names; None for other words."""
    return (_LEVEL_WORDS | _OTHER_LEVEL_WORDS).get(fold(text))


@dataclass(frozen=True, kw_only=True)
class SheetReader:
    """Reads the cell of a name; `places` says where it stands, `row` is set while one row of a list is read."""

    sheet: SheetCells
    labels: Mapping[str, str]
    places: Mapping[str, Position]
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def find(
        cls, sheets: Sequence[SheetCells], name: str, labels: Mapping[str, str], problems: list[Problem]
    ) -> SheetReader | None:
        """The sheet called `name` with its labels found; None after reporting what is missing."""
        sheet = next((sheet for sheet in sheets if fold(sheet.name) == fold(name)), None)
        if sheet is None:
            message = f"Thiếu trang tính “{name}”. Dùng đúng tệp mẫu đã tạo cho cuộc họp, không đổi tên trang."
            problems.append(Problem(code="missing-sheet", message=message, place=Place(sheet=name)))
            return None
        places = _find_labels(sheet, labels)
        missing = [label for key, label in labels.items() if key not in places]
        if missing:
            message = f"Không thấy “{'”, “'.join(missing)}”. Không xóa hoặc đổi các nhãn có sẵn của tệp mẫu."
            problems.append(Problem(code="missing-label", message=message, place=Place(sheet=sheet.name)))
            return None
        is_form = len({column for _, column in places.values()}) == 1
        shift = (0, 1) if is_form else (1, 0)
        cells = {key: (row + shift[0], column + shift[1]) for key, (row, column) in places.items()}
        return cls(sheet=sheet, labels=labels, places=cells, problems=problems)

    def each_row(self) -> Iterator[SheetReader]:
        """A reader for every row of a list that has anything under one of its headings."""
        start = next(iter(self.places.values()))[0]
        for row in range(start, len(self.sheet.rows)):
            reader = replace(self, places={key: (row, column) for key, (_, column) in self.places.items()})
            if any(reader.text(key) for key in reader.places):
                yield reader

    def report(self, code: str, name: str, message: str, severity: Severity = Severity.ERROR) -> None:
        """Note a problem at the cell of a name."""
        place = Place(sheet=self.sheet.name, cell=cell_name(*self.places[name]))
        self.problems.append(Problem(code=code, message=message, severity=severity, place=place))

    def value(self, name: str) -> CellValue:
        """The value of a name's cell."""
        return self.sheet.value(*self.places[name])

    def text(self, name: str) -> str:
        """The value as one line of normalised text."""
        return cell_text(self.value(name))

    def lines(self, name: str) -> str:
        """The value as normalised text with its line breaks."""
        value = self.value(name)
        return normalise_lines(value) if isinstance(value, str) else cell_text(value)

    def required_text(self, name: str) -> str:
        """A text that must be there; "" after reporting that it is not."""
        text = self.text(name)
        if not text:
            self.report("missing-answer", name, f"Chưa điền “{self.labels[name]}”. Điền vào ô này.")
        return text

    def count(self, name: str) -> int | None:
        """A whole number of zero or more; None after reporting. A blank cell is not zero."""
        value = self.value(name)
        number = cell_number(value)
        if isinstance(value, str) and cell_text(value).isdecimal():
            return int(cell_text(value))
        if number is not None and number == int(number) and number >= 0:
            return int(number)
        if self.required_text(name):
            self.report(
                "not-a-count", name, f"“{self.text(name)}” không phải số đếm. Ghi một số nguyên, ví dụ 0 hoặc 15."
            )
        return None

    def day(self, name: str) -> dt.date | None:
        """A day; None after reporting."""
        value = self.value(name)
        if isinstance(value, dt.datetime):
            return value.date()
        found = value if isinstance(value, dt.date) else parse_date(self.text(name))
        if found is None and self.required_text(name):
            message = f"“{self.text(name)}” không phải một ngày. Ghi theo dạng ngày/tháng/năm, ví dụ 20/12/2021."
            self.report("impossible-date", name, message)
        return found

    def time(self, name: str) -> dt.time | None:
        """A time of day ("14:00", "14h30", "8 giờ"); None after reporting."""
        found = _time_of(self.value(name))
        if found is None and self.required_text(name):
            self.report("impossible-time", name, f"“{self.text(name)}” không phải giờ. Ghi theo dạng 14:00.")
        return found


def _time_of(value: CellValue) -> dt.time | None:
    """The time of day a cell means; None when it means none."""
    if isinstance(value, dt.datetime):
        return value.time()
    if isinstance(value, dt.time):
        return value
    if isinstance(value, dt.timedelta):
        return (dt.datetime.combine(dt.date(2000, 1, 1), dt.time()) + value).time()
    found = _TIME.fullmatch(fold(cell_text(value)))
    hour, minute = (int(found["hour"]), int(found["minute"] or 0)) if found else (24, 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def _find_labels(sheet: SheetCells, labels: Mapping[str, str]) -> dict[str, Position]:
    """The first position of every label, compared folded and without brackets."""
    keys = {heading_key(label): name for name, label in labels.items()}
    places: dict[str, Position] = {}
    for row, values in enumerate(sheet.rows):
        for column in range(len(values)):
            name = keys.get(heading_key(sheet.text(row, column)))
            if name is not None and name not in places:
                places[name] = (row, column)
    return places
