"""One row of a task list read cell by cell into a `TaskRow`, with a problem for every cell that will not do.

Knows which field stands in which column and what each may hold; does not know the other rows, except that a blank
name means the person of the row above.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from registry.exchange.cells import CellValue, Position, SheetCells, cell_name, cell_number, cell_text
from registry.exchange.columns import HEADING_OF_FIELD
from registry.exchange.rows import HONORIFICS, NATURES, TaskRow
from registry.exchange.values import (
    horizon_of_period,
    is_counted,
    period_years,
    read_direction,
    read_honorific,
    read_horizon,
    read_natures,
    read_number,
    read_origin,
    read_period,
)
from registry.labels import Direction, Horizon, Origin
from registry.problems import Place, Problem, Severity
from registry.vietnamese import (
    fold,
    looks_like_date,
    number_in_text,
    parse_date,
    parse_period_end,
    short_date,
    strip_honorific,
)

PERSON_FIELDS = ("official", "honorific", "birth_date", "party_post", "post", "unit", "group")
_SERIAL_DAYS = range(20_000, 80_000)  # Excel's day numbers for 1954 to 2119
_SERIAL_ZERO = dt.date(1899, 12, 30)


@dataclass(kw_only=True)
class RowReader:
    """Reads one row; `above` is the last row that named a person, None at the top of the list."""

    sheet: SheetCells
    columns: Mapping[str, int]
    row: int
    covered: Mapping[Position, Position]
    above: RowReader | None
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> TaskRow | None:
        """The row as a value; None when its person, period or title cannot be told."""
        self._check_formulas()
        period = self._period()
        horizon = self._horizon(period)
        name = self._required("official", "missing-name")
        post = self._required("post", "missing-post")
        title = self._required("title", "missing-title")
        if not (period and horizon and name and post and title):
            return None
        deadline, deadline_text = self._deadline(period)
        unit = self.text("measure_unit")
        natures, origin, direction = self._natures(), self._origin(), self._direction()
        return TaskRow(
            sheet=self.sheet.name,
            row=self.row + 1,
            task_code=self.text("task_code"),
            official=strip_honorific(name),
            honorific=self._honorific(name),
            birth_date=self._birth_date(),
            party_post=self.person_text("party_post"),
            post=post,
            unit=self.person_text("unit"),
            group=self.person_text("group"),
            horizon=horizon,
            period=period,
            title=title,
            natures=natures,
            origin=origin,
            target=self.text("target"),
            baseline=self._number("baseline", unit),
            target_value=self._number("target_value", unit),
            measure_unit=unit,
            direction=direction,
            product=self.text("product"),
            deadline=deadline,
            deadline_text=deadline_text,
            supervisor=self.text("supervisor"),
            note=self.text("note"),
        )

    def value(self, name: str) -> CellValue:
        """The value of a field's cell; a cell inside a merged range has the value of the range."""
        column = self.columns.get(name)
        if column is None:
            return None
        return self.sheet.value(*self.covered.get((self.row, column), (self.row, column)))

    def text(self, name: str) -> str:
        """The value of a field's cell as normalised text, "" when empty."""
        return cell_text(self.value(name))

    def person_text(self, name: str) -> str:
        """A field of the person, taken from the row above when this row continues that person."""
        return cell_text(self._person_value(name))

    def _person_value(self, name: str) -> CellValue:
        own = self.value(name)
        if own is None and self.above is not None and self._continues_person():
            return self.above._person_value(name)
        return own

    def _continues_person(self) -> bool:
        """True when the row names nobody, or the same person again, and no other post or unit."""
        if self.above is None:
            return False
        own, before = fold(self.text("official")), fold(self.above.person_text("official"))
        if own:
            return own == before
        others = [name for name in ("post", "unit") if self.text(name)]
        return all(fold(self.text(name)) == fold(self.above.person_text(name)) for name in others)

    def report(self, code: str, name: str, message: str, severity: Severity = Severity.ERROR) -> None:
        """Note a problem at the cell of a field."""
        column = self.columns.get(name, self.columns["title"])
        place = Place(sheet=self.sheet.name, cell=cell_name(self.row, column))
        self.problems.append(Problem(code=code, message=message, severity=severity, place=place))

    def _check_formulas(self) -> None:
        """Formulas are read by their last value, and not at all when they failed or never ran."""
        for name, column in self.columns.items():
            if self.sheet.is_error_value(self.row, column):
                self.report("formula-error", name, "Công thức trong ô bị lỗi. Gõ lại giá trị vào ô.")
            elif self.sheet.is_formula(self.row, column):
                is_empty = self.sheet.value(self.row, column) is None or self.text(name).startswith("=")
                severity = Severity.ERROR if is_empty else Severity.WARNING
                message = "Ô chứa công thức. Chép rồi dán lại dưới dạng giá trị (Paste Special – Values)."
                self.report("formula-cell", name, message, severity)

    def _required(self, name: str, code: str) -> str:
        """A text that must be there; "" after reporting that it is not."""
        text = self.person_text(name) if name in PERSON_FIELDS else self.text(name)
        if not text:
            self.report(code, name, f"Thiếu “{HEADING_OF_FIELD[name]}”. Điền vào ô này.")
        return text

    def _period(self) -> str | None:
        text = self.text("period")
        period = read_period(text)
        if period is None:
            shown = f"“{text}” không phải là" if text else "Chưa ghi"
            self.report(
                "unknown-period",
                "period",
                f"{shown} một kỳ. Ghi một năm như 2021 hoặc một giai đoạn như 2021-2025.",
            )
        return period

    def _horizon(self, period: str | None) -> Horizon | None:
        """The horizon as written, or as the period implies when nothing is written."""
        text = self.text("horizon")
        horizon = read_horizon(text) if text else (horizon_of_period(period) if period else None)
        if text and horizon is None:
            self.report("unknown-horizon", "horizon", f"Không hiểu loại kỳ “{text}”. Chọn Năm hoặc Giai đoạn.")
        if period and horizon and horizon is not horizon_of_period(period):
            expected = "một năm, ví dụ 2021" if horizon is Horizon.YEAR else "một giai đoạn, ví dụ 2021-2025"
            message = (
                f"Loại kỳ là “{horizon.label}” nhưng kỳ ghi “{period}”. Sửa kỳ thành {expected}, hoặc sửa loại kỳ."
            )
            self.report("period-contradicts-horizon", "period", message)
        return horizon

    def _honorific(self, name: str) -> str:
        """The honorific of its own column, else the one written before the name, else "đồng chí"."""
        text = self.person_text("honorific")
        found = read_honorific(text)
        if found is None:
            choices = ", ".join(HONORIFICS)
            message = f"Không hiểu danh xưng “{text}”, tạm dùng đồng chí. Chọn một trong: {choices}."
            self.report("unknown-honorific", "honorific", message, Severity.WARNING)
        prefix = name.removesuffix(strip_honorific(name))
        return found or read_honorific(prefix) or HONORIFICS[0]

    def _birth_date(self) -> dt.date | None:
        value = self._person_value("birth_date")
        day, text = _day_of(value), cell_text(value)
        if text and day is None:
            message = f"“{text}” không phải là một ngày sinh đầy đủ nên không được ghi. Ghi theo dạng 05/02/1975."
            self.report("unclear-birth-date", "birth_date", message, Severity.WARNING)
        return day

    def _deadline(self, period: str) -> tuple[dt.date | None, str]:
        """The deadline as a day and as written; a fuzzy one is resolved to its last day (check P20)."""
        value = self.value("deadline")
        day, text = _day_of(value), cell_text(value)
        if day is not None:
            return day, text if isinstance(value, str) else short_date(day)
        if text and looks_like_date(text):
            message = f"Không có ngày {text} trong lịch. Sửa lại theo dạng ngày/tháng/năm."
            self.report("impossible-date", "deadline", message)
        elif text:
            return self._fuzzy_deadline(text, period), text
        return None, text

    def _fuzzy_deadline(self, text: str, period: str) -> dt.date | None:
        first, last = period_years(period)
        day = parse_period_end(text, year=last if first == last else None)
        if day is None:
            message = f"Không hiểu thời hạn “{text}”. Ghi một ngày cụ thể, ví dụ 31/12/{last}."
            self.report("unclear-deadline", "deadline", message)
        else:
            message = f"Thời hạn “{text}” được hiểu là {short_date(day)}."
            self.report("deadline-resolved", "deadline", message, Severity.INFO)
        return day

    def _number(self, name: str, unit: str) -> Decimal | None:
        """A number of the indicator; None when blank (not known, not zero) or after a report."""
        value = self.value(name)
        if value is None:
            return None
        number = read_number(value, unit)
        if number is None:
            message = (
                f"Không hiểu con số “{self.text(name)}”. Chỉ ghi số (ví dụ 2101 hoặc 95,5), để trống nếu chưa biết."
            )
            self.report("unclear-number", name, message)
        elif is_counted(unit) and number != number.to_integral_value():
            self._report_fraction(name, number, unit)
            return None
        elif unit == "%" and isinstance(value, float) and 0 < number < 1:
            message = f"Ô ghi {number_in_text(number)}%. Nếu ý là {number_in_text(number * 100)}% thì gõ lại số đó."
            self.report("percent-as-fraction", name, message, Severity.WARNING)
        return number

    def _report_fraction(self, name: str, number: Decimal, unit: str) -> None:
        """A count with decimals is usually a thousand misread by Excel (2.101 → 2,101)."""
        thousands = (
            f" Nếu ý là {number_in_text(number * 1000)} thì gõ liền {number * 1000:.0f}." if number < 1000 else ""
        )
        message = f"“{unit}” đếm bằng số nguyên nhưng ô ghi {number_in_text(number)}.{thousands}"
        self.report("count-not-whole", name, message)

    def _natures(self) -> tuple[str, ...]:
        natures, unknown = read_natures(self.text("natures"))
        if unknown:
            message = f"Không hiểu tính chất “{'; '.join(unknown)}”. Chọn trong: {'; '.join(NATURES)}."
            self.report("unknown-nature", "natures", message, Severity.WARNING)
        return natures

    def _origin(self) -> Origin:
        text = self.text("origin")
        origin = read_origin(text) if text else Origin.SELF
        if origin is None:
            message = f"Không hiểu nguồn nhiệm vụ “{text}”. Chọn trong: {', '.join(each.label for each in Origin)}."
            self.report("unknown-origin", "origin", message)
        return origin or Origin.SELF

    def _direction(self) -> Direction:
        direction = read_direction(self.text("direction"))
        if direction is None:
            message = f"Không hiểu chiều “{self.text('direction')}”. Chọn >=, <= hoặc =."
            self.report("unknown-direction", "direction", message)
        return direction or Direction.AT_LEAST


def _day_of(value: CellValue) -> dt.date | None:
    """The day a cell means: a date cell, a written date, or Excel's day number; None otherwise."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        return parse_date(value)
    number = cell_number(value)
    is_serial = number is not None and number == int(number) and int(number) in _SERIAL_DAYS
    return _SERIAL_ZERO + dt.timedelta(days=int(number)) if number is not None and is_serial else None
