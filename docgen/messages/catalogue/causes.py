"""English for why the system refused a file. Knows sentences only."""

from __future__ import annotations

CAUSES: dict[str, str] = {
    "{file}: {cause}.": "{file}: {cause}.",
    "không còn chỗ trên ổ đĩa hoặc quá hạn mức": "no space left on the disk, or over quota",
    "không có quyền đọc hoặc ghi": "no permission to read or write",
    "ổ đĩa chỉ cho đọc": "the disk is read-only",
    "ổ đĩa hỏng hoặc mất kết nối": "the disk is damaged or disconnected",
    "chương trình đang mở quá nhiều tệp": "the program has too many files open",
    "máy đang mở quá nhiều tệp": "the machine has too many files open",
    "không còn tệp hoặc thư mục này": "this file or folder is no longer there",
}
