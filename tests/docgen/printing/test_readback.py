"""The PDF's text against its Word document: quiet when it came through, exact when it did not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from docgen.media import pagecode, pdf, pile
from docgen.printing.readback import compare
from registry.codes import page_code

pytestmark = pytest.mark.pdf


def _source(papers: Mapping[str, Path], name: str = "difficult") -> bytes:
    return papers[name].with_suffix(".docx").read_bytes()


def _rewritten(data: bytes, old: str, new: str) -> bytes:
    """The document with the first `old` in its text replaced."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "word/document.xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            copy.writestr(name, content)
    return buffer.getvalue()


def test_difficult_paper_is_quiet(papers: Mapping[str, Path]) -> None:
    """Tables, rows split by a page, justified lines, ligatures, hyphens, page numbers and lists cry no wolf."""
    for name in ("difficult", "other-name", "one", "two"):
        assert compare(_source(papers, name), papers[name]) == ()


def test_stamps_are_no_foreign_text(papers: Mapping[str, Path], tmp_path: Path) -> None:
    """Page codes are not taken for added text."""
    codes = {
        n: page_code(b"k", generation=1, document="7A3C91E2", page=n, pages=2, input_digest="a" * 64) for n in (1, 2)
    }
    pagecode.stamp_codes(papers["two"], tmp_path / "two.pdf", codes)
    assert compare(_source(papers, "two"), tmp_path / "two.pdf") == ()


def test_changed_name_in_the_pdf_is_caught(papers: Mapping[str, Path]) -> None:
    """One letter of one name in the last row of a table is caught with its page and both words."""
    (problem,) = compare(_source(papers), papers["other-name"])
    assert problem.code == "print-text-differs"
    assert "Văn Ức" in problem.message
    assert "Văn Ước" in problem.message
    assert problem.place.page == pdf.page_count(papers["other-name"])


@pytest.mark.parametrize(
    ("old", "new", "printed", "page"),
    [
        ("lần 3", "lần 4", "lần 3", 1),
        ("29/01/2021", "29/02/2021", "29/01/2021", 1),
        ("HUYỆN ỦY HÀM YÊN", "HUYỆN ỦY HÀM YỂN", "HÀM YÊN", 1),
        ("số 7 gắn", "số 17 gắn", "số 7", 2),
    ],
)
def test_changed_words_are_caught(papers: Mapping[str, Path], old: str, new: str, printed: str, page: int) -> None:
    """A changed ordinal, date, heading or number is caught with the words and the page."""
    problems = compare(_rewritten(_source(papers), old, new), papers["difficult"])
    assert [problem.code for problem in problems] == ["print-text-differs"]
    assert printed in problems[0].message
    assert problems[0].place.page == page


def test_missing_page_is_caught(papers: Mapping[str, Path], tmp_path: Path) -> None:
    """A PDF that lacks a page is caught, at the page where it is torn."""
    count = pdf.page_count(papers["difficult"])
    pile.extract(papers["difficult"], [n for n in range(1, count + 1) if n != 2], tmp_path / "torn.pdf")
    problems = compare(_source(papers), tmp_path / "torn.pdf")
    assert {problem.code for problem in problems} >= {"print-text-missing"}
    assert problems[0].place.page in (1, 2)


def test_page_printed_twice_is_caught(papers: Mapping[str, Path], tmp_path: Path) -> None:
    """A page that comes twice is text that no paragraph claims."""
    pile.extract(
        papers["difficult"], [1, 2, 2, 3, 4][: pdf.page_count(papers["difficult"]) + 1], tmp_path / "twice.pdf"
    )
    assert "print-text-added" in {problem.code for problem in compare(_source(papers), tmp_path / "twice.pdf")}


def test_lost_paragraph_is_caught(papers: Mapping[str, Path]) -> None:
    """Text that is printed but not written, and written but not printed, are both told."""
    added = compare(_rewritten(_source(papers), "Việc thứ hai", ""), papers["difficult"])
    assert [problem.code for problem in added] == ["print-text-added"]
    lost = compare(
        _rewritten(
            _source(papers), "Nội dung nhiệm vụ", "Nội dung nhiệm vụ và một đoạn chưa từng in ra giấy ở trang nào"
        ),
        papers["difficult"],
    )
    assert lost


def test_empty_pdf_text_is_caught(papers: Mapping[str, Path], tmp_path: Path) -> None:
    """A PDF without readable text never passes for a good print."""
    pile.merge([], tmp_path / "empty.pdf")
    pile.merge([papers["one"]], tmp_path / "b.pdf", blank_after=[0])
    pile.extract(tmp_path / "b.pdf", [2], tmp_path / "blank.pdf")
    assert compare(_source(papers, "one"), tmp_path / "blank.pdf")
