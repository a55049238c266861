"""Lines of a bag's tag files, read as RFC 8493 writes them: declaration, manifests, fetch list, bag-info.

Knows one text at a time; whether the files exist and are unchanged is `bag_checks`'s business. White space is taken
literally: the library most people use strips it and so accepts declarations that the standard forbids.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.messages import tr

VERSIONS = ("0.93", "0.94", "0.95", "0.96", "0.97", "1.0")
_VERSION = re.compile(r"BagIt-Version: (\d+\.\d+)")
_ENCODING = re.compile(r"Tag-File-Character-Encoding: (\S+)")
_LISTED = re.compile(r"([0-9A-Fa-f]+)[ \t]+\*?(\S.*)")
_FETCHED = re.compile(r"\S+[ \t]+(?:\d+|-)[ \t]+(\S.*)")
_LABELLED = re.compile(r"([^\s:](?:[^:]*[^\s:])?):[ \t]+(\S.*)")
_LABELLED_BEFORE = re.compile(r"([^\s:](?:[^:]*[^\s:])?)\s*:\s*(.*)")
_BREAK = re.compile(r"\r\n|\n|\r")
_ENCODINGS = frozenset({"utf-8", "utf-16", "iso8859-1", "ascii"})


class Unreadable(Exception):
    """A tag file is not in the form of the standard; the bag cannot be judged further by it."""

    def __init__(self, code: str, file: str, message: str) -> None:
        super().__init__(message)
        self.code, self.file, self.message = code, file, message


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A line of a manifest: `name` with escapes undone, `raw` as it stands there."""

    digest: str
    name: str
    raw: str


def _lines(text: str) -> list[str]:
    lines = _BREAK.split(text)
    return lines[:-1] if lines[-1] == "" else lines


def read_declaration(data: bytes) -> tuple[str, str]:
    """Version and encoding that bagit.txt declares; Unreadable unless it has exactly its two lines."""
    lines = _lines(decoded(data, "utf-8", "bagit.txt"))
    version = _VERSION.fullmatch(lines[0]) if lines else None
    if version is None or version[1] not in VERSIONS:
        raise Unreadable("bag-declaration", "bagit.txt", tr("dòng BagIt-Version sai hoặc không đọc được bản ấy"))
    encoding = _ENCODING.fullmatch(lines[1]) if len(lines) == 2 else None
    if encoding is None:
        raise Unreadable("bag-declaration", "bagit.txt", tr("phải có đúng hai dòng, dòng sau ghi bảng mã"))
    try:
        name = codecs.lookup(encoding[1]).name
    except LookupError:
        name = ""
    if name not in _ENCODINGS:
        raise Unreadable("bag-encoding", "bagit.txt", tr("bảng mã “{name}” không dùng được", name=encoding[1]))
    return version[1], name


def decoded(data: bytes, encoding: str, file: str) -> str:
    """The text of a tag file; Unreadable for bytes that are not in the declared encoding, or begin with a mark."""
    if encoding == "utf-8" and data.startswith(codecs.BOM_UTF8):
        raise Unreadable("bag-encoding", file, tr("bắt đầu bằng dấu BOM"))
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("bag-encoding", file, tr("không đúng bảng mã đã khai ({name})", name=encoding)) from error


def manifest_lines(text: str, file: str, version: str) -> Iterator[Listed]:
    """Digest and path per line; Unreadable for a line that has not both."""
    for number, line in enumerate(_lines(text), start=1):
        found = _LISTED.fullmatch(line)
        if found is None:
            if not line:
                continue
            raise Unreadable("bag-line", file, tr("dòng {number} không phải mã băm và đường dẫn", number=number))
        raw = found[2].removeprefix("./")
        yield Listed(digest=found[1].lower(), name=_unescaped(raw, version), raw=raw)


def _unescaped(path: str, version: str) -> str:
    path = re.sub("%0A", "\n", path, flags=re.IGNORECASE)
    path = re.sub("%0D", "\r", path, flags=re.IGNORECASE)
    return path.replace("%25", "%") if version == "1.0" else path


def is_inside(path: str, *, payload: bool) -> bool:
    """True for a path that stays in the bag on every system, and under data/ exactly when it is of the payload."""
    steps = path.split("/")
    if "\\" in path or path.startswith("~") or re.match(r"[A-Za-z]:|%[A-Za-z]+%", path):
        return False
    if any(step in ("", ".", "..") for step in steps):
        return False
    return (steps[0] == "data" and len(steps) > 1) is payload


def fetch_lines(text: str) -> Iterator[str]:
    """The paths that a fetch list promises; nothing is ever fetched."""
    for number, line in enumerate(_lines(text), start=1):
        found = _FETCHED.fullmatch(line)
        if found is None:
            raise Unreadable("bag-line", "fetch.txt", tr("dòng {number} không đúng dạng", number=number))
        yield _unescaped(found[1].removeprefix("./"), "1.0")


def info_lines(text: str, file: str, version: str) -> list[tuple[str, str]]:
    """Labels in small letters with their values, continued lines joined; Unreadable for a line that is neither."""
    rule = _LABELLED if version == "1.0" else _LABELLED_BEFORE
    found: list[tuple[str, str]] = []
    for number, line in enumerate(_lines(text), start=1):
        if line[:1] in (" ", "\t") and found:
            found[-1] = found[-1][0], f"{found[-1][1]} {line.strip()}".strip()
            continue
        labelled = rule.fullmatch(line)
        if labelled is None:
            raise Unreadable("bag-info", file, tr("dòng {number} không đúng dạng “Nhãn: giá trị”", number=number))
        found.append((labelled[1].lower(), labelled[2].strip()))
    return found
