"""Rules as dated data: three rule sets, their examples, and the choice by regime and date."""

from __future__ import annotations

import datetime as dt

import pytest

from docgen.errors import UsageError
from docgen.house_style.rules import MEASURES
from docgen.house_style.ruleset import NAMES, Rule, load, newest, resolve
from docgen.house_style.tones import fold_tone


def _examples() -> list[tuple[Rule, str, bool]]:
    """Each example of each rule with whether it is right, read from the same files."""
    return [
        (rule, text, is_right)
        for name in NAMES
        for rule in load(name).rules
        for texts, is_right in ((rule.right, True), (rule.wrong, False))
        for text in texts
    ]


@pytest.mark.parametrize(("rule", "text", "is_right"), _examples())
def test_examples_agree_with_pattern(rule: Rule, text: str, is_right: bool) -> None:
    """The pattern of a rule accepts its right examples and refuses its wrong ones."""
    assert rule.accepts(fold_tone(text) if rule.fold_tone else text) is is_right


@pytest.mark.parametrize(("name", "count"), [("ND30", 61), ("HD36", 51), ("HD05", 51)])
def test_rule_set_is_complete(name: str, count: int) -> None:
    """Every rule of a regime is listed in each of its rule sets, once, with authority and sentence."""
    rules = load(name).rules
    assert len({rule.id for rule in rules}) == len(rules) == count
    assert all(rule.cite and rule.message and rule.allowed and rule.confidence in "ABCD" for rule in rules)


def test_every_measure_has_a_rule() -> None:
    """No measure is left without a rule that uses it."""
    assert set(MEASURES) <= {rule.id for rule in newest("")}


@pytest.mark.parametrize(
    ("regime", "day", "name"),
    [
        ("state", dt.date(2020, 3, 4), None),
        ("state", dt.date(2020, 3, 5), "ND30"),
        ("party", dt.date(2018, 4, 2), None),
        ("party", dt.date(2026, 5, 26), "HD36"),
        ("party", dt.date(2026, 5, 27), "HD05"),
        ("party", None, "HD05"),
    ],
)
def test_date_chooses_rule_set(regime: str, day: dt.date | None, name: str | None) -> None:
    """A paper is judged by the rules of its own date, on the first and last day too."""
    found = resolve(regime, day)
    assert (found.id if found else None) == name


def test_unknown_rule_set_is_refused() -> None:
    """A rule set that does not exist is a usage error that lists the right names."""
    with pytest.raises(UsageError) as refusal:
        load("ND99")
    assert "ND30" in refusal.value.advice


def test_guidelines_differ_where_they_changed() -> None:
    """HD36 and HD05 differ in the separator of recipients and the upper line height."""
    old, new = ({rule.id: rule for rule in load(name).rules} for name in ("HD36", "HD05"))
    assert (old["NN-07"].params["separator"], new["NN-07"].params["separator"]) == (",", ";")
    assert old["BD-06"].numbers("line")[1] > new["BD-06"].numbers("line")[1] == 440


@pytest.mark.parametrize(
    ("late", "early"), [("HOÀ", "HÒA"), ("Thuỷ", "Thủy"), ("khoẻ", "khỏe"), ("hoàn", "hoàn"), ("quý", "quý")]
)
def test_tone_is_folded_in_open_syllables_only(late: str, early: str) -> None:
    """Tone marks move in open syllables and stay in closed ones and after qu."""
    assert fold_tone(late) == early
