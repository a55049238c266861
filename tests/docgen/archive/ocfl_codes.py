"""Every code of the OCFL 1.1 validation list that concerns one object, with an object that breaks it.

Storage roots, and the codes nothing can be made for, stand in `ocfl_roots`. Where ocfl-py 2.1 judges otherwise,
`ocfl_py` says why; a test holds it to that.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.docgen.archive.ocfl_objects import Built, build, digest_of

NIL = "0" * 128
ONE = digest_of(b"one", "sha512")


@dataclass(frozen=True)
class Case:
    """One way to break one rule. `ocfl_py` is empty where ocfl-py refuses the object too, else why it does not."""

    code: str
    name: str
    do: Callable[[Built], object]
    ocfl_py: str = ""


def rename(built: Built, old: str, new: str) -> None:
    """Give a file or folder of the object another name."""
    (built.folder / old).rename(built.folder / new)


def rename_version(document: dict[str, Any], old: str, new: str) -> None:
    """Call a version of the inventory otherwise, everywhere but in the paths of the manifest."""
    document["versions"] = {new if name == old else name: block for name, block in document["versions"].items()}
    document["head"] = new if document["head"] == old else document["head"]


def as_other_version(built: Built, old: str, new: str) -> None:
    """Call a version otherwise in the inventory, in its paths and on the disk."""
    document = built.read()
    rename_version(document, old, new)
    document["manifest"] = {
        digest: [path.replace(f"{old}/", f"{new}/") for path in paths] for digest, paths in document["manifest"].items()
    }
    document.pop("fixity", None)
    rename(built, old, new)
    built.write(document, "", new)


def add_file(path: Path) -> None:
    """A file that nobody knows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")


def add_line(path: Path) -> None:
    """The same JSON, one byte longer."""
    path.write_bytes(path.read_bytes() + b"\n")


def state(document: dict[str, Any]) -> dict[str, Any]:
    """The state of the newest version."""
    shown: dict[str, Any] = document["versions"]["v2"]["state"]
    return shown


def fix(algorithm: str, digest: str) -> Callable[[Built], object]:
    """A fixity block with one digest of one algorithm, for a file that is there."""
    return lambda b: b.edit(lambda d: d.update(fixity={algorithm: {digest: ["v1/content/a.txt"]}}))


def grown(b: Built, names: str, **how: Any) -> None:
    """Another object in the same place."""
    shutil.rmtree(b.folder)
    build(b.folder, names=names, **how)


def ten_padded(b: Built) -> None:
    """Ten versions whose names are padded to two digits: the tenth has no zero left."""
    shutil.rmtree(b.folder)
    build(b.folder, [{"a.txt": b"%d" % number} for number in range(10)], names="v{:02}")


NOT_THERE = "does not look at it"
SPECIFIC = "accepts what is not named in the specification"

OBJECTS: list[Case] = [
    Case("E001", "extra file in the root", lambda b: add_file(b.folder / "Thumbs.db")),
    Case("E001", "extra folder in the root", lambda b: add_file(b.folder / "tam/x")),
    Case("E003", "no declaration", lambda b: (b.folder / "0=ocfl_object_1.1").unlink()),
    Case("E003", "two declarations", lambda b: (b.folder / "0=ocfl_object_1.0").write_text("ocfl_object_1.0\n")),
    Case("E004", "declaration without =", lambda b: rename(b, "0=ocfl_object_1.1", "0_ocfl_object_1.1")),
    Case("E005", "declaration tagged 1", lambda b: rename(b, "0=ocfl_object_1.1", "1=ocfl_object_1.1")),
    Case("E006", "declaration of no version", lambda b: rename(b, "0=ocfl_object_1.1", "0=ocfl_object_9.9")),
    Case("E007", "bad declaration contents", lambda b: (b.folder / "0=ocfl_object_1.1").write_text("x")),
    Case("E008", "no versions", lambda b: b.edit(lambda d: d.update(versions={}))),
    Case("E009", "version two only", lambda b: b.edit(lambda d: d["versions"].pop("v1"))),
    Case("E010", "skipped version", lambda b: b.edit(lambda d: rename_version(d, "v2", "v3"))),
    Case("E011", "padded without a zero", ten_padded),
    Case("E012", "names in two ways", lambda b: as_other_version(b, "v2", "v002")),
    Case("E013", "second padded, first not", lambda b: as_other_version(b, "v2", "v02")),
    Case(
        "E014",
        "paths with another spelling of the version",
        lambda b: b.edit(lambda d: d["manifest"].update({ONE: ["v01/content/a.txt"]})),
    ),
    Case("E015", "file outside the content", lambda b: add_file(b.folder / "v1/ghi-chu.txt")),
    Case("E016", "no content folder", lambda b: shutil.rmtree(b.folder / "v2/content")),
    Case("E017", "content folder below", lambda b: b.edit(lambda d: d.update(contentDirectory="a/b"))),
    Case("E018", "content folder above", lambda b: b.edit(lambda d: d.update(contentDirectory=".."))),
    Case("E019", "content folder named late", lambda b: b.edit(lambda d: d.update(contentDirectory="content"))),
    Case(
        "E020",
        "content folder renamed",
        lambda b: (
            [b.edit(lambda d: d.update(contentDirectory="content"))],
            b.edit_first(lambda d: d.update(contentDirectory="stuff")),
        ),
    ),
    Case(
        "E021",
        "another content folder, not named",
        lambda b: (
            grown(b, "v{}", content="stuff"),
            b.edit(lambda d: d.pop("contentDirectory")),
            b.edit_first(lambda d: d.pop("contentDirectory")),
        ),
    ),
    Case("E023", "extra file", lambda b: add_file(b.folder / "v1/content/la.txt")),
    Case(
        "E023",
        "content the newest inventory forgot",
        lambda b: b.edit(lambda d: (d["manifest"].pop(ONE), state(d).pop(ONE), d.pop("fixity"))),
    ),
    Case("E024", "empty folder", lambda b: (b.folder / "v1/content/tam").mkdir()),
    Case("E025", "weak digests", lambda b: b.edit(lambda d: d.update(digestAlgorithm="md5"))),
    Case("E029", "no SHA-1", fix("sha1", "z" * 40)),
    Case("E030", "no SHA-256", fix("sha256", "z" * 64)),
    Case("E031", "no SHA-512", fix("sha512", "z" * 128)),
    Case("E032", "no BLAKE2b", fix("blake2b-512", "z" * 128)),
    Case("E033", "no JSON", lambda b: b.write(b"{", "", "v2")),
    Case("E033", "a key twice", lambda b: twice_written(b), "believes the last of two equal keys"),
    Case("E034", "inventory in capitals", lambda b: rename(b, "inventory.json", "Inventory.JSON")),
    Case(
        "E035",
        "backslashes",
        lambda b: b.edit(lambda d: d["manifest"].update({ONE: ["v1\\content\\a.txt"]})),
    ),
    *[
        Case("E036", f"no {key}", lambda b, key=key: b.edit(lambda d: d.pop(key)))
        for key in ("id", "type", "digestAlgorithm", "head")
    ],
    Case("E037", "empty id", lambda b: b.edit(lambda d: d.update(id=""))),
    Case("E038", "another type", lambda b: b.edit(lambda d: d.update(type="https://example.org"))),
    Case(
        "E038",
        "type of another specification",
        lambda b: b.edit(lambda d: d.update(type="https://ocfl.io/1.0/spec/#inventory")),
        "does not compare the type with the declaration",
    ),
    Case("E039", "digests of another algorithm", lambda b: b.edit(lambda d: d.update(digestAlgorithm="sha256"))),
    Case("E040", "older head", lambda b: b.edit(lambda d: d.update(head="v1"))),
    Case("E040", "head of another kind", lambda b: b.edit(lambda d: d.update(head=2))),
    Case("E041", "no manifest", lambda b: b.edit(lambda d: d.pop("manifest"))),
    Case(
        "E042",
        "content of no version",
        lambda b: b.edit(lambda d: d["manifest"].update({ONE: ["v8/content/a.txt"]})),
    ),
    Case("E043", "no versions block", lambda b: b.edit(lambda d: d.pop("versions"))),
    Case("E044", "versions misspelt", lambda b: b.edit(lambda d: d.update(Versions=d.pop("versions")))),
    Case("E045", "versions of another kind", lambda b: b.edit(lambda d: d.update(versions=[]))),
    Case("E046", "version folder missing", lambda b: shutil.rmtree(b.folder / "v1")),
    Case("E046", "version folder too many", lambda b: shutil.copytree(b.folder / "v2", b.folder / "v3")),
    Case(
        "E047",
        "version of another kind",
        lambda b: b.edit(lambda d: d["versions"].update(v2=[])),
    ),
    Case("E048", "no time", lambda b: b.edit(lambda d: d["versions"]["v2"].pop("created"))),
    Case("E048", "no state", lambda b: b.edit(lambda d: d["versions"]["v2"].pop("state"))),
    *[
        Case("E049", f"time {time}", lambda b, time=time: b.edit(lambda d: d["versions"]["v2"].update(created=time)))
        for time in ("2026-07-01T08:00:00", "2026-07-01T08:00+07:00", "2026-13-01T08:00:00Z", 7)
    ],
    Case("E050", "state without content", lambda b: b.edit(lambda d: state(d).update({NIL: ["x"]}))),
    Case(
        "E050",
        "state in other letters",
        lambda b: b.edit(lambda d: state(d).update({ONE.upper(): state(d).pop(ONE)})),
    ),
    Case("E050", "state of another kind", lambda b: b.edit(lambda d: d["versions"]["v2"].update(state=[]))),
    Case("E051", "empty logical path", lambda b: b.edit(lambda d: state(d)[ONE].append(""))),
    Case("E052", "logical path climbing out", lambda b: b.edit(lambda d: state(d)[ONE].append("../x"))),
    Case("E052", "logical path with a hole", lambda b: b.edit(lambda d: state(d)[ONE].append("d//x"))),
    Case("E053", "absolute logical path", lambda b: b.edit(lambda d: state(d)[ONE].append("/x"))),
    Case("E053", "logical path of a folder", lambda b: b.edit(lambda d: state(d)[ONE].append("x/"))),
    Case("E054", "nameless user", lambda b: b.edit(lambda d: d["versions"]["v2"].update(user={}))),
    Case("E055", "fixity misspelt", lambda b: b.edit(lambda d: d.update(Fixity=d.pop("fixity"))), SPECIFIC),
    Case("E056", "unknown fixity", fix("crc99", "0")),
    Case("E057", "fixity without a list", lambda b: b.edit(lambda d: d.update(fixity={"md5": {"0" * 32: "x"}}))),
    Case(
        "E057",
        "fixity of nothing",
        lambda b: b.edit(lambda d: d.update(fixity={"md5": {"0" * 32: ["v1/content/x"]}})),
    ),
    Case("E058", "no digest file", lambda b: (b.folder / "inventory.json.sha512").unlink()),
    Case("E059", "digest file of another kind", lambda b: rename(b, "inventory.json.sha512", "inventory.json.sha256")),
    Case("E060", "inventory changed", lambda b: add_line(b.folder / "inventory.json")),
    Case("E061", "malformed digest file", lambda b: (b.folder / "inventory.json.sha512").write_text("abc")),
    Case("E063", "no inventory", lambda b: (b.folder / "inventory.json").unlink()),
    Case(
        "E064",
        "root and newest inventory differ",
        lambda b: b.write(b.read() | {"fixity": {}}, ""),
    ),
    Case(
        "E066",
        "another past",
        lambda b: b.edit(lambda d: d["versions"]["v1"]["state"].update({ONE: ["z.txt"]})),
    ),
    Case(
        "E066",
        "another past with other digests",
        lambda b: (
            grown(b, "v{}", algorithms=("sha256", "sha512")),
            b.edit(lambda d: d["versions"]["v1"]["state"].update({ONE: ["z.txt"]})),
        ),
    ),
    Case("E067", "file in extensions", lambda b: add_file(b.folder / "extensions/x")),
    Case("E082", "object in an object", lambda b: build(b.folder / "trong")),
    Case("E089", "a pipe", lambda b: os.mkfifo(b.folder / "v1/content/ong")),
    Case("E090", "a soft link", lambda b: (b.folder / "logs").symlink_to(b.folder / "v1")),
    Case("E092", "content changed", lambda b: (b.folder / "v1/content/a.txt").write_bytes(b"onE")),
    Case("E092", "content missing", lambda b: (b.folder / "v1/content/a.txt").unlink()),
    Case("E092", "digest without a list", lambda b: b.edit(lambda d: d["manifest"].update({ONE: "v1/content/a.txt"}))),
    Case(
        "E092",
        "wrong digest in an older inventory of another algorithm",
        lambda b: (grown(b, "v{}", algorithms=("sha256", "sha512")), other_bytes(b)),
    ),
    Case(
        "E093",
        "wrong fixity",
        lambda b: b.edit(lambda d: d.update(fixity={"md5": {"0" * 32: ["v1/content/a.txt"]}})),
    ),
    Case(
        "E093",
        "wrong fixity in an older inventory",
        lambda b: b.edit_first(lambda d: d.update(fixity={"md5": {"0" * 32: ["v1/content/a.txt"]}})),
    ),
    Case("E094", "message of another kind", lambda b: b.edit(lambda d: d["versions"]["v2"].update(message=1))),
    Case("E095", "file and folder", lambda b: b.edit(lambda d: state(d)[ONE].append("d"))),
    Case("E095", "logical path twice", lambda b: b.edit(lambda d: state(d)[ONE].append("c.txt"))),
    Case("E096", "digest twice", lambda b: b.edit(lambda d: d["manifest"].update({ONE.upper(): []}))),
    Case("E097", "fixity twice", lambda b: b.edit(lambda d: d.update(fixity={"md5": {"a" * 32: [], "A" * 32: []}}))),
    Case("E098", "empty content path", lambda b: b.edit(lambda d: d["manifest"][ONE].append(""))),
    Case("E099", "content climbing out", lambda b: b.edit(lambda d: d["manifest"][ONE].append("v1/content/../x"))),
    Case("E100", "absolute content", lambda b: b.edit(lambda d: d["manifest"][ONE].append("/v1/content/x"))),
    Case("E101", "content twice", lambda b: b.edit(lambda d: d["manifest"][ONE].append("v2/content/c.txt"))),
    Case("E101", "content below content", lambda b: b.edit(lambda d: d["manifest"][ONE].append("v1/content/a.txt/x"))),
    Case("E102", "a key of one's own", lambda b: b.edit(lambda d: d.update(note="x")), SPECIFIC),
    Case(
        "E102",
        "a key of one's own in a version",
        lambda b: b.edit(lambda d: d["versions"]["v2"].update(note="x")),
        SPECIFIC,
    ),
    Case("E103", "older specification later", lambda b: grown(b, "v{}", specifications=("1.1", "1.0"))),
    Case("E104", "version without v", lambda b: b.edit(lambda d: d["versions"].update({"3": d["versions"]["v2"]}))),
    Case("E105", "version zero", lambda b: b.edit(lambda d: d["versions"].update(v0=d["versions"]["v2"]))),
    Case("E106", "manifest of another kind", lambda b: b.edit(lambda d: d.update(manifest=[]))),
    Case("E107", "unused content", lambda b: b.edit(lambda d: d["manifest"].update({NIL: ["v1/content/d/x"]}))),
    Case("E108", "no content folder's name", lambda b: b.edit(lambda d: d.update(contentDirectory=""))),
    Case("E110", "another id before", lambda b: b.edit_first(lambda d: d.update(id="urn:vn:other"))),
    Case("E111", "fixity of another kind", lambda b: b.edit(lambda d: d.update(fixity=None))),
    Case("W001", "zero-padded versions", lambda b: grown(b, "v{:04}")),
    Case("W002", "folder beside the content", lambda b: add_file(b.folder / "v1/khac/x")),
    Case("W003", "empty content folder", lambda b: empty_version(b)),
    Case("W004", "SHA-256", lambda b: grown(b, "v{}", algorithms=("sha256",))),
    Case("W004", "versions with other digests", lambda b: grown(b, "v{}", algorithms=("sha256", "sha512"))),
    Case("W005", "id that is no URI", lambda b: grown(b, "v{}", object_id="so-1")),
    Case("W007", "no message", lambda b: both(b, lambda v: v.pop("message"))),
    Case("W007", "no user", lambda b: both(b, lambda v: v.pop("user"))),
    Case("W008", "user without address", lambda b: both(b, lambda v: v["user"].pop("address"))),
    Case("W009", "address that is no URI", lambda b: both(b, lambda v: v["user"].update(address="Hà Nội"))),
    Case("W010", "no inventory in a version", lambda b: [p.unlink() for p in (b.folder / "v1").glob("inventory*")]),
    Case("W011", "another author before", lambda b: b.edit(lambda d: d["versions"]["v1"].update(message="Khác"))),
    Case("W013", "extension of one's own", lambda b: add_file(b.folder / "extensions/cua-toi/x")),
]


def twice_written(b: Built) -> None:
    """An inventory that says its head twice."""
    data = (b.folder / "inventory.json").read_bytes()
    b.write(data[:-1] + b', "head": "v2"}', "", "v2")


def other_bytes(b: Built) -> None:
    """The newest inventory agrees with changed bytes; only the older one knows better, by another algorithm."""
    (b.folder / "v1/content/a.txt").write_bytes(b"onE")
    other = digest_of(b"onE", "sha512")

    def retell(document: dict[str, Any]) -> None:
        document["manifest"][other] = document["manifest"].pop(ONE)
        for version in document["versions"].values():
            version["state"][other] = version["state"].pop(ONE)

    b.edit(retell)


def empty_version(b: Built) -> None:
    """A third version without content of its own, but with the folder for it."""
    shutil.rmtree(b.folder)
    build(b.folder, [{"a.txt": b"one"}, {}])
    (b.folder / "v2/content").mkdir()


def both(b: Built, edit: Callable[[dict[str, Any]], object]) -> None:
    """Edit the first version as both inventories tell it."""
    b.edit(lambda d: edit(d["versions"]["v1"]))
    b.edit_first(lambda d: edit(d["versions"]["v1"]))
