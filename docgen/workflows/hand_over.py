"""Handing closed hồ sơ over to an archive: checked, packed, read back as the receiver will, and all put in one bag.

Nothing is written at the target until every dossier is ready; that they were packed is kept with them on the shelf.
"""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from uuid import UUID

from docgen.errors import DocgenError, UsageError
from docgen.handover.bags import write_bag
from docgen.handover.package import hindrances, measured, package_entries
from docgen.handover.reading import read_package
from docgen.handover.values import Delivery, HandedOverDossier, RecordStatus, Source, package_of
from docgen.handover.zipping import unpack, write_zip
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.dossier_desk import keep_dossier
from docgen.paperwork.hand_over_papers import hand_over_papers
from docgen.paperwork.handing_over import HandOverDesk
from docgen.paperwork.shelfmarks import open_shelf
from registry.dossier_facts import Dossier
from registry.errors import RuleBroken
from registry.labels import DocumentKind, DossierState
from registry.problems import Place, Problem, Severity
from registry.rules.numbering import VIETNAM
from registry.store.dossier_keeping import hand_over_dossier
from registry.store.dossier_records import dossier_record

STATUSES = tuple(status.value for status in RecordStatus)
"""What a package may say of itself: new, supplement, replacement, test, other."""


_NEVER_SIGNED = frozenset({DocumentKind.HANDOUT, DocumentKind.REGISTER_BOOK})


class NotReady(DocgenError):
    """A dossier cannot be handed over as it is; `problems` name the papers (luu-tru.md, requirement 20)."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        shown = "\n".join(f"  - {problem}" for problem in problems[:20])
        super().__init__(
            tr("Chưa đóng gói được, có {count} chỗ phải sửa:\n{shown}", count=len(problems), shown=shown),
            advice=tr("Sửa bằng “docgen dossiers set”, hoặc mở lại hồ sơ để bổ sung, rồi chạy lại."),
        )
        self.problems = tuple(problems)


@dataclass(frozen=True, kw_only=True)
class Order:
    """How a hand-over is asked for; without `package` and `at` they follow from the closing and the clock.

    `package` is for a single dossier: each needs a package id of its own.
    """

    package: UUID | None = None
    at: dt.datetime | None = None
    receiver: str = ""
    agreement: str = ""
    status: str = RecordStatus.NEW.value


def in_vietnam(moment: dt.datetime | None) -> dt.datetime | None:
    """A moment typed without a zone is Vietnam's."""
    return moment.replace(tzinfo=VIETNAM) if moment and moment.tzinfo is None else moment


@dataclass(frozen=True, kw_only=True)
class Packed:
    """A dossier in its package."""

    dossier: Dossier
    object_id: str
    file: str
    sha256: str
    size: int
    documents: int
    files: int

    def as_row(self) -> dict[str, object]:
        """The JSON row of `docgen archive export`."""
        return {
            "dossier": self.dossier.code,
            "title": self.dossier.title,
            "package": self.object_id,
            "file": self.file,
            "sha256": self.sha256,
            "size": self.size,
            "documents": self.documents,
            "files": self.files,
        }


@dataclass(frozen=True, kw_only=True)
class Exported:
    """A bag on the disk with its packages, and what a person should know."""

    bag: Path
    packages: tuple[Packed, ...]
    warnings: tuple[Problem, ...]


def export_dossiers(office: Office, target: Path, codes: Sequence[str], order: Order) -> Exported:
    """Closed dossiers as one bag at `target`; nothing is written when one of them is not ready."""
    with office.store.reading() as session:
        dossiers = [dossier_record(session, code) for code in dict.fromkeys(codes)]
    _require_closed(dossiers)
    _require_outside(office, target)
    if order.package and len(dossiers) > 1:
        raise UsageError(tr("Mã gói chỉ định được khi nộp một hồ sơ."))
    desk = HandOverDesk(office)
    ready = [(dossier, desk.dossier(dossier)) for dossier in dossiers]
    problems = [problem for dossier, made in ready for problem in (*hindrances(made), *_unsigned(dossier))]
    wrong = [problem for problem in problems if problem.is_error]
    if wrong:
        raise NotReady(wrong)
    moment = (order.at or office.clock.now()).astimezone(VIETNAM)
    with tempfile.TemporaryDirectory(prefix="docgen-") as name:
        packed, payload = [], dict[str, Source]()
        for ordinal, (dossier, made) in enumerate(ready, start=1):
            delivery = _delivery(order, moment, dossier, ordinal)
            path = Path(name) / delivery.zip_name
            packed.append(_pack(dossier, made, delivery, path))
            payload[delivery.zip_name] = path
        payload |= _papers(office, packed, order, moment)
        write_bag(target, payload, _info(office, order, moment, packed))
    _note_packages(office, packed, order, moment)
    return Exported(bag=target, packages=tuple(packed), warnings=tuple(p for p in problems if not p.is_error))


def _unsigned(dossier: Dossier) -> list[Problem]:
    """Papers of a dossier closed as it was, whose signed copy never came: what was issued goes in its place."""
    told = tr("chưa có bản ký; gói mang bản đã ban hành")
    return [
        Problem(
            code="paper-unsigned",
            message=told,
            severity=Severity.WARNING,
            place=Place(file=f"{dossier.code}.{paper.ordinal} ({paper.number_text or paper.type_name})"),
        )
        for paper in dossier.papers
        if not paper.is_whole and paper.kind not in _NEVER_SIGNED
    ]


def _require_outside(office: Office, target: Path) -> None:
    """A bag among the shelf's objects would be damage, one in the inbox would be taken for returned papers."""
    for folder in (office.archive, office.inbox, office.review):
        if target.resolve().is_relative_to(folder.resolve()):
            raise UsageError(
                tr("Không đóng gói vào {folder}: đó là chỗ của kho, hộp nhận.", folder=folder),
                advice=tr("Nêu một thư mục chưa có, ở ngoài các thư mục ấy."),
            )


def _require_closed(dossiers: Sequence[Dossier]) -> None:
    for dossier in dossiers:
        if dossier.state is not DossierState.CLOSED:
            raise RuleBroken(
                tr("Hồ sơ {code} {state}, chưa nộp lưu được.", code=dossier.code, state=dossier.state.label),
                advice=tr("Chỉ nộp hồ sơ đã kết thúc: docgen dossiers close {code} --reason …", code=dossier.code),
            )


def _delivery(order: Order, moment: dt.datetime, dossier: Dossier, ordinal: int) -> Delivery:
    return Delivery(
        package=order.package or package_of(dossier.object_id, dossier.closed_at),
        at=moment,
        ordinal=ordinal,
        status=RecordStatus(order.status),
        agreement=order.agreement,
        receiver=order.receiver,
        software="docgen",
        version=version("docgen-giao-viec"),
    )


def _pack(dossier: Dossier, made: HandedOverDossier, delivery: Delivery, path: Path) -> Packed:
    """Write one package and read it back as the receiver will; UnsafeFile when it is not what it should be."""
    entries = package_entries(made, delivery)
    write_zip(path, delivery.object_id, entries, delivery)
    with tempfile.TemporaryDirectory(prefix="docgen-") as name:
        read_package(unpack(path, Path(name)))
    sha256, size = measured(path)
    return Packed(
        dossier=dossier,
        object_id=delivery.object_id,
        file=f"data/{delivery.zip_name}",
        sha256=sha256,
        size=size,
        documents=len(made.documents),
        files=sum(len(document.files) for document in made.documents),
    )


def _papers(office: Office, packed: Sequence[Packed], order: Order, moment: dt.datetime) -> dict[str, bytes]:
    """The list and the minutes that go with the packages."""
    return hand_over_papers(
        office,
        [each.dossier for each in packed],
        [(Path(each.file).name, each.sha256) for each in packed],
        files=sum(each.files for each in packed),
        receiver=order.receiver,
        agreement=order.agreement,
        on=moment.date(),
    )


def _info(office: Office, order: Order, moment: dt.datetime, packed: Sequence[Packed]) -> list[tuple[str, str]]:
    codes = ", ".join(each.dossier.code for each in packed)
    return [
        ("Source-Organization", office.settings.office.name),
        *(("External-Identifier", each.object_id) for each in packed),
        ("Bag-Group-Identifier", order.agreement),
        ("Bagging-Date", f"{moment:%Y-%m-%d}"),
        ("Internal-Sender-Description", f"Hồ sơ nộp lưu: {codes}"),
    ]


def _note_packages(office: Office, packed: Sequence[Packed], order: Order, moment: dt.datetime) -> None:
    """Keep on the shelf, with each dossier, that it was packed, when and for whom."""
    shelf = open_shelf(office)
    for each in packed:
        said = {**each.as_row(), "at": moment.isoformat(timespec="milliseconds"), "receiver": order.receiver}
        data = (json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
        name = f"dong-goi/{each.object_id}.json"
        place, who, now = each.dossier.object_id, office.actor, office.clock.now()
        shelf.put(place, {name: data}, message="đóng gói nộp lưu", user=who, at=now)


def note_handed_over(office: Office, codes: Sequence[str], *, to: str, on: dt.date, reason: str) -> tuple[Dossier, ...]:
    """The archive confirmed: closed dossiers are noted as handed over, in the registry and on the shelf."""
    shelf, made = open_shelf(office), []
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        for code in dict.fromkeys(codes):
            made.append(hand_over_dossier(session, code, on=on, to=to))
            keep_dossier(office, shelf, made[-1], message="nộp lưu")
    return tuple(made)
