"""Names on the shelf: one place per id, readable and the same for every OCFL reader; portable paths only."""

from __future__ import annotations

import pytest
from ocfl.layout_0003_hash_and_id_n_tuple import Layout_0003_Hash_And_Id_N_Tuple

from docgen.archive.places import check_logical_paths, id_of_folder, object_folder
from docgen.errors import UsageError

IDS = ["urn:vn:P01:uuid:7d0d1987-aaaa-4000-8000-0123456789ab", "urn:vn:P01:uuid:a_b.c~d", "urn:vn:H/2/..:x", "a:B%20c"]


@pytest.mark.parametrize("object_id", IDS)
def test_place_is_the_one_of_extension_0003(object_id: str) -> None:
    """This test ensures that another implementation of extension 0003 looks for the object in the same folder."""
    assert object_folder(object_id).as_posix() == Layout_0003_Hash_And_Id_N_Tuple().identifier_to_path(object_id)


@pytest.mark.parametrize("object_id", IDS)
def test_id_is_read_back_from_the_folder(object_id: str) -> None:
    """This test ensures that the last folder still tells the id to a person with nothing but a file browser."""
    assert id_of_folder(object_folder(object_id).name) == object_id


@pytest.mark.parametrize(
    "object_id", ["", "khong-phai-uri", "urn:vn:Phông:1", "urn:vn:a b", "urn:vn:\n", "urn:" + "x" * 120]
)
def test_unusable_ids_are_refused(object_id: str) -> None:
    """This test ensures that ids that are not short ASCII URIs never become folders."""
    with pytest.raises(UsageError):
        object_folder(object_id)


OUTSIDE = ["", "/a", "a/", "a//b", "../a", "a/../b", ".", ".an", "a\\b", "C:x"]
UNWRITABLE = ["văn-bản.pdf", "a b", "a\0b", "con", "NUL.txt", "a.", "x" * 151, "lpt1/a", "a\n", "\u202ea", "a*b"]


@pytest.mark.parametrize("path", OUTSIDE + UNWRITABLE)
def test_unportable_paths_are_refused(path: str) -> None:
    """This test ensures that a path some file system cannot hold, or that climbs out, is never used on the disk."""
    with pytest.raises(UsageError):
        check_logical_paths([path])


@pytest.mark.parametrize("paths", [("a", "a/b"), ("A/x", "a/y"), ("vb.pdf", "VB.pdf"), ("a/B", "a/b/c")])
def test_paths_that_would_collide_are_refused_together(paths: tuple[str, str]) -> None:
    """This test ensures that a file is not also a folder, and that letter case alone does not tell two paths apart."""
    for path in paths:
        check_logical_paths([path])
    with pytest.raises(UsageError):
        check_logical_paths(paths)


def test_usual_paths_are_accepted() -> None:
    """This test ensures that the paths the archive uses can lie together."""
    check_logical_paths(["phat-hanh/vb.pdf", "phat-hanh/vb.docx", "nhan/001/ky.pdf", "nhan/002/ky.pdf", "console.txt"])
