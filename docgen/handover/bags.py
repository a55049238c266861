"""BagIt 1.0 (RFC 8493) as written: payload, manifests in two digests, and what the bag says of itself.

Knows the writer's side only; `bag_checks` reads bags and shares no code with this module. A bag is built beside its
place and renamed, so that nobody finds half a bag.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from docgen.errors import UsageError
from docgen.handover.values import Source
from docgen.media.durable import flush_file, fsync_tree, rename_durably
from docgen.messages import tr

DIGESTS = ("sha256", "sha512")
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_BLOCK = 1 << 20
_ESCAPED = frozenset("%\r\n")
Sums = dict[str, dict[str, str]]
"""Per digest the hex sums by path."""


def write_bag(target: Path, payload: Mapping[str, Source], info: Sequence[tuple[str, str]]) -> None:
    """Make the bag at `target`, which must not exist: `payload` by name under data/, `info` as lines of bag-info.txt.

    Payload-Oxum is added. UsageError when `target` is taken; ValueError for a name that manifests write with an escape,
    which readers undo differently.
    """
    if any(set(name) & _ESCAPED for name in payload):
        raise ValueError("payload names have no per cent sign and no line break")
    if os.path.lexists(target):
        raise UsageError(
            tr("Đã có {path}, không ghi đè gói cũ.", path=target),
            advice=tr("Nêu một thư mục chưa có, hoặc dời gói cũ đi."),
        )
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        _fill(part, payload, info)
        fsync_tree(part)
        rename_durably(part, target)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _fill(folder: Path, payload: Mapping[str, Source], info: Sequence[tuple[str, str]]) -> None:
    (folder / "data").mkdir(parents=True)
    sums: Sums = {digest: {} for digest in DIGESTS}
    octets = sum(_put(folder, f"data/{name}", payload[name], sums) for name in sorted(payload))
    tags: Sums = {digest: {} for digest in DIGESTS}
    _put(folder, "bagit.txt", _DECLARATION, tags)
    _put(folder, "bag-info.txt", _info([*info, ("Payload-Oxum", f"{octets}.{len(payload)}")]), tags)
    for digest in DIGESTS:
        _put(folder, f"manifest-{digest}.txt", _manifest(sums[digest]), tags)
    for digest in DIGESTS:
        _put(folder, f"tagmanifest-{digest}.txt", _manifest(tags[digest]), {})


def _put(folder: Path, name: str, source: Source, sums: Sums) -> int:
    """Write one file; its sums are noted, its size given back."""
    path, counters, size = folder / name, {digest: hashlib.new(digest) for digest in sums}, 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as out:
        for block in _blocks(source):
            size += out.write(block)
            for counter in counters.values():
                counter.update(block)
        flush_file(out)
    for digest, counter in counters.items():
        sums[digest][name] = counter.hexdigest()
    return size


def _blocks(source: Source) -> Iterable[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as handle:
        while block := handle.read(_BLOCK):
            yield block


def _info(lines: Sequence[tuple[str, str]]) -> bytes:
    """Labels with their values on one line each; a value without text is left out."""
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in lines if value.strip()).encode()


def _manifest(sums: Mapping[str, str]) -> bytes:
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()
