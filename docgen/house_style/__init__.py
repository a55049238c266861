"""Thể thức: measures a .docx against the layout rules of its regime and date, and says what to mend.

Rules are dated data (rulesets/*.toml); measures are small functions (rules/). Shares nothing with the room that
builds the templates, so that a wrong constant there is found here. Workflows call `check`.
"""

from __future__ import annotations

from docgen.house_style import apart
from docgen.house_style.checking import check, identity
from docgen.house_style.findings import Finding, Mode, Report, RuleSeverity, Verdict
from docgen.house_style.house import PLAIN, House, HouseRule, read_house
from docgen.house_style.marking import annotated
from docgen.house_style.mending import Change, mended
from docgen.house_style.rules.paper import Other
from docgen.house_style.wanted import AS_READ, Wanted
from docgen.house_style.web_page import Shown, as_html

__all__ = [
    "AS_READ",
    "PLAIN",
    "Change",
    "Finding",
    "House",
    "HouseRule",
    "Mode",
    "Other",
    "Report",
    "RuleSeverity",
    "Shown",
    "Verdict",
    "Wanted",
    "annotated",
    "apart",
    "as_html",
    "check",
    "identity",
    "mended",
    "read_house",
]
