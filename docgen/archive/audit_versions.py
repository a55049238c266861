"""The versions an inventory tells of: their names, what each block says, the logical paths of each state.

Knows the JSON of OCFL 1.1 §3.5.3 and §3.2 on names of version folders; nothing of the disk, nor of content paths.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from docgen.archive.audit_vocabulary import as_mapping, as_text, is_version, spread
from docgen.messages import tr

_BLOCK_KEYS = {"created", "state", "message", "user"}
_USER_KEYS = {"name", "address"}


def version_wrongs(document: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """What is wrong with the block of versions, as (code, detail)."""
    if "versions" not in document:
        return
    blocks = document["versions"]
    if not isinstance(blocks, dict):
        yield "E045", tr("mục “versions” sai kiểu")
        return
    if not blocks:
        yield "E008", tr("không có phiên bản nào")
        return
    yield from _name_wrongs(list(blocks))
    digests = set(as_mapping(document.get("manifest")))
    for name, block in blocks.items():
        for code, detail in _block_wrongs(block, digests):
            yield code, tr("phiên bản {name}: {detail}", name=name, detail=detail)


def _name_wrongs(names: list[str]) -> Iterator[tuple[str, str]]:
    """Names that are no version's, sequences with a gap, and names written in different ways."""
    for name in names:
        if not name.startswith("v"):
            yield "E104", tr("tên phiên bản “{name}” không bắt đầu bằng v", name=name)
        elif not is_version(name):
            yield "E105", tr("tên phiên bản “{name}” không phải v và một số từ 1 trở lên", name=name)
    known = sorted(filter(is_version, names), key=lambda name: int(name[1:]))
    numbers = [int(name[1:]) for name in known]
    for number in range(1, len(names) + 1):
        if number not in numbers:
            yield ("E009" if number == 1 else "E010"), tr("dãy phiên bản bị đứt ở v{number}", number=number)
    yield from _padding_wrongs(known)


def _padding_wrongs(names: list[str]) -> Iterator[tuple[str, str]]:
    """Zero-padded names: of one length, each with a zero in front, as the first version began."""
    if not any(name.startswith("v0") for name in names):
        return
    yield "W001", tr("số phiên bản được thêm số 0 ở đầu")
    for name in names:
        if len(name) == len(names[0]) and not name.startswith("v0"):
            yield "E011", tr("tên phiên bản “{name}” thiếu số 0 ở đầu", name=name)
    if len({len(name) for name in names}) > 1:
        yield "E012", tr("tên các phiên bản viết theo nhiều cách")
        for name in names[1:]:
            if len(name) != len(names[0]):
                yield "E013", tr("tên phiên bản “{name}” viết khác các phiên bản trước", name=name)


def _block_wrongs(block: object, digests: set[str]) -> Iterator[tuple[str, str]]:
    """The keys of one version."""
    if not isinstance(block, dict):
        yield "E047", tr("mô tả phiên bản sai kiểu")
        return
    if "created" not in block or "state" not in block:
        yield "E048", tr("thiếu thời điểm hoặc trạng thái")
    if "created" in block and not _is_time(block["created"]):
        yield "E049", tr("thời điểm “{value}” không đúng dạng hoặc thiếu múi giờ", value=block["created"])
    for key in sorted(set(block) - _BLOCK_KEYS):
        yield "E102", tr("có mục lạ “{key}”", key=key)
    yield from _author_wrongs(block)
    if "state" in block:
        yield from _state_wrongs(block["state"], digests)


def _author_wrongs(block: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Who made the version, and what they wrote about it."""
    if not isinstance(block.get("message", ""), str):
        yield "E094", tr("lời ghi sai kiểu")
    if "message" not in block or "user" not in block:
        yield "W007", tr("thiếu lời ghi hoặc người thực hiện")
    if "user" not in block:
        return
    user = as_mapping(block["user"])
    address = user.get("address")
    for key in sorted(set(user) - _USER_KEYS):
        yield "E102", tr("có mục lạ “{key}”", key=key)
    if not as_text(user.get("name")) or not isinstance(user.get("address", ""), str):
        yield "E054", tr("người thực hiện không có tên, hoặc địa chỉ sai kiểu")
    elif address is None:
        yield "W008", tr("người thực hiện không có địa chỉ")
    elif not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:.", as_text(address)):
        yield "W009", tr("địa chỉ của người thực hiện không phải mailto: hay URI")


def _state_wrongs(state: object, digests: set[str]) -> Iterator[tuple[str, str]]:
    """The logical paths of one version; a digest must stand in the manifest letter for letter."""
    if not isinstance(state, dict):
        yield "E050", tr("trạng thái sai kiểu")
        return
    for digest, paths in state.items():
        if digest not in digests or not isinstance(paths, list):
            shown = ", ".join(map(str, paths)) if isinstance(paths, list) else paths
            yield "E050", tr("tệp “{path}” trỏ tới nội dung không có trong sổ", path=shown)
        for path in paths if isinstance(paths, list) else ():
            yield from _path_wrongs(path)
    listed = [path for paths in state.values() if isinstance(paths, list) for path in paths if isinstance(path, str)]
    for path in sorted(twice(listed)):
        yield "E095", tr("đường dẫn “{path}” được ghi hai lần", path=path)
    for path in sorted(folders_of(spread(state)) & set(listed)):
        yield "E095", tr("“{path}” vừa là tệp vừa là thư mục", path=path)


def _path_wrongs(path: object) -> Iterator[tuple[str, str]]:
    """One logical path."""
    if not isinstance(path, str) or not path:
        yield "E051", tr("đường dẫn “{path}” không hợp lệ", path=path)
    elif path.startswith("/") or path.endswith("/"):
        yield "E053", tr("đường dẫn “{path}” không hợp lệ", path=path)
    elif set(path.split("/")) & {"", ".", ".."}:
        yield "E052", tr("đường dẫn “{path}” không hợp lệ", path=path)


def folders_of(paths: Mapping[str, str]) -> set[str]:
    """All folders above the paths."""
    return {"/".join(parts[:depth]) for parts in (path.split("/") for path in paths) for depth in range(1, len(parts))}


def twice(paths: Iterable[str]) -> set[str]:
    """The paths that occur more than once."""
    return {path for path, number in Counter(paths).items() if number > 1}


def _is_time(value: object) -> bool:
    """True for an RFC 3339 time with seconds and zone."""
    if not isinstance(value, str) or not re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", value):
        return False
    try:
        return dt.datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False
