"""Viện dẫn sai số, sai ngày, hay văn bản đã hết hiệu lực: chị văn thư được nhắc trước khi trình ký.

Citations are held against dated instruments, the office's own and those that come with the program.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stories.conftest import copy_of, new_office
from tests.support.circle import LOOK, Circle
from tests.support.frame_workbook import write_frame

HEADS = (
    "Cơ quan ban hành",
    "Loại",
    "Số ký hiệu",
    "Ngày",
    "Trích yếu",
    "Hiệu lực từ",
    "Hiệu lực đến",
    "Thay thế bằng",
)
OWN = (
    HEADS,
    ("Tỉnh ủy Mẫu", "Quy định", "12-QĐ/TU", "01/02/2020", "về giao việc", None, "31/12/2020", "34-QĐ/TU"),
    ("Tỉnh ủy Mẫu", "Quy định", "34-QĐ/TU", "01/01/2021", "về giao việc", None, None, None),
    ("UBND tỉnh Bắc Giang", "Kế hoạch", "116/KH-UBND", "20/10/2016", "trách nhiệm người đứng đầu", None, None, None),
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with instruments of its own, made once."""
    folder = tmp_path_factory.mktemp("van-ban") / "co-quan"
    circle = new_office(folder)
    circle.docgen("tasks", "import", write_frame(folder / "van-ban.xlsx", {"Văn bản pháp lý": OWN}))
    return folder


@pytest.fixture
def office(prepared: Path, tmp_path: Path) -> Circle:
    """A copy of that office."""
    return copy_of(prepared, tmp_path / "co-quan")


@pytest.mark.parametrize(
    ("text", "day", "code"),
    [
        ("Căn cứ Công văn số 3743/SNC-CCVC ngày 22/5/2026 của Sở Nội vụ", "2026-06-01", "unknown-instrument"),
        ("Căn cứ Quy định số 366-QĐ/TW ngày 30/8/2024 của Bộ Chính trị", "2026-06-01", "instrument-date"),
        ("Căn cứ Nghị định số 335/2025/NĐ-CP ngày 31/12/2025 của Chính phủ", "2026-06-01", "instrument-date"),
        ("Căn cứ Quy định số 66-QĐ/TW ngày 06/02/2017", "2026-06-15", "instrument-expired"),
        ("Căn cứ Quy định số 12-QĐ/TU ngày 01/02/2020 của Tỉnh ủy Mẫu", "2021-02-05", "instrument-expired"),
        ("Căn cứ Kế hoạch số 116/KH-UBND của UBND thành phố Hải Phòng", "2017-01-09", "instrument-of-another"),
        ("Căn cứ Quy chế số 77-QC/HU của Huyện ủy", "2021-02-05", "unlisted-instrument"),
    ],
)
def test_a_wrong_citation_is_told(office: Circle, text: str, day: str, code: str) -> None:
    """Each slip seen in real papers is told by its own code, with the instrument that was probably meant."""
    said = office.docgen("instruments", "check", text, "--on", day, "--json", expect=(0, LOOK))
    (finding,) = said.json
    assert finding["code"] == code
    assert said.code == (0 if code == "unlisted-instrument" else LOOK)


def test_a_right_citation_is_silent(office: Circle) -> None:
    """A right citation of the day raises nothing, and the same one on another day does."""
    text = "Căn cứ Quy định số 66-QĐ/TW, ngày 06/02/2017 của Bộ Chính trị; Quy định 12-QĐ/TU"
    assert office.docgen("instruments", "check", text, "--on", "2020-06-01", "--json").json == []
    assert office.docgen("instruments", "check", "Không viện dẫn gì, ngày 05/02/2021").code == 0


def test_a_wrong_basis_of_the_cycle_is_told_at_its_cell(office: Circle, tmp_path: Path) -> None:
    """An expired instrument in the sheet of bases is a warning when it comes in; instruments of the workbook count."""
    heads = ("TT", "Căn cứ")
    bases = (
        heads,
        (1, "Quy định số 12-QĐ/TU ngày 01/02/2020 của Tỉnh ủy Mẫu"),
        (2, "Kế hoạch số 5-KH/TU ngày 02/01/2021 của Tỉnh ủy Mẫu"),
    )
    brought = (HEADS, ("Tỉnh ủy Mẫu", "Kế hoạch", "5-KH/TU", "02/01/2021", "về công tác năm", None, None, None))
    workbook = write_frame(tmp_path / "can-cu.xlsx", {"Căn cứ": bases, "Văn bản": brought}, tasks=False)
    said = office.docgen("tasks", "import", workbook, "--json").json
    told = [(each["code"], each["cell"]) for each in said["problems"] if each["sheet"] == "Căn cứ"]
    assert told == [("instrument-expired", "B2")]
    linked = [entry["after"] for entry in office.dump()["journal"] if entry["entity"] == "cycle_basis"]
    assert [bool(entry["instrument_id"]) for entry in linked[-2:]] == [True, True]


def test_an_expired_basis_stops_the_decision(office: Circle) -> None:
    """A decision is not drafted on an instrument that has expired, unless the office switches the check off."""
    path = office.office / "office.toml"
    wrong = '"Quy định số 12-QĐ/TU ngày 01/02/2020 của Tỉnh ủy Mẫu",'
    text = path.read_text("utf-8").replace("bases = [", f"bases = [\n  {wrong}", 1)
    path.write_text(text, "utf-8")
    said = office.docgen("decisions", "draft", "--on", "2021-02-05", expect=(LOOK,))
    assert "34-QĐ/TU" in said.err
    assert office.dump()["documents"] == []
    path.write_text(text.replace(wrong, f"{{ text = {wrong[:-1]}, until = 2020-12-31 }},"), "utf-8")
    assert "34-QĐ/TU" not in office.docgen("decisions", "draft", "--on", "2021-02-05").err  # the base is of other days
    path.write_text(text + '\n[checks]\nP14 = "off"\n', "utf-8")
    office.docgen("decisions", "draft", "--on", "2021-02-05")


def test_the_list_is_of_a_day(office: Circle) -> None:
    """What was replaced is no longer listed on a later day; the office's own come first."""
    rows = office.docgen("instruments", "list", "--on", "2021-02-05", "--json").json
    numbers = [row["number_text"] for row in rows]
    assert numbers[0] == "34-QĐ/TU"
    assert "12-QĐ/TU" not in numbers
    assert "366-QĐ/TW" not in numbers
    assert "132-QĐ/TW" in numbers
    everything = [row["number_text"] for row in office.docgen("instruments", "list", "--json").json]
    assert {"12-QĐ/TU", "366-QĐ/TW"} <= set(everything)


def test_the_office_checks_its_own_bases(office: Circle) -> None:
    """The bases of office.toml and of the cycle are held against the list in one command."""
    path = office.office / "office.toml"
    wrong = '"Quy định số 12-QĐ/TU ngày 01/02/2020 của Tỉnh ủy Mẫu",'
    path.write_text(path.read_text("utf-8").replace("bases = [", f"bases = [\n  {wrong}", 1), "utf-8")
    said = office.docgen("instruments", "check", "--office", "--json", expect=(LOOK,)).json
    assert "instrument-expired" in [finding["code"] for finding in said]
