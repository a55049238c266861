"""One inventory, judged on its own: does the JSON say what OCFL 1.1 §3.5 demands, without contradicting itself?

Knows the keys that describe the whole object and nothing of the disk; the versions are judged in `audit_versions`, the
files in `audit_contents`. Tolerant on purpose: whatever can still be understood is handed on, so that one edited line
does not hide the other damages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from docgen.archive.audit_contents import content_wrongs
from docgen.archive.audit_versions import version_wrongs
from docgen.archive.audit_vocabulary import (
    CONTENT_ALGORITHMS,
    FIXITY_ALGORITHMS,
    TYPES,
    Finding,
    as_mapping,
    as_text,
    is_version,
    spread,
)
from docgen.messages import tr

_REQUIRED = {
    "id": "E036",
    "type": "E036",
    "digestAlgorithm": "E036",
    "head": "E036",
    "manifest": "E041",
    "versions": "E043",
}
_KNOWN = {*_REQUIRED, "contentDirectory", "fixity"}
_MISSPELT = {"versions": "E044", "fixity": "E055"}  # blocks that have to carry exactly this key


@dataclass(frozen=True, kw_only=True)
class Claims:
    """What an inventory says, as far as it can be understood; the empty value where it cannot.

    Versions are in the order of their numbers.
    """

    object_id: str = ""
    specification: str = ""
    algorithm: str = "sha512"
    content_folder: str = "content"
    names_content_folder: bool = False
    manifest: Mapping[str, str] = field(default_factory=dict)  # content path -> digest
    fixity: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # algorithm -> content path -> digest
    states: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # version -> logical path -> digest
    blocks: Mapping[str, Mapping[str, object]] = field(default_factory=dict)  # version -> its block as it stands


def read_claims(document: Mapping[str, object]) -> Claims:
    """The understandable part of an inventory."""
    versions = as_mapping(document.get("versions"))
    names = sorted(filter(is_version, versions), key=lambda name: int(name[1:]))
    algorithm = as_text(document.get("digestAlgorithm"))
    content_folder = as_text(document.get("contentDirectory"))
    return Claims(
        object_id=as_text(document.get("id")),
        specification=TYPES.get(as_text(document.get("type")), ""),
        algorithm=algorithm if algorithm in CONTENT_ALGORITHMS else "sha512",
        content_folder="content" if _is_unsafe(content_folder) else content_folder,
        names_content_folder="contentDirectory" in document,
        manifest=spread(document.get("manifest")),
        fixity={
            name: spread(block)
            for name, block in as_mapping(document.get("fixity")).items()
            if name in FIXITY_ALGORITHMS
        },
        states={name: spread(as_mapping(versions[name]).get("state")) for name in names},
        blocks={name: as_mapping(versions[name]) for name in names},
    )


def judge(document: Mapping[str, object], claims: Claims, file: str) -> list[Finding]:
    """Everything wrong inside one inventory, which makes these claims, without looking at the disk; `file` names it in
    the findings.
    """
    wrongs = [
        *_key_wrongs(document),
        *_head_wrongs(document, claims),
        *version_wrongs(document),
        *content_wrongs(
            document, claims.algorithm, tuple(claims.states), claims.content_folder, claims.names_content_folder
        ),
    ]
    return [
        Finding(code=code, message=tr("Sổ kiểm kê {file}: {detail}.", file=file, detail=detail), file=file)
        for code, detail in wrongs
    ]


def _key_wrongs(document: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Keys that are missing, misspelt, or not of the specification (E102)."""
    strange = {key for key in document if key not in _KNOWN}
    for key, code in _REQUIRED.items():
        if key not in document:
            twins = [name for name in strange if name.lower() == key]
            yield _MISSPELT.get(key, code) if twins else code, tr("thiếu mục “{key}”", key=key)
    for key in sorted(strange):
        code = _MISSPELT.get(key.lower(), "E102")
        if code != "E044":  # told above, as the missing block
            yield code, tr("có mục lạ “{key}”", key=key)


def _head_wrongs(document: Mapping[str, object], claims: Claims) -> Iterator[tuple[str, str]]:
    """The keys that describe the whole object."""
    if "id" in document and not claims.object_id:
        yield "E037", tr("mã đối tượng trống hoặc sai kiểu")
    elif claims.object_id and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:.", claims.object_id):
        yield "W005", tr("mã đối tượng “{id}” không phải URI", id=claims.object_id)
    if "type" in document and not claims.specification:
        yield "E038", tr("mục “type” không phải của OCFL 1.1")
    if document.get("digestAlgorithm", claims.algorithm) != claims.algorithm:
        yield "E025", tr("thuật toán băm “{name}” không được dùng", name=document["digestAlgorithm"])
    elif claims.algorithm != "sha512":
        yield "W004", tr("nội dung được ghi bằng {name} thay vì sha512", name=claims.algorithm)
    if claims.names_content_folder and document["contentDirectory"] != claims.content_folder:
        name = document["contentDirectory"]
        yield _unsafe_code(name), tr("tên thư mục nội dung “{name}” không hợp lệ", name=name)
    if claims.states and document.get("head") != list(claims.states)[-1]:
        yield "E040", tr("phiên bản mới nhất ghi là “{head}”", head=document.get("head"))


def _is_unsafe(name: str) -> bool:
    """True when the name cannot be that of a folder of content."""
    return name in {"", ".", ".."} or "/" in name or "\0" in name


def _unsafe_code(name: object) -> str:
    """Why a name cannot be that of a folder of content: a slash, dots, or no child folder at all."""
    if isinstance(name, str) and "/" in name:
        return "E017"
    return "E018" if name in (".", "..") else "E108"
