"""A report shown at its places: a copy of the paper with Word comments, and a page for the browser.

Knows which words go beside which paragraph; changes nothing of the paper's own text.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

from docgen.house_style.document import Document, Paragraph, Table
from docgen.house_style.findings import Finding, Report, RuleSeverity, Verdict
from docgen.house_style.places import address, paragraphs_by_address
from docgen.house_style.reading import MAIN_PART
from docgen.house_style.styles import W
from docgen.media.comments import Comment, add_comments
from docgen.media.zips import open_package

SEVERITIES = {RuleSeverity.ERROR: "Lỗi", RuleSeverity.WARNING: "Cần xem", RuleSeverity.INFO: "Gợi ý"}
_STYLE = """body{font:16px/1.5 serif;max-width:60em;margin:2em auto;padding:0 1em}
table{border-collapse:collapse;width:100%}
td,th{border:1px solid #999;padding:.3em .5em;text-align:left;vertical-align:top}
mark{background:#ffe08a}.error{color:#a00000}.warning{color:#8a5a00}.info{color:#245}
.note{font:14px/1.4 sans-serif;margin:.1em 0 .6em 2em}img{max-width:100%;border:1px solid #999;margin:.5em 0}"""


def annotated(docx: bytes, report: Report) -> bytes:
    """A copy of `docx` with one comment per broken rule at its place; without faults, the same words as before.

    What concerns a section stands at its first paragraph, what concerns the whole paper or a margin at the first.
    """
    package = open_package(docx, name=report.file)
    root = package.xml(MAIN_PART)
    order = {paragraph: number for number, paragraph in enumerate(root.iter(W + "p"))}
    places = paragraphs_by_address(root)
    comments = [
        Comment(paragraph=order.get(places.get(section_of(finding.place)), 0), text=_sentence(finding))
        for finding in report.failures
        if order
    ]
    return add_comments(docx, comments, name=report.file) if comments else docx


def section_of(place: str) -> str:
    """The address where a comment can stand: "phần 2, lề trái" is said at "phần 2"."""
    found = address(place)
    return found.partition(", ")[0] if found.startswith("phần ") else found


def _sentence(finding: Finding) -> str:
    return f"[{SEVERITIES[finding.severity]}] {finding.rule}: {finding.message}\n({finding.cite})"


def as_html(report: Report, document: Document | None, *, pictures: Sequence[bytes] = ()) -> str:
    """The report as one page that needs nothing else: counts, the paper with its places marked, every rule.

    `document` is None for a paper whose words cannot be shown; `pictures` are PNG images of its pages, if any.
    """
    counts = report.counts
    parts = [
        f"<!doctype html><html lang='vi'><meta charset='utf-8'><title>{escape(report.file)}</title>",
        f"<style>{_STYLE}</style><h1>Kiểm tra thể thức</h1><p>{escape(report.file)}: {escape(report.regime)} "
        f"{escape(report.ruleset)}. Đạt {counts['pass']}, chưa đúng {counts['fail']}, chưa đánh giá "
        f"{counts['not_evaluated']}.</p>",
        "<h2>Các chỗ chưa đúng</h2>" if report.failures else "<p>Không có chỗ nào chưa đúng.</p>",
        *_marked(report, document),
        *(_picture(number, data) for number, data in enumerate(pictures, 1)),
        "<h2>Từng quy tắc</h2><table><tr><th>Quy tắc<th>Kết quả<th>Nơi<th>Nói rõ<th>Căn cứ</tr>",
        *(_row(finding) for finding in report.findings),
        "</table></html>",
    ]
    return "\n".join(parts)


def _marked(report: Report, document: Document | None) -> list[str]:
    """The words of the paper in order, those at fault marked with what is wrong under them; general faults first."""
    at: dict[str, list[Finding]] = {}
    for finding in report.failures:
        at.setdefault(address(finding.place), []).append(finding)
    shown = []
    for paragraph in _paragraphs(document) if document is not None else ():
        found = at.pop(paragraph.place, [])
        text = escape(paragraph.text)
        if text or found:
            shown.append(f"<p>{f'<mark>{text or chr(8203)}</mark>' if found else text}</p>")
        shown += [_note(finding) for finding in found]
    return [_note(finding) for findings in at.values() for finding in findings] + shown


def _paragraphs(document: Document) -> list[Paragraph]:
    found: list[Paragraph] = []
    for block in document.blocks:
        found += list(block.paragraphs()) if isinstance(block, Table) else [block]
    return found


def _note(finding: Finding) -> str:
    place = f"{escape(finding.place)}: " if finding.place else ""
    sentence = f"{finding.rule} ({SEVERITIES[finding.severity]}). {place}"
    said = f"{sentence}{escape(finding.message)} <i>{escape(finding.cite)}</i>"
    return f"<p class='note {finding.severity.value}'>{said}</p>"


def _picture(number: int, data: bytes) -> str:
    source = f"data:image/png;base64,{base64.b64encode(data).decode()}"
    return f"<h3>Trang {number}</h3><img alt='Trang {number}' src='{source}'>"


def _row(finding: Finding) -> str:
    words = {Verdict.PASS: "đạt", Verdict.FAIL: "chưa đúng", Verdict.NOT_EVALUATED: "chưa đánh giá"}
    style = finding.severity.value if finding.verdict is Verdict.FAIL else ""
    cells = (finding.rule, words[finding.verdict], finding.place, finding.message, finding.cite)
    return f"<tr class='{style}'>" + "".join(f"<td>{escape(cell)}" for cell in cells) + "</tr>"
