"""Papers whose halves are set side by side in every way of typists: no false alarm, and no fault overlooked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docgen.house_style import Verdict, check, mended
from docgen.house_style.reading import read_document
from docgen.media.zips import open_package

from . import ways
from .papers import Parts, p, party_decision, r, state_decision

STATE_LEFT = [r("ỦY BAN NHÂN DÂN", "b", 26), r("TỈNH SÔNG XANH", "b", 26), r("_" * 7, "b", 26)]
STATE_LEFT += [r("Số: 08/QĐ-UBND", "", 26)]
STATE_RIGHT = [r("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b", 26), r("Độc lập - Tự do - Hạnh phúc", "b", 28)]
STATE_RIGHT += [r("_" * 24), r("Sông Xanh, ngày 08 tháng 01 năm 2026", "i")]
PARTY_LEFT = [r("ĐẢNG BỘ TỈNH SÔNG XANH"), r("ĐẢNG ỦY XÃ SUỐI MẪU", "b"), r("*"), r("Số 58-QĐ/ĐU")]
PARTY_RIGHT = [r("ĐẢNG CỘNG SẢN VIỆT NAM", "b", 30), r("_" * 30), "", r("Suối Mẫu, ngày 08 tháng 6 năm 2026", "i")]
STATE_ITEMS = [r("Nơi nhận:", "bi", 24), r("- Như Điều 3;", "", 22), r("- Sở Nội vụ;", "", 22)]
STATE_ITEMS += [r("- Lưu: VT, NC.", "", 22)]
STATE_SIGN = [r("CHỦ TỊCH", "b"), "", "", r("Lò Văn Thử", "b")]
PARTY_ITEMS = [r("Nơi nhận:", "u"), r("- Như Điều 2;", "", 24), r("- Ban Xây dựng Đảng;", "", 24)]
PARTY_ITEMS += [r("- Lưu Văn phòng.", "", 24)]
PARTY_SIGN = [r("T/M BAN THƯỜNG VỤ", "b"), r("BÍ THƯ"), "", r("Triệu Thị Mẫu", "b")]

Way = Callable[[ways.Lines, ways.Lines], str]


def _rewritten(paper: Parts, header: str, signature: str, *, right: int) -> Parts:
    """The paper with its first and its signature table written in another way."""
    text = paper.document
    head_end = text.index("</w:tbl>") + len("</w:tbl>")
    marked = text.index("Nơi nhận:")
    start, end = text.rindex("<w:tbl>", 0, marked), text.index("</w:tbl>", marked) + len("</w:tbl>")
    new = text[: text.index("<w:tbl>")] + header + text[head_end:start] + signature + text[end:]
    return paper.twin(text, new.replace("{right}", str(right)))


def state(header: Way, signature: Way) -> Parts:
    """The right decision of a chairman, set so."""
    parts = header(STATE_LEFT, STATE_RIGHT), signature(STATE_ITEMS, STATE_SIGN)
    return _rewritten(state_decision(), *parts, right=1134)


def party(header: Way, signature: Way) -> Parts:
    """The right decision of a standing board, set so."""
    parts = header(PARTY_LEFT, PARTY_RIGHT), signature(PARTY_ITEMS, PARTY_SIGN)
    return _rewritten(party_decision(), *parts, right=850)


ALL = {
    f"{regime}, header: {name}": make(way, ways.three_columns)
    for regime, make in (("state", state), ("party", party))
    for name, way in ways.HEADERS.items()
} | {
    f"{regime}, signature: {name}": make(ways.three_columns, way)
    for regime, make in (("state", state), ("party", party))
    for name, way in ways.SIGNATURES.items()
}
BOTH = {
    f"{regime}, both: {name}": make(way, way)
    for regime, make in (("state", state), ("party", party))
    for name, way in ways.SIGNATURES.items()
}
BROKEN = {  # what is broken in the header and in the signature, and the rule that must tell
    "state": [
        ("Số: 08/QĐ-UBND", "Số: 8-QĐ/UBND", "SN-01"),
        ("ngày 08 tháng 01", "ngày 8 tháng 1", "DT-01"),
        (r("TỈNH SÔNG XANH", "b", 26), r("TỈNH SÔNG XANH", "b", 36), "SH-06"),
        ("Độc lập - Tự do", "Độc lập – Tự do", "SH-03"),
        (r("_" * 24), "", "SH-05"),
        ("Lò Văn Thử", "TS. Lò Văn Thử", "SG-04"),
        (r("CHỦ TỊCH", "b"), r("CHỦ TỊCH"), "SG-02"),
        ("- Lưu: VT, NC.", "- Lưu VT.", "NN-03"),
        ("- Như Điều 3;", "- Như Điều 3,", "NN-02"),
        (r("Nơi nhận:", "bi", 24), r("Nơi nhận:", "b", 24), "NN-01"),
    ],
    "party": [
        ("Số 58-QĐ/ĐU", "Số: 58/QĐ-ĐU", "SN-05"),
        (r("ĐẢNG ỦY XÃ SUỐI MẪU", "b"), r("ĐẢNG ỦY XÃ SUỐI MẪU", "b", 20), "PH-02"),
        (r("*"), r("***"), "PH-03"),
        (r("_" * 30), "", "SH-05"),
        (r("BÍ THƯ"), r("BÍ THƯ", "b"), "SG-06"),
        ("T/M BAN THƯỜNG VỤ", "TM. BAN THƯỜNG VỤ", "SG-05"),
        ("- Lưu Văn phòng.", "- Lưu: VT.", "NN-07"),
    ],
}


@pytest.mark.parametrize("name", [*ALL, *BOTH])
def test_no_way_of_setting_is_a_false_alarm(name: str) -> None:
    """This test ensures that a right paper has nothing wrong however its halves stand side by side."""
    report = check((ALL | BOTH)[name].docx())
    assert [(each.rule, each.place, each.message) for each in report.failures] == []
    assert report.ruleset == ("ND30" if name.startswith("state") else "HD05")


@pytest.mark.parametrize("name", BOTH)
def test_a_fault_is_found_in_every_way_of_setting(name: str) -> None:
    """This test ensures that what is wrong in a header or a signature is found however it is set."""
    paper = BOTH[name]
    for right, wrong, rule in BROKEN[name.partition(",")[0]]:
        count = paper.document.count(right)
        found = check(paper.twin(right, wrong, count=count).docx()).of(rule)
        assert found[0].verdict is Verdict.FAIL, (rule, right)


def _floating(paper: Parts, *lines: str) -> Parts:
    """The paper with its underscores drawn as lines that float over an empty paragraph below the header."""
    text = paper.document.replace(r("_" * 24), "").replace(r("_" * 7, "b", 26), "").replace(r("_" * 30), "")
    first = text.index("<w:body>") + len("<w:body>")
    return paper.twin(paper.document, f"{text[:first]}{p(*lines)}{text[first:]}")


@pytest.mark.parametrize("way", [ways.tabs, ways.blanks, ways.boxes, ways.columns])
def test_drawn_lines_that_float_are_seen(way: Way) -> None:
    """This test ensures that lines floating over a header count, and that their lack is found."""
    for paper, lines in ((state(way, way), 2), (party(way, way), 1)):
        drawn = _floating(paper, *[ways.drawn(2000)] * lines)
        assert [(each.rule, each.place, each.message) for each in check(drawn.docx()).failures] == []
        assert check(_floating(paper).docx()).of("SH-05")[0].verdict is Verdict.FAIL


@pytest.mark.parametrize("name", [name for name in BOTH if "tab" in name or "blanks" in name])
def test_mending_one_half_of_a_line_leaves_the_other(name: str) -> None:
    """This test ensures that what is mended in a paper set by tabs or blanks keeps every word and gap in its place."""
    paper = BOTH[name]
    wide = paper.twin('w:left="1701"', 'w:left="2100"', count=paper.document.count('w:left="1701"'))
    broken = wide.twin('<w:jc w:val="both"/>', '<w:jc w:val="left"/>').twin("năm 2026</w:t>", "năm  2026</w:t>")
    before = read_document(open_package(broken.docx()))
    copy, changes = mended(broken.docx(), check(broken.docx()))
    after = read_document(open_package(copy))
    assert {change.what for change in changes} >= {"lề trang", "canh lề"}
    assert [line.raw for line in after.paragraphs[:6]] == [line.raw for line in before.paragraphs[:6]]
