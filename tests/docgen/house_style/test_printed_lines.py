"""Printed lines under the ruler: ways of setting that words and places alone show; each with a broken twin."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docgen.house_style import Report, Verdict, Wanted
from docgen.house_style.printed import check_printed
from docgen.house_style.spots import spots
from docgen.media.print_text import Piece, PrintedPage

BOLD, SLANTED = "TimesNewRomanPS-BoldMT", "TimesNewRomanPS-ItalicMT"
ITEMS = ("- Như Điều 2;", "- Sở Nội vụ;", "- Lưu: VT, NC.")
Row = tuple[Piece, ...]


def piece(text: str, left: float = 85.1, face: str = "TimesNewRomanPSMT", size: float = 14.0) -> Piece:
    """Words on a page; where they stand in height is told when the page is set."""
    return Piece(text=text, face=face, size=size, left=left, right=min(left + 7.0 * len(text), 538.0), base=0.0)


def right(text: str, face: str = "TimesNewRomanPSMT", size: float = 14.0) -> Piece:
    """Words in the right half."""
    return piece(text, 320.0, face, size)


def decision(
    *,
    above: Piece | None = None,
    number: str = "Số: 08/QĐ-UBND",
    items: tuple[str, ...] = ITEMS,
    name: str | None = "Lò Văn Thử",
) -> list[Row]:
    """The rows of a decision of the State; without a name the place for it is empty."""
    day = "Sông Xanh, ngày 08 tháng 01 năm 2026" if "08" in number else "Sông Xanh, ngày     tháng     năm 2026"
    signing = [(piece(item, size=11.0),) for item in items]
    if name is not None:
        signing[-1] = (*signing[-1], right(name, BOLD))
    return [
        *([(above,)] if above else []),
        (piece("TỈNH SÔNG XANH", face=BOLD, size=13.0), right("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD, 13.0)),
        (right("Độc lập - Tự do - Hạnh phúc", BOLD),),
        (piece(number, size=13.0), right(day, SLANTED)),
        (piece("QUYẾT ĐỊNH", 260.0, BOLD),),
        (piece("Về việc giao nhiệm vụ", 220.0, BOLD),),
        (piece("Căn cứ Luật Tổ chức chính quyền địa phương;", face=SLANTED),),
        (piece("Điều 1. Giao nhiệm vụ cho ông Vàng A Mẫu trong năm theo danh mục."),),
        (piece("Điều 2. Ông Vàng A Mẫu chịu trách nhiệm thi hành Quyết định này./."),),
        (piece("Nơi nhận:", face="TimesNewRomanPS-BoldItalicMT", size=12.0), right("CHỦ TỊCH", BOLD)),
        *signing,
    ]


def judged(*pages: list[Row]) -> Report:
    """What is said of pages of rows, set one under the other."""
    set_pages = []
    for rows in pages:
        lines = [tuple(replace(each, base=770.0 - 18 * at) for each in row) for at, row in enumerate(rows)]
        set_pages.append(PrintedPage(width=595.3, height=841.9, lines=tuple(lines)))
    return check_printed(set_pages, "a.pdf", Wanted(regime="state"))


def told(report: Report) -> list[tuple[str, str]]:
    """Every broken rule with its message."""
    return [(each.rule, each.message) for each in report.failures]


def test_a_right_print_is_quiet() -> None:
    """This test ensures that the page every other one here is a twin of has no failure and is measured."""
    report = judged(decision())
    assert told(report) == []
    assert all(report.of(rule)[0].verdict is Verdict.PASS for rule in ("SG-02", "SH-06", "NN-01", "NN-03", "DT-03"))


@pytest.mark.parametrize("mark", ["•", "+", "–", "\uf0b7", ""])
def test_recipients_under_any_mark_are_recipients(mark: str) -> None:
    """This test ensures that a wrong mark before a recipient hides neither signature nor label, and is itself told."""
    items = tuple(item.replace("-", mark).strip() for item in ITEMS)
    assert [rule for rule, _ in told(judged(decision(items=items)))] == ["NN-03"]
    broken = decision(items=items)
    broken[-4] = (broken[-4][0], right("CHỦ TỊCH"))
    assert [rule for rule, _ in told(judged(broken))] == ["SG-02", "NN-03"]


@pytest.mark.parametrize("mark", ["DỰ THẢO", "Dự thảo lần 2", "DỰ THẢO NGÀY 05/01/2026", "(Dự thảo)"])
@pytest.mark.parametrize("left", [85.1, 450.0])
def test_a_draft_mark_over_the_header_is_no_name(mark: str, left: float) -> None:
    """This test ensures that the words of a draft alone at the top are neither issuer nor date."""
    rows = decision(above=piece(mark, left, BOLD))
    assert told(judged(rows)) == []
    rows[1] = (piece("Tỉnh Sông Xanh", face=BOLD, size=13.0), rows[1][1])
    assert [rule for rule, _ in told(judged(rows))] == ["SH-06"]


@pytest.mark.parametrize("blank", [None, "....................", "……………"])
def test_a_name_still_to_be_filled_in_is_no_fault_of_a_draft(blank: str | None) -> None:
    """This test ensures that a draft may wait for the name of who signs, and an issued paper may not."""
    assert told(judged(decision(number="Số:      /QĐ-UBND", name=blank))) == []
    ((rule, message),) = told(judged(decision(name=blank)))
    assert (rule, "họ và tên" in message) == ("SG-02", True)


def test_a_form_confirmed_beside_the_date_is_quiet() -> None:
    """This test ensures that a date to be filled in is read apart from a title beside it, and judged by itself."""
    rows = decision()[:2]
    rows += [
        (piece("PHIẾU TỰ ĐÁNH GIÁ", 230.0, BOLD),),
        (piece("Họ và tên: ....................................."),),
        (piece("XÁC NHẬN CỦA CƠ QUAN", face=BOLD), right("Sông Xanh, ngày     tháng 12 năm 2026", SLANTED)),
        (piece("(Ký, đóng dấu)", face=SLANTED), right("NGƯỜI TỰ ĐÁNH GIÁ", BOLD)),
    ]
    assert told(judged(rows)) == []
    rows[-2] = (rows[-2][0], right("Sông Xanh, ngày     tháng 12 năm 2026"))
    assert [rule for rule, _ in told(judged(rows))] == ["DT-03"]


@pytest.mark.parametrize(
    "reference", ["(Kèm theo Quyết định số 08/QĐ-UBND)", "(Ban hành kèm theo Quyết định số 08/QĐ-UBND)"]
)
def test_a_list_enclosed_without_a_label_is_none_of_the_paper(reference: str) -> None:
    """This test ensures that who signs and the recipients are found before a list on a page of its own."""
    enclosed = [
        (piece("DANH MỤC NHIỆM VỤ", 230.0, BOLD),),
        (piece(reference, 150.0, SLANTED),),
        (piece("TT"), piece("Nội dung", 150.0), right("Thời hạn")),
        (piece("1"), piece("Xây dựng kế hoạch", 150.0), right("Quý II")),
    ]
    assert told(judged(decision(), enclosed)) == []
    assert [rule for rule, _ in told(judged(decision(name=None), enclosed))] == ["SG-02"]


@pytest.mark.parametrize(
    "mark", ["Ký bởi: Ủy ban nhân dân tỉnh Sông Xanh", "Thời gian ký: 08.01.2026 09:30:00", "DỰ THẢO"]
)
def test_a_mark_beside_the_text_is_no_part_of_it(mark: str) -> None:
    """This test ensures that what signing programs and drafters set into a margin is judged by nothing."""
    (page,) = [decision(above=replace(piece(mark, 380.0, "ArialMT", 10.0), right=590.0))]
    assert told(judged(page)) == []
    page[0] = (replace(page[0][0], text="Văn bản mật, không phổ biến"),)
    assert {"PG-02", "PG-05"} <= {rule for rule, _ in told(judged(page))}


def test_halves_a_little_apart_are_one_line() -> None:
    """This test ensures that number and date set in two sizes, so that one stands lower, are read side by side."""
    rows = decision()
    lines = [[replace(each, base=770.0 - 18 * at) for each in row] for at, row in enumerate(rows)]
    number, day = lines[2]
    torn = [*lines[:2], [number], [replace(day, base=day.base - 5)], *lines[3:]]
    page = PrintedPage(width=595.3, height=841.9, lines=tuple(map(tuple, torn)))
    report = check_printed([page], "a.pdf", Wanted(regime="state"))
    assert (told(report), report.of("SH-09")[0].verdict) == ([], Verdict.PASS)
    torn[3] = [replace(torn[3][0], text="Sông Xanh, ngày 8 tháng 1 năm 2026")]
    torn[-1] = [*torn[-1][:1], replace(torn[-1][1], text="TS. Lò Văn Thử")]
    page = replace(page, lines=tuple(map(tuple, torn)))
    failures = check_printed([page], "a.pdf", Wanted(regime="state")).failures
    assert [(each.rule, each.place.partition(",")[0]) for each in failures] == [
        ("DT-01", "trang 1 dòng 3"),
        ("SG-04", f"trang 1 dòng {len(torn)}"),
    ]
    marks = [spot for spot in spots(failures, None, [page]) if spot is not None]
    assert [round((1 - spot.bottom) * page.height + 4) // 18 for spot in marks] == [
        round(torn[at][-1].base) // 18 for at in (3, -1)
    ]


def test_a_font_wrong_throughout_is_told_once() -> None:
    """This test ensures that a paper in another font is one finding that says how many pages, and nothing else."""
    calibri = [
        tuple(replace(each, face=each.face.replace("TimesNewRomanPS", "Calibri")) for each in row) for row in decision()
    ]
    ((rule, message),) = told(judged(calibri[:7], [(piece("2", 295.0, "Calibri"),), *calibri[7:]]))
    assert rule == "PG-05"
    assert "phông Calibri, ở 2 trang" in message
