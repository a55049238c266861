"""The words of the summary report, and the proof that its text and its tables say the same.

Knows two independent counts of the same thing: the text is made from totals, the tables from unit rows. Every
total of the text is compared with the sum of its column; what differs is a problem that names the figure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from docgen.messages import tr
from docgen.wording.blocks import Context, flowing, paper_block, replaces_sentence, title_block
from docgen.wording.figures import (
    NBSP,
    capitalised,
    count,
    counted,
    date_in_figures,
    decimal_share,
    joined,
    percent,
    period_words,
    unbroken,
)
from docgen.wording.results import done_of, grades_sentence, level_sentence
from registry.facts import LevelCounts, ReportFacts, UnitRow
from registry.labels import Grade, Regime
from registry.problems import Place, Problem

_SYMBOL = "BC"
_COLUMNS = ("people", "assigned", "done", "mostly", "not_completed", "unknown")
_NUMERALS = ("II", "III", "IV")
_NO_SHARE = "–"  # unknown is not zero
_NAMES = {
    "people": "số người được giao",
    "assigned": "số việc đã giao",
    "done": "số việc hoàn thành",
    "mostly": "số việc hoàn thành cơ bản",
    "not_completed": "số việc chưa hoàn thành",
    "unknown": "số việc chưa có số liệu",
}


def report_context(facts: ReportFacts, *, on: dt.date | None = None) -> tuple[Context, tuple[Problem, ...]]:
    """The context of a report and every figure of its text that its tables contradict (none: they agree)."""
    problems = tuple(report_problems(facts))
    return {
        **paper_block(facts, symbol=_SYMBOL, on=on),
        **title_block(_subject(facts)),
        **_assigning(facts),
        **_headings(facts),
        "opening": _opening(facts),
        "task_word": facts.campaign.task_word,
        "counter": facts.campaign.counter,
        "cut_off": date_in_figures(facts.cut_off),
        "leadership": _paragraphs(facts.leadership),
        "horizons": [_horizon(facts, counts) for counts in facts.counts],
        "grades": grades_sentence(facts.grades, facts.people, _person_word(facts)),
        "good_share": _good_share(facts),
        "parts": _parts(facts),
        "replaces": replaces_sentence("Báo cáo", facts.replaces, facts.issuer.regime),
    }, problems


def _opening(facts: ReportFacts) -> str:
    """Who reports, after what is being carried out: "Thực hiện Kết luận số …, Ban Tổ chức Huyện ủy"."""
    carried_out = "; ".join(basis.strip(" -;,.") for basis in facts.bases)
    return unbroken(", ".join(part for part in (carried_out, facts.issuer.authority_in_text) if part))


def _subject(facts: ReportFacts) -> list[str]:
    start = "kết quả" if facts.issuer.regime is Regime.PARTY else "Kết quả"
    return flowing([f"{start} thực hiện {facts.campaign.task_word}", _periods(facts)])


def _periods(facts: ReportFacts) -> str:
    return joined([period_words(counts.horizon, counts.period) for counts in facts.counts])


def _person_word(facts: ReportFacts) -> str:
    return "đồng chí" if facts.issuer.regime is Regime.PARTY else "người"


def _assigning(facts: ReportFacts) -> Context:
    """What was assigned, one figure for each horizon: they are never added up."""
    each = [
        f"{counted(counts.assigned, facts.campaign.counter)} {period_words(counts.horizon, counts.period)}"
        for counts in facts.counts
    ]
    return {
        "people_count": counted(facts.people, _person_word(facts)),
        "assigned_counts": joined(each),
        "decisions_issued": count(facts.decisions_issued),
        "forms_returned": count(facts.forms_returned),
        "periods": _periods(facts),
    }


def _headings(facts: ReportFacts) -> Context:
    """The numbered headings of part I; the first stands only when the office wrote a text for it."""
    names = ["Công tác lãnh đạo, chỉ đạo"] if facts.leadership.strip() else []
    names += ["Kết quả giao", "Kết quả thực hiện", "Kết quả đánh giá, xếp loại"]
    numbered = [f"{number}. {name}" for number, name in enumerate(names, 1)]
    keys = ("assigning_heading", "results_heading", "grades_heading")
    return {
        "leadership_heading": numbered[0] if len(numbered) > len(keys) else "",
        **dict(zip(keys, numbered[-len(keys) :], strict=True)),
    }


def _horizon(facts: ReportFacts, counts: LevelCounts) -> Context:
    rows = facts.rows.get(counts.horizon, ())
    return {
        "sentence": level_sentence(counts, facts.campaign),
        "table_title": f"Kết quả {period_words(counts.horizon, counts.period)} theo đơn vị",
        "rows": [{"number": number, "name": row.name, **_figures([row])} for number, row in enumerate(rows, 1)],
        "total": _figures(rows),
    }


def _figures(rows: Sequence[UnitRow]) -> Context:
    """The columns of the rows added up, and the share of what was done; a dash when nothing was assigned or known."""
    sums: dict[str, int] = {name: sum(getattr(row, name) for row in rows) for name in _COLUMNS}
    is_known = sums["unknown"] < sums["assigned"]
    return {**sums, "share": decimal_share(sums["done"], sums["assigned"]) if is_known else _NO_SHARE}


def _good_share(facts: ReportFacts) -> str:
    """Share of people graded good or better; empty while somebody has no grade yet."""
    good = facts.grades.counts.get(Grade.EXCELLENT, 0) + facts.grades.counts.get(Grade.GOOD, 0)
    return "" if facts.grades.unknown or not facts.people else percent(good, facts.people)


def _parts(facts: ReportFacts) -> list[Context]:
    """Parts II to IV, numbered without gaps: those the office wrote a text for."""
    texts = {
        "HẠN CHẾ, NGUYÊN NHÂN": facts.weaknesses,
        "PHƯƠNG HƯỚNG, NHIỆM VỤ": facts.directions,
        "ĐỀ XUẤT, KIẾN NGHỊ": facts.proposals,
    }
    written = [(name, text) for name, text in texts.items() if text.strip()]
    return [
        {"heading": f"{numeral}. {name}", "paragraphs": _paragraphs(text)}
        for numeral, (name, text) in zip(_NUMERALS, written, strict=False)
    ]


def _paragraphs(text: str) -> list[str]:
    return [unbroken(line.strip()) for line in text.splitlines() if line.strip()]


def report_problems(facts: ReportFacts) -> Iterator[Problem]:
    """Every total of the text against the sum of its column, and the grades against the people."""
    for counts in facts.counts:
        place = capitalised(period_words(counts.horizon, counts.period)).replace(NBSP, " ")
        sums = _figures(facts.rows.get(counts.horizon, ()))
        for name, said in _said(counts).items():
            if said != sums[name]:
                yield _differs(place, _NAMES[name], said, sums[name])
        levels = done_of(counts) + counts.mostly + counts.not_completed + counts.unknown
        if levels != counts.assigned:
            yield _differs(place, "tổng các mức kết quả", counts.assigned, levels)
    graded = sum(facts.grades.counts.values()) + facts.grades.unknown
    if graded != facts.people:
        yield _differs("Xếp loại", "tổng số người theo mức xếp loại", facts.people, graded)


def _said(counts: LevelCounts) -> dict[str, int]:
    return {
        "people": counts.people,
        "assigned": counts.assigned,
        "done": done_of(counts),
        "mostly": counts.mostly,
        "not_completed": counts.not_completed,
        "unknown": counts.unknown,
    }


def _differs(place: str, figure: str, said: int, summed: object) -> Problem:
    message = tr(
        "{figure}: lời văn ghi {said}, cộng bảng được {summed}. Kiểm tra lại số liệu rồi lập lại báo cáo.",
        figure=capitalised(figure),
        said=said,
        summed=summed,
    )
    return Problem(code="report-total-differs", message=message, place=Place(part=f"{place}: {figure}"))
