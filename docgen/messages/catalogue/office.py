"""English for opening the folder of an office. Knows sentences only."""

from __future__ import annotations

OFFICE: dict[str, str] = {
    "Khóa mã trang {path} bị hỏng.": "The page-code key {path} is damaged.",
    "Không thấy {path}: đây chưa phải thư mục của một cơ quan.": (
        "{path} is not there: this is not yet the folder of an office."
    ),
    "Thư mục {folder} không có khóa mã trang.": "Folder {folder} has no page-code key.",
    "Khôi phục thư mục keys từ bản sao lưu; không tự tạo khóa mới cho văn bản đã in.": (
        "Restore the keys folder from the backup; a new key must not be made for documents already printed."
    ),
    "Chạy “docgen init THƯ_MỤC” hoặc chỉ đúng thư mục bằng --office.": (
        "Run “docgen init FOLDER”, or name the right folder with --office."
    ),
    "Không đọc được {path}: {error}": "Cannot read {path}: {error}",
    "{path} có mục chưa đúng: {faults}": "{path} has wrong entries: {faults}",
    "DOCGEN_TODAY là “{text}”, không phải ngày.": "DOCGEN_TODAY is “{text}”, which is not a date.",
    "Sửa đúng cú pháp TOML.": "Correct the TOML syntax.",
    "Sửa các mục nêu trên trong office.toml.": "Correct the entries named above in office.toml.",
    "Viết dạng 2021-02-05.": "Write it like 2021-02-05.",
    "Hai thư mục lồng nhau: {path} và {other}.": "Two folders lie one inside the other: {path} and {other}.",
    "Đặt inbox, review, archive, output ở các thư mục tách rời trong office.toml.": (
        "Put inbox, review, archive and output in separate folders in office.toml."
    ),
    "không có mục này, xem lại chính tả": "no such key, check the spelling",
    "thiếu mục này": "this key is missing",
    "phải là số nguyên": "must be a whole number",
    "phải là chữ trong ngoặc kép": "must be text in quotes",
    "phải là true hoặc false": "must be true or false",
    "giá trị không nằm trong các giá trị được dùng": "the value is none of those that can be used",
    "Đã ghi sổ nhưng chưa ghi thêm được vào {cause}": "The register is written, but nothing could be added to {cause}",
    "Dòng {number} của {path} không đọc được.": "Line {number} of {path} cannot be read.",
    "Khôi phục tệp này từ bản sao lưu; không sửa tay.": "Restore this file from a backup; do not mend it by hand.",
}
