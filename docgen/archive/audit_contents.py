"""The files an inventory tells of: the manifest and the fixity block, their digests and content paths.

Knows the JSON of OCFL 1.1 §3.5.2 and §3.5.4; whether the bytes are there and are so is for `audit_object` to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from docgen.archive.audit_versions import folders_of, twice
from docgen.archive.audit_vocabulary import (
    CONTENT_ALGORITHMS,
    FIXITY_ALGORITHMS,
    IGNORED_FIXITY,
    MALFORMED,
    as_mapping,
    is_digest,
    is_version,
    spread,
)
from docgen.messages import tr

_Wrongs = Iterator[tuple[str, str]]


def content_wrongs(
    document: Mapping[str, object], algorithm: str, versions: Sequence[str], folder: str, is_named: bool
) -> _Wrongs:
    """What is wrong with manifest and fixity, as (code, detail).

    `folder` is the content folder of each version, `is_named` whether the inventory chose it itself.
    """
    if "manifest" in document and not isinstance(document["manifest"], dict):
        yield "E106", tr("mục “manifest” sai kiểu")
    manifest = as_mapping(document.get("manifest"))
    yield from _block_wrongs(manifest, algorithm, doubled="E096", shape="E092")
    yield from _unused_wrongs(document, manifest)
    for path in _paths(manifest):
        yield from _path_wrongs(path, versions, folder, is_named)
    listed = [path for path in _paths(manifest) if isinstance(path, str)]
    for path in sorted(twice(listed) | folders_of(spread(manifest)) & set(listed)):
        yield "E101", tr("đường dẫn nội dung “{path}” trùng nhau", path=path)
    yield from _fixity_wrongs(document, set(listed))


def _unused_wrongs(document: Mapping[str, object], manifest: Mapping[str, object]) -> _Wrongs:
    """Digests of the manifest that no version shows (E107)."""
    blocks = as_mapping(document.get("versions")).values()
    used = {digest.lower() for block in blocks for digest in as_mapping(as_mapping(block).get("state"))}
    for digest, paths in manifest.items():
        if digest.lower() not in used and isinstance(paths, list):
            yield "E107", tr("không phiên bản nào dùng nội dung “{path}”", path=", ".join(map(str, paths)))


def _fixity_wrongs(document: Mapping[str, object], known: set[str]) -> _Wrongs:
    """The second digests: known algorithms, well-formed, and only of files in the manifest."""
    if "fixity" in document and not isinstance(document["fixity"], dict):
        yield "E111", tr("mục “fixity” sai kiểu")
    for name, block in as_mapping(document.get("fixity")).items():
        if name in IGNORED_FIXITY:
            continue
        if name not in FIXITY_ALGORITHMS:
            yield "E056", tr("thuật toán dấu toàn vẹn “{name}” không được dùng", name=name)
        elif not isinstance(block, dict):
            yield "E057", tr("mục “fixity” của {name} sai kiểu", name=name)
        else:
            yield from _block_wrongs(block, name, doubled="E097", shape="E057")
            yield from _fixity_path_wrongs(_paths(block), known)


def _fixity_path_wrongs(paths: Iterable[object], known: set[str]) -> _Wrongs:
    """Files of the fixity block that the manifest does not hold, and why their paths could not stand there."""
    for path in paths:
        if path not in known:
            yield from _form_wrongs(path)
            yield "E057", tr("dấu toàn vẹn của tệp “{path}” không có trong sổ", path=path)


def _block_wrongs(block: Mapping[str, object], algorithm: str, *, doubled: str, shape: str) -> _Wrongs:
    """Digests written twice or malformed, and lists of paths that are no lists."""
    if len({digest.lower() for digest in block}) != len(block):
        yield doubled, tr("một dấu băm được ghi hai lần")
    others = set(CONTENT_ALGORITHMS) - {algorithm}
    for digest, paths in block.items():
        if not is_digest(digest, algorithm):
            is_other = shape == "E092" and any(is_digest(digest, other) for other in others)
            code = "E039" if is_other else MALFORMED.get(algorithm, "E057")
            yield code, tr("dấu băm “{digest}” sai dạng", digest=digest)
        if not isinstance(paths, list):
            yield shape, tr("dấu băm “{digest}” không kèm danh sách tệp", digest=digest)


def _path_wrongs(path: object, versions: Sequence[str], folder: str, is_named: bool) -> _Wrongs:
    """Where one content path of the manifest may lie."""
    wrongs = list(_form_wrongs(path))
    yield from wrongs
    if wrongs or not isinstance(path, str):
        return
    parts = path.split("/")
    code = ""
    if len(parts) < 3 or not is_version(parts[0]):
        code = "E042"
    elif parts[0] not in versions:
        code = "E014" if int(parts[0][1:]) in {int(name[1:]) for name in versions} else "E042"
    elif parts[1] != folder:
        code = "E042" if is_named else "E021"
    if code:
        yield code, tr("đường dẫn nội dung “{path}” không nằm trong phiên bản nào", path=path)


def _form_wrongs(path: object) -> _Wrongs:
    """What no content path may look like, whatever the versions are called."""
    code = ""
    if not isinstance(path, str) or not path:
        code = "E098"
    elif "/" not in path and "\\" in path:
        code = "E035"
    elif path.startswith("/") or path.endswith("/"):
        code = "E100"
    elif set(path.split("/")) & {"", ".", ".."}:
        code = "E099"
    if code:
        yield code, tr("đường dẫn nội dung “{path}” không hợp lệ", path=path)


def _paths(block: Mapping[str, object]) -> list[object]:
    """Every entry of the lists of paths."""
    return [path for paths in block.values() if isinstance(paths, list) for path in paths]
