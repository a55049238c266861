"""How alike two tasks are worded (check P2): pairs a reader calls the same, pairs a reader does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules.similarity import ALIKE, LikeTexts, features_of, likeness

SAME = [
    ("Giảm tỷ lệ hộ nghèo 2% trong năm 2022", "Tỷ lệ hộ nghèo giảm 2%"),
    ("Kết nạp đảng viên mới", "Kết nạp 15 đảng viên mới"),
    (
        "Tham mưu mục tiêu 100% trưởng thôn, tổ trưởng TDP là đảng viên",
        "Trưởng thôn, tổ trưởng tổ dân phố là đảng viên",
    ),
    ("Xây dựng xã Khe Sáu đạt chuẩn nông thôn mới năm 2022", "Xã Khe Sáu đạt chuẩn NTM năm 2021"),
    ("Nâng cao chất lượng sinh hoạt chi bộ ở thôn", "Đổi mới, nâng cao chất lượng sinh hoạt chi bộ thôn"),
    ("Thu ngân sách trên địa bàn đạt 120 tỷ đồng", "Hoàn thành thu ngân sách nhà nước trên địa bàn 135 tỷ đồng"),
    ("Giải phóng mặt bằng các dự án trọng điểm của huyện", "Chỉ đạo GPMB các dự án trọng điểm trên địa bàn huyện"),
    ("Số hóa hồ sơ tiếp nhận, giải quyết thủ tục hành chính", "Số hoá hồ sơ, giải quyết TTHC"),
    ("Tỷ lệ che phủ rừng đạt 65%", "Duy trì tỷ lệ che phủ rừng trên 65%"),
    ("Phát triển vùng cam VietGAP 300 ha", "Mở rộng vùng trồng cam VietGAP lên 300 ha"),
    ("giam ty le ho ngheo", "Giảm tỷ lệ hộ nghèo"),
]
OTHER = [
    ("Kết nạp đảng viên mới", "Xây dựng trường chuẩn quốc gia"),
    ("Nâng cao chất lượng sinh hoạt chi bộ", "Nâng cao chất lượng giáo dục mũi nhọn"),
    ("Xây dựng 02 nhà văn hóa thôn", "Xây dựng mô hình dân vận khéo"),
    ("Giải phóng mặt bằng đường liên xã", "Giải quyết đơn thư vượt cấp"),
    ("Đề án chuyển đổi số của cơ quan", "Đề án phát triển kinh tế đô thị"),
    ("Tỷ lệ hộ nghèo giảm 2%", "Tỷ lệ che phủ rừng đạt 65%"),
    ("Kết nạp 15 đảng viên mới", "Thành lập 5 tổ chức đảng trong doanh nghiệp"),
    ("Đưa trò chơi dân gian vào giáo dục học sinh", "Biên soạn sách giáo dục nét đẹp văn hóa"),
    ("Số hóa hồ sơ kiểm tra, giám sát, kỷ luật đảng", "Giám sát chuyên đề kết luận kiểm tra về đất đai"),
    ("Thu ngân sách đạt 120 tỷ đồng", "Giải ngân vốn đầu tư công đạt 120 tỷ đồng"),
    ("Hỗ trợ xóa nhà tạm cho 60 hộ nghèo", "Giảm tỷ lệ hộ nghèo 2%"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_work(one: str, other: str) -> None:
    """this test ensures that one work in other words is alike, by a margin."""
    assert likeness(features_of(one), features_of(other)) >= ALIKE + 5


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_work(one: str, other: str) -> None:
    """this test ensures that other works that share some words are not alike, by a margin."""
    assert likeness(features_of(one), features_of(other)) <= ALIKE - 20


def test_a_text_that_says_too_little() -> None:
    """this test ensures that one telling word is compared with nothing."""
    assert features_of("Tiếp tục thực hiện nhiệm vụ năm 2022") == frozenset()
    assert LikeTexts([frozenset()]).nearest(frozenset(), lambda number: True) is None


def test_the_nearest_allowed_text_is_found() -> None:
    """this test ensures that the best match is given with its score, and the next when the best is not allowed."""
    texts = ["Trồng rừng gỗ lớn", "Kết nạp đảng viên mới ở thôn bản", "Kết nạp đảng viên mới"]
    index = LikeTexts([features_of(text) for text in texts])
    features = features_of("Kết nạp 15 đảng viên mới")
    best = index.nearest(features, lambda number: True)
    assert best is not None and (best.number, best.score) == (2, 100)
    second = index.nearest(features, lambda number: number != 2)
    assert second is not None and second.number == 1
    assert index.nearest(features, lambda number: number == 0) is None


_SYLLABLES = st.sampled_from([*"abcdefghijkl"]).map(lambda letter: f"x{letter}n")
_WORDS = st.lists(_SYLLABLES, min_size=2, max_size=9)


@given(st.lists(_WORDS, max_size=25), _WORDS)
def test_the_index_misses_nothing(texts: list[list[str]], wanted: list[str]) -> None:
    """this test ensures that looking up by rare words finds as good a match as comparing with each, or one of 90%."""
    features = [features_of(" ".join(words)) for words in texts]
    query = features_of(" ".join(wanted))
    found = LikeTexts(features).nearest(query, lambda number: True)
    best = max((likeness(query, each) for each in features), default=0)
    score = found.score if found else 0
    assert score == (best if best >= ALIKE else 0) or score >= 90
