"""The clerk of the meeting: fills the workbook of an evaluation meeting by what is printed in it.

Knows the labels and headings of the three sheets and how ballots add up; refuses to know where the workbook came from.
Values written in a label's row or a heading's column only; the same workbook always gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

MEETING_SHEET, BALLOT_SHEET, TASK_SHEET = "Cuộc họp", "Kết quả bỏ phiếu", "Kết quả nhiệm vụ"
GRADES = ("Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành", "Không hoàn thành")
LEVELS = (
    "vượt",
    "hoàn thành xuất sắc",
    "hoàn thành tốt",
    "hoàn thành",
    "hoàn thành cơ bản",
    "cơ bản hoàn thành",
    "chưa hoàn thành",
    "không hoàn thành",
)  # from the best to the worst, whatever words a workbook uses
DISCUSSION = (
    "Các ý kiến thống nhất với kết quả tự đánh giá của các đồng chí; đề nghị một số đồng chí rút kinh nghiệm về "
    "tiến độ và bổ sung minh chứng trước khi công bố kết quả."
)
CONCLUSION = (
    "Thống nhất kết quả đánh giá, xếp loại theo kết quả bỏ phiếu; giao bộ phận giúp việc hoàn thiện hồ sơ, thông báo "
    "kết quả đến từng đồng chí."
)
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """What the clerk knows of the meeting; counts are persons or ballots.

    An empty text means: leave what the workbook already says, else write something believable. `absent` holds one
    line for each absent person, name and reason.
    """

    date: dt.date = dt.date(2021, 12, 15)
    start: str = "08:00"
    end: str = "11:00"
    place: str = ""
    chair: str = ""
    chair_title: str = ""
    secretary: str = ""
    secretary_title: str = ""
    invited: int = 15
    absent: tuple[str, ...] = ("Lương Văn Tú – đi công tác",)
    invalid: int = 0
    teller: str = ""
    tellers: int = 3

    @property
    def present(self) -> int:
        """How many came."""
        return self.invited - len(self.absent)

    @property
    def valid(self) -> int:
        """How many ballots count for each person."""
        return self.present - self.invalid


MEETING_FIELDS: dict[str, Callable[[str], Any]] = {
    "date": dt.date.fromisoformat,
    "start": str,
    "end": str,
    "place": str,
    "chair": str,
    "chair_title": str,
    "secretary": str,
    "secretary_title": str,
    "invited": int,
    "absent": lambda text: tuple(line for line in text.split(";") if line),
    "invalid": int,
    "teller": str,
    "tellers": int,
}
BELIEVABLE = {
    "Địa điểm": "Phòng họp số 1",
    "Chủ trì": "Quan Thế Hưởng",
    "Chức vụ chủ trì": "Phó Bí thư",
    "Người ghi biên bản": "Bàn Thị Liên",
    "Chức vụ người ghi": "Chuyên viên",
    "Tổ trưởng kiểm phiếu": "Chẩu Thị Vân",
}


def fill_meeting(workbook: Path, meeting: Meeting, *, target: Path | None = None, lower: int = 1) -> Path:
    """Fill all sheets of the workbook; `target` None is in place, `lower` tasks are valued below the own value."""
    book = openpyxl.load_workbook(workbook)
    written = book.properties.modified or book.properties.created
    _fill_meeting_sheet(book[MEETING_SHEET], _meeting_values(meeting))
    if BALLOT_SHEET in book.sheetnames:
        _fill_ballots(book[BALLOT_SHEET], meeting.valid, random.Random(str(meeting.date)))
    if TASK_SHEET in book.sheetnames:
        _fill_tasks(book[TASK_SHEET], lower)
    destination = target or workbook
    _save_whole(book, destination, written or dt.datetime(2021, 1, 1))  # noqa: DTZ001  # workbooks carry no zone
    return destination


def _meeting_values(meeting: Meeting) -> dict[str, dt.date | str | int]:
    return {
        "Ngày họp": meeting.date,
        "Bắt đầu": meeting.start,
        "Kết thúc": meeting.end,
        "Địa điểm": meeting.place,
        "Chủ trì": meeting.chair,
        "Chức vụ chủ trì": meeting.chair_title,
        "Người ghi biên bản": meeting.secretary,
        "Chức vụ người ghi": meeting.secretary_title,
        "Triệu tập": meeting.invited,
        "Có mặt": meeting.present,
        "Vắng": "\n".join(meeting.absent),
        "Tổ trưởng kiểm phiếu": meeting.teller,
        "Số thành viên tổ kiểm phiếu": meeting.tellers,
        "Phiếu phát ra": meeting.present,
        "Thu về": meeting.present,
        "Hợp lệ": meeting.valid,
        "Không hợp lệ": meeting.invalid,
        "Ý kiến thảo luận": DISCUSSION,
        "Kết luận": CONCLUSION,
    }


def _plain(value: object) -> str:
    text = re.sub(r"\s*\(.*?\)|[:*]", "", str(value or ""))
    return " ".join(text.split()).lower()


def _fill_meeting_sheet(sheet: Worksheet, values: Mapping[str, dt.date | str | int]) -> None:
    wanted = {_plain(label): value for label, value in values.items()}
    fallback = {_plain(label): text for label, text in BELIEVABLE.items()}
    for row in range(1, sheet.max_row + 1):
        label, cell = _plain(sheet.cell(row, 1).value), sheet.cell(row, 2)
        if label not in wanted:
            continue
        value = wanted[label]
        if value == "":
            value = cell.value or fallback.get(label, "")
        if isinstance(value, dt.date):
            cell.number_format = "DD/MM/YYYY"  # before the value, else openpyxl adds a format of its own
        cell.value = value if value != "" else None


def _columns(sheet: Worksheet, first: str) -> tuple[int, dict[str, int]]:
    for row in range(1, min(sheet.max_row, 20) + 1):
        headings = {_plain(cell.value): cell.column for cell in sheet[row] if cell.value is not None}
        if _plain(first) in headings:
            return row, headings
    raise LookupError(f"no heading {first!r} in sheet {sheet.title!r}")


def _rows(sheet: Worksheet, first: str) -> Iterator[tuple[int, dict[str, int]]]:
    top, columns = _columns(sheet, first)
    for row in range(top + 1, sheet.max_row + 1):
        if sheet.cell(row, columns[_plain(first)]).value not in (None, ""):
            yield row, columns


def _fill_ballots(sheet: Worksheet, valid: int, chance: random.Random) -> None:
    for row, columns in _rows(sheet, "Mã cán bộ"):
        votes = ballots(valid, chance)
        for grade, count in zip(GRADES, votes, strict=True):
            sheet.cell(row, columns[_plain(grade)]).value = count
        winner = GRADES[votes.index(max(votes))]
        sheet.cell(row, columns[_plain("Mức đề nghị")]).value = f"{winner} nhiệm vụ"


def ballots(valid: int, chance: random.Random) -> tuple[int, int, int, int]:
    """How `valid` ballots fall on the four grades: most on one of the first three, few beside it, one majority."""
    most = chance.randint(max(valid * 2 // 3, valid // 2 + 1), valid)
    rest = valid - most
    aside = chance.randint(0, rest)
    votes = [0, 0, 0, 0]
    winner = chance.choices((0, 1, 2), weights=(2, 6, 1))[0]
    votes[winner] = most
    votes[1 if winner != 1 else 0] += aside
    votes[2 if winner != 2 else 3] += rest - aside
    return votes[0], votes[1], votes[2], votes[3]


def _fill_tasks(sheet: Worksheet, lower: int) -> None:
    rows = list(_rows(sheet, "Mã nhiệm vụ"))
    known = [*_offered(sheet), *(_own_value(sheet, row, columns) for row, columns in rows)]
    for place, (row, columns) in enumerate(rows):
        own = _own_value(sheet, row, columns)
        valued = _lower_than(own, known) if place < lower else own
        sheet.cell(row, columns[_plain("Mức tập thể đánh giá")]).value = valued or _worst(known)


def _own_value(sheet: Worksheet, row: int, columns: Mapping[str, int]) -> str:
    return str(sheet.cell(row, columns[_plain("Mức tự đánh giá")]).value or "")


def _offered(sheet: Worksheet) -> list[str]:
    """What the lists of the sheet offer to choose from, written in the rule or kept in a range."""
    sources = [str(rule.formula1 or "") for rule in sheet.data_validations.dataValidation]
    return [item for source in sources for item in _choices(sheet.parent, source)]


def _choices(book: openpyxl.Workbook, source: str) -> list[str]:
    if source.startswith('"'):
        return [item.strip() for item in source.strip('"').split(",")]
    name, _, area = source.rpartition("!")
    if name.strip("'") not in book.sheetnames:
        return []
    rows = book[name.strip("'")][area.replace("$", "")]
    return [str(cell.value) for row in rows for cell in row]


def _worst(known: Sequence[str]) -> str | None:
    """What the meeting says of a task nobody reported on: no evidence means not completed."""
    return next((item for level in reversed(LEVELS) for item in known if item.lower() == level), None)


def _lower_than(value: str, known: Sequence[str]) -> str:
    below = LEVELS[LEVELS.index(value.lower()) + 1 :] if value.lower() in LEVELS else ()
    return next((item for level in below for item in known if item.lower() == level), value)


def _save_whole(book: openpyxl.Workbook, target: Path, written: dt.datetime) -> None:
    """Save without the time of day: openpyxl writes it into the properties and into every zip entry."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh, half = target.with_name(target.name + ".new"), target.with_name(target.name + ".part")
    book.save(fresh)
    stamp = written.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(fresh) as source, zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            package.writestr(zipfile.ZipInfo(name, ZIP_TIME), content, zipfile.ZIP_DEFLATED)
    fresh.unlink()
    half.replace(target)
