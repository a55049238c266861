"""How long a hundred papers of three pages take under the ruler, on one core: the goal is five seconds at most.

Papers of one form differ in their words, as those of an office do; papers of strangers share nothing, which is the
slowest there is: there each has a form of its own.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from docgen.house_style import check
from tests.docgen.house_style.papers import Parts, body, r, state_decision

PAPERS = 100
ARTICLES = 24  # about three pages
GOAL = 5.0  # seconds
_TASK = " Ông Vàng A Mẫu xây dựng kế hoạch số {n} và tổ chức thực hiện, hằng quý báo cáo tiến độ về Sở Nội vụ." * 3


def main() -> int:
    """Measure and print the table; 1 when a right paper was found at fault, 0 otherwise."""
    rows, right = [], True
    for name, make in (("một mẫu", _of_one_form), ("mỗi bản một kiểu", _of_strangers)):
        papers = [make(number).docx() for number in range(PAPERS)]
        begin = time.process_time()
        reports = [check(paper) for paper in papers]
        taken = time.process_time() - begin
        right = right and not any(report.failures for report in reports)
        rows.append(f"| {PAPERS} văn bản 3 trang, {name} | {taken:.2f} s | {'đạt' if taken <= GOAL else 'chưa đạt'} |")
    table = ["| việc | thời gian một lõi | mục tiêu 5 s |", "|---|---|---|", *rows]
    sys.stdout.write("\n".join(table) + "\n")
    return 0 if right else 1


def _of_one_form(number: int) -> Parts:
    return _long(lambda at: body(r(f"Điều {at}.", "b"), r(_TASK.format(n=number * 100 + at))))


def _of_strangers(number: int) -> Parts:
    """Each paragraph bears a revision mark of its paper, so that no two papers have one form."""
    paper = _of_one_form(number)
    return paper.twin("<w:p>", f'<w:p w:rsidR="{number:08X}">', count=-1)


def _long(article: Callable[[int], str]) -> Parts:
    paper = state_decision()
    last = paper.document.index(">Điều 3.<")
    start = paper.document.rindex("<w:p>", 0, last)
    more = "".join(article(at) for at in range(3, ARTICLES))
    text = paper.document[:start] + more + paper.document[start:].replace("Điều 3.", f"Điều {ARTICLES}.", 1)
    return paper.twin(paper.document, text.replace("Như Điều 3", f"Như Điều {ARTICLES}"))
