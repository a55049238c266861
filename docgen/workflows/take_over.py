"""Taking in what another office hands over: a bag of packages becomes closed hồ sơ of this one.

The bag is checked, its packages are laid out in a folder of their own and checked; only then the first byte goes on the
shelf, and the registry is written last. All packages of a bag are taken or none.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.archive.shelf import Shelf
from docgen.errors import UnsafeFile
from docgen.handover.bag_checks import require_bag
from docgen.handover.reading import read_package
from docgen.handover.values import ReadPackage
from docgen.handover.zipping import unpack
from docgen.media.apart import Helpers
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.dossier_desk import CONTENTS, keep_dossier
from docgen.paperwork.handing_over import TAKEN_IN
from docgen.paperwork.shelfmarks import open_shelf
from docgen.paperwork.taking_over import Arrival, require_harmless, shelve_package, taken_dossier
from registry.dossier_facts import Dossier
from registry.problems import Problem
from registry.store.dossier_taking import refuse_known, take_dossier
from registry.store.received import files_by_outcome, received_file, record_file

_DESCRIPTIONS = ("METS.xml", "metadata/descriptive/EAD.xml", "metadata/preservation/PREMIS.xml")
_CONTENTS = "documentation/muc-luc-van-ban.docx"
_ORDINAL = re.compile(r"(\d+)_")


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What came in, and what a person should know about the bag."""

    dossiers: tuple[Dossier, ...]
    warnings: tuple[Problem, ...]


def import_bag(office: Office, bag: Path, *, reason: str) -> Imported:
    """Take in every package of a bag; UnsafeFile with the first thing that is wrong, RuleBroken for a known dossier."""
    warnings = require_bag(bag)
    zips = sorted((bag / "data").glob("*.zip"), key=_place)
    if not zips:
        raise UnsafeFile(
            tr("Gói {name} không có tệp ZIP nào trong data.", name=bag.name),
            advice=tr("Chưa ghi gì vào kho. Báo bên giao gửi lại gói từ bản gốc của họ."),
        )
    with (
        tempfile.TemporaryDirectory(prefix="docgen-nhan-", dir=office.archive.parent) as name,
        _helpers(office) as apart,
    ):
        packages = [_opened(path, Path(name) / str(place)) for place, path in enumerate(zips)]
        for package in packages:
            require_harmless(apart, package)
        return Imported(dossiers=_take(office, packages, reason), warnings=warnings)


def _helpers(office: Office) -> Helpers:
    return Helpers(min(1, office.settings.inbox.processes))


def _place(path: Path) -> tuple[int, str]:
    """Packages in the order of the hand-over."""
    found = _ORDINAL.match(path.name)
    return int(found[1]) if found else 0, path.name


def _opened(path: Path, folder: Path) -> ReadPackage:
    folder.mkdir()
    return read_package(unpack(path, folder))


def _take(office: Office, packages: Sequence[ReadPackage], reason: str) -> tuple[Dossier, ...]:
    now, shelf = office.clock.now(), open_shelf(office)
    taken = [(package, taken_dossier(office, package, now)) for package in packages]
    with office.store.reading() as session:
        known = {file.sha256: file for file in files_by_outcome(session, ())}
        for _, dossier in taken:
            refuse_known(session, dossier.code, dossier.object_id)
    arrivals: list[Arrival] = []
    for package, dossier in taken:
        arrivals += shelve_package(office, shelf, package, dossier, known, now)
    made = []
    with office.store.changing(actor=office.actor, at=now, reason=reason) as session:
        for arrival in arrivals:
            if received_file(session, arrival.file.sha256) is None:
                record_file(session, arrival.file, name=arrival.name, at=now)
        for package, dossier in taken:
            made.append(take_dossier(session, dossier))
            _keep_description(office, shelf, made[-1], package)
    return tuple(made)


def _keep_description(office: Office, shelf: Shelf, dossier: Dossier, package: ReadPackage) -> None:
    """The dossier's own object: its facts, its printed list of contents, and what the package said of itself."""
    names = {f"{TAKEN_IN}/{package.object_id}/{Path(name).name}": name for name in _DESCRIPTIONS}
    names[CONTENTS] = _CONTENTS
    paths = {place: package.folder / name for place, name in names.items()}
    held = {place: path.read_bytes() for place, path in paths.items() if path.is_file()}
    keep_dossier(office, shelf, dossier, message="nhận nộp lưu", more=held)
