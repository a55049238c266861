"""The auditor: walks the whole shelf and names everything that is not as it was left.

Knows OCFL 1.1 as a sceptical reader: the storage root here, one object in `audit_object`, one inventory in
`audit_inventory`. Shares no code with the writer, so that one mistake cannot hide in both; repairs nothing, and never
stops at the first damage. Codes are those of the OCFL validation list (E…, W…); `layout-path` is extension 0003's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from docgen.archive.audit_object import ObjectAudit, audit_object
from docgen.messages import tr
from registry.problems import Place, Problem

_DECLARATION = "0=ocfl_1.1"
_LAYOUT_0003 = "0003-hash-and-id-n-tuple-storage-layout"
_ALLOWED_FOLDER = "extensions"


@dataclass(frozen=True, kw_only=True)
class AuditReport:
    """What the auditor saw: how many objects and content files it read, and every damage in the order of the folders.

    A damage's place names the file relative to the storage root, and the object's id as its part.
    """

    objects: int
    files: int
    damages: tuple[Problem, ...]

    @property
    def is_clean(self) -> bool:
        """True when nothing is missing, altered or unexpected."""
        return not self.damages


@dataclass
class _Tally:
    """What was seen so far on one walk."""

    objects: int = 0
    files: int = 0
    damages: list[Problem] = field(default_factory=list)


def audit(root: Path) -> AuditReport:
    """Check every byte of the shelf at `root`; a damaged shelf is a report, not an exception."""
    tally = _Tally(damages=list(_root_damages(root)))
    if root.is_dir():
        for entry in sorted(root.iterdir()):
            if entry.is_dir() and entry.name != _ALLOWED_FOLDER:  # other files in the root are ignored (E087)
                _walk(root, entry, tally)
    return AuditReport(objects=tally.objects, files=tally.files, damages=tuple(tally.damages))


def _root_damages(root: Path) -> Iterator[Problem]:
    """What is wrong with the declaration and the description of the layout."""
    declaration = root / _DECLARATION
    if not declaration.is_file():
        yield _damage("E069", _DECLARATION, tr("Thiếu tệp khai báo {file} của kho lưu trữ.", file=_DECLARATION))
    elif declaration.read_bytes() != b"ocfl_1.1\n":
        yield _damage("E080", _DECLARATION, tr("Tệp khai báo {file} của kho đã bị sửa.", file=_DECLARATION))
    wanted: dict[str, dict[str, object]] = {
        "ocfl_layout.json": {"extension": _LAYOUT_0003},
        f"{_ALLOWED_FOLDER}/{_LAYOUT_0003}/config.json": {
            "extensionName": _LAYOUT_0003,
            "digestAlgorithm": "sha256",
            "tupleSize": 3,
            "numberOfTuples": 3,
        },
    }
    for name, values in wanted.items():
        found = _json_object(root / name)
        if any(found.get(key) != value for key, value in values.items()):
            message = tr("Tệp mô tả cách xếp kho {file} bị mất hoặc bị sửa.", file=name)
            yield _damage("E070", name, message)


def _walk(root: Path, folder: Path, tally: _Tally) -> None:
    """Go down one folder of the storage hierarchy until an object, a stray file or an empty folder is met."""
    entries = sorted(folder.iterdir())
    place = folder.relative_to(root).as_posix()
    names = {entry.name for entry in entries}
    if folder.is_symlink():
        tally.damages.append(
            _damage("E090", place, tr("Thư mục {file} là một liên kết, không phải bản thật.", file=place))
        )
    elif not entries:
        tally.damages.append(_damage("E073", place, tr("Thư mục {file} trống: đối tượng ở đây đã mất.", file=place)))
    elif "inventory.json" in names or any(name.startswith("0=") for name in names):
        _count_object(root, folder, tally)
    else:
        for entry in entries:
            if entry.is_dir():
                _walk(root, entry, tally)
            else:
                stray = entry.relative_to(root).as_posix()
                tally.damages.append(_damage("E072", stray, tr("Tệp lạ {file} nằm ngoài mọi đối tượng.", file=stray)))


def _count_object(root: Path, folder: Path, tally: _Tally) -> None:
    """Audit one object and add what was found, with places seen from the storage root."""
    seen: ObjectAudit = audit_object(folder)
    place = folder.relative_to(root).as_posix()
    object_id = seen.object_id or unquote(folder.name)
    tally.objects += 1
    tally.files += seen.files
    for finding in seen.findings:
        file = f"{place}/{finding.file}" if finding.file else place
        tally.damages.append(
            Problem(code=finding.code, message=finding.message, place=Place(file=file, part=object_id))
        )
    if seen.object_id and _expected_place(seen.object_id) != place:
        message = tr("Đối tượng {id} không nằm đúng chỗ theo mã của nó.", id=seen.object_id)
        tally.damages.append(_damage("layout-path", place, message, object_id))


def _expected_place(object_id: str) -> str:
    """Where extension 0003 puts an object: three triples of the id's sha256, then the id percent-encoded."""
    digest = hashlib.sha256(object_id.encode()).hexdigest()
    leaf = "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "-_") else _percent(letter)
        for letter in object_id
    )
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
    return Problem(code=code, message=message, place=Place(file=file, part=part))
