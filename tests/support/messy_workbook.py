"""A workbook as clerks really send it: other headings, other order, merged cells, decomposed text, blank lines.

`write_messy` is untidy but right: 7 people, 11 tasks. `write_broken` is its twin with the mistakes of `MISTAKES`,
each at its own cell.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

SHEET = "DS việc 2021"
PEOPLE, TASKS = 7, 11
HEADING_ROW = 5
_HEADINGS = (
    "STT",
    "Nội dung việc",
    "Cán bộ",
    "Chức danh",
    "Cơ quan, đơn vị",
    "Năm",
    "CHỈ TIÊU / KẾT QUẢ CẦN ĐẠT",
    "Số gốc",
    "Giá trị chỉ tiêu",
    "ĐVT",
    "Sản phẩm, minh chứng dự kiến",
    "Hạn hoàn thành",
    "Đồng chí theo dõi",
    "Nguồn",
)
_BOSS = "đồng chí Quan Văn Thành, Phó Bí thư Thường trực"
_DAY = dt.date(2021, 11, 30)
_OWN, _GIVEN = "Tự đăng ký", "BTV giao"

# Columns: STT, title, person, post, unit, period, target, baseline, value, unit of measure, product, deadline, ...
_ROWS: tuple[tuple[object, ...], ...] = (
    (1, "Xây dựng 02 nhà văn hóa thôn", "Đ/c Ma Thị Hà", "Bí thư Đảng ủy xã Khe Sáu", "Xã Khe Sáu", 2021,
     "Hoàn thành 02 nhà văn hóa", 0, 2, "nhà", "Biên bản nghiệm thu", "31/12/2021", _BOSS, _OWN),
    (2, "Kết nạp 15 đảng viên mới", None, None, None, 2021,
     "Từ 8 lên 15 đảng viên", 8, 15, "người", "Quyết định kết nạp", _DAY, _BOSS, _GIVEN),
    ("II", None, None, None, None, None, None, None, None, None, None, None, None, None),
    (3, "Giải phóng mặt bằng đường liên xã", "  Triệu Tài  Vạn ", "Chủ tịch UBND xã Khe Sáu", "Xã Khe Sáu", "Năm 2021",
     "Bàn giao 12,5 ha", "4,5", "12,5", "ha", "Biên bản bàn giao", "31-12-2021", _BOSS, _GIVEN),
    (4, "Phát triển vùng cam VietGAP", "Triệu Tài Vạn", "Chủ tịch UBND xã Khe Sáu", "Xã Khe Sáu", "2021 – 2025",
     "Đạt 2.101 hộ tham gia", "1.050", "2.101", "hộ", "Danh sách hộ; giấy chứng nhận", "31/12/2025", _BOSS, _OWN),
    (None,) * 14,
    (5, "Số hóa hồ sơ một cửa", "Đặng Thị Nguyệt", "Chánh Văn phòng", "Văn phòng huyện", 2021,
     "Từ 40% lên 95% hồ sơ", 40, 95, "%", "Báo cáo số liệu", _DAY, _BOSS, "tự đăng ký"),
    (6, "Rút ngắn thời gian giải quyết hồ sơ", "Đặng Thị Nguyệt", "Chánh Văn phòng", "Văn phòng huyện", 2021,
     "Bình quân không quá 5 ngày", None, None, "", "Báo cáo; quy trình nội bộ", _DAY, _BOSS, "tự đăng ký"),
    (7, "Xóa nhà tạm cho hộ nghèo", "Hoàng Seo Lử", "Trưởng Phòng Lao động", "Phòng Lao động", 2021,
     "Xóa 60 nhà tạm", 0, 60, "nhà", "Danh sách hộ", _DAY, _BOSS, None),
    (8, "Đưa học sinh bỏ học trở lại lớp", "Nông Thị Hòa", "Trưởng Phòng Giáo dục", "Phòng Giáo dục", 2021,
     "100% học sinh bỏ học trở lại lớp", 62.5, 100, "%", "Danh sách học sinh", "30/9/2021", _BOSS, _OWN),
    (9, "Xây dựng trường chuẩn quốc gia", "Nông Thị Hòa", "Trưởng Phòng Giáo dục", "Phòng Giáo dục", "2021-2025",
     "Thêm 06 trường đạt chuẩn", 9, 15, "trường", "Quyết định công nhận", "31/12/2025", _BOSS, _OWN),
    (10, "Trồng rừng gỗ lớn", "Bế Văn Khôi", "Hạt trưởng Hạt Kiểm lâm", "Hạt Kiểm lâm", 2021,
     "Trồng mới 300 ha", 0, 300, "ha", "Hồ sơ nghiệm thu", _DAY, _BOSS, "Nhiệm vụ chung cụ thể hóa"),
    (11, "Xây dựng mô hình dân vận khéo", "Lộc Thị Ngân", "Trưởng Ban Dân vận", "Ban Dân vận", 2021,
     "Từ 12 lên 20 mô hình", 12, 20, "mô hình", "Danh sách mô hình", _DAY, _BOSS, _OWN),
    ("Tổng cộng", "11 việc", None, None, None, None, None, None, None, None, None, None, None, None),
)  # fmt: skip

# cell -> (what is typed there instead, code of the problem found at that cell)
MISTAKES: dict[str, tuple[object, str]] = {
    "B7": ("Xây dựng  02 nhà văn hoá thôn.", "duplicate-task"),
    "B9": (None, "missing-title"),
    "D12": (None, "missing-post"),
    "F13": ("năm sau", "unknown-period"),
    "L14": ("31/02/2021", "impossible-date"),
    "I14": (2.101, "count-not-whole"),
    "C16": ("Nông Thị Hoà", "two-spellings"),
    "L17": ("15/03/2022", "deadline-outside-period"),
    "I18": ("=6+14", "formula-cell"),
    "I17": (0, "target-not-beyond-baseline"),
}


def write_messy(path: Path) -> Path:
    """The untidy workbook without mistakes."""
    workbook = _workbook()
    workbook.save(path)
    return path


def write_broken(path: Path) -> Path:
    """The untidy workbook with every mistake of `MISTAKES`."""
    workbook = _workbook()
    sheet = workbook[SHEET]
    for cell, (value, _) in MISTAKES.items():
        sheet[cell] = value
    workbook.save(path)
    return path


def _workbook() -> Workbook:
    workbook = Workbook()
    cover = workbook.active
    cover.title = "Bìa"
    cover["B3"] = "Kính gửi Ban Tổ chức Huyện ủy"
    sheet = workbook.create_sheet(SHEET)
    sheet["A1"] = "HUYỆN ỦY KHE SÁU"
    sheet["A2"] = "DANH SÁCH GIAO VIỆC ĐỘT PHÁ, ĐỔI MỚI NĂM 2021"
    sheet.merge_cells("A2:N2")
    for column, heading in enumerate(_HEADINGS, start=1):
        sheet.cell(row=HEADING_ROW, column=column, value=unicodedata.normalize("NFD", heading))
    for number, row in enumerate(_ROWS, start=HEADING_ROW + 1):
        _write_row(sheet, number, row)
    for letter in "CDE":
        sheet.merge_cells(f"{letter}6:{letter}7")
    return workbook


def _write_row(sheet: Worksheet, number: int, row: tuple[object, ...]) -> None:
    """Every second row in decomposed letters, as some systems export them."""
    for column, value in enumerate(row, start=1):
        is_text = isinstance(value, str) and number % 2 == 0
        cell = sheet.cell(
            row=number, column=column, value=unicodedata.normalize("NFD", str(value)) if is_text else value
        )
        cell.number_format = "DD/MM/YYYY" if isinstance(value, dt.date) else cell.number_format
