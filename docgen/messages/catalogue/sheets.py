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
    "Bấm Ctrl+End để tới ô cuối, xóa hẳn các dòng và cột trống ở đó (Delete), lưu lại rồi thử lại.": (
        "Press Ctrl+End to reach the last cell, delete the empty rows and columns there, save and try again."
    ),
    "Trang tính “{sheet}” đang ẩn nên không được đọc. Bỏ ẩn nếu cần nhập.": (
        "Sheet “{sheet}” is hidden, so it was not read. Unhide it if it is to be imported."
    ),
    "Tệp .csv viết bằng mã {encoding}, đã được chuyển sang Unicode. Kiểm tra lại.": (
        "The .csv file was written in {encoding} and was converted to Unicode. Please check it."
    ),
    "tệp lấy số liệu từ tệp Excel khác": "it takes figures from other Excel files",
    "{reason} ({books})": "{reason} ({books})",
    "{reason}, ở {places}": "{reason}, at {places}",
    "trang tính “{sheet}” ô {cell}": "sheet “{sheet}” cell {cell}",
    "không rõ tên": "name unknown",
    "Trong Excel chọn Dữ liệu > Chỉnh sửa liên kết > Ngắt liên kết (Data > Edit Links > Break Link), hoặc chép "
    "các ô ấy rồi dán giá trị (Paste Values); lưu lại rồi thử lại.": (
        "In Excel choose Data > Edit Links > Break Link, or copy those cells and paste them as values; save and try "
        "again."
    ),
    "Tệp tên {suffix} nhưng thật ra là {kind}; đã đọc theo nội dung. Lưu lại dưới đúng tên.": (
        "The file is named {suffix} but really is {kind}; it was read by its content. Save it under its right name."
    ),
    "các trang tính cộng lại có quá nhiều ô": "its sheets together have too many cells",
    "thành phần {part} có khai báo DOCTYPE": "its part {part} declares a DOCTYPE",
    "thành phần {part} quá lớn": "its part {part} is too large",
    "thành phần {part} viết bằng mã lạ": "its part {part} is written in an unknown encoding",
    "trang tính “{sheet}” có quá nhiều vùng gộp ô ({count})": "sheet “{sheet}” has too many merged ranges ({count})",
    "trang tính “{sheet}” có vùng gộp ô chồng lên nhau": "sheet “{sheet}” has merged ranges that overlap",
    "tệp .csv có ô dài bất thường hoặc dấu nháy không khép": (
        "the .csv file has a cell of unusual length or a quotation mark that is never closed"
    ),
    "tệp có quá nhiều chuỗi chữ": "it has too many texts",
    "tệp có quá nhiều công thức": "it has too many formulas",
    "tệp có quá nhiều liên kết": "it has too many relations",
    "tệp có thể chứa macro ({suffix})": "it may carry macros ({suffix})",
    "tệp thật ra là PDF": "it really is a PDF",
    "tệp thật ra là trang web hoặc XML đổi đuôi tên": "it really is a web page or XML under another name",
    "tệp thật ra là văn bản Word": "it really is a Word document",
    "không thấy dòng tiêu đề có các cột {headings}": "no heading row with the columns {headings} was found",
}
