"""One task as a workbook tells it, and the same task as the registry holds it.

Knows the shape of a row and what makes two rows the same task; does not know sheets, databases or papers. Texts are
normalised (NFC); an empty text means nobody wrote anything, None means not known.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, fields
from decimal import Decimal
from functools import cached_property

from registry.exchange.cells import folded
from registry.labels import Direction, Horizon, Origin

NATURES = ("việc mới", "việc khó", "việc tồn đọng", "đột phá", "chưa có tiền lệ")
HONORIFICS = ("đồng chí", "ông", "bà")


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One more measure of a task, beside the first that stands in the task itself; None means not known."""

    target: str = ""  # what is to be reached, in words
    baseline: Decimal | None = None
    target_value: Decimal | None = None
    measure_unit: str = ""
    direction: Direction = Direction.AT_LEAST
    denominator: Decimal | None = None  # 400 of "388/400"


@dataclass(frozen=True, kw_only=True)
class CoOwner:
    """Somebody who answers for a task beside its owner; `share` in per cent, None when nobody said."""

    name: str
    share: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class TaskContent:
    """What is assigned to whom, until when, and how it will be measured.

    A collective has no `official` and no post: its name is the `unit`, and `attached` are the people who answer for it.
    """

    official: str  # full name without honorific; "" for a collective
    honorific: str = "đồng chí"
    birth_date: dt.date | None = None
    party_post: str = ""
    post: str  # as printed after the name: "Huyện ủy viên, Bí thư Đảng ủy xã Yên Phú"
    unit: str = ""
    group: str = ""
    horizon: Horizon
    period: str  # "2021" or "2021-2025"
    title: str
    natures: tuple[str, ...] = ()  # among NATURES
    origin: Origin = Origin.SELF
    target: str = ""
    baseline: Decimal | None = None
    target_value: Decimal | None = None
    measure_unit: str = ""
    direction: Direction = Direction.AT_LEAST
    product: str = ""
    deadline: dt.date | None = None
    deadline_text: str = ""  # what the clerk wrote
    supervisor: str = ""
    note: str = ""
    is_collective: bool = False
    attached: tuple[str, ...] = ()  # people attached to a collective
    co_owners: tuple[CoOwner, ...] = ()
    rank: str = ""  # "TUV", "HUV": rank in the Party committee
    sort_name: str = ""  # "tên họ đệm", for a name whose last word is not the given name
    lead_body: str = ""  # the body through which the task was handed on
    theme: str = ""
    basis: str = ""  # resolution, programme or conclusion the task carries out
    weight: Decimal | None = None
    denominator: Decimal | None = None  # of the first indicator: 400 of "388/400"
    indicators: tuple[Indicator, ...] = ()  # further ones; the first is target, baseline, target_value …
    continues: str = ""  # code of the earlier task it carries on, or its year when nothing else changed
    source_text: str = ""  # what its source says, word for word, when the title corrects or shortens it
    parent: str = ""  # code of the term task it is part of

    @property
    def owner(self) -> str:
        """Who the task is given to, as people say it: the official, or the collective."""
        return self.official or self.unit

    @cached_property
    def person_key(self) -> tuple[str, str]:
        """Folded name and unit: who is meant, however it was typed."""
        return folded(self.official), folded(self.unit)

    @cached_property
    def task_key(self) -> tuple[str, str, str, str, str]:
        """What makes a task without a code the same task: person, unit, horizon, period, title, all folded."""
        return (*self.person_key, self.horizon.value, self.period, folded(self.title).rstrip(" .;,"))


@dataclass(frozen=True, kw_only=True)
class TaskRow(TaskContent):
    """One row of a workbook; `sheet` and `row` (1-based, as Excel shows it) say where it stands.

    `silent` are the fields its sheet has no column for: of a known task they stay as they are.
    """

    task_code: str = ""
    sheet: str = ""
    row: int = 0
    silent: frozenset[str] = field(default=frozenset(), repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class KnownTask(TaskContent):
    """A task the registry already holds under `code`."""

    code: str


CONTENT_FIELDS: tuple[str, ...] = tuple(each.name for each in fields(TaskContent))
