"""The auditor: walks the whole shelf and names everything that is not as it was left.

Knows OCFL 1.1 as a sceptical reader: the storage root here, one object in `audit_object`, one inventory in
`audit_inventory`. Shares no code with the writer, so that one mistake cannot hide in both; repairs nothing, and never
stops at the first damage. Codes are those of the OCFL 1.1 validation list: E… forbids, W… advises. Where the list has
several codes for one rule, `tests/docgen/archive/ocfl_codes.py` says which one is told.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import unquote

from docgen.archive.audit_object import ObjectAudit, audit_object, declaration_code, extension_findings
from docgen.archive.audit_reading import INVENTORY
from docgen.archive.audit_vocabulary import EXTENSIONS, SPECIFICATIONS, severity_of
from docgen.messages import choose_language, chosen_language, tr
from registry.problems import Place, Problem

_DVALUE = "ocfl_"
_DECLARING = re.compile(r"0=|\d+.?ocfl_|.*=ocfl_")  # names that mean to be a declaration, well or badly written
_ENCODED = re.compile(r"[^A-Za-z0-9_-]")
_LAYOUT_0003 = "0003-hash-and-id-n-tuple-storage-layout"
_LAYOUT_FILE = "ocfl_layout.json"
_EXTENSIONS_FOLDER = "extensions"
MANY = 2_000  # objects: fewer are read before other processes have started
_TOGETHER = 25  # objects handed to a process at a time


@dataclass(frozen=True, kw_only=True)
class AuditReport:
    """What the auditor saw: how many objects and content files it read, and every damage in the order of the folders.

    A damage's place names the file relative to the storage root, and the object's id as its part. What OCFL only
    advises against is a damage too, of severity WARNING: our writer never leaves one, so a hand was there.
    """

    objects: int
    files: int
    damages: tuple[Problem, ...]

    @property
    def is_clean(self) -> bool:
        """True when nothing is missing, altered or unexpected."""
        return not self.damages

    @property
    def is_valid(self) -> bool:
        """True when no rule of OCFL is broken; there may be warnings."""
        return not any(damage.is_error for damage in self.damages)


@dataclass
class _Tally:
    """What was seen so far on one walk; `ids`, `depths` and `linked` hold one entry for each object or file."""

    specification: str
    objects: int = 0
    files: int = 0
    damages: list[Problem] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    depths: set[int] = field(default_factory=set)
    linked: dict[str, tuple[int, int]] = field(default_factory=dict)


def audit(root: Path) -> AuditReport:
    """Check every byte of the shelf at `root`; a damaged shelf is a report, not an exception."""
    entries = sorted(root.iterdir()) if root.is_dir() else []
    names = [entry.name for entry in entries if entry.is_file() and _DECLARING.match(entry.name)]
    known = [number for number in SPECIFICATIONS if f"0={_DVALUE}{number}" in names]
    tally = _Tally(specification=known[-1] if known else SPECIFICATIONS[-1])
    tally.damages += [*_declaration_damages(root, names), *_layout_damages(root)]
    folders = [entry.name for entry in entries if entry.is_dir() and entry.name != _EXTENSIONS_FOLDER]
    for place, seen in _audited(root, (found for name in folders for found in _walk(root, name))):  # E087: no files
        if isinstance(seen, Problem):
            tally.damages.append(seen)
        else:
            _count_object(place, seen, tally)
    tally.damages += [*_arrangement_damages(tally), *_link_damages(tally)]
    return AuditReport(objects=tally.objects, files=tally.files, damages=tuple(tally.damages))


def _declaration_damages(root: Path, names: list[str]) -> Iterator[Problem]:
    """What is wrong with the one file that says: this folder is an OCFL storage root."""
    wanted = f"0={_DVALUE}{SPECIFICATIONS[-1]}"
    if not names:
        yield _damage("E069", wanted, tr("Thiếu tệp khai báo {file} của kho lưu trữ.", file=wanted))
    for extra in names[:-1]:
        yield _damage("E076", extra, tr("Kho có hơn một tệp khai báo: {file}.", file=extra))
    for name in names:
        if name.removeprefix(f"0={_DVALUE}") not in SPECIFICATIONS:
            code = declaration_code(name, _DVALUE, ("E077", "E078", "E079"))
            yield _damage(code, name, tr("Tên tệp khai báo kho {file} không đúng.", file=name))
        elif (root / name).read_bytes() != f"{name.removeprefix('0=')}\n".encode():
            yield _damage("E080", name, tr("Tệp khai báo {file} của kho đã bị sửa.", file=name))


def _layout_damages(root: Path) -> Iterator[Problem]:
    """What is wrong with the description of how objects are laid out, and with the extensions folder."""
    config = f"{_EXTENSIONS_FOLDER}/{_LAYOUT_0003}/config.json"
    described = _json_object(root / _LAYOUT_FILE)
    lost = tr("Tệp mô tả cách xếp kho {file} bị mất hoặc bị sửa.", file=_LAYOUT_FILE)
    if not all(isinstance(described.get(key), str) for key in ("extension", "description")):
        yield _damage("E070", _LAYOUT_FILE, lost)
    elif described["extension"] not in EXTENSIONS:
        yield _damage("E071", _LAYOUT_FILE, lost)
    elif described["extension"] != _LAYOUT_0003:
        yield _damage("E070", _LAYOUT_FILE, lost)
    wanted = {"extensionName": _LAYOUT_0003, "digestAlgorithm": "sha256", "tupleSize": 3, "numberOfTuples": 3}
    found = _json_object(root / config)
    if any(found.get(key) != value for key, value in wanted.items()):
        yield _damage("E070", config, tr("Tệp mô tả cách xếp kho {file} bị mất hoặc bị sửa.", file=config))
    if (root / _EXTENSIONS_FOLDER).is_dir():
        for finding in extension_findings(root / _EXTENSIONS_FOLDER, _EXTENSIONS_FOLDER, "E112", "W016"):
            yield _damage(finding.code, finding.file, finding.message)


def _walk(root: Path, place: str) -> Iterator[str | Problem]:
    """Go down one folder of the storage hierarchy until an object, a stray file or an empty folder is met.

    Folders of objects come out, and what is wrong beside them, in the order of the folders.
    """
    folder = f"{root}/{place}"
    with os.scandir(folder) as found:
        entries = {entry.name: entry.is_dir() for entry in sorted(found, key=lambda entry: entry.name)}
    if os.path.islink(folder):  # noqa: PTH114 - a shelf has many
        yield _damage("E090", place, tr("Thư mục {file} là một liên kết, không phải bản thật.", file=place))
    elif not entries:
        yield _damage("E073", place, tr("Thư mục {file} trống: đối tượng ở đây đã mất.", file=place))
    elif INVENTORY in entries or any(name.startswith("0=") for name in entries):
        yield place
    elif not any(entries.values()):
        yield _damage("E085", place, tr("Thư mục {file} không chứa đối tượng nào.", file=place))
        for name in entries:
            yield _stray(f"{place}/{name}", "E072")
    else:
        for name, is_folder in entries.items():
            if is_folder:
                yield from _walk(root, f"{place}/{name}")
            else:
                yield _stray(f"{place}/{name}", "E084")


def _stray(file: str, code: str) -> Problem:
    """A file outside of all objects."""
    return _damage(code, file, tr("Tệp lạ {file} nằm ngoài mọi đối tượng.", file=file))


def _audited(root: Path, found: Iterable[str | Problem]) -> Iterator[tuple[str, ObjectAudit | Problem]]:
    """The objects among what was found, each audited, by all cores at once."""
    known = list(found)
    folders = [root / each for each in known if isinstance(each, str)]
    pool = _workers(len(folders))
    try:
        audits = pool.map(audit_object, folders, chunksize=_TOGETHER)
        for each in known:
            if isinstance(each, str):
                yield each, next(audits)
            else:
                yield "", each
    finally:
        pool.shutdown(cancel_futures=True)


def _workers(objects: int) -> Executor:
    """Processes for many objects, threads for fewer: a digest is computed while another thread reads the next file."""
    language = (chosen_language(),)
    if objects >= MANY:
        return ProcessPoolExecutor(None, get_context("spawn"), choose_language, language)
    return ThreadPoolExecutor(os.cpu_count(), initializer=choose_language, initargs=language)


def _count_object(place: str, seen: ObjectAudit, tally: _Tally) -> None:
    """Add what was found in one object, with places seen from the storage root."""
    object_id = seen.object_id or unquote(place.rpartition("/")[2])
    tally.objects += 1
    tally.files += seen.files
    tally.depths.add(place.count("/") + 1)
    tally.linked |= {f"{place}/{file}": node for file, node in seen.linked.items()}
    for finding in seen.findings:
        file = f"{place}/{finding.file}" if finding.file else place
        tally.damages.append(_damage(finding.code, file, finding.message, object_id))
    tally.damages += _standing_damages(seen, place, tally)


def _standing_damages(seen: ObjectAudit, place: str, tally: _Tally) -> Iterator[Problem]:
    """What is wrong with an object among the others: its specification, its place, its id."""
    if seen.specification > tally.specification:
        message = tr("Đối tượng theo bản OCFL {number}, mới hơn bản của kho.", number=seen.specification)
        yield _damage("E081", place, message, seen.object_id)
    if seen.object_id and _expected_place(seen.object_id) != place:
        message = tr("Đối tượng {id} không nằm đúng chỗ theo mã của nó.", id=seen.object_id)
        yield _damage("E083", place, message, seen.object_id)
    if seen.object_id and tally.ids.setdefault(seen.object_id, place) != place:
        message = tr("Mã {id} đã là của đối tượng ở {file}.", id=seen.object_id, file=tally.ids[seen.object_id])
        yield _damage("E037", place, message, seen.object_id)


def _arrangement_damages(tally: _Tally) -> Iterator[Problem]:
    """Objects that lie at different depths: the layout was not kept to."""
    if len(tally.depths) > 1:
        yield _damage("W014", "", tr("Các đối tượng trong kho được xếp theo nhiều cách."))
        if 1 in tally.depths:
            yield _damage("W015", "", tr("Có đối tượng nằm ngay ở gốc kho, đối tượng khác trong thư mục con."))


def _link_damages(tally: _Tally) -> Iterator[Problem]:
    """Files of the shelf that are one and the same file under two names; a copy made of links elsewhere is no harm."""
    names = Counter(tally.linked.values())
    for file, node in tally.linked.items():
        if names[node] > 1:
            yield _damage("E090", file, tr("{file} là một liên kết, không phải bản thật.", file=file))


def _expected_place(object_id: str) -> str:
    """Where extension 0003 puts an object: three triples of the id's sha256, then the id percent-encoded."""
    digest = hashlib.sha256(object_id.encode()).hexdigest()
    leaf = _ENCODED.sub(lambda found: _percent(found[0]), object_id)
    if len(leaf) > 100:
        leaf = f"{leaf[:100]}-{digest}"
    return f"{digest[:3]}/{digest[3:6]}/{digest[6:9]}/{leaf}"


def _percent(letter: str) -> str:
    """A letter percent-encoded in lower-case hex, byte by byte of its UTF-8 form."""
    return "".join(f"%{byte:02x}" for byte in letter.encode())


def _json_object(path: Path) -> dict[str, object]:
    """The JSON object in a file, empty when there is none."""
    try:
        value = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def _damage(code: str, file: str, message: str, part: str = "") -> Problem:
    """A damage at a file of the storage root."""
    return Problem(code=code, message=message, severity=severity_of(code), place=Place(file=file, part=part))
