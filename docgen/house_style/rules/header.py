"""SH, PH: the two headers, the names of bodies and the star (NĐ 30 Phụ lục I, Mục II.1–2; HD36, HD05 II.1–2)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.house_style import anchors
from docgen.house_style.document import Paragraph
from docgen.house_style.remedies import Mend, Remedy
from docgen.house_style.rules.ornaments import drawn_length
from docgen.house_style.rules.paper import (
    ABSENT,
    Fault,
    NotApplicable,
    Outcome,
    Paper,
    everywhere,
    missing,
    place_of,
    quote,
)
from docgen.house_style.rules.typography import Look, look_faults, millimetres, points, upper_fault
from docgen.house_style.ruleset import Rule, Ruleset
from docgen.house_style.tones import fold_tone

NATIONAL = "Quốc hiệu ở góc trên bên phải"
MOTTO = "Tiêu ngữ dưới Quốc hiệu"
ISSUER = "tên cơ quan ban hành ở góc trên bên trái"


def national_text(rule: Rule, paper: Paper) -> Outcome:
    """SH-01: Quốc hiệu word for word; either placement of the tone mark."""
    return _text_faults(rule, paper.layout.header.national, NATIONAL, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")


def national_look(rule: Rule, paper: Paper) -> Outcome:
    """SH-02: Quốc hiệu is bold, upright, centred, in its size, single spaced."""
    line = paper.layout.header.national
    if line is None:
        return ABSENT
    faults = list(look_faults(line, Look.of(rule, align="center")))
    if line.format.line_rule == "auto" and line.format.line != rule.number("line"):
        measured = f"giãn dòng {line.format.line / 240:.2f}".replace(".", ",")
        faults.append(Fault(place=place_of(line), measured=measured, mend="đặt giãn dòng đơn (Single)"))
    return faults


def motto_text(rule: Rule, paper: Paper) -> Outcome:
    """SH-03: Tiêu ngữ word for word, with hyphens between spaces."""
    return _text_faults(rule, paper.layout.header.motto, MOTTO, "Độc lập - Tự do - Hạnh phúc")


def motto_look(rule: Rule, paper: Paper) -> Outcome:
    """SH-04: Tiêu ngữ is bold, upright, centred, in its size."""
    line = paper.layout.header.motto
    return ABSENT if line is None else list(look_faults(line, Look.of(rule, align="center")))


def _text_faults(rule: Rule, line: Paragraph | None, what: str, right: str) -> Outcome:
    if line is None:
        return missing(what)
    if rule.accepts(fold_tone(line.text) if rule.fold_tone else line.text):
        return []
    remedy = Remedy(at=line.place, what=Mend.TEXT, value=right) if _same_letters(line.text, right) else None
    return [Fault(place=place_of(line), measured=quote(line.text), mend=f"ghi đúng {quote(right)}", remedy=remedy)]


def _same_letters(text: str, right: str) -> bool:
    """Whether only dashes, blanks, marks and capitals differ."""
    plain = [[char for char in fold_tone(each.casefold()) if char.isalpha()] for each in (text, right)]
    return plain[0] == plain[1]


def state_names(rule: Rule, paper: Paper) -> Outcome:
    """SH-06: governing body regular, issuing body bold, both in capitals and centred."""
    return _name_faults(rule, paper)


def party_names(rule: Rule, paper: Paper) -> Outcome:
    """PH-02: superior body regular, issuing body bold, both in capitals and centred."""
    return _name_faults(rule, paper)


def _name_faults(rule: Rule, paper: Paper) -> Outcome:
    header = paper.layout.header
    if not header.issuer:
        return missing(ISSUER)
    faults: list[Fault] = []
    for lines, bold in ((header.superior, False), (header.issuer, True)):
        for line in lines:
            look = Look(size=rule.numbers("size_hp"), bold=bold, italic=False, align="center")
            faults += [*upper_fault(line, wanted=True), *look_faults(line, look)]
    return faults


def rule_below(rule: Rule, paper: Paper) -> Outcome:
    """SH-05: under Tiêu ngữ, or under the Party's title, a rule is drawn as long as the text; w:u is none."""
    header = paper.layout.header
    title = header.motto if paper.is_state else header.party
    if title is None:
        return ABSENT
    drawn = next((line for line in _from(header.right, title) if anchors.has_drawn_rule(line)), None)
    if drawn is None:
        measured = "chỉ gạch chân chữ" if any(run.underline for run in title.ink) else "không có đường kẻ"
        return [Fault(place=place_of(title), measured=measured, mend="vẽ đường kẻ nét liền dài bằng dòng chữ")]
    length, width = drawn_length(drawn), _width(rule, title)
    if length is None or width is None:
        return NotApplicable(reason="có đường kẻ nhưng tệp không cho biết độ dài")
    low, high = rule.numbers("ratio_percent")
    if low <= 100 * length / width <= high:
        return []
    measured = f"đường kẻ dài {millimetres(length)}, dòng chữ {millimetres(width)}"
    return [Fault(place=place_of(title), measured=measured, mend="kéo đường kẻ dài bằng dòng chữ")]


def _from(lines: tuple[Paragraph, ...], first: Paragraph) -> tuple[Paragraph, ...]:
    """The lines from `first` up to the date line."""
    rest = lines[lines.index(first) :]
    end = next(
        (n for n, line in enumerate(rest) if n and line.text and not anchors.is_marks_only(line.text)), len(rest)
    )
    return rest[:end]


def _width(rule: Rule, title: Paragraph) -> int | None:
    """How wide the fixed text is at its size, from the rule's table; None for a size it does not list."""
    widths = rule.params["text_width_tw"]
    size = str(title.sizes[0]) if len(title.sizes) == 1 else ""
    return widths.get(size) if isinstance(widths, dict) else None


def size_set(rule: Rule, paper: Paper) -> Outcome:
    """SH-08: Quốc hiệu, Tiêu ngữ and date keep to one of the two sets of sizes; minutes may have no date."""
    header = paper.layout.header
    lines = [line for line in (header.national, header.motto, header.date) if line is not None]
    if header.national is None or header.motto is None:
        return ABSENT
    found = [line.sizes[0] if line.sizes else 0 for line in lines]
    sets = rule.params["sets"]
    allowed = [list(sizes)[: len(found)] for sizes in sets] if isinstance(sets, list) else []
    if found in allowed:
        return []
    measured = "cỡ " + "-".join(points(size) for size in found)
    return [Fault(place=place_of(lines[0]), measured=measured, mend="đặt lại 13-14-14 hoặc 12-13-13")]


@everywhere("SH-10")
def one_regime(_: Rule, ruleset: Ruleset, line: Paragraph) -> Iterator[Fault]:
    """SH-10: never both headers, nor the other regime's header, in one paper."""
    if not _is_title(line):
        return
    if ruleset.regime == "state" and anchors.is_party_title(line.text):
        yield Fault(place=place_of(line), measured="tiêu đề Đảng trong văn bản hành chính", mend="bỏ dòng này")
    if ruleset.regime == "party" and anchors.is_national(line.text):
        yield Fault(place=place_of(line), measured="Quốc hiệu trong văn bản Đảng", mend="bỏ dòng này")


def _is_title(line: Paragraph) -> bool:
    return len(line.text) <= 80 and line.text.isupper()


def party_title(rule: Rule, paper: Paper) -> Outcome:
    """PH-01: the Party's title word for word, bold, upright, centred, in its size."""
    line = paper.layout.header.party
    if line is None:
        return missing("tiêu đề “ĐẢNG CỘNG SẢN VIỆT NAM” ở góc trên bên phải")
    faults = list(look_faults(line, Look.of(rule, align="center")))
    if not rule.accepts(line.text):
        mend = f"ghi đúng {quote('ĐẢNG CỘNG SẢN VIỆT NAM')}"
        faults.append(Fault(place=place_of(line), measured=quote(line.text), mend=mend))
    return faults


def star(rule: Rule, paper: Paper) -> Outcome:
    """PH-03: a single star, centred, under the issuing body; no rule in the left cell."""
    header = paper.layout.header
    if not header.left:
        return missing(ISSUER)
    if header.star is None:
        return missing("dấu sao (*) dưới tên cơ quan ban hành")
    faults = list(look_faults(header.star, Look(align="center")))
    if not rule.accepts(header.star.text):
        faults.append(Fault(place=place_of(header.star), measured=quote(header.star.text), mend="chỉ để một dấu *"))
    drawn = [line for line in header.left if anchors.has_drawn_rule(line)]
    return faults + [Fault(place=place_of(line), measured="có đường kẻ", mend="bỏ đường kẻ") for line in drawn]
