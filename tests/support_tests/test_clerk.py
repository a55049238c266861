"""The clerk of the meeting at work on a workbook built here."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from tests.support.outside_world import __main__ as command_line
from tests.support.outside_world.clerk import GRADES, Meeting, ballots, fill_meeting

LABELS = ("Ngày họp", "Bắt đầu:", "Chủ trì", "Chức vụ chủ trì", "Người ghi biên bản", "Triệu tập (người)", "Có mặt")
MORE = ("Vắng", "Phiếu phát ra", "Thu về", "Hợp lệ", "Không hợp lệ", "Ý kiến thảo luận", "Kết luận", "Ghi chú của tôi")
PEOPLE = (("CB-01", "Ma Văn Đạt", "Bí thư"), ("CB-02", "Lò Thị Sim", "Chủ tịch"))
OWN = ("Hoàn thành", "Vượt", "Hoàn thành cơ bản", None)
OFFERED = ("Vượt", "Hoàn thành", "Hoàn thành cơ bản", "Chưa hoàn thành")


def make_workbook(path: Path) -> Path:
    """A workbook of a meeting with two persons and three tasks, its columns not in the usual order."""
    book = openpyxl.Workbook()
    meeting = book.active
    assert meeting is not None
    meeting.title = "Cuộc họp"
    for row, label in enumerate((*LABELS, *MORE), start=3):
        meeting.cell(row, 1, label)
    votes = book.create_sheet("Kết quả bỏ phiếu")
    votes.append(["Kết quả bỏ phiếu xếp loại"])
    votes.append(["Mã cán bộ", "Họ và tên", "Chức vụ", "Mức đề nghị", *GRADES, "Ghi chú"])
    for person in PEOPLE:
        votes.append([*person])
    tasks = book.create_sheet("Kết quả nhiệm vụ")
    tasks.append(["Mã nhiệm vụ", "Họ và tên", "Nội dung", "Mức tự đánh giá", "Mức tập thể đánh giá"])
    for number, own in enumerate(OWN, start=1):
        tasks.append([f"NV-{number}", "Ma Văn Đạt", f"Nội dung {number}", own])
    lists = book.create_sheet("Danh mục")
    for level in OFFERED:
        lists.append([level])
    rule = DataValidation(type="list", formula1="'Danh mục'!$A$1:$A$4")
    rule.add("E2:E5")
    tasks.add_data_validation(rule)
    book.save(path)
    return path


def column(path: Path, sheet: str) -> dict[object, object]:
    """The second column of a sheet by its first."""
    page = openpyxl.load_workbook(path)[sheet]
    return {row[0].value: row[1].value for row in page.iter_rows(min_row=1, max_col=2)}


def test_the_meeting_is_filled_by_its_labels(tmp_path: Path) -> None:
    """Each label has its value beside it, counts agree, and unknown labels stay empty."""
    target = fill_meeting(
        make_workbook(tmp_path / "a.xlsx"), Meeting(invited=15, absent=("Lò Văn A – ốm", "Lò Văn B"), invalid=1)
    )
    seen = column(target, "Cuộc họp")
    assert seen["Ngày họp"] == dt.datetime(2021, 12, 15)  # noqa: DTZ001  # workbooks carry no zone
    assert (seen["Triệu tập (người)"], seen["Có mặt"], seen["Vắng"]) == (15, 13, "Lò Văn A – ốm\nLò Văn B")
    assert (seen["Phiếu phát ra"], seen["Thu về"], seen["Hợp lệ"], seen["Không hợp lệ"]) == (13, 13, 12, 1)
    assert seen["Bắt đầu:"] == "08:00" and seen["Ghi chú của tôi"] is None


def test_what_the_workbook_already_says_stays(tmp_path: Path) -> None:
    """A chair already written is kept unless another is given; what is empty becomes believable."""
    source = make_workbook(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(source)
    book["Cuộc họp"].cell(5, 2).value = "Hà Văn Quyết"
    book.save(source)
    kept = column(fill_meeting(source, Meeting(), target=tmp_path / "b.xlsx"), "Cuộc họp")
    given = column(fill_meeting(source, Meeting(chair="Lò Thị Sen"), target=tmp_path / "c.xlsx"), "Cuộc họp")
    assert (kept["Chủ trì"], given["Chủ trì"]) == ("Hà Văn Quyết", "Lò Thị Sen")
    assert kept["Người ghi biên bản"]


def test_votes_add_up_and_the_most_decide(tmp_path: Path) -> None:
    """Each person's votes sum to the valid ballots; the proposal is the grade with most votes, in full words."""
    target = fill_meeting(
        make_workbook(tmp_path / "a.xlsx"), Meeting(invited=15, absent=("Lò Văn A – ốm", "Lò Văn B"), invalid=1)
    )
    for row in openpyxl.load_workbook(target)["Kết quả bỏ phiếu"].iter_rows(min_row=3, max_row=4, values_only=True):
        votes = [int(str(count)) for count in row[4:8]]
        assert sum(votes) == 12
        assert row[3] == f"{GRADES[votes.index(max(votes))]} nhiệm vụ"


@pytest.mark.parametrize("valid", [1, 2, 3, 5, 14, 40])
def test_ballots_are_counts_with_one_majority(valid: int) -> None:
    """However they fall, ballots are not negative, sum to the valid ones, and one grade has more than half."""
    for seed in range(60):
        votes = ballots(valid, random.Random(seed))
        assert sum(votes) == valid and min(votes) >= 0 and max(votes) * 2 > valid and votes[3] < max(votes)


def test_tasks_copy_the_own_value_but_some_are_lowered(tmp_path: Path) -> None:
    """Tasks are valued one level lower as asked, the others as the person did; unreported is not completed."""
    target = fill_meeting(make_workbook(tmp_path / "a.xlsx"), Meeting(), lower=2)
    rows = openpyxl.load_workbook(target)["Kết quả nhiệm vụ"].iter_rows(min_row=2, values_only=True)
    assert [row[4] for row in rows] == ["Hoàn thành cơ bản", "Hoàn thành", "Hoàn thành cơ bản", "Chưa hoàn thành"]


def test_the_command_takes_names_and_repeats(tmp_path: Path) -> None:
    """Names come from the command line; twice, and once more in place, gives the same bytes."""
    source = make_workbook(tmp_path / "a.xlsx")
    given = ["--chair", "Triệu Đức Long", "--secretary", "Bàn Thị Liên", "--date", "2021-12-20", "--invited", "9"]
    outputs = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for output in outputs:
        assert command_line.main(["fill-meeting", str(source), "--out", str(output), *given]) == 0
    assert command_line.main(["fill-meeting", str(outputs[1]), *given]) == 0
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    assert column(outputs[0], "Cuộc họp")["Chủ trì"] == "Triệu Đức Long"


def test_a_workbook_without_headings_is_refused(tmp_path: Path) -> None:
    """A sheet without its heading row is an error, not silently skipped."""
    source = make_workbook(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(source)
    book["Kết quả bỏ phiếu"].delete_rows(2)
    book.save(source)
    with pytest.raises(LookupError, match="Mã cán bộ"):
        fill_meeting(source, Meeting())
