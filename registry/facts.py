"""Frozen facts: what the lower floor hands upstairs, and what the wording of a paper is made from.

Knows the shape of a fact; does not know where it is stored nor how it is printed. Texts are NFC and as they
stand on paper in ordinary letters ("Huyện ủy Hàm Yên"); capitals are a matter of wording. None means
"not known yet" (a number before registration), an empty string or tuple means "none".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from registry.labels import Grade, Horizon, Origin, Regime, Scope, TaskLevel


@dataclass(frozen=True, kw_only=True)
class Issuer:
    """Who issues a paper, by the names valid on its date."""

    regime: Regime
    superior: str  # "Đảng bộ tỉnh Tuyên Quang", "" when the State body has none above it in the header
    body: str  # "Huyện ủy Hàm Yên", "Ủy ban nhân dân tỉnh Bắc Giang"
    authority: str  # who decides, printed over QUYẾT ĐỊNH: "Ban Thường vụ Huyện ủy", "Chủ tịch Ủy ban nhân dân …"
    authority_in_text: str  # "Ban Thường vụ Huyện ủy Hàm Yên", after "của" in an annex's reference line
    symbol: str  # "HU", "UBND", "BTCHU"
    place: str  # "Hàm Yên"
    filing: str  # last recipient: "Lưu Văn phòng Huyện ủy", "Lưu: VT, NC"
    is_collective: bool = True  # False when the head decides in his own power (no T/M, TM.)
    drafter: str = ""  # unit or field in the symbol of a State công văn: "NC" in "05/UBND-NC"


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """Who signs: the authority line may be empty (direct signing), `deputy_lines` only for KT. (State)."""

    name: str
    authority: str  # "T/M BAN THƯỜNG VỤ", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH" or ""
    position: str  # "PHÓ BÍ THƯ", "CHỦ TỊCH"


@dataclass(frozen=True, kw_only=True)
class Official:
    """An assignee, as a paper names it: a person in a post, or a collective (no address, no post)."""

    code: str  # "CB-001"
    name: str
    address: str  # "đồng chí", "ông", "bà", "" for a collective
    post: str  # "Huyện ủy viên, Bí thư Đảng ủy xã Yên Phú"
    unit: str  # "Đảng ủy xã Yên Phú"
    group: str = ""
    birth_date: dt.date | None = None
    is_collective: bool = False

    @property
    def as_listed(self) -> str:
        """The assignee as a list names them, without the form of address: "Ma Văn Đạt, Bí thư Đảng ủy xã Yên Phú"."""
        return f"{self.name}, {self.post}" if self.post else self.name


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A paper named by another: `number_text` is "127-QĐ/HU" or None while it has none."""

    kind: str  # "Quyết định"
    number_text: str | None
    dated: dt.date | None
    authority: str  # "Ban Thường vụ Huyện ủy"


@dataclass(frozen=True, kw_only=True)
class Partner:
    """Somebody who has a task together with its owner, with the share in per cent, None when nobody said."""

    name: str
    share: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class TaskLine:
    """One task as a line of an annex or form; frozen at signature."""

    code: str  # "NV-2021-001"
    horizon: Horizon
    period: str  # "2021" or "2021 - 2025"
    title: str
    target: str  # "Từ 60% lên 90% số chi bộ sinh hoạt đạt loại tốt"
    product: str
    deadline: dt.date | None
    deadline_text: str  # what the clerk wrote: "30/11/2021", "Quý IV/2021"
    supervisor: str
    origin: Origin = Origin.SELF
    note: str = ""
    carried_from: Reference | None = None  # the decision that gave the task this one carries on
    attached: tuple[Official, ...] = ()  # individuals who answer for it beside a collective
    partners: tuple[Partner, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Campaign:
    """What one round of assigning is called here; every word of it is the office's own data."""

    task_word: str  # "việc đột phá, đổi mới", "nhiệm vụ trọng tâm"
    counter: str  # "việc", "nhiệm vụ"
    year: int
    term: str = ""  # "2021 - 2025", "" when only a year is assigned
    standing_body: str = ""  # who keeps the list and gets the reports: "Ban Tổ chức Huyện ủy"
    plan_days: int = 15
    progress_period: str = ""  # "hằng quý"
    self_assessment_due: str = ""  # "15/12 hằng năm"


@dataclass(frozen=True, kw_only=True)
class PaperFacts:
    """What every titled paper has; `number` and `dated` are None on a signing copy (the year is printed)."""

    document: str  # document code, 8 hex digits
    issuer: Issuer
    signatory: Signatory
    year: int  # the year printed in the date line while `dated` is None
    number: int | None = None
    dated: dt.date | None = None
    bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()  # without the filing line, without dash and end mark


@dataclass(frozen=True, kw_only=True)
class Holding:
    """What one assignee is given."""

    official: Official
    lines: tuple[TaskLine, ...]

    @property
    def attached(self) -> tuple[Official, ...]:
        """The individuals who answer for any of the tasks beside the collective, each once."""
        return tuple(dict.fromkeys(person for line in self.lines for person in line.attached))


@dataclass(frozen=True, kw_only=True)
class AssigningFacts(PaperFacts):
    """What every decision that assigns tasks has, whomever it is for."""

    campaign: Campaign
    executors: tuple[str, ...]  # Điều 3, before the assignees: "Văn phòng", "Ban Tổ chức", …
    replaces: Reference | None = None  # the decision whose place this one takes
    supplements: Reference | None = None  # the earlier decision of the cycle this one adds to


@dataclass(frozen=True, kw_only=True)
class DecisionFacts(AssigningFacts):
    """A decision that assigns the tasks of its annex to one person or one collective."""

    official: Official
    lines: tuple[TaskLine, ...]

    @property
    def holdings(self) -> tuple[Holding, ...]:
        """The one assignee with the tasks, as every assigning decision tells it."""
        return (Holding(official=self.official, lines=self.lines),)


@dataclass(frozen=True, kw_only=True)
class ListDecisionFacts(AssigningFacts):
    """One decision for several assignees, in the order of its annex: those of a body, or everybody."""

    scope: Scope
    unit: str  # the body, "" when the decision is for everybody
    holdings: tuple[Holding, ...]


@dataclass(frozen=True, kw_only=True)
class SelfAssessmentFacts:
    """A self-assessment form of one official on the tasks of one decision; no number, no recipients."""

    document: str
    issuer: Issuer
    campaign: Campaign
    official: Official
    decision: Reference
    lines: tuple[TaskLine, ...]
    year: int
    check: str = ""  # keyed check of the form, travels in the file


@dataclass(frozen=True, kw_only=True)
class Absence:
    """Somebody summoned who did not come."""

    name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PersonVotes:
    """Ballots for one person by grade: counts only, never who voted what."""

    official: Official
    votes: Mapping[Grade, int]
    proposed: Grade


@dataclass(frozen=True, kw_only=True)
class LevelCounts:
    """How many tasks of one horizon ended at which level; `unknown` is counted apart and is not zero."""

    horizon: Horizon
    period: str
    people: int  # distinct owners of tasks of this horizon; may be fewer than all people of the campaign
    assigned: int
    exceeded: int
    completed: int
    mostly: int
    not_completed: int
    unknown: int
    suspended: int = 0  # these three stand apart: nobody answers for them, and no share is taken of them
    cancelled: int = 0
    transferred: int = 0


@dataclass(frozen=True, kw_only=True)
class MinutesFacts(PaperFacts):
    """Minutes of an evaluation meeting; `signatory` is the chair, the recorder signs on the left."""

    campaign: Campaign
    started: dt.datetime
    ended: dt.datetime
    place: str
    chair: str  # "đồng chí Triệu Đức Long, Bí thư Huyện ủy"
    recorder: str  # "đồng chí Bàn Thị Liên, Văn phòng Huyện ủy"
    recorder_name: str
    summoned: int
    present: int
    absences: tuple[Absence, ...]
    panel_head: str
    panel_size: int
    ballots_issued: int
    ballots_returned: int
    ballots_valid: int
    ballots_invalid: int
    votes: tuple[PersonVotes, ...]
    counts: tuple[LevelCounts, ...]
    cut_off: dt.date
    discussion: str
    conclusion: str


@dataclass(frozen=True, kw_only=True)
class ResultLine:
    """A task with its values; a level that nobody gave yet is None."""

    task: TaskLine
    self_level: TaskLevel | None
    collective_level: TaskLevel | None
    achieved: str = ""
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class NoticeFacts(PaperFacts):
    """Result notice to one official."""

    campaign: Campaign
    official: Official
    decision: Reference
    minutes: Reference
    grade: Grade
    supplements: tuple[Reference, ...] = ()  # later decisions that gave the same official more tasks
    lines: tuple[ResultLine, ...]
    appeal_days: int = 7  # working days for a complaint (NĐ 335/2025 Đ.22)
    replaces: Reference | None = None  # the notice whose place this one takes


@dataclass(frozen=True, kw_only=True)
class UnitRow:
    """One row of the summary table; unknown results are in `unknown`, never in another column."""

    name: str
    people: int
    assigned: int
    done: int  # exceeded + completed
    mostly: int
    not_completed: int
    unknown: int


@dataclass(frozen=True, kw_only=True)
class GradeCounts:
    """How many people hold which decided grade; `unknown` have none yet."""

    counts: Mapping[Grade, int]
    unknown: int


@dataclass(frozen=True, kw_only=True)
class ReportFacts(PaperFacts):
    """Summary report: `people`, `counts` and `grades` are counted apart from `rows`, so both can be compared."""

    campaign: Campaign
    cut_off: dt.date
    people: int
    counts: tuple[LevelCounts, ...]  # one per horizon, never summed across horizons
    rows: Mapping[Horizon, tuple[UnitRow, ...]]
    grades: GradeCounts
    decisions_issued: int
    forms_returned: int
    leadership: str = ""  # local paragraphs from office.toml
    weaknesses: str = ""
    directions: str = ""
    proposals: str = ""
    replaces: Reference | None = None  # the report whose place this one takes


@dataclass(frozen=True, kw_only=True)
class HandoutRow:
    """One person in the conference handout."""

    official: Official
    lines: tuple[ResultLine, ...]
    grade: Grade | None


@dataclass(frozen=True, kw_only=True)
class HandoutFacts:
    """Conference handout: annex tables to the report, marked as conference material."""

    document: str
    issuer: Issuer
    campaign: Campaign
    cut_off: dt.date
    conference: str  # "Hội nghị cán bộ chủ chốt toàn huyện"
    rows: tuple[HandoutRow, ...]
    counts: tuple[LevelCounts, ...]
    grades: GradeCounts


@dataclass(frozen=True, kw_only=True)
class RegisterRow:
    """One row of a register of outgoing papers; what nobody has said is "" or None."""

    number_text: str
    dated: dt.date | None  # None while the number is only kept
    subject: str  # type and abstract
    signatory: str
    position: str
    recipients: str
    kept_by: str
    copies: int | None
    handed_on: dt.date | None
    received_by: str
    note: str


@dataclass(frozen=True, kw_only=True)
class RegisterBookFacts:
    """A register of outgoing papers as a book: whose, of which type and time, and its rows in number order."""

    document: str
    issuer: Issuer
    register: str  # the register's code
    type_name: str  # "Quyết định", "" when all types share the series
    period: str  # "2021" or "2020-2025"
    year: int | None  # when the book holds one year of a longer series
    volume: int
    rows: tuple[RegisterRow, ...]
