"""Names on the shelf: which object ids and logical paths are accepted, and where an object lies.

Knows OCFL storage layout extension 0003 (hash-and-id-n-tuple) and which names every file system can hold; does not
touch the disk. Names people gave to files never come here: they are metadata inside the objects.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import unquote

from docgen.errors import UsageError
from docgen.messages import tr

LAYOUT_NAME = "0003-hash-and-id-n-tuple-storage-layout"
LAYOUT_CONFIG: dict[str, str | int] = {
    "extensionName": LAYOUT_NAME,
    "digestAlgorithm": "sha256",
    "tupleSize": 3,
    "numberOfTuples": 3,
}
FOLDER_PATTERN = "???/???/???/*"  # where the object folders lie below the storage root

_TUPLE_SIZE = 3
_TUPLE_COUNT = 3
_LONGEST_LEAF = 100  # above this, 0003 cuts the name and the id could not be read back from the folder
_LONGEST_PATH = 150  # keeps the whole path within what Windows offices can open
_ID = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+")
_SEGMENT = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._+-]*[A-Za-z0-9_+-])?")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def object_folder(object_id: str) -> PurePosixPath:
    """The object's folder relative to the storage root, for instance `607/846/f0d/urn%3avn%3a...`.

    Raises UsageError when the id is not an ASCII URI or is too long to be readable in the folder's name.
    """
    leaf = _encode(object_id)
    if not _ID.fullmatch(object_id) or len(leaf) > _LONGEST_LEAF:
        raise UsageError(
            tr("Mã đối tượng lưu trữ “{id}” không dùng được.", id=object_id),
            advice=tr("Mã phải là URI viết bằng chữ ASCII và không quá dài, ví dụ urn:vn:P01:uuid:…"),
        )
    digest = hashlib.sha256(object_id.encode("ascii")).hexdigest()
    tuples = [digest[start : start + _TUPLE_SIZE] for start in range(0, _TUPLE_SIZE * _TUPLE_COUNT, _TUPLE_SIZE)]
    return PurePosixPath(*tuples, leaf)


def id_of_folder(leaf: str) -> str:
    """The object id written in the name of an object's folder; the inverse of `object_folder`."""
    return unquote(leaf)


def check_logical_paths(paths: Iterable[str]) -> None:
    """Raise UsageError unless the paths are relative, portable ASCII and can lie together in one folder tree."""
    seen: dict[str, str] = {}
    for path in sorted(paths):
        if not _is_portable(path):
            raise UsageError(
                tr("Đường dẫn lưu trữ “{path}” không dùng được.", path=path),
                advice=tr("Chỉ dùng chữ ASCII, chữ số, dấu . _ + - và dấu / giữa các thư mục; không có “..”."),
            )
        _claim(path, seen)


def _claim(path: str, seen: dict[str, str]) -> None:
    """Note the path and its folders in `seen`; refuse a twin in another letter case and a file that is also a folder.

    `seen` maps the lower-case form of a file to its path and of a folder to its path with a trailing slash.
    """
    parents = [f"{parent}/" for parent in PurePosixPath(path).parents if parent.name]
    for name in [path, *parents]:
        known = seen.setdefault(name.rstrip("/").lower(), name)
        if known != name:
            raise UsageError(
                tr("Hai đường dẫn lưu trữ trùng chỗ nhau: “{one}” và “{other}”.", one=known, other=name),
                advice=tr("Đổi tên một trong hai; hoa thường được coi là một."),
            )


def _is_portable(path: str) -> bool:
    """True when every file system can hold the path as it is."""
    segments = path.split("/")
    return len(path) <= _LONGEST_PATH and all(
        _SEGMENT.fullmatch(segment) and not _DEVICES.fullmatch(segment) for segment in segments
    )


def _encode(object_id: str) -> str:
    """The id percent-encoded as 0003 asks: all but letters, digits, hyphen and underscore, in lower-case hex."""
    kept = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    return "".join(chr(byte) if byte in kept else f"%{byte:02x}" for byte in object_id.encode("utf-8"))
