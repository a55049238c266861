"""English for workbooks that cannot be read. Knows sentences only."""

from __future__ import annotations

SHEETS: dict[str, str] = {
    "Không mở được {file}: {reason}.": "Cannot open {file}: {reason}.",
    "trang tính “{sheet}” có ô ở quá xa ({rows} dòng, {columns} cột)": (
        "sheet “{sheet}” has a cell too far out ({rows} rows, {columns} columns)"
    ),
    "không phải bảng tính .xlsx, .xls, .ods hoặc .csv": "it is not a workbook: .xlsx, .xls, .ods or .csv",
    "không có tệp này": "there is no such file",
    "tệp lớn hơn {most} MB": "it is larger than {most} MB",
    "Mở tệp bằng Excel hoặc LibreOffice, lưu lại thành .xlsx rồi thử lại.": (
        "Open the file in Excel or LibreOffice, save it as .xlsx and try again."
    ),
    "tệp đặt mật khẩu": "it has a password",
    "tệp bị hỏng hoặc không phải bảng tính": "it is damaged or not a workbook",
    "tệp .csv không phải mã UTF-8": "the .csv file is not UTF-8",
    "không thấy dòng tiêu đề có các cột {headings}": "no heading row with the columns {headings} was found",
}
