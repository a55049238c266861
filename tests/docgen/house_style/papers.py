"""Right papers written as plain WordprocessingML by hand, and their broken twins.

Shares no constant with the product: every measure below was typed from the decree and the guidelines.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="png" ContentType="image/png"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELS = f"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>"""
_DOC_RELS = f"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{_R}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{_R}/header" Target="header1.xml"/>
<Relationship Id="rId3" Type="{_R}/header" Target="header2.xml"/>
<Relationship Id="rId4" Type="{_R}/footer" Target="footer1.xml"/></Relationships>"""
_THEME_REL = f'<Relationship Id="rId5" Type="{_R}/theme" Target="theme/theme1.xml"/></Relationships>'
_NUMBERING_REL = f'<Relationship Id="rId6" Type="{_R}/numbering" Target="numbering.xml"/></Relationships>'
_PICTURE_REL = f'<Relationship Id="rId1{{number}}" Type="{_R}/image" Target="media/image{{number}}.png"/>'
_STYLES = f"""<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>
<w:sz w:val="28"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Bold"><w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style></w:styles>"""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The parts of a hand-written .docx that tests change."""

    document: str
    header: str
    first_header: str
    footer: str
    styles: str = _STYLES
    theme: str = ""
    pictures: tuple[bytes, ...] = ()  # rId11, rId12 …
    numbering: str = ""

    def twin(self, old: str, new: str, *, part: str = "document", count: int = 1) -> Parts:
        """The same paper with `old` made `new` in one part; refuses to change nothing."""
        text: str = getattr(self, part)
        assert old in text, f"the paper does not hold {old!r}"
        changed: Parts = replace(self, **{part: text.replace(old, new, count)})
        return changed

    def docx(self) -> bytes:
        """The .docx file."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            package.writestr("[Content_Types].xml", _TYPES)
            package.writestr("_rels/.rels", _RELS)
            rels = _DOC_RELS.replace("</Relationships>", _THEME_REL) if self.theme else _DOC_RELS
            if self.numbering:
                package.writestr("word/numbering.xml", self.numbering)
                rels = rels.replace("</Relationships>", _NUMBERING_REL)
            for number, picture in enumerate(self.pictures, 1):
                package.writestr(f"word/media/image{number}.png", picture)
                rels = rels.replace("</Relationships>", _PICTURE_REL.format(number=number) + "</Relationships>")
            package.writestr("word/_rels/document.xml.rels", rels)
            package.writestr("word/document.xml", self.document)
            package.writestr("word/styles.xml", self.styles)
            package.writestr("word/header1.xml", self.header)
            package.writestr("word/header2.xml", self.first_header)
            package.writestr("word/footer1.xml", self.footer)
            if self.theme:
                package.writestr("word/theme/theme1.xml", self.theme)
        return out.getvalue()


def r(text: str, marks: str = "", size: int = 28) -> str:
    """One run; `marks` holds b, i, u."""
    tags = "".join({"b": "<w:b/>", "i": "<w:i/>", "u": '<w:u w:val="single"/>'}[mark] for mark in marks)
    return f'<w:r><w:rPr>{tags}<w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, jc: str = "center", props: str = "") -> str:
    """One paragraph."""
    return f'<w:p><w:pPr>{props}<w:jc w:val="{jc}"/></w:pPr>{"".join(runs)}</w:p>'


def body(*runs: str, line: str = 'w:line="264" w:lineRule="auto"') -> str:
    """One paragraph of running text: justified, 10 mm, 6 pt before."""
    props = f'<w:spacing w:before="120" w:after="0" {line}/><w:ind w:firstLine="567"/>'
    return p(*runs, jc="both", props=props)


def row(*cells: str) -> str:
    """One table row of cells that hold paragraphs."""
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def drawn_rule(length: int, room: int) -> str:
    """An empty paragraph whose lower border is `length` long in the middle of `room`, both in twips."""
    side = (room - length) // 2
    border = '<w:pBdr><w:bottom w:val="single" w:sz="6"/></w:pBdr>'
    return f'<w:p><w:pPr>{border}<w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>'


def wide(width: int) -> str:
    """The properties of a cell of `width` twips without padding."""
    none = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    return f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:tcMar>{none}</w:tcMar></w:tcPr>'


def grid(*widths: int) -> str:
    """What opens a table: how wide its columns are, in twips."""
    return "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths) + "</w:tblGrid>"


def section(kind: str = "final", *, right: int, start: str = "") -> str:
    """A section mark with the fixed margins; `kind` "break" puts it in a paragraph of its own."""
    mark = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:headerReference w:type="first" r:id="rId3"/>'
        '<w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar w:top="1134" w:right="{right}" w:bottom="1134" w:left="1701" w:header="567" w:footer="567"/>'
        f"{start}<w:titlePg/></w:sectPr>"
    )
    return mark if kind == "final" else f"<w:p><w:pPr>{mark}</w:pPr></w:p>"


def _edge(tag: str, inside: str) -> str:
    return f'<w:{tag} xmlns:w="{_W}">{inside}</w:{tag}>'


def _page_field(size: int) -> str:
    def piece(inside: str) -> str:
        return f'<w:r><w:rPr><w:sz w:val="{size}"/></w:rPr>{inside}</w:r>'

    codes = '<w:fldChar w:fldCharType="{}"/>'
    field = piece(codes.format("begin")) + piece("<w:instrText> PAGE </w:instrText>")
    return field + piece(codes.format("separate")) + piece("<w:t>2</w:t>") + piece(codes.format("end"))


def _parts(blocks: list[str]) -> Parts:
    return Parts(
        document=f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{"".join(blocks)}</w:body></w:document>',
        header=_edge("hdr", p(_page_field(28))),
        first_header=_edge("hdr", "<w:p/>"),
        footer=_edge("ftr", "<w:p/>"),
    )


def state_decision() -> Parts:
    """A right decision of a chairman, dated 08 January 2026, with one appendix."""
    left = p(r("ỦY BAN NHÂN DÂN", "b", 26)) + p(r("TỈNH SÔNG XANH", "b", 26)) + p(r("_______", "b", 26))
    right = p(r("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b", 26)) + p(r("Độc lập - Tự do - Hạnh phúc", "b", 28))
    left, right = wide(3440) + left, wide(5631) + right + drawn_rule(3428, 5631)
    number, date = p(r("Số: 08/QĐ-UBND", "", 26)), p(r("Sông Xanh, ngày 08 tháng 01 năm 2026", "i"))
    recipients = p(r("Nơi nhận:", "bi", 24), jc="left") + "".join(
        p(r(text, "", 22), jc="left") for text in ("- Như Điều 3;", "- Sở Nội vụ;", "- Lưu: VT, NC.")
    )
    sign = p(r("CHỦ TỊCH", "b")) + p() * 4 + p(r("Lò Văn Thử", "b"))
    return _parts(
        [
            f"<w:tbl>{grid(3440, 5631)}{row(left, right)}{row(number, date)}</w:tbl>",
            p(),
            p(r("QUYẾT ĐỊNH", "b")),
            p(r("Về việc giao nhiệm vụ đột phá, đổi mới năm 2026", "b")),
            p(r("_" * 18, "", 28)),
            p(r("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG XANH", "b")),
            body(r("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", "i")),
            body(r("Theo đề nghị của Giám đốc Sở Nội vụ.", "i")),
            p(r("QUYẾT ĐỊNH:", "b")),
            body(
                r("Điều 1.", "b"), r(" Giao ông Vàng A Mẫu thực hiện các nhiệm vụ tại Phụ lục kèm theo Quyết định này.")
            ),
            body(r("Điều 2.", "b"), r(" Ông Vàng A Mẫu báo cáo tiến độ hằng quý về Sở Nội vụ.")),
            body(
                r("Điều 3.", "b"),
                r(" Giám đốc Sở Nội vụ và ông Vàng A Mẫu chịu trách nhiệm thi hành Quyết định này./."),
            ),
            f"<w:tbl>{row(recipients, sign)}</w:tbl>",
            section("break", right=1134),
            p(r("Phụ lục", "b")),
            p(r("DANH MỤC NHIỆM VỤ ĐỘT PHÁ, ĐỔI MỚI NĂM 2026", "b")),
            p(r("(Kèm theo Quyết định số 08/QĐ-UBND ngày 08 tháng 01 năm 2026)", "i")),
            f"<w:tbl>{row(p(r('STT', 'b', 26)), p(r('Nhiệm vụ', 'b', 26)))}</w:tbl>",
            p(r("./."), jc="right"),
            section(right=1134, start='<w:pgNumType w:start="1"/>'),
        ]
    )


EXACT = 'w:line="380" w:lineRule="exact"'


def party_decision(*, hd36: bool = False) -> Parts:
    """A right decision of a standing board: HD05, dated 08 June 2026, or HD36, dated 05 February 2021."""
    left = p(r("ĐẢNG BỘ TỈNH SÔNG XANH")) + p(r("ĐẢNG ỦY XÃ SUỐI MẪU", "b")) + p(r("*")) + p(r("Số 58-QĐ/ĐU"))
    day = "05 tháng 02 năm 2021" if hd36 else "08 tháng 6 năm 2026"
    title = p(r("ĐẢNG CỘNG SẢN VIỆT NAM", "b", 30)) + drawn_rule(4133, 5055)
    left, right = wide(4300) + left, wide(5055) + title + p() + p(r(f"Suối Mẫu, ngày {day}", "i"))
    mark = "," if hd36 else ";"
    recipients = p(r("Nơi nhận:", "u"), jc="left") + "".join(
        p(r(text, "", 24), jc="left")
        for text in (f"- Như Điều 2{mark}", f"- Ban Xây dựng Đảng{mark}", "- Lưu Văn phòng.")
    )
    sign = p(r("T/M BAN THƯỜNG VỤ", "b")) + p(r("BÍ THƯ")) + p() * 4 + p(r("Triệu Thị Mẫu", "b"))
    return _parts(
        [
            f"<w:tbl>{grid(4300, 5055)}{row(left, right)}</w:tbl>",
            p(r("QUYẾT ĐỊNH", "b", 32)),
            p(r("về việc giao nhiệm vụ đột phá, đổi mới", "b")),
            p(r("-----")),
            body(r("- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;"), line=EXACT),
            body(r("- Xét đề nghị của Ban Xây dựng Đảng."), line=EXACT),
            p(r("BAN THƯỜNG VỤ ĐẢNG ỦY XÃ", "b")),
            p(r("QUYẾT ĐỊNH:", "b")),
            body(r("Điều 1.", "b"), r(" Giao đồng chí Nông Thị Thử thực hiện 02 nhiệm vụ."), line=EXACT),
            body(r("Điều 2.", "b"), r(" Đồng chí Nông Thị Thử căn cứ Quyết định thi hành."), line=EXACT),
            f"<w:tbl>{row(recipients, sign)}</w:tbl>",
            section(right=850),
        ]
    )


def state_minutes() -> Parts:
    """Right minutes: no date cell, two signatories, the recipients in a table of their own below."""
    paper = state_decision()
    signers = p(r("THƯ KÝ", "b")) + p() + p(r("Bàn Văn Thử", "b")), p(r("CHỦ TỌA", "b")) + p() + p(r("Lò Văn Thử", "b"))
    recipients = p(r("Nơi nhận:", "bi", 24), jc="left") + p(r("- Lưu: VT, Hồ sơ.", "", 22), jc="left")
    header = paper.document[paper.document.index("<w:tbl>") : paper.document.index("</w:tbl>") + len("</w:tbl>")]
    header = header.replace("QĐ-UBND", "BB-UBND").replace(r("Sông Xanh, ngày 08 tháng 01 năm 2026", "i"), "")
    return _parts(
        [
            header,
            p(r("BIÊN BẢN", "b")),
            p(r("Họp đánh giá kết quả thực hiện nhiệm vụ", "b")),
            p(r("_" * 14)),
            body(r("Chủ trì: Ông Lò Văn Thử, Chủ tịch.")),
            body(r("Cuộc họp kết thúc vào 10 giờ 30 phút, ngày 09 tháng 10 năm 2026./.")),
            f"<w:tbl>{row(*signers)}</w:tbl>",
            p(),
            f"<w:tbl>{row(recipients, p())}</w:tbl>",
            section(right=1134),
        ]
    )


def state_handout() -> Parts:
    """A right conference paper: the header, then an appendix label as its title, and nothing to sign."""
    paper = state_minutes().document
    start, end = paper.index(p(r("BIÊN BẢN", "b"))), paper.index("<w:sectPr>")
    title = (
        p(r("PHỤ LỤC", "b")) + p(r("KẾT QUẢ THỰC HIỆN NHIỆM VỤ", "b")) + body(r("Đã giao 02 nhiệm vụ cho 01 người."))
    )
    number = paper.index("<w:tr>", paper.index("</w:tr>"))
    header_end = paper.index("</w:tbl>")
    return _parts([]).twin(
        "<w:body>",
        "<w:body>"
        + paper[paper.index("<w:tbl>") : number]
        + paper[header_end:start]
        + title
        + paper[end:].split("</w:body>")[0],
    )
