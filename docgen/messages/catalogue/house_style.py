"""English for checking a layout; the rules themselves speak Vietnamese, as the decrees do. Knows sentences only."""

from __future__ import annotations

HOUSE_STYLE: dict[str, str] = {
    "Hiện nay: {measured}. Cách sửa: {mend}.": "Now: {measured}. To mend: {mend}.",
    "Không có chế độ kiểm tra “{mode}”.": "There is no check mode “{mode}”.",
    "Không có hệ văn bản “{regime}”.": "There is no regime “{regime}”.",
    "Bộ quy tắc {ruleset} không dùng cho hệ văn bản “{regime}”.": "Ruleset {ruleset} is not for regime “{regime}”.",
    "Không đọc được tệp {file}.": "Cannot read file {file}.",
    "Dùng draft (dự thảo) hoặc issued (đã ban hành).": "Use draft or issued.",
    "Dùng state (hành chính) hoặc party (Đảng).": "Use state or party.",
    "Bỏ một trong hai.": "Leave out one of the two.",
    "Kiểm tra lại đường dẫn và quyền mở tệp.": "Check the path and the permission to open the file.",
    "Không có bộ quy tắc thể thức “{name}”.": "There is no layout ruleset “{name}”.",
    "Chọn một trong các bộ: {names}.": "Choose one of: {names}.",
    "Hồ sơ thể thức {file} có chỗ không dùng được: {reason}.": "Layout profile {file} has a wrong entry: {reason}.",
    "Chỉ dùng các khóa place, tone (early, late), positions, [severity] (error, warning, info) và [[rule]] "
    "(id, pattern, message, mend, severity).": "Use only the keys place, tone (early, late), positions, [severity] "
    "(error, warning, info) and [[rule]] (id, pattern, message, mend, severity).",
    "Các bản sao sẽ đè lên nhau hoặc đè lên tệp gốc.": "Copies would overwrite one another or an original file.",
    "Kiểm tra từng tệp một, hoặc chọn thư mục khác bằng --output.": "Check one file at a time, or another --output.",
    "  đã sửa {what} = {value}: {rule} {place}": "  mended {what} = {value}: {rule} {place}",
    "{file}: không kiểm tra được. {reason} {advice}": "{file}: cannot be checked. {reason} {advice}",
    "Không mở {file}: không phải một tệp thường dưới {most} MB.": "{file} is no ordinary file below {most} MB.",
    "Chỉ kiểm tra tệp văn bản đã lưu trên đĩa.": "Check only papers saved on a disk.",
    "  đã ghi {file}": "  written {file}",
    "  bản đã sửa còn {left} chỗ chưa đúng": "  the mended copy still has {left} faults",
    "Không có ảnh trang: máy này không có LibreOffice để dàn trang.": (
        "No pictures of the pages: this machine has no LibreOffice to lay them out."
    ),
    "Không có ảnh trang: LibreOffice không dàn được trang của tệp này.": (
        "No pictures of the pages: LibreOffice could not lay out this file."
    ),
    "Không có ảnh trang: không vẽ được trang của tệp này.": (
        "No pictures of the pages: the pages of this file cannot be drawn."
    ),
}
