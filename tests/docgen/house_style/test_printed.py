"""A PDF under the ruler: what a page can tell is told, all else is not evaluated and says why."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from docgen.house_style import Mode, Report, Verdict, Wanted, apart, check
from docgen.house_style.printed import SCAN, TELLS, UNTOLD, check_printed
from docgen.house_style.reading import read_document
from docgen.house_style.spots import spots
from docgen.media.print_text import Piece, PrintedPage, printed_pages
from docgen.media.zips import open_package
from docgen.printing.converter import probe
from docgen.workflows.check_papers import Refused, check_files, desk
from tests.support.circle import run_inside
from tests.support.papers import NAMES, sample_paper

from .letters import state_letter
from .papers import Parts, body, party_decision, r, state_decision

_LINE = body(r("Ông Vàng A Mẫu xây dựng kế hoạch và tổ chức thực hiện, hằng quý báo cáo tiến độ về Sở Nội vụ. " * 3))
_ARTICLE = body(r("Điều 2.", "b"), r(" Ông Vàng A Mẫu báo cáo tiến độ hằng quý về Sở Nội vụ."))
LONG = state_decision().twin(_ARTICLE, _ARTICLE + _LINE * 25)
RIGHT = {"state": LONG, "party": party_decision(), "letter": state_letter()}
FAULTS = {
    "state": [
        ('w:left="1701"', 'w:left="1300"', "PG-02"),
        ("PAGE", "DATE", "PG-07"),
        ("Số: 08/QĐ-UBND", "Số: 8-QĐ/UBND", "SN-01"),
        ("ngày 08 tháng 01", "ngày 8 tháng 1", "DT-01"),
        ("Độc lập - Tự do", "Độc lập – Tự do", "SH-03"),
        (r("QUYẾT ĐỊNH", "b"), r("QUYẾT ĐỊNH", "b", 36), "TI-01"),
        (r("CHỦ TỊCH", "b"), r("CHỦ TỊCH"), "SG-02"),
        ("Lò Văn Thử", "TS. Lò Văn Thử", "SG-04"),
        ("Vàng A Mẫu", "{{ho_ten}}", "TX-01"),
    ],
    "party": [
        ("Số 58-QĐ/ĐU", "Số: 58/QĐ-ĐU", "SN-05"),
        ('w:left="1701"', 'w:left="1300"', "PG-03"),
        (r("ĐẢNG CỘNG SẢN VIỆT NAM", "b", 30), r("ĐẢNG CỘNG SẢN VIỆT NAM", "b", 26), "PH-01"),
        ("T/M BAN THƯỜNG VỤ", "TM. BAN THƯỜNG VỤ", "SG-05"),
        (r("BÍ THƯ"), r("BÍ THƯ", "b"), "SG-06"),
    ],
}


def _broken(name: str) -> Parts:
    paper = RIGHT[name]
    for right, wrong, _ in FAULTS[name]:
        part = "header" if right == "PAGE" else "document"
        paper = paper.twin(right, wrong, part=part, count=99)
    return paper


def _printed(papers: dict[str, bytes], folder: Path) -> dict[str, Path]:
    """The papers as PDF, all in one call."""
    files = [folder / f"{number:03}.docx" for number in range(len(papers))]
    for file, data in zip(files, papers.values(), strict=True):
        file.write_bytes(data)
    return dict(zip(papers, probe().convert(files, folder / "pdf"), strict=True))


def _judged(pdf: Path, regime: str | None = None) -> Report:
    return apart.judged(pdf.read_bytes(), str(pdf), Wanted(regime=regime), ())


@pytest.fixture(scope="module")
def prints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Right and broken papers printed by LibreOffice."""
    papers = {name: paper.docx() for name, paper in RIGHT.items()}
    papers |= {f"{name}, broken": _broken(name).docx() for name in FAULTS}
    return _printed(papers, tmp_path_factory.mktemp("printed"))


@pytest.fixture(scope="module")
def reports(prints: dict[str, Path]) -> dict[str, Report]:
    """What is said of them."""
    return {name: _judged(pdf) for name, pdf in prints.items()}


@pytest.mark.pdf
def test_a_right_print_is_no_false_alarm(reports: dict[str, Report]) -> None:
    """This test ensures that a right paper printed as PDF has no failure and that much of it is measured."""
    for name in RIGHT:
        report = reports[name]
        assert [(each.rule, each.place, each.message) for each in report.failures] == [], name
        assert report.ruleset == ("HD05" if name == "party" else "ND30")
        assert report.counts["pass"] >= 24
        assert all(each.message for each in report.not_evaluated)


@pytest.mark.pdf
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_shows_in_print(name: str, reports: dict[str, Report]) -> None:
    """This test ensures that wrong margins, numbers, dates, sizes and words are found in a PDF, with the page."""
    report = reports[f"{name}, broken"]
    found = {each.rule for each in report.failures}
    assert {rule for *_, rule in FAULTS[name]} - found == set()
    assert all(each.place.startswith("trang ") for each in report.failures if each.rule in {"PG-02", "PG-07", "SN-01"})


@pytest.mark.pdf
def test_what_a_print_cannot_tell_is_not_evaluated(reports: dict[str, Report]) -> None:
    """This test ensures that rules about spacing, drawn rules and the like say that a PDF does not show them."""
    report = reports["state"]
    for rule in ("BD-05", "SH-05", "SH-07", "PL-01"):
        assert (report.of(rule)[0].verdict, report.of(rule)[0].message) == (Verdict.NOT_EVALUATED, UNTOLD)
    assert TELLS.isdisjoint({"BD-05", "SH-05"})


@pytest.mark.pdf
@pytest.mark.parametrize("from_word", [True, False])
def test_a_place_is_marked_where_its_words_stand(
    from_word: bool, prints: dict[str, Path], reports: dict[str, Report]
) -> None:
    """This test ensures that the rectangle of a fault lies round its words on the page, of a Word file and of a PDF."""
    paper, pages = _broken("party"), printed_pages(prints["party, broken"])
    report = check(paper.docx()) if from_word else reports["party, broken"]
    document = read_document(open_package(paper.docx())) if from_word else None
    found = dict(zip([each.rule for each in report.failures], spots(report.failures, document, pages), strict=True))
    for rule, words in {"SN-05": "Số: 58/QĐ-ĐU", "SG-05": "TM. BAN THƯỜNG VỤ", "SG-06": "BÍ THƯ"}.items():
        spot, page = found[rule], pages[0]
        (piece,) = [each for line in page.lines for each in line if each.text.strip() == words]
        assert spot is not None
        assert spot.left * page.width <= piece.left < piece.right <= spot.right * page.width < piece.right + 9
        assert spot.top < 1 - piece.base / page.height < spot.bottom < spot.top + 0.04
    margin = found["PG-03"]
    assert margin is not None
    assert (margin.left, margin.top, margin.bottom) == (0.0, 0.0, 1.0)
    assert 0.05 < margin.right < 0.2


@pytest.mark.faults
def test_all_our_papers_in_print_are_no_false_alarm(tmp_path: Path) -> None:
    """This test ensures that every template printed as PDF has no failure that its Word file has not."""
    papers = {name: sample_paper(name) for name in NAMES}
    alarms = {}
    for name, pdf in _printed(papers, tmp_path).items():
        regime = name.partition("-")[0]
        wanted = Wanted(regime=regime, ruleset="ND30" if regime == "state" else None)  # some are older than the decree
        known = {each.rule for each in apart.judged(papers[name], name, wanted, ()).failures}
        report = apart.judged(pdf.read_bytes(), str(pdf), wanted, ())
        failures = [(each.rule, each.place) for each in report.failures if each.rule not in known]
        assert report.counts["pass"] >= 10, name
        alarms.update({name: failures} if failures else {})
    assert alarms == {}


def _page(*pieces: Piece) -> PrintedPage:
    return PrintedPage(width=595.3, height=841.9, lines=tuple((piece,) for piece in pieces))


def _piece(text: str, *, base: float, face: str = "ABCDEF+TimesNewRomanPSMT", left: float = 85.1) -> Piece:
    return Piece(text=text, face=face, size=14.0, left=left, right=min(left + 7.0 * len(text), 538.0), base=base)


@pytest.mark.parametrize(
    ("face", "verdict"),
    [
        ("ABCDEF+TimesNewRomanPSMT", Verdict.PASS),
        ("TimesNewRomanPS-BoldItalicMT", Verdict.PASS),
        ("Times New Roman,Bold", Verdict.PASS),
        ("ABCDEF+ArialMT", Verdict.FAIL),
        ("BAAAAA+LiberationSerif", Verdict.NOT_EVALUATED),
    ],
)
def test_faces_are_told_by_their_names(face: str, verdict: Verdict) -> None:
    """This test ensures that a face is known under the names PDF gives it, and a stand-in is no proof of either."""
    pages = [_page(_piece("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", base=770.0, face=face))]
    report = check_printed(pages, "a.pdf", Wanted(ruleset="ND30"))
    assert report.of("PG-05")[0].verdict is verdict


@pytest.mark.parametrize(
    ("second", "rule", "said"),
    [
        (_page(_piece("Điều 5.", base=770.0)), "PG-07", "không có số trang"),
        (_page(_piece("2", base=806.0), _piece("Điều 5.", base=770.0)), "PG-07", "không ở giữa"),
        (_page(_piece("Điều 5.", base=770.0), _piece("2", base=40.0, left=294.0)), "PG-07", "chân trang"),
    ],
)
def test_page_numbers_are_seen_on_the_page(second: PrintedPage, rule: str, said: str) -> None:
    """This test ensures that a missing number, one beside the middle and one at the foot are told with their page."""
    first = _page(_piece("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", base=770.0), _piece("Điều 4.", base=70.0))
    found = check_printed([first, second], "a.pdf", Wanted(ruleset="ND30")).of(rule)[0]
    assert (found.verdict, found.place) == (Verdict.FAIL, "trang 2")
    assert said in found.message


def test_a_page_after_a_short_one_may_open_a_part() -> None:
    """This test ensures that a page without a number is no fault where something new may begin with it."""
    pages = [_page(_piece("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", base=770.0)), _page(_piece("DANH MỤC", base=770.0))]
    assert check_printed(pages, "a.pdf", Wanted(ruleset="ND30")).of("PG-07")[0].verdict is Verdict.PASS


def test_a_scan_tells_its_size_and_nothing_else(tmp_path: Path) -> None:
    """This test ensures that a PDF of pictures is measured for its paper only, and says why."""
    scan = tmp_path / "scan.pdf"
    Image.new("L", (1654, 2339), 255).save(scan, resolution=200)
    report = apart.judged(scan.read_bytes(), str(scan), Wanted(ruleset="ND30"), ())
    assert report.of("PG-01")[0].verdict is Verdict.PASS
    assert {each.message for each in report.findings if each.rule != "PG-01"} == {SCAN}


def test_a_pdf_beside_word_files(tmp_path: Path) -> None:
    """This test ensures that one call takes both kinds, refuses a torn PDF, and writes no copy of a PDF."""
    scan, torn, word = tmp_path / "scan.pdf", tmp_path / "torn.pdf", tmp_path / "a.docx"
    Image.new("L", (1654, 2339), 255).save(scan, resolution=200)
    torn.write_bytes(scan.read_bytes()[:300])
    word.write_bytes(state_decision().docx())
    with desk() as helpers:
        found = check_files([scan, torn, word], helpers)
    assert [isinstance(each, Refused) for each in found] == [False, True, False]
    ran = run_inside("docgen", ["check", str(scan), "--fix", "--annotate", "--html", "--json"], {})
    (row,) = json.loads(ran.out)
    assert [Path(path).name for path in row["written"]] == ["scan-the-thuc.html"]
    assert "data:image/png;base64," in (tmp_path / "scan-the-thuc.html").read_text("utf-8")


def _right(text: str, base: float) -> Piece:
    return _piece(text, base=base, left=300.0)


def test_a_header_too_long_for_its_column_is_read_whole() -> None:
    """This test ensures that a national title and a date over two lines in print are no fault of their words."""
    lines = [
        (_piece("ỦY BAN NHÂN DÂN", base=780.0), _right("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 780.0)),
        (_piece("XÃ SUỐI MẪU", base=764.0), _right("VIỆT NAM", 764.0)),
        (_right("Độc lập - Tự do - Hạnh phúc", 748.0),),
        (_piece("Số: 08/QĐ-UBND", base=720.0), _right("Suối Mẫu, ngày 08 tháng 01 năm", 720.0)),
        (_right("2026", 704.0),),
        (_piece("QUYẾT ĐỊNH", base=680.0, left=260.0),),
    ]
    page = PrintedPage(width=595.3, height=841.9, lines=tuple(lines))
    report = check_printed([page], "a.pdf", Wanted())
    assert (report.regime, report.ruleset) == ("state", "ND30")
    for rule in ("SH-01", "SH-03", "SN-01", "DT-01"):
        assert report.of(rule)[0].verdict is Verdict.PASS, report.of(rule)
    other = replace(page, lines=(lines[0], (_piece("XÃ SUỐI MẪU", base=764.0), _right("NAM", 764.0)), *lines[2:]))
    assert check_printed([other], "a.pdf", Wanted()).of("SH-01")[0].verdict is Verdict.FAIL


@pytest.mark.parametrize(("number", "mode"), [("Số 58-QĐ/ĐU", "issued"), ("Số     -QĐ/ĐU", "draft")])
def test_a_date_beside_a_star_or_an_empty_number_is_read_apart(number: str, mode: str) -> None:
    """This test ensures that a line of two columns is cut before the date, whatever stands on its left."""
    day = replace(_right("Suối Mẫu, ngày 08 tháng 6 năm 2026", 0.0), face="TimesNewRomanPS-ItalicMT")
    for dated in ("*", number):
        rows = [
            ("ĐẢNG BỘ TỈNH SÔNG XANH", "ĐẢNG CỘNG SẢN VIỆT NAM"),
            ("ĐẢNG ỦY XÃ SUỐI MẪU", ""),
            ("*", ""),
            (number, ""),
        ]
        lines = []
        for at, (left, right) in enumerate(rows):
            base = 780.0 - 16 * at
            beside = (replace(day, base=base),) if left == dated else (_right(right, base),) if right else ()
            lines.append((_piece(left, base=base), *beside))
        title = (_piece("QUYẾT ĐỊNH", base=680.0, left=260.0),)
        page = PrintedPage(width=595.3, height=841.9, lines=(*lines, title))
        report = check_printed([page], "a.pdf", Wanted(mode=Mode(mode)))
        assert report.of("DT-03")[0].verdict is Verdict.PASS, report.of("DT-03")
        assert all("không tìm thấy" not in each.message for each in report.of("SN-05"))
