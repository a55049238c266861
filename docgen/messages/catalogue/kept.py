"""Sentences that stay Vietnamese in every language, because they are written down and not only said.

Knows what goes into the journal, onto the shelf and onto paper: a record of the office must not depend on the language
of the screen of whoever ran the command. The letter that returns a form is paper too: the official reads Vietnamese.
"""

from __future__ import annotations

_JOURNAL = (  # the reason written in the journal, the message of a version on the shelf, the source of a value
    "đã nhận phiếu đúng",
    "ban hành",
    "cho ý kiến",
    "chuyển văn bản",
    "cấp số",
    "ghi mã hồ sơ",
    "ghi nhận đã ký",
    "gửi phiếu tự đánh giá",
    "in sổ đăng ký",
    "in trình ký",
    "kết luận",
    "kết luận về việc đăng ký theo {name}",
    "lập biên bản",
    "lập báo cáo",
    "lập lại biên bản",
    "nhập cuộc họp đánh giá",
    "nhập danh sách {name}",
    "nhận lại tệp",
    "nhận phiếu tự đánh giá",
    "nhận văn bản trả về",
    "phiếu, hàng {row}",
    "soạn lại",
    "soạn lại theo cách gộp khác",
    "soạn quyết định",
    "soạn thông báo kết quả",
    "soạn văn bản sửa sai",
    "số liệu đã thay đổi",
    "sổ có dòng mới",
)
_PAPER = (  # the cover of the print pack, the register of outgoing documents, the letter that returns a form
    "Bộ in trình ký",
    "TỔNG HỢP ĐĂNG KÝ {what} NĂM {year}",
    "Kính gửi: {name}",
    "Phiếu tự đánh giá gửi về chưa nhận được, đề nghị sửa {n} điểm sau:",
    "Đề nghị xem lại (không bắt buộc sửa):",
    "Sửa ngay trên tệp phiếu đã gửi, lưu lại rồi gửi về; không chép sang tệp khác.",
)
_FINDINGS = (  # what is wrong with a form: stands in the letter, so it is said as the form says it
    "Chưa tự xếp loại.",
    "Chưa điền.",
    "Câu in sẵn đã bị sửa thành “{text}”; giữ nguyên phần in sẵn.",
    "Câu in sẵn đã bị xóa; giữ nguyên phần in sẵn.",
    "Có nhiệm vụ dưới 100% thì phải ghi hạn chế, nguyên nhân.",
    "Dấu kiểm của phiếu không đúng; dùng lại đúng tệp đã gửi.",
    "Dấu kiểm của phiếu không đúng; phiếu không phải do cơ quan phát ra.",
    "Không thấy dòng của nhiệm vụ này trong phiếu.",
    "Mã văn bản trong tệp không khớp với phiếu {code}.",
    "Mức “{level}” nhưng tỷ lệ chỉ {percent}%.",
    "Nhiệm vụ này có {n} dòng; chỉ giữ một.",
    "Nhiệm vụ này không có trong phiếu đã gửi.",
    "Phiếu còn thay đổi được theo dõi (Track Changes); chấp nhận hoặc bỏ hết rồi lưu lại.",
    "Phiếu không còn dấu kiểm (chương trình lưu tệp đã bỏ mất); cần người đối chiếu rồi mới nhận.",
    "Phiếu không mang mã văn bản; gửi lại đúng tệp đã nhận, không chép sang tệp mới.",
    "Phiếu này đã được rút hoặc thay thế.",
    "Tự nhận mức “{level}” thì phải ghi minh chứng (số, ngày văn bản hoặc sản phẩm).",
    "mục “{name}”",
    "nhiệm vụ {task}",
    "nhiệm vụ {task}, cột “{column}”",
    "Đoạn này không có trong phiếu đã gửi; chỉ ghi vào các ô.",
    "đoạn “{text}”",
    "“{text}” không phải là số; ghi như 95 hoặc 95,5.",
    "“{text}” không phải một mức xếp loại.",
    "“{text}” không phải một mức; chọn: {known}.",
    "“{text}” nhỏ hơn 0.",
    "“{text}” vượt mức tối đa {most}.",
)
KEPT: dict[str, str] = {sentence: sentence for sentence in (*_JOURNAL, *_PAPER, *_FINDINGS)}
