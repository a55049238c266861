"""How long a dossier is kept and until when it is handed over, by the schedule that ships and by an office's own."""

from __future__ import annotations

import datetime as dt

import pytest

from registry.dossier_facts import Retention
from registry.errors import RuleBroken
from registry.labels import DossierKind, Regime, RetentionStart
from registry.rules.retention import deadlines, due_on, maintenance_code, reminder, rule_for
from registry.rulesets import read_schedule, shipped_schedule, shipped_text

ENDED = dt.date(2025, 12, 20)
LATER = dt.date(2026, 1, 5)
TWENTY = Retention(years=20, start=RetentionStart.WORK_ENDED, rule="x", basis="y")
FIVE = Retention(years=5, start=RetentionStart.ISSUED, rule="x", basis="y")
FOR_EVER = Retention(years=None, start=RetentionStart.WORK_ENDED, rule="x", basis="y")


def test_req_07_deadlines_are_counted_from_the_day_the_work_ended() -> None:
    """Requirement 7: 60 days, 1 year and 5 years from the end of the work, each with its basis."""
    rules = shipped_schedule().deadlines
    found = deadlines(rules, ENDED, retention=FOR_EVER, handed_over_on=None, on=LATER)
    assert [(each.id, each.due, each.is_binding) for each in found] == [
        ("ho-so-so", dt.date(2026, 2, 18), True),
        ("mot-nam", dt.date(2026, 12, 20), True),
        ("mot-nam-luat", dt.date(2026, 12, 31), True),
        ("lich-su", dt.date(2031, 12, 31), True),
    ]
    assert [word in each.basis for each, word in zip(found, ("05/2025", "30/2020", "33/2024", "33/2024"), strict=True)]
    strictest = reminder(found)
    assert strictest is not None and strictest.id == "ho-so-so"


def test_req_07_a_later_end_moves_every_deadline() -> None:
    """Requirement 7: the broken twin, work that ended a day later is due a day later (the year's end stays)."""
    rules = shipped_schedule().deadlines
    before = deadlines(rules, ENDED, retention=TWENTY, handed_over_on=None, on=LATER)
    after = deadlines(rules, ENDED + dt.timedelta(days=1), retention=TWENTY, handed_over_on=None, on=LATER)
    assert [(b.due - a.due).days for a, b in zip(before, after, strict=True)] == [1, 1, 0, 0]


def test_req_07_what_is_not_in_force_is_shown_and_does_not_bind() -> None:
    """Requirement 7: in 2022 only Nghị định 30 binds; what is not kept for ever never goes to lưu trữ lịch sử."""
    rules = shipped_schedule().deadlines
    found = deadlines(rules, dt.date(2021, 12, 20), retention=TWENTY, handed_over_on=None, on=dt.date(2022, 1, 1))
    assert [each.id for each in found if each.is_binding] == ["mot-nam"]
    assert len(found) == len(rules)


def test_the_years_of_history_follow_the_real_hand_over() -> None:
    """this test ensures that five years run from the year a dossier really came in, leap days included."""
    rules = shipped_schedule().deadlines
    found = deadlines(
        rules, dt.date(2028, 2, 29), retention=FOR_EVER, handed_over_on=dt.date(2028, 4, 1), on=dt.date(2028, 5, 1)
    )
    assert {each.id: each.due for each in found}["lich-su"] == dt.date(2033, 12, 31)
    assert {each.id: each.due for each in found}["mot-nam"] == dt.date(2029, 2, 28)


@pytest.mark.parametrize(
    ("retention", "last_on", "due"),
    [
        (TWENTY, None, dt.date(2045, 12, 31)),
        (FOR_EVER, None, None),
        (
            Retention(years=5, start=RetentionStart.ISSUED, rule="", basis=""),
            dt.date(2024, 3, 1),
            dt.date(2029, 12, 31),
        ),
    ],
)
def test_a_period_ends_with_a_year(retention: Retention, last_on: dt.date | None, due: dt.date | None) -> None:
    """this test ensures that a dossier is due on 31/12 of its start year and the years after, and never when kept."""
    assert due_on(retention, ENDED, last_on) == due


@pytest.mark.parametrize(
    ("years", "code"), [(None, "01"), (70, "02"), (50, "03"), (30, "04"), (20, "05"), (10, "06"), (5, "07"), (2, "07")]
)
def test_a_period_has_its_code(years: int | None, code: str) -> None:
    """this test ensures that periods bear the codes of Thông tư 05/2025, 07 where it has none."""
    assert maintenance_code(years) == code


def test_the_schedule_knows_every_kind_of_dossier() -> None:
    """this test ensures that whatever is opened has a period in both regimes, a row of the regime's own first."""
    rules = shipped_schedule().rules
    found = {(kind, regime): rule_for(rules, kind, regime, ENDED) for kind in DossierKind for regime in Regime}
    assert all(found.values())
    party = found[DossierKind.PERSON, Regime.PARTY]
    assert party is not None and party.regime is Regime.PARTY


def test_an_office_reads_its_own_file() -> None:
    """this test ensures that a corrected period counts from its day on, and that deadlines stay as they are."""
    own = '[[rule]]\nid = "a"\nkind = "person"\ntitle = "t"\nyears = 10\nstart = "year_issued"\nbasis = "b"\n'
    schedule = read_schedule(shipped_text().replace("years = 20", "years = 15") + own + "from = 2025-01-01\n")
    rule = rule_for(schedule.rules, DossierKind.PERSON, Regime.STATE, ENDED)
    earlier = rule_for(schedule.rules, DossierKind.PERSON, Regime.STATE, dt.date(2024, 1, 1))
    assert rule is not None and (rule.id, rule.years) == ("a", 10)
    assert earlier is not None and earlier.years == 15
    assert read_schedule(own).deadlines == shipped_schedule().deadlines


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[rule]", "TOML"),
        ("[other]\n", "other"),
        ('[[rule]]\nid = "a"\n', "thiếu mục “basis”"),
        ('[[rule]]\nid="a"\nkind="person"\ntitle="t"\nyears=0\nstart="year_issued"\nbasis="b"\n', "years"),
        ('[[rule]]\nid="a"\nkind="x"\ntitle="t"\nyears=1\nstart="year_issued"\nbasis="b"\n', "thứ 1"),
        ('[[rule]]\nid="a"\nkind="person"\ntitle="t"\nyears=1\nstart="year_issued"\nbasis="b"\nform=1\n', "form"),
        ('[[rule]]\nid="a"\nkind="person"\ntitle="t"\nyears=1\nstart="year_issued"\nbasis="b"\nfrom="x"\n', "from"),
        ('[[deadline]]\nid="a"\ntitle="t"\ncount_from="x"\nbasis="b"\n', "deadline"),
    ],
)
def test_a_wrong_schedule_is_refused_with_its_place(text: str, told: str) -> None:
    """this test ensures that a misspelt or incomplete file is never half read."""
    with pytest.raises(RuleBroken, match="thời hạn bảo quản") as refused:
        read_schedule(text)
    assert told in refused.value.message
