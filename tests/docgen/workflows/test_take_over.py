"""A bag from elsewhere taken in: it becomes ours, and what is wrong with it leaves no trace (requirements 23, 24)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.errors import UnsafeFile
from docgen.handover.bags import write_bag
from docgen.handover.package import PREMIS_NAME, package_entries
from docgen.handover.values import Delivery, Entry, HandedOverDossier
from docgen.handover.zipping import write_zip
from docgen.office import Office, make_office, open_office
from docgen.paperwork.handing_over import HandOverDesk
from docgen.workflows import take_over
from docgen.workflows.take_over import import_bag
from registry.errors import RuleBroken
from registry.store.dossier_records import dossier_records
from tests.docgen.paperwork.test_receiving import SETTINGS
from tests.support.handover_facts import delivery, dossier, held, paper
from tests.support.outside_world.digital_pen import paper as pdf

FIRST, SECOND, THIRD = (pdf((text,)) for text in ("Quyet dinh mot", "Quyet dinh hai", "Phu luc"))
PAPERS = (
    paper(1, files=(held(FIRST, original_name="Quyết định đã ký.pdf"),), type_name="Bản tự đánh giá", number_text=""),
    paper(2, files=(held(SECOND), held(THIRD)), note="thiếu tờ 3"),
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An empty office."""
    folder = tmp_path / "van-phong"
    make_office(folder, SETTINGS.read_text("utf-8"))
    return open_office(folder, {"DOCGEN_TODAY": "2022-03-02"}, actor="người nhận")


def packed(folder: Path, made: HandedOverDossier, how: Delivery, *, without: str = "") -> Path:
    """The package of a dossier; `without` leaves one file out, as other software may."""
    path = folder / how.zip_name
    entries = tuple(entry for entry in package_entries(made, how) if entry.name != without)
    write_zip(path, how.object_id, _unreferenced(entries, without) if without else entries, how)
    return path


def _unreferenced(entries: tuple[Entry, ...], name: str) -> tuple[Entry, ...]:
    """The entries with METS not speaking of `name` any more."""
    mets = next(entry for entry in entries if entry.name == "METS.xml")
    assert isinstance(mets.source, bytes) and name == PREMIS_NAME
    start, end = mets.source.index(b"  <amdSec>"), mets.source.index(b"  <fileSec")
    admid = mets.source.index(b' ADMID="')
    text = mets.source[:start] + mets.source[end:admid] + mets.source[mets.source.index(b'"', admid + 8) + 1 :]
    return tuple(replace(entry, source=text, size=len(text)) if entry is mets else entry for entry in entries)


def bagged(folder: Path, *zips: Path) -> Path:
    """A bag of packages."""
    write_bag(folder / "goi", {path.name: path for path in zips}, [("Source-Organization", "Nơi khác")])
    return folder / "goi"


def test_papers_of_several_files_come_in_and_go_on_as_they_were(office: Office, tmp_path: Path) -> None:
    """Requirement 24 for what the story has not: several files of one paper, notes, a type that is none, 15 years."""
    made = dossier(documents=PAPERS, retention_years=15, closed_by="văn thư", agency="H49.64.33", number=1)
    (taken,) = import_bag(office, bagged(tmp_path, packed(tmp_path, made, delivery())), reason="nhận").dossiers
    again = HandOverDesk(office).dossier(taken)
    assert replace(again, documents=(), contents=None) == replace(made, documents=(), contents=None)
    for before, after in zip(made.documents, again.documents, strict=True):
        assert replace(after, files=()) == replace(before, files=())
        assert [file.source.read_bytes() for file in after.files if isinstance(file.source, Path)] == [
            file.source for file in before.files
        ]
    assert again.documents[0].files[0].original_name == "Quyết định đã ký.pdf"


def test_packages_without_premis_are_taken_by_their_fields(office: Office, tmp_path: Path) -> None:
    """Other software need not tell what only ours does: number, type and period come from the circular's codes."""
    made = dossier(documents=(paper(1, files=(held(FIRST),)), PAPERS[1]), retention_years=None)
    bag = bagged(tmp_path, packed(tmp_path, made, delivery(), without=PREMIS_NAME))
    (taken,) = import_bag(office, bag, reason="nhận").dossiers
    assert [(each.number_text, each.type_name, each.dated) for each in taken.papers] == [
        (each.number_text, each.type_name, each.issued_on) for each in made.documents
    ]
    assert (taken.retention.years, taken.formed_in, taken.ended_on) == (None, 2021, made.last_on)


def test_two_packages_of_one_bag_come_in_together(office: Office, tmp_path: Path) -> None:
    """Both are taken, in the order of the hand-over, and the same bytes in both are kept once."""
    one = packed(tmp_path, dossier(documents=PAPERS), delivery())
    two = dossier(documents=PAPERS[:1], code="H49.64.33.2021.02")
    other = packed(tmp_path, two, delivery(ordinal=2, package=delivery().package.__class__(int=7)))
    taken = import_bag(office, bagged(tmp_path, one, other), reason="nhận").dossiers
    assert [each.code for each in taken] == ["H49.64.33.2021.01", "H49.64.33.2021.02"]
    assert taken[0].papers[0].object_id == taken[1].papers[0].object_id
    assert [len(HandOverDesk(office).dossier(each).documents) for each in taken] == [2, 1]


def _zip(path: Path, name: str) -> Path:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"\0" * 3_000_000)
    path.write_bytes(raw.getvalue())
    return path


def _secret(folder: Path) -> Path:
    return packed(folder, dossier(documents=PAPERS, access="03"), delivery())


def _marked(folder: Path) -> Path:
    files = (held(FIRST, original_name="Quyết định [TUYỆT MẬT].pdf"),)
    return packed(folder, dossier(documents=(paper(1, files=files),)), delivery())


def _no_paper(folder: Path) -> Path:
    return packed(folder, dossier(documents=(paper(1, files=(held(b"MZ not a paper"),)),)), delivery())


def _miscounted(folder: Path) -> Path:
    """A package whose EAD counts another number of papers, sealed as if it were right."""
    made = dossier(documents=PAPERS)
    wrong = replace(made, documents=(*PAPERS, paper(3, files=(held(THIRD),))))
    ead = next(e for e in package_entries(wrong, delivery()) if e.name.endswith("/EAD.xml"))
    entries = {entry.name: entry for entry in package_entries(made, delivery())}
    right, mets = entries[ead.name], entries["METS.xml"]
    assert isinstance(mets.source, bytes)
    source = mets.source.replace(right.sha256.encode(), ead.sha256.encode())
    source = source.replace(f'SIZE="{right.size}"'.encode(), f'SIZE="{ead.size}"'.encode())
    entries |= {ead.name: ead, "METS.xml": replace(mets, source=source, size=len(source))}
    path = folder / delivery().zip_name
    write_zip(path, delivery().object_id, entries.values(), delivery())
    return path


HOSTILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a way out": (lambda folder: _zip(folder / "1_a.zip", "../../../x"), "tên thành phần bất thường"),
    "a bomb": (lambda folder: _zip(folder / "1_a.zip", "uuid-A/METS.xml"), "bom nén"),
    "a secret dossier": (_secret, "tài liệu mật"),
    "a mark of secrecy": (_marked, "TUYỆT MẬT"),
    "something that is no paper": (_no_paper, "Không phải PDF"),
    "a wrong count": (_miscounted, "EAD ghi 3 văn bản, gói có 2"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_package_in_a_good_bag_leaves_no_trace(name: str, office: Office, tmp_path: Path) -> None:
    """luu-tru.md §6 and requirement 53: one sentence, not even a registry or a shelf is opened, no file left."""
    make, said = HOSTILE[name]
    bag = bagged(tmp_path, make(tmp_path))
    before = {path.relative_to(tmp_path) for path in tmp_path.rglob("*")}
    with pytest.raises(UnsafeFile) as refused:
        import_bag(office, bag, reason="nhận")
    assert refused.value.message.startswith("Không nhận ") and said in refused.value.message
    assert {path.relative_to(tmp_path) for path in tmp_path.rglob("*")} == before


def test_a_bag_without_packages_is_refused(office: Office, tmp_path: Path) -> None:
    """A good bag of other things is none of ours."""
    write_bag(tmp_path / "goi", {"a.txt": b"x"}, [])
    with pytest.raises(UnsafeFile, match="không có tệp ZIP"):
        import_bag(office, tmp_path / "goi", reason="nhận")


def test_an_interrupted_import_is_simply_done_again(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file comes before the record: a break between them leaves dust that the next run uses."""
    bag = bagged(tmp_path, packed(tmp_path, dossier(documents=PAPERS), delivery()))

    def broken(*_: object) -> None:
        raise OSError("đứt giữa chừng")

    with monkeypatch.context() as patch:
        patch.setattr(take_over, "take_dossier", broken)
        with pytest.raises(OSError, match="đứt"):
            import_bag(office, bag, reason="nhận")
    with office.store.reading() as session:
        assert dossier_records(session) == ()
    (taken,) = import_bag(office, bag, reason="nhận").dossiers
    assert len(taken.papers) == 2
    with pytest.raises(RuleBroken, match="đã có trong sổ"):
        import_bag(office, bag, reason="nhận")
