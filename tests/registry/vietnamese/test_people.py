"""Names without their honorifics; ranks and posts of one line parted."""

from __future__ import annotations

import pytest

from registry.vietnamese import post_key, split_honorific, split_posts, strip_honorific


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("đồng chí Ma Văn Tú", "Ma Văn Tú"),
        ("Đồng chí: Ma Văn Tú", "Ma Văn Tú"),
        ("đ/c Ma Văn Tú", "Ma Văn Tú"),
        ("Ông Ma Văn Tú", "Ma Văn Tú"),
        ("bà Bàn Thị Mây", "Bàn Thị Mây"),
        ("PGS.TS. Trần An", "Trần An"),
        ("ThS Trần An", "Trần An"),
        ("ông TS. Trần An", "Trần An"),
        ("Đại tá Trần An", "Trần An"),
        ("Ông Văn Nam", "Ông Văn Nam"),
        ("Bàn Thị Mây", "Bàn Thị Mây"),
        ("Đồng Chí Công", "Công"),
        ("Lưu Bà Tám", "Lưu Bà Tám"),
        ("Trung Thị Tá", "Trung Thị Tá"),
    ],
)
def test_honorifics_go_and_names_stay(written: str, name: str) -> None:
    """This test ensures that honorifics and titles are stripped for matching, and parts of names are not."""
    assert strip_honorific(written) == name
    before, rest = split_honorific(written)
    assert rest == name
    assert f"{before} {rest}".strip() == written


@pytest.mark.parametrize(
    ("line", "rank", "posts"),
    [
        ("TUV, Bí thư Huyện ủy, Chủ tịch HĐND huyện", "TUV", ("Bí thư Huyện ủy", "Chủ tịch HĐND huyện")),
        ("Phó Bí thư, Chủ tịch UBND", "", ("Phó Bí thư", "Chủ tịch UBND")),
        ("UVBTV Huyện ủy, Trưởng Ban Tổ chức", "UVBTV Huyện ủy", ("Trưởng Ban Tổ chức",)),
        ("UV BTV; Chánh Văn phòng", "UV BTV", ("Chánh Văn phòng",)),
        ("Tỉnh uỷ viên, Bí thư Thành ủy kiêm Chủ tịch HĐND", "Tỉnh uỷ viên", ("Bí thư Thành ủy", "Chủ tịch HĐND")),
        ("Ủy viên UBND xã, Trưởng Công an xã", "", ("Ủy viên UBND xã", "Trưởng Công an xã")),
        ("Trưởng phòng Văn hóa, Khoa học và Thông tin", "", ("Trưởng phòng Văn hóa, Khoa học và Thông tin",)),
        ("Chủ tịch UBND, TP Bắc Giang", "", ("Chủ tịch UBND, TP Bắc Giang",)),
        ("HUV", "HUV", ()),
        ("", "", ()),
    ],
)
def test_posts_of_one_line(line: str, rank: str, posts: tuple[str, ...]) -> None:
    """This test ensures that a line of posts gives one rank and its posts, and commas inside names part nothing."""
    assert split_posts(line) == (rank, posts)


def test_ranks_are_matched_by_meaning() -> None:
    """This test ensures that abbreviations of one meaning equal their words, and ambiguous ones stay unknown."""
    assert post_key("UVBTV Huyện uỷ") == post_key("Ủy viên Ban Thường vụ Huyện ủy")
    assert post_key("PCT UBND xã") == post_key("Phó Chủ tịch Ủy ban nhân dân xã")
    assert post_key("TUV") != post_key("Tỉnh ủy viên")  # a thành ủy viên is a TUV too
    assert [post_key(word) for word in ("TT", "BT", "CT", "TP")] == ["tt", "bt", "ct", "tp"]
