"""The auditor: each broken twin of a whole shelf is caught, with its code, at its place, and nowhere else."""

from __future__ import annotations

import ast
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ocfl
import pytest

from docgen.archive.audit import audit
from docgen.archive.shelf import Shelf
from docgen.messages import choose_language

Break = Callable[[Path], object]
Edit = Callable[[dict[str, Any]], object]


@pytest.fixture
def folder(filled: Shelf, paper: str) -> Path:
    """The folder of the paper on the filled shelf."""
    return filled.stored_path(paper, "phat-hanh/vb.pdf").parents[3]


def found(shelf: Shelf, folder: Path) -> list[tuple[str, str]]:
    """What the auditor found as (code, file relative to the object's folder)."""
    place = folder.relative_to(shelf.root).as_posix()
    return [(damage.code, damage.place.file.removeprefix(place).lstrip("/")) for damage in audit(shelf.root).damages]


def sealed(folder: Path, edit: Edit) -> None:
    """Edit the inventory as a careful forger would: in the root and the newest version, with fitting digest files."""
    document = json.loads((folder / "inventory.json").read_bytes())
    edit(document)
    data = json.dumps(document).encode()
    for place in (folder, folder / "v3"):
        (place / "inventory.json").write_bytes(data)
        (place / "inventory.json.sha512").write_text(f"{hashlib.sha512(data).hexdigest()} inventory.json\n")


def test_a_whole_shelf_is_clean(filled: Shelf) -> None:
    """This test ensures that a shelf as it was left has no damage, and everything on it was counted."""
    report = audit(filled.root)
    assert (report.objects, report.files, report.damages) == (2, 5, ())
    assert report.is_clean


def test_many_objects_are_read_by_all_cores(filled: Shelf, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that several processes find what one finds, in its order and in the language asked for."""
    (folder / "v1" / "content" / "phat-hanh" / "vb.pdf").write_bytes(b"changed")
    (filled.root / "la" / "tep").mkdir(parents=True)
    (filled.root / "zzz").mkdir()
    choose_language("en")
    try:
        alone = audit(filled.root)
        monkeypatch.setattr("docgen.archive.audit.MANY", 1)
        assert audit(filled.root) == alone
    finally:
        choose_language("vi")
    assert {damage.code for damage in alone.damages} == {"E092", "E073"}
    assert any("was changed: its digest" in damage.message for damage in alone.damages)


def test_a_file_that_cannot_be_read_is_named_and_hides_nothing(filled: Shelf, folder: Path) -> None:
    """This test ensures that a file the disk refuses to read is a damage, and hides no other."""
    (folder / "v2" / "content").rename(folder / "v2" / "lost")
    content = folder / "v1" / "content" / "phat-hanh" / "vb.pdf"
    content.unlink()
    content.symlink_to("/proc/self/mem")  # its first byte cannot be read
    damages = found(filled, folder)
    assert ("E092", "v1/content/phat-hanh/vb.pdf") in damages
    assert ("E016", "v2/content") in damages
    assert any("không đọc được" in damage.message for damage in audit(filled.root).damages)


def test_every_flipped_byte_is_named(filled: Shelf, paper: str, folder: Path) -> None:
    """This test ensures that flipping a byte in any single file of an object is found, at that file and its object."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole = path.read_bytes()
        for position in {0, len(whole) // 3, len(whole) - 1}:
            path.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
            damages = audit(filled.root).damages
            files = {damage.place.file for damage in damages}
            assert path.relative_to(filled.root).as_posix() in files or is_lone_sidecar(path), (path, position, files)
            assert {damage.place.part for damage in damages} == {paper}
        path.write_bytes(whole)
    assert audit(filled.root).is_clean


def test_any_bit_of_a_digest_file_counts(filled: Shelf, folder: Path) -> None:
    """This test ensures that a flip which only turns a letter of a digest into its capital is found; capitals alone,
    as other programs write them, are as good as small letters.
    """
    sidecar = folder / "inventory.json.sha512"
    whole = sidecar.read_bytes()
    letter = next(place for place, sign in enumerate(whole) if sign in b"abcdef")
    sidecar.write_bytes(whole[:letter] + whole[letter : letter + 1].upper() + whole[letter + 1 :])
    assert [damage.code for damage in audit(filled.root).damages] == ["E061"]
    sidecar.write_bytes(whole[:128].upper() + whole[128:])
    assert audit(filled.root).is_clean


def is_lone_sidecar(path: Path) -> bool:
    """True for an older version's digest file: nothing tells whether it or its inventory changed; both are told."""
    return path.name == "inventory.json.sha512" and path.parent.name in {"v1", "v2"}


def test_a_changed_file_is_named_for_people(filled: Shelf, folder: Path, paper: str) -> None:
    """This test ensures that the one damage of a changed file says in Vietnamese which file it is and what is wrong."""
    (folder / "v2/content/nhan/001/ky.pdf").write_bytes(b"%PDF signee")
    (damage,) = audit(filled.root).damages
    file = f"{folder.relative_to(filled.root).as_posix()}/v2/content/nhan/001/ky.pdf"
    assert (damage.code, damage.place.file, damage.place.part) == ("E092", file, paper)
    assert damage.message == "Tệp v2/content/nhan/001/ky.pdf đã bị thay đổi, không còn đúng dấu băm."
    assert damage.is_error


BROKEN: list[tuple[str, Break, list[tuple[str, str]]]] = [
    (
        "deleted file",
        lambda f: (f / "v1/content/phat-hanh/vb.pdf").unlink(),
        [("E092", "v1/content/phat-hanh/vb.pdf")],
    ),
    (
        "deleted last file of a folder",
        lambda f: (f / "v2/content/nhan/001/ky.pdf").unlink(),
        [("E024", "v2/content/nhan/001"), ("E092", "v2/content/nhan/001/ky.pdf")],
    ),
    ("extra file", lambda f: (f / "v1/content/la.pdf").write_bytes(b"x"), [("E023", "v1/content/la.pdf")]),
    (
        "renamed file",
        lambda f: (f / "v1/content/phat-hanh/vb.pdf").rename(f / "v1/content/phat-hanh/vc.pdf"),
        [("E023", "v1/content/phat-hanh/vc.pdf"), ("E092", "v1/content/phat-hanh/vb.pdf")],
    ),
    ("extra file in a version", lambda f: (f / "v2/ghi-chu.txt").write_bytes(b"x"), [("E015", "v2/ghi-chu.txt")]),
    ("extra folder in a version", lambda f: (f / "v2/tam").mkdir(), [("W002", "v2/tam")]),
    ("extra file in the object", lambda f: (f / "Thumbs.db").write_bytes(b"x"), [("E001", "Thumbs.db")]),
    ("extra folder in the object", lambda f: (f / "tam").mkdir(), [("E001", "tam")]),
    ("empty folder in content", lambda f: (f / "v1/content/tam").mkdir(), [("E024", "v1/content/tam")]),
    ("deleted sidecar", lambda f: (f / "inventory.json.sha512").unlink(), [("E058", "inventory.json.sha512")]),
    (
        "deleted older sidecar",
        lambda f: (f / "v1/inventory.json.sha512").unlink(),
        [("E058", "v1/inventory.json.sha512")],
    ),
    (
        "malformed sidecar",
        lambda f: (f / "inventory.json.sha512").write_bytes(b"abc"),
        [("E061", "inventory.json.sha512")],
    ),
    ("deleted older inventory", lambda f: (f / "v1/inventory.json").unlink(), [("W010", "v1/inventory.json")]),
    (
        "unreadable older inventory",
        lambda f: (f / "v1/inventory.json").write_bytes(b"{"),
        [("E033", "v1/inventory.json")],
    ),
    ("deleted declaration", lambda f: (f / "0=ocfl_object_1.1").unlink(), [("E003", "0=ocfl_object_1.1")]),
    (
        "edited declaration",
        lambda f: (f / "0=ocfl_object_1.1").write_bytes(b"x"),
        [("E007", "0=ocfl_object_1.1")],
    ),
    (
        "edited newest inventory copy",
        lambda f: (f / "v3/inventory.json").write_bytes(b"{}"),
        [("E064", "v3/inventory.json"), ("E060", "v3/inventory.json")],
    ),
    (
        "gap in the version folders",
        lambda f: shutil.rmtree(f / "v2"),
        [("E046", "v2"), ("E092", "v2/content/nhan/001/ky.pdf")],
    ),
    ("version folder too many", lambda f: shutil.copytree(f / "v3", f / "v4"), [("E046", "v4")]),
    (
        "link instead of a file",
        lambda f: (f / "logs").symlink_to(f / "v1"),
        [("E090", "logs")],
    ),
]


@pytest.mark.parametrize(("do", "expected"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_broken_objects_are_named(filled: Shelf, folder: Path, do: Break, expected: list[tuple[str, str]]) -> None:
    """This test ensures that a change of files in an object gives exactly its findings at exactly its files."""
    do(folder)
    assert found(filled, folder) == expected


def test_an_older_inventory_of_another_object_is_named(filled: Shelf, folder: Path) -> None:
    """This test ensures that a version's own inventory must speak of this object, also when its digest fits."""
    rewrite_first(folder, lambda d: d.update(id="urn:vn:P01:other"))
    assert ("E110", "v1/inventory.json") in found(filled, folder)


def test_an_older_inventory_with_other_digests_is_accepted(filled: Shelf, folder: Path) -> None:
    """This test ensures that a version written with SHA-256 is held against the bytes, not against SHA-512; a byte
    that it knows otherwise is still named.
    """
    (folder / "v1" / "inventory.json.sha512").unlink()
    rewrite_first(folder, lambda d: with_sha256(d, folder), algorithm="sha256")
    assert found(filled, folder) == [("W004", "v1/inventory.json")]
    file = folder / "v1/content/phat-hanh/vb.docx"
    rewrite_first(folder, lambda d: d["manifest"].update(swapped(d["manifest"])), algorithm="sha256")
    assert ("E092", file.relative_to(folder).as_posix()) in found(filled, folder)


def swapped(manifest: dict[str, list[str]]) -> dict[str, list[str]]:
    """The same digests, each with the other's files."""
    return dict(zip(manifest, reversed(manifest.values()), strict=True))


def rewrite_first(folder: Path, edit: Edit, *, algorithm: str = "sha512") -> None:
    """Edit the inventory of the first version and give it a fitting digest file."""
    document = json.loads((folder / "v1" / "inventory.json").read_bytes())
    edit(document)
    data = json.dumps(document).encode()
    (folder / "v1" / "inventory.json").write_bytes(data)
    digest = hashlib.new(algorithm, data).hexdigest()
    (folder / "v1" / f"inventory.json.{algorithm}").write_text(f"{digest} inventory.json\n")


def with_sha256(document: dict[str, Any], folder: Path) -> None:
    """Tell the same version by SHA-256."""
    digests = {
        digest: hashlib.sha256((folder / paths[0]).read_bytes()).hexdigest()
        for digest, paths in document["manifest"].items()
    }
    document["digestAlgorithm"] = "sha256"
    document.pop("fixity", None)
    document["manifest"] = {digests[digest]: paths for digest, paths in document["manifest"].items()}
    for version in document["versions"].values():
        version["state"] = {digests[digest]: paths for digest, paths in version["state"].items()}


def test_an_edited_inventory_is_named(filled: Shelf, folder: Path) -> None:
    """This test ensures that a clumsy edit of the inventory is caught by its digest and by the version's copy."""
    path = folder / "inventory.json"
    path.write_bytes(path.read_bytes().replace(b"\xc6\xb0", b"\xc6\xaf", 1))
    assert found(filled, folder) == [
        ("E060", "inventory.json"),
        ("W011", "v1/inventory.json"),
        ("W011", "v2/inventory.json"),
        ("E064", "v3/inventory.json"),
    ]


@pytest.mark.parametrize(
    ("content", "code"), [(None, "E063"), (b"{", "E033"), (b"[]", "E033"), (b'{"id": 1' + b'"' * 9, "E033")]
)
def test_an_unreadable_inventory_is_named(filled: Shelf, folder: Path, content: bytes | None, code: str) -> None:
    """This test ensures that a lost or unreadable inventory is named and the neighbours are still audited."""
    path = folder / "inventory.json"
    path.unlink() if content is None else path.write_bytes(content)
    assert (code, "inventory.json") in found(filled, folder)
    assert audit(filled.root).objects == 2


def test_an_object_in_the_wrong_place_is_named(filled: Shelf, folder: Path) -> None:
    """This test ensures that an object moved to another folder, and the hole it leaves, are both named."""
    target = filled.root / "000" / "000" / "000" / folder.name
    target.parent.mkdir(parents=True)
    folder.rename(target)
    damages = [(damage.code, damage.place.file) for damage in audit(filled.root).damages]
    assert sorted(damages) == sorted(
        [
            ("E083", target.relative_to(filled.root).as_posix()),
            ("E073", folder.parent.relative_to(filled.root).as_posix()),
        ]
    )


ROOT_BREAKS: list[tuple[Break, str, str]] = [
    (lambda root: (root / "0=ocfl_1.1").unlink(), "E069", "0=ocfl_1.1"),
    (lambda root: (root / "0=ocfl_1.1").write_bytes(b"ocfl_1.0\n"), "E080", "0=ocfl_1.1"),
    (lambda root: (root / "ocfl_layout.json").unlink(), "E070", "ocfl_layout.json"),
    (lambda root: (root / "tam").mkdir(), "E073", "tam"),
]


@pytest.mark.parametrize(("do", "code", "file"), ROOT_BREAKS, ids=[case[1] for case in ROOT_BREAKS])
def test_a_broken_root_is_named(filled: Shelf, do: Break, code: str, file: str) -> None:
    """This test ensures that the files of the storage root itself are audited."""
    do(filled.root)
    assert [(damage.code, damage.place.file) for damage in audit(filled.root).damages] == [(code, file)]


def test_a_link_between_objects_is_named(filled: Shelf, folder: Path) -> None:
    """This test ensures that a folder that is a link is named and not walked, whatever lies behind it."""
    link = filled.root / "000"
    link.symlink_to(folder.parent, target_is_directory=True)
    report = audit(filled.root)
    assert [(damage.code, damage.place.file) for damage in report.damages] == [("E090", "000")]
    assert report.objects == 2


def test_a_long_id_lies_where_the_layout_says(filled: Shelf, folder: Path) -> None:
    """This test ensures that an id too long for a folder's name, as another writer may choose, has its own place."""
    long_id = "a" * 120
    digest = hashlib.sha256(long_id.encode()).hexdigest()
    sealed(folder, lambda d: d.update(id=long_id))
    assert "E083" in {damage.code for damage in audit(filled.root).damages}
    target = filled.root / digest[:3] / digest[3:6] / digest[6:9] / f"{'a' * 100}-{digest}"
    target.parent.mkdir(parents=True)
    folder.rename(target)
    assert "E083" not in {damage.code for damage in audit(filled.root).damages}


def test_a_stray_file_between_objects_is_named(filled: Shelf, folder: Path) -> None:
    """This test ensures that a file outside every object is named, and the objects beside it are still audited."""
    (folder.parent / "la.pdf").write_bytes(b"x")
    report = audit(filled.root)
    stray = (folder.parent / "la.pdf").relative_to(filled.root).as_posix()
    assert [(damage.code, damage.place.file) for damage in report.damages] == [("E084", stray)]
    assert report.objects == 2


def test_a_missing_shelf_is_a_damage(tmp_path: Path) -> None:
    """This test ensures that auditing a folder that is gone reports the loss instead of finding nothing wrong."""
    assert "E069" in {damage.code for damage in audit(tmp_path / "khong-co").damages}


def test_the_auditor_accepts_what_others_wrote(filled: Shelf, tmp_path: Path) -> None:
    """This test ensures that the auditor judges by OCFL, not by the habits of our writer: ocfl-py's object is clean."""
    source = tmp_path / "nguon"
    source.mkdir()
    (source / "vb.pdf").write_bytes(b"%PDF elsewhere")
    object_id = "urn:vn:P01:elsewhere"
    metadata = ocfl.VersionMetadata(message="m", name="u", address="urn:u:u", created="2026-07-01T08:00:00+07:00")
    target = tmp_path / "doi-tuong"
    ocfl.Object(identifier=object_id).create(srcdir=str(source), metadata=metadata, objdir=str(target))
    ocfl.StorageRoot(root=str(filled.root)).add(object_path=str(target))
    report = audit(filled.root)
    assert (report.objects, report.files, report.damages) == (3, 6, ())


def test_the_auditor_shares_no_code_with_the_writer() -> None:
    """This test ensures that one mistake cannot hide in the shelf and its auditor: neither imports the other's code."""
    import docgen.archive

    rooms = Path(docgen.archive.__path__[0])
    for module in rooms.glob("*.py"):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        own = {name.removeprefix("docgen.archive.") for name in names if name.startswith("docgen.archive.")}
        is_auditor = module.stem.startswith("audit")
        assert all(name.startswith("audit") is is_auditor for name in own), module.name
        assert not (is_auditor and any(name.startswith("docgen.media") for name in names)), module.name
