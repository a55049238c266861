"""The words of a decision that recalls an issued paper (NĐ 30/2020 Điều 18 khoản 4; luu-tru 1.3).

Knows the subject and the reason; the articles stand in the template.
"""

from __future__ import annotations

import datetime as dt

from docgen.wording.about import dated_words, deciding_block, short_words
from docgen.wording.blocks import Context, flowing, title_block
from docgen.wording.decision_list import kinds_words
from docgen.wording.figures import unbroken
from registry.change_facts import RecallFacts
from registry.labels import Regime


def recall_context(facts: RecallFacts, *, on: dt.date | None = None) -> Context:
    """The context of a recall; `on` is the day whose rules hold, None means the paper's own date."""
    return {
        **deciding_block(facts, on=on, others=_others(facts)),
        **title_block(_subject(facts)),
        "reason": unbroken(facts.reason.strip().rstrip(" .;")),
        "ends_tasks": facts.ends_tasks,
    }


def _others(facts: RecallFacts) -> list[str]:
    """Those a decision for several bound, by its annex: to name each of them would fill pages."""
    if not facts.listed:
        return []
    who = kinds_words(facts.listed, facts.issuer.regime)
    return [f"{who} có tên tại Phụ lục kèm theo {short_words(facts.about)}"]


def _subject(facts: RecallFacts) -> list[str]:
    start = "về việc" if facts.issuer.regime is Regime.PARTY else "Về việc"
    first, *rest = dated_words(facts.about, facts.issuer.regime)
    return flowing([f"{start} thu hồi {first}", *rest])
