"""The words of a result notice: one page that tells one official what was decided, and how to complain.

Knows the values of each task and the grade; does not explain how they were found.
"""

from __future__ import annotations

import datetime as dt

from docgen.wording.blocks import (
    Context,
    bases_lines,
    flowing,
    named,
    official_block,
    paper_block,
    reference_words,
    replaces_sentence,
    rules_date,
    title_block,
)
from docgen.wording.figures import count
from docgen.wording.results import result_row
from docgen.wording.tasks import by_horizon, periods_words
from registry.facts import NoticeFacts
from registry.labels import Regime

_SYMBOL = "TB"


def notice_context(facts: NoticeFacts, *, on: dt.date | None = None) -> Context:
    """The context of a notice; `on` is the day whose rules hold, None means the paper's own date."""
    regime = facts.issuer.regime
    lines = by_horizon(facts.lines, lambda line: line.task)
    return {
        **paper_block(facts, symbol=_SYMBOL, on=on),
        **title_block(_subject(facts)),
        **official_block(facts.official),
        "authority": facts.issuer.authority_in_text,
        "bases": bases_lines(_bases(facts), regime, rules_date(facts, on)),
        "periods": periods_words([line.task for line in lines]),
        "lines": [result_row(number, line) for number, line in enumerate(lines, 1)],
        "grade": facts.grade.label,
        "appeal_days": count(facts.appeal_days),
        "standing_body": facts.campaign.standing_body,
        "replaces": replaces_sentence("Thông báo", facts.replaces, regime),
    }


def _bases(facts: NoticeFacts) -> list[str]:
    """The office's own bases, then the decisions that assigned and the minutes that evaluated."""
    regime, word = facts.issuer.regime, facts.campaign.task_word
    assigned = [f"Căn cứ {reference_words(facts.decision, regime)} về việc giao {word}"]
    assigned += [f"Căn cứ {reference_words(each, regime)} về việc giao bổ sung {word}" for each in facts.supplements]
    return [*facts.bases, *assigned, f"Căn cứ {reference_words(facts.minutes, regime)} về đánh giá kết quả thực hiện"]


def _subject(facts: NoticeFacts) -> list[str]:
    start = "kết quả" if facts.issuer.regime is Regime.PARTY else "Kết quả"
    when = periods_words([line.task for line in facts.lines])
    return [*flowing([f"{start} thực hiện {facts.campaign.task_word}", when]), f"của {named(facts.official)}"]
