"""Những gì năm bài báo viết theo năm cách: ngày, tỷ số, tên, chức vụ (nghiep-vu §2.6)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.seeds import (
    Seeds,
    journal_of,
    tell,
)


class TestAcrossTheSeeds:
    """What the five articles write in five ways (nghiep-vu §2.6)."""

    @pytest.mark.parametrize(
        ("name", "written", "day", "is_inferred"),
        [
            ("ham-yen", "23/9", "2021-09-23", True),
            ("song-lo", "Sáng 24/1", "2022-01-24", True),
            ("vinh-phuc", "Chiều 7/1", "2022-01-07", True),
            ("bac-giang", "09/01/2017", "2017-01-09", False),
        ],
    )
    def test_dates(self, seeds: Seeds, name: str, written: str, day: str, is_inferred: bool) -> None:
        """A date without year takes it from its cycle and says so; what was written is kept."""
        (event,) = [row for row in journal_of(seeds.dump(name), "cycle_event") if row["day_text"] == written]
        assert (event["day"], event["is_year_inferred"]) == (day, is_inferred)

    @pytest.mark.parametrize(("ratio", "value"), [("2.101/2.000", "2101"), ("9/9", "9"), ("19/19", "19")])
    def test_ratios(self, seeds: Seeds, tmp_path: Path, ratio: str, value: str) -> None:
        """A ratio is what was reached of what: no date and no decimal."""
        circle = seeds.copy("song-lo", tmp_path)
        tell(circle, "Tiến độ", ("Mã nhiệm vụ", "Ngày", "Giá trị"), ("NV-2022-001", "31/12/2022", ratio))
        assert [row["value"] for row in journal_of(circle.dump(), "indicator_value")] == [value]

    def test_one_person_several_posts_one_rank(self, seeds: Seeds) -> None:
        """“TUV, Bí thư Huyện ủy, Chủ tịch HĐND huyện” is one person of one rank, whatever the posts."""
        whole = seeds.dump("song-lo")
        people = [row for row in journal_of(whole, "person") if row["full_name"] == "Khổng Minh Nguyệt"]
        assert {(row["code"], row["rank"]) for row in people} == {(people[0]["code"], "TUV")}
        posts = {row["title"] for row in journal_of(whole, "post") if row["person_id"] == people[0]["id"]}
        assert posts == {"Bí thư Huyện ủy", "Chủ tịch HĐND huyện"}
