"""Our own papers under our own ruler: what the built-in templates give breaks no rule."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from docgen.house_style import check
from docgen.templating.compiled import compile_template
from docgen.wording.handout import handout_context
from registry.labels import Regime
from tests.support import facts

HANDOUT = Path(__file__).parents[3] / "templates" / "reports" / "state-handout.docx"
LONG = "Hội nghị đánh giá kết quả thực hiện nhiệm vụ trọng tâm của người đứng đầu các cơ quan, đơn vị trong toàn tỉnh"


def test_a_long_reference_line_is_no_running_text() -> None:
    """This test ensures that a centred line in brackets, however long, is not measured as body text."""
    told = replace(facts.handout(Regime.STATE), conference=LONG)
    paper = compile_template(HANDOUT).render(handout_context(told, on=dt.date(2026, 12, 24)))
    report = check(paper, regime="state", on=dt.date(2026, 12, 24))
    assert [finding.rule for finding in report.failures] == []
