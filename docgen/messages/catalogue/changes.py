"""English for the papers that set others right and for changes of tasks: docgen.workflows and docgen.cli."""

from __future__ import annotations

CHANGES: dict[str, str] = {
    "Ban hành văn bản ấy, hoặc rút rồi soạn lại.": "Issue that document, or withdraw it and draft again.",
    "Chưa ban hành thì rút hoặc hủy số; phiếu thì thu hồi bằng “forms recall”.": (
        "If it is not issued, withdraw it or void its number; recall a form with “forms recall”."
    ),
    "Chưa biết gọi {name} là ông hay bà.": "It is not known how {name} is addressed.",
    "Chưa có gì thay đổi. Tiếp theo: docgen changes draft.": "Nothing has changed yet. Next: docgen changes draft.",
    "Chưa nêu điều chỉnh gì: thêm --title, --target, --product, --deadline …": (
        "Nothing to change was given: add --title, --target, --product, --deadline …"
    ),
    "Dự thảo {code}: {path}": "Draft {code}: {path}",
    "Ghi một ngày cụ thể, ví dụ 31/12/{year}.": "Give a definite day, for instance 31/12/{year}.",
    "Không có ngày {text} trong lịch.": "There is no day {text} in the calendar.",
    "Không hiểu thời hạn “{text}”.": "The deadline “{text}” cannot be understood.",
    "Quyết định điều chỉnh: soạn mới {made}, soạn lại {rewritten}, giữ nguyên {unchanged}.": (
        "Decisions of amendment: {made} new, {rewritten} rewritten, {unchanged} unchanged."
    ),
    "Thay đổi": "Change",
    "Thêm --address ông hoặc --address bà.": "Add --address with the form of address.",
    "Văn bản": "Document",
    "Văn bản chờ văn bản thay thế": "Documents waiting for the one to replace them",
    "Đã rút đề nghị {code}; lịch sử vẫn được giữ.": "Change {code} withdrawn; its history is kept.",
    "Đề nghị điều chỉnh chưa soạn quyết định": "Changes of tasks without a drafted decision",
    "Ký hiệu công văn phải có đơn vị soạn thảo.": "The symbol of an official letter needs the drafting unit.",
    "Tiếp theo: docgen print pack --what {what}, rồi docgen changes signed --what {what}.": (
        "Next: docgen print pack --what {what}, then docgen changes signed --what {what}."
    ),
    "{kind} {code} về văn bản này đang “{state}”.": "{kind} {code} about this document is “{state}”.",
    "{kind} {code} đang “{state}”, không ra văn bản này được.": (
        "{kind} {code} is “{state}”, so this document cannot be made about it."
    ),
    "Điền issuer.drafter trong office.toml, ví dụ “NC”.": "Fill in issuer.drafter in office.toml, for instance “NC”.",
}
