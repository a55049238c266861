"""What one person's list must be made of (check P8), and the share of hard tasks (check P3)."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from decimal import Decimal

import pytest

from registry.labels import Horizon, Origin
from registry.rules.composition import HardShare, composition_of, hard_shares, rule_for
from registry.rulesets import composition_rules


@dataclass(frozen=True, kw_only=True)
class Task:
    """A task as far as it is counted."""

    group: str = "Khối xã"
    horizon: Horizon = Horizon.YEAR
    origin: Origin = Origin.SELF
    natures: tuple[str, ...] = ()
    weight: Decimal | None = None


def tasks(own: int, common: int, given: int) -> list[Task]:
    """So many tasks of each origin."""
    counts = ((Origin.SELF, own), (Origin.COMMON, common), (Origin.ASSIGNED, given))
    return [Task(origin=origin) for origin, count in counts for _ in range(count)]


RULES = composition_rules()
BAC_GIANG = rule_for(RULES, "bac-giang", dt.date(2017, 1, 1))
SEVENTY = rule_for(RULES, "trong-so-70", dt.date(2026, 1, 1))


def test_rules_are_dated() -> None:
    """this test ensures that a rule is found by its id and day, and that versions of one id do not overlap."""
    assert BAC_GIANG is not None and SEVENTY is not None
    assert rule_for(RULES, "bac-giang", dt.date(2018, 1, 1)) is None
    assert rule_for(RULES, "trong-so-70", dt.date(2025, 12, 31)) is None
    assert rule_for(RULES, "khong-co", dt.date(2017, 1, 1)) is None
    spans = sorted((rule.id, rule.start, rule.end or dt.date.max) for rule in RULES)
    assert not [one for one, after in itertools.pairwise(spans) if one[0] == after[0] and one[2] >= after[1]]


@pytest.mark.parametrize(
    ("own", "common", "given", "is_broken"),
    [(3, 5, 1, False), (5, 5, 2, False), (2, 5, 1, True), (6, 5, 1, True), (3, 4, 1, True), (3, 5, 0, True)],
)
def test_bac_giang(own: int, common: int, given: int, is_broken: bool) -> None:
    """this test ensures that 3-5 own, 5 common and 1-2 given tasks are asked of a head, no fewer and no more."""
    assert BAC_GIANG is not None
    finding = composition_of(BAC_GIANG, "Ma Văn Tú", tasks(own, common, given))
    assert (finding is not None) is is_broken
    assert finding is None or (finding.check, "Ma Văn Tú" in finding.message) == ("P8", True)


def test_everything_broken_is_said_at_once() -> None:
    """this test ensures that one finding names every origin that is wrong, with its count and its bounds."""
    assert BAC_GIANG is not None
    finding = composition_of(BAC_GIANG, "Ma Văn Tú", tasks(1, 5, 4))
    assert finding is not None
    assert "tự đăng ký 1 việc, phải từ 3 đến 5" in finding.message
    assert "giao thêm 4 việc, phải từ 1 đến 2" in finding.message
    assert "nhiệm vụ chung" not in finding.message


def test_term_tasks_are_not_counted() -> None:
    """this test ensures that term tasks neither fill nor break the rule for the year."""
    assert BAC_GIANG is not None
    extra = [Task(horizon=Horizon.TERM)] * 4
    assert composition_of(BAC_GIANG, "Ma Văn Tú", [*tasks(3, 5, 1), *extra]) is None
    assert composition_of(BAC_GIANG, "Ma Văn Tú", extra) is None


@pytest.mark.parametrize(
    ("weights", "is_broken"),
    [((30, 20, 20), False), ((30, 20, 19), True), ((35, 35), True), ((30, 20, None), True), ((10,) * 7, False)],
)
def test_weights_make_seventy(weights: tuple[int | None, ...], is_broken: bool) -> None:
    """this test ensures that three to seven products with known weights add up to 70 exactly (I6, with twins)."""
    assert SEVENTY is not None
    counted = [Task(weight=None if weight is None else Decimal(weight)) for weight in weights]
    assert (composition_of(SEVENTY, "Ma Văn Tú", counted) is not None) is is_broken


def test_hard_shares_by_group() -> None:
    """this test ensures that hard and breakthrough tasks are counted per group and horizon, never across them."""
    rows = [
        Task(natures=("việc khó",)),
        Task(natures=("việc mới",)),
        Task(natures=("đột phá", "việc khó")),
        Task(horizon=Horizon.TERM),
        Task(group="Khối Đảng", natures=("việc mới",)),
    ]
    assert hard_shares(rows) == (
        HardShare("Khối xã", Horizon.YEAR, 2, 3),
        HardShare("Khối xã", Horizon.TERM, 0, 1),
        HardShare("Khối Đảng", Horizon.YEAR, 0, 1),
    )
