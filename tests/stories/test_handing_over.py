"""Hồ sơ kết thúc thì nộp lưu: đóng gói, kiểm tra bằng công cụ của người khác, nơi nhận nhập vào được y nguyên.

Sai một byte thì nơi nhận không nhận gì cả.
"""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bagit
import pytest

from docgen.media.docx import document_text
from tests.stories.conftest import Prepared, copy_of, new_office
from tests.stories.test_dossiers import CLOSING, count_forms, listed, name_agency, of_a_person
from tests.support.circle import LOOK, USAGE, Circle

AT = ("--at", "2022-03-01T08:30:00", "--to", "Lưu trữ lịch sử tỉnh")
NOT_CARRIED = ("year", "person", "name")  # persons and cycles do not travel


@pytest.fixture(scope="module")
def closed_once(stages: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of the small office with one person's dossier closed, and its code; prepared once."""
    folder = tmp_path_factory.mktemp("closed") / "co-quan"
    circle = copy_of(stages("met"), folder)
    circle.today = CLOSING
    name_agency(circle)
    circle.docgen("dossiers", "fill")
    code = of_a_person(circle)
    count_forms(circle, code)
    circle.docgen("dossiers", "close", code, "--ended", "2021-12-20", "--reason", "xong việc của năm")
    return folder, code


@pytest.fixture
def closed(closed_once: tuple[Path, str], tmp_path: Path) -> tuple[Circle, str]:
    """A fresh copy of it."""
    circle = copy_of(closed_once[0], tmp_path / "co-quan")
    circle.today = CLOSING
    return circle, closed_once[1]


def exported(circle: Circle, target: Path, code: str) -> dict[str, Any]:
    """The one package of a new bag."""
    (packed,) = circle.docgen("archive", "export", target, code, *AT, "--json", expect=(LOOK,)).json["packages"]
    return packed


def test_a_dossier_goes_out_and_comes_in_elsewhere(closed: tuple[Circle, str], tmp_path: Path) -> None:
    """Requirements 18, 21, 22, 24: packed twice alike, valid to others, taken in elsewhere with equal metadata."""
    circle, code = closed
    made = circle.docgen("archive", "export", tmp_path / "goi", code, *AT, "--json", expect=(LOOK,)).json
    (packed,) = made["packages"]
    assert [problem["code"] for problem in made["problems"]] == ["digitised-papers"]
    bagit.Bag(str(tmp_path / "goi")).validate()
    again = circle.docgen("archive", "export", tmp_path / "lai", code, *AT, "--json", expect=(LOOK,)).json
    assert again["packages"] == made["packages"]
    assert (tmp_path / "goi" / packed["file"]).read_bytes() == (tmp_path / "lai" / packed["file"]).read_bytes()

    for name, words in _papers_of(tmp_path / "goi").items():
        assert [code in words or packed["package"] in words, "Lưu trữ lịch sử tỉnh" in words] == [True, True], name
    groups = " ".join(packed["sha256"][at : at + 16] for at in range(0, 64, 16))
    assert groups in _papers_of(tmp_path / "goi")["bien-ban-giao-nhan.docx"]

    forms = {row["sha256"] for row in circle.docgen("dump").json["received"] if row["kind"] == "form"}
    assert forms & set(_parts(tmp_path / "goi" / packed["file"]).values())  # requirement 14: as it came back

    receiver = new_office(tmp_path / "noi-nhan")
    receiver.today = CLOSING
    receiver.docgen("archive", "import", tmp_path / "goi", "--reason", "nhận nộp lưu năm 2022")
    assert _told(receiver, code) == _told(circle, code)
    assert _papers(receiver, code) == _papers(circle, code)
    for each in (circle, receiver):
        assert each.docgen("archive", "verify", "--json").json["damages"] == []
    onward = receiver.docgen("archive", "export", tmp_path / "tiep", code, *AT, "--json", expect=(LOOK,)).json
    before, after = (_parts(tmp_path / folder / packed["file"]) for folder in ("goi", "tiep"))
    assert onward["packages"][0]["package"] == packed["package"]
    same = [name for name in before if name.startswith("documentation/") or "/data/" in name or "descriptive/" in name]
    assert len(same) == 2 * packed["files"] + 2
    assert {name: before[name] for name in same} == {name: after[name] for name in same}


def _papers_of(bag: Path) -> dict[str, str]:
    """The words of the papers that go with the packages."""
    found = {path.name: "\n".join(document_text(path.read_bytes())) for path in (bag / "data").glob("*.docx")}
    assert sorted(found) == ["bien-ban-giao-nhan.docx", "muc-luc-ho-so-nop-luu.docx"]
    return found


def _told(circle: Circle, code: str) -> dict[str, Any]:
    row = listed(circle, expect=(0, LOOK))[code]
    return {name: value for name, value in row.items() if name not in NOT_CARRIED}


def _papers(circle: Circle, code: str) -> list[dict[str, Any]]:
    papers = circle.docgen("dossiers", "contents", code, "--json").json["papers"]
    own = ("document", "sha256", "kind", "state", "object")  # how each office knows the paper
    return [{name: value for name, value in paper.items() if name not in own} for paper in papers]


def _parts(path: Path) -> dict[str, str]:
    """Files of a package without its folder, with their digests."""
    with zipfile.ZipFile(path) as archive:
        return {name.partition("/")[2]: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}


def test_one_flipped_byte_is_refused_and_nothing_is_taken(closed: tuple[Circle, str], tmp_path: Path) -> None:
    """Requirements 22, 23: the receiver says which file; its shelf and registry stay as they were."""
    circle, code = closed
    packed = circle.docgen("archive", "export", tmp_path / "goi", code, *AT, "--json", expect=(LOOK,)).json["packages"][
        0
    ]
    path = tmp_path / "goi" / packed["file"]
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(tmp_path / "goi")).validate()
    receiver = new_office(tmp_path / "noi-nhan")
    before = sorted(receiver.office.rglob("*"))
    said = receiver.docgen("archive", "import", tmp_path / "goi", "--reason", "nhận", expect=(LOOK,)).err
    assert packed["file"] in said and "đã bị thay đổi" in said and "Chưa ghi gì vào kho" in said
    assert sorted(receiver.office.rglob("*")) == before
    assert receiver.docgen("dossiers", "list", "--json").json["dossiers"] == []


def test_a_dossier_is_taken_once_and_noted_as_handed_over(closed: tuple[Circle, str], tmp_path: Path) -> None:
    """A known mã hồ sơ is never written over, not even by the office's own package; handed over it stays closed."""
    circle, code = closed
    circle.docgen("archive", "export", tmp_path / "goi", code, *AT, expect=(LOOK,))
    noted = ("archive", "handed-over", code, "--to", "Lưu trữ tỉnh", "--on", "2022-03-15", "--reason", "đã ký biên bản")
    circle.docgen(*noted)
    row = listed(circle)[code]
    assert (row["handed_over_on"], row["handed_over_to"]) == ("2022-03-15", "Lưu trữ tỉnh")
    circle.docgen("dossiers", "reopen", code, "--reason", "thử", expect=(LOOK,))
    said = circle.docgen("archive", "import", tmp_path / "goi", "--reason", "thử", expect=(LOOK,)).err
    assert f"Hồ sơ {code} đã có trong sổ" in said


def test_req_20_an_export_that_breaks_a_limit_stops_and_names_the_paper(office: Prepared, tmp_path: Path) -> None:
    """Requirement 20: mã hồ sơ too long for docId: nothing is written, every paper is named."""
    circle = office("filed")
    circle.today = CLOSING
    name_agency(circle, '\n[archive]\nagency = "H49.64.33.0123456789"\n')
    circle.docgen("dossiers", "fill")
    code = of_a_person(circle)
    circle.docgen("dossiers", "close", code, "--reason", "xong")
    said = circle.docgen("archive", "export", tmp_path / "goi", code, expect=(LOOK,)).err
    assert f"{code}.1" in said and "docId" in said and "nhiều nhất 25" in said
    assert not (tmp_path / "goi").exists()


def test_an_open_dossier_stays(office: Prepared, tmp_path: Path) -> None:
    """Only closed dossiers are handed over, and never over an older bag."""
    circle = office("filed")
    name_agency(circle)
    circle.docgen("dossiers", "fill")
    code = of_a_person(circle)
    said = circle.docgen("archive", "export", tmp_path / "goi", code, expect=(LOOK,)).err
    assert "chưa nộp lưu được" in said
    circle.docgen("dossiers", "close", code, "--reason", "xong")
    circle.docgen("archive", "export", circle.office / "inbox" / "goi", code, expect=(USAGE,))
    (tmp_path / "goi").mkdir()
    circle.docgen("archive", "export", tmp_path / "goi", code, *AT, expect=(USAGE,))
    shutil.rmtree(tmp_path / "goi")
    circle.docgen("archive", "export", tmp_path / "goi", code, *AT, expect=(LOOK,))


def test_a_dossier_closed_as_it_is_says_what_was_never_signed(office: Prepared, tmp_path: Path) -> None:
    """A signed copy that never came is told, and the issued paper goes in its place."""
    circle = office("issued")
    name_agency(circle)
    circle.docgen("dossiers", "fill")
    code = of_a_person(circle)
    circle.docgen("dossiers", "close", code, "--as-is", "--reason", "không chờ nữa")
    made = circle.docgen("archive", "export", tmp_path / "goi", code, *AT, "--json", expect=(LOOK,)).json
    assert [(each["code"], each["severity"]) for each in made["problems"]] == [("paper-unsigned", "warning")]
    (packed,) = made["packages"]
    assert packed["files"] == packed["documents"] == 1
