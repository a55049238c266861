"""English for files that cannot be opened: Word, Excel, PDF and images under limits. Knows sentences only."""

from __future__ import annotations

MEDIA: dict[str, str] = {
    # locks
    "Một lệnh khác đang giữ {path}.": "Another command holds {path}.",
    "Chờ lệnh kia xong rồi chạy lại; không xóa tệp.": (
        "Wait for that command to end, then run again; do not delete the file."
    ),
    # images
    "Ảnh hoặc trang trong {file} quá lớn.": "An image or page in {file} is too large.",
    "Hãy quét lại khổ A4, độ phân giải 200–300 dpi.": "Scan again as A4 at 200–300 dpi.",
    # read apart
    "Đọc tệp không xong: {why}.": "The file could not be read to its end: {why}.",
    "quá thời gian cho phép": "it takes longer than allowed",
    "chương trình đọc bị dừng giữa chừng": "the program that reads it was stopped",
    "cần quá nhiều bộ nhớ": "it needs too much memory",
    "Quét lại giấy hoặc xuất lại tệp rồi gửi tệp mới.": (
        "Scan the paper or export the file again and send the new file."
    ),
    # pictures
    "Không đọc được ảnh {file}: tệp hỏng hoặc không phải ảnh JPEG, PNG, TIFF.": (
        "Cannot read image {file}: it is damaged, or not a JPEG, PNG or TIFF image."
    ),
    "Hãy quét hoặc chụp lại rồi gửi lại.": "Scan or photograph it again and send it again.",
    # page codes
    "Chỗ đặt mã trang ở lề trái trang {page} của {file} đã có chữ hoặc hình.": (
        "The place of the page code in the left margin of page {page} of {file} already holds text or a picture."
    ),
    "Hãy đặt lại lề trái ít nhất 30 mm và bỏ hình, chữ nằm trong lề rồi in lại.": (
        "Set the left margin to at least 30 mm, take text and pictures out of it, and print again."
    ),
    # PDF
    "Không đọc được {file}: tệp PDF hỏng, đặt mật khẩu hoặc quá nhiều trang.": (
        "Cannot read {file}: the PDF is damaged, has a password or too many pages."
    ),
    "Tệp {file} không có trang {page}.": "File {file} has no page {page}.",
    "Không thấy tệp {file}.": "File {file} is not there.",
    "Tệp {file} quá lớn.": "File {file} is too large.",
    "Hãy quét hoặc xuất lại tệp PDF, không đặt mật khẩu.": "Scan or export the PDF again, without a password.",
    "Hãy xem lại số trang.": "Check the page number.",
    "Hãy kiểm tra lại tên tệp.": "Check the file name.",
    "Hãy tách thành nhiều tệp nhỏ hơn.": "Split it into smaller files.",
    # Word and Excel
    "Không mở {file}: {reason}.": "Did not open {file}: {reason}.",
    "tệp Word": "the Word file",
    "nội dung XML có khai báo DOCTYPE": "its XML declares a DOCTYPE",
    "Hãy mở tệp bằng Word hoặc Excel trên máy gửi, lưu lại thành tệp mới rồi gửi lại.": (
        "Open the file in Word or Excel on the machine it came from, save it as a new file and send it again."
    ),
    "tệp kiểu cũ (.doc, .xls) hoặc tệp đặt mật khẩu": "it is an old kind of file (.doc, .xls) or has a password",
    "đây không phải tệp Word hoặc Excel (.docx, .xlsx)": "it is not a Word or Excel file (.docx, .xlsx)",
    "tệp chứa quá nhiều thành phần ({count})": "it has too many parts ({count})",
    "tệp bung ra quá lớn": "it is too large when unpacked",
    "tên thành phần bất thường {part}": "the part name {part} is unusual",
    "thành phần {part} nén bất thường (bom nén)": "part {part} is compressed abnormally (a zip bomb)",
    "thành phần {part} đặt mật khẩu hoặc nén kiểu lạ": "part {part} has a password or an unknown compression",
    "tệp chứa macro hoặc đối tượng nhúng ({part})": "it holds a macro or an embedded object ({part})",
    "tệp chứa một tệp nén khác ({part})": "it holds another compressed file ({part})",
    "tệp có macro": "it has macros",
    "thiếu thành phần {part}": "part {part} is missing",
    "thành phần {part} lớn hơn kích thước đã khai": "part {part} is larger than its declared size",
    "tệp bị hỏng hoặc chưa chép xong": "it is damaged or not fully copied",
    "nội dung XML bị hỏng": "its XML is damaged",
    "hai thành phần trùng tên {part}": "two parts are named {part}",
    "thành phần {part} bị hỏng": "part {part} is damaged",
    "tệp trỏ ra ngoài tới {target}": "it points outside, to {target}",
    "Không dùng bản in này. Hãy in lại; vẫn lỗi thì báo người quản trị.": (
        "Do not use this print. Print again; if it fails once more, tell the administrator."
    ),
    "Mã trang in ở trang {page} của {file} không đọc lại được.": (
        "The page code printed on page {page} of {file} cannot be read back."
    ),
}
