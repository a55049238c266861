"""A bag from outside held against RFC 8493: complete, unchanged, and saying so in the form the standard prescribes.

Knows the reader's side, sharing no code with the writer; stricter than the usual library about white space, and never
fetches anything. Versions 0.93 to 1.0 are read. Odd but valid things (a name listed twice with one digest, names that
differ in case or in Unicode form) are warnings.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from docgen.errors import UnsafeFile
from docgen.handover.bag_lines import (
    Listed,
    Unreadable,
    decoded,
    fetch_lines,
    info_lines,
    is_inside,
    manifest_lines,
    read_declaration,
)
from docgen.messages import tr
from registry.problems import Place, Problem, Severity

_MANIFEST = re.compile(r"(tag)?manifest-([A-Za-z0-9-]+)\.txt")
_OXUM = re.compile(r"(\d+)\.(\d+)")
_ALGORITHMS = frozenset({"md5", "sha1", "sha224", "sha256", "sha384", "sha512"})
_BLOCK = 1 << 20
MOST_FILES = 100_000
_SHOWN = 5


@dataclass(kw_only=True)
class _Look:
    """What was found so far: the files of the bag by name, and what is wrong with it."""

    folder: Path
    files: dict[str, Path] = field(default_factory=dict)
    version: str = "1.0"
    encoding: str = "utf-8"
    problems: list[Problem] = field(default_factory=list)
    sums: dict[tuple[str, str], str] = field(default_factory=dict)

    def note(self, code: str, file: str, message: str, severity: Severity = Severity.ERROR) -> None:
        """Put one finding down."""
        self.problems.append(Problem(code=code, message=message, severity=severity, place=Place(file=file)))

    def warn(self, code: str, file: str, message: str) -> None:
        """Put down what is odd and allowed."""
        self.note(code, file, message, Severity.WARNING)

    def find(self, name: str) -> str | None:
        """The name on the disk of what a manifest lists: as written, else in another Unicode form."""
        if name in self.files:
            return name
        alike = unicodedata.normalize("NFC", name)
        return next((other for other in self.files if unicodedata.normalize("NFC", other) == alike), None)


def check_bag(folder: Path) -> tuple[Problem, ...]:
    """What is wrong with a bag, () for a valid one; errors make it invalid, warnings do not.

    The codes: `bag-declaration`, `bag-encoding`, `bag-manifest`, `bag-line`, `bag-path`, `bag-link`, `bag-missing`,
    `bag-extra`, `bag-digest`, `bag-twice`, `bag-info`, `bag-oxum`, `bag-fetch`, `bag-size`, `bag-twin`.
    """
    look = _Look(folder=folder)
    steps: tuple[Callable[[_Look], None], ...] = (_walk, _declaration, _payload, _tags, _fetch, _info)
    for step in steps:
        try:
            step(look)
        except Unreadable as error:
            look.note(error.code, error.file, error.message)
        if step in (_walk, _declaration) and any(problem.is_error for problem in look.problems):
            break
    return tuple(look.problems)


def require_bag(folder: Path) -> tuple[Problem, ...]:
    """The warnings of a valid bag; UnsafeFile with what is wrong when it is not valid."""
    problems = check_bag(folder)
    wrong = [problem for problem in problems if problem.is_error]
    if wrong:
        shown = "; ".join(str(problem) for problem in wrong[:_SHOWN])
        more = tr("; … và {more} mục nữa", more=len(wrong) - _SHOWN) if len(wrong) > _SHOWN else ""
        raise UnsafeFile(
            tr("Không nhận gói {name}: {shown}{more}.", name=folder.name, shown=shown, more=more),
            advice=tr("Chưa ghi gì vào kho. Báo bên giao gửi lại gói từ bản gốc của họ."),
        )
    return problems


def _walk(look: _Look) -> None:
    """Every file of the bag by its name; links and devices are not followed."""
    if not look.folder.is_dir():
        look.note("bag-declaration", look.folder.name, tr("đây không phải một thư mục"))
        return
    for path, is_plain in _under(look.folder):
        name = path.relative_to(look.folder).as_posix()
        if not is_plain:
            look.note("bag-link", name, tr("là liên kết hoặc thiết bị, không phải tệp thật"))
        look.files[name] = path
        if len(look.files) > MOST_FILES:
            look.note("bag-size", "", tr("gói có quá {count} tệp", count=MOST_FILES))
            return
    if not (look.folder / "data").is_dir():
        look.note("bag-missing", "data", tr("thiếu thư mục dữ liệu"))


def _under(folder: Path) -> Iterator[tuple[Path, bool]]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False):
            yield from _under(Path(entry.path))
        else:
            yield Path(entry.path), entry.is_file(follow_symlinks=False)


def _declaration(look: _Look) -> None:
    path = look.files.get("bagit.txt")
    if path is None:
        look.note("bag-declaration", "bagit.txt", tr("thiếu tệp khai báo"))
        return
    look.version, look.encoding = read_declaration(path.read_bytes())


def _manifests(look: _Look, *, tags: bool) -> Iterator[tuple[str, str]]:
    """Names of the manifests with their algorithms."""
    for name in sorted(look.files):
        found = _MANIFEST.fullmatch(name)
        if found and bool(found[1]) is tags:
            if found[2].lower() not in _ALGORITHMS:
                look.note("bag-manifest", name, tr("thuật toán băm “{name}” không kiểm tra được", name=found[2]))
            else:
                yield name, found[2].lower()


def _payload(look: _Look) -> None:
    held = {name for name in look.files if name.startswith("data/")}
    listed_anywhere: set[str] = set()
    manifests = list(_manifests(look, tags=False))
    if not manifests:
        look.note("bag-manifest", "manifest", tr("không có bảng kê tệp dữ liệu nào"))
    for manifest, algorithm in manifests:
        listed = _check_manifest(look, manifest, algorithm, is_payload=True)
        listed_anywhere |= listed
        if look.version == "1.0":
            _extra(look, held - listed, manifest)
    if look.version != "1.0" and manifests:
        _extra(look, held - listed_anywhere, "manifest")
    _twins(look, held)


def _extra(look: _Look, names: set[str], manifest: str) -> None:
    for name in sorted(names):
        look.note("bag-extra", name, tr("không có trong {manifest}", manifest=manifest))


def _twins(look: _Look, held: set[str]) -> None:
    seen: dict[str, str] = {}
    for name in sorted(held):
        alike = unicodedata.normalize("NFC", name).casefold()
        if alike in seen:
            look.warn("bag-twin", name, tr("chỉ khác {other} ở chữ hoa hoặc dấu", other=seen[alike]))
        seen[alike] = name


def _check_manifest(look: _Look, manifest: str, algorithm: str, *, is_payload: bool) -> set[str]:
    """Hold every line of a manifest against the files; the names on the disk it lists."""
    first: dict[str, str] = {}
    found: set[str] = set()
    for line in manifest_lines(_text(look, manifest), manifest, look.version):
        if not is_inside(line.name, payload=is_payload):
            look.note("bag-path", manifest, tr("đường dẫn “{path}” trỏ ra ngoài gói", path=ascii(line.name)))
            continue
        if line.name in first:
            _twice(look, manifest, line, first[line.name])
            continue
        first[line.name] = line.digest
        name = look.find(line.name) or look.find(line.raw)
        if name is None:
            look.note("bag-missing", line.name, tr("có trong {manifest} nhưng không có tệp", manifest=manifest))
            continue
        if name not in (line.name, line.raw):
            look.warn("bag-twin", line.name, tr("tên trên đĩa viết dấu theo cách khác"))
        found.add(name)
        if _sum(look, name, algorithm) != line.digest:
            look.note("bag-digest", name, tr("đã bị thay đổi: không khớp {manifest}", manifest=manifest))
    return found


def _twice(look: _Look, manifest: str, line: Listed, before: str) -> None:
    if line.digest != before:
        look.note("bag-twice", line.name, tr("kê hai lần với hai mã băm trong {manifest}", manifest=manifest))
    else:
        look.warn("bag-twice", line.name, tr("kê hai lần trong {manifest}", manifest=manifest))


def _sum(look: _Look, name: str, algorithm: str) -> str:
    key = name, algorithm
    if key not in look.sums:
        counter = hashlib.new(algorithm)
        with look.files[name].open("rb") as handle:
            while block := handle.read(_BLOCK):
                counter.update(block)
        look.sums[key] = counter.hexdigest()
    return look.sums[key]


def _text(look: _Look, name: str) -> str:
    return decoded(look.files[name].read_bytes(), look.encoding, name)


def _tags(look: _Look) -> None:
    for manifest, algorithm in _manifests(look, tags=True):
        _check_manifest(look, manifest, algorithm, is_payload=False)


def _fetch(look: _Look) -> None:
    if "fetch.txt" not in look.files:
        return
    for path in fetch_lines(_text(look, "fetch.txt")):
        if not is_inside(path, payload=True):
            look.note("bag-path", "fetch.txt", tr("đường dẫn “{path}” trỏ ra ngoài gói", path=ascii(path)))
        elif look.find(path) is None:
            look.note("bag-fetch", path, tr("còn phải tải từ nơi khác; gói phải đủ tệp"))


def _info(look: _Look) -> None:
    name = "bag-info.txt" if look.version in ("0.96", "0.97", "1.0") else "package-info.txt"
    if name not in look.files:
        return
    values = [value for label, value in info_lines(_text(look, name), name, look.version) if label == "payload-oxum"]
    if len(values) > 1 and set(values) != {values[0]}:
        look.note("bag-oxum", name, tr("ghi Payload-Oxum nhiều lần khác nhau"))
    for value in values[:1]:
        _oxum(look, name, value)


def _oxum(look: _Look, name: str, value: str) -> None:
    held = [path for file, path in look.files.items() if file.startswith("data/")]
    said = _OXUM.fullmatch(value)
    if said is None or (int(said[1]), int(said[2])) != (sum(path.stat().st_size for path in held), len(held)):
        look.note("bag-oxum", name, tr("Payload-Oxum “{value}” không đúng số byte và số tệp", value=value))
