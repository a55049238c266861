"""The words of a conference handout: every person with the tasks, their values and the grade, and the totals.

Knows the order of the rows it is given; the mark of circulation stands in the template.
"""

from __future__ import annotations

import datetime as dt

from docgen.wording.blocks import Context, flowing, issuer_block, title_block, with_post
from docgen.wording.figures import capitalised, date_in_figures, joined, period_words
from docgen.wording.results import grade_words, grades_sentence, level_sentence, result_row
from docgen.wording.tasks import by_horizon, task_heading
from registry.facts import HandoutFacts, HandoutRow
from registry.labels import Regime


def handout_context(facts: HandoutFacts, *, on: dt.date | None = None) -> Context:
    """The context of a handout; `on` changes nothing yet: a handout has no bases and no recipients."""
    periods = joined([period_words(counts.horizon, counts.period) for counts in facts.counts])
    person_word = "đồng chí" if facts.issuer.regime is Regime.PARTY else "người"
    title = [f"kết quả thực hiện {facts.campaign.task_word}".upper(), periods.upper()]
    return {
        "document_code": facts.document,
        **issuer_block(facts.issuer),
        **title_block(flowing(title)),
        "number_line": "",
        "place_date": "",
        "conference": facts.conference,
        "cut_off": date_in_figures(facts.cut_off),
        "task_heading": task_heading(facts.campaign),
        "people": [_person(number, row) for number, row in enumerate(facts.rows, 1)],
        "results": [level_sentence(counts, facts.campaign) for counts in facts.counts],
        "grades": grades_sentence(facts.grades, len(facts.rows), person_word),
    }


def _person(number: int, row: HandoutRow) -> Context:
    lines = by_horizon(row.lines, lambda line: line.task)
    return {
        "number": number,
        "heading": capitalised(with_post(row.official)),
        "grade": grade_words(row.grade),
        "lines": [result_row(position, line) for position, line in enumerate(lines, 1)],
    }
