"""The auditor and forged inventories: an edit is caught by what it says, even when every digest fits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docgen.archive.shelf import Shelf
from tests.docgen.archive.test_audit import Edit, folder, found, sealed

__all__ = ["folder"]  # the fixture


def forget_version(document: dict[str, Any]) -> None:
    """Leave a gap in the versions block."""
    document["versions"]["v9"] = document["versions"].pop("v2")


def swap_files(document: dict[str, Any]) -> None:
    """Tell another story of the first version: the two issued files change places."""
    state = document["versions"]["v1"]["state"]
    (one, first), (other, second) = list(state.items())[:2]
    state[one], state[other] = second, first


def say_twice(document: dict[str, Any]) -> None:
    """Give one digest two entries, one of them in capital letters."""
    digest = next(iter(document["manifest"]))
    document["manifest"][digest.upper()] = ["v1/content/x"]


FORGED: list[tuple[str, Edit, tuple[str, str]]] = [
    *[(f"no {key}", lambda d, key=key: d.pop(key), ("E036", "inventory.json")) for key in ("id", "type", "head")],
    ("no manifest", lambda d: d.pop("manifest"), ("E041", "inventory.json")),
    ("no versions at all", lambda d: d.pop("versions"), ("E043", "inventory.json")),
    ("empty id", lambda d: d.update(id=""), ("E037", "inventory.json")),
    ("another id", lambda d: d.update(id="urn:vn:P01:other"), ("E083", "")),
    ("another type", lambda d: d.update(type="x"), ("E038", "inventory.json")),
    ("weak digests", lambda d: d.update(digestAlgorithm="md5"), ("E025", "inventory.json")),
    ("content folder outside", lambda d: d.update(contentDirectory=".."), ("E018", "inventory.json")),
    ("content folder below", lambda d: d.update(contentDirectory="a/b"), ("E017", "inventory.json")),
    ("older head", lambda d: d.update(head="v2"), ("E040", "inventory.json")),
    ("versions of another kind", lambda d: d.update(versions=[]), ("E045", "inventory.json")),
    ("no versions", lambda d: d.update(versions={}), ("E008", "inventory.json")),
    ("gap in versions", forget_version, ("E010", "inventory.json")),
    ("no first version", lambda d: d["versions"].pop("v1"), ("E009", "inventory.json")),
    ("version outside", lambda d: d["versions"].update({"/etc": {}}), ("E010", "inventory.json")),
    ("no time", lambda d: d["versions"]["v1"].pop("created"), ("E048", "inventory.json")),
    (
        "time without zone",
        lambda d: d["versions"]["v1"].update(created="2026-07-01T08:00:00"),
        ("E049", "inventory.json"),
    ),
    (
        "time that never was",
        lambda d: d["versions"]["v1"].update(created="2026-13-01T08:00:00Z"),
        ("E049", "inventory.json"),
    ),
    ("time of another kind", lambda d: d["versions"]["v1"].update(created=7), ("E049", "inventory.json")),
    ("state of another kind", lambda d: d["versions"]["v3"].update(state=[]), ("E050", "inventory.json")),
    ("nameless user", lambda d: d["versions"]["v1"].update(user={}), ("E054", "inventory.json")),
    ("message of another kind", lambda d: d["versions"]["v1"].update(message=1), ("E094", "inventory.json")),
    (
        "state without content",
        lambda d: d["versions"]["v3"]["state"].update({"0" * 128: ["x"]}),
        ("E050", "inventory.json"),
    ),
    (
        "logical path climbing out",
        lambda d: d["versions"]["v3"]["state"].update({"0" * 128: ["../x"]}),
        ("E052", "inventory.json"),
    ),
    (
        "absolute logical path",
        lambda d: d["versions"]["v3"]["state"].update({"0" * 128: ["/x"]}),
        ("E053", "inventory.json"),
    ),
    (
        "file and folder",
        lambda d: d["versions"]["v3"]["state"].update({"0" * 128: ["nhan"]}),
        ("E095", "inventory.json"),
    ),
    ("retold past", swap_files, ("E066", "v1/inventory.json")),
    ("manifest of another kind", lambda d: d.update(manifest=[]), ("E106", "inventory.json")),
    ("digest twice", say_twice, ("E096", "inventory.json")),
    ("digest without a list", lambda d: d["manifest"].update({"0" * 128: "v1/content/x"}), ("E092", "inventory.json")),
    ("unused content", lambda d: d["manifest"].update({"0" * 128: ["v1/content/x"]}), ("E107", "inventory.json")),
    ("content climbing out", lambda d: d["manifest"].update({"0" * 128: ["v1/../../x"]}), ("E099", "inventory.json")),
    ("absolute content", lambda d: d["manifest"].update({"0" * 128: ["/etc/x"]}), ("E100", "inventory.json")),
    (
        "content of no version",
        lambda d: d["manifest"].update({"0" * 128: ["v8/content/x"]}),
        ("E042", "inventory.json"),
    ),
    (
        "content twice",
        lambda d: d["manifest"].update({"0" * 128: ["v1/content/phat-hanh/vb.pdf"]}),
        ("E101", "inventory.json"),
    ),
    ("malformed digest", lambda d: d["manifest"].update({"xyz": ["v1/content/x"]}), ("E031", "inventory.json")),
    ("forgotten content", lambda d: d["manifest"].popitem(), ("E023", "v3/content/dan-xuat/ky-ocr.pdf")),
    ("unknown fixity", lambda d: d["fixity"].update(crc={}), ("E056", "inventory.json")),
    (
        "fixity of nothing",
        lambda d: d["fixity"]["sha256"].update({"0" * 64: ["v1/content/x"]}),
        ("E057", "inventory.json"),
    ),
    (
        "wrong fixity",
        lambda d: d["fixity"]["sha256"].update({"0" * 64: d["fixity"]["sha256"].popitem()[1]}),
        ("E093", "v3/content/dan-xuat/ky-ocr.pdf"),
    ),
]


@pytest.mark.parametrize(("edit", "expected"), [case[1:] for case in FORGED], ids=[case[0] for case in FORGED])
def test_forged_inventories_are_named(filled: Shelf, folder: Path, edit: Edit, expected: tuple[str, str]) -> None:
    """This test ensures that an edited inventory is caught by what it says, even when all its digests fit."""
    sealed(folder, edit)
    assert expected in found(filled, folder)
