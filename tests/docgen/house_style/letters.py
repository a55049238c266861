"""Right công văn of both regimes, written by hand as in `papers`: no title, a subject under the number, addressees."""

from __future__ import annotations

from .papers import EXACT, Parts, body, p, party_decision, r, row, state_decision

STATE_SUBJECT = p(r("V/v đính chính Quyết định", "", 24), props='<w:spacing w:before="120"/>') + p(
    r("số 08/QĐ-UBND", "", 24)
)
PARTY_SUBJECT = p(r("về việc đính chính Quyết định số 58-QĐ/ĐU", "i", 24))


def _indented(text: str, marks: str = "") -> str:
    return p(r(text, marks), jc="left", props='<w:ind w:left="1134"/>')


def state_letter() -> Parts:
    """A right công văn to two bodies, dated 08 January 2026."""
    paper, decision = state_decision(), state_decision().document
    number, date = p(r("Số: 15/UBND-NC", "", 26)) + STATE_SUBJECT, p(r("Sông Xanh, ngày 08 tháng 01 năm 2026", "i"))
    header = decision[decision.index("<w:tbl>") : decision.index("<w:tr>", decision.index("<w:tr>") + 1)]
    text = (
        _indented("Kính gửi:")
        + _indented("- Sở Nội vụ;")
        + _indented("- Ông Vàng A Mẫu.")
        + body(r("Ủy ban nhân dân tỉnh đính chính Quyết định số 08/QĐ-UBND như sau:"))
        + body(r("Tại Điều 1: đã in “Vàng A Mấu”, nay đính chính là “Vàng A Mẫu”./."))
    )
    return _letter(paper, header, row(number, date), text)


def party_letter() -> Parts:
    """A right công văn of a standing board, dated 08 June 2026."""
    paper = party_decision()
    decision = paper.document.replace(p(r("Số 58-QĐ/ĐU")), p(r("Số 12-CV/ĐU")) + PARTY_SUBJECT)
    header = decision[decision.index("<w:tbl>") : decision.index("</w:tbl>")]
    text = (
        _indented("Kính gửi:", "i")
        + _indented("- Ban Xây dựng Đảng;")
        + _indented("- Đồng chí Nông Thị Thử.")
        + body(r("Ban Thường vụ Đảng ủy đính chính Quyết định số 58-QĐ/ĐU như sau:"), line=EXACT)
        + body(r("Tại Điều 1: đã in “Nông Thị Thữ”, nay đính chính là “Nông Thị Thử”."), line=EXACT)
    )
    return _letter(paper, header, "", text)


def _letter(paper: Parts, header: str, second_row: str, text: str) -> Parts:
    """The decision with its header and text made those of a letter; signature and section stay."""
    document = paper.document
    end = document.rindex("<w:sectPr>")
    signature = next(
        document[at : document.index("</w:tbl>", at) + len("</w:tbl>")]
        for at in _starts(document, "<w:tbl>")
        if "Nơi nhận:" in document[at : document.index("</w:tbl>", at)]
    )
    signature = signature.replace("- Như Điều 3;", "- Như trên;").replace("- Như Điều 2;", "- Như trên;")
    opening = document[: document.index("<w:tbl>")]
    return paper.twin(document, f"{opening}{header}{second_row}</w:tbl>{text}{signature}{document[end:]}")


def _starts(text: str, mark: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(mark, at)]
