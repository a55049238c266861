"""What the office says of numbering a paper: who issues and signs it, whether they still may, what the register notes.

Knows office.toml and the words a paper bears; numbers and rows are the registry's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from docgen.messages import tr
from docgen.office import Office
from docgen.settings import IssuerSection
from registry.errors import RuleBroken
from registry.problems import Problem, Severity
from registry.rules.authority import InOffice, authority_problems
from registry.rulesets import ended_levels
from registry.store.bodies import issuing_body
from registry.store.registers import EntryDetails
from registry.store.values import DocumentRecord

FILING = "Lưu"
BETWEEN = " -:"


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What the clerk says of papers entered in the register at once; None and "" mean nothing was said."""

    copies: int | None = None
    dossier: str = ""
    late_reason: str = ""


def issuer_of(office: Office, symbol: str) -> IssuerSection:
    """The issuer whose papers bear `symbol`; the office has one, and perhaps another for its reports."""
    other = office.settings.report.issuer
    return other if other is not None and other.symbol == symbol else office.settings.issuer


def signatory_of(office: Office, name: str) -> InOffice:
    """The signatory of that name with the days of the post; others are known by name alone."""
    settings = office.settings
    known = (section for section in (settings.signatory, settings.report.signatory) if section is not None)
    found = next((section for section in known if section.name == name), None)
    if found is None:
        return InOffice(name=name)
    return InOffice(name=name, valid_from=found.valid_from, valid_to=found.valid_to)


def early_warnings(office: Office, symbol: str, signatory: str, day: dt.date) -> tuple[Problem, ...]:
    """Why a paper drafted for `day` will be refused when it is signed or numbered, as warnings."""
    return tuple(replace(problem, severity=Severity.WARNING) for problem in _problems(office, symbol, signatory, day))


def require_authority(office: Office, papers: Iterable[tuple[str, str]], day: dt.date) -> None:
    """RuleBroken unless every (symbol, signatory) may issue and sign on `day`."""
    found = {problem.message: None for pair in dict.fromkeys(papers) for problem in _problems(office, *pair, day)}
    if found:
        raise RuleBroken(" ".join(found), advice=tr("Kiểm tra ngày, người ký và cơ quan ban hành trong office.toml."))


def _problems(office: Office, symbol: str, signatory: str, day: dt.date) -> tuple[Problem, ...]:
    section = issuer_of(office, symbol)
    with office.store.reading() as session:
        body = issuing_body(session, section.body, day)
    if section.closed_on is not None:
        body = replace(body, closed_on=section.closed_on)
    return authority_problems(body, signatory_of(office, signatory), day, ended_levels())


def entry_details(office: Office, record: DocumentRecord, entered: Entered) -> EntryDetails:
    """What the register notes of a paper beside number, date and recipients."""
    settings = office.settings
    return EntryDetails(
        position=", ".join(_lines(record.context, "sign_bold") + _lines(record.context, "sign_regular")),
        kept_by="; ".join(line.removeprefix(FILING).strip(BETWEEN) for line in _filing(record)),
        copies=entered.copies or settings.numbering.copies,
        dossier=entered.dossier or settings.archive.dossier,
        drafter=issuer_of(office, record.symbol).drafter,
        late_reason=entered.late_reason,
    )


def require_printed_symbol(record: DocumentRecord, text: str) -> None:
    """RuleBroken unless the paper, as drafted, bears the symbol the register gives it (`text`, "05/QĐ-UBND")."""
    blank = record.context.get("blank")
    printed = str(blank.get("number_line", "")) if isinstance(blank, dict) else ""
    if printed and not printed.endswith(text.lstrip("0123456789")):
        raise RuleBroken(
            tr("Văn bản {code} in sẵn ký hiệu khác với số {text} của sổ.", code=record.code, text=text),
            advice=tr("Ký hiệu trong office.toml đã đổi sau khi soạn: rút văn bản, soạn lại rồi cấp số."),
        )


def recipients_of(record: DocumentRecord) -> str:
    """Who gets the paper, in one line, without the copy for the files."""
    filing = _filing(record)
    return "; ".join(line for line in _recipients(record) if line not in filing)


def _filing(record: DocumentRecord) -> list[str]:
    return [line for line in _recipients(record) if line.startswith(FILING)]


def _recipients(record: DocumentRecord) -> list[str]:
    lines = _lines(record.context, "recipients")
    return [line.lstrip("- ").rstrip(" ,;.") for line in lines]


def _lines(context: Mapping[str, object], name: str) -> list[str]:
    lines = context.get(name)
    return [str(line).replace("\u00a0", " ") for line in lines] if isinstance(lines, list) else []


def signers(records: Collection[DocumentRecord], by: str = "") -> list[tuple[str, str]]:
    """Symbol and signatory of each paper; `by` signs instead when somebody else did."""
    return [(record.symbol, by or record.signatory) for record in records]
