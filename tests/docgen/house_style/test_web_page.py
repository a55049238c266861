"""The page for the browser: numbered marks on the pictures, each leading to its sentence; nothing from outside."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from docgen.house_style import Report, Shown, as_html, check
from docgen.house_style.document import Document
from docgen.house_style.reading import read_document
from docgen.house_style.spots import Spot, spots
from docgen.media.print_text import Piece, PrintedPage
from docgen.media.zips import open_package

from .papers import Parts, body, r, section, state_decision

WORDS = "Ông {{ho_ten}} báo cáo tiến độ hằng quý về Sở Nội vụ."
PAPER = (
    state_decision()
    .twin("Điều 1.", "Điều 1:")
    .twin("Vàng A Mẫu", "Vàng &lt;b&gt; Mẫu", count=9)
    .twin('w:left="1701"', 'w:left="1600"')
    .twin("<w:titlePg/>", "", count=2)
)


def _line(text: str, base: float, left: float = 85.0) -> tuple[Piece, ...]:
    """A line in pieces of one size, cut at "|"; 7 points for a letter and 60 between cells."""
    pieces = []
    for part in text.split("|"):
        right = left + 7.0 * len(part)
        pieces.append(Piece(text=part, face="A", size=14.0, left=left, right=right, base=base))
        left = right + 60
    return tuple(pieces)


def _pages(*pages: list[str]) -> tuple[PrintedPage, ...]:
    return tuple(
        PrintedPage(
            width=595.0, height=842.0, lines=tuple(_line(text, 780.0 - 20 * n) for n, text in enumerate(lines, 1))
        )
        for lines in pages
    )


FIRST = [
    "ỦY BAN NHÂN DÂN|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 08/QĐ-UBND|Sông Xanh, ngày 08 tháng 01 năm 2026",
    "Điều 1: Giao ông Vàng <b> Mẫu thực hiện các nhiệm vụ tại",
    "Phụ lục kèm theo Quyết định này.",
]
PAGES = _pages(FIRST, ["2", "Phụ lục"])


def _read(paper: Parts) -> tuple[Report, Document]:
    docx = paper.docx()
    return check(docx, ruleset="ND30", mode="issued"), read_document(open_package(docx))


def _spots(paper: Parts, pages: tuple[PrintedPage, ...]) -> dict[str, Spot | None]:
    report, document = _read(paper)
    return dict(zip([each.rule for each in report.failures], spots(report.failures, document, pages), strict=True))


def test_marks_and_sentences_lead_to_each_other() -> None:
    """This test ensures that every fault has one sentence, marks are unique, and all links lead somewhere."""
    report, document = _read(PAPER)
    page = as_html(report, document, Shown(pictures=(b"png", b"png"), printed=PAGES))
    ids = Counter(re.findall(r"\bid='([fm]\d+)'", page))
    assert set(ids.values()) == {1}
    assert {f"f{n}" for n in range(1, len(report.failures) + 1)} <= set(ids)
    assert set(re.findall(r"href='#(\w+)'", page)) <= set(ids)
    assert sum(each.startswith("m") for each in ids) >= 3
    for edge in re.findall(r"(?:left|top|width|height):([-\d.]+)%;?", page.partition("<main>")[2]):
        assert 0 <= float(edge) <= 100
    assert all(finding.cite.partition("“")[0] in page for finding in report.findings)


def test_nothing_comes_from_outside_and_strangers_words_are_words() -> None:
    """This test ensures that the page loads nothing, runs nothing, and shows the signs of a tag as signs."""
    report, document = _read(PAPER)
    for shown in (Shown(pictures=(b"png",), printed=PAGES[:1]), Shown(reason="Không có ảnh trang.")):
        page = as_html(report, document, shown)
        assert not re.search(r"https?:|<script|<link|url\(|@import|src='(?!data:)", page)
        assert "Vàng &lt;b&gt; Mẫu" in page
        assert "Vàng <b>" not in page


def test_without_pictures_the_words_are_marked_and_it_is_said() -> None:
    """This test ensures that the reason stands on the page, the words are open, and each fault has its sentence."""
    report, document = _read(PAPER)
    page = as_html(report, document, Shown(reason="Không có ảnh trang: thiếu."))
    assert "Không có ảnh trang: thiếu." in page
    assert "<details open>" in page
    assert "<mark>Điều 1:" in page
    assert page.count("class='note ") == len(report.failures)
    assert "<img" not in page


def test_a_rectangle_lies_round_all_lines_of_its_words() -> None:
    """This test ensures that a paragraph over two lines is framed whole, and a margin is the white beside the text."""
    found = _spots(PAPER, PAGES)
    lines = found["BD-11"]
    assert lines is not None
    assert lines.page == 1
    assert lines.top < 1 - 720.0 / 842 < 1 - 700.0 / 842 < lines.bottom
    margin = found["PG-02"]
    assert margin == Spot(page=1, left=0.0, top=0.0, right=pytest.approx(82 / 595), bottom=1.0)
    shown = found["PG-08"]
    assert shown is not None
    assert (shown.page, shown.top) == (1, 0.0)


def test_the_right_one_of_equal_words_is_marked() -> None:
    """This test ensures that of paragraphs that say the same, the second is marked for the second."""
    last = section("break", right=1134)
    report, document = _read(state_decision().twin(last, body(r(WORDS)) * 2 + last))
    twice = report.of("TX-01")
    places = {
        each.place: spot for each, spot in zip(twice, spots(twice, document, _pages([WORDS, "-", WORDS])), strict=True)
    }
    tops = [spot.top for spot in places.values() if spot is not None]
    assert len(tops) == len(set(tops)) == len(places) == 2


def test_what_is_not_found_has_no_rectangle() -> None:
    """This test ensures that words that no picture shows are told without a mark, never with a wrong one."""
    found = _spots(PAPER, _pages(["Một trang khác hẳn"]))
    assert found["BD-11"] is None
    assert spots(check(PAPER.docx()).failures, _read(PAPER)[1], ()) == [None] * len(check(PAPER.docx()).failures)


def test_very_many_faults_are_marked_in_bounded_time() -> None:
    """This test ensures that of thousands of faults the first hundreds have marks, and every one its sentence."""
    last = section("break", right=1134)
    report, document = _read(state_decision().twin(last, body(r("Ông {{ho_ten}}.")) * 1000 + last))
    shown = Shown(pictures=(b"png",), printed=_pages(["Ông {{ho_ten}}."] * 30))
    page = as_html(report, document, shown)
    assert len(report.failures) >= 1000
    assert page.count("class='note ") == len(report.failures)
