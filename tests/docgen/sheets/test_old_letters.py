"""Letters of before Unicode: decoded by the font of a cell or its pieces, or by their words; every change is told."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from docgen.errors import UnsafeFile
from docgen.sheets import read_workbook
from registry.exchange import Reading, SheetCells, read_rows
from registry.labels import CheckLevel
from registry.problems import Problem, Severity
from registry.rules.policy import Policy
from tests.registry.vietnamese.old_typewriters import typed_in_tcvn3, typed_in_vni
from tests.support import old_workbook, raw_workbook
from tests.support.raw_workbook import row, styles

HEADINGS = ("Họ và tên", "Chức vụ", "Năm", "Nội dung", "Chỉ tiêu", "Sản phẩm", "Thời hạn")
TASK = ("Nông Thị Hòa", "Trưởng phòng", "2021", "Đưa học sinh trở lại lớp", "100% học sinh", "Danh sách", "30/9/2021")
FONTS = ("Times New Roman", ".VnTime", ".VnTimeH", "VNI-Times")
PLAIN, TCVN3, CAPITALS, VNI = range(4)


def text_cell(place: str, number: int, style: int = PLAIN) -> str:
    """A cell with a shared text."""
    return f'<c r="{place}" s="{style}" t="s"><v>{number}</v></c>'


def shared(text: str) -> str:
    """A shared text in one piece."""
    return f'<si><t xml:space="preserve">{escape(text)}</t></si>'


def pieces(*runs: tuple[str, str]) -> str:
    """A shared text of pieces, each with a font ("" for that of the cell)."""
    said = (
        f"<r>{f'<rPr><rFont val={chr(34)}{font}{chr(34)}/></rPr>' if font else ''}"
        f'<t xml:space="preserve">{escape(text)}</t></r>'
        for text, font in runs
    )
    return f"<si>{''.join(said)}</si>"


def list_at(folder: Path, *, titles: str, style: int = PLAIN) -> SheetCells:
    """A list of one task whose title is the shared text `titles` in the format `style`."""
    texts = "".join(shared(text) for text in (*HEADINGS, *TASK)) + titles
    names = "ABCDEFG"
    heads = [text_cell(f"{name}1", number) for number, name in enumerate(names)]
    task = [text_cell(f"{name}2", number + len(names)) for number, name in enumerate(names)]
    task[3] = text_cell("D2", 2 * len(names), style)
    sheet = row(1, *heads) + row(2, *task)
    path = raw_workbook.write(folder / "a.xlsx", sheet=sheet, shared=texts, parts={"xl/styles.xml": styles(*FONTS)})
    return read_workbook(path)[0]


def told(reading: Reading) -> list[tuple[str, str, Severity]]:
    """Code, cell and severity of what was told of letters."""
    about = [problem for problem in reading.problems if "encoding" in problem.code]
    return [(problem.code, problem.place.cell, problem.severity) for problem in about]


class TestFonts:
    """What the font of a cell or of a piece says."""

    @pytest.mark.parametrize(
        ("style", "typed", "meant"),
        [
            (TCVN3, typed_in_tcvn3("kết nạp đảng viên mới"), "kết nạp đảng viên mới"),
            (CAPITALS, typed_in_tcvn3("kết nạp đảng viên mới"), "KẾT NẠP ĐẢNG VIÊN MỚI"),
            (VNI, typed_in_vni("Kết nạp đảng viên mới"), "Kết nạp đảng viên mới"),
        ],
    )
    def test_the_font_of_the_cell(self, tmp_path: Path, style: int, typed: str, meant: str) -> None:
        """this test ensures that a cell in an old font is decoded by it, and the change is told with both texts."""
        sheet = list_at(tmp_path, titles=shared(typed), style=style)
        reading = read_rows([sheet])
        assert sheet.value(1, 3) == meant
        assert told(reading) == [("converted-encoding", "D2", Severity.WARNING)]
        (message,) = [problem.message for problem in reading.problems if problem.code == "converted-encoding"]
        assert typed in message and meant in message
        assert reading.rows[0].title == meant

    def test_a_short_word_is_known_by_its_font(self, tmp_path: Path) -> None:
        """this test ensures that a word its letters leave open is decoded by its font, and not without it."""
        typed = typed_in_tcvn3("hồ sơ")
        assert list_at(tmp_path, titles=shared(typed), style=TCVN3).value(1, 3) == "hồ sơ"

    def test_pieces_of_one_cell(self, tmp_path: Path) -> None:
        """this test ensures that a cell that mixes fonts is decoded piece by piece."""
        titles = pieces((typed_in_tcvn3("Kết nạp "), ".VnTime"), ("đảng viên ", "Times New Roman"), ("mới", ""))
        sheet = list_at(tmp_path, titles=titles)
        assert sheet.value(1, 3) == "Kết nạp đảng viên mới"
        assert len(sheet.conversions) == 1

    def test_unicode_in_an_old_font_stays(self, tmp_path: Path) -> None:
        """this test ensures that a cell in an old font that holds Unicode already is left and not told."""
        sheet = list_at(tmp_path, titles=shared("Kết nạp đảng viên mới"), style=TCVN3)
        assert (sheet.value(1, 3), sheet.conversions) == ("Kết nạp đảng viên mới", ())

    def test_plain_files_are_not_searched(self, tmp_path: Path) -> None:
        """this test ensures that a list without old letters has no conversions."""
        assert list_at(tmp_path, titles=shared("Kết nạp đảng viên mới")).conversions == ()


class TestWords:
    """What the words say where no font does."""

    def test_old_letters_in_a_modern_font(self, tmp_path: Path) -> None:
        """this test ensures that TCVN3 under Times New Roman is known by its words."""
        typed = typed_in_tcvn3("kết nạp đảng viên mới toàn huyện")
        sheet = list_at(tmp_path, titles=shared(typed))
        assert sheet.value(1, 3) == "kết nạp đảng viên mới toàn huyện"
        assert told(read_rows([sheet]))[0][0] == "converted-encoding"

    def test_an_unsure_text_is_an_error_at_its_cell(self, tmp_path: Path) -> None:
        """this test ensures that a text nobody can be sure of keeps its letters and holds its row back."""
        typed = "Kết nạp " + typed_in_tcvn3("đảng viên ở huyện")
        sheet = list_at(tmp_path, titles=shared(typed))
        reading = read_rows([sheet])
        assert sheet.value(1, 3) == typed
        assert told(reading) == [("unsure-encoding", "D2", Severity.ERROR)]
        assert reading.rows == ()

    def test_an_unsure_cell_among_sure_ones(self, tmp_path: Path) -> None:
        """this test ensures that an unsure cell is settled where the whole sheet is in one encoding, and only there."""
        texts = [[typed_in_tcvn3(text) for text in ("nội dung", "đảng ủy xã", "chỉ tiêu")]]
        old = old_workbook.workbook([("DS", old_workbook.sheet(texts), 0)])
        (sheet,) = read_workbook(old_workbook.write(tmp_path / "a.xls", old))
        assert sheet.rows[0] == ("nội dung", "đảng ủy xã", "chỉ tiêu")
        mixed = old_workbook.workbook([("DS", old_workbook.sheet([[*texts[0], "Hồ sơ"]]), 0)])
        (sheet,) = read_workbook(old_workbook.write(tmp_path / "b.xls", mixed))
        assert sheet.rows[0][0] == typed_in_tcvn3("nội dung")
        assert [each.is_sure for each in sheet.conversions] == [False, True, True]

    def test_an_office_may_not_want_to_hear_of_it(self, tmp_path: Path) -> None:
        """this test ensures that P27 off says nothing of sure conversions, and block makes them errors."""
        sheet = list_at(tmp_path, titles=shared(typed_in_tcvn3("kết nạp đảng viên mới")), style=TCVN3)
        assert told(read_rows([sheet], Policy(levels={"P27": CheckLevel.OFF}))) == []
        blocked = read_rows([sheet], Policy(levels={"P27": CheckLevel.BLOCK}))
        assert told(blocked) == [("converted-encoding", "D2", Severity.ERROR)]
        assert blocked.rows == ()

    def test_old_workbooks(self, tmp_path: Path) -> None:
        """this test ensures that an .xls file, whose fonts are not asked, is decoded by its words."""
        cells = [[typed_in_tcvn3(text.lower()) for text in HEADINGS], [typed_in_tcvn3(text.lower()) for text in TASK]]
        path = old_workbook.write(tmp_path / "a.xls", old_workbook.workbook([("DS", old_workbook.sheet(cells), 0)]))
        (sheet,) = read_workbook(path)
        assert sheet.rows[0] == tuple(text.lower() for text in HEADINGS)


CSV = "\n".join(",".join(f'"{text}"' for text in line) for line in (HEADINGS, TASK))


class TestCsv:
    """A .csv file whose letters are not Unicode."""

    def rows(self, folder: Path, data: bytes) -> tuple[tuple[object, ...], list[Problem]]:
        """The task line of the file, and what was told of the whole file."""
        path = folder / "a.csv"
        path.write_bytes(data)
        (sheet,) = read_workbook(path)
        return sheet.rows[1], list(sheet.remarks)

    @pytest.mark.parametrize(("typed", "name"), [(typed_in_tcvn3, "TCVN3"), (typed_in_vni, "VNI")])
    def test_typewriter_encodings(self, tmp_path: Path, typed: object, name: str) -> None:
        """this test ensures that a file in TCVN3 or VNI is decoded when its words leave no doubt, and that is told."""
        data = typed(CSV.lower()).encode("latin-1")  # type: ignore[operator]
        task, remarks = self.rows(tmp_path, data)
        assert task == tuple(text.lower() for text in TASK)
        assert [remark.code for remark in remarks] == ["converted-file"]
        assert name in remarks[0].message

    def test_windows_1258(self, tmp_path: Path) -> None:
        """this test ensures that a file in Windows-1258, whose tones are letters of their own, is composed again."""
        apart = "".join(_in_1258(letter) for letter in CSV)
        task, remarks = self.rows(tmp_path, apart.encode("cp1258"))
        assert task == TASK
        assert "Windows-1258" in remarks[0].message

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf_16_without_a_mark(self, tmp_path: Path, encoding: str) -> None:
        """this test ensures that UTF-16 is known by its zeros where no mark says it."""
        task, remarks = self.rows(tmp_path, CSV.encode(encoding))
        assert (task, remarks) == (TASK, [])

    def test_the_line_that_names_the_separator(self, tmp_path: Path) -> None:
        """this test ensures that Excel's own first line is obeyed and not read as data."""
        task, _ = self.rows(tmp_path, ("sep=;\n" + CSV.replace('","', '";"')).encode())
        assert task == TASK

    @pytest.mark.parametrize("data", [b"H\xf4 t\xean,\xff\xc3\xb5\n", "Hồ,sơ".encode()[:-1], b"\xb5\n"])
    def test_doubtful_files_are_refused(self, tmp_path: Path, data: bytes) -> None:
        """this test ensures that a file whose letters could be anything is refused, not guessed."""
        with pytest.raises(UnsafeFile, match="UTF-8"):
            self.rows(tmp_path, data)


def _in_1258(letter: str) -> str:
    """A letter as Windows-1258 writes it: the shaped letter, then the tone."""
    if len(letter.encode("cp1258", errors="ignore")) == 1:
        return letter
    base, *marks = unicodedata.normalize("NFD", letter)
    shape = [mark for mark in marks if mark in "\u0302\u0306\u031b"]
    tone = [mark for mark in marks if mark not in shape]
    return unicodedata.normalize("NFC", base + "".join(shape)) + "".join(tone)
