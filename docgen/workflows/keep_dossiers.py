"""Hồ sơ as their keeper works with them: look, fill, count, close, re-open, hold, set right.

They open and fill by themselves; here is everything a person does. A closed dossier lies on the shelf with its list of
contents, and every later change of it makes a new version there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from docgen import sheets
from docgen.archive.shelf import Shelf
from docgen.errors import UsageError
from docgen.media.durable import write_remade
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.dossier_desk import CONTENTS, contents_docx, form_pages, keep_dossier
from docgen.paperwork.founding import SCHEDULE, founding, schedule_of
from docgen.paperwork.papers import PaperMaker
from docgen.paperwork.shelfmarks import open_shelf
from docgen.paperwork.shelved_registry import keep_registry
from docgen.wording.dossier_contents import COLUMNS, TITLE, closing_lines, contents_rows, dossier_lines, shared_lines
from registry.dossier_facts import Dossier
from registry.errors import RuleBroken
from registry.labels import DossierState
from registry.rules.retention import Deadline, RetentionRule, deadlines
from registry.rulesets import shipped_text
from registry.store.disposals import due_dossiers
from registry.store.documents import document_records
from registry.store.dossier_filling import take_in
from registry.store.dossier_keeping import (
    close_dossier,
    hand_over_dossier,
    hold_dossier,
    release_dossier,
    reopen_dossier,
    set_dossier_right,
    set_pages,
)
from registry.store.dossier_records import dossier_record, dossier_records, papers_outside
from registry.store.dossiers import put_file, put_paper
from registry.store.received import find_file
from registry.store.values import DocumentRecord


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A dossier with its deadlines of hand-over, () while the work has not ended."""

    dossier: Dossier
    deadlines: tuple[Deadline, ...]

    def as_row(self) -> dict[str, object]:
        """The JSON document of `docgen dossiers show`."""
        return {
            **self.dossier.as_row(),
            "papers": [paper.as_row() for paper in self.dossier.papers],
            "holds": [hold.as_row() for hold in self.dossier.holds],
            "deadlines": [each.as_row() for each in self.deadlines],
        }


@dataclass(frozen=True, kw_only=True)
class Dossiers:
    """Dossiers, and the registered or filed papers that lie in none."""

    dossiers: tuple[Dossier, ...]
    outside: tuple[DocumentRecord, ...]


def list_dossiers(office: Office, *, state: str = "", year: int | None = None) -> Dossiers:
    """Dossiers by their codes; `state` and `year` leave others out."""
    states = {DossierState(state)} if state else set()
    with office.store.reading() as session:
        return Dossiers(dossiers=dossier_records(session, states=states, year=year), outside=papers_outside(session))


def show_dossier(office: Office, code: str) -> Shown:
    """One dossier with everything known of it."""
    with office.store.reading() as session:
        return _shown(office, dossier_record(session, code))


def _shown(office: Office, dossier: Dossier) -> Shown:
    if dossier.ended_on is None:
        return Shown(dossier=dossier, deadlines=())
    found = deadlines(
        schedule_of(office).deadlines,
        dossier.ended_on,
        retention=dossier.retention,
        handed_over_on=dossier.handed_over_on,
        on=office.clock.today(),
    )
    return Shown(dossier=dossier, deadlines=found)


def due(office: Office, on: dt.date | None = None) -> tuple[Shown, ...]:
    """Dossiers whose period is over, and closed ones not handed over; each with its deadlines."""
    day = on or office.clock.today()
    with office.store.reading() as session:
        over = {dossier.code for dossier in due_dossiers(session, day)}
        closed = dossier_records(session, states={DossierState.CLOSED, DossierState.PROPOSED})
    waiting = [d for d in closed if d.code in over or d.state is DossierState.PROPOSED or d.handed_over_on is None]
    return tuple(_shown(office, dossier) for dossier in waiting)


def is_over(dossier: Dossier, day: dt.date) -> bool:
    """True when the dossier's period ended before `day`."""
    return dossier.due_on is not None and dossier.due_on < day


def fill(office: Office) -> tuple[int, tuple[DocumentRecord, ...]]:
    """Put papers that lie outside in their dossiers: how many found theirs, and which still lie outside."""
    with office.store.reading() as session:
        codes = [record.code for record in papers_outside(session)]
    now = office.clock.now()
    with office.store.changing(actor=office.actor, at=now, reason=tr("lập hồ sơ")) as session:
        left = take_in(session, codes, founding(office))
    with office.store.reading() as session:
        return len(codes) - len(left), document_records(session, codes=left) if left else ()


def print_contents(office: Office, code: str, target: Path) -> Dossier:
    """Mục lục văn bản as a Word file, or as a workbook when `target` ends in .xlsx."""
    with office.store.reading() as session:
        dossier = dossier_record(session, code)
    if target.suffix.lower() == ".xlsx":
        sheets.write_table(
            target,
            TITLE,
            COLUMNS,
            contents_rows(dossier),
            notes=(
                dossier.body,
                dossier.title,
                *dossier_lines(dossier),
                *closing_lines(dossier),
                *shared_lines(dossier),
            ),
        )
    elif target.suffix.lower() == ".docx":
        write_remade(target, contents_docx(office, PaperMaker(office), dossier))
    else:
        raise UsageError(tr("Mục lục ghi ra tệp .docx hoặc .xlsx: {file}", file=target))
    return dossier


@dataclass(frozen=True, kw_only=True)
class Closed:
    """Dossiers that were closed, and of those that could not be the code and why."""

    dossiers: tuple[Dossier, ...]
    refused: tuple[tuple[str, str], ...]


def close(
    office: Office,
    codes: Sequence[str],
    *,
    ended_on: dt.date | None = None,
    reason: str,
    as_is: bool = False,
    year: int | None = None,
) -> Closed:
    """Close dossiers one after another: pages counted, counts fixed, list of contents and facts on the shelf.

    The work ended on `ended_on`, else on the day of the last paper. `as_is` closes although signed copies are missing.
    With `year` every open dossier of that cycle is closed; one that cannot be is told, and does not stop the others.
    """
    if ended_on is not None and ended_on > office.clock.today():
        raise UsageError(tr("Ngày kết thúc {day} chưa đến.", day=f"{ended_on:%d/%m/%Y}"))
    with office.store.reading() as session:
        wanted = [dossier_record(session, code) for code in codes]
        if year is not None:
            wanted += dossier_records(session, states={DossierState.OPEN}, year=year)
    if not wanted:
        raise UsageError(tr("Không có hồ sơ nào để kết thúc: nêu mã hồ sơ, hoặc --year."))
    closing = _Closing(
        office=office,
        maker=PaperMaker(office),
        shelf=open_shelf(office),
        rules=schedule_of(office).rules,
        pages=form_pages(office, wanted),
    )
    done, refused = [], []
    for dossier in wanted:
        try:
            done.append(closing.close(dossier, ended_on, reason, as_is=as_is))
        except RuleBroken as error:
            refused.append((dossier.code, f"{error.message} {error.advice}".strip()))
    keep_registry(office, closing.shelf, whole=True)
    return Closed(dossiers=tuple(done), refused=tuple(refused))


@dataclass(frozen=True, kw_only=True)
class _Closing:
    """What closing many dossiers needs once."""

    office: Office
    maker: PaperMaker
    shelf: Shelf
    rules: Sequence[RetentionRule]
    pages: Mapping[str, int]

    def close(self, before: Dossier, ended_on: dt.date | None, reason: str, *, as_is: bool) -> Dossier:
        """Close one; the object comes before the record: a record without its object would be a lie."""
        office, code, now = self.office, before.code, self.office.clock.now()
        day = ended_on or before.last_on or office.clock.today()
        with office.store.changing(actor=office.actor, at=now, reason=reason) as session:
            for paper in before.papers:
                if paper.document and paper.document in self.pages:
                    set_pages(session, code, paper.document, self.pages[paper.document])
            dossier = close_dossier(
                session, code, ended_on=day, at=now, by=office.actor, reason=reason, rules=self.rules, as_is=as_is
            )
            contents = {CONTENTS: contents_docx(office, self.maker, dossier)}
            keep_dossier(office, self.shelf, dossier, message=tr("kết thúc hồ sơ"), more=contents)
        return dossier


def reopen(office: Office, code: str, *, reason: str) -> Dossier:
    """Open a closed dossier again with a reason, so that papers can be added."""
    return _change(
        office, code, reason, tr("mở lại hồ sơ"), lambda session: reopen_dossier(session, code, reason=reason)
    )


def hold(office: Office, code: str, *, reason: str) -> Dossier:
    """Keep a dossier whatever its period says, until it is released."""
    now, by = office.clock.now(), office.actor
    return _change(
        office,
        code,
        reason,
        tr("giữ lại hồ sơ"),
        lambda session: hold_dossier(session, code, reason=reason, at=now, by=by),
    )


def hand_over(office: Office, codes: Sequence[str], *, to: str, on: dt.date | None = None) -> tuple[Dossier, ...]:
    """Note that closed dossiers went to the archive `to`; from then on they are not opened again."""
    day = on or office.clock.today()
    if day > office.clock.today():
        raise UsageError(tr("Ngày nộp lưu {day} chưa đến.", day=f"{day:%d/%m/%Y}"))
    reason = tr("nộp lưu hồ sơ")
    return tuple(
        _change(office, code, reason, reason, partial(hand_over_dossier, code=code, on=day, to=to)) for code in codes
    )


def release(office: Office, code: str, *, reason: str) -> Dossier:
    """End the holds on a dossier."""
    now, by = office.clock.now(), office.actor
    return _change(
        office,
        code,
        reason,
        tr("thôi giữ hồ sơ"),
        lambda session: release_dossier(session, code, reason=reason, at=now, by=by),
    )


def set_right(
    office: Office,
    code: str,
    *,
    reason: str,
    title: str = "",
    years: int | None = None,
    permanent: bool = False,
    pages: Collection[tuple[str, int]] = (),
) -> Dossier:
    """Put title, period or counted pages of a dossier right; the reason stands as the basis of a period."""
    if not (title or years or permanent or pages):
        raise UsageError(tr("Chưa nêu sửa gì: --title, --years, --permanent hoặc --pages."))

    return _change(
        office,
        code,
        reason,
        tr("sửa thông tin hồ sơ"),
        lambda session: set_dossier_right(
            session, code, title=title, pages=pages, years=years, permanent=permanent, basis=reason
        ),
    )


def add_paper(office: Office, code: str, document: str, *, reason: str) -> Dossier:
    """Put a paper of ours in a dossier, taking it out of the one it was in; both must be open."""
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        dossier = dossier_record(session, code)
        put_paper(session, document, dossier.code, founding(office))
        return dossier_record(session, code)


def add_file(
    office: Office, code: str, sha256: str, *, subject: str, pages: int, author: str, on: dt.date | None, reason: str
) -> Dossier:
    """Put a received file, kept for itself, in an open dossier under the words of a person."""
    now = office.clock.now()
    with office.store.changing(actor=office.actor, at=now, reason=reason) as session:
        file = find_file(session, sha256)
        put_file(session, file.sha256, code, subject=subject, pages=pages, dated=on, author=author, at=now)
        return dossier_record(session, code)


def schedule(office: Office, *, write: bool = False) -> tuple[RetentionRule, ...]:
    """The retention schedule; with `write` the shipped one becomes a file of the office, to be corrected there."""
    path = office.folder / SCHEDULE
    if write:
        if path.exists():
            raise UsageError(tr("Cơ quan đã có {file}.", file=path.name), advice=tr("Sửa thẳng trong tệp ấy."))
        write_remade(path, shipped_text().encode())
    return schedule_of(office).rules


def _change(office: Office, code: str, reason: str, message: str, change: Callable[..., Dossier]) -> Dossier:
    """Change a dossier in one unit of work; one that lies on the shelf gets a new version there first."""
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        dossier = change(session)
        shelf = open_shelf(office)
        if shelf.has(dossier.object_id):
            keep_dossier(office, shelf, dossier, message=message)
    return dossier
