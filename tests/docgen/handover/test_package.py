"""A SIP_hoso is whole, valid and the same every time (luu-tru.md, requirements 18, 19, 21)."""

from __future__ import annotations

import hashlib
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import distribution
from pathlib import Path

import pytest
from lxml import etree, isoschematron

from docgen.errors import UnsafeFile
from docgen.handover import schemas
from docgen.handover.package import EAD_NAME, METS_NAME, PREMIS_NAME, REP, REP_METS_NAME, package_entries
from docgen.handover.package_checks import check_package
from docgen.handover.reading import read_package
from docgen.handover.values import RecordStatus, package_of
from docgen.handover.zipping import unpack
from tests.support.handover_facts import delivery, dossier, held, laid_out, made_zip, paper

METS = "{http://www.loc.gov/METS/}"
HREF = "{http://www.w3.org/1999/xlink}href"
RULES = "eark_validator/ipxml/resources"
# What the CSIP 2.0.4 rules say of our METS files beyond what TT 05/2025 wants; docs/reference.md explains each.
EXPECTED = {
    METS_NAME: {"CSIP21", "SIP14"},
    REP_METS_NAME: {"CSIP21", "CSIP31", "CSIP60", "CSIP93", "CSIP97", "CSIP101", "CSIP113", "CSIP114", "SIP2", "SIP14"},
}


@pytest.fixture(scope="module")
def entries() -> dict[str, bytes]:
    """The files of a package of three papers, one of them in two files."""
    papers = (paper(1), paper(2, files=(held(b"one", ".jpg"), held(b"two", ".jpg"))), paper(3))
    made = package_entries(dossier(documents=papers), delivery(agreement="NL-2022-01", receiver="Lưu trữ lịch sử tỉnh"))
    return {entry.name: bytes(entry.source) for entry in made if isinstance(entry.source, bytes)}


@pytest.fixture
def folder(entries: dict[str, bytes], tmp_path: Path) -> Path:
    """The package laid out on the disk, to be spoiled."""
    root = tmp_path / delivery().object_id
    for name, data in entries.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def test_the_tree_of_the_circular(entries: dict[str, bytes]) -> None:
    """Phụ lục III, with PREMIS and the list of contents, which METS allows."""
    assert sorted(name for name in entries if not name.startswith("schemas/")) == [
        METS_NAME,
        "documentation/muc-luc-van-ban.docx",
        EAD_NAME,
        PREMIS_NAME,
        REP_METS_NAME,
        f"{REP}/data/H49.64.33.2021.01.1.pdf",
        f"{REP}/data/H49.64.33.2021.01.2.jpg",
        f"{REP}/data/H49.64.33.2021.01.2_02.jpg",
        f"{REP}/data/H49.64.33.2021.01.3.pdf",
        *(f"{REP}/metadata/descriptive/EAD_doc_H49.64.33.2021.01.{ordinal}.xml" for ordinal in (1, 2, 3)),
    ]
    assert {f"schemas/{name}" for name in schemas.SHIPPED} < set(entries)


def test_the_package_is_valid_by_our_own_checks(folder: Path) -> None:
    """Requirement 18 as the exporter holds it against itself."""
    assert check_package(folder) == ()


def _official(name: str) -> etree.XMLSchema:
    """The METS schema as others ship it, its one import turned to the file beside it."""
    path = Path(str(distribution("eark-validator").locate_file(f"{RULES}/schema/{name}")))
    tree = etree.parse(str(path))
    tree.getroot().find("{*}import").set("schemaLocation", "xlink.xsd")
    return etree.XMLSchema(tree)


def test_every_file_is_referenced_once_and_unchanged_by_an_outside_count(entries: dict[str, bytes]) -> None:
    """Requirement 18, counted without any code of ours: METS XSD of others, references, digests, sizes."""
    official = _official("mets.xsd")
    seen: list[str] = []
    for owner, base in ((METS_NAME, ""), (REP_METS_NAME, f"{REP}/")):
        root = etree.fromstring(entries[owner])
        assert official.validate(root), official.error_log
        for node in [*root.iter(f"{METS}mdRef"), *root.iter(f"{METS}file")]:
            name = base + (node.get(HREF) or node.find(f"{METS}FLocat").get(HREF))
            seen.append(name)
            assert node.get("CHECKSUMTYPE") == "SHA-256"
            assert node.get("CHECKSUM") == hashlib.sha256(entries[name]).hexdigest()
            assert int(node.get("SIZE")) == len(entries[name])
    assert sorted(seen) == sorted(set(entries) - {METS_NAME})


def test_identifiers_and_times_are_the_circular_s(entries: dict[str, bytes]) -> None:
    """uuid-{UUID} and ID-{UUID} in capitals, milliseconds and zone, mã phông, agreement, every kind of status."""
    root = etree.fromstring(entries[METS_NAME])
    assert root.get("OBJID") == "uuid-6F0D2C1E-2F0A-4C52-9A55-0D6FCA2B9E11"
    assert all(node.get("ID").startswith("ID-") and node.get("ID")[3:].isupper() for node in root.iter(f"{METS}file"))
    header = root.find(f"{METS}metsHdr")
    assert (header.get("CREATEDATE"), header.get("RECORDSTATUS")) == ("2022-03-01T08:30:00.000+07:00", "NEW")
    notes = [node.text for node in header.iter(f"{METS}note")]
    assert notes == [delivery().version, "P01"]
    assert header.find(f"{METS}altRecordID").text == "NL-2022-01"
    links = [div for div in etree.fromstring(entries[REP_METS_NAME]).iter() if div.get("LABEL") == "MetadataLink/File"]
    assert [len(link.findall(f"{METS}fptr")) for link in links] == [1, 2, 1]
    for status in RecordStatus:
        made = package_entries(dossier(1), delivery(status=status))
        assert f'RECORDSTATUS="{status.value}"'.encode() in next(e.source for e in made if e.name == METS_NAME)  # type: ignore[operator]


@pytest.mark.parametrize("name", [METS_NAME, REP_METS_NAME])
def test_csip_rules_find_only_the_documented_differences(name: str, entries: dict[str, bytes]) -> None:
    """Requirement 19: the rules as the E-ARK validator ships them, run with another engine."""
    assert _broken_rules(etree.fromstring(entries[name])) == EXPECTED[name]


def test_csip_rules_would_find_a_fault(entries: dict[str, bytes]) -> None:
    """The twin: without its checksums and its header the same METS breaks more rules."""
    root = etree.fromstring(entries[METS_NAME])
    root.remove(root.find(f"{METS}metsHdr"))
    for node in root.iter(f"{METS}file"):
        del node.attrib["CHECKSUM"]
    assert {"CSIP117", "CSIP71"} < _broken_rules(root)


def test_the_documented_differences_are_in_the_reference(entries: dict[str, bytes]) -> None:
    """Each is explained to the reader."""
    text = Path("docs/reference.md").read_text("utf-8")
    assert all(code in text for codes in EXPECTED.values() for code in codes)


def _broken_rules(root: etree._Element) -> set[str]:
    found: set[str] = set()
    for kind in ("CSIP", "SIP"):
        place = Path(str(distribution("eark-validator").locate_file(f"{RULES}/schematron/{kind}")))
        for path in sorted(place.glob("*.xml")):
            rules = etree.parse(str(path))
            if rules.getroot().find(".//{*}rule") is None:
                continue
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                judge = isoschematron.Schematron(rules, store_report=True)
                judge.validate(root)
            failed = judge.validation_report.iter("{http://purl.oclc.org/dsdl/svrl}failed-assert")
            found |= {each.get("id") for each in failed if each.get("role") in ("ERROR", "WARN")}
    return found


def test_the_same_dossier_gives_the_same_bytes(tmp_path: Path) -> None:
    """Requirement 21; another time, id or paper gives others."""
    first = made_zip(tmp_path / "1.zip", dossier(), delivery())
    assert made_zip(tmp_path / "2.zip", dossier(), delivery()) == first
    for place, (made, how) in enumerate(
        [
            (dossier(2), delivery()),
            (dossier(), replace(delivery(), at=delivery().at.replace(minute=31))),
            (dossier(), delivery(package=package_of("urn:vn:P01:uuid:x", "2022"))),
        ]
    ):
        assert made_zip(tmp_path / f"other-{place}.zip", made, how) != first


def test_names_in_the_zip(tmp_path: Path) -> None:
    """One folder, sorted, relative, fixed time; the file bears the ordinal in this hand-over and the package id."""
    made_zip(tmp_path / "1.zip", dossier(), delivery())
    with zipfile.ZipFile(tmp_path / "1.zip") as archive:
        infos = archive.infolist()
        assert archive.testzip() is None
    names = [info.filename for info in infos]
    assert names == sorted(names)
    assert {name.partition("/")[0] for name in names} == {delivery().object_id}
    assert {info.date_time for info in infos} == {(2022, 3, 1, 8, 30, 0)}
    assert delivery(ordinal=2).zip_name == "2_uuid-6F0D2C1E-2F0A-4C52-9A55-0D6FCA2B9E11.zip"


def test_a_code_with_slashes_makes_no_folders() -> None:
    """luu-tru.md §6, row 21: mã hồ sơ is data, not a path."""
    names = [entry.name for entry in package_entries(dossier(code="01/../HS"), delivery())]
    assert f"{REP}/data/01-..-HS.1.pdf" in names


def test_a_package_is_read_back(tmp_path: Path) -> None:
    """What went in comes out: fields, what PREMIS adds, files in order with their bytes and names."""
    made = dossier(retention_years=15)
    made_zip(tmp_path / "1.zip", made, delivery())
    read = read_package(unpack(tmp_path / "1.zip", tmp_path / "out"))
    assert (read.object_id, read.fields["title"], read.properties["retentionYears"]) == (
        delivery().object_id,
        made.title,
        "15",
    )
    assert [document.properties["numberText"] for document in read.documents] == ["127-QĐ/HU", "128-QĐ/HU", "129-QĐ/HU"]
    assert [(read.folder / document.files[0]).read_bytes() for document in read.documents] == [
        document.files[0].source for document in made.documents
    ]
    assert set(read.names.values()) == {"Quyết định đã ký.pdf"}


def _swap(name: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        data = (folder / name).read_bytes()
        assert old in data
        (folder / name).write_bytes(data.replace(old, new, 1))

    return spoil


SPOILT: dict[str, tuple[Callable[[Path], None], str]] = {
    "a byte of a paper": (_swap(f"{REP}/data/H49.64.33.2021.01.1.pdf", b"PDF", b"PDG"), "package-digest"),
    "a paper gone": (lambda folder: (folder / REP / "data/H49.64.33.2021.01.1.pdf").unlink(), "package-missing"),
    "a file too many": (lambda folder: (folder / "them.txt").write_text("x") and None, "package-extra"),
    "no METS": (lambda folder: (folder / METS_NAME).unlink(), "package-mets"),
    "no EAD": (lambda folder: (folder / EAD_NAME).unlink(), "package-missing"),
    "METS torn": (_swap(METS_NAME, b"</mets>", b""), "package-schema"),
    "METS with a DOCTYPE": (_swap(METS_NAME, b"<mets ", b'<!DOCTYPE a [<!ENTITY b "c">]><mets '), "package-schema"),
    "METS not by its schema": (_swap(METS_NAME, b"metsHdr", b"metsHdx"), "package-schema"),
    "a code that is none": (_swap(EAD_NAME, b"<mode>02", b"<mode>09"), "package-schema"),
    "another name": (_swap(METS_NAME, b'OBJID="uuid-6', b'OBJID="uuid-7'), "package-name"),
    "an AIP": (_swap(METS_NAME, b'OAISPACKAGETYPE="SIP"', b'OAISPACKAGETYPE="AIP"'), "package-kind"),
    "a reference out": (_swap(METS_NAME, b'href="schemas/EAD.xsd"', b'href="../../etc/passwd"'), "package-missing"),
    "a reference twice": (_swap(METS_NAME, b'href="schemas/EAD.xsd"', b'href="schemas/METS.xsd"'), "package-twice"),
    "a pointer nowhere": (_swap(METS_NAME, b'fptr FILEID="uuid-', b'fptr FILEID="uuid-0'), "package-link"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_package_is_refused(name: str, folder: Path) -> None:
    """Requirement 18, the twins: each fault is named by its code, and reading refuses it."""
    spoil, code = SPOILT[name]
    spoil(folder)
    assert code in {problem.code for problem in check_package(folder)}
    with pytest.raises(UnsafeFile, match=r"Không nhận gói"):
        read_package(folder)


def test_premis_and_mets_must_agree(tmp_path: Path) -> None:
    """A PREMIS of another package, put in with its right digest in METS, is found all the same."""
    wrong = {e.name: e for e in package_entries(dossier(1), delivery())}
    other = {e.name: e for e in package_entries(dossier(1, documents=(paper(1, files=(held(b"z"),)),)), delivery())}
    swapped = other[PREMIS_NAME]
    mets = wrong[METS_NAME]
    assert isinstance(mets.source, bytes)
    source = mets.source.replace(wrong[PREMIS_NAME].sha256.encode(), swapped.sha256.encode())
    source = source.replace(f'SIZE="{wrong[PREMIS_NAME].size}"'.encode(), f'SIZE="{swapped.size}"'.encode())
    made = {**wrong, PREMIS_NAME: swapped, METS_NAME: replace(mets, source=source)}
    folder = laid_out(tmp_path, tuple(made.values()), delivery().object_id)
    assert [problem.code for problem in check_package(folder)] == ["package-premis"]


@pytest.mark.parametrize("name", schemas.SHIPPED)
def test_schemas_say_whose_they_are(name: str) -> None:
    """Ours say so in their header; the one of others is free to be given on."""
    head = schemas.shipped(name)[:1500].decode()
    assert ("CC0 1.0" in head) if name == schemas.METS else ("written anew" in head or "own reading" in head)
