"""Results in words: how many tasks of one horizon ended at which level, and a level that nobody gave yet.

Knows one horizon at a time: term and year tasks are never added up.
"""

from __future__ import annotations

from docgen.wording.blocks import Context
from docgen.wording.figures import UNKNOWN, capitalised, count, counted, joined, percent, period_words, unbroken
from docgen.wording.tasks import task_row
from registry.facts import Campaign, GradeCounts, LevelCounts, ResultLine
from registry.labels import Grade, TaskLevel

_GRADES = (Grade.EXCELLENT, Grade.GOOD, Grade.FAIR, Grade.FAILED)


def level_words(level: TaskLevel | None) -> str:
    """The level of a task, or the words of the unknown."""
    return level.label if level else UNKNOWN


def grade_words(grade: Grade | None) -> str:
    """The grade of a person, or the words of the unknown."""
    return grade.label if grade else UNKNOWN


def done_of(counts: LevelCounts) -> int:
    """Tasks that were completed: exceeded and completed together, "mostly" not among them."""
    return counts.exceeded + counts.completed


def level_sentence(counts: LevelCounts, campaign: Campaign) -> str:
    """The results of one horizon in one sentence, without its full stop."""
    when = capitalised(period_words(counts.horizon, counts.period))
    assigned = f"{when}: đã giao {counted(counts.assigned, campaign.counter)}{_apart(counts, campaign)}"
    if counts.assigned == 0 or counts.unknown == counts.assigned:
        return f"{assigned}; kết quả {UNKNOWN}"
    done = f"đã hoàn thành {count(done_of(counts))}/{counted(counts.assigned, campaign.counter)}"
    parts = [assigned, f"{done}, đạt {percent(done_of(counts), counts.assigned)}{_exceeded(counts, campaign)}"]
    parts += [_level_part("hoàn thành cơ bản", counts.mostly, campaign)]
    parts += [_level_part("chưa hoàn thành", counts.not_completed, campaign)]
    parts += [f"{UNKNOWN} {counted(counts.unknown, campaign.counter)}"] if counts.unknown else []
    return unbroken("; ".join(parts))


def _apart(counts: LevelCounts, campaign: Campaign) -> str:
    """What a decision of amendment took out of the count, said once and in no share."""
    said = {"tạm dừng": counts.suspended, "hủy giao": counts.cancelled, "chuyển giao": counts.transferred}
    parts = [f"{counted(number, campaign.counter)} {how}" for how, number in said.items() if number]
    return f" (không kể {joined(parts)})" if parts else ""


def _level_part(level: str, number: int, campaign: Campaign) -> str:
    """A known zero is said in words, so that nobody reads it as a figure left out."""
    return f"{level} {counted(number, campaign.counter)}" if number else f"không có {campaign.counter} {level}"


def _exceeded(counts: LevelCounts, campaign: Campaign) -> str:
    return f" (trong đó vượt chỉ tiêu {counted(counts.exceeded, campaign.counter)})" if counts.exceeded else ""


def grades_sentence(grades: GradeCounts, people: int, person_word: str) -> str:
    """The decided grades in one sentence, without its full stop; people without a grade are said apart."""
    graded = sum(grades.counts.values())
    if graded == 0:
        return f"Kết quả xếp loại {UNKNOWN}"
    each = [f"{grade.label} {counted(grades.counts.get(grade, 0), person_word)}" for grade in _GRADES]
    missing = [f"{UNKNOWN} {counted(grades.unknown, person_word)}"] if grades.unknown else []
    return f"Đã đánh giá {count(graded)}/{counted(people, person_word)}: " + "; ".join([*each, *missing])


def result_row(number: int, line: ResultLine) -> Context:
    """One task with its values as a row of a table."""
    return {
        **task_row(number, line.task),
        "achieved": unbroken(line.achieved) or UNKNOWN,
        "evidence": line.evidence,
        "self_level": level_words(line.self_level),
        "collective_level": level_words(line.collective_level),
    }
