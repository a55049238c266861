"""The BagIt conformance suite, rebuilt by its folder names: what it marks invalid ones are rejected (requirement 23).

The suite of the Library of Congress cannot be had here. Each case below is made by code from its name and from what
RFC 8493 says of it; `warning` bags are valid and must not be refused. Cases of one operating system are refused on all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

import bagit
import pytest

from docgen.handover.bag_checks import check_bag

Change = Callable[[Path], None]
HELLO = b"Hello, world.\n"


def _bag(
    folder: Path,
    *,
    version: str = "0.97",
    algorithm: str = "md5",
    payload: Mapping[str, bytes] | None = None,
    encoding: str = "UTF-8",
    info: str = "Bag-Software-Agent: tay\nBagging-Date: 2017-11-03\n",
    manifest: str | None = None,
    declaration: bytes | None = None,
    with_tags: bool = True,
) -> Path:
    """A bag made by hand, so that it may be wrong; `manifest` and `declaration` replace what would be right."""
    files = {"hello.txt": HELLO} if payload is None else payload
    for name, data in files.items():
        (folder / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "data" / name).write_bytes(data)
    right = "".join(f"{hashlib.new(algorithm, data).hexdigest()}  data/{name}\n" for name, data in files.items())
    said = f"BagIt-Version: {version}\nTag-File-Character-Encoding: {encoding}\n".encode()
    tags = {
        "bagit.txt": said if declaration is None else declaration,
        "bag-info.txt": info.encode(encoding),
        f"manifest-{algorithm}.txt": (right if manifest is None else manifest).encode(encoding),
    }
    for name, data in tags.items():
        (folder / name).write_bytes(data)
    if with_tags:
        _seal(folder, algorithm, encoding)
    return folder


def _seal(folder: Path, algorithm: str = "md5", encoding: str = "UTF-8") -> None:
    """The tag manifest over what lies there now."""
    names = ("bag-info.txt", "bagit.txt", "fetch.txt", f"manifest-{algorithm}.txt", "manifest-sha256.txt")
    held = [folder / name for name in dict.fromkeys(names) if (folder / name).is_file()]
    lines = "".join(f"{hashlib.new(algorithm, path.read_bytes()).hexdigest()}  {path.name}\n" for path in held)
    (folder / f"tagmanifest-{algorithm}.txt").write_bytes(lines.encode(encoding))


def _md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def _listing(folder: Path, path: str) -> Path:
    """A bag that lists one more file than it holds, under `path`."""
    return _bag(folder, manifest=f"{_md5(HELLO)}  data/hello.txt\n{_md5(b'x')}  {path}\n")


def _fetching(folder: Path, path: str, data: bytes | None = None) -> Path:
    """A bag that would fetch `path`; with `data` the file is there already."""
    lines = f"{_md5(HELLO)}  data/hello.txt\n"
    if path.startswith("data/"):
        lines += f"{_md5(data or b'x')}  {path}\n"
    made = _bag(folder, manifest=lines, with_tags=False)
    if data is not None:
        (folder / path).write_bytes(data)
    (folder / "fetch.txt").write_text(f"http://localhost/foo - {path}\n", "utf-8")
    _seal(made)
    return made


def _spoiled(folder: Path, change: Change, **shape: object) -> Path:
    made = _bag(folder, **shape)  # type: ignore[arg-type]
    change(made)
    return made


def _write(name: str, data: bytes) -> Change:
    return lambda folder: (folder / name).write_bytes(data) and None


def _missing_from_manifest(folder: Path) -> Path:
    """Two payload manifests of which one leaves a file out (version 1.0 wants both whole)."""
    payload = {"hello.txt": HELLO, "missingFromManifest.txt": b"y"}
    made = _bag(folder, version="1.0", algorithm="sha512", payload=payload, with_tags=False)
    line = f"{hashlib.sha256(HELLO).hexdigest()}  data/hello.txt\n"
    (folder / "manifest-sha256.txt").write_text(line)
    _seal(made, "sha512")
    return made


TWICE = f"{_md5(HELLO)}  data/hello.txt\n{_md5(b'other')}  data/hello.txt\n"
SPACED = b"BagIt-Version : %s\nTag-File-Character-Encoding: UTF-8\n"
DOT = "data/../../README.md"
INVALID: dict[str, Callable[[Path], Path]] = {
    "v0.97/invalid/baginfo-missing-encoding": lambda f: _bag(f, declaration=b"BagIt-Version: 0.97\n"),
    "v0.97/invalid/bagit-with-invalid-whitespace": lambda f: _bag(f, declaration=SPACED % b"0.97"),
    "v0.97/invalid/bom-in-bagit.txt": lambda f: _bag(
        f, declaration=b"\xef\xbb\xbfBagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"
    ),
    "v0.97/invalid/corrupt-data-file": lambda f: _spoiled(f, _write("data/hello.txt", b"Hello, World.\n")),
    "v0.97/invalid/corrupt-tag-file": lambda f: _spoiled(f, _write("bag-info.txt", b"Bagging-Date: 2017-11-04\n")),
    "v0.97/invalid/extra-file-in-bag": lambda f: _spoiled(f, _write("data/bar", b"x")),
    "v0.97/invalid/invalid-version-number": lambda f: _bag(f, version=".97"),
    "v0.97/invalid/missing-baginfo": lambda f: _spoiled(f, lambda b: (b / "bag-info.txt").unlink()),
    "v0.97/invalid/missing-bagit.txt": lambda f: _spoiled(f, lambda b: (b / "bagit.txt").unlink()),
    "v0.97/invalid/out-of-scope-file-paths-using-dot-notation": lambda f: _listing(f, DOT),
    "v0.97/invalid/out-of-scope-file-paths-using-dot-notation-for-fetch": lambda f: _fetching(f, DOT),
    "v0.97/invalid/same-filename-listed-twice-with-different-hashes": lambda f: _bag(f, manifest=TWICE),
    "v0.97/linux-only/out-of-scope-file-paths-using-absolute-path": lambda f: _listing(f, "/tmp/foo"),
    "v0.97/linux-only/out-of-scope-file-paths-using-absolute-path-for-fetch": lambda f: _fetching(f, "/tmp/foo"),
    "v0.97/linux-only/out-of-scope-file-paths-using-shortcut": lambda f: _listing(f, "~/foo"),
    "v0.97/linux-only/out-of-scope-file-paths-using-shortcut-for-fetch": lambda f: _fetching(f, "~/foo"),
    "v0.97/linux-only/out-of-scope-file-paths-using-shortcut-username": lambda f: _listing(f, "~root/foo"),
    "v0.97/linux-only/out-of-scope-file-paths-using-shortcut-username-for-fetch": lambda f: _fetching(f, "~root/foo"),
    "v0.97/windows-only/out-of-scope-file-paths-using-absolute-path": lambda f: _listing(f, r"C:\Windows\setx.exe"),
    "v0.97/windows-only/out-of-scope-file-paths-using-absolute-path-for-fetch": lambda f: _fetching(
        f, r"C:\Windows\setx.exe"
    ),
    "v0.97/windows-only/out-of-scope-file-paths-using-shortcut": lambda f: _listing(f, r"%HomeDrive%\setx.exe"),
    "v0.97/windows-only/out-of-scope-file-paths-using-shortcut-for-fetch": lambda f: _fetching(
        f, r"%HomeDrive%\setx.exe"
    ),
    "v0.97/windows-only/out-of-scope-file-paths-using-unc": lambda f: _listing(f, r"\\?\UNC\server\setx.exe"),
    "v0.97/windows-only/out-of-scope-file-paths-using-unc-for-fetch": lambda f: _fetching(
        f, r"\\?\UNC\server\setx.exe"
    ),
    "v1.0/invalid/bagit-with-invalid-whitespace": lambda f: _bag(
        f, version="1.0", algorithm="sha512", declaration=SPACED % b"1.0"
    ),
    "v1.0/invalid/missing-from-manifest": _missing_from_manifest,
    "v1.0/invalid/same-filename-listed-twice-with-different-hashes": lambda f: _bag(f, version="1.0", manifest=TWICE),
}
MORE_INVALID: dict[str, Callable[[Path], Path]] = {
    "no manifest": lambda f: _spoiled(f, lambda b: (b / "manifest-md5.txt").unlink(), with_tags=False),
    "an algorithm nobody can check": lambda f: _spoiled(f, _write("manifest-crc32.txt", b"00  data/hello.txt\n")),
    "a manifest of other text": lambda f: _bag(f, manifest="hello\n"),
    "a payload file in the tag manifest": lambda f: _spoiled(
        f, _write("tagmanifest-md5.txt", f"{_md5(HELLO)}  data/hello.txt\n".encode())
    ),
    "a count that is wrong": lambda f: _bag(f, info="Payload-Oxum: 15.1\n"),
    "two counts": lambda f: _bag(f, info="Payload-Oxum: 14.1\nPayload-Oxum: 15.1\n"),
    "a label with blanks, in 1.0": lambda f: _bag(f, version="1.0", info="Bagging-Date : 2017-11-03\n"),
    "an encoding that is none": lambda f: _bag(
        f, declaration=b"BagIt-Version: 0.97\nTag-File-Character-Encoding: KHONG\n"
    ),
    "tags in another encoding": lambda f: _spoiled(f, _write("bag-info.txt", b"Ti\xeau-De: x\n"), with_tags=False),
    "a third line": lambda f: _bag(
        f, declaration=b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\nVersion: 2\n"
    ),
    "a file still to be fetched": lambda f: _fetching(f, "data/foo"),
    "a version of the future": lambda f: _bag(f, version="2.0"),
    "no payload folder": lambda f: _bag(f, payload={}),
    "a manifest path outside data": lambda f: _listing(f, "bagit.txt"),
    "a fetch list of other text": lambda f: _spoiled(f, _write("fetch.txt", b"x\n")),
}
VALID: dict[str, Callable[[Path], Path]] = {
    "v0.93/valid/basic-bag": lambda f: _bag(f, version="0.93"),
    "v0.94/valid/basic-bag": lambda f: _bag(f, version="0.94"),
    "v0.95/valid/basic-bag-md5": lambda f: _bag(f, version="0.95"),
    "v0.96/valid/basic-bag": lambda f: _bag(f, version="0.96"),
    "v0.97/valid/basic-bag": lambda f: _bag(f),
    "v0.97/valid/basic-bag-sha1": lambda f: _bag(f, algorithm="sha1"),
    "v0.97/valid/basic-bag-sha224": lambda f: _bag(f, algorithm="sha224"),
    "v0.97/valid/basic-bag-sha256": lambda f: _bag(f, algorithm="sha256"),
    "v0.97/valid/basic-bag-sha512": lambda f: _bag(f, algorithm="sha512"),
    "v0.97/valid/minimal-bag": lambda f: _spoiled(f, lambda b: (b / "bag-info.txt").unlink(), with_tags=False),
    "v0.97/valid/bag-with-space": lambda f: _bag(f, payload={"test 1.txt": HELLO, "two  spaces.txt": b"2"}),
    "v0.97/valid/bag-with-encoded-names": lambda f: _bag(f, payload={"hello%20world.txt": HELLO}),
    "v0.97/valid/bag-with-escapable-characters": lambda f: _bag(f, payload={"hello!@#$^&.txt": HELLO}),
    "v0.97/valid/bag-with-leading-dot-slash-in-manifest": lambda f: _bag(
        f, manifest=f"{_md5(HELLO)}  ./data/hello.txt\n"
    ),
    "v0.97/valid/duplicate-metadata-entries": lambda f: _bag(f, info="Contact-Name: Mot\nContact-Name: Hai\n"),
    "v0.97/valid/uncommon-metadata-separators": lambda f: _bag(
        f, info="Contact-Name  :Mot\nBagging-Date:2017-11-03\nPayload-Oxum:\t14.1\n  \nNote: a\n b\n"
    ),
    "v0.97/valid/holey-bag": lambda f: _fetching(f, "data/foo", b"foo"),
    "v0.97/valid/local-fetch": lambda f: _fetching(f, "data/bar", b"bar"),
    "v0.97/valid/bag-in-a-bag": lambda f: _bag(
        f, payload={"bagit.txt": b"BagIt-Version: 0.97\n", "data/hello.txt": HELLO}
    ),
    "v0.97/valid/ISO-8859-1-encoded-tag-files": lambda f: _bag(
        f, encoding="ISO-8859-1", info="Contact-Name: Ti\xeau\n"
    ),
    "v0.97/valid/UTF-16-encoded-tag-files": lambda f: _bag(f, encoding="UTF-16"),
    "v1.0/valid/basicBag": lambda f: _bag(f, version="1.0", algorithm="sha512"),
}
WARNING: dict[str, Callable[[Path], Path]] = {
    "v0.97/warning/duplicate-file-with-different-case": lambda f: _bag(
        f, payload={"hello.txt": HELLO, "HELLO.txt": HELLO}
    ),
    "v0.97/warning/filename-normalization": lambda f: _bag(
        f, payload={"tie\u0302u.txt": HELLO}, manifest=f"{_md5(HELLO)}  data/ti\xeau.txt\n"
    ),
    "v0.97/warning/made-with-md5sum-tools": lambda f: _bag(f, manifest=f"{_md5(HELLO)} *data/hello.txt\n"),
    "v0.97/warning/relative-path": lambda f: _bag(f, manifest=f"{_md5(HELLO)}  ./data/hello.txt\n"),
    "v0.97/warning/same-filename-listed-twice-with-different-normalization": lambda f: _bag(
        f,
        payload={"ti\xeau.txt": HELLO},
        manifest=f"{_md5(HELLO)}  data/ti\xeau.txt\n{_md5(HELLO)}  data/tie\u0302u.txt\n",
    ),
    "v0.97/warning/same-filename-listed-twice-with-the-same-hash": lambda f: _bag(
        f, manifest=f"{_md5(HELLO)}  data/hello.txt\n" * 2
    ),
    "v0.97/warning/special-system-files": lambda f: _bag(f, payload={"hello.txt": HELLO, ".DS_Store": b"x"}),
}


def _wrong(folder: Path) -> list[str]:
    return [str(problem) for problem in check_bag(folder) if problem.is_error]


@pytest.mark.parametrize("name", INVALID)
def test_what_the_suite_marks_invalid_is_rejected(name: str, tmp_path: Path) -> None:
    """Requirement 23."""
    assert _wrong(INVALID[name](tmp_path))


@pytest.mark.parametrize("name", MORE_INVALID)
def test_what_the_standard_forbids_besides_is_rejected(name: str, tmp_path: Path) -> None:
    """Requirement 23, beyond the suite."""
    assert _wrong(MORE_INVALID[name](tmp_path))


@pytest.mark.parametrize("name", [*VALID, *WARNING])
def test_what_the_suite_marks_valid_is_taken(name: str, tmp_path: Path) -> None:
    """A valid bag, and one that only deserves a warning, is not refused."""
    assert _wrong({**VALID, **WARNING}[name](tmp_path)) == []


def test_the_white_space_the_library_accepts(tmp_path: Path) -> None:
    """The library passes the one bag of version 1.0 that is invalid for its white space; ours does not."""
    made = INVALID["v1.0/invalid/bagit-with-invalid-whitespace"](tmp_path)
    bagit.Bag(str(made)).validate()
    assert any("BagIt-Version" in problem for problem in _wrong(made))
