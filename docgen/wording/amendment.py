"""The words of a decision that changes assigned tasks: counts by kind, what was, what is now, who hands over to whom.

Knows how each kind of change is told; the articles stand in the template. Điều 1 counts the lines of the annex (I2).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from docgen.wording.about import dated_words, deciding_block
from docgen.wording.blocks import Context, annex_heading, annex_reference, flowing, named, title_block, with_post
from docgen.wording.figures import UNKNOWN, capitalised, counted, joined, unbroken
from docgen.wording.tasks import task_heading
from registry.change_facts import AmendmentFacts, TaskChange
from registry.facts import Official
from registry.labels import AmendmentKind, Regime

FIELDS = {
    "title": "nội dung",
    "target": "chỉ tiêu, kết quả cần đạt",
    "product": "sản phẩm",
    "deadline_text": "thời hạn",
    "supervisor": "người theo dõi",
}
"""Fields of a task's wording as an annex names them."""
_BEFORE = {
    AmendmentKind.SUSPEND: "Đang thực hiện",
    AmendmentKind.RESUME: "Đang tạm dừng",
    AmendmentKind.CANCEL: "Đang thực hiện",
}
_AFTER = {
    AmendmentKind.SUSPEND: "Tạm dừng thực hiện cho đến khi có quyết định mới",
    AmendmentKind.RESUME: "Tiếp tục thực hiện",
    AmendmentKind.CANCEL: "Hủy giao, không tính vào kết quả",
}


def amendment_context(facts: AmendmentFacts, *, on: dt.date | None = None) -> Context:
    """The context of an amendment; `on` is the day whose rules hold, None means the paper's own date."""
    block = deciding_block(facts, on=on)
    blank = block["blank"] if isinstance(block["blank"], dict) else {}
    return {
        **block,
        **title_block(_subject(facts)),
        **annex_heading(facts, _annex_title(facts)),
        "about_dated": unbroken(" ".join(dated_words(facts.about, facts.issuer.regime))),
        "people": joined([with_post(person) for person in _holders(facts)]),
        "task_counts": counted(len(facts.changes), facts.campaign.task_word),
        "kind_counts": _kind_counts(facts),
        "handover": _handover(facts),
        "task_heading": task_heading(facts.campaign),
        "lines": [_row(number, change, facts) for number, change in enumerate(facts.changes, 1)],
        "blank": {**blank, "annex_reference": annex_reference(facts, is_blank=True)},
    }


def _holders(facts: AmendmentFacts) -> list[Official]:
    """Who has the tasks that change, each once."""
    return list({change.official.code: change.official for change in facts.changes}.values())


def _given_to(facts: AmendmentFacts) -> str:
    """To whom the tasks were given; several are meant by their decision."""
    holders = _holders(facts)
    if len(holders) == 1:
        return f"đã giao cho {named(holders[0])}"
    return f"đã giao tại {facts.about.kind} số {facts.about.number_text}"


def _subject(facts: AmendmentFacts) -> list[str]:
    start = "về việc" if facts.issuer.regime is Regime.PARTY else "Về việc"
    return flowing([f"{start} điều chỉnh {facts.campaign.task_word}", _given_to(facts)])


def _annex_title(facts: AmendmentFacts) -> list[str]:
    return flowing([f"điều chỉnh {facts.campaign.task_word}".upper(), _given_to(facts).upper()])


def _kind_counts(facts: AmendmentFacts) -> str:
    """How many tasks change in which way: "điều chỉnh nội dung 01 việc, tạm dừng 02 việc"."""
    numbers = {kind: sum(change.kind is kind for change in facts.changes) for kind in AmendmentKind}
    return ", ".join(
        f"{kind.label} {counted(number, facts.campaign.counter)}" for kind, number in numbers.items() if number
    )


def _handover(facts: AmendmentFacts) -> str:
    """Who hands over to whom and within how many days; empty when nothing is transferred."""
    pairs = {
        (
            change.official.code,
            change.successor.code,
        ): f"{named(change.official)} bàn giao cho {named(change.successor)}"
        for change in facts.changes
        if change.successor
    }
    if not pairs:
        return ""
    days = facts.campaign.plan_days
    return f"{capitalised('; '.join(pairs.values()))} hồ sơ, kết quả đang thực hiện trong {days} ngày kể từ ngày ký"


def _row(number: int, change: TaskChange, facts: AmendmentFacts) -> Context:
    whose = f" ({named(change.official)})" if len(_holders(facts)) > 1 else ""
    return {
        "number": number,
        "title": unbroken(f"{change.title}{whose}"),
        "kind": capitalised(change.kind.label),
        "before": unbroken(_before(change)),
        "after": unbroken(_after(change)),
        "reason": unbroken(capitalised(change.reason.strip().rstrip(" .;"))),
    }


def _before(change: TaskChange) -> str:
    if change.kind is AmendmentKind.CHANGE:
        return _fields(change.before)
    if change.kind is AmendmentKind.TRANSFER:
        return f"Người thực hiện: {with_post(change.official)}"
    return _BEFORE[change.kind]


def _after(change: TaskChange) -> str:
    if change.kind is AmendmentKind.CHANGE:
        return _fields(change.after)
    if change.successor is not None:
        reached = f"; kết quả đang có: {change.partial.strip().rstrip(' .;')}" if change.partial else ""
        return f"Người thực hiện: {with_post(change.successor)}{reached}"
    return _AFTER[change.kind]


def _fields(values: Mapping[str, str]) -> str:
    """Fields with their words: "Thời hạn: 30/11/2021; sản phẩm: …"; what was empty is unknown."""
    told = [f"{FIELDS[name]}: {values[name].strip().rstrip(' .;') or UNKNOWN}" for name in FIELDS if name in values]
    return capitalised("; ".join(told))
