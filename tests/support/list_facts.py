"""Fictional facts of decisions for a collective and for several: short and long, with groups and carried-over tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from registry.facts import DecisionFacts, Holding, ListDecisionFacts, Official, Reference, TaskLine
from registry.labels import Horizon, Origin, Regime, Scope
from tests.support import facts

GROUPS = ("Khối Mặt trận Tổ quốc, đoàn thể", "Cơ quan thuộc Ủy ban nhân dân huyện", "Xã, thị trấn")
FAMILY = ("Nông", "Ma", "Hoàng", "Triệu", "Bàn", "Lý", "Quan", "Hứa", "Nguyễn Hoàng Phương Thảo", "Chẩu")
GIVEN = ("Thị Án", "Văn Bản", "Quốc Cẩn", "Thị Dụ", "Văn Đề", "Minh Gốc", "Thị Hiên", "Văn Khuôn", "Đức Lệ", "Thị Mẫu")
POSTS = (
    "Chủ tịch Hội Liên hiệp Phụ nữ huyện",
    "Trưởng phòng Tài chính - Kế hoạch huyện",
    "Huyện ủy viên, Bí thư Đảng ủy xã Yên Phú",
    "Ủy viên Ban Thường vụ Huyện ủy, Trưởng Ban Tuyên giáo Huyện ủy kiêm Giám đốc Trung tâm Chính trị huyện",
    "Phó Bí thư Đảng ủy, Chủ tịch Ủy ban nhân dân xã Thành Long",
)
OLD = Reference(kind="Quyết định", number_text="45-QĐ/HU", dated=dt.date(2020, 2, 11), authority="")


def official(number: int, regime: Regime = Regime.PARTY, **changes: Any) -> Official:
    """One of many; names repeat after a hundred, posts after five."""
    made = Official(
        code=f"CB-{number:03d}",
        name=f"{FAMILY[number // 10 % 10]} {GIVEN[number % 10]}",
        address="đồng chí" if regime is Regime.PARTY else ("bà" if number % 3 == 0 else "ông"),
        post=POSTS[number % 5],
        unit="Đảng ủy xã Yên Phú" if regime is Regime.PARTY else "Sở Tài chính",
        group=GROUPS[number % 3],
    )
    return replace(made, **changes)


def collective(regime: Regime = Regime.PARTY, **changes: Any) -> Official:
    """A collective: no address, no post."""
    name = "Thường trực Hội đồng nhân dân huyện" if regime is Regime.PARTY else "Sở Giao thông vận tải"
    return replace(Official(code="CB-900", name=name, address="", post="", unit=name, is_collective=True), **changes)


def attached(regime: Regime = Regime.PARTY) -> tuple[Official, ...]:
    """Two individuals attached to a collective; of the second only the name is known."""
    first = official(3, regime, post="Phó Chủ tịch Thường trực Hội đồng nhân dân huyện")
    return first, Official(code="", name="Hứa Văn Tiến", address="", post="", unit="")


def holdings(people: int, *, regime: Regime = Regime.PARTY, with_groups: bool = True) -> tuple[Holding, ...]:
    """`people` assignees; every third holds a second task, in the Party every other one for the term."""
    year, number, made = (2021 if regime is Regime.PARTY else 2017), 0, []
    for at in range(people):
        lines = []
        for place in range(2 if at % 3 == 2 else 1):
            number += 1
            horizon = Horizon.TERM if regime is Regime.PARTY and (at + place) % 2 else Horizon.YEAR
            lines.append(facts.task(number, horizon, year=year))
        group = GROUPS[at * 3 // people] if with_groups else ""
        made.append(Holding(official=official(at, regime, group=group), lines=tuple(lines)))
    return tuple(made)


def list_decision(
    regime: Regime = Regime.PARTY, given: Sequence[Holding] | None = None, **changes: Any
) -> ListDecisionFacts:
    """One decision for everybody, numbered."""
    like: DecisionFacts = facts.party_decision() if regime is Regime.PARTY else facts.state_decision()
    made = ListDecisionFacts(
        document="9C0D1E2F",
        issuer=like.issuer,
        signatory=like.signatory,
        year=like.year,
        number=like.number,
        dated=like.dated,
        bases=like.bases,
        recipients=like.recipients,
        campaign=like.campaign,
        executors=like.executors,
        scope=Scope.ALL,
        unit="",
        holdings=tuple(given if given is not None else sample_holdings(regime)),
    )
    return replace(made, **changes)


def sample_holdings(regime: Regime) -> tuple[Holding, ...]:
    """A collective with attached individuals and three people, one task carried over, one with a note."""
    first, second, third = holdings(3, regime=regime)
    line = replace(facts.task(9, year=first_year(regime)), attached=attached(regime))
    own = Holding(official=collective(regime, group=first.official.group), lines=(line,))
    carried = replace(second.lines[0], origin=Origin.CARRIED_OVER, carried_from=old_decision(regime))
    noted = replace(third.lines[0], note="Phối hợp với Ban Dân vận")
    return own, first, replace(second, lines=(carried,)), replace(third, lines=(noted, *third.lines[1:]))


def first_year(regime: Regime) -> int:
    """The year of the regime's samples."""
    return 2021 if regime is Regime.PARTY else 2017


def old_decision(regime: Regime) -> Reference:
    """The decision of an earlier cycle."""
    return OLD if regime is Regime.PARTY else replace(OLD, number_text="31/QĐ-UBND", dated=dt.date(2016, 1, 12))


def unit_decision(regime: Regime = Regime.PARTY, **changes: Any) -> ListDecisionFacts:
    """A decision for the people of one body."""
    unit = "Đảng ủy xã Yên Phú" if regime is Regime.PARTY else "Sở Tài chính"
    given = holdings(3, regime=regime, with_groups=False)
    return list_decision(regime, given, **{"scope": Scope.UNIT, "unit": unit, **changes})


def collective_decision(
    regime: Regime = Regime.PARTY, lines: Sequence[TaskLine] | None = None, **changes: Any
) -> DecisionFacts:
    """A decision for a collective with two attached individuals."""
    like = facts.party_decision() if regime is Regime.PARTY else facts.state_decision()
    own = lines if lines is not None else [replace(line, attached=attached(regime)) for line in like.lines]
    return replace(like, document="8B9C0D1E", official=collective(regime), lines=tuple(own), **changes)


def supplement(regime: Regime = Regime.PARTY, **changes: Any) -> DecisionFacts:
    """A decision that adds one task to an earlier one of the same person."""
    like = facts.party_decision() if regime is Regime.PARTY else facts.state_decision()
    year = first_year(regime)
    earlier = replace(facts.decision_reference(regime), authority=like.issuer.authority_in_text)
    made = replace(like, document="6F7A8B9C", number=31, dated=dt.date(year, 9, 28), lines=(facts.task(7, year=year),))
    return replace(made, supplements=earlier, **changes)
