"""The sample offices: the committed workbooks are what the lists say, and the lists are what the seeds say."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from shutil import copytree

import pytest

from docgen.sheets import read_workbook
from docgen.shipped import sample_names
from registry.exchange import TaskRow, read_rows
from registry.exchange.frame_checks import outside_groups, own_areas
from registry.exchange.frame_reading import FrameReading, read_frame
from registry.exchange.frame_rows import BodyRow, GroupRow, MemberRow, PostRow, SupervisionRow
from registry.exchange.reading import Reading
from registry.labels import BodySystem, Horizon, Origin
from samples.build import SAMPLES, WORKBOOK, build, build_later

NAMES = ("bac-giang", "ham-yen", "son-duong", "song-lo", "vinh-phuc")
HAM_YEN = (
    "Tân Yên, Bạch Xa, Bằng Cốc, Bình Xa, Đức Ninh, Hùng Đức, Minh Dân, Minh Hương, Minh Khương, "
    "Nhân Mục, Phù Lưu, Tân Thành, Thái Hòa, Thái Sơn, Thành Long, Yên Lâm, Yên Phú, Yên Thuận"
)
SONG_LO = (
    "thị trấn Tam Sơn, xã Bạch Lưu, xã Cao Phong, xã Đôn Nhân, xã Đồng Quế, xã Đồng Thịnh, xã Đức Bác, xã Hải Lựu, "
    "xã Lãng Công, xã Nhân Đạo, xã Nhạo Sơn, xã Như Thụy, xã Phương Khoan, xã Quang Yên, xã Tân Lập, xã Tứ Yên, "
    "xã Yên Thạch"
)
SON_DUONG = (
    "Sơn Dương, Bình Yên, Cấp Tiến, Chi Thiết, Đại Phú, Đông Lợi, Đông Thọ, Đồng Quý, Hào Phú, Hồng Lạc, Hợp Hòa, "
    "Hợp Thành, Kháng Nhật, Lương Thiện, Minh Thanh, Ninh Lai, Phú Lương, Phúc Ứng, Quyết Thắng, Sơn Nam, Tam Đa, "
    "Tân Thanh, Tân Trào, Thiện Kế, Thượng Ấm, Trung Yên, Trường Sinh, Tú Thịnh, Vân Sơn, Văn Phú, Vĩnh Lợi"
)
VINH_PHUC = "Vĩnh Yên, Phúc Yên, Bình Xuyên, Lập Thạch, Sông Lô, Tam Dương, Tam Đảo, Vĩnh Tường, Yên Lạc"
BAC_GIANG = (
    "thành phố Bắc Giang, huyện Hiệp Hòa, huyện Lạng Giang, huyện Lục Nam, huyện Lục Ngạn, huyện Sơn Động, "
    "huyện Tân Yên, huyện Việt Yên, huyện Yên Dũng, huyện Yên Thế"
)
FROM_THE_NEWS = (
    "Nguyễn Văn Linh, Bùi Văn Hạnh, Dương Văn Thái, Nguyễn Thị Thu Hà, Lê Ánh Dương, Vũ Trí Hải, Hoàng Thị Thúy Lan, "
    "Hoàng Thế Mạnh, Phùng Thị Kim Nga, Lê Quang Nghiệp, Đỗ Xuân Phúc, Lê Đăng Tâm"
)
TOLD = {"deadline-resolved", "other-cycle"}
"""What an import may remark of a sample: fuzzy deadlines and tasks of another year are there on purpose."""


@cache
def read(name: str) -> tuple[Reading, FrameReading]:
    """The task list and the sheets around it, as an import reads a committed workbook."""
    settings = tomllib.loads((SAMPLES / name / "office.toml").read_text("utf-8"))
    cells = read_workbook(SAMPLES / name / WORKBOOK)
    frame = read_frame(cells, year=settings["campaign"]["year"])
    return read_rows([sheet for sheet in cells if sheet.name not in frame.sheets]), frame


def rows_of(name: str) -> tuple[TaskRow, ...]:
    """The tasks of a committed workbook."""
    return read(name)[0].rows


def posts_of(name: str) -> list[PostRow]:
    """The posts told beside the task list."""
    return [row for row in read(name)[1].rows.get("posts", ()) if isinstance(row, PostRow)]


def test_every_sample_is_tested() -> None:
    """These are all the samples that ship."""
    assert sample_names() == NAMES


@pytest.mark.parametrize("name", NAMES)
class TestEverySample:
    """What holds for each sample."""

    def test_rebuild_equals_what_is_committed(self, name: str, tmp_path: Path) -> None:
        """Building again gives the committed workbook, cell by cell."""
        build(SAMPLES / name, tmp_path / WORKBOOK)
        assert read_workbook(tmp_path / WORKBOOK) == read_workbook(SAMPLES / name / WORKBOOK)

    def test_what_came_later_is_rebuilt_too(self, name: str, tmp_path: Path) -> None:
        """The workbooks of later months are what their lists say; Hàm Yên has one of September."""
        books = build_later(SAMPLES / name, tmp_path)
        assert len(books) == (name == "ham-yen")
        for book in books:
            assert read_workbook(book) == read_workbook(SAMPLES / name / book.name)

    def test_nothing_to_correct(self, name: str) -> None:
        """The workbook is read without an error or a warning, but for the tension Sông Lô is there to show."""
        reading, frame = read(name)
        codes = {problem.code for problem in (*reading.problems, *frame.problems)}
        assert codes - TOLD == ({"supervises-own-task"} if name == "song-lo" else set())

    def test_nobody_from_the_news(self, name: str) -> None:
        """No official named in the source articles appears, in whatever list."""
        people = {row.official for row in rows_of(name)} | {post.person for post in posts_of(name)}
        people |= {person for row in rows_of(name) for person in row.attached}
        told = " ".join(path.read_text("utf-8") for path in sorted((SAMPLES / name).glob("*.csv")))
        assert not people & set(FROM_THE_NEWS.split(", "))
        assert [person for person in FROM_THE_NEWS.split(", ") if person in told] == []

    def test_names_vary(self, name: str) -> None:
        """Nobody shares a name with another, and no family name fills the office."""
        people = {(row.official, row.unit) for row in rows_of(name) if row.official}
        people |= {(member.person, member.unit) for member in members_of(name)}
        families = Counter(person.split()[0] for person, _ in people)
        assert len({person for person, _ in people}) == len(people)
        assert families.most_common(1)[0][1] <= max(3, len(people) // 4)


def members_of(name: str) -> list[MemberRow]:
    """Members of groups without tasks in the list."""
    return [row for row in read(name)[1].rows.get("members", ()) if isinstance(row, MemberRow)]


def groups_of(name: str) -> dict[str, GroupRow]:
    """The declared groups."""
    return {row.name: row for row in read(name)[1].rows["groups"] if isinstance(row, GroupRow)}


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
        assert all(f"{commune};" in posts for commune in HAM_YEN.split(", "))


class TestSongLo:
    """The district that extended its groups in 2022 (nghiep-vu §2.2)."""

    def test_all_communes_have_both_posts(self) -> None:
        """17 communes: 31 people in 34 posts, for in three communes one person is secretary and chairman."""
        rows = [row for row in rows_of("song-lo") if row.group == "Xã, thị trấn"]
        posts = {row.post for row in rows}
        for commune in SONG_LO.split(", "):
            held = [post for post in posts if post.endswith(f" {commune}")]
            assert any("Bí thư Đảng ủy" in post for post in held) and any("Chủ tịch UBND" in post for post in held)
        both = {post for post in posts if "Bí thư Đảng ủy, Chủ tịch UBND" in post and "Phó Bí thư" not in post}
        assert (len({row.person_key for row in rows}), len(both)) == (31, 3)

    def test_tensions_are_there(self) -> None:
        """Four Party bodies lie outside the declared groups, and the secretary watches over the Council's own task."""
        rows = [row for row in rows_of("song-lo") if row.period == "2022"]
        told = read("song-lo")[1].rows["supervisions"]
        areas = [(row.person, row.area) for row in told if isinstance(row, SupervisionRow)]
        assert len(outside_groups(rows, groups_of("song-lo"))) == 4
        assert [problem.code for problem in own_areas(rows, areas)] == ["supervises-own-task"]

    def test_carried_over_from_the_pilot(self) -> None:
        """Three tasks of 2022 carry on the same work of 2021."""
        carried = [row for row in rows_of("song-lo") if row.continues]
        assert {(row.period, row.continues, row.origin) for row in carried} == {("2022", "2021", Origin.CARRIED_OVER)}
        assert len(carried) == 3


class TestSonDuong:
    """The district whose communes sent no list (nghiep-vu §2.3)."""

    def test_counts(self) -> None:
        """92 people in two groups; 51 tasks of the 30 people of the district group."""
        rows, members = rows_of("son-duong"), members_of("son-duong")
        people = {(row.official, row.unit) for row in rows} | {(row.person, row.unit) for row in members}
        district = [row for row in rows if row.group == "Khối huyện"]
        assert len(people) == 92
        assert (len(district), len({row.person_key for row in district})) == (51, 30)

    def test_all_communes(self) -> None:
        """Each of the 31 communes and townships has its secretary and its chairman."""
        posts = [row.post for row in rows_of("son-duong")] + [row.post for row in posts_of("son-duong")]
        told = " ".join(f"{post};" for post in posts)
        for commune in SON_DUONG.split(", "):
            assert f" {commune};" in told
        assert sum("Bí thư Đảng ủy" in post and "Phó Bí thư" not in post for post in posts) == 31

    def test_the_list_of_the_communes_is_missing(self) -> None:
        """The commune group is declared as without task list, the district group as with."""
        assert {name: row.has_task_list for name, row in groups_of("son-duong").items()} == {
            "Khối huyện": True,
            "Khối xã, thị trấn": False,
        }

    def test_a_merged_body_stands_in_two_trees(self) -> None:
        """Cơ quan Tổ chức - Nội vụ is under the Party committee and the People's Committee at once."""
        bodies = {row.name: row for row in read("son-duong")[1].rows["bodies"] if isinstance(row, BodyRow)}
        merged = bodies["Cơ quan Tổ chức - Nội vụ huyện"]
        assert (merged.system, len(merged.parents)) == (BodySystem.MERGED, 2)


class TestVinhPhuc:
    """The province that judged 2021 and spoke of 2022 (nghiep-vu §2.4)."""

    def test_units_of_assignment(self) -> None:
        """9 collectives with 18 individuals, 13 bodies, 6 directors in 2021."""
        rows = [row for row in rows_of("vinh-phuc") if row.period == "2021"]
        units = {(row.group, row.person_key, row.is_collective) for row in rows}
        assert sorted(Counter(group for group, *_ in units).values()) == [6, 9, 13]
        assert len({name for row in rows for name in row.attached}) == 18
        assert all(any(place in row.unit for row in rows) for place in VINH_PHUC.split(", "))

    def test_the_source_is_kept_word_for_word(self) -> None:
        """Tasks of 2022 keep the words of the article, misprints and all, beside the corrected title."""
        rows = [row for row in rows_of("vinh-phuc") if row.period == "2022"]
        assert all(row.source_text for row in rows)
        for misprint, title in (("phòng trào", "phong trào"), ("hướng ước", "hương ước"), ("kết toán", "quyết toán")):
            (row,) = [row for row in rows if misprint in row.source_text]
            assert title in row.title and misprint not in row.title


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

    def test_ten_districts(self) -> None:
        """Each of the ten district-level units has its chairman in the group, whether its list came or not."""
        units = {row.unit for row in rows_of("bac-giang")} | {row.unit for row in members_of("bac-giang")}
        assert {f"UBND {district}" for district in BAC_GIANG.split(", ")} <= units

    def test_state_words(self) -> None:
        """One year, no term, ông or bà."""
        rows = rows_of("bac-giang")
        assert {row.period for row in rows} == {"2017"}
        assert {row.honorific for row in rows} == {"ông", "bà"}


@pytest.mark.parametrize(
    ("file", "right", "wrong"), [("viec.csv", "30/9/2017", "31/9/2017"), ("nhom.csv", "không", "có lẽ")]
)
def test_a_mistake_in_a_list_stops_the_build(file: str, right: str, wrong: str, tmp_path: Path) -> None:
    """A list with a mistake, of tasks or of the frame, is not made into a workbook."""
    sample = tmp_path / "mau"
    copytree(SAMPLES / "bac-giang", sample)
    (sample / WORKBOOK).unlink()
    text = (sample / file).read_text("utf-8")
    assert right in text
    (sample / file).write_text(text.replace(right, wrong), "utf-8")
    with pytest.raises(ValueError, match=wrong):
        build(sample, sample / WORKBOOK)
    assert not (sample / WORKBOOK).exists()
