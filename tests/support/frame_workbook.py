"""A workbook with sheets beside the task list, as a clerk would type them: fictional people and bodies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

Row = Sequence[object]

TASKS: tuple[Row, ...] = (
    ("Họ và tên", "Chức vụ", "Đơn vị công tác", "Nhóm đối tượng", "Kỳ", "Nội dung nhiệm vụ", "Số cần đạt", "Sản phẩm"),
    (
        "Ma Thị Hà",
        "Bí thư Đảng ủy xã Khe Sáu",
        "Xã Khe Sáu",
        "Khối xã",
        2021,
        "Kết nạp đảng viên mới",
        15,
        "Quyết định",
    ),
    ("Đặng Thị Nguyệt", "Chánh Văn phòng", "Văn phòng huyện", "Khối huyện", 2021, "Số hóa hồ sơ", 95, "Báo cáo"),
)
SHEETS: Mapping[str, tuple[Row, ...]] = {
    "Chu kỳ": (("Năm", "Thí điểm", "Phương châm"), (2021, "có", "Kỷ cương, sáng tạo")),
    "Nhóm": (
        ("Nhóm", "Đã nhận danh sách người", "Đã nhận danh sách việc", "Ghi chú"),
        ("Khối xã", "có", "không", "chờ danh sách việc"),
        ("Khối huyện", "có", "có", None),
    ),
    "Thành viên nhóm": (
        ("Họ và tên", "Đơn vị", "Nhóm"),
        ("Đặng Thị Nguyệt", "Văn phòng huyện", "Khối xã"),
    ),
    "Lịch": (
        ("Loại", "Nội dung", "Thời gian"),
        ("đánh giá giữa kỳ", "Hội nghị cán bộ chủ chốt", "23/9"),
        ("hội nghị giao", "Hội nghị giao việc", "24/01/2021"),
        ("báo cáo tiến độ", "Báo cáo quý", "Quý III"),
    ),
    "Căn cứ": (
        ("TT", "Căn cứ"),
        (1, "Nghị quyết Đại hội đại biểu Đảng bộ huyện lần thứ III"),
        (2, "Chương trình công tác năm 2021 của Ban Thường vụ Huyện ủy"),
    ),
    "Theo dõi": (
        ("Người theo dõi", "Lĩnh vực, nhóm, đơn vị"),
        ("Đặng Thị Nguyệt", "Khối xã"),
        ("đ/c Đặng Thị Nguyệt", "cải cách hành chính"),
    ),
    "Việc của cơ quan": (
        ("Cơ quan", "Nội dung", "Đã làm"),
        ("Xã Khe Sáu", "Lập ban chỉ đạo", "có"),
        ("Văn phòng huyện", "Lập ban chỉ đạo", None),
    ),
    "Kiến nghị": (
        ("Kiến nghị", "Kết quả thực hiện"),
        ("Lập tổ tư vấn xây dựng chỉ tiêu", None),
        ("Khen thưởng kịp thời", "đã đưa vào kế hoạch"),
    ),
    "Chỉ tiêu thường xuyên": (
        ("Chỉ tiêu thường xuyên", "Đơn vị"),
        ("Thu ngân sách đạt dự toán", None),
        ("Trồng rừng 300 ha", "Xã Khe Sáu"),
    ),
    "Kết quả năm trước": (
        ("Họ và tên", "Đơn vị", "Năm", "Mức", "Nguồn"),
        ("Ma Thị Hà", "Xã Khe Sáu", 2020, "Hoàn thành tốt nhiệm vụ", "Thông báo 12-TB/HU"),
    ),
    "Tiến độ": (
        ("Mã nhiệm vụ", "Họ và tên", "Nội dung nhiệm vụ", "Ngày", "Giá trị", "Mức độ", "Nguồn"),
        (None, "Ma Thị Hà", "Kết nạp đảng viên mới", "30/6/2021", "8/15", "đang thực hiện", "Báo cáo quý II"),
        (None, "Ma Thị Hà", "Kết nạp đảng viên mới", "23/9/2021", 15, "Hoàn thành", "Báo cáo tháng 9"),
    ),
}


def write_frame(path: Path, changes: Mapping[str, tuple[Row, ...]] | None = None, *, tasks: bool = True) -> Path:
    """The workbook with every sheet of `SHEETS`, some of them replaced or added by `changes`."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    sheets = {**({"Nhiệm vụ": TASKS} if tasks else {}), **SHEETS, **(changes or {})}
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    workbook.save(path)
    return path
