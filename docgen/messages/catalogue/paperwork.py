"""English for papers made, printed and received back. Knows sentences only."""

from __future__ import annotations

PAPERWORK: dict[str, str] = {
    "Tệp làm hỏng chương trình đọc {n} lần nên bị cách ly. {why}": (
        "The file broke the program that reads it {n} times and is quarantined. {why}"
    ),
    "Nhiệm vụ {task} chưa chọn mức độ hoàn thành.": "Task {task} has no level of completion chosen.",
    "Tệp Word không phải phiếu do cơ quan gửi ra.": "The Word file is not a form this office sent out.",
    "Văn bản chưa đúng thể thức nên chưa được lập:\n{shown}": (
        "The document breaks the layout rules, so it was not made:\n{shown}"
    ),
    "Sửa mẫu hoặc dữ liệu ở chỗ nêu trên rồi chạy lại.": (
        "Correct the template or the data at the places named above, then run again."
    ),
    "Không còn mẫu đã dùng cho văn bản {code}.": "The template used for document {code} is gone.",
    "Khôi phục thư mục templates/used từ bản sao lưu.": "Restore the folder templates/used from the backup.",
    "Phiếu này thay phiếu đã lưu: cần hai người đồng ý bằng “docgen inbox accept”.": (
        "This form would replace a filed one: two people must agree with “docgen inbox accept”."
    ),
    "Bản in của văn bản {code} không khớp văn bản: {shown}.": (
        "The print of document {code} does not match the document: {shown}."
    ),
    "Không ký bản in này. Kiểm tra phông chữ và mẫu, rồi in lại.": (
        "Do not sign this print. Check fonts and template, then print again."
    ),
    "{title} đang ở bước “{state}”, chưa ban hành; ban hành xong, lượt nhận sau tự xét lại tệp này.": (
        "{title} stands at “{state}” and is not issued; once it is, the next pass takes this file up again."
    ),
    "Trong kho không còn tệp {path}.": "The file {path} is no longer on the shelf.",
    "Bảng tính không phải văn bản trả về.": "A workbook is not a returned document.",
    "Tệp này đã nhận từ trước với tên “{name}”.": "This file was received before under the name “{name}”.",
    "Tệp giống hệt bản in trình ký nên chưa ai ký; hãy quét bản đã ký rồi thả lại.": (
        "The file is identical to the print made for signature, so nobody signed it; scan the signed paper and drop "
        "that."
    ),
    "Không có sổ mã {code}.": "There is no register {code}.",
    "Kiểm tra ngày, người ký và cơ quan ban hành trong office.toml.": (
        "Check the date, the signatory and the issuing body in office.toml."
    ),
    "Ký hiệu trong office.toml đã đổi sau khi soạn: rút văn bản, soạn lại rồi cấp số.": (
        "The symbol in office.toml changed after drafting: withdraw the paper, draft it again, then number it."
    ),
    "Cơ quan có ký hiệu {symbol}": "The body whose symbol is {symbol}",
    "Văn bản {code} in sẵn ký hiệu khác với số {text} của sổ.": (
        "Paper {code} bears another symbol than the number {text} of the register."
    ),
    "Xem mã sổ bằng “docgen register list”.": "See register codes with “docgen register list”.",
    "Số đếm, phụ lục và sổ nhiệm vụ không khớp nên chưa soạn gì:\n{shown}": (
        "Counts, annex and registry do not agree, so nothing was drafted:\n{shown}"
    ),
    "Mẫu riêng của cơ quan: kiểm tra vòng lặp và số gõ tay trong mẫu. Mẫu có sẵn: báo người hỗ trợ.": (
        "The office's own template: look at its loops and at figures typed by hand. A built-in template: tell support."
    ),
    "{person}: sổ có {held} việc, quyết định giao {given}.": (
        "{person}: the registry holds {held} tasks, the decisions assign {given}."
    ),
    "{name}: họ tên khác sổ.": "{name}: the name differs from the registry.",
    "Điều 1 ghi {said}, phụ lục và sổ không có số ấy.": (
        "Article 1 says {said}, which is no count of the annex or the registry."
    ),
    "Điều 1 ghi {said}, phụ lục không có số ấy.": "Article 1 says {said}, which is no count of the annex.",
    "Điều 1 không ghi “{name}”.": "Article 1 does not name “{name}”.",
    "Phụ lục có dòng {number} không phải việc nào của sổ.": "Row {number} of the annex is no task of the registry.",
    "Phụ lục thiếu việc “{title}”.": "The annex lacks the task “{title}”.",
}
