"""Dated data beside the rules: what was in force when, as files anybody can read and correct.

Knows where the files of this folder lie and how they become values of `registry.rules`; decides nothing. A rule that
changes is not edited: it gets an end, and a newer version a start.
"""

from registry.rulesets.bodies import ended_levels
from registry.rulesets.composition import composition_rules
from registry.rulesets.instruments import shipped_instruments
from registry.rulesets.numbering import series_rules
from registry.rulesets.retention import Schedule, read_schedule, shipped_schedule, shipped_text

__all__ = [
    "Schedule",
    "composition_rules",
    "ended_levels",
    "read_schedule",
    "series_rules",
    "shipped_instruments",
    "shipped_schedule",
    "shipped_text",
]
