"""Copies of a paper: with comments at its places, mended where that is safe, and shown in a page for the browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgen.errors import UsageError
from docgen.house_style import Report, annotated, check, mended
from docgen.media.comments import Comment, add_comments
from docgen.media.docx import document_text
from docgen.media.zips import open_package
from docgen.workflows.check_papers import refuse_overlaps
from tests.support.circle import run_inside

from .papers import Parts, party_decision, state_decision
from .test_broken_twins import PARTY, STATE, Twin

_SAFE = {"PG-01", "PG-02", "PG-03", "PG-07", "PG-08", "SH-02", "SH-04", "DT-03", "BD-01", "BD-02", "BD-03", "BD-04"}
_SAFE |= {"BD-05", "BD-06", "SH-03", "DT-02", "SG-06", "NN-06", "TI-01", "TI-02"}
SAFE = [(state_decision(), twin) for twin in STATE if twin.rule in _SAFE and twin.new != "DATE"]
SAFE += [(party_decision(), twin) for twin in PARTY if twin.rule in _SAFE]


def _failed(report: Report) -> set[str]:
    return {finding.rule for finding in report.failures}


def _broken(paper: Parts, twin: Twin) -> bytes:
    return paper.twin(twin.old, twin.new, part=twin.part, count=twin.count).docx()


@pytest.mark.parametrize(
    ("paper", "twin"), SAFE, ids=lambda each: f"{each.rule} {each.tells}" if isinstance(each, Twin) else ""
)
def test_a_safe_fault_is_mended_and_a_second_check_proves_it(paper: Parts, twin: Twin) -> None:
    """This test ensures that a broken paper comes back whole, each change told, no other rule broken by it."""
    docx = _broken(paper, twin)
    report = check(docx, mode="issued")
    copy, changes = mended(docx, report)
    after = check(copy, mode="issued")
    assert twin.rule in {change.rule for change in changes}
    assert twin.rule not in _failed(after)
    assert _failed(after) <= _failed(report)


@pytest.mark.parametrize(
    ("paper", "old", "new", "right"),
    [
        (state_decision(), "Số: 08/QĐ-UBND", "Số 8 / QĐ - UBND", "Số: 08/QĐ-UBND"),
        (party_decision(), "Số 58-QĐ/ĐU", "Số: 58 - QĐ/ĐU", "Số 58-QĐ/ĐU"),
        (state_decision(), "ngày 08 tháng 01 năm", "ngày 8 tháng 1 năm", "Sông Xanh, ngày 08 tháng 01 năm 2026"),
        (
            state_decision(),
            "Sông Xanh, ngày 08 tháng 01",
            "Sông Xanh ngày 08 tháng 07",
            "Sông Xanh, ngày 08 tháng 7 năm 2026",
        ),
        (state_decision(), "Độc lập - Tự do", "Độc lập – Tự do", "Độc lập - Tự do - Hạnh phúc"),
        (party_decision(), "-----", "–––––––", "-----"),
        (state_decision(), "Số: 08/QĐ-UBND", "Số: 8-QĐ/UBND", "Số: 08/QĐ-UBND"),
        (party_decision(), "Số 58-QĐ/ĐU", "Số: 58/QĐ-ĐU", "Số 58-QĐ/ĐU"),
        (state_decision(), "- Sở Nội vụ;", "• Sở Nội vụ,", "- Sở Nội vụ;"),
        (state_decision(), "- Lưu: VT, NC.", "+ Lưu: VT, NC.", "- Lưu: VT, NC."),
        (party_decision(), "- Như Điều 2;", "Như Điều 2", "- Như Điều 2;"),
        (
            state_decision(),
            "Theo đề nghị của Giám đốc Sở Nội vụ.",
            "- Theo đề nghị của Giám đốc Sở Nội vụ;",
            "Theo đề nghị của Giám đốc Sở Nội vụ.",
        ),
        (
            party_decision(),
            "- Xét đề nghị của Ban Xây dựng Đảng.",
            "Xét đề nghị của Ban Xây dựng Đảng",
            "- Xét đề nghị của Ban Xây dựng Đảng,",
        ),
        (state_decision(), "hằng quý về", "hằng  quý về", "Ông Vàng A Mẫu báo cáo tiến độ hằng quý về Sở Nội vụ."),
    ],
)
def test_forms_of_numbers_dates_and_dashes_are_mended(paper: Parts, old: str, new: str, right: str) -> None:
    """This test ensures that what is written in a wrong form gets the right one, word for word."""
    docx = paper.twin(old, new).docx()
    copy, changes = mended(docx, check(docx, mode="issued"))
    if "hằng" in right:  # two looks in one paragraph: left to a person
        assert not any(change.what == "chữ" for change in changes)
        return
    assert right in document_text(copy)
    assert check(copy, mode="issued").failures == ()


def test_fonts_and_colours_are_mended() -> None:
    """This test ensures that another font, a colour and a background are taken away everywhere."""
    docx = state_decision().twin("Times New Roman", "Arial", part="styles", count=3)
    docx = docx.twin("<w:rPr><w:b/>", '<w:rPr><w:b/><w:color w:val="FF0000"/><w:highlight w:val="yellow"/>')
    copy, changes = mended(docx.docx(), check(docx.docx()))
    assert {"phông chữ", "màu chữ", "nền chữ"} <= {change.what for change in changes}
    assert "PG-05" not in _failed(check(copy))


def test_what_is_not_safe_is_left_alone() -> None:
    """This test ensures that a right paper and a fault of wording give back the same bytes and no change."""
    for paper in (state_decision(), state_decision().twin("TỈNH SÔNG XANH", "Tỉnh Sông Xanh", count=9)):
        docx = paper.docx()
        assert mended(docx, check(docx)) == (docx, ())


def test_a_footer_with_words_of_its_own_is_kept() -> None:
    """This test ensures that a footer that says more than the page number is not emptied."""
    field = '<w:p><w:r><w:t>Lưu hành nội bộ</w:t></w:r><w:fldSimple w:instr="PAGE"/></w:p>'
    docx = state_decision().twin("<w:p/>", field, part="footer").docx()
    copy, changes = mended(docx, check(docx))
    assert not any(change.what == "số trang" for change in changes)
    assert b"n\xe1\xbb\x99i b\xe1\xbb\x99" in open_package(copy).read("word/footer1.xml")


def test_comments_stand_at_their_places() -> None:
    """This test ensures that each fault is a Word comment round its paragraph and the words stay what they were."""
    docx = state_decision().twin("Điều 1.", "Điều 1:").docx()
    report = check(docx)
    copy = annotated(docx, report)
    package = open_package(copy)
    said = "".join(package.xml("word/comments.xml").itertext())
    assert all(finding.message in said for finding in report.failures)
    start = next(package.xml("word/document.xml").iter("{*}commentRangeStart"))
    assert "Điều 1:" in "".join(start.getparent().itertext())
    assert document_text(copy) == document_text(docx)
    assert check(copy).as_rows() == report.as_rows()


def test_comments_are_added_to_those_that_stand() -> None:
    """This test ensures that a second round of comments keeps the first and numbers go on."""
    once = add_comments(state_decision().docx(), [Comment(paragraph=0, text="một")])
    twice = open_package(add_comments(once, [Comment(paragraph=1, text="hai\x0b")])).xml("word/comments.xml")
    assert [comment.get(comment.tag.replace("comment", "id")) for comment in twice] == ["0", "1"]
    assert "".join(twice.itertext()) == "mộthai"
    with pytest.raises(IndexError):
        add_comments(once, [Comment(paragraph=9999, text="")])


def test_the_command_writes_beside_and_never_over(tmp_path: Path) -> None:
    """This test ensures that one call gives page, comments and mended copy, and the original stays as it was."""
    file = tmp_path / "quyết định.docx"
    file.write_bytes(state_decision().twin('w:left="1701"', 'w:left="1600"').docx())
    before = file.read_bytes()
    ran = run_inside("docgen", ["check", str(file), "--annotate", "--fix", "--json"], {})
    (row,) = json.loads(ran.out)
    assert ran.code == 1
    assert file.read_bytes() == before
    assert [Path(path).name for path in row["written"]] == ["quyết định-nhan-xet.docx", "quyết định-da-sua.docx"]
    assert row["changes"][0]["rule"] == "PG-02"
    assert row["left"] == 0


def test_copies_never_lie_on_an_original(tmp_path: Path) -> None:
    """This test ensures that a file named like the copy of another is refused before anything is written."""
    with pytest.raises(UsageError):
        refuse_overlaps([tmp_path / "a.docx", tmp_path / "a-da-sua.docx"], None)
    with pytest.raises(UsageError):
        refuse_overlaps([tmp_path / "x" / "a.docx", tmp_path / "y" / "a.docx"], tmp_path)


def test_what_is_the_same_in_many_places_is_one_row(tmp_path: Path) -> None:
    """This test ensures that a wrong font throughout is one row on the screen, and every place stands in the JSON."""
    paper = tmp_path / "a.docx"
    paper.write_bytes(
        state_decision().twin("<w:rPr>", '<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>', count=99).docx()
    )
    said = run_inside("docgen", ["check", str(paper)], {}).err
    assert said.count("PG-05") == 1
    (row,) = json.loads(run_inside("docgen", ["check", str(paper), "--json"], {}).out)
    places = [each["place"] for each in row["findings"] if each["rule"] == "PG-05"]
    assert f"và {len(places) - 1} chỗ" in said
