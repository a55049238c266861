"""What a PDF can tell of its layout: its page, where ink stands, faces and sizes, page numbers, and what its words say.

Knows how printed lines are read as a paper, and which rules they can answer; all others are not evaluated, and say so.
A margin is only known to be too small: whether words could have stood further out, no page shows.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from docgen.house_style import anchors
from docgen.house_style.cells import locate
from docgen.house_style.checking import check
from docgen.house_style.document import Document, Format, Margins, Paragraph, Run, Section
from docgen.house_style.findings import Finding, Report, Verdict
from docgen.house_style.rules.page import EDGES
from docgen.house_style.rules.paper import Paper
from docgen.house_style.rules.typography import millimetres, points
from docgen.house_style.ruleset import Rule, load
from docgen.house_style.wanted import Wanted
from docgen.house_style.wrapped import whole_header
from docgen.media.print_text import Piece, PrintedPage
from docgen.messages import tr

Line = tuple[Piece, ...]
UNTOLD = "không đánh giá: tệp PDF không cho biết"
SCAN = "không đánh giá: PDF không có chữ (bản quét)"
REPLACED = "không đánh giá: PDF dùng phông thay thế, không rõ phông của văn bản"
TELLS = frozenset(
    {"PG-01", "SH-01", "SH-02", "SH-03", "SH-04", "SH-06", "SH-08", "SH-09", "SH-10", "PH-01", "PH-02", "SN-01"}
    | {"SN-02", "SN-03", "SN-05", "SN-07", "DT-01", "DT-02", "DT-03", "DT-04", "TI-01", "TI-02", "BD-09", "SG-01"}
    | {"SG-02", "SG-04", "SG-05", "SG-06", "SG-07", "SG-08", "NN-01", "NN-03", "TX-01", "TX-03", "TX-05", "TX-06"}
)
_SIGNING = frozenset(rule for rule in TELLS if rule.startswith("SG-"))
_TWIPS = 20
_SLACK = 60  # twips: letters do not begin exactly at the edge of their box
_SMALL = 9.0  # points; page codes and stamps of programs are smaller than any text
_NUMBER = re.compile(r"^[-–\s]*\d{1,3}[-–\s]*$")
_TWINS = re.compile(r"liberation\s*serif|tinos|nimbus\s*rom|termes", re.IGNORECASE)  # as wide as Times New Roman
_AFTER_BLANK = re.compile(r"\s*(?:tháng|năm)\b|\s*[/-]\s?\S")
_BLANK = "   "  # where a number or a day is still to be written
_FULL = 0.2  # of the height: text ends below it
_CENTRE = 30.0  # points a page number may stand beside the middle
_FORM = Format(
    align="", left=0, right=0, first_line=0, before=0, after=0, line=240, line_rule="auto", contextual_spacing=False,
    border_below=False, numbered=False, framed=False, page_break=False,
)  # fmt: skip


def check_printed(pages: Sequence[PrintedPage], name: str, wanted: Wanted) -> Report:
    """The report on a PDF by its printed pages."""
    document = _document(pages)
    report = check(
        document,
        regime=wanted.regime,
        on=wanted.on,
        ruleset=wanted.ruleset,
        mode=wanted.mode,
        house=wanted.house,
        name=name,
    )
    if not report.ruleset:
        return report
    ruleset = load(report.ruleset)
    paper = Paper(document=document, layout=locate(document), ruleset=ruleset, mode=report.mode)
    silent = () if paper.kind else _SIGNING  # who signs a form is set in many ways
    rules = {rule.id: rule for rule in ruleset.rules if rule.id not in silent}
    is_scan = not any(page.lines for page in pages)
    told: dict[str, list[Finding]] = {}
    for finding in report.findings:
        told.setdefault(finding.rule, []).append(finding)
    findings = [
        finding
        for name_of, found in told.items()
        for finding in (_own(rules[name_of], pages, found) if name_of in rules else _untold(found, silent))
    ]
    return replace(report, findings=tuple(_of_scan(each) for each in findings) if is_scan else tuple(findings))


def _untold(found: list[Finding], silent: Container[str]) -> list[Finding]:
    """The rules of the office itself as found, and those of a signature that a page does not show for sure."""
    first = found[0]
    return [replace(first, verdict=Verdict.NOT_EVALUATED, place="", message=UNTOLD)] if first.rule in silent else found


def _of_scan(finding: Finding) -> Finding:
    return (
        finding if finding.rule == "PG-01" else replace(finding, verdict=Verdict.NOT_EVALUATED, place="", message=SCAN)
    )


def _own(rule: Rule, pages: Sequence[PrintedPage], found: list[Finding]) -> list[Finding]:
    """What the pages say of one rule."""
    blank = replace(found[0], verdict=Verdict.PASS, place="", message="", remedy=None)
    if rule.id in TELLS:
        return [replace(each, remedy=None) for each in found]
    if rule.id == "PG-05" and _is_replaced(pages):
        return [replace(blank, verdict=Verdict.NOT_EVALUATED, message=REPLACED)]
    measures = {"PG-02": _margins, "PG-03": _margins, "PG-05": _faces, "PG-07": _numbers, "PG-08": _first}
    if rule.id not in measures:
        return [replace(blank, verdict=Verdict.NOT_EVALUATED, message=UNTOLD)]
    faults = list(measures[rule.id](rule, pages))
    return [_failed(blank, rule, *fault) for fault in faults] or [blank]


def _failed(blank: Finding, rule: Rule, place: str, measured: str, mend: str) -> Finding:
    said = tr("Hiện nay: {measured}. Cách sửa: {mend}.", measured=measured, mend=mend)
    return replace(blank, verdict=Verdict.FAIL, place=place, message=f"{rule.message} {said}")


# ---- measures


def _margins(rule: Rule, pages: Sequence[PrintedPage]) -> Iterator[tuple[str, str, str]]:
    for number, page in enumerate(pages, 1):
        if page.width > page.height:
            continue  # a turned page names its edges in two ways
        lines = [line for line in text_lines(page) if not _is_beside_text(line)]
        for edge, word in EDGES.items():
            low = _least(rule, edge)
            if rule.id == "PG-03" and edge in ("left", "right"):
                low = min(_least(rule, "left"), _least(rule, "right")) if number % 2 == 0 else low
            white = min((_white(page, line, edge) for line in lines), default=None)
            if white is not None and white < low - _SLACK:
                yield f"trang {number}, lề {word}", millimetres(white), f"để lề {word} ít nhất {millimetres(low)}"


def _is_beside_text(line: Line) -> bool:
    """Whether a line is the mark of a draft or of an electronic signature, which may stand in a margin."""
    words = " ".join(piece.text for piece in line).strip()
    return bool(anchors.DRAFT.match(words) or anchors.SEAL.match(words))


def _least(rule: Rule, edge: str) -> int:
    value = rule.params[edge]
    return value if isinstance(value, int) else rule.numbers(edge)[0]


def _white(page: PrintedPage, line: Line, edge: str) -> int:
    """The white between a line and one edge of the page, in twips; letters rise above their base and fall below it."""
    size = max(piece.size for piece in line)
    distances = {
        "left": line[0].left,
        "right": page.width - max(piece.right for piece in line),
        "top": page.height - line[0].base - 0.9 * size,
        "bottom": line[0].base - 0.25 * size,
    }
    return round(distances[edge] * _TWIPS)


def _faces(rule: Rule, pages: Sequence[PrintedPage]) -> Iterator[tuple[str, str, str]]:
    wanted = str(rule.params["font"])
    found: dict[str, list[int]] = {}
    for number, page in enumerate(pages, 1):
        for face in sorted({_plain(piece.face) for piece in _lettered(page)} - {_plain(wanted)}):
            found.setdefault(face, []).append(number)
    for face, numbers in found.items():
        more = f", ở {len(numbers)} trang" if len(numbers) > 1 else ""
        yield f"trang {numbers[0]}", f"phông {face}{more}", f"chọn phông {wanted}"


def _plain(face: str) -> str:
    """A face without subset mark, weight and maker's letters: "ABCDEF+TimesNewRomanPS-BoldMT" is TimesNewRoman."""
    name = face.rpartition("+")[2].partition("-")[0].partition(",")[0].replace(" ", "")
    return re.sub(r"(?:PS)?(?:MT)?$", "", name)


def _is_replaced(pages: Sequence[PrintedPage]) -> bool:
    faces = {piece.face for page in pages for piece in _lettered(page)}
    return bool(faces) and any(_TWINS.search(face) for face in faces)


def _lettered(page: PrintedPage) -> Iterator[Piece]:
    lines = (line for line in text_lines(page) if not _is_beside_text(line))
    return (piece for line in lines for piece in line if any(char.isalpha() for char in piece.text))


def _numbers(rule: Rule, pages: Sequence[PrintedPage]) -> Iterator[tuple[str, str, str]]:
    low, high = (size / 2 for size in (rule.numbers("size_hp")[0], rule.numbers("size_hp")[-1]))
    for number, page in enumerate(pages, 1):
        place = f"trang {number}"
        if page.lines and _is_number(page.lines[-1]) and page.lines[-1][0].base < page.height / 10:
            yield place, "số trang ở chân trang", "đưa số trang lên giữa lề trên"
            continue
        line = _top_number(page)
        if line is None:
            if number > 1 and page.lines and _goes_on(pages[number - 2]) and not _opens_part(page):
                yield place, "đầu trang không có số trang", "chèn số trang giữa lề trên"
        elif abs((line[0].left + line[-1].right) / 2 - page.width / 2) > _CENTRE:
            yield place, "số trang không ở giữa", "đặt lại canh giữa"
        elif not low - 0.3 <= line[0].size <= high + 0.3:
            yield place, f"cỡ {points(round(line[0].size * 2))}", f"đặt cỡ {points(round(high * 2))}"


def _first(_rule: Rule, pages: Sequence[PrintedPage]) -> Iterator[tuple[str, str, str]]:
    if pages and _top_number(pages[0]) is not None:
        yield "trang 1", "số trang hiện ở trang 1", "xóa số trang ở trang đầu"


def _goes_on(page: PrintedPage) -> bool:
    """Whether a page is full, so that the next one goes on with it; after a short one something new may begin."""
    lines = list(text_lines(page))
    return bool(lines) and lines[-1][0].base < page.height * _FULL


def _opens_part(page: PrintedPage) -> bool:
    """Whether a page is the first of an appendix or of another paper, whose first page bears no number."""
    text = "".join(piece.text for piece in page.lines[0]).strip()
    return bool(anchors.APPENDIX.match(text)) or anchors.is_national(text) or anchors.is_party_title(text)


def _is_number(line: Line) -> bool:
    return bool(_NUMBER.match("".join(piece.text for piece in line)))


def _top_number(page: PrintedPage) -> Line | None:
    first = page.lines[0] if page.lines else None
    return first if first and _is_number(first) and first[0].base > page.height * 0.9 else None


def text_lines(page: PrintedPage) -> Iterator[Line]:
    """The lines of text: without the page number, and without what programs print small into the margin."""
    for line in page.lines:
        kept = tuple(piece for piece in line if piece.size >= _SMALL)
        if kept and not (_is_number(kept) and (line is page.lines[0] or line is page.lines[-1])):
            yield kept


# ---- the paper as read


def _document(pages: Sequence[PrintedPage]) -> Document:
    blocks = [
        _paragraph(line, f"trang {number} dòng {at}", page.width / 2)
        for number, page in enumerate(pages, 1)
        for at, line in _numbered(page, is_first=number == 1)
        if number > 1 or at > 1 or not _is_headline(page, line)
    ]
    first = pages[0] if pages else PrintedPage(width=595.3, height=841.9, lines=())
    width, height = round(first.width * _TWIPS), round(first.height * _TWIPS)
    section = Section(
        place="trang 1",
        width=width,
        height=height,
        landscape=width > height,
        margins=Margins(top=0, bottom=0, left=0, right=0, header=0),
        title_page=True,
        page_start=None,
        headers={},
        footers={},
        blocks=tuple(blocks),
    )
    return Document(sections=(section,), boxes=(), even_and_odd=False, mirrored=False)


def _numbered(page: PrintedPage, *, is_first: bool) -> Iterator[tuple[int, Line]]:
    """The lines of text with their numbers on the page as it is printed, those of a header put together."""
    own = {(piece.base, piece.left): at for at, line in enumerate(text_lines(page), 1) for piece in line}
    for line in text_lines(whole_header(page) if is_first else page):
        yield own[line[0].base, line[0].left], line


def _is_headline(page: PrintedPage, line: Line) -> bool:
    """Whether the first line of a paper stands alone in the middle, over both halves of the header."""
    middle = (line[0].left + max(piece.right for piece in line)) / 2
    return len(line) == 1 and abs(middle - page.width / 2) < 2 * _CENTRE and not anchors.is_national(line[0].text)


def _paragraph(line: Line, place: str, middle: float) -> Paragraph:
    runs = tuple(_runs(line))
    if len(line) == 1 and line[0].left > middle:  # alone in the right half
        runs = (replace(runs[0], text="\t" + runs[0].text), *runs[1:])
    return Paragraph(
        place=place,
        runs=runs,
        format=_FORM,
        drawing=False,
        drawn_length=None,
        room=None,
        fields=(),
        field_runs=(),
        style="",
    )


def _runs(line: Line) -> Iterator[Run]:
    """The pieces as runs; where the white between two is wider than a letter, a tab."""
    end: float | None = None
    for piece in line:
        gap = "" if end is None or piece.left - end < 0.15 * piece.size else " "
        gap = "\t" if end is not None and piece.left - end >= piece.size else gap
        gap = _BLANK if gap == "\t" and _AFTER_BLANK.match(piece.text) else gap
        end = piece.right
        face = _plain(piece.face)
        yield Run(
            text=gap + piece.text,
            fonts=(face, face, face),
            size=round(piece.size * 2),
            bold="bold" in piece.face.lower(),
            italic=bool(re.search(r"ital|obli", piece.face, re.IGNORECASE)),
            underline=False,
            caps=False,
            colour="auto",
            background=False,
            raised=False,
        )
