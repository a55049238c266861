"""English for the papers that set others right and for changes of tasks: docgen.workflows and docgen.cli."""

from __future__ import annotations

CHANGES: dict[str, str] = {
    "Ban hành văn bản ấy, hoặc rút rồi soạn lại.": "Issue that document, or withdraw it and draft again.",
    "Chưa ban hành thì rút hoặc hủy số; phiếu thì thu hồi bằng “forms recall”.": (
        "If it is not issued, withdraw it or void its number; recall a form with “forms recall”."
    ),
    "Dự thảo {code}: {path}": "Draft {code}: {path}",
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
