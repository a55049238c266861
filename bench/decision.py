"""A decision of two A4 pages as Word writes it, and data to fill it: the fixture of the template measurement.

Thirteen members, document.xml about 30 kB with rsids and explicit run properties, a table of tasks, one tag cut over
three runs; the whole file about 13 kB. All names are invented.
"""

from __future__ import annotations

import io
import zipfile

from bench.word_parts import HEAD, HEADER_ID, R, W, package

RSIDS = (
    "00A41C07",
    "00B95D3E",
    "00C37B15",
    "003F6A90",
    "005E12D4",
    "0071B8AA",
    "008D0F63",
    "00E2947C",
)  # Word reuses few
RUN = (
    '<w:r w:rsidR="{b}" w:rsidRPr="{a}"><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
    'w:cs="Times New Roman"/>{bold}<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/></w:rPr>'
    '<w:t xml:space="preserve">{text}</w:t></w:r>'
)
PARAGRAPH = (
    '<w:p w:rsidR="{a}" w:rsidRPr="{b}" w:rsidRDefault="{c}" w:rsidP="{b}"><w:pPr>'
    '<w:spacing w:before="120" w:after="0" w:line="340" w:lineRule="exact"/><w:ind w:firstLine="720"/>'
    '<w:jc w:val="both"/></w:pPr>{runs}</w:p>'
)
GROUNDS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
    "Căn cứ Luật Cán bộ, công chức và các nghị định hướng dẫn thi hành;",
    "Căn cứ Quy chế làm việc của Ủy ban nhân dân xã nhiệm kỳ 2021 - 2026;",
    "Căn cứ Kế hoạch phát triển kinh tế - xã hội, quốc phòng - an ninh năm 2025 của xã;",
    "Theo đề nghị của Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã.",
)
DUTIES = (
    "Đồng chí được giao nhiệm vụ có trách nhiệm xây dựng kế hoạch, tổ chức thực hiện, chịu trách nhiệm trước tập thể "
    "lãnh đạo về tiến độ, chất lượng của từng nhiệm vụ tại Quyết định này.",
    "Hằng quý, trước ngày 25 của tháng cuối quý, báo cáo bằng văn bản kết quả thực hiện, nêu rõ khó khăn, vướng mắc "
    "và kiến nghị giải pháp tháo gỡ.",
    "Giao Văn phòng theo dõi, đôn đốc, tổng hợp, tham mưu kiểm tra việc thực hiện và đề xuất khen thưởng, phê bình.",
    "Giao các phòng chuyên môn, đơn vị sự nghiệp phối hợp, cung cấp số liệu, bố trí nhân lực khi có yêu cầu.",
    "Kinh phí thực hiện được bố trí trong dự toán chi thường xuyên đã giao và các nguồn hợp pháp khác theo quy định.",
    "Kết quả thực hiện nhiệm vụ là căn cứ đánh giá, xếp loại chất lượng cán bộ, công chức cuối năm của đồng chí.",
    "Quyết định này có hiệu lực kể từ ngày ký; các quy định trước đây trái với Quyết định này đều bãi bỏ.",
    "Chánh Văn phòng, Thủ trưởng các phòng, đơn vị liên quan và cá nhân có tên chịu trách nhiệm thi hành.",
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
    a, b, c = (RSIDS[place % len(RSIDS)] for place in (n, n // 3, n // 7))
    return PARAGRAPH.format(a=a, b=b, c=c, runs="".join(RUN.format(a=a, b=b, bold=mark, text=text) for text in texts))


def _row(n: int, cells: tuple[str, ...], *, bold: bool = False) -> str:
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="1550" w:type="dxa"/></w:tcPr>{_paragraph(n + i, cell, bold=bold)}</w:tc>'
        for i, cell in enumerate(cells)
    )
    return f'<w:tr w:rsidR="{RSIDS[n % 7]}" w:rsidRPr="{RSIDS[n % 5]}" w:rsidTr="{RSIDS[n % 3]}">{inside}</w:tr>'


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
        *[_paragraph(10 + i, ground) for i, ground in enumerate(GROUNDS)],
        _paragraph(20, "Điều 1. ", "Giao đồng chí {{ assignee.name }} thực hiện các nhiệm vụ sau:"),
        _table(),
        *[_paragraph(500 + i, f"Điều {i + 2}. ", duty) for i, duty in enumerate(DUTIES)],
        _paragraph(600, "{%p if supervisor %}"),
        _paragraph(601, "Đồng chí {{ supervisor }} theo dõi, đôn đốc việc thực hiện."),
        _paragraph(602, "{%p endif %}"),
        *[_paragraph(700 + i, text, bold=True) for i, text in enumerate(SIGNED)],
    ]
    section = (
        f'<w:sectPr w:rsidR="{RSIDS[0]}"><w:headerReference w:type="default" '
        f'r:id="{HEADER_ID}"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" '
        'w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
    )
    return f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{"".join(texts)}{section}</w:body></w:document>'


def template() -> bytes:
    """The .docx template of the decision."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in package(_document()).items():
            archive.writestr(name, content)
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
