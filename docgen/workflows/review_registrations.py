"""Registered tasks go to the review and come back concluded (nghiep-vu §1.1 steps 2 to 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docgen import sheets
from docgen.messages import tr
from docgen.office import Office
from docgen.sheets.registrations import write_summary
from registry.errors import RuleBroken
from registry.exchange.registrations import (
    Conclusion,
    OpinionRecord,
    RegisteredTask,
    counts,
    read_review,
)
from registry.labels import Track, Verdict
from registry.problems import Problem
from registry.rules.review import lacks
from registry.store.registrations import (
    Speaker,
    add_tasks,
    conclude,
    opinions_of,
    registered_tasks,
    registrants,
    say,
)


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """What a filled summary concluded: tasks by verdict; with an error nothing was written."""

    counts: Mapping[str, int]
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """True when nothing was written."""
        return any(problem.is_error for problem in self.problems)


def list_registrations(office: Office) -> tuple[tuple[RegisteredTask, tuple[OpinionRecord, ...]], ...]:
    """Tasks under review with everything said of them."""
    with office.store.reading() as session:
        tasks = registered_tasks(session, office.settings.campaign.year)
        said = opinions_of(session, office.settings.campaign.year)
    return tuple((each, tuple(o for o in said if o.task == each.task.code)) for each in tasks)


def export_summary(office: Office, target: Path) -> int:
    """The summary for the review as a workbook (biểu F2); returns how many tasks stand in it."""
    campaign = office.settings.campaign
    with office.store.reading() as session:
        tasks = registered_tasks(session, campaign.year)
        expected = registrants(session, campaign.year)
    title = tr("TỔNG HỢP ĐĂNG KÝ {what} NĂM {year}", what=campaign.task_word.upper(), year=campaign.year)
    write_summary(target, title, tasks, expected)
    return len(tasks)


def review(office: Office, workbook: Path, *, on: dt.date | None = None, by: str = "") -> Reviewed:
    """Read the filled summary and write its opinions and conclusions, all or none."""
    year = office.settings.campaign.year
    cells = sheets.read_workbook(workbook)
    with office.store.reading() as session:
        reading = read_review(cells, registered_tasks(session, year), registrants(session, year))
    reviewed = Reviewed(counts=counts(reading.conclusions), problems=reading.problems)
    if reviewed.has_errors or not reading.conclusions:
        return reviewed
    speaker = _speaker(office, on, by)
    reason = tr("kết luận về việc đăng ký theo {name}", name=workbook.name)
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        for conclusion in reading.conclusions:
            if conclusion.code:
                conclude(session, conclusion, speaker)
        add_tasks(session, year, [each for each in reading.conclusions if not each.code], speaker)
    return reviewed


def _speaker(office: Office, on: dt.date | None, by: str) -> Speaker:
    return Speaker(name=by or office.settings.issuer.authority, on=on or office.clock.today())


def say_one(office: Office, code: str, track: Track, text: str, *, by: str = "") -> None:
    """Enter the opinion of one track on one task."""
    speaker = Speaker(name=by or track.label, on=office.clock.today())
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=tr("cho ý kiến")) as session:
        say(session, code, track, text, speaker)


def conclude_one(office: Office, conclusion: Conclusion, *, on: dt.date | None = None, by: str = "") -> None:
    """Conclude one registered task; RuleBroken when the verdict lacks what it needs."""
    is_changed = bool(conclusion.title or conclusion.target or conclusion.deadline_text)
    missing = lacks(conclusion.verdict or Verdict.ACCEPTED, is_changed=is_changed, text=conclusion.reason)
    if missing:
        raise RuleBroken(
            tr("Kết luận “sửa” phải có nội dung sửa; kết luận “trả lại” phải có lý do."),
            advice=tr("Thêm --title, --target, --deadline hoặc --text."),
        )
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=tr("kết luận")) as session:
        conclude(session, conclusion, _speaker(office, on, by))
