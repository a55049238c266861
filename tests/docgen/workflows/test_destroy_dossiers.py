"""A destruction that is interrupted anywhere is known to the auditor and finished by the same command."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import ocfl
import pytest

from docgen.errors import UsageError
from docgen.intake.folder import put_marker
from docgen.intake.staging import Staged
from docgen.office import Office, make_office, open_office
from docgen.paperwork.destroying import doomed_by, tombstones_for
from docgen.paperwork.filing import shelve_bytes
from docgen.paperwork.founding import founding
from docgen.paperwork.shelfmarks import document_object, open_shelf
from docgen.workflows import destroy_dossiers as errand
from docgen.workflows.keep_dossiers import close, hand_over, hold, reopen, show_dossier
from docgen.workflows.look_after import dump, status, verify_shelf
from registry.dossier_facts import DisposalList
from registry.errors import RuleBroken
from registry.labels import DisposalState, DocumentState, Outcome
from registry.store import disposals as council
from registry.store.documents import find_document, move, note_place
from registry.store.dossier_filling import take_in
from registry.store.dossier_records import marks_of_papers
from registry.store.dossiers import put_paper
from registry.store.received import NewFile, PageProof, record_file
from tests.support.registry_builder import NOW, changing, enter, issued_decision, signed_paper

SETTINGS = Path(__file__).parents[2] / "stories" / "offices" / "khe-sau.toml"
PAPERS = ("AAAA0001", "BBBB0002")
CODE, LIST = "H00.11.2021.01", "XH-2045-01"
TEXT = b"loi van chi co trong van ban nay"


def opened(folder: Path, today: str) -> Office:
    """The office on a day."""
    return open_office(folder, {"DOCGEN_TODAY": today}, actor="người thử")


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of the office for one test."""
    return Path(shutil.copytree(made, tmp_path / "van-phong"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with one closed dossier of two papers on the shelf, and the filed record of a council."""
    folder = tmp_path_factory.mktemp("made") / "van-phong"
    make_office(folder, SETTINGS.read_text("utf-8") + '\n[archive]\nagency = "H00.11"\n')
    office = opened(folder, "2021-02-05")
    put_marker(office.inbox)
    enter(office.store)
    shelf = open_shelf(office)
    for code, person in zip(PAPERS, ("CB-001", "CB-002"), strict=True):
        issued_decision(office.store, code, person)
        place = document_object(office, code)
        shelf.put(place, {"phat-hanh/vb.docx": TEXT + code.encode()}, message="ban hành", user="u", at=NOW)
        (office.output / "ban-hanh").mkdir(exist_ok=True)
        (office.output / "ban-hanh" / f"{code}.docx").write_bytes(TEXT)
        with changing(office.store) as session:
            note_place(session, code, place)
            find_document(session, code).pages = 2
            move(session, code, DocumentState.FILED)
    with changing(office.store) as session:
        take_in(session, PAPERS[:1], founding(office))
        put_paper(session, PAPERS[1], CODE, founding(office))
    record_of_council(office)
    close(office, [CODE], reason="xong việc")
    office.close()
    return folder


def record_of_council(office: Office) -> None:
    """The council's record, filed."""
    scan_of(office, "bien-ban.pdf", ())


def scan_of(office: Office, name: str, papers: Sequence[str]) -> None:
    """A received file on the shelf and on record, with one page of each of the papers."""
    source = office.folder / name
    source.write_bytes(b"%PDF " + name.encode())
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    staged = Staged(sha256=sha256, size=source.stat().st_size, path=source, original_name=name)
    shelf = open_shelf(office)
    shelved = shelve_bytes(office, shelf, staged, ".pdf", document=None, kind="pdf", outcome=Outcome.FILED)
    new = NewFile(
        sha256=sha256,
        size=source.stat().st_size,
        kind="pdf",
        outcome=Outcome.FILED,
        problems=(),
        documents=(),
        object_id=shelved.object_id,
        stored_path=shelved.path,
        pages=[PageProof(document=code, position=place, page=1) for place, code in enumerate(papers, start=1)],
    )
    with changing(office.store) as session:
        record_file(session, new, name=name, at=NOW)
    source.unlink()


@pytest.fixture
def decided(folder: Path) -> Iterator[Office]:
    """That office in 2045, the council having decided."""
    office = opened(folder, "2045-03-01")
    listed = errand.propose(office, reason="hết hạn")
    record = dump(office)["received"][0]["sha256"]
    errand.decide(office, listed.code, record=record, met_on=None, pages=2, reason="hội đồng họp")
    yield office
    office.close()


def destroyed(office: Office) -> DisposalList:
    """The command as a clerk gives it."""
    return errand.destroy(office, LIST, reason="theo biên bản")


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_req_55_an_interrupted_destruction_is_known_and_finished(decided: Office, gone: int) -> None:
    """Requirement 55: killed before, between or after the objects went, it is an alarm until the command ran again."""
    shelf = open_shelf(decided)
    with decided.store.reading() as session:
        going = [row.dossier for row in council.disposal_record(session, LIST).rows]
    doomed = doomed_by(decided, going)
    with changing(decided.store) as session:
        council.begin(session, LIST, tombstones_for(shelf, doomed.objects))
    for object_id in doomed.objects[:gone]:
        shelf.destroy(object_id)
    assert [problem.code for problem in verify_shelf(decided).damages] == ["destruction-unfinished"] * gone
    assert any(row[2] == "docgen dossiers disposals" for row in status(decided).waiting)
    report = destroyed(decided).report
    assert [(row["files"], row["removed"]) for row in report["objects"]] == [(1, True), (1, True)]
    assert verify_shelf(decided).damages == ()
    left = [path for path in decided.folder.rglob("*") if path.is_file() and TEXT in path.read_bytes()]
    assert left == []


def test_req_55_what_was_destroyed_can_still_be_told(decided: Office) -> None:
    """Requirement 55: metadata, events and the decision remain: in the registry, and on the shelf without it."""
    done = destroyed(decided)
    shown = show_dossier(decided, CODE).dossier
    assert (done.state, [paper.number_text for paper in shown.papers]) == (
        DisposalState.DONE,
        ["01-QĐ/HU", "02-QĐ/HU"],
    )
    shelf = open_shelf(decided)
    told = shelf.read(shown.object_id, "huy.json").decode()
    assert LIST in told and all(paper.object_id in told for paper in shown.papers)
    assert json.loads(told)["report"].keys() >= {"backups", "by_hand"}  # which copies are known, and that others may be
    assert {entry["reason"] for entry in dump(decided)["journal"]} >= {"hội đồng họp", "theo biên bản"}
    root = ocfl.StorageRoot(root=str(shelf.root))
    assert root.validate(log_warnings=True) and root.errors == []
    with pytest.raises(RuleBroken, match="đã hủy xong"):
        destroyed(decided)


def test_req_56_a_hold_between_decision_and_removal_keeps_everything(decided: Office) -> None:
    """Requirement 56: held at the last moment nothing is removed; the twin without a hold loses its content."""
    hold(decided, CODE, reason="thanh tra")
    report = destroyed(decided).report
    assert report["objects"] == [] and report["copies"] == []
    assert open_shelf(decided).read(document_object(decided, PAPERS[0]), "phat-hanh/vb.docx").startswith(TEXT)
    assert show_dossier(decided, CODE).dossier.is_held


def test_req_55_a_scan_of_several_stays_until_the_last_goes(decided: Office) -> None:
    """Requirement 55: received bytes are never cut: a shared scan is named, and goes with its last paper."""
    shelf = open_shelf(decided)
    signed_paper(decided.store, "CCCC0003")
    scan_of(decided, "chung.pdf", (PAPERS[0], "CCCC0003"))
    (going,) = [show_dossier(decided, CODE).dossier]
    first = doomed_by(decided, [going])
    assert [each.because for each in first.kept] == ["còn trang của văn bản CCCC0003"]
    assert first.kept[0].object_id not in first.objects
    assert destroyed(decided).report["kept"] == [each.as_row() for each in first.kept]
    with changing(decided.store) as session:
        take_in(session, ["CCCC0003"], founding(decided))
    with decided.store.reading() as session:
        last = marks_of_papers(session, ["CCCC0003"])["CCCC0003"].code
    after = doomed_by(decided, [show_dossier(decided, last).dossier])
    assert (after.kept, first.kept[0].object_id in after.objects) == ((), True)
    assert shelf.has(first.kept[0].object_id)


def test_req_08_a_new_fonds_finds_old_papers_where_they_lie(folder: Path) -> None:
    """Requirement 8: a paper shelved under the old mã phông is found there; only new things take the new one."""
    office = opened(folder, "2021-03-01")
    before = document_object(office, PAPERS[0])
    office.close()
    settings = folder / "office.toml"
    settings.write_text(settings.read_text("utf-8").replace("agency =", 'fonds = "P88"\nagency ='), "utf-8")
    office = opened(folder, "2021-03-02")
    assert document_object(office, PAPERS[0]) == before
    assert document_object(office, "CCCC0003").split(":")[2] == "P88"
    assert show_dossier(office, CODE).dossier.fonds == "P01"
    office.close()


def test_req_07_years_of_history_run_from_the_real_hand_over(folder: Path) -> None:
    """Requirement 7: handed over, a dossier has its later deadline from that year, and opens no more."""
    office = opened(folder, "2026-01-10")
    before = {each.id: each.due for each in show_dossier(office, CODE).deadlines}
    hand_over(office, [CODE], to="Lưu trữ cơ quan")
    after = {each.id: each.due for each in show_dossier(office, CODE).deadlines}
    assert (before["lich-su"], after["lich-su"]) == (dt.date(2027, 12, 31), dt.date(2031, 12, 31))
    assert {name: due for name, due in after.items() if name != "lich-su"} == {
        name: due for name, due in before.items() if name != "lich-su"
    }
    with pytest.raises(RuleBroken, match="đã nộp lưu"):
        reopen(office, CODE, reason="bổ sung")
    office.close()


def test_a_day_to_come_is_no_day_of_a_meeting(folder: Path) -> None:
    """this test ensures that a council cannot have met tomorrow."""
    office = opened(folder, "2045-03-01")
    listed = errand.propose(office, reason="hết hạn")
    record = dump(office)["received"][0]["sha256"]
    with pytest.raises(UsageError, match="chưa đến"):
        errand.decide(office, listed.code, record=record, met_on=dt.date(2045, 3, 2), pages=1, reason="họp")
    office.close()
