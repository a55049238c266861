"""A long task list with every kind of mistake, as a workbook: what `bench.workbook` measures.

Knows how to make rows that differ as real ones do (people, posts, wordings, figures) and where to spoil them; everybody
in it is made up. The same size gives the same rows.
"""

from __future__ import annotations

import datetime as dt
import itertools
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from registry.exchange.columns import COLUMNS
from tests.support import raw_workbook

Cell = str | int | float | dt.date | None
FIELDS = tuple(column.field for column in COLUMNS if not column.is_extra or column.field in {"basis", "theme"})
HEADINGS = tuple(column.heading for column in COLUMNS if column.field in FIELDS)


def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


_FAMILIES = words(
    "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Nông Ma Bàn Triệu Hà Lộc Quan Bế Vi Lương Chu"
)
_MIDDLES = words("Văn Thị Đức Minh Thanh Quang Xuân Thế Hữu Thu Kim Ngọc Seo Tài Hồng")
_NAMES = words(
    "Anh Bình Chi Dũng Giang Hà Hòa Hùng Khôi Lan Linh Mai Nam Oanh Phúc Quân Sơn Thủy Tú Uyên Vân Yến Đạt Ngân"
)
_PLACES = [
    f"{one} {other}"
    for one, other in itertools.product(
        words("Khe Nà Bản Suối Đồng Hồng Tân Yên Phú Vĩnh Lũng Thượng Trung Minh Đại Bình"),
        words("Sáu Pồng Lạnh Trong Lạc Hưng Sơn Thịnh Lộc An Hòa Quang Mai Cường Đức Khê"),
    )
]
_WORKS = [
    ("Kết nạp đảng viên mới ở {place}", "người", 8, 15),
    ("Xây dựng nhà văn hóa thôn của {place}", "nhà", 0, 2),
    ("Giải phóng mặt bằng đường liên xã qua {place}", "ha", 4.5, 12.5),
    ("Phát triển vùng cam VietGAP tại {place}", "hộ", 1050, 2101),
    ("Số hóa hồ sơ một cửa của {place}", "%", 40, 95),
    ("Rút ngắn thời gian giải quyết thủ tục đất đai ở {place}", "ngày", 30, 20),
    ("Xóa nhà tạm cho hộ nghèo {place}", "nhà", 0, 60),
    ("Đưa học sinh bỏ học trở lại lớp tại {place}", "%", 62.5, 100),
    ("Trồng rừng gỗ lớn trên đất trống {place}", "ha", 0, 300),
    ("Xây dựng mô hình dân vận khéo của {place}", "mô hình", 12, 20),
    ("Cấp nước sạch tập trung cho các bản vùng cao {place}", "hộ", 120, 560),
    ("Xử lý dứt điểm đơn thư tồn đọng về đất đai ở {place}", "đơn", 0, 14),
    ("Thu hút doanh nghiệp chế biến gỗ vào {place}", "doanh nghiệp", 1, 4),
    ("Đào tạo nghề may công nghiệp cho lao động nữ {place}", "lao động", 50, 320),
    ("Bê tông hóa đường nội đồng {place}", "km", 3.2, 11.4),
    ("Bảo tồn lễ hội Lồng Tồng của đồng bào Tày ở {place}", "lễ", 0, 1),
]
_PURPOSES = (
    "gắn với chuyển đổi số",
    "theo nghị quyết chuyên đề của Đảng bộ huyện",
    "để đạt chuẩn nông thôn mới nâng cao",
    "bằng vốn xã hội hóa của hợp tác xã Thanh Niên",
    "cùng Hội Nông dân và Hội Phụ nữ",
    "trước mùa mưa lũ",
    "phục vụ đại hội chi bộ nhiệm kỳ mới",
    "cho đồng bào Dao tái định cư lòng hồ",
    "sau kết luận của Ủy ban Kiểm tra",
)
_BOSS = "đồng chí Quan Thế Hưởng, Phó Bí thư Thường trực"


def rows(count: int) -> Iterator[list[Cell]]:
    """`count` rows of which about half have a mistake, in every column in turn."""
    for number in range(count):
        row = _good(number)
        if number % 2:
            field, value = _MISTAKES[number // 2 % len(_MISTAKES)]
            row[field] = value
        if number % 7 == 0:
            row["title"] = unicodedata.normalize("NFD", str(row["title"]))
        if number % 1000 == 999:
            row |= {"title": "", "official": ""}
        yield [row.get(field) for field in FIELDS]


def _good(number: int) -> dict[str, Cell]:
    """A right row: one person has two tasks."""
    person = number // 2
    family, middle = _FAMILIES[person % 24], _MIDDLES[person // 24 % 15]
    place = _PLACES[person * 7 % len(_PLACES)]
    title, unit, baseline, target = _WORKS[number * 5 % len(_WORKS)]
    purpose = _PURPOSES[number // 16 % len(_PURPOSES)]
    return {
        "ordinal": number + 1,
        "official": f"{family} {middle} {_NAMES[person // 360 % 24]}",
        "honorific": "bà" if middle == "Thị" else "đồng chí",
        "birth_date": dt.date(1970 + person % 25, 1 + person % 12, 1 + person % 28),
        "party_post": "Huyện ủy viên",
        "post": f"Bí thư Đảng ủy xã {place} {person % 90}",
        "unit": f"Đảng ủy xã {place} {person % 90}",
        "group": ("Khối xã", "Khối Đảng", "Khối chính quyền")[person % 3],
        "horizon": "Năm",
        "period": 2021,
        "title": f"{title.format(place=_PLACES[number * 11 % len(_PLACES)])} {purpose}",
        "natures": "việc khó; việc mới",
        "origin": ("tự đăng ký", "giao thêm")[number % 2],
        "target": f"Từ {baseline} lên {target} {unit}, đợt {number}",
        "baseline": baseline,
        "target_value": target,
        "measure_unit": unit,
        "direction": "<=" if target < baseline else ">=",
        "product": "Quyết định; biên bản nghiệm thu",
        "deadline": dt.date(2021, 1 + number % 12, 1 + number % 28),
        "supervisor": _BOSS,
        "note": f"Dòng {number}",
        "theme": "Nông thôn mới",
        "basis": "Nghị quyết Đại hội Đảng bộ huyện lần thứ XXI",
    }


_MISTAKES: tuple[tuple[str, Cell], ...] = (
    ("official", None),
    ("post", None),
    ("title", None),
    ("period", "năm sau"),
    ("horizon", "quý"),
    ("birth_date", "1975"),
    ("honorific", "ngài"),
    ("natures", "việc dễ"),
    ("origin", "nhặt được"),
    ("target", "=SUM(A1:A9)"),
    ("target", None),
    ("baseline", "khoảng 5"),
    ("target_value", 2.101),
    ("target_value", "388/400"),
    ("target_value", 0),
    ("measure_unit", "ngườii"),
    ("direction", "khoảng"),
    ("product", None),
    ("deadline", "31/02/2021"),
    ("deadline", "Quý IV"),
    ("deadline", dt.date(2022, 3, 1)),
    ("deadline", "khi có vốn"),
    ("supervisor", "đồng chí Ma Văn Tú, Phó Bí thư"),
    ("note", "@SUM(1+1)*cmd|' /C calc'!A0"),
    ("basis", None),
    ("title", "Tăng cường quản lý đất đai"),
    ("unit", "\u00a0"),
)


def write(path: Path, count: int) -> None:
    """The list as an .xlsx file as Excel writes it: shared texts, dates as numbers with a format."""
    texts: dict[str, int] = {}
    table = [["DANH SÁCH GIAO VIỆC NĂM 2021"], list(HEADINGS), *rows(count)]
    lines = "".join(_line(number, row, texts) for number, row in enumerate(table, start=1))
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    raw_workbook.write(path, sheet=lines, shared=shared)


def _line(number: int, row: list[Cell], texts: dict[str, int]) -> str:
    """One row of the sheet."""
    cells = (
        _cell(f"{get_column_letter(column)}{number}", value, texts)
        for column, value in enumerate(row, 1)
        if value != ""
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(name: str, value: Cell, texts: dict[str, int]) -> str:
    if isinstance(value, str) and value.startswith("="):
        return f'<c r="{name}"><f>{escape(value[1:])}</f><v>0</v></c>'
    if isinstance(value, str):
        return f'<c r="{name}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'
    if isinstance(value, dt.date):
        return f'<c r="{name}" s="1"><v>{(value - dt.date(1899, 12, 30)).days}</v></c>'
    return "" if value is None else f'<c r="{name}"><v>{value}</v></c>'
