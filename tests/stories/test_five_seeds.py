"""Năm cơ quan mẫu theo năm bài báo: con số bài báo nêu thì đếm lại được từ danh sách, điều không nêu thì chưa biết.

One story per article: its sentence is quoted, its figures are counted from rows by `docgen stats`, and a row taken out
of the list changes them. What the article does not say stays unknown. Real names stand only in what is quoted.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.stories.test_mistakes import put_through
from tests.support.circle import LOOK
from tests.support.seeds import (
    LIST,
    Seeds,
    bodies_of,
    group,
    horizon,
    journal_of,
    made,
    numbers_in,
    stats,
    tasks_of,
    tell,
    theme,
    without,
)


class TestHamYen:
    """“đã Quyết định giao việc đột phá, đổi mới cho 55 cán bộ diện Ban Thường vụ Huyện ủy quản lý. Trong đó, giai đoạn
    2021 – 2025 là 57 việc; năm 2021 là 61 việc.”"""

    def test_the_figures_of_the_article(self, seeds: Seeds) -> None:
        """55 people; 57 term and 61 year tasks, which no figure adds up; the mean of each follows."""
        figures = seeds.stats("ham-yen")
        term, year = horizon(figures, "term"), horizon(figures, "year")
        assert (figures["people"], term["assigned"], year["assigned"]) == (55, 57, 61)
        assert (term["period"], year["period"]) == ("2021 - 2025", "2021")
        assert (round(term["per_assignee"], 3), round(year["per_assignee"], 3)) == (1.036, 1.109)
        assert 118 not in numbers_in(figures)
        assert figures["as_of"] == "2021-02-05"

    def test_a_forgotten_row_changes_them(self, tmp_path: Path) -> None:
        """Without one of the year tasks of an official there are 60, and still 55 people and 57 term tasks."""
        twin = without("ham-yen", "Nhiệm vụ", tmp_path, lambda row: row["Loại kỳ"] == "Năm")
        figures = stats(twin)
        counts = horizon(figures, "term")["assigned"], horizon(figures, "year")["assigned"]
        assert (figures["people"], *counts) == (55, 57, 60)

    def test_midway_on_the_23rd_of_september(self, seeds: Seeds, tmp_path: Path) -> None:
        """“Một số việc … giao trong năm 2021 đã hoàn thành và hoàn thành cơ bản”: known on 23/9, and not before."""
        circle = seeds.copy("ham-yen", tmp_path)
        circle.docgen("tasks", "import", circle.office / "tien-do-thang-9.xlsx", today=circle.day(9, 23))
        then, before = (horizon(stats(circle, "--as-of", day), "year") for day in ("2021-09-23", "2021-02-05"))
        assert then["progress"]["completed"] > 0 and then["progress"]["mostly"] > 0
        assert sum(then["progress"].values()) == 61
        assert before["progress"]["unreported"] == 61
        assert then["completed"] == 0, "a report is no result: nobody has judged yet"
        assert then["progress"]["unreported"] > 0, "“việc thực hiện chế độ báo cáo còn hạn chế, chưa đầy đủ”"


class TestSongLo:
    """“mở rộng giao nhiệm vụ đến Thường trực HĐND huyện và 3 nhóm cơ quan, đơn vị gồm nhóm MTTQ và các đoàn thể, nhóm
    cơ quan trực thuộc UBND huyện và nhóm các xã, thị trấn.”"""

    GROUPS = ("MTTQ và các đoàn thể", "Cơ quan trực thuộc UBND huyện", "Xã, thị trấn")

    def test_groups_and_recipients(self, seeds: Seeds) -> None:
        """A collective and three declared groups; 17 communes have up to 34 recipients, fewer where one holds both."""
        figures = seeds.stats("song-lo")
        declared = [row["group"] for row in figures["groups"] if row["declared"]]
        assert declared == ["Thường trực HĐND huyện", *self.GROUPS]
        council = group(figures, "Thường trực HĐND huyện")
        assert (council["collectives"], council["people"], council["attached"]) == (1, 0, 3)
        communes = group(figures, "Xã, thị trấn")["people"]
        assert 17 < communes == 31 < 34
        assert figures["units"] == figures["people"] + figures["collectives"]

    def test_both_tensions_are_warned_of(self, seeds: Seeds, tmp_path: Path) -> None:
        """Decisions go to “các ban xây dựng Đảng”, in no group; the Council supervises itself: told, not refused."""
        figures = seeds.stats("song-lo")
        assert len(figures["outside_groups"]) == 4
        assert {row["task"] for row in figures["self_supervision"]} == {"NV-2022-001"}
        said = made("song-lo", tmp_path).docgen("tasks", "import", tmp_path / "van-phong" / LIST, "--json").json
        warned = [row["code"] for row in said["problems"] if row["severity"] == "warning"]
        assert warned.count("outside-groups") == 4
        assert "supervises-own-task" in warned
        assert said["written"] and not [row for row in said["problems"] if row["severity"] == "error"]

    def test_a_declared_group_silences_the_warning(self, seeds: Seeds, tmp_path: Path) -> None:
        """Once the Party bodies are declared as a group, nobody is outside (the twin)."""
        circle = seeds.copy("song-lo", tmp_path)
        heads = ("Nhóm", "Đã nhận danh sách người", "Đã nhận danh sách việc")
        tell(circle, "Nhóm", heads, ("Các ban xây dựng Đảng", "có", "có"))
        assert stats(circle)["outside_groups"] == []

    def test_clearing_land(self, seeds: Seeds, tmp_path: Path) -> None:
        """“Giao nhiệm vụ giải phóng mặt bằng … cho Thường trực HĐND huyện”: 12 of 20 ha, then what was reported."""
        circle = seeds.copy("song-lo", tmp_path)
        (task,) = tasks_of(circle.dump(), unit="Thường trực HĐND huyện")
        (land,) = [row for row in stats(circle)["indicators"] if row["task"] == task["task"]]
        assert (land["baseline"], land["target"], land["unit"], land["value"]) == (12, 20, "ha", None)
        heads = ("Mã nhiệm vụ", "Ngày", "Giá trị")
        tell(circle, "Tiến độ", heads, (task["task"], "30/6/2022", "15/20"), (task["task"], "31/12/2022", 20))
        (midyear,) = [row for row in stats(circle, "--as-of", "2022-07-01")["indicators"] if row["value"]]
        assert (midyear["value"], midyear["rate"], midyear["attainment"]) == (15, 0.75, "below")
        (end,) = [row for row in stats(circle, "--as-of", "2022-12-31")["indicators"] if row["value"]]
        assert (end["value"], end["rate"], end["attainment"]) == (20, 1, "achieved")
        areas = {(row["supervisor"], row["area"]): row for row in stats(circle)["supervision"]}
        assert areas["Khổng Minh Nguyệt", "giải phóng mặt bằng"]["tasks"] > 1

    def test_the_pilot_of_2021(self, seeds: Seeds, tmp_path: Path) -> None:
        """“đều hoàn thành tốt, hoàn thành xuất sắc nhiệm vụ”; unfinished work goes on in 2022."""
        circle = seeds.copy("song-lo", tmp_path)
        (past,) = stats(circle)["past_grades"]
        assert (past["year"], past["good_or_better"], past["unknown"]) == (2021, 1, 0)
        assert past["excellent"] + past["good"] == past["people"]
        assert stats(circle, "--cycle", 2021)["pilot"] is True
        assert stats(circle)["pilot"] is False
        carried = stats(circle)["carried_over"]
        old = {row["title"] for row in stats(circle, "--cycle", 2021)["indicators"]}
        assert len(carried) == 3 and {row["title"] for row in carried} <= old
        assert horizon(stats(circle), "year")["carried_over"] == 3
        heads = ("Họ và tên", "Năm", "Mức")
        tell(circle, "Kết quả năm trước", heads, ("Kim Văn Thạo", 2021, "Hoàn thành nhiệm vụ"))
        assert stats(circle)["past_grades"][0]["good_or_better"] == 0.9

    def test_a_missing_grade_makes_the_share_unknown(self, tmp_path: Path) -> None:
        """With one grade of 2021 forgotten the share is not 100 % of nine, it is unknown (the twin)."""
        twin = without("song-lo", "Kết quả năm trước", tmp_path, lambda row: bool(row["Năm"]))
        (past,) = stats(twin)["past_grades"]
        assert (past["unknown"], past["good_or_better"]) == (1, None)

    def test_by_body_then_and_now(self, seeds: Seeds, tmp_path: Path) -> None:
        """Bạch Lưu went into Hải Lựu in 2025: its tasks stay its own then, and are Hải Lựu's now; the view is said."""
        circle = seeds.copy("song-lo", tmp_path)
        heads = ("Từ", "Đến", "Hình thức", "Ngày")
        old, new = "UBND xã Bạch Lưu", "UBND xã Hải Lựu"
        tell(circle, "Kế thừa", heads, (old, new, "sáp nhập vào", "01/01/2025"))
        then = stats(circle, "--bodies", "assigned", "--as-of", "2025-07-01")["by_body"]
        now = stats(circle, "--bodies", "current", "--as-of", "2025-07-01")["by_body"]
        before = stats(circle, "--bodies", "current", "--as-of", "2024-12-31")["by_body"]
        assert (then["label"], now["label"]) == ("theo đơn vị tại thời điểm giao", "theo đơn vị hiện nay")
        count = {view["view"]: {row["body"]: row["tasks"] for row in view["rows"]} for view in (then, now)}
        assert old not in count["current"]
        assert count["current"][new] == count["assigned"][new] + count["assigned"][old]
        assert before["rows"] == then["rows"]


class TestSonDuong:
    """“thực hiện giao nhiệm vụ đột phá, đổi mới cho 92 đồng chí … Có 51 nhiệm vụ đột phá, việc mới được giao cho các
    đồng chí là Ủy viên Ban Thường vụ Huyện ủy, thủ trưởng các cơ quan, đơn vị, trưởng các phòng chuyên môn”"""

    def test_the_figures_of_the_article(self, seeds: Seeds) -> None:
        """92 people; 51 tasks of the district group; those of the communes unknown, and the total with them."""
        figures = seeds.stats("son-duong")
        district, communes = group(figures, "Khối huyện"), group(figures, "Khối xã, thị trấn")
        assert figures["people"] == district["people"] + communes["people"] == 92
        assert horizon(district, "year")["assigned"] == 51
        assert (horizon(communes, "year")["assigned"], horizon(communes, "year")["rows"]) == (None, 3)
        assert horizon(figures, "year")["assigned"] is None
        assert horizon(figures, "year")["per_assignee"] is None
        assert communes["unknown_because"] == ["chưa nhận danh sách nhiệm vụ"]
        assert figures["unknown_because"] == ["chưa nhận danh sách nhiệm vụ: Khối xã, thị trấn"]

    def test_self_registered_and_added(self, seeds: Seeds) -> None:
        """“ngoài việc mới, việc đột phá do các đồng chí tự đăng ký, Ban Thường vụ Huyện ủy còn giao thêm”."""
        origins = horizon(group(seeds.stats("son-duong"), "Khối huyện"), "year")["origins"]
        assert set(origins) == {"self", "assigned"}
        assert sum(origins.values()) == 51

    def test_themes_of_the_communes(self, seeds: Seeds) -> None:
        """Themes the article names are known, how many tasks each has is not."""
        themes = horizon(group(seeds.stats("son-duong"), "Khối xã, thị trấn"), "year")["themes"]
        assert len(themes) == 3 and set(themes.values()) == {None}
        assert any("sinh hoạt chi bộ" in theme for theme in themes)

    def test_heads_of_hamlets(self, seeds: Seeds) -> None:
        """“hiện có 400 thôn, tổ dân phố, hiện tại còn 12 trưởng thôn không phải là đảng viên”: 388 of 400 is 97 %."""
        rows = seeds.stats("son-duong")["indicators"]
        (row,) = [row for row in rows if row["denominator"] == 400]
        assert (row["baseline"], row["target"], row["baseline_rate"], row["value"]) == (400 - 12, 400, 0.97, None)

    def test_when_the_list_comes_the_count_is_known(self, seeds: Seeds, tmp_path: Path) -> None:
        """The clerk notes that the communes' list was received: the three rows become the count (the twin)."""
        circle = seeds.copy("son-duong", tmp_path)
        heads = ("Nhóm", "Đã nhận danh sách người", "Đã nhận danh sách việc")
        tell(circle, "Nhóm", heads, ("Khối xã, thị trấn", "có", "có"))
        figures = stats(circle)
        assert horizon(group(figures, "Khối xã, thị trấn"), "year")["assigned"] == 3
        assert (horizon(figures, "year")["assigned"], figures["unknown_because"]) == (54, [])
        code = tasks_of(circle.dump(), group="Khối huyện")[0]["task"]
        circle.docgen("tasks", "withdraw", code, "--reason", "giao nhầm")
        assert horizon(group(stats(circle), "Khối huyện"), "year")["assigned"] == 50

    def test_a_merged_body(self, seeds: Seeds, tmp_path: Path) -> None:
        """Cơ quan Tổ chức - Nội vụ stands in two trees, and is one body however its dash is written."""
        circle = seeds.copy("son-duong", tmp_path)
        before = bodies_of(circle)
        merged = next(body for body in before if body["system"] == "merged")
        parents = [row for row in journal_of(circle.dump(), "body_parent") if row["body_id"] == merged["id"]]
        assert {row["system"] for row in parents} == {"party", "state"}
        heads = ("Họ và tên", "Chức vụ", "Đơn vị công tác", "Kỳ", "Nội dung nhiệm vụ")
        row = ("Lò Văn Thử", "Phó Thủ trưởng", "Cơ quan Tổ chức – Nội vụ huyện", 2021, "Xếp lại 200 hồ sơ cán bộ")
        tell(circle, "Thêm", heads, row)
        assert len(bodies_of(circle)) == len(before)
        tell(circle, "Thêm", heads, ("Lò Văn Ba", *row[1:2], "Cơ quan Tổ chức – Nội vụ tỉnh", *row[3:]))
        assert len(bodies_of(circle)) == len(before) + 1


class TestVinhPhuc:
    """“3 nhóm đối tượng, gồm BTV gắn với cá nhân bí thư, chủ tịch UBND 9 huyện, thành ủy; 13 cơ quan, đơn vị khối Đảng,
    MTTQ và các tổ chức chính trị - xã hội cấp tỉnh; giám đốc 6 sở.”"""

    def test_units_of_assignment(self, seeds: Seeds) -> None:
        """9 + 13 + 6 = 28 units, of which 22 are collectives; up to 18 individuals are attached to the nine."""
        figures = seeds.stats("vinh-phuc")
        units = {row["group"]: row["units"] for row in figures["groups"]}
        assert sorted(units.values()) == [6, 9, 13]
        assert (figures["units"], figures["collectives"], figures["people"]) == (28, 22, 6)
        assert 9 < figures["attached"] <= 18

    def test_results_against_their_targets(self, seeds: Seeds) -> None:
        """“đã kết nạp được 2.101/2.000 chỉ tiêu”: 105,05 %, counted over the bodies; not yet known in November."""
        members = theme(seeds.stats("vinh-phuc"), "phát triển đảng viên")
        assert (members["value"], members["target"], members["rate"]) == (2101, 2000, 1.0505)
        assert members["attainment"] == "exceeded"
        assert theme(seeds.stats("vinh-phuc", "--as-of", "2021-11-30"), "phát triển đảng viên")["value"] is None
        counts = horizon(seeds.stats("vinh-phuc"), "year")["attainment"]
        assert counts["exceeded"] > 0 and counts["achieved"] > 0 and counts["below"] > 0

    def test_compared_with_the_term_before(self, seeds: Seeds) -> None:
        """“thành lập mới 24 tổ chức đảng …, vượt 5 tổ chức so với … cả nhiệm kỳ trước”: 19 then; the target unknown."""
        new = theme(seeds.stats("vinh-phuc"), "tổ chức đảng trong doanh nghiệp")
        assert new["value"] == 24
        assert new["compared"] == {"than": "cả nhiệm kỳ trước", "value": 19, "difference": 5}
        assert (new["target"], new["rate"], new["attainment"]) == (None, None, None)

    def test_a_forgotten_report_makes_the_sum_unknown(self, tmp_path: Path) -> None:
        """Without the report of one district the province's figures are unknown, not smaller (the twin)."""
        twin = without(
            "vinh-phuc", "Tiến độ", tmp_path, lambda row: "kết nạp đảng viên" in str(row["Nội dung nhiệm vụ"])
        )
        members = theme(stats(twin), "phát triển đảng viên")
        assert (members["value"], members["target"], members["rate"]) == (None, 2000, None)

    def test_steering_boards(self, seeds: Seeds, tmp_path: Path) -> None:
        """“9/9 huyện, thành phố đã thành lập ban chỉ đạo”; a body that did not is named."""
        (boards,) = seeds.stats("vinh-phuc")["duties"]
        assert (boards["done"], boards["bodies"], boards["missing"], len(boards["done_by"])) == (9, 9, [], 9)
        circle = seeds.copy("vinh-phuc", tmp_path)
        duty = (boards["title"], "không")
        tell(circle, "Việc của cơ quan", ("Cơ quan", "Nội dung", "Đã làm"), ("Ban Thường vụ Huyện ủy Yên Lạc", *duty))
        (fewer,) = stats(circle)["duties"]
        assert (fewer["done"], fewer["not_done"], fewer["missing"]) == (8, 1, ["Ban Thường vụ Huyện ủy Yên Lạc"])

    def test_tasks_of_2022(self, seeds: Seeds) -> None:
        """“giao Ban Dân vận Tỉnh ủy chủ trì”: four organisations by one lead, eight departments, one inspectorate."""
        figures = seeds.stats("vinh-phuc", "--cycle", 2022)
        assert figures["delegated"] == [{"lead": "Ban Dân vận Tỉnh ủy", "assignees": 4, "tasks": 4}]
        units = [row["body"] for row in figures["by_body"]["rows"]]
        assert sum(unit.startswith("Sở ") for unit in units) == 8
        assert "Thanh tra tỉnh" in units and len(units) == 4 + 8 + 1
        assert seeds.stats("vinh-phuc")["delegated"] == []

    def test_proposals_wait_for_their_follow_up(self, seeds: Seeds) -> None:
        """Proposals of the meeting are kept, each with what became of it, or open."""
        proposals = seeds.stats("vinh-phuc")["recommendations"]
        assert any("tổ tư vấn xây dựng chỉ tiêu" in row["text"] for row in proposals)
        assert {bool(row["followed_up"]) for row in proposals} == {True, False}

    def test_misprints_are_kept_beside_the_corrected_title(self, seeds: Seeds) -> None:
        """“hướng ước”, “phòng trào”, “chưa kết toán” stay as the source has them; the title is right."""
        tasks = journal_of(seeds.dump("vinh-phuc"), "task")
        pairs = {"hướng ước": "hương ước", "phòng trào": "Phong trào", "chưa kết toán": "chưa quyết toán"}
        for misprint, right in pairs.items():
            told = [task for task in tasks if misprint in task["source_text"]]
            assert told and all(misprint not in task["title"] for task in told)
            assert any(right.casefold() in task["title"].casefold() for task in told)


class TestBacGiang:
    """“chủ động lựa chọn xây dựng từ 3 đến 5 nhiệm vụ trọng tâm riêng và cụ thể hóa 5 nhiệm vụ chung … Ngoài ra phải
    thực hiện từ 1 đến 2 nhiệm vụ do Chủ tịch UBND tỉnh giao.”"""

    def test_everybody_keeps_to_the_composition(self, seeds: Seeds) -> None:
        """Nobody breaks 3–5, 5 and 1–2, so everybody has nine to twelve tasks."""
        figures = seeds.stats("bac-giang")
        assert figures["composition"]["violations"] == []
        people = [row["person"] for row in tasks_of(seeds.dump("bac-giang"))]
        assert figures["composition"]["checked"] == len(set(people))
        assert {people.count(person) for person in people} <= set(range(9, 13))

    def test_a_missing_common_task_names_its_head(self, tmp_path: Path) -> None:
        """With one of the five common tasks forgotten its head is named, and nobody else (the twin).

        As a rule such a list is refused; here the office only wants to be told.
        """
        twin = without(
            "bac-giang", "Nhiệm vụ", tmp_path, lambda row: "chung" in str(row["Nguồn nhiệm vụ"]), expect=(LOOK,)
        )
        assert twin.dump()["tasks"] == []
        settings = twin.office / "office.toml"
        settings.write_text(settings.read_text("utf-8").replace("[checks]", '[checks]\nP8 = "warn"'), "utf-8")
        twin.docgen("tasks", "import", twin.office / LIST)
        (broken,) = stats(twin)["composition"]["violations"]
        assert (broken["owner"], broken["origins"]["common"]) == ("Ngô Quang Điển", 4)
        assert "phải đúng 5" in broken["message"]

    @pytest.mark.pdf
    def test_a_cancelled_task_is_told_and_can_be_replaced(self, seeds: Seeds, tmp_path: Path) -> None:
        """Whoever cancels a common task is told that five are no longer five; another one then fits the rule (I6)."""
        office = seeds.copy("bac-giang", tmp_path)
        whole = office.dump()
        common = next(task["code"] for task in journal_of(whole, "task") if task["origin"] == "common")
        gone = next(task for task in tasks_of(whole) if task["task"] == common)
        office.docgen("decisions", "draft", "--on", "09/01/2017")
        papers = office.docgen("decisions", "list", "--json").json
        code = next(paper["document"] for paper in papers if gone["task"] in paper["tasks"])
        put_through(office, "decisions", "decisions", code)
        office.docgen("tasks", "cancel", gone["task"], "--reason", "không còn phù hợp")
        (told,) = office.docgen("changes", "draft", "--json").json["problems"]
        assert told["code"] == "composition" and "phải đúng 5" in told["message"]
        slip = ("--where", "Điều 1", "--wrong", "nhiệm vu", "--right", "nhiệm vụ", "--reason", "lỗi gõ")
        letter = office.docgen("changes", "correct", code, *slip, "--json").json["document"]
        assert put_through(office, "changes", "corrections", letter)["number_text"] == "02/UBND-NC"
        (amendment,) = office.docgen("changes", "draft", "--json").json["documents"]
        put_through(office, "changes", "amendments", amendment)
        book = load_workbook(office.office / LIST)
        sheet = book["Nhiệm vụ"]
        for row in sheet.iter_rows():
            cell = next((cell for cell in row if cell.value == gone["title"]), None)
            if cell is not None and any(other.value == gone["name"] for other in row):
                cell.value = f"{gone['title']} ở vùng đặc biệt khó khăn"
        book.save(tmp_path / "thay.xlsx")
        said = office.docgen("tasks", "import", tmp_path / "thay.xlsx", "--json").json
        assert (len(said["added"]), [p for p in said["problems"] if p["code"] == "composition"]) == (1, [])

    def test_groups_and_the_ten_districts(self, seeds: Seeds) -> None:
        """Four groups; ten district-level units; two groups sent nothing, so nobody's total is known."""
        figures = seeds.stats("bac-giang")
        assert [row["declared"] for row in figures["groups"]] == [True] * 4
        districts = group(figures, "UBND huyện, thành phố")
        assert (districts["people"], horizon(districts, "year")["assigned"]) == (10, None)
        assert group(figures, "Thường trực UBND tỉnh")["people"] is None
        assert (figures["people"], horizon(figures, "year")["assigned"]) == (None, None)

    def test_copied_targets_are_listed(self, seeds: Seeds, tmp_path: Path) -> None:
        """“chủ yếu dựa vào chỉ tiêu KT-XH do UBND tỉnh giao”: tasks with the words of a routine target are shown."""
        copies = seeds.stats("bac-giang")["routine_copies"]
        assert len(copies) == 3 and {row["likeness"] for row in copies} == {100}
        twin = without("bac-giang", "Chỉ tiêu thường xuyên", tmp_path, lambda row: "nông thôn mới" in str(row.values()))
        assert len(stats(twin)["routine_copies"]) == 2

    def test_motto_and_instruments_without_date(self, seeds: Seeds) -> None:
        """“Năm kỷ cương, kỷ luật hành chính …”; Kế hoạch 116/KH-UBND under Chỉ thị 14-CT/TU, their years unknown."""
        motto = "Năm kỷ cương, kỷ luật hành chính, tập trung giải phóng mặt bằng và hiệu quả trong thực hiện nhiệm vụ"
        assert seeds.stats("bac-giang")["motto"] == motto
        found = {row["number_text"]: row for row in journal_of(seeds.dump("bac-giang"), "instrument")}
        assert {number: row["dated"] for number, row in found.items()} == {"116/KH-UBND": None, "14-CT/TU": None}
        (basis,) = journal_of(seeds.dump("bac-giang"), "cycle_basis")
        assert "116/KH-UBND" in basis["text"] and "14-CT/TU" in basis["text"]

    def test_themes(self, seeds: Seeds) -> None:
        """Clearing land and the other themes of the conference are counted where the list is known."""
        themes = horizon(group(seeds.stats("bac-giang"), "Sở, ngành"), "year")["themes"]
        assert themes["giải phóng mặt bằng"] >= 8
