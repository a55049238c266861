"""OCFL objects built by hand, letter by letter, so that tests owe nothing to our writer nor to our auditor."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ID = "urn:vn:P01:uuid:0000"
Edit = Callable[[dict[str, Any]], object]
TWO_VERSIONS = ({"a.txt": b"one", "d/b.txt": b"two"}, {"a.txt": b"one", "d/b.txt": b"two", "c.txt": b"three"})


@dataclass(frozen=True)
class Built:
    """An object in its folder, `versions` being the names of its version folders."""

    folder: Path
    versions: tuple[str, ...]

    def read(self, place: str = "") -> dict[str, Any]:
        """The inventory in the root, or in the version `place`."""
        document: dict[str, Any] = json.loads((self.folder / place / "inventory.json").read_bytes())
        return document

    def write(self, document: object, *places: str) -> None:
        """Put an inventory in places ("" is the root), each with a digest file that fits."""
        data = document if isinstance(document, bytes) else json.dumps(document).encode()
        algorithm = document.get("digestAlgorithm", "sha512") if isinstance(document, dict) else "sha512"
        algorithm = algorithm if algorithm in {"sha512", "sha256", "md5"} else "sha512"
        for place in places:
            for old in (self.folder / place).glob("inventory.json*"):
                old.unlink()
            (self.folder / place / "inventory.json").write_bytes(data)
            digest = hashlib.new(algorithm, data).hexdigest()
            (self.folder / place / f"inventory.json.{algorithm}").write_text(f"{digest} inventory.json\n")

    def edit(self, edit: Edit) -> None:
        """Edit the newest inventory as a careful forger would: in the root and in the newest version."""
        document = self.read()
        edit(document)
        self.write(document, "", self.versions[-1])

    def edit_first(self, edit: Edit) -> None:
        """Edit the first version's own inventory."""
        document = self.read(self.versions[0])
        edit(document)
        self.write(document, self.versions[0])


def build(
    folder: Path,
    versions: Sequence[Mapping[str, bytes]] = TWO_VERSIONS,
    *,
    algorithms: Sequence[str] = ("sha512",),
    names: str = "v{}",
    content: str = "",
    specifications: Sequence[str] = ("1.1",),
    object_id: str = ID,
    fixity: Sequence[str] = (),
    upper: bool = False,
) -> Built:
    """Build an object of these states, each version with its inventory; the last of `algorithms` and of
    `specifications` stands for all versions after it.
    """
    labels = tuple(names.format(number) for number in range(1, len(versions) + 1))
    built = Built(folder, labels)
    stored: dict[bytes, str] = {}
    for number, (label, state) in enumerate(zip(labels, versions, strict=True)):
        (folder / label).mkdir(parents=True, exist_ok=True)
        for path, data in state.items():
            if data not in stored:
                stored[data] = f"{label}/{content or 'content'}/{path}"
                (folder / stored[data]).parent.mkdir(parents=True, exist_ok=True)
                (folder / stored[data]).write_bytes(data)
        algorithm = algorithms[min(number, len(algorithms) - 1)]
        specification = specifications[min(number, len(specifications) - 1)]
        document = {
            "id": object_id,
            "type": f"https://ocfl.io/{specification}/spec/#inventory",
            "digestAlgorithm": algorithm,
            "head": label,
            "manifest": {digest_of(data, algorithm, upper=upper): [path] for data, path in stored.items()},
            "versions": {
                name: _block(older, algorithm, upper)
                for name, older in zip(labels, versions[: number + 1], strict=False)
            },
        }
        if content:
            document["contentDirectory"] = content
        if fixity:
            document["fixity"] = {
                name: {digest_of(data, name): [path] for data, path in stored.items()} for name in fixity
            }
        built.write(document, "", label)
    last = specifications[-1]
    (folder / f"0=ocfl_object_{last}").write_text(f"ocfl_object_{last}\n")
    return built


def _block(state: Mapping[str, bytes], algorithm: str, upper: bool) -> dict[str, Any]:
    """One version as the inventory tells it."""
    shown: dict[str, list[str]] = {}
    for path, data in state.items():
        shown.setdefault(digest_of(data, algorithm, upper=upper), []).append(path)
    user = {"name": "Văn thư", "address": "mailto:van-thu@example.org"}
    return {"created": "2026-07-01T08:00:00+07:00", "message": "Nhận", "user": user, "state": shown}


def digest_of(data: bytes, algorithm: str, *, upper: bool = False) -> str:
    """A digest by OCFL's name of its algorithm."""
    if algorithm.startswith("blake2b-"):
        digest = hashlib.blake2b(data, digest_size=int(algorithm.removeprefix("blake2b-")) // 8).hexdigest()
    else:
        digest = hashlib.new(algorithm.replace("/", "_"), data).hexdigest()
    return digest.upper() if upper else digest


def place_of(object_id: str) -> str:
    """Where extension 0003 puts an object with a plain id."""
    digest = hashlib.sha256(object_id.encode()).hexdigest()
    return f"{digest[:3]}/{digest[3:6]}/{digest[6:9]}/{object_id.replace(':', '%3a')}"


def build_root(root: Path) -> Path:
    """A storage root with one good object; gives the object's folder."""
    layout = "0003-hash-and-id-n-tuple-storage-layout"
    (root / "extensions" / layout).mkdir(parents=True)
    (root / "0=ocfl_1.1").write_text("ocfl_1.1\n")
    (root / "ocfl_layout.json").write_text(json.dumps({"extension": layout, "description": "tầng"}))
    config = {"extensionName": layout, "digestAlgorithm": "sha256", "tupleSize": 3, "numberOfTuples": 3}
    (root / "extensions" / layout / "config.json").write_text(json.dumps(config))
    return build(root / place_of(ID), fixity=("sha256",)).folder
