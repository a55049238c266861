"""Every evaluated rule: the right paper passes, its broken twin fails at its place, and only there it matters."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import pytest

from docgen.house_style import Mode, Report, Verdict, check
from docgen.house_style.rules import MEASURES

from .papers import Parts, body, drawn_rule, p, party_decision, r, state_decision, state_handout, state_minutes


@dataclass(frozen=True, kw_only=True)
class Twin:
    """One change to the right paper of a regime, the rule it must break, and words of the place or message."""

    rule: str
    old: str
    new: str
    tells: str = ""
    part: str = "document"
    count: int = 1


_DATE = p(r("Sông Xanh, ngày 08 tháng 01 năm 2026", "i"))
_ARTICLE = r("Điều 1.", "b")
STATE = [
    Twin(rule="PG-01", old='w:w="11906"', new='w:w="12240"', tells="phần 1"),
    Twin(rule="PG-02", old='w:left="1701"', new='w:left="1600"', tells="lề trái"),
    Twin(
        rule="PG-02",
        old='w:right="1134" w:bottom="1134" w:left="1701"',
        new='w:right="1500" w:left="1701"',
        tells="lề phải",
    ),
    Twin(rule="PG-05", old="Times New Roman", new="Arial", part="styles", tells="phông Arial", count=3),
    Twin(rule="PG-05", old="<w:rPr><w:b/>", new='<w:rPr><w:color w:val="FF0000"/><w:b/>', tells="#FF0000"),
    Twin(rule="PG-05", old="<w:rPr><w:b/>", new='<w:rPr><w:highlight w:val="yellow"/><w:b/>', tells="tô nền"),
    Twin(rule="PG-06", old="Điều 2.", new=unicodedata.normalize("NFD", "Điều 2."), tells="Unicode"),
    Twin(rule="PG-06", old="<w:rPr><w:b/>", new='<w:rPr><w:rFonts w:cs=".VnTime"/><w:b/>', tells=".VnTime"),
    Twin(rule="PG-07", old='<w:jc w:val="center"/>', new='<w:jc w:val="right"/>', part="header", tells="canh phải"),
    Twin(rule="PG-07", old='w:val="28"', new='w:val="24"', part="header", count=9, tells="cỡ 12"),
    Twin(rule="PG-07", old="<w:p/>", new='<w:p><w:fldSimple w:instr="PAGE"/></w:p>', part="footer", tells="chân trang"),
    Twin(rule="PG-08", old="<w:titlePg/>", new="", tells="trang 1"),
    Twin(
        rule="PG-08", old="<w:p/>", new='<w:p><w:fldSimple w:instr="PAGE"/></w:p>', part="first_header", tells="trang 1"
    ),
    Twin(rule="PG-09", old='<w:pgNumType w:start="1"/>', new="", tells="Phụ lục"),
    Twin(
        rule="SH-01",
        old="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        new="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM.",
        tells="bảng 1",
    ),
    Twin(
        rule="SH-02",
        old=r("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b", 26),
        new=r("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "", 26),
        tells="không đậm",
    ),
    Twin(
        rule="SH-03", old="Độc lập - Tự do - Hạnh phúc", new="Độc lập – Tự do – Hạnh phúc", tells="hàng 1, ô 2, đoạn 2"
    ),
    Twin(rule="SH-03", old="Độc lập - Tự do - Hạnh phúc", new="Độc Lập - Tự Do - Hạnh Phúc", tells="Độc Lập"),
    Twin(
        rule="SH-04",
        old=r("Độc lập - Tự do - Hạnh phúc", "b"),
        new=r("Độc lập - Tự do - Hạnh phúc", "bi"),
        tells="nghiêng",
    ),
    Twin(rule="SH-06", old=r("TỈNH SÔNG XANH", "b", 26), new=r("TỈNH SÔNG XANH", "", 26), tells="TỈNH SÔNG XANH"),
    Twin(
        rule="SH-06",
        old=r("TỈNH SÔNG XANH", "b", 26),
        new=r("TỈNH SÔNG XANH", "b", 26) + "</w:p>" + p(r("SỞ NỘI VỤ", "b", 26)).removesuffix("</w:p>"),
        tells="in đậm",
    ),
    Twin(rule="SH-06", old=r("TỈNH SÔNG XANH", "b", 26), new=r("Tỉnh Sông Xanh", "b", 26), tells="chữ thường"),
    Twin(
        rule="SH-08",
        old=r("Độc lập - Tự do - Hạnh phúc", "b"),
        new=r("Độc lập - Tự do - Hạnh phúc", "b", 26),
        tells="13-13-14",
    ),
    Twin(rule="SH-10", old="QUYẾT ĐỊNH:", new="ĐẢNG CỘNG SẢN VIỆT NAM", tells="tiêu đề Đảng"),
    Twin(rule="SN-01", old="Số: 08/QĐ-UBND", new="Số: 8/QĐ-UBND", tells="hàng 2, ô 1"),
    Twin(rule="SN-01", old="Số: 08/QĐ-UBND", new="Số 08/QĐ-UBND", tells="Số 08"),
    Twin(rule="SN-01", old="Số: 08/QĐ-UBND", new="Số: 08-QĐ/UBND", tells="08-QĐ"),
    Twin(rule="SN-01", old="Số: 08/QĐ-UBND", new="Số: 08/QĐ - UBND", tells="QĐ - UBND"),
    Twin(rule="SN-02", old=r("Số: 08/QĐ-UBND", "", 26), new=r("Số: 08/QĐ-UBND", "b", 28), tells="cỡ 14"),
    Twin(rule="SN-03", old="Số: 08/QĐ-UBND", new="Số: 08/BC-UBND", tells="BC cho Quyết định"),
    Twin(rule="DT-01", old="ngày 08 tháng 01", new="ngày 8 tháng 01", tells="hàng 2, ô 2"),
    Twin(rule="DT-01", old="ngày 08 tháng 01", new="ngày 28 tháng 2", tells="tháng 2"),
    Twin(rule="DT-01", old="Sông Xanh, ngày", new="Sông Xanh ngày", tells="Sông Xanh ngày"),
    Twin(rule="DT-01", old="ngày 08 tháng 01", new="ngày 31 tháng 11", tells="lịch"),
    Twin(rule="DT-01", old="ngày 16 tháng 6 năm 2025", new="ngày 16 tháng 6 năm 2026", tells="16/06/2026"),
    Twin(rule="DT-02", old="ngày 08 tháng 01", new="ngày 08 tháng 07", tells="số 0"),
    Twin(
        rule="DT-03",
        old='<w:i/><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">Sông Xanh',
        new='<w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">Sông Xanh',
        tells="chữ đứng",
    ),
    Twin(rule="TI-01", old=r("QUYẾT ĐỊNH", "b"), new=r("QUYẾT ĐỊNH", "b", 32), tells="cỡ 16"),
    Twin(
        rule="TI-02",
        old='w:val="28"/></w:rPr><w:t xml:space="preserve">Về việc',
        new='w:val="24"/></w:rPr><w:t xml:space="preserve">Về việc',
        tells="cỡ 12",
    ),
    Twin(
        rule="BD-01",
        old=r(" Ông Vàng A Mẫu báo cáo tiến độ hằng quý về Sở Nội vụ."),
        new=r(" Ông Vàng A Mẫu báo cáo tiến độ hằng quý về Sở Nội vụ.", "", 24),
        tells="Điều 2",
    ),
    Twin(
        rule="BD-01",
        old=r(" Ông Vàng A Mẫu báo cáo tiến độ hằng quý về Sở Nội vụ."),
        new=r(" Ông Vàng A Mẫu báo cáo tiến độ hằng quý về Sở Nội vụ.", "", 26),
        tells="một cỡ",
    ),
    Twin(rule="BD-02", old='<w:jc w:val="both"/>', new='<w:jc w:val="left"/>', tells="Căn cứ Luật"),
    Twin(rule="BD-03", old='w:firstLine="567"', new='w:firstLine="300"', tells="5,3 mm"),
    Twin(rule="BD-03", old=">Căn cứ Luật", new=">    Căn cứ Luật", tells="dấu cách"),
    Twin(rule="BD-04", old='w:before="120"', new='w:before="40"', count=2, tells="cách đoạn trên 2 pt"),
    Twin(
        rule="BD-04",
        old='<w:pPr><w:spacing w:before="120"',
        new='<w:pPr><w:contextualSpacing/><w:spacing w:before="120"',
        tells="0 pt",
    ),
    Twin(rule="BD-05", old='w:line="264"', new='w:line="480"', tells="2,00 lines"),
    Twin(
        rule="BD-05", old='w:line="264" w:lineRule="auto"', new='w:line="200" w:lineRule="exact"', tells="Exactly 10 pt"
    ),
    Twin(rule="BD-07", old="ngày 16 tháng 6 năm 2025;", new="ngày 16 tháng 6 năm 2025,", tells="“;”"),
    Twin(rule="BD-07", old="Giám đốc Sở Nội vụ.", new="Giám đốc Sở Nội vụ;", tells="“.”"),
    Twin(
        rule="BD-07",
        old=r("Theo đề nghị của Giám đốc Sở Nội vụ.", "i"),
        new=r("Theo đề nghị của Giám đốc Sở Nội vụ."),
        tells="chữ đứng",
    ),
    Twin(rule="BD-07", old="Căn cứ Luật", new="- Căn cứ Luật", tells="gạch"),
    Twin(rule="BD-11", old="Điều 1.", new="Điều 1:", tells="Điều 1:"),
    Twin(rule="BD-11", old="Điều 2.", new="Điều 4.", tells="Điều 2"),
    Twin(rule="BD-11", old=_ARTICLE, new=r("Điều 1."), tells="không đậm"),
    Twin(rule="BD-14", old="Quyết định này./.", new="Quyết định này.", tells="./."),
    Twin(rule="SG-01", old=r("CHỦ TỊCH", "b"), new=r("T/M ỦY BAN NHÂN DÂN", "b"), tells="T/M"),
    Twin(rule="SG-01", old=r("CHỦ TỊCH", "b"), new=r("KT.CHỦ TỊCH", "b"), tells="KT.CHỦ TỊCH"),
    Twin(rule="SG-02", old=r("CHỦ TỊCH", "b"), new=r("CHỦ TỊCH"), tells="không đậm"),
    Twin(rule="SG-02", old=r("Lò Văn Thử", "b"), new=r("Lò Văn Thử", "b", 24), tells="Lò Văn Thử"),
    Twin(rule="SG-04", old="Lò Văn Thử", new="TS. Lò Văn Thử", tells="TS."),
    Twin(rule="NN-01", old=r("Nơi nhận:", "bi", 24), new=r("Nơi nhận:", "b", 24), tells="Nơi nhận"),
    Twin(rule="NN-01", old="Nơi nhận:", new="Nơi nhận :", tells="Nơi nhận :"),
    Twin(rule="NN-02", old=r("- Sở Nội vụ;", "", 22), new=r("- Sở Nội vụ;", "", 26), tells="cỡ 13"),
    Twin(rule="NN-02", old="- Sở Nội vụ;", new="- Sở Nội vụ,", tells="“;”"),
    Twin(rule="NN-03", old="- Lưu: VT, NC.", new="- Lưu VT.", tells="- Lưu VT."),
    Twin(rule="PL-01", old="tại Phụ lục kèm theo", new="kèm theo", tells="Phụ lục"),
    Twin(rule="PL-02", old=r("Phụ lục", "b"), new=r("Phụ lục 1", "b"), tells="Phụ lục 1"),
    Twin(rule="PL-02", old=r("Phụ lục", "b"), new=r("Phụ lục"), tells="không đậm"),
    Twin(rule="TX-01", old="Vàng A Mẫu", new="{{ho_ten}}", tells="{{ho_ten}}"),
    Twin(rule="TX-02", old="hằng quý", new="hằng  quý", tells="Điều 2"),
    Twin(rule="TX-02", old="hằng quý về", new="hằng quý ,", tells="quý ,"),
]
STATE += [
    Twin(
        rule="SH-09",
        old=f"<w:tc>{_DATE}</w:tc></w:tr>",
        new=f"<w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc><w:tc>{_DATE}</w:tc></w:tr>",
        tells="hàng 3",
    ),
    Twin(rule="SG-02", old="Lò Văn Thử", new="LÒ VĂN THỬ", tells="chữ in hoa"),
    Twin(
        rule="SG-01",
        old=p(r("CHỦ TỊCH", "b")),
        new=p(r("KT. CHỦ TỊCH", "b")) + p(r("Phó Chủ tịch", "b")),
        tells="chữ thường",
    ),
    Twin(rule="SG-02", old=r("Lò Văn Thử", "b"), new="", tells="họ và tên"),
    Twin(rule="SH-05", old=drawn_rule(3428, 5631), new=drawn_rule(2000, 5631), tells="35,3 mm"),
    Twin(rule="SH-05", old=drawn_rule(3428, 5631), new="", tells="không có đường kẻ"),
    Twin(rule="SH-05", old=drawn_rule(3428, 5631), new=p(r("_" * 10)), tells="24,7 mm"),
    Twin(rule="BD-09", old="Căn cứ Luật", new="Căn cứ Nghị định 30/2020/NĐ-CP và Luật", tells="Nghị định số"),
    Twin(rule="BD-10", old="QUYẾT ĐỊNH:", new="QUYẾT ĐỊNH", tells="“QUYẾT ĐỊNH”"),
    Twin(rule="BD-10", old=r("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG XANH", "b"), new="", tells="thẩm quyền"),
    Twin(rule="SG-03", old=r("CHỦ TỊCH", "b"), new=r("TM. ỦY BAN NHÂN DÂN", "b"), tells="bỏ dòng TM."),
    Twin(rule="SG-03", old=r("CHỦ TỊCH", "b"), new=r("PHÓ CHỦ TỊCH", "b"), tells="KT."),
    Twin(rule="NN-04", old="- Như Điều 3;", new="- Như trên;", tells="Như Điều 3"),
    Twin(rule="NN-04", old="- Như Điều 3;", new="- Như Điều 7;", tells="có 3 điều"),
    Twin(rule="NN-05", old=p(r("QUYẾT ĐỊNH:", "b")), new=p(r("Kính gửi: Sở Nội vụ")), tells="Kính gửi"),
    Twin(
        rule="PL-03",
        old=r("(Kèm theo Quyết định số 08/QĐ-UBND ngày 08 tháng 01 năm 2026)", "i"),
        new="",
        tells="Kèm theo",
    ),
    Twin(rule="PL-03", old="(Kèm theo Quyết định", new="(Ban hành kèm theo Quyết định", tells="Ban hành"),
]
_TASK = r(" Ông Vàng A Mẫu báo cáo tiến độ hằng quý về Sở Nội vụ.")
_END = body(r("Điều 3.", "b"), r(" Giám đốc"))[: -len("</w:t></w:r></w:p>")]


def _before_last_article(*lines: str) -> dict[str, str]:
    """A change that sets lines of running text before Điều 3."""
    return {"old": _END, "new": "".join(lines) + _END}


STATE += [
    Twin(rule="SH-07", old=p(r("_" * 18, "", 28)), new=p(), tells="không có đường kẻ"),
    Twin(rule="SH-07", old=p(r("_" * 18, "", 28)), new=p(r("_" * 44, "", 28)), tells="đường kẻ dài"),
    Twin(rule="SH-07", old=p(r("_______", "b", 26)), new="", tells="TỈNH SÔNG XANH"),
    Twin(rule="DT-04", old="Sông Xanh, ngày 08", new="tỉnh Sông Xanh, ngày 08", tells="viết hoa"),
    Twin(rule="BD-12", **_before_last_article(body(r("a. Nội dung thứ nhất."))), tells="a. Nội dung"),
    Twin(rule="BD-12", **_before_last_article(body(r("a) Một;")), body(r("c) Hai."))), tells="thành b)"),
    Twin(rule="BD-12", **_before_last_article(body(r("f) Nội dung."))), tells="f) Nội dung"),
    Twin(rule="BD-12", **_before_last_article(body(r("1. Một.")), body(r("3. Ba."))), tells="khoản 3 sau khoản 1"),
    Twin(rule="BD-12", **_before_last_article(body(r("1.1. Nội dung."))), tells="1.1. Nội dung"),
    Twin(rule="BD-13", **_before_last_article(p(r("Chương 2", "b")), p(r("TỔ CHỨC", "b"))), tells="Chương II"),
    Twin(rule="BD-13", **_before_last_article(p(r("Chương II")), p(r("TỔ CHỨC", "b"))), tells="không đậm"),
    Twin(rule="BD-13", **_before_last_article(p(r("Chương II", "b")), p(r("Tổ chức", "b"))), tells="chữ in hoa"),
    Twin(rule="TX-03", old=_TASK, new=r(" Ông Vàng A Mẫu hòa giải, khoá sổ, khoá kho hằng quý."), tells="hòa"),
    Twin(rule="TX-04", old=_TASK, new=r(" Việc phục vụ nhân dân theo quy định."), tells="Nhân dân"),
    Twin(rule="TX-04", old=_TASK, new=r(" Thực hiện theo điều 5 của Quy chế."), tells="Điều"),
    Twin(rule="TX-05", old="- Sở Nội vụ;", new="- UBND huyện Suối Mẫu;", tells="30/06/2025"),
    Twin(rule="TX-05", old="TỈNH SÔNG XANH", new="HUYỆN SUỐI MẪU", tells="30/06/2025"),
    Twin(
        rule="TX-06",
        old="Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        new="Căn cứ Quy định số 124-QĐ/TW ngày 04 tháng 10 năm 2023 của Bộ Chính trị;",
        tells="366-QĐ/TW",
    ),
    *(
        Twin(
            rule="TX-06",
            old="Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
            new=f"Luật Tổ chức chính quyền địa phương {version};",
            tells="72/2025/QH15",
        )
        for version in ("ngày 19 tháng 6 năm 2015", "năm 2015", "(sửa đổi) ngày 19/02/2025", "số 65/2025/QH15")
    ),
]
PARTY = [
    Twin(rule="PH-02", old=r("ĐẢNG BỘ TỈNH SÔNG XANH"), new=r("ĐẢNG BỘ TỈNH SÔNG XANH", "b"), tells="in đậm"),
    Twin(rule="TX-05", old="ĐẢNG ỦY XÃ SUỐI MẪU", new="HUYỆN ỦY SUỐI MẪU", tells="30/06/2025"),
    Twin(
        rule="TX-06",
        old="- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;",
        new="- Căn cứ Quy định số 66-QĐ/TW, ngày 06/02/2017 của Ban Bí thư;",
        tells="399-QĐ/TW",
    ),
    Twin(rule="TX-03", old="BAN THƯỜNG VỤ ĐẢNG ỦY XÃ", new="BAN THƯỜNG VỤ ĐẢNG UỶ XÃ", tells="UỶ"),
    Twin(rule="SH-05", old=drawn_rule(4133, 5055), new="", tells="không có đường kẻ"),
    Twin(rule="SH-05", old=drawn_rule(4133, 5055), new=drawn_rule(4700, 5055), tells="82,9 mm"),
    Twin(rule="PG-03", old='w:right="850"', new='w:right="1134"', tells="lề phải"),
    Twin(rule="PG-07", old='w:header="567"', new='w:header="300"', tells="mép trên"),
    Twin(rule="PG-07", old='w:val="28"', new='w:val="26"', part="header", count=9, tells="cỡ 13"),
    Twin(rule="SH-10", old="ĐẢNG BỘ TỈNH SÔNG XANH", new="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", tells="Quốc hiệu"),
    Twin(
        rule="PH-01", old=r("ĐẢNG CỘNG SẢN VIỆT NAM", "b", 30), new=r("ĐẢNG CỘNG SẢN VIỆT NAM", "b", 28), tells="cỡ 14"
    ),
    Twin(rule="PH-02", old=r("ĐẢNG BỘ TỈNH SÔNG XANH"), new=r("ĐẢNG BỘ TỈNH SÔNG XANH", "", 26), tells="cỡ 13"),
    Twin(rule="PH-03", old='preserve">*<', new='preserve">***<', tells="***"),
    Twin(rule="PH-03", old='preserve">*<', new='preserve">_____<', tells="dấu sao"),
    Twin(rule="SN-02", old=r("Số 58-QĐ/ĐU"), new=r("Số 58-QĐ/ĐU", "", 26), tells="cỡ 13"),
    Twin(rule="SN-05", old="Số 58-QĐ/ĐU", new="Số: 58-QĐ/ĐU", tells="Số: 58"),
    Twin(rule="SN-05", old="Số 58-QĐ/ĐU", new="Số 58 - QĐ/ĐU", tells="58 - QĐ"),
    Twin(rule="SN-05", old="Số 58-QĐ/ĐU", new="Số 58-QĐi/ĐU", tells="QĐi"),
    Twin(rule="SN-07", old="Số 58-QĐ/ĐU", new="Số 58-QC/ĐU", tells="QC cho Quyết định"),
    Twin(
        rule="DT-03",
        old=r("Suối Mẫu, ngày 08 tháng 6 năm 2026", "i"),
        new=r("Suối Mẫu, ngày 08 tháng 6 năm 2026", "i", 26),
        tells="cỡ 13",
    ),
    Twin(rule="TI-01", old=r("QUYẾT ĐỊNH", "b", 32), new=r("QUYẾT ĐỊNH", "b", 28), tells="cỡ 14"),
    Twin(
        rule="TI-02",
        old=r("về việc giao nhiệm vụ đột phá, đổi mới", "b"),
        new=r("về việc giao nhiệm vụ đột phá, đổi mới", "bi"),
        tells="nghiêng",
    ),
    Twin(rule="TI-04", old="-----", new="------", tells="------"),
    Twin(rule="TI-04", old="-----", new="_____", tells="đường kẻ"),
    Twin(rule="BD-06", old='w:line="380" w:lineRule="exact"', new='w:line="276" w:lineRule="auto"', tells="1,15 lines"),
    Twin(rule="BD-06", old='w:line="380"', new='w:line="460"', tells="Exactly 23 pt"),
    Twin(rule="BD-08", old="- Căn cứ Điều lệ", new="Căn cứ Điều lệ", tells="“- ”"),
    Twin(
        rule="BD-08",
        old=r("- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;"),
        new=r("- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;", "i"),
        tells="nghiêng",
    ),
    Twin(rule="BD-03", old='w:firstLine="567"', new='w:firstLine="720"', tells="12,7 mm"),
    Twin(rule="BD-15", old="căn cứ Quyết định thi hành.", new="căn cứ Quyết định thi hành./.", tells="bỏ “./.”"),
    Twin(rule="SG-05", old="T/M BAN THƯỜNG VỤ", new="TM. BAN THƯỜNG VỤ", tells="TM."),
    Twin(rule="SG-05", old="T/M BAN THƯỜNG VỤ", new="T/ M BAN THƯỜNG VỤ", tells="T/ M"),
    Twin(rule="SG-06", old=r("BÍ THƯ"), new=r("BÍ THƯ", "b"), tells="in đậm"),
    Twin(rule="SG-06", old=r("T/M BAN THƯỜNG VỤ", "b"), new=r("T/M BAN THƯỜNG VỤ"), tells="không đậm"),
    Twin(rule="SG-07", old="T/M BAN THƯỜNG VỤ", new="K/T BÍ THƯ", tells="K/T"),
    Twin(rule="SG-08", old=r("BÍ THƯ"), new=r("PHÓ BÍ THƯ TỈNH ỦY"), tells="PHÓ BÍ THƯ TỈNH ỦY"),
    Twin(rule="SG-04", old="Triệu Thị Mẫu", new="Đồng chí Triệu Thị Mẫu", tells="Đồng chí"),
    Twin(rule="NN-06", old=r("Nơi nhận:", "u"), new=r("Nơi nhận:", "bi", 24), tells="không gạch chân"),
    Twin(rule="NN-07", old="- Lưu Văn phòng.", new="- Lưu: VT, VPTU.", tells="- Lưu: VT"),
    Twin(rule="NN-07", old="- Ban Xây dựng Đảng;", new="- Ban Xây dựng Đảng,", tells="“;”"),
]

LETTER_RULES = frozenset({"TI-03", "TI-05", "NN-08"})  # their twins are letters: test_letters.py


BESIDE_RULES = frozenset(
    {"SN-04", "SN-06", "KS-01", "KS-02"}
)  # their twins need more than a changed text: test_beside.py, test_stamps.py


def _twin(paper: Parts, twin: Twin) -> bytes:
    return paper.twin(twin.old, twin.new, part=twin.part, count=twin.count).docx()


def _assert_caught(report: Report, twin: Twin) -> None:
    failures = [finding for finding in report.of(twin.rule) if finding.verdict is Verdict.FAIL]
    assert failures, f"{twin.rule} did not fail: {report.of(twin.rule)}"
    said = " ".join(f"{finding.place} {finding.message}" for finding in failures)
    assert twin.tells in said


def _name(twin: Twin) -> str:
    return f"{twin.rule} {twin.tells}"


@pytest.mark.parametrize(
    "paper",
    [state_decision(), party_decision(), party_decision(hd36=True), state_minutes(), state_handout()],
    ids=["state decision", "party decision", "party decision 2021", "state minutes", "state handout"],
)
def test_right_paper_has_no_failure(paper: Parts) -> None:
    """A paper that keeps every rule gets no failure at all."""
    report = check(paper.docx())
    assert [(finding.rule, finding.place, finding.message) for finding in report.failures] == []


@pytest.mark.parametrize("twin", STATE, ids=_name)
def test_state_twin_is_caught(twin: Twin) -> None:
    """A State paper broken in one place fails the rule of that place and says where."""
    _assert_caught(check(_twin(state_decision(), twin), ruleset="ND30", mode=Mode.ISSUED), twin)


@pytest.mark.parametrize("twin", PARTY, ids=_name)
def test_party_twin_is_caught(twin: Twin) -> None:
    """A Party paper broken in one place fails the rule of that place and says where."""
    _assert_caught(check(_twin(party_decision(), twin), ruleset="HD05", mode=Mode.ISSUED), twin)


def test_landscape_without_table_is_caught() -> None:
    """A turned page that holds no table fails PG-04, one that holds a table passes."""
    turned = ('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')
    across = state_decision().twin(*turned, count=2)
    assert check(across.docx()).of("PG-04")[0].verdict is Verdict.PASS
    bare = across.twin("<w:tbl>", "<w:p/><!--", count=9).twin("</w:tbl>", "-->", count=9)
    assert {finding.place for finding in check(bare.docx(), ruleset="ND30").of("PG-04")} == {"phần 1", "phần 2"}


@pytest.mark.parametrize(("paper", "twins"), [(state_decision(), STATE), (party_decision(), PARTY)])
def test_every_evaluated_rule_has_a_twin(paper: Parts, twins: list[Twin]) -> None:
    """Each rule that is measured in a regime of its own is broken by at least one twin."""
    shared = {twin.rule for twin in (*STATE, *PARTY)} | {"PG-04"} | LETTER_RULES | BESIDE_RULES
    listed = {finding.rule for finding in check(paper.docx()).findings}
    assert (listed & set(MEASURES)) <= shared
