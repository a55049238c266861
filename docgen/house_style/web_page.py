"""A report as one page for the browser that needs nothing else: the pages with their marks, and every rule.

Knows how a finding is shown: a numbered rectangle on the picture of its page beside its sentence, the one leading to
the other. Where there are no pictures the words of the paper are marked, and the page says why. Measures nothing.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from docgen.house_style.document import Document, Paragraph, Table
from docgen.house_style.findings import Finding, Mode, Report, RuleSeverity, Verdict
from docgen.house_style.marking import SEVERITIES
from docgen.house_style.places import address
from docgen.house_style.spots import Spot, spots
from docgen.media.print_text import PrintedPage

_REGIMES = {"state": "Văn bản hành chính", "party": "Văn bản của Đảng"}
_MODES = {Mode.DRAFT: "dự thảo", Mode.ISSUED: "đã ban hành"}
_VERDICTS = {Verdict.PASS: "đạt", Verdict.FAIL: "chưa đúng", Verdict.NOT_EVALUATED: "chưa đánh giá"}
_STYLE = """:root{--error:#b3261e;--warning:#9a5b00;--info:#1d5d8f;--line:#d5d8dc}
*{box-sizing:border-box}
body{font:15px/1.5 system-ui,"Segoe UI",Arial,sans-serif;color:#1c1e21;background:#f3f4f6;margin:0}
main{max-width:1320px;margin:0 auto;padding:24px 20px 64px}h1{font-size:24px;margin:0}
h2{font-size:18px;margin:32px 0 12px}
.file{color:#555;margin:2px 0 16px;overflow-wrap:anywhere}
.counts{display:flex;flex-wrap:wrap;gap:10px;padding:0;margin:0 0 8px;list-style:none}
.counts li{background:#fff;border:1px solid var(--line);border-radius:8px;padding:6px 14px}.counts b{font-size:18px}
.plain{background:#fff;border:1px solid var(--line);border-radius:8px;padding:12px 16px}
.page{display:grid;grid-template-columns:minmax(0,62fr) minmax(0,38fr);gap:20px;align-items:start;margin-bottom:28px}
.sheet{position:sticky;top:12px;background:#fff;box-shadow:0 1px 5px #0003}.sheet img{display:block;width:100%}
.mark{position:absolute;border:2px solid;border-radius:3px;text-decoration:none}
.mark b{position:absolute;right:100%;top:-2px;margin-right:3px;min-width:20px;padding:0 5px;border-radius:10px;
color:#fff;
font:700 12px/20px system-ui,Arial,sans-serif;text-align:center;white-space:nowrap}
.mark.edge b{right:auto;left:6px;top:6px;margin:0}.mark.whole{background:none}
.error{color:var(--error)}.warning{color:var(--warning)}.info{color:var(--info)}
.mark.error{background:#b3261e1f}.mark.warning{background:#e8a3002e}.mark.info{background:#1d5d8f1c}
.mark.whole{background:none}
.mark.error b,.tag.error{background:var(--error)}.mark.warning b,.tag.warning{background:var(--warning)}
.mark.info b,.tag.info{background:var(--info)}.mark:target{outline:4px solid #ffb300}
.notes{list-style:none;margin:0;padding:0;display:grid;gap:10px}
.note{background:#fff;border:1px solid var(--line);border-left:4px solid currentColor;border-radius:6px;
padding:9px 12px}
.note:target{box-shadow:0 0 0 3px #ffb300}.note>*{color:#1c1e21;margin:0}
.note .cite,.note .where{color:#666;font-size:13px}
.tag{display:inline-block;min-width:22px;padding:0 7px;border-radius:11px;color:#fff!important;font-weight:700;
font-size:13px;text-align:center;text-decoration:none;margin-right:6px!important}
table{border-collapse:collapse;width:100%;background:#fff;font-size:14px}
td,th{border:1px solid var(--line);padding:5px 8px;text-align:left;vertical-align:top}th{background:#eceef1}
.words{background:#fff;border:1px solid var(--line);padding:16px 24px;font-family:"Times New Roman",serif}
.words .note{font-family:system-ui,Arial,sans-serif;margin:4px 0 10px}mark{background:#ffe08a}
summary{cursor:pointer;margin:10px 0}
@media(max-width:800px){.page{grid-template-columns:1fr}.sheet{position:relative;top:0}}
@media print{body{background:#fff}.sheet{position:relative;top:0}
.page,.note{break-inside:avoid}.mark,.tag{print-color-adjust:exact}}"""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The pages as PNG and with their letters, as many of one as of the other; without any, `reason` says why."""

    pictures: tuple[bytes, ...] = ()
    printed: tuple[PrintedPage, ...] = ()
    reason: str = ""


Numbered = tuple[int, Finding, Spot | None]


def as_html(report: Report, document: Document | None, shown: Shown) -> str:
    """The page; `document` is None for a paper whose words cannot be shown."""
    places = spots(report.failures, document, shown.printed)
    numbered = [(n, each, spot) for n, (each, spot) in enumerate(zip(report.failures, places, strict=True), 1)]
    parts = [
        "<!doctype html><html lang='vi'><meta charset='utf-8'>",
        "<meta name='viewport' content='width=device-width,initial-scale=1'>",
        f"<title>Kiểm tra thể thức: {escape(report.file)}</title><style>{_STYLE}</style><main>",
        *_head(report),
        *_general(numbered),
        *(_page(number, data, numbered) for number, data in enumerate(shown.pictures, 1)),
        *_words(numbered, document, shown),
        "<h2>Từng quy tắc</h2><table><tr><th>Quy tắc<th>Kết quả<th>Nơi<th>Nói rõ<th>Căn cứ</tr>",
        *_rows(report),
        "</table></main></html>",
    ]
    return "\n".join(parts)


def _head(report: Report) -> Iterator[str]:
    counts = report.counts
    kind = _REGIMES.get(report.regime, "Chưa rõ là văn bản của Đảng hay văn bản hành chính")
    ruleset = f", bộ quy tắc {report.ruleset}" if report.ruleset else ""
    told = f"{escape(report.file)}<br>{kind}{ruleset}, {_MODES[report.mode]}"
    yield f"<h1>Kiểm tra thể thức</h1><p class='file'>{told}</p><ul class='counts'>"
    for severity, word in SEVERITIES.items():
        found = sum(1 for each in report.failures if each.severity is severity)
        yield f"<li class='{severity.value}'><b>{found}</b> {word.lower()}</li>"
    yield f"<li><b>{counts['pass']}</b> quy tắc đạt</li>"
    yield f"<li><b>{counts['not_evaluated']}</b> quy tắc chưa đánh giá</li></ul>"
    if not report.failures:
        yield "<p class='plain'>Không có chỗ nào chưa đúng.</p>"


def _general(numbered: Sequence[Numbered]) -> Iterator[str]:
    """What has no place on a picture: it stands first, so that it is not overlooked."""
    apart = [each for each in numbered if each[2] is None]
    if apart and len(apart) < len(numbered):
        yield "<h2>Chung cho văn bản, không chỉ vào một chỗ trên ảnh</h2><ul class='notes'>"
        yield from (_note(*each) for each in apart)
        yield "</ul>"


def _page(number: int, data: bytes, numbered: Sequence[Numbered]) -> str:
    """One picture with its marks, and what is wrong there beside it."""
    here = [(n, finding, spot) for n, finding, spot in numbered if spot is not None and spot.page == number]
    source = f"data:image/png;base64,{base64.b64encode(data).decode()}"
    notes = "".join(_note(*each) for each in here) or "<li class='plain'>Trang này không có chỗ nào chưa đúng.</li>"
    return (
        f"<h2>Trang {number}</h2><section class='page'><div class='sheet'><img alt='Trang {number}' src='{source}'>"
        f"{''.join(_marks(here))}</div><ul class='notes'>{notes}</ul></section>"
    )


def _marks(here: Sequence[Numbered]) -> Iterator[str]:
    """The rectangles of a page, the largest undermost; several findings of one place share one."""
    at: dict[Spot, list[tuple[int, Finding]]] = {}
    for n, finding, spot in here:
        if spot is not None:
            at.setdefault(spot, []).append((n, finding))
    for spot in sorted(at, key=_area, reverse=True):
        found = at[spot]
        grave = min((finding.severity for _, finding in found), key=list(RuleSeverity).index)
        box = (spot.left, spot.top, spot.right - spot.left, spot.bottom - spot.top)
        style = ";".join(
            f"{name}:{share:.2%}" for name, share in zip(("left", "top", "width", "height"), box, strict=True)
        )
        kind = " whole edge" if _area(spot) > 0.5 else " edge" if spot.left < 0.04 or spot.top == 0 else ""
        said = escape("; ".join(f"{n}. {finding.rule}" for n, finding in found), quote=True)
        first, last = found[0][0], found[-1][0]
        numbers = f"{first}–{last}" if last - first == len(found) - 1 > 1 else ", ".join(str(n) for n, _ in found)
        ids = "".join(f"<i id='m{n}'></i>" for n, _ in found[1:])
        yield (
            f"<a class='mark {grave.value}{kind}' id='m{first}' href='#f{first}' title='{said}' style='{style}'>"
            f"<b>{numbers}</b>{ids}</a>"
        )


def _area(spot: Spot) -> float:
    return (spot.right - spot.left) * (spot.bottom - spot.top)


def _note(number: int, finding: Finding, spot: Spot | None) -> str:
    tag = (
        f"<a class='tag {finding.severity.value}' href='#m{number}'>"
        if spot
        else f"<span class='tag {finding.severity.value}'>"
    )
    place = f"<p class='where'>{escape(finding.place)}</p>" if finding.place else ""
    return (
        f"<li class='note {finding.severity.value}' id='f{number}'><p>{tag}{number}</{'a' if spot else 'span'}>"
        f"<b>{finding.rule}</b>, {SEVERITIES[finding.severity].lower()}</p><p>{escape(finding.message)}</p>"
        f"{place}<p class='cite'>{escape(finding.cite)}</p></li>"
    )


def _words(numbered: Sequence[Numbered], document: Document | None, shown: Shown) -> Iterator[str]:
    """The words of the paper with their places marked: open where there are no pictures, and then why."""
    if not shown.pictures:
        yield f"<p class='plain'>{escape(shown.reason)} Các chỗ chưa đúng được đánh dấu trong lời văn dưới đây.</p>"
    lines = _paragraphs(document) if document is not None else []
    opened = "" if shown.pictures else " open"
    if lines or not shown.pictures:
        yield f"<details{opened}><summary>Lời văn, các chỗ chưa đúng được đánh dấu</summary><div class='words'>"
        yield from _marked(numbered, lines, with_notes=not shown.pictures)
        yield "</div></details>"


def _marked(numbered: Sequence[Numbered], lines: Sequence[Paragraph], *, with_notes: bool) -> Iterator[str]:
    """The words in order; without pictures what is wrong stands under them, and what has no place stands first."""
    at: dict[str, list[Numbered]] = {}
    for each in numbered:
        at.setdefault(address(each[1].place), []).append(each)
    places = {line.place for line in lines}
    if with_notes:
        yield from (_note(n, each, None) for n, each, _ in numbered if address(each.place) not in places)
    for line in lines:
        found, text = at.get(line.place, []), escape(line.text)
        numbers = ", ".join(f"<a href='#f{n}'>{n}</a>" for n, *_ in found)
        if found:
            yield f"<p><mark>{text or chr(8203)}</mark> <sup>{numbers}</sup></p>"
        elif text:
            yield f"<p>{text}</p>"
        if with_notes:
            yield from (_note(n, each, None) for n, each, _ in found)


def _paragraphs(document: Document) -> list[Paragraph]:
    found: list[Paragraph] = []
    for block in document.blocks:
        found += list(block.paragraphs()) if isinstance(block, Table) else [block]
    return found


def _rows(report: Report) -> Iterator[str]:
    """Every rule in its order, those at fault with the number of their note."""
    number = 0
    for finding in report.findings:
        is_fault = finding.verdict is Verdict.FAIL
        number += is_fault
        rule = f"<a href='#f{number}'>{finding.rule}</a>" if is_fault else finding.rule
        style = finding.severity.value if is_fault else ""
        cells = (_VERDICTS[finding.verdict], finding.place, finding.message, finding.cite)
        yield f"<tr class='{style}'><td>{rule}" + "".join(f"<td>{escape(cell)}" for cell in cells) + "</tr>"
