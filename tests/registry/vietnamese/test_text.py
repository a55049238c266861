"""Vietnamese text: every example of the domain reference §8.1, §8.2 and §8.4, and the laws behind them."""

from __future__ import annotations

import datetime as dt
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.vietnamese import (
    fold,
    fold_tone_placement,
    long_date,
    looks_like_date,
    normalise,
    normalise_lines,
    number_in_text,
    parse_date,
    parse_number,
    parse_period_end,
    short_date,
    sort_key,
    strip_honorific,
)

WORDS = ["Anh", "Ánh", "Ân", "Cả", "Cá", "Dung", "Dũng", "Đức", "Tam", "Tám", "Tạm", "Tâm", "Tấm", "Út", "Uyên", "Ứng"]
LETTERS = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
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
SENTENCES = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " .,-0123456789", max_size=60)
NAMES = st.lists(st.text(alphabet=VIETNAMESE, min_size=1, max_size=6), min_size=1, max_size=5).map(
    lambda words: " ".join(word.capitalize() for word in words)
)
DAYS = st.dates(min_value=dt.date(1900, 1, 1))


def in_order(words: list[str]) -> list[str]:
    """The words sorted by our key, whatever their order was."""
    backwards = list(reversed(words))
    backwards.sort(key=sort_key)
    return backwards


class TestNormalise:
    """One stored form."""

    @pytest.mark.parametrize(
        ("typed", "stored"),
        [
            ("e\u0323\u0302", "ệ"),
            ("ê\u0323", "\u1ec7"),
            ("Nguyễn\u00a0Văn  Linh ", "Nguyễn Văn Linh"),
            ("\ufeffHàm\u200b Yên\u00ad", "Hàm Yên"),
            ("Ðỗ Ɖức", "Đỗ Đức"),
            ("Hàm\nYên", "Hàm Yên"),
            ("Nguyễn Vаn", "Nguyễn Van"),
            ("Иван", "Иван"),
            ("", ""),
        ],
    )
    def test_known_forms(self, typed: str, stored: str) -> None:
        """Every typed form met in real files becomes the stored one."""
        assert normalise(typed) == stored

    @given(SENTENCES)
    def test_both_byte_forms_agree(self, text: str) -> None:
        """NFC and NFD of the same text have the same stored form, search form and sort key."""
        decomposed = unicodedata.normalize("NFD", text)
        for function in (normalise, fold, sort_key, fold_tone_placement):
            assert function(decomposed) == function(unicodedata.normalize("NFC", text))

    @given(st.text(max_size=40))
    def test_twice_is_once(self, text: str) -> None:
        """Normalising and folding any text twice changes nothing more."""
        assert normalise(normalise(text)) == normalise(text)
        assert fold(fold(text)) == fold(text)

    def test_lines_are_kept(self) -> None:
        """Lines stay apart when asked for, and empty ones go."""
        assert normalise_lines("Bàn  A\r\n\n Bàn\u00a0B ") == "Bàn A\nBàn B"


class TestFold:
    """The search form."""

    @pytest.mark.parametrize(
        ("left", "right"),
        [
            ("Đỗ Xuân Phúc", "do xuan phuc"),
            ("ĐỨC", "duc"),
            ("ưỡn", "uon"),
            ("hòa", "hoà"),
            ("thủy", "thuỷ"),
            ("ủy", "uỷ"),
            ("khỏe", "khoẻ"),
            ("Tổ chức - Nội vụ", "Tổ chức – Nội vụ"),
        ],
    )
    def test_same_search_form(self, left: str, right: str) -> None:
        """Spellings a searcher means as one have one search form."""
        assert fold(left) == fold(right)

    def test_tones_still_tell_people_apart(self) -> None:
        """The stored form keeps Tam, Tám, Tâm and Tấm apart although their search form is one."""
        names = ["Tam", "Tám", "Tâm", "Tấm"]
        assert len({normalise(name) for name in names}) == 4
        assert {fold(name) for name in names} == {"tam"}


class TestTonePlacement:
    """Accents kept, tone placement made one."""

    @pytest.mark.parametrize(
        ("typed", "compared"),
        [
            ("hoà", "hòa"),
            ("HOÀ", "HÒA"),
            ("thuỷ sản", "thủy sản"),
            ("Huyện uỷ", "Huyện ủy"),
            ("khoẻ", "khỏe"),
            ("Qúy", "Quý"),
            ("quỳnh hoàng quý khuỷu", "quỳnh hoàng quý khuỷu"),
        ],
    )
    def test_known_syllables(self, typed: str, compared: str) -> None:
        """Open syllables oa, oe, uy move their tone; closed ones and "quý" do not."""
        assert fold_tone_placement(typed) == compared

    @given(SENTENCES)
    def test_letters_stay(self, text: str) -> None:
        """Moving a tone never changes the letters under it."""
        assert fold(fold_tone_placement(text)) == fold(text)


class TestSortKey:
    """The order of official lists."""

    def test_words(self) -> None:
        """Letters come before tones, as the reference lists them."""
        assert in_order(WORDS) == WORDS

    def test_alphabet(self) -> None:
        """Single letters follow the Vietnamese alphabet."""
        assert in_order(LETTERS) == LETTERS

    def test_tones(self) -> None:
        """ngang < huyền < hỏi < ngã < sắc < nặng."""
        assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]

    def test_names(self) -> None:
        """People are listed by tên."""
        assert in_order(LISTED) == LISTED

    def test_ho_then_dem(self) -> None:
        """Equal tên are ordered by họ, then by đệm, a shorter đệm first."""
        expected = ["Bùi Anh", "Đỗ Anh", "Đỗ Thị Anh", "Đỗ Thị Thu Anh", "Đỗ Văn Anh", "Vũ Anh", "Bùi Ánh"]
        assert in_order(expected) == expected

    def test_plain_order_is_wrong(self) -> None:
        """The key repairs what code points spoil: Đỗ before Vũ."""
        assert "Đỗ" > "Vũ"
        assert sort_key("Đỗ") < sort_key("Vũ")

    def test_manual_name(self) -> None:
        """A manual sort name decides for people whose last word is not their tên."""
        assert sort_key("Hầu A Lềnh", manual="A Hầu Lềnh") < sort_key("Lê Văn Bình") < sort_key("Hầu A Lềnh")

    @given(NAMES)
    def test_key_is_plain_ascii(self, name: str) -> None:
        """The key can stand in any database column under any collation."""
        assert sort_key(name).isascii()
        assert sort_key(name) == sort_key(name).lower()

    @given(st.text(max_size=30))
    def test_any_text_has_a_key(self, text: str) -> None:
        """No text from a workbook makes the order fail."""
        assert isinstance(sort_key(text), str)


class TestHonorifics:
    """Names without their honorifics."""

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
            ("Ông Văn Nam", "Ông Văn Nam"),
            ("Bàn Thị Mây", "Bàn Thị Mây"),
            ("Đồng Chí Công", "Công"),
            ("Lưu Bà Tám", "Lưu Bà Tám"),
        ],
    )
    def test_known_forms(self, written: str, name: str) -> None:
        """Honorifics and academic titles go, names stay."""
        assert strip_honorific(written) == name


class TestDates:
    """Dates as papers print them."""

    @pytest.mark.parametrize(
        ("day", "text"),
        [
            (dt.date(2021, 2, 5), "ngày 05 tháng 02 năm 2021"),
            (dt.date(2026, 5, 27), "ngày 27 tháng 5 năm 2026"),
            (dt.date(2021, 1, 10), "ngày 10 tháng 01 năm 2021"),
            (dt.date(2021, 3, 9), "ngày 09 tháng 3 năm 2021"),
            (dt.date(2021, 12, 31), "ngày 31 tháng 12 năm 2021"),
        ],
    )
    def test_long_date(self, day: dt.date, text: str) -> None:
        """Zeros stand before days under 10 and months 1 and 2 only."""
        assert long_date(day) == text

    @given(DAYS)
    def test_there_and_back(self, day: dt.date) -> None:
        """Printing a day and reading it gives the day."""
        assert parse_date(long_date(day)) == parse_date(short_date(day)) == parse_date(day.isoformat()) == day

    @pytest.mark.parametrize("text", ["31/02/2021", "12/31/2021", "00/01/2021", "31-04-2021"])
    def test_impossible_days(self, text: str) -> None:
        """An impossible day looks like a date and is none."""
        assert looks_like_date(text)
        assert parse_date(text) is None

    @pytest.mark.parametrize("text", ["", "cuối năm", "2.101/2.000", "9/9", "5-2", "05/2025", "1/2/21"])
    def test_not_a_date(self, text: str) -> None:
        """Ratios, halves of dates and words are not taken for a day."""
        assert not looks_like_date(text)
        assert parse_date(text) is None

    @pytest.mark.parametrize(
        ("text", "end"),
        [
            ("Quý III/2026", dt.date(2026, 9, 30)),
            ("quý iv năm 2022", dt.date(2022, 12, 31)),
            ("Quý II", dt.date(2021, 6, 30)),
            ("Tháng 10-12/2026", dt.date(2026, 12, 31)),
            ("Tháng 02/2024", dt.date(2024, 2, 29)),
            ("6 tháng đầu năm", dt.date(2021, 6, 30)),
            ("năm 2025", dt.date(2025, 12, 31)),
            ("Hết năm 2025", dt.date(2025, 12, 31)),
            ("tháng 13/2021", None),
            ("khi có điều kiện", None),
        ],
    )
    def test_fuzzy_deadlines(self, text: str, end: dt.date | None) -> None:
        """A fuzzy deadline is resolved to its last day, or honestly to none."""
        assert parse_period_end(text, year=2021) == end

    def test_fuzzy_deadline_without_year(self) -> None:
        """A quarter of no known year has no last day."""
        assert parse_period_end("Quý III") is None


class TestNumbers:
    """Numbers as papers print them."""

    @pytest.mark.parametrize(
        ("value", "unit", "text"),
        [
            (2101, "", "2.101"),
            (Decimal("105.05"), "%", "105,05%"),
            (13.3, "tỷ", "13,3 tỷ"),
            (1234567, "đồng", "1.234.567 đồng"),
            (Decimal("100.00"), "%", "100%"),
            (0.1, "", "0,1"),
            (-2.5, "", "-2,5"),
            (0, "", "0"),
            (Decimal("1E+3"), "", "1.000"),
        ],
    )
    def test_printed(self, value: int | float | Decimal, unit: str, text: str) -> None:
        """Dots group thousands, a comma opens the decimals."""
        assert number_in_text(value, unit=unit) == text

    def test_two_digits(self) -> None:
        """Counts in official sentences have two digits."""
        assert [number_in_text(n, two_digits=True) for n in (5, 55, 105)] == ["05", "55", "105"]

    @pytest.mark.parametrize("text", ["95.5", "2.10", "2.101/2.000", "484/491", "12a", "", "1,2,3"])
    def test_unclear_numbers(self, text: str) -> None:
        """Ratios and foreign decimals are not guessed at."""
        assert parse_number(text) is None

    def test_endless_numbers_are_refused(self) -> None:
        """Infinity is not printed."""
        with pytest.raises(ValueError, match="not a number"):
            number_in_text(float("inf"))

    @given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
    def test_there_and_back(self, value: Decimal) -> None:
        """Printing a number and reading it gives the number."""
        assert parse_number(number_in_text(value)) == value
