"""Papers of others: set in a hundred harmless ways, and not one of them a false alarm."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docgen.house_style import check

from .papers import Parts, body, drawn_rule, p, party_decision, r, row, state_decision


def _in_controls(paper: Parts) -> Parts:
    """Paragraphs inside content controls, as forms of other offices have them."""
    article = body(r("Điều 2.", "b"), r(" Ông Vàng A Mẫu báo cáo tiến độ hằng quý về Sở Nội vụ."))
    control = '<w:sdt><w:sdtPr><w:id w:val="7"/><w:richText/></w:sdtPr><w:sdtContent>'
    return paper.twin(article, f"{control}{article}</w:sdtContent></w:sdt>")


def _one_cell(paper: Parts) -> Parts:
    """A one-cell table round an article, as people do to keep lines together."""
    article = body(r("Điều 2.", "b"), r(" Ông Vàng A Mẫu báo cáo tiến độ hằng quý về Sở Nội vụ."))
    return paper.twin(article, f"<w:tbl>{row(article)}</w:tbl>")


def _form_line(paper: Parts) -> Parts:
    """A line of a form in a cell over two columns, which nobody justifies."""
    article = body(r("Điều 2.", "b"), r(" Ông Vàng A Mẫu báo cáo tiến độ hằng quý về Sở Nội vụ."))
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p(r("Đơn vị công tác: Sở Nội vụ"), jc="left")}</w:tc>'
    return paper.twin(article, f"{article}<w:tbl><w:tr>{cell}</w:tr></w:tbl>")


def _empty_lines(paper: Parts) -> Parts:
    """Empty paragraphs between the paragraphs in place of spacing."""
    text = paper.document.replace('w:before="120" w:after="0"', 'w:before="0" w:after="0"')
    mark = '<w:p><w:pPr><w:spacing w:before="0"'
    return paper.twin(paper.document, text.replace(mark, "<w:p/>" + mark))


def _libre_office(paper: Parts) -> Parts:
    """Start and end for left and right, sizes for complex letters, bidi switches, as LibreOffice writes."""
    text = paper.document.replace('w:val="left"', 'w:val="start"').replace("<w:b/>", "<w:b/><w:bCs/>")
    return paper.twin(
        paper.document,
        text.replace("<w:i/>", "<w:i/><w:iCs/>").replace("<w:sectPr>", '<w:sectPr><w:type w:val="nextPage"/>'),
    )


def _google_docs(paper: Parts) -> Parts:
    """Every mark written out, on and off, colours in full, as Google Docs writes."""
    text = paper.document.replace("<w:rPr>", '<w:rPr><w:color w:val="000000"/><w:shd w:val="clear" w:fill="auto"/>')
    text = text.replace("<w:b/>", '<w:b w:val="1"/>').replace("<w:i/>", '<w:i w:val="1"/>')
    return paper.twin(paper.document, text)


def _framed_number(paper: Parts) -> Parts:
    """The page number in a frame in the middle, as Word's own command set it for many years."""
    frame = '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="center" w:y="1"/>'
    framed = paper.twin('<w:pPr><w:jc w:val="center"/></w:pPr>', f"<w:pPr>{frame}</w:pPr>", part="header")
    return framed.twin("</w:hdr>", "<w:p/></w:hdr>", part="header")  # the line that the frame stands beside


def _split_runs(paper: Parts) -> Parts:
    """Words cut over several runs with revision marks and proofing between them."""
    marks = '<w:rPr><w:b/><w:sz w:val="26"/></w:rPr><w:t xml:space="preserve">'
    cut = f'</w:t></w:r><w:proofErr w:type="spellStart"/><w:r>{marks}'
    return paper.twin("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", f"CỘNG HÒA XÃ {cut}HỘI CHỦ NGHĨA")


def _unlabelled(paper: Parts) -> Parts:
    """A list enclosed under its title alone, with a bordered table whose rows could be taken for who signs."""
    paper = paper.twin(p(r("Phụ lục", "b")), "").twin(
        "nhiệm vụ tại Phụ lục kèm theo", "nhiệm vụ theo danh mục kèm theo"
    )
    edges = '<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/></w:tblBorders></w:tblPr>'
    rows = "".join(
        row(p(r(left, "", 26), jc="left"), p(r(right, "", 26), jc="left"))
        for left, right in (("I", "KT"), ("1", "Vàng A Mẫu"))
    )
    head = row(p(r("STT", "b", 26)), p(r("Nhiệm vụ", "b", 26)))
    return paper.twin(f"<w:tbl>{head}</w:tbl>", f"<w:tbl>{edges}{head}{rows}</w:tbl>")


def _boxed(paper: Parts, words: str) -> Parts:
    """A text box in another font over the header, as signing programs set it."""
    font = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'
    line = f"<w:p>{r(words, '', 18).replace('<w:sz', font + '<w:sz')}</w:p>"
    box = f"<w:r><w:pict><w:txbxContent>{line}</w:txbxContent></w:pict></w:r>"
    return paper.twin("<w:body>", f"<w:body><w:p>{box}</w:p>")


STATE: dict[str, Callable[[Parts], Parts]] = {
    "underscores for the rule": lambda paper: paper.twin(drawn_rule(3428, 5631), p(r("_" * 24))),
    "dashes that touch for the rule": lambda paper: paper.twin(drawn_rule(3428, 5631), p(r("–" * 24))),
    "list enclosed without a label": _unlabelled,
    "draft mark over the header": lambda paper: paper.twin("<w:body>", f"<w:body>{p(r('DỰ THẢO', 'b'), jc='right')}"),
    "draft mark in the header": lambda paper: paper.twin(
        p(r("ỦY BAN NHÂN DÂN", "b", 26)), p(r("Dự thảo ngày 05/01/2026")) + p(r("ỦY BAN NHÂN DÂN", "b", 26))
    ),
    "mark of an electronic signature": lambda paper: _boxed(paper, "Ký bởi: Ủy ban nhân dân tỉnh Sông Xanh"),
    "city named after a person": lambda paper: paper.twin("Sông Xanh, ngày", "Thành phố Hồ Chí Minh, ngày"),
    "1985 twips for 35 mm": lambda paper: paper.twin('w:left="1701"', 'w:left="1985"', count=2),
    "1984 twips for 35 mm": lambda paper: paper.twin('w:left="1701"', 'w:left="1984"', count=2),
    "851 twips for 15 mm": lambda paper: paper.twin('w:right="1134" w:bottom', 'w:right="851" w:bottom', count=2),
    "A4 of another program": lambda paper: paper.twin('w:w="11906" w:h="16838"', 'w:w="11907" w:h="16840"', count=2),
    "empty paragraphs for spacing": _empty_lines,
    "one-cell table": _one_cell,
    "line of a form": _form_line,
    "content controls": _in_controls,
    "LibreOffice": _libre_office,
    "Google Docs": _google_docs,
    "split runs": _split_runs,
    "page number in a frame": _framed_number,
    "late tone mark in the heading": lambda paper: paper.twin("CỘNG HÒA", "CỘNG HOÀ"),
    "no-break spaces": lambda paper: paper.twin("Số: 08", "Số:\u00a008").twin("ngày 08", "ngày\u00a008"),
    "trailing spaces": lambda paper: paper.twin("phúc</w:t>", "phúc </w:t>").twin("UBND</w:t>", "UBND  </w:t>"),
    "bookmarks": lambda paper: paper.twin("<w:body>", "<w:body><w:bookmarkStart w:id='1' w:name='a'/>"),
    "inserted text": lambda paper: paper.twin(r("Điều 2.", "b"), f"<w:ins w:id='5'>{r('Điều 2.', 'b')}</w:ins>"),
    "names of the past": lambda paper: paper.twin(
        " Ông Vàng A Mẫu báo cáo", " Ông Vàng A Mẫu, nguyên Phó Chủ tịch UBND huyện, báo cáo"
    ),
    "the word điều in running text": lambda paper: paper.twin("báo cáo tiến độ", "báo cáo điều 2 việc và điều kiện"),
    "exact line height": lambda paper: paper.twin(
        'w:line="264" w:lineRule="auto"', 'w:line="340" w:lineRule="exact"', count=9
    ),
    "indent of half an inch": lambda paper: paper.twin('w:firstLine="567"', 'w:firstLine="720"', count=9),
}


@pytest.mark.parametrize("name", STATE)
def test_a_harmless_way_of_setting_is_no_fault(name: str) -> None:
    """This test ensures that a right paper set in another program's or typist's way has no failure."""
    report = check(STATE[name](state_decision()).docx())
    assert [(finding.rule, finding.place, finding.message) for finding in report.failures] == []


def test_other_words_in_a_box_are_words_of_the_paper() -> None:
    """This test ensures that only the mark of a signature may stand in a font of its own."""
    failures = check(_boxed(state_decision(), "Văn bản mật").docx()).failures
    assert [(each.rule, "Arial" in each.message) for each in failures] == [("PG-05", True)]


def test_a_label_is_underlined_where_it_has_letters() -> None:
    """This test ensures that the colon after "Nơi nhận" may go without a line, and its letters may not."""
    label = r("Nơi nhận:", "u")
    assert check(party_decision().twin(label, r("Nơi nhận", "u") + r(":")).docx()).failures == ()
    (fault,) = check(party_decision().twin(label, r("Nơi ", "u") + r("nhận:")).docx()).failures
    assert (fault.rule, "gạch chân" in fault.message) == ("NN-06", True)


def test_a_page_number_in_a_frame_at_the_right_is_told() -> None:
    """This test ensures that a frame beside the middle is still a fault."""
    paper = _framed_number(state_decision()).twin('xAlign="center"', 'xAlign="right"', part="header")
    assert "canh phải" in check(paper.docx()).of("PG-07")[0].message
