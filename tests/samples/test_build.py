"""The sample offices: the committed workbooks are what the lists say, and the lists are what the seeds say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from docgen.sheets import read_workbook
from registry.exchange import TaskRow, read_rows
from registry.labels import Horizon, Origin
from samples.build import SAMPLES, WORKBOOK, build

NAMES = ("bac-giang", "ham-yen")
COMMUNES = (
    "Tân Yên, Bạch Xa, Bằng Cốc, Bình Xa, Đức Ninh, Hùng Đức, Minh Dân, Minh Hương, Minh Khương, "
    "Nhân Mục, Phù Lưu, Tân Thành, Thái Hòa, Thái Sơn, Thành Long, Yên Lâm, Yên Phú, Yên Thuận"
)


def rows_of(name: str) -> tuple[TaskRow, ...]:
    """The rows of a committed workbook."""
    return read_rows(read_workbook(SAMPLES / name / WORKBOOK)).rows


@pytest.mark.parametrize("name", NAMES)
class TestEverySample:
    """What holds for each sample."""

    def test_rebuild_equals_what_is_committed(self, name: str, tmp_path: Path) -> None:
        """Building again gives the committed workbook, cell by cell."""
        build(SAMPLES / name, tmp_path / WORKBOOK)
        assert read_workbook(tmp_path / WORKBOOK) == read_workbook(SAMPLES / name / WORKBOOK)

    def test_nothing_to_correct(self, name: str) -> None:
        """The workbook is imported without an error or a warning."""
        problems = read_rows(read_workbook(SAMPLES / name / WORKBOOK)).problems
        assert {problem.code for problem in problems} <= {"deadline-resolved"}

    def test_nobody_from_the_news(self, name: str) -> None:
        """No official named in the source articles appears."""
        real = "Nguyễn Văn Linh, Bùi Văn Hạnh, Dương Văn Thái, Nguyễn Thị Thu Hà, Lê Ánh Dương, Vũ Trí Hải"
        real += ", Hoàng Thị Thúy Lan, Hoàng Thế Mạnh, Phùng Thị Kim Nga, Lê Quang Nghiệp, Đỗ Xuân Phúc, Lê Đăng Tâm"
        people = {row.official for row in rows_of(name)}
        assert not people & set(real.split(", "))


class TestHamYen:
    """The district sample in numbers of 2021 (nghiep-vu §2.1)."""

    def test_counts(self) -> None:
        """55 officials, 57 term tasks, 61 year tasks; everyone has at least one."""
        rows = rows_of("ham-yen")
        assert len({row.person_key for row in rows}) == 55
        assert Counter(row.horizon for row in rows) == {Horizon.TERM: 57, Horizon.YEAR: 61}
        assert {row.period for row in rows} == {"2021", "2021-2025"}

    def test_one_page_each(self) -> None:
        """Nobody has more tasks than an annex of one page holds."""
        assert max(Counter(row.person_key for row in rows_of("ham-yen")).values()) <= 4

    def test_all_communes(self) -> None:
        """Each of the 18 communes and townships has its secretary."""
        posts = " ".join(f"{row.post};" for row in rows_of("ham-yen") if "Bí thư Đảng ủy" in row.post)
        assert all(f"{commune};" in posts for commune in COMMUNES.split(", "))


class TestBacGiang:
    """The province sample in the model of 2017 (nghiep-vu §2.5)."""

    def test_composition(self) -> None:
        """Every head has 3 to 5 own tasks, 5 common ones and 1 or 2 given by the Chairman."""
        rows = rows_of("bac-giang")
        people = {row.person_key for row in rows}
        assert len(people) == 12
        for person in people:
            count = Counter(row.origin for row in rows if row.person_key == person)
            assert 3 <= count[Origin.SELF] <= 5
            assert count[Origin.COMMON] == 5
            assert 1 <= count[Origin.ASSIGNED] <= 2

    def test_state_words(self) -> None:
        """One year, no term, ông or bà."""
        rows = rows_of("bac-giang")
        assert {row.period for row in rows} == {"2017"}
        assert {row.honorific for row in rows} == {"ông", "bà"}


def test_a_mistake_in_a_list_stops_the_build(tmp_path: Path) -> None:
    """A list with a mistake is not made into a workbook."""
    for name in ("can-bo.csv", "viec.csv"):
        text = (SAMPLES / "bac-giang" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("30/9/2017", "31/9/2017"), encoding="utf-8")
    with pytest.raises(ValueError, match="31/9/2017"):
        build(tmp_path, tmp_path / WORKBOOK)
    assert not (tmp_path / WORKBOOK).exists()
