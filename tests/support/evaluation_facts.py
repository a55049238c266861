"""Fictional facts of evaluations for tests, from the meeting to the handout; no real person stands here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from registry.facts import (
    Absence,
    GradeCounts,
    HandoutFacts,
    HandoutRow,
    LevelCounts,
    MinutesFacts,
    NoticeFacts,
    PersonVotes,
    Reference,
    ReportFacts,
    ResultLine,
    Signatory,
    TaskLine,
    UnitRow,
)
from registry.labels import Grade, Horizon, Regime, TaskLevel
from tests.support.facts import (
    TERM_PERIOD,
    decision_reference,
    party_decision,
    party_official,
    state_decision,
    state_official,
)


def term_counts() -> LevelCounts:
    """Term tasks: 57, most of them still without a result."""
    return LevelCounts(
        horizon=Horizon.TERM,
        period=TERM_PERIOD,
        people=55,
        assigned=57,
        exceeded=2,
        completed=10,
        mostly=5,
        not_completed=0,
        unknown=40,
    )


def year_counts(year: int = 2021) -> LevelCounts:
    """Year tasks: 61, all but one with a result."""
    return LevelCounts(
        horizon=Horizon.YEAR,
        period=str(year),
        people=55,
        assigned=61,
        exceeded=4,
        completed=40,
        mostly=12,
        not_completed=4,
        unknown=1,
    )


def grade_counts() -> GradeCounts:
    """Grades of 55 people."""
    counts = {Grade.EXCELLENT: 9, Grade.GOOD: 38, Grade.FAIR: 7, Grade.FAILED: 1}
    return GradeCounts(counts=counts, unknown=0)


def unit_rows() -> dict[Horizon, tuple[UnitRow, ...]]:
    """Tables whose columns sum up to `term_counts`, `year_counts` and 55 people."""
    committee, offices, communes = (
        ("Các ban, cơ quan Huyện ủy", 12),
        ("Các phòng, ban Ủy ban nhân dân huyện", 25),
        ("Đảng ủy các xã, thị trấn", 18),
    )
    term = ((*committee, 13, 4, 2, 0, 7), (*offices, 25, 5, 1, 0, 19), (*communes, 19, 3, 2, 0, 14))
    year = ((*committee, 14, 11, 2, 1, 0), (*offices, 27, 19, 6, 2, 0), (*communes, 20, 14, 4, 1, 1))
    return {
        Horizon.TERM: tuple(_unit_row(*figures) for figures in term),
        Horizon.YEAR: tuple(_unit_row(*figures) for figures in year),
    }


def _unit_row(name: str, people: int, assigned: int, done: int, mostly: int, missed: int, unknown: int) -> UnitRow:
    return UnitRow(
        name=name, people=people, assigned=assigned, done=done, mostly=mostly, not_completed=missed, unknown=unknown
    )


def person_votes(number: int, regime: Regime = Regime.PARTY) -> tuple[PersonVotes, ...]:
    """Ballots for `number` people, 14 valid ones each."""
    names = ("Ma Văn Đạt", "Hà Văn Quyết", "Lò Thị Sen", "Phùng Văn Chức", "Đinh Thị Giang", "Vương Văn Sính")
    official = party_official if regime is Regime.PARTY else state_official
    return tuple(
        PersonVotes(
            official=official(at, name=names[at % len(names)]),
            votes={Grade.EXCELLENT: 3, Grade.GOOD: 11},
            proposed=Grade.GOOD,
        )
        for at in range(number)
    )


def minutes(regime: Regime = Regime.PARTY, people: int = 3) -> MinutesFacts:
    """Minutes of a meeting with fourteen present and one absent."""
    is_party = regime is Regime.PARTY
    decision = party_decision() if is_party else state_decision()
    day = dt.date(2021, 12, 20) if is_party else dt.date(2017, 12, 20)
    address = "đồng chí" if is_party else "ông"
    return MinutesFacts(
        document="9A8B7C6D",
        issuer=decision.issuer,
        signatory=Signatory(name="Triệu Đức Long", authority="", position=""),
        year=day.year,
        number=9,
        dated=day,
        recipients=("Sở Nội vụ", "Các thành viên dự họp"),
        campaign=decision.campaign,
        started=dt.datetime.combine(day, dt.time(14, 0)),
        ended=dt.datetime.combine(day, dt.time(16, 30)),
        place="phòng họp Huyện ủy Hàm Yên" if is_party else "phòng họp số 2, trụ sở Ủy ban nhân dân tỉnh",
        chair=f"{address} Triệu Đức Long, {'Bí thư Huyện ủy' if is_party else 'Chủ tịch Ủy ban nhân dân tỉnh'}",
        recorder=f"{address} Bàn Văn Liên, {'Văn phòng Huyện ủy' if is_party else 'Văn phòng Ủy ban nhân dân tỉnh'}",
        recorder_name="Bàn Văn Liên",
        summoned=15,
        present=14,
        absences=(Absence(name=f"{address} Hứa Văn Tiến", reason="đi công tác"),),
        panel_head=f"{address} Lã Văn Hợp",
        panel_size=3,
        ballots_issued=14,
        ballots_returned=14,
        ballots_valid=14,
        ballots_invalid=0,
        votes=person_votes(people, regime),
        counts=(term_counts(), year_counts()) if is_party else (year_counts(2017),),
        cut_off=day - dt.timedelta(days=5),
        discussion="Có 06 ý kiến, thống nhất với báo cáo.\nĐề nghị làm rõ nguyên nhân các nội dung chậm tiến độ.",
        conclusion="Thống nhất mức xếp loại theo kết quả bỏ phiếu; giao cơ quan thường trực hoàn thiện hồ sơ.",
    )


def result_lines(lines: Sequence[TaskLine]) -> tuple[ResultLine, ...]:
    """Results: the first task completed, the others without a value yet."""
    return tuple(
        ResultLine(
            task=line,
            self_level=TaskLevel.COMPLETED,
            collective_level=TaskLevel.MOSTLY if at == 0 else None,
            achieved="87,5% số chi bộ (21/24)" if at == 0 else "",
            evidence="Báo cáo số 71-BC/ĐU" if at == 0 else "",
        )
        for at, line in enumerate(lines)
    )


def notice(regime: Regime = Regime.PARTY, lines: Sequence[TaskLine] | None = None) -> NoticeFacts:
    """A result notice to one official."""
    decision = party_decision() if regime is Regime.PARTY else state_decision()
    number_text = "09-BB/HU" if regime is Regime.PARTY else "09/BB-UBND"
    return NoticeFacts(
        document="0D0E0F10",
        issuer=decision.issuer,
        signatory=decision.signatory,
        year=decision.year,
        number=14,
        dated=dt.date(decision.year, 12, 28),
        recipients=("Ban Tổ chức Huyện ủy",) if regime is Regime.PARTY else ("Sở Nội vụ",),
        campaign=decision.campaign,
        official=decision.official,
        decision=decision_reference(regime),
        minutes=Reference(
            kind="Biên bản",
            number_text=number_text,
            dated=dt.date(decision.year, 12, 20),
            authority=decision.issuer.authority_in_text,
        ),
        grade=Grade.GOOD,
        lines=result_lines(lines if lines is not None else decision.lines),
    )


def report(regime: Regime = Regime.PARTY, **changes: Any) -> ReportFacts:
    """A summary report whose text and tables agree."""
    decision = party_decision() if regime is Regime.PARTY else state_decision()
    is_party = regime is Regime.PARTY
    rows = unit_rows()
    facts = ReportFacts(
        document="2233AABB",
        issuer=decision.issuer,
        signatory=decision.signatory,
        year=decision.year,
        number=215,
        dated=dt.date(decision.year, 12, 29),
        recipients=("Ban Thường vụ Tỉnh ủy (để báo cáo)",) if is_party else ("Thường trực Tỉnh ủy (để báo cáo)",),
        bases=("Thực hiện Kết luận số 46-KL/HU, ngày 29/01/2021 của Ban Thường vụ Huyện ủy",) if is_party else (),
        campaign=decision.campaign,
        cut_off=dt.date(decision.year, 12, 15),
        people=55,
        counts=(term_counts(), year_counts()) if is_party else (year_counts(2017),),
        rows=rows if is_party else {Horizon.YEAR: rows[Horizon.YEAR]},
        grades=grade_counts(),
        decisions_issued=55,
        forms_returned=52,
        leadership="Đã cho ý kiến đối với từng nội dung đăng ký; phân công theo dõi, giúp đỡ.",
        weaknesses="Một số nội dung chưa sát thực tế.\nBáo cáo tiến độ của một số đơn vị còn chậm.",
        directions="Tiếp tục giao nội dung năm sau trước ngày 15/01.",
        proposals="",
    )
    return replace(facts, **changes)


def handout(regime: Regime = Regime.PARTY, people: int = 3) -> HandoutFacts:
    """A conference handout."""
    is_party = regime is Regime.PARTY
    decision = party_decision() if is_party else state_decision()
    rows = tuple(
        HandoutRow(
            official=replace(votes.official, name=votes.official.name),
            lines=result_lines(decision.lines),
            grade=Grade.GOOD if at else None,
        )
        for at, votes in enumerate(person_votes(people, regime))
    )
    return HandoutFacts(
        document="44556677",
        issuer=decision.issuer,
        campaign=decision.campaign,
        cut_off=dt.date(decision.year, 12, 15),
        conference="Hội nghị cán bộ chủ chốt toàn huyện" if is_party else "Hội nghị tổng kết năm 2017",
        rows=rows,
        counts=(term_counts(), year_counts()) if is_party else (year_counts(2017),),
        grades=GradeCounts(counts={Grade.GOOD: people - 1}, unknown=1),
    )
