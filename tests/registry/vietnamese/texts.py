"""What the tests of Vietnamese text share: letters, sentences, names, and the lists of nghiep-vu §8.1."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = ["Anh", "Ánh", "Ân", "Cả", "Cá", "Dung", "Dũng", "Đức", "Tam", "Tám", "Tạm", "Tâm", "Tấm", "Út", "Uyên", "Ứng"]
ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
LISTED = [
    "Lê Ánh Dương",
    "Nguyễn Thị Thu Hà",
    "Vũ Trí Hải",
    "Bùi Văn Hạnh",
    "Hoàng Thị Thúy Lan",
    "Nguyễn Văn Linh",
    "Hoàng Thế Mạnh",
    "Phùng Thị Kim Nga",
    "Lê Quang Nghiệp",
    "Đỗ Xuân Phúc",
    "Lê Đăng Tâm",
    "Dương Văn Thái",
]
VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
SENTENCES = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " .,-–0123456789/", max_size=40)
NAMES = st.lists(st.text(alphabet=VIETNAMESE, min_size=1, max_size=6), min_size=1, max_size=5).map(
    lambda words: " ".join(word.capitalize() for word in words)
)
