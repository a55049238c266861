"""A package from another office taken in: its files on the shelf unchanged, then its hồ sơ in the registry.

Knows how fields of the circular and what PREMIS adds become facts of the registry. What the package said of a paper
lies beside its files, so that it can be handed on as it came. A package of other software lacks what only ours tells;
then the nearest the circular's fields allow is taken.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from docgen.archive.shelf import Shelf
from docgen.errors import UnsafeFile
from docgen.handover import codes
from docgen.handover.descriptions import day_of, named
from docgen.handover.package import measured
from docgen.handover.values import ReadDocument, ReadPackage
from docgen.intake.kinds import classify
from docgen.media.apart import Helpers
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.handing_over import TAKEN_IN
from registry.dossier_facts import Retention
from registry.labels import DossierKind, Outcome, Regime, RetentionStart
from registry.store.dossier_taking import TakenDossier, TakenPaper
from registry.store.received import FileRecord, NewFile
from registry.store.shelf_ids import object_id

_KINDS = {".pdf": "pdf", ".docx": "form", ".jpg": "image", ".png": "image", ".tif": "image"}


def require_harmless(helpers: Helpers, package: ReadPackage) -> None:
    """UnsafeFile unless every paper may be kept here: none secret, none of a kind the inbox refuses (luu-tru.md §6)."""
    for fields in (package.fields, *(document.fields for document in package.documents)):
        if fields["mode"] == codes.SECRET:
            raise _refused(package, tr("{id} là tài liệu mật", id=fields.get("docId") or fields["fileCode"]))
    for name in (name for document in package.documents for name in document.files):
        known_as = package.names.get(name) or PurePosixPath(name).name
        seen = helpers.run(classify, package.folder / name, known_as)
        if seen.kind is None:
            raise _refused(package, f"{PurePosixPath(name).name}: {seen.problems[0].message}")


def _refused(package: ReadPackage, reason: str) -> UnsafeFile:
    return UnsafeFile(
        tr("Không nhận gói {name}: {shown}.", name=package.object_id, shown=reason.rstrip(".")),
        advice=tr("Chưa ghi gì vào kho. Báo bên giao gửi lại gói từ bản gốc của họ."),
    )


def taken_dossier(office: Office, package: ReadPackage, at: dt.datetime) -> TakenDossier:
    """The dossier of a package as the registry will hold it; its papers' first files are named by their digests."""
    known, fields = package.properties, package.fields
    fonds = known.get("fonds") or office.settings.archive.fonds
    ended_on = dt.date.fromisoformat(known["endedOn"]) if known.get("endedOn") else day_of(fields["endDate"])
    moment = at.isoformat(timespec="milliseconds")
    return TakenDossier(
        code=fields["fileCode"],
        object_id=object_id(fonds, f"dossier/{fields['fileCode']}"),
        agency=known.get("agency", ""),
        fonds=fonds,
        body=known.get("body") or package.documents[0].fields["organName"],
        regime=Regime(known.get("regime") or office.settings.issuer.regime),
        formed_in=int(known.get("formedIn") or fields["startDate"][-4:]),
        number=int(known["number"]) if known.get("number") else None,
        kind=DossierKind(known.get("kind") or DossierKind.NAMED.value),
        title=fields["title"],
        access=fields["mode"],
        retention=_retention(known, fields),
        opened_at=known.get("openedAt") or moment,
        ended_on=ended_on or at.date(),
        closed_at=known.get("closedAt") or moment,
        closed_by=known.get("closedBy", ""),
        reason=known.get("reason", ""),
        papers=[_paper(package, document, moment) for document in package.documents],
    )


def _retention(known: Mapping[str, str], fields: Mapping[str, str]) -> Retention:
    said = known.get("retentionYears", "")
    if said:
        years = None if said == "permanent" else int(said)
    elif fields["maintenance"] == codes.OTHER_PERIOD:
        years = None  # nobody told how long: kept until somebody says
    else:
        years = codes.period_years(fields["maintenance"])
    return Retention(
        years=years,
        start=RetentionStart(known.get("retentionStart") or RetentionStart.WORK_ENDED.value),
        rule=known.get("retentionRule", ""),
        basis=known.get("retentionBasis") or fields.get("description", ""),
    )


def _paper(package: ReadPackage, document: ReadDocument, moment: str) -> TakenPaper:
    fields, known = document.fields, document.properties
    number = codes.join_number(fields.get("codeNumber", ""), fields.get("codeNotation", ""))
    return TakenPaper(
        sha256=measured(package.folder / document.files[0])[0],
        type_name=known.get("typeName") or codes.TYPES[fields["typeName"]],
        number_text=known.get("numberText") or number,
        dated=day_of(fields["issuedDate"]),
        subject=fields["subject"],
        author=fields["organName"],
        pages=int(fields["numberOfPage"]),
        note=fields.get("description", ""),
        added_at=known.get("addedAt") or moment,
    )


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A file on the shelf that the registry does not know yet, with the name it came under."""

    file: NewFile
    name: str


def shelve_package(
    office: Office,
    shelf: Shelf,
    package: ReadPackage,
    taken: TakenDossier,
    known: Mapping[str, FileRecord],
    at: dt.datetime,
) -> list[Arrival]:
    """Put every file of the package on the shelf as it is; what is new, to be recorded.

    Bytes that are `known` (by digest) keep their place and gain what this package says of them.
    """
    arrivals: list[Arrival] = []
    for document, paper in zip(package.documents, taken.papers, strict=True):
        before = known.get(paper.sha256)
        place = before.object_id if before and before.object_id else object_id(taken.fonds, f"file/{paper.sha256}")
        sums = {name: measured(package.folder / name) for name in document.files}
        held: dict[str, bytes | Path] = {_place(name, sums[name][0]): package.folder / name for name in document.files}
        held[f"{TAKEN_IN}/{named(document.fields['docId'])}/tep.json"] = _note(package, document, sums)
        shelf.put(place, held, message="nhận nộp lưu", user=office.actor, at=at)
        arrivals += [
            _arrival(office, shelf, package, place, name, sums[name])
            for name in document.files
            if sums[name][0] not in known
        ]
    return arrivals


def _arrival(
    office: Office, shelf: Shelf, package: ReadPackage, place: str, name: str, measure: tuple[str, int]
) -> Arrival:
    stored = shelf.stored_path(place, _place(name, measure[0])).resolve()
    new = NewFile(
        sha256=measure[0],
        size=measure[1],
        kind=_KINDS.get(PurePosixPath(name).suffix, "other"),
        outcome=Outcome.FILED,
        problems=(),
        documents=(),
        object_id=place,
        stored_path=office.noted(stored),
    )
    return Arrival(file=new, name=package.names.get(name) or PurePosixPath(name).name)


def _place(name: str, sha256: str) -> str:
    """Where a file lies in its object, as everything received does."""
    return f"nhan/{sha256[:16]}/tep{PurePosixPath(name).suffix}"


def _note(package: ReadPackage, document: ReadDocument, sums: Mapping[str, tuple[str, int]]) -> bytes:
    """What the package said of the paper, and which files stand for it, in order."""
    row = {
        "package": package.object_id,
        "confidence": document.fields["confidenceLevel"],
        "fields": dict(document.fields),
        "files": [{"sha256": sums[name][0], "name": name} for name in document.files],
    }
    return (json.dumps(row, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
