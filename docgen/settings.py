"""What an office says about itself in office.toml, as one frozen object.

Knows the shape and the defaults of the settings; does not know where the file lies nor what is done with it.
Every word that is local (bodies, signatories, the name of the tasks, bases, recipients) is data here.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from registry.facts import Campaign, Issuer, Signatory
from registry.labels import CheckLevel, Regime
from registry.rules.numbering import Term
from registry.rules.policy import CHECKS, Policy


class Section(BaseModel):
    """A table of office.toml: frozen, and unknown keys are errors because they are usually misspelt."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class OfficeSection(Section):
    """[office]"""

    name: str
    today: dt.date | None = None


class IssuerSection(Section):
    """[issuer] and [report.issuer]"""

    regime: Literal["party", "state"]
    superior: str = ""
    body: str
    authority: str
    authority_in_text: str = ""
    symbol: str
    place: str
    filing: str
    collective: bool = True
    drafter: str = ""
    closed_on: dt.date | None = None

    def facts(self) -> Issuer:
        """The issuer as the registry words it."""
        return Issuer(
            regime=Regime(self.regime),
            superior=self.superior,
            body=self.body,
            authority=self.authority,
            authority_in_text=self.authority_in_text or self.authority,
            symbol=self.symbol,
            place=self.place,
            filing=self.filing,
            is_collective=self.collective,
            drafter=self.drafter,
        )


class SignatorySection(Section):
    """[signatory] and [report.signatory]; the days between which the signatory signs, when they are known."""

    name: str
    authority: str = ""
    position: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    def facts(self) -> Signatory:
        """The signatory as the registry words it."""
        return Signatory(name=self.name, authority=self.authority, position=self.position)


class NumberingSection(Section):
    """[numbering]: committee term of the Party series and its days; whether State types have a series each.

    `number_first` gives numbers before printing; `copies` is how many of each paper are sent, unless said otherwise.
    """

    term: str = ""
    term_from: dt.date | None = None
    term_to: dt.date | None = None
    per_type: bool = False
    number_first: bool = False
    copies: int | None = None

    def committee_term(self) -> Term:
        """The term as the rules of numbering know it."""
        return Term(name=self.term, begins=self.term_from, ends=self.term_to)


class CampaignSection(Section):
    """[campaign]"""

    task_word: str
    counter: str
    year: int
    term: str = ""
    standing_body: str
    plan_days: int = 15
    progress_period: str = "hằng quý"
    self_assessment_due: str = ""

    def facts(self) -> Campaign:
        """The campaign as the registry words it."""
        return Campaign(**self.model_dump())


class DatedBasis(Section):
    """A basis that holds from a day, until a day, or both; papers of other days are written without it."""

    text: str
    since: dt.date | None = None
    until: dt.date | None = None


Bases = tuple[str | DatedBasis, ...]


def bases_on(bases: Bases, day: dt.date | None = None) -> tuple[str, ...]:
    """The bases of a paper of that day, in their order; without a day all of them."""
    return tuple(
        basis if isinstance(basis, str) else basis.text
        for basis in bases
        if day is None or isinstance(basis, str) or (basis.since or dt.date.min) <= day <= (basis.until or dt.date.max)
    )


class DecisionSection(Section):
    """[decision]: `group_by` says for whom one decision is, unless a command says otherwise."""

    bases: Bases
    executors: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    group_by: Literal["person", "unit", "all"] = "person"


class ChangeSection(Section):
    """[change]: decisions that amend or recall, and công văn that correct; empty means as in [decision].

    The proposal among the bases of [decision] ("Xét đề nghị …") was for that decision alone and is left out.
    """

    bases: Bases = ()
    recipients: tuple[str, ...] = ()


class PaperSection(Section):
    """[minutes] and [notice]"""

    bases: Bases = ()
    recipients: tuple[str, ...] = ()
    appeal_days: int = 7


class ReportSection(Section):
    """[report]: may be issued by another body than the decisions, usually the standing body."""

    issuer: IssuerSection | None = None
    signatory: SignatorySection | None = None
    bases: Bases = ()
    recipients: tuple[str, ...] = ()
    leadership: str = ""
    weaknesses: str = ""
    directions: str = ""
    proposals: str = ""


class HandoutSection(Section):
    """[handout]"""

    conference: str = "Hội nghị"


class FolderSection(Section):
    """[folders], relative to the office folder unless absolute; they may not lie inside one another."""

    inbox: str = "inbox"
    review: str = "review"
    archive: str = "archive"
    output: str = "output"


class InboxSection(Section):
    """[inbox]: how long a file must stand still, and how long an incomplete one is waited for, in seconds.

    `compare` holds every returned page against its print; without it a genuine code alone lets a page file itself.
    `ocr` lets tesseract, where it is installed, read scans without a code to propose whose they may be. With
    `four_eyes` two people must agree before a form takes the place of one that is filed.
    """

    quiet_seconds: float = 2.0
    patience_seconds: float = 20.0
    rescan_seconds: float = 30.0
    processes: int = 2
    max_percent: int = 200
    compare: bool = True
    ocr: bool = True
    four_eyes: bool = False


class SignatureSection(Section):
    """[signatures]: the trust folder; whether papers need the agency's signature too, and whether one is taken that
    lacks a time-stamp or a check of revocation.
    """

    trust: str = "tin-cay"
    agency: bool = True
    incomplete: bool = False


class DatabaseSection(Section):
    """[database]"""

    url: str = ""


class ArchiveSection(Section):
    """[archive]: mã phông and mã định danh cơ quan that new records are made under, mã hồ sơ of papers registered.

    Without `agency` no hồ sơ opens by itself: registered papers are listed until somebody says it.
    """

    fonds: str = "P01"
    agency: str = ""
    dossier: str = ""


Level = Literal["off", "warn", "block"]


class ChecksSection(Section):
    """[checks]: `composition` is the id of the rule a list must be made up by ("" when there is none).

    The others say what is done about each check of the rule book: nothing, a warning, or the row is held back.
    """

    composition: str = ""
    P1: Level = "warn"
    P2: Level = "warn"
    P3: Level = "warn"
    P8: Level = "block"
    P9: Level = "block"
    P14: Level = "warn"
    P16: Level = "block"
    P17: Level = "warn"
    P20: Level = "warn"
    P23: Level = "block"
    P27: Level = "warn"

    def policy(self) -> Policy:
        """The levels as the rules take them."""
        return Policy(levels={check: CheckLevel(getattr(self, check)) for check in CHECKS})


class PrintingSection(Section):
    """[printing]: packs on both sides (`duplex`), annexes then on one side alone; PDFs as PDF/A-2b, which is slower."""

    duplex: bool = False
    one_sided_annexes: bool = False
    pdf_a: bool = False


class HouseRuleSection(Section):
    """[[house_style.rule]]: words that no paper of the office may hold, and what to write instead."""

    id: str
    pattern: re.Pattern[str]
    message: str
    mend: str = "bỏ hoặc sửa chỗ này"
    severity: Literal["error", "warning", "info"] = "warning"


class HouseStyleSection(Section):
    """[house_style]: `ruleset` forces a rule set for dates before the first one ("" picks by date).

    `tone` is where the office sets tone marks ("early": hòa, ủy; "late": hoà, uỷ), `positions` the titles that may
    sign, `severity` how grave the office takes a rule, `rule` what it adds to them; all may be left out.
    """

    ruleset: str = ""
    tone: Literal["", "early", "late"] = ""
    positions: tuple[str, ...] = ()
    severity: dict[str, Literal["error", "warning", "info"]] = Field(default={})
    rule: tuple[HouseRuleSection, ...] = ()


class Settings(Section):
    """office.toml as a whole."""

    office: OfficeSection
    issuer: IssuerSection
    signatory: SignatorySection
    campaign: CampaignSection
    decision: DecisionSection
    numbering: NumberingSection = Field(default_factory=NumberingSection)
    change: ChangeSection = Field(default_factory=ChangeSection)
    minutes: PaperSection = Field(default_factory=PaperSection)
    notice: PaperSection = Field(default_factory=PaperSection)
    report: ReportSection = Field(default_factory=ReportSection)
    handout: HandoutSection = Field(default_factory=HandoutSection)
    folders: FolderSection = Field(default_factory=FolderSection)
    inbox: InboxSection = Field(default_factory=InboxSection)
    signatures: SignatureSection = Field(default_factory=SignatureSection)
    database: DatabaseSection = Field(default_factory=DatabaseSection)
    archive: ArchiveSection = Field(default_factory=ArchiveSection)
    checks: ChecksSection = Field(default_factory=ChecksSection)
    printing: PrintingSection = Field(default_factory=PrintingSection)
    house_style: HouseStyleSection = Field(default_factory=HouseStyleSection)
