"""Requirement 10: the auditor against every code of the OCFL 1.1 list, and against ocfl-py."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import ocfl
import pytest
from ocfl.validator import Validator

from docgen.archive.audit import audit
from docgen.archive.audit_object import audit_object
from tests.docgen.archive.ocfl_codes import OBJECTS, Case
from tests.docgen.archive.ocfl_objects import TWO_VERSIONS, Built, build, build_root
from tests.docgen.archive.ocfl_roots import ERRORS, NOT_MADE, ROOTS, WARNINGS, RootCase


@pytest.fixture(scope="session")
def good_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A storage root with one good object, made once."""
    root = tmp_path_factory.mktemp("ocfl") / "kho"
    build_root(root)
    return root


@pytest.fixture
def root(good_root: Path, tmp_path: Path) -> Path:
    """A storage root of one's own."""
    shutil.copytree(good_root, tmp_path / "kho", symlinks=True)
    return tmp_path / "kho"


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """A good object of two versions."""
    return build(tmp_path / "doi-tuong", fixity=("sha256",))


def codes(folder: Path) -> set[str]:
    """The codes the auditor tells for one object."""
    return {finding.code for finding in audit_object(folder).findings}


def others_accept(folder: Path) -> bool:
    """What ocfl-py says of an object; an object it stumbles over is refused."""
    try:
        return bool(Validator().validate_object(str(folder)))
    except (TypeError, AttributeError, KeyError, ValueError):
        return False


def others_accept_root(root: Path) -> bool:
    """What ocfl-py says of a storage root."""
    seen = ocfl.StorageRoot(root=str(root))
    try:
        return bool(seen.validate()) and not seen.errors
    except ocfl.StorageRootException:
        return False


def named(case: Case | RootCase) -> str:
    """How a case is shown."""
    return f"{case.code}_{case.name}".replace(" ", "_")


@pytest.mark.parametrize("case", OBJECTS, ids=named)
def test_requirement_10_a_bad_object_is_named_by_its_code(built: Built, case: Case) -> None:
    """This test ensures that each broken object is refused under its code, an advice being no refusal, and that
    ocfl-py gives the same verdict or the table says why not.
    """
    assert codes(built.folder) == set()
    case.do(built)
    found = codes(built.folder)
    assert case.code in found
    is_valid = not any(code.startswith("E") for code in found)
    assert is_valid is case.code.startswith("W")
    assert others_accept(built.folder) is (is_valid or bool(case.ocfl_py))


@pytest.mark.parametrize("case", ROOTS, ids=named)
def test_requirement_10_a_bad_root_is_named_by_its_code(root: Path, case: RootCase) -> None:
    """This test ensures that each broken storage root is refused under its code, an advice being told as a warning."""
    assert audit(root).damages == ()
    case.do(root)
    damages = audit(root).damages
    assert [damage.is_error for damage in damages if damage.code == case.code][:1] == [case.code.startswith("E")]
    assert others_accept_root(root) is (case.code.startswith("W") or bool(case.ocfl_py))


def test_requirement_10_the_table_is_complete() -> None:
    """This test ensures that every code of the specification is made, or stands with its reason among the others."""
    made = {case.code for case in (*OBJECTS, *ROOTS)}
    assert made | set(NOT_MADE) == ERRORS | WARNINGS
    assert not made & set(NOT_MADE) and all(NOT_MADE.values())


def empty_second(folder: Path) -> Built:
    """An object whose only version shows nothing."""
    return build(folder, [{}])


ALL_DIGESTS = ("md5", "sha1", "sha256", "sha512", "blake2b-512")
ACTIONS = (
    {"a_file.txt": b"1", "b.txt": b"2", "empty": b""},
    {"a_file.txt": b"1b", "renamed.txt": b"2", "empty": b""},
    {"a_file.txt": b"1", "copy.txt": b"1", "folder/empty": b""},
)
GOOD: dict[str, Callable[[Path], Built]] = {  # the good objects of the OCFL fixtures, under their names there
    "minimal_content_dir_called_stuff": lambda f: build(f, TWO_VERSIONS[:1], content="stuff"),
    "minimal_mixed_digests": lambda f: build(f, TWO_VERSIONS[:1]),
    "minimal_no_content": empty_second,
    "minimal_one_version_one_file": lambda f: build(f, [{"a_file.txt": b"1"}]),
    "minimal_uppercase_digests": lambda f: build(f, TWO_VERSIONS[:1], upper=True),
    "ocfl_object_all_fixity_digests": lambda f: build(f, TWO_VERSIONS[:1], fixity=ALL_DIGESTS),
    "spec-ex-full": lambda f: build(f, ACTIONS, fixity=("md5", "sha1")),
    "updates_all_actions": lambda f: build(f, [*ACTIONS, {"d/e": b"1"}]),
    "updates_three_versions_one_file": lambda f: build(f, [{"a": b"1"}, {"a": b"2"}, {"a": b"3"}]),
    "fedora_digests_of_extension_0009": lambda f: build(f, fixity=("blake2b-160", "blake2b-256", "blake2b-384")),
    "object_of_1.0": lambda f: build(f, specifications=("1.0",)),
    "object_that_moved_to_1.1": lambda f: build(f, specifications=("1.0", "1.1")),
}


@pytest.mark.parametrize("name", GOOD)
def test_requirement_10_good_objects_are_accepted(tmp_path: Path, name: str) -> None:
    """This test ensures that what the specification allows is allowed, and ocfl-py agrees; E027 is among them."""
    folder = GOOD[name](tmp_path / "doi-tuong").folder
    if name == "minimal_mixed_digests":
        mix_letters(Built(folder, ("v1",)))
    assert codes(folder) == set()
    assert others_accept(folder)


def mix_letters(built: Built) -> None:
    """Write one digest in capitals, in the manifest and in the state alike."""
    document = built.read()
    digest, paths = next(iter(document["manifest"].items()))
    del document["manifest"][digest]
    document["manifest"][digest.upper()] = paths
    state = document["versions"]["v1"]["state"]
    state[digest.upper()] = state.pop(digest)
    built.write(document, "", "v1")


@pytest.mark.parametrize("algorithm", ALL_DIGESTS)
def test_e027_each_algorithm_is_computed(tmp_path: Path, algorithm: str) -> None:
    """This test ensures that a wrong digest of any algorithm of the specification is found, not passed over."""
    built = build(tmp_path / "doi-tuong", fixity=(algorithm,))

    def flip(document: dict[str, dict[str, dict[str, list[str]]]]) -> None:
        block = document["fixity"][algorithm]
        digest, paths = block.popitem()
        block[f"{'1' if digest[0] == '0' else '0'}{digest[1:]}"] = paths

    built.edit(flip)
    assert codes(built.folder) == {"E093"}


def test_e028_registered_algorithms_are_passed_over(built: Built) -> None:
    """This test ensures that a registered algorithm that is not computed here is no damage."""
    built.edit(lambda d: d["fixity"].update({"size": {"3": ["v1/content/a.txt"]}, "sha512/256": {}}))
    assert codes(built.folder) == set()


def test_e022_other_folders_of_a_version_are_passed_over(built: Built) -> None:
    """This test ensures that files in another folder of a version are neither counted nor missed."""
    before = audit_object(built.folder).files
    (built.folder / "v1/khac").mkdir()
    (built.folder / "v1/khac/a.txt").write_bytes(b"x")
    assert codes(built.folder) == {"W002"} and audit_object(built.folder).files == before


def test_e087_unknown_files_in_the_root_are_passed_over(root: Path) -> None:
    """This test ensures that a copy of the specification or a note in the storage root is no damage."""
    for name in ("ocfl_1.1.md", "README.txt"):
        (root / name).write_text("x")
    assert audit(root).damages == ()


def test_a_copy_made_of_links_is_no_damage(root: Path, tmp_path: Path) -> None:
    """This test ensures that a backup that shares its files with the shelf by hard links harms neither."""
    shutil.copytree(root, tmp_path / "ban-sao", copy_function=lambda one, other: Path(other).hardlink_to(one))
    assert audit(root).is_clean and audit(tmp_path / "ban-sao").is_clean


def test_a_warning_leaves_the_shelf_valid_but_not_clean(root: Path) -> None:
    """This test ensures that an advice that is not followed is told, without calling the shelf invalid."""
    (root / "extensions/cua-toi").mkdir()
    report = audit(root)
    assert report.is_valid and not report.is_clean and not report.damages[0].is_error
