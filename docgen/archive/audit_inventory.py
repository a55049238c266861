"""One inventory, judged on its own: does the JSON say what OCFL 1.1 §3.5 demands, without contradicting itself?

Knows the shape of an inventory and nothing of the disk. Tolerant on purpose: whatever can still be understood is
handed on, so that one edited line does not hide the other damages.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from docgen.messages import tr

ALGORITHMS = {"sha512": 128, "sha256": 64}  # hex length of the digests that may address content (E025)
FIXITY_ALGORITHMS = {"md5": 32, "sha1": 40, "sha256": 64, "sha512": 128}
_TYPES = ("https://ocfl.io/1.0/spec/#inventory", "https://ocfl.io/1.1/spec/#inventory")
_REQUIRED = {
    "id": "E036",
    "type": "E036",
    "digestAlgorithm": "E036",
    "head": "E036",
    "manifest": "E041",
    "versions": "E041",
}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is wrong in an object; `file` is relative to the object's folder, empty for the folder itself."""

    code: str
    message: str
    file: str = ""


@dataclass(frozen=True, kw_only=True)
class Claims:
    """What an inventory says, as far as it can be understood; the empty value where it cannot."""

    object_id: str = ""
    algorithm: str = "sha512"
    content_folder: str = "content"
    manifest: Mapping[str, str] = field(default_factory=dict)  # content path -> digest
    fixity: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # algorithm -> content path -> digest
    states: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # version -> logical path -> digest


def read_claims(document: Mapping[str, object]) -> Claims:
    """The understandable part of an inventory."""
    versions = _mapping(document.get("versions"))
    fixity = _mapping(document.get("fixity"))
    algorithm = _text(document.get("digestAlgorithm"))
    content_folder = _text(document.get("contentDirectory"))
    return Claims(
        object_id=_text(document.get("id")),
        algorithm=algorithm if algorithm in ALGORITHMS else "sha512",
        content_folder="content" if _is_unsafe(content_folder) else content_folder,
        manifest=_spread(document.get("manifest")),
        fixity={name: _spread(block) for name, block in fixity.items() if name in FIXITY_ALGORITHMS},
        states={
            name: _spread(_mapping(block).get("state"))
            for name, block in versions.items()
            if re.fullmatch(r"v[1-9]\d*", name)
        },
    )


def judge(document: Mapping[str, object], file: str) -> list[Finding]:
    """Everything wrong inside one inventory, without looking at the disk; `file` names it in the findings."""
    claims = read_claims(document)
    wrongs = [
        *_head_wrongs(document, claims),
        *_version_wrongs(document, claims),
        *_manifest_wrongs(document, claims),
        *_fixity_wrongs(document, claims),
    ]
    return [
        Finding(code=code, message=tr("Sổ kiểm kê {file}: {detail}.", file=file, detail=detail), file=file)
        for code, detail in wrongs
    ]


def _head_wrongs(document: Mapping[str, object], claims: Claims) -> Iterator[tuple[str, str]]:
    """Missing keys, and the keys that describe the whole object."""
    for key, code in _REQUIRED.items():
        if key not in document:
            yield code, tr("thiếu mục “{key}”", key=key)
    if "id" in document and not claims.object_id:
        yield "E037", tr("mã đối tượng trống hoặc sai kiểu")
    if "type" in document and document["type"] not in _TYPES:
        yield "E038", tr("mục “type” không phải của OCFL 1.1")
    if document.get("digestAlgorithm", claims.algorithm) != claims.algorithm:
        yield "E025", tr("thuật toán băm “{name}” không được dùng", name=document["digestAlgorithm"])
    if document.get("contentDirectory", claims.content_folder) != claims.content_folder:
        code = "E018" if document["contentDirectory"] in (".", "..") else "E017"
        yield code, tr("tên thư mục nội dung “{name}” không hợp lệ", name=document["contentDirectory"])
    if claims.states and document.get("head") != f"v{len(claims.states)}":
        yield "E040", tr("phiên bản mới nhất ghi là “{head}”", head=document.get("head"))


def _version_wrongs(document: Mapping[str, object], claims: Claims) -> Iterator[tuple[str, str]]:
    """Version names without gaps, and each version's block."""
    if "versions" in document and not isinstance(document["versions"], dict):
        yield "E044", tr("mục “versions” sai kiểu")
        return
    blocks = _mapping(document.get("versions"))
    if "versions" in document and not blocks:
        yield "E008", tr("không có phiên bản nào")
    for number in range(1, len(blocks) + 1):
        if f"v{number}" not in blocks:
            yield ("E009" if number == 1 else "E010"), tr("dãy phiên bản bị đứt ở v{number}", number=number)
    digests = set(claims.manifest.values())
    for name, block in blocks.items():
        for code, detail in (*_block_wrongs(_mapping(block)), *_state_wrongs(claims.states.get(name, {}), digests)):
            yield code, tr("phiên bản {name}: {detail}", name=name, detail=detail)


def _block_wrongs(block: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The keys of one version."""
    if "created" not in block or "state" not in block:
        yield "E048", tr("thiếu thời điểm hoặc trạng thái")
    elif not isinstance(block["state"], dict):
        yield "E050", tr("trạng thái sai kiểu")
    if "created" in block and not _is_time(block["created"]):
        yield "E049", tr("thời điểm “{value}” không đúng dạng hoặc thiếu múi giờ", value=block["created"])
    if not isinstance(block.get("message", ""), str):
        yield "E094", tr("lời ghi sai kiểu")
    if "user" in block and not _text(_mapping(block["user"]).get("name")):
        yield "E054", tr("người thực hiện không có tên")


def _state_wrongs(state: Mapping[str, str], digests: set[str]) -> Iterator[tuple[str, str]]:
    """The logical paths of one version."""
    for path, digest in state.items():
        if digest.lower() not in {known.lower() for known in digests}:
            yield "E050", tr("tệp “{path}” trỏ tới nội dung không có trong sổ", path=path)
        if path.startswith("/") or path.endswith("/"):
            yield "E052", tr("đường dẫn “{path}” không hợp lệ", path=path)
        elif set(path.split("/")) & {"", ".", ".."}:
            yield "E053", tr("đường dẫn “{path}” không hợp lệ", path=path)
    for path in _folders_of(state) & set(state):
        yield "E095", tr("“{path}” vừa là tệp vừa là thư mục", path=path)


def _manifest_wrongs(document: Mapping[str, object], claims: Claims) -> Iterator[tuple[str, str]]:
    """The digests and content paths of the manifest, and that each digest is used by some version (E107)."""
    if "manifest" in document and not isinstance(document["manifest"], dict):
        yield "E041", tr("mục “manifest” sai kiểu")
    manifest = _mapping(document.get("manifest"))
    if len({digest.lower() for digest in manifest}) != len(manifest):
        yield "E096", tr("một dấu băm được ghi hai lần")
    yield from _digest_wrongs(manifest, ALGORITHMS.get(claims.algorithm, 0), "E025")
    used = {digest.lower() for state in claims.states.values() for digest in state.values()}
    for path, digest in claims.manifest.items():
        yield from _content_path_wrongs(path, claims)
        if digest.lower() not in used:
            yield "E107", tr("không phiên bản nào dùng nội dung “{path}”", path=path)
    listed = [str(path) for paths in manifest.values() if isinstance(paths, list) for path in paths]
    for path in sorted(
        {str(path) for path in listed if listed.count(path) > 1} | _folders_of(claims.manifest) & set(listed)
    ):
        yield "E101", tr("đường dẫn nội dung “{path}” trùng nhau", path=path)


def _content_path_wrongs(path: str, claims: Claims) -> Iterator[tuple[str, str]]:
    """Where one content path may lie."""
    parts = path.split("/")
    if path.startswith("/") or path.endswith("/"):
        yield "E100", tr("đường dẫn nội dung “{path}” không hợp lệ", path=path)
    elif set(parts) & {"", ".", ".."}:
        yield "E099", tr("đường dẫn nội dung “{path}” không hợp lệ", path=path)
    elif len(parts) < 3 or parts[0] not in claims.states or parts[1] != claims.content_folder:
        yield "E042", tr("đường dẫn nội dung “{path}” không nằm trong phiên bản nào", path=path)


def _fixity_wrongs(document: Mapping[str, object], claims: Claims) -> Iterator[tuple[str, str]]:
    """The second digests: known algorithms, well-formed, and only of files in the manifest."""
    for name in set(_mapping(document.get("fixity"))) - set(FIXITY_ALGORITHMS):
        yield "E056", tr("thuật toán dấu toàn vẹn “{name}” không được dùng", name=name)
    for name, digests in claims.fixity.items():
        yield from _digest_wrongs({digest: [] for digest in digests.values()}, FIXITY_ALGORITHMS[name], "E057")
        for path in sorted(set(digests) - set(claims.manifest)):
            yield "E057", tr("dấu toàn vẹn của tệp “{path}” không có trong sổ", path=path)


def _digest_wrongs(groups: Mapping[str, object], length: int, code: str) -> Iterator[tuple[str, str]]:
    """Digests that are not `length` hex digits, and lists of paths that are no lists (E092)."""
    for digest, paths in groups.items():
        if not re.fullmatch(rf"[0-9a-fA-F]{{{length}}}", digest):
            yield code, tr("dấu băm “{digest}” sai dạng", digest=digest)
        if not isinstance(paths, list):
            yield "E092", tr("dấu băm “{digest}” không kèm danh sách tệp", digest=digest)


def _is_time(value: object) -> bool:
    """True for an RFC 3339 time with seconds and zone."""
    if not isinstance(value, str) or not re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", value):
        return False
    try:
        return dt.datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _is_unsafe(name: str) -> bool:
    """True when the name cannot be that of a folder of content (E017, E018)."""
    return name in {"", ".", ".."} or "/" in name or "\0" in name


def _folders_of(paths: Mapping[str, str]) -> set[str]:
    """All folders above the paths."""
    return {"/".join(parts[:depth]) for parts in (path.split("/") for path in paths) for depth in range(1, len(parts))}


def _mapping(value: object) -> Mapping[str, object]:
    """A JSON object, empty when it is something else."""
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    """A JSON string, empty when it is something else."""
    return value if isinstance(value, str) else ""


def _spread(block: object) -> dict[str, str]:
    """digest -> list of paths, turned into path -> digest; what is not so shaped is left out."""
    return {
        path: digest
        for digest, paths in _mapping(block).items()
        if isinstance(paths, list)
        for path in paths
        if isinstance(path, str)
    }
