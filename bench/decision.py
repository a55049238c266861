"""A decision of two A4 pages as Word writes it, and data to fill it: the fixture of the template measurement.

Thirteen members, document.xml about 30 KB with rsids and explicit run properties, a table of tasks, one tag cut over
three runs. All names are invented.
"""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RUN = (
    '<w:r w:rsidRPr="00A{n:05d}"><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
    'w:cs="Times New Roman"/>{bold}<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/></w:rPr>'
    '<w:t xml:space="preserve">{text}</w:t></w:r>'
)
PARAGRAPH = (
    '<w:p w:rsidR="00B{n:05d}" w:rsidRPr="00A{n:05d}" w:rsidRDefault="00C{n:05d}" w:rsidP="00D{n:05d}"><w:pPr>'
    '<w:spacing w:before="120" w:after="0" w:line="340" w:lineRule="exact"/><w:ind w:firstLine="720"/>'
    '<w:jc w:val="both"/></w:pPr>{runs}</w:p>'
)
GROUNDS = "Căn cứ Luật Tổ chức chính quyền địa phương và các văn bản hướng dẫn thi hành;"
DUTIES = (
    "Đồng chí được giao nhiệm vụ có trách nhiệm xây dựng kế hoạch, tổ chức thực hiện, định kỳ báo cáo kết quả và chịu "
    "trách nhiệm trước tập thể lãnh đạo về tiến độ, chất lượng của nhiệm vụ được giao tại Quyết định này."
)
SIGNED = ("{{ signatory.title }}", "{{ signatory.name }}")
COLUMNS = (
    "{{ loop.index }}",
    "{{ task.name }}",
    "{{ task.product }}",
    "{{ task.unit }}",
    "{{ task.due }}",
    "{{ task.note }}",
)
TITLES = ("STT", "Nhiệm vụ", "Sản phẩm", "Đơn vị tính", "Thời hạn", "Ghi chú")


def _paragraph(n: int, *texts: str, bold: bool = False) -> str:
    mark = "<w:b/>" if bold else ""
    return PARAGRAPH.format(n=n, runs="".join(RUN.format(n=n, bold=mark, text=text) for text in texts))


def _row(n: int, cells: tuple[str, ...], *, bold: bool = False) -> str:
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="1550" w:type="dxa"/></w:tcPr>{_paragraph(n + i, cell, bold=bold)}</w:tc>'
        for i, cell in enumerate(cells)
    )
    return f'<w:tr w:rsidR="00E{n:05d}" w:rsidTr="00F{n:05d}">{inside}</w:tr>'


def _table() -> str:
    grid = '<w:gridCol w:w="1550"/>' * len(COLUMNS)
    rows = (
        _row(400, TITLES, bold=True)
        + _row(410, ("{%tr for task in tasks %}", "", "", "", "", ""))
        + _row(420, COLUMNS)
        + _row(430, ("{%tr endfor %}", "", "", "", "", ""))
    )
    return f'<w:tbl><w:tblPr><w:tblW w:w="9300" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'


def _document() -> str:
    texts = [
        _paragraph(1, "{{ issuing_body }}", bold=True),
        _paragraph(2, "QUYẾT ĐỊNH", bold=True),
        _paragraph(3, "Giao nhiệm vụ cho đồng chí ", "{{ assi", "gnee.na", "me }}", ", {{ assignee.post }}", bold=True),
        *[_paragraph(10 + i, GROUNDS) for i in range(5)],
        _paragraph(20, "Điều 1. ", "Giao đồng chí {{ assignee.name }} thực hiện các nhiệm vụ sau:"),
        _table(),
        *[_paragraph(500 + i, f"Điều {i + 2}. ", DUTIES) for i in range(8)],
        _paragraph(600, "{%p if supervisor %}"),
        _paragraph(601, "Đồng chí {{ supervisor }} theo dõi, đôn đốc việc thực hiện."),
        _paragraph(602, "{%p endif %}"),
        *[_paragraph(700 + i, text, bold=True) for i, text in enumerate(SIGNED)],
    ]
    section = (
        '<w:sectPr w:rsidR="00A00001"><w:headerReference w:type="default" r:id="rId5"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" '
        'w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
    )
    return f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{"".join(texts)}{section}</w:body></w:document>'


PARTS = (  # relationship, member, kind of content, content
    ("styles", "styles", f'<w:styles xmlns:w="{W}"/>'),
    ("settings", "settings", f'<w:settings xmlns:w="{W}"/>'),
    ("fontTable", "fontTable", f'<w:fonts xmlns:w="{W}"/>'),
    ("webSettings", "webSettings", f'<w:webSettings xmlns:w="{W}"/>'),
    ("header", "header1", f'<w:hdr xmlns:w="{W}"><w:p><w:r><w:t>2</w:t></w:r></w:p></w:hdr>'),
    ("numbering", "numbering", f'<w:numbering xmlns:w="{W}"/>'),
    ("footnotes", "footnotes", f'<w:footnotes xmlns:w="{W}"/>'),
)
CORE = (
    f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>Quyết định</dc:title></cp:coreProperties>"
)
APP = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'


def _content_types() -> str:
    parts = "".join(
        f'<Override PartName="/word/{member}.xml" ContentType="{WORD_TYPE}.{kind}+xml"/>' for kind, member, _ in PARTS
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>{parts}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _relationships(rows: list[tuple[str, str]]) -> str:
    inside = "".join(f'<Relationship Id="rId{i}" Type="{kind}" Target="{to}"/>' for i, (kind, to) in enumerate(rows, 1))
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def template() -> bytes:
    """The .docx template of the decision."""
    package = [
        (f"{R}/officeDocument", "word/document.xml"),
        (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{R}/extended-properties", "docProps/app.xml"),
    ]
    members = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(package),
        "word/_rels/document.xml.rels": _relationships([(f"{R}/{kind}", f"{name}.xml") for kind, name, _ in PARTS]),
        "word/document.xml": _document(),
        **{f"word/{name}.xml": content for _, name, content in PARTS},
        "docProps/core.xml": CORE,
        "docProps/app.xml": APP,
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content if content.startswith("<?xml") else HEAD + content)
    return made.getvalue()


def context(number: int) -> dict[str, object]:
    """Data of decision `number`: one to five tasks, values with `&` and `<`."""
    tasks = [
        {
            "name": f"Tham mưu sơ kết chuyên đề số {number}.{row} & kiến nghị <bổ sung>",
            "product": "Báo cáo",
            "unit": "văn bản",
            "due": f"{row + 10}/12/2025",
            "note": "Trọng tâm",
        }
        for row in range(1 + number % 5)
    ]
    return {
        "issuing_body": "ỦY BAN NHÂN DÂN XÃ SÔNG MẪU",
        "assignee": {"name": f"Nguyễn Thị Mẫu {number}", "post": "Chuyên viên Văn phòng"},
        "supervisor": "Trần Văn Ví Dụ" if number % 2 else "",
        "signatory": {"title": "CHỦ TỊCH", "name": "Lê Thị Thử"},
        "tasks": tasks,
    }
