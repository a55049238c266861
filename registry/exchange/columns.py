"""The columns of a task list: the heading we print and the headings clerks really type.

One table for reading and writing; knows words only, not what a cell may hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from registry.exchange.cells import SheetCells
from registry.vietnamese import fold

HEADER_WITHIN = 15  # rows: titles and letterheads stand above the headings
_FEWEST_HEADINGS = 3  # fewer recognised words are a sentence, not a heading row


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: `field` of TaskRow, printed `heading`, other spellings, `hint` shown to the clerk, `width`."""

    field: str
    heading: str
    synonyms: tuple[str, ...] = ()
    hint: str = ""
    width: int = 16  # characters
    is_required: bool = False


COLUMNS: tuple[Column, ...] = (
    Column(
        field="ordinal",
        heading="TT",
        synonyms=("STT", "Số TT", "Số thứ tự", "Thứ tự"),
        width=6,
        hint="Số thứ tự, không bắt buộc.",
    ),
    Column(
        field="task_code",
        heading="Mã nhiệm vụ",
        synonyms=("Mã việc", "Mã", "Mã số", "Mã NV"),
        width=14,
        hint="Để trống với việc mới; hệ thống tự đặt mã. Khi sửa việc đã có, giữ nguyên mã.",
    ),
    Column(
        field="official",
        heading="Họ và tên",
        synonyms=(
            "Họ tên",
            "Họ, tên",
            "Họ và tên cán bộ",
            "Họ tên cán bộ",
            "Cán bộ",
            "Người được giao",
            "Người thực hiện",
            "Cán bộ được giao",
            "Tên cán bộ",
            "Họ tên, cán bộ được giao",
        ),
        width=22,
        is_required=True,
        hint="Họ tên đầy đủ. Việc thứ hai của cùng một người có thể để trống ô này.",
    ),
    Column(
        field="honorific",
        heading="Danh xưng",
        synonyms=("Xưng hô", "Cách xưng hô"),
        width=11,
        hint="đồng chí, ông hoặc bà. Để trống là đồng chí.",
    ),
    Column(
        field="birth_date",
        heading="Ngày sinh",
        synonyms=("Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "Sinh ngày", "NTNS"),
        width=12,
        hint="dd/mm/yyyy, không bắt buộc.",
    ),
    Column(
        field="party_post",
        heading="Chức vụ Đảng",
        synonyms=("Chức vụ về Đảng", "CV Đảng"),
        width=20,
        hint="Không bắt buộc.",
    ),
    Column(
        field="post",
        heading="Chức vụ",
        synonyms=(
            "Chức danh",
            "Chức vụ, chức danh",
            "Chức vụ chính quyền",
            "Chức vụ, đơn vị",
            "Chức vụ, đơn vị công tác",
            "Chức vụ hiện nay",
        ),
        width=32,
        is_required=True,
        hint="Như in sau họ tên: “Huyện ủy viên, Bí thư Đảng ủy xã …”.",
    ),
    Column(
        field="unit",
        heading="Đơn vị công tác",
        synonyms=("Đơn vị", "Cơ quan", "Cơ quan, đơn vị", "Cơ quan công tác", "Nơi công tác", "Đơn vị, địa phương"),
        width=24,
        hint="Cơ quan, đơn vị nơi công tác.",
    ),
    Column(
        field="group",
        heading="Nhóm đối tượng",
        synonyms=("Nhóm", "Đối tượng", "Khối", "Khối công tác"),
        width=18,
        hint="Khối Đảng, Khối chính quyền, Khối xã …; không bắt buộc.",
    ),
    Column(
        field="horizon",
        heading="Loại kỳ",
        synonyms=("Kỳ giao", "Loại kỳ giao", "Phạm vi", "Năm/Giai đoạn", "Loại việc", "Năm hoặc giai đoạn"),
        width=12,
        hint="Năm hoặc Giai đoạn.",
    ),
    Column(
        field="period",
        heading="Kỳ",
        synonyms=("Năm", "Giai đoạn", "Kỳ đăng ký", "Kỳ thực hiện", "Kỳ giao việc", "Năm thực hiện"),
        width=12,
        is_required=True,
        hint="Một năm (2021) hoặc một giai đoạn (2021-2025).",
    ),
    Column(
        field="title",
        heading="Nội dung nhiệm vụ",
        synonyms=(
            "Nội dung việc",
            "Nội dung",
            "Tên nhiệm vụ",
            "Tên việc",
            "Tên nhiệm vụ/việc",
            "Nhiệm vụ",
            "Nhiệm vụ được giao",
            "Việc được giao",
            "Nội dung đăng ký",
            "Nội dung việc đột phá, đổi mới",
            "Việc đột phá, đổi mới",
            "Nội dung công việc",
        ),
        width=48,
        is_required=True,
        hint="Bắt đầu bằng động từ, nêu rõ kết quả, không quá 300 ký tự.",
    ),
    Column(
        field="natures",
        heading="Tính chất",
        synonyms=("Tính chất việc", "Tính chất nhiệm vụ"),
        width=16,
        hint="việc mới, việc khó, việc tồn đọng, đột phá, chưa có tiền lệ; nhiều giá trị cách nhau bằng dấu chấm phẩy.",
    ),
    Column(
        field="origin",
        heading="Nguồn nhiệm vụ",
        synonyms=("Nguồn", "Loại nguồn", "Nguồn việc", "Nguồn gốc", "Hình thức giao"),
        width=18,
        hint="tự đăng ký, giao thêm, nhiệm vụ chung, chuyển tiếp hoặc cấp trên giao. Để trống là tự đăng ký.",
    ),
    Column(
        field="target",
        heading="Chỉ tiêu, kết quả cần đạt",
        synonyms=("Chỉ tiêu/Kết quả cần đạt", "Chỉ tiêu", "Kết quả cần đạt", "Kết quả phải đạt", "Yêu cầu kết quả"),
        width=38,
        hint="Viết thành câu như sẽ in trong phụ lục.",
    ),
    Column(
        field="baseline",
        heading="Số liệu gốc",
        synonyms=("Số gốc", "Hiện trạng", "Giá trị hiện tại", "Thực trạng"),
        width=11,
        hint="Con số khi bắt đầu; để trống nếu chưa biết (không ghi 0).",
    ),
    Column(
        field="target_value",
        heading="Số cần đạt",
        synonyms=("Giá trị chỉ tiêu", "Số chỉ tiêu", "Giá trị cần đạt", "Con số cần đạt"),
        width=11,
        hint="Con số phải đạt; đơn vị ghi ở cột Đơn vị tính.",
    ),
    Column(
        field="measure_unit",
        heading="Đơn vị tính",
        synonyms=("ĐVT", "Đơn vị đo"),
        width=12,
        hint="người, hộ, %, ha, tỷ đồng …",
    ),
    Column(
        field="direction",
        heading="Chiều",
        synonyms=("So sánh", "Chiều chỉ tiêu", "Dấu"),
        width=8,
        hint=">= đạt từ … trở lên, <= không quá, = đúng bằng.",
    ),
    Column(
        field="product",
        heading="Sản phẩm",
        synonyms=("Sản phẩm, minh chứng", "Sản phẩm, minh chứng dự kiến", "Sản phẩm dự kiến", "Minh chứng"),
        width=32,
        hint="Đề án, nghị quyết, quyết định, công trình, danh sách … chứng minh kết quả.",
    ),
    Column(
        field="deadline",
        heading="Thời hạn",
        synonyms=("Thời hạn hoàn thành", "Hạn hoàn thành", "Hạn", "Thời gian hoàn thành", "Thời gian thực hiện"),
        width=14,
        hint="dd/mm/yyyy; “Quý IV/2021” được hiểu là ngày cuối quý.",
    ),
    Column(
        field="supervisor",
        heading="Người theo dõi",
        synonyms=("Người theo dõi, giúp đỡ", "Người giám sát", "Theo dõi, hỗ trợ", "Đồng chí theo dõi", "Phụ trách"),
        width=26,
        hint="Người theo dõi, giúp đỡ; khác với người được giao.",
    ),
    Column(field="note", heading="Ghi chú", synonyms=("Ghi chú khác",), width=20, hint="Không bắt buộc."),
)

_PUNCTUATION = re.compile(r"[^\w]+")


def heading_key(text: str) -> str:
    """What is compared of a heading: folded letters and digits, bracketed remarks dropped."""
    return _PUNCTUATION.sub(" ", re.sub(r"\(.*?\)", "", fold(text))).strip()


def _known_headings() -> Mapping[str, str]:
    """Every accepted heading key with its field."""
    spellings = ((column, text) for column in COLUMNS for text in (column.heading, *column.synonyms))
    return {heading_key(text): column.field for column, text in spellings}


_FIELD_OF_HEADING = _known_headings()
HEADING_OF_FIELD: Mapping[str, str] = {column.field: column.heading for column in COLUMNS}


@dataclass(frozen=True, kw_only=True)
class Header:
    """The heading row of a sheet: its row, the column of every field found, repeats and columns nobody knows."""

    row: int
    columns: Mapping[str, int]
    repeated: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()

    def missing(self) -> tuple[Column, ...]:
        """Required columns this sheet lacks."""
        return tuple(column for column in COLUMNS if column.is_required and column.field not in self.columns)


def find_header(sheet: SheetCells) -> Header | None:
    """The row among the first 15 with the most known headings; None when no row has three."""
    headers = [_header_of(sheet, row) for row in range(min(HEADER_WITHIN, len(sheet.rows)))]
    best = max(headers, key=lambda header: len(header.columns), default=None)
    return best if best and len(best.columns) >= _FEWEST_HEADINGS else None


def _header_of(sheet: SheetCells, row: int) -> Header:
    """What one row would mean as a heading row."""
    columns: dict[str, int] = {}
    repeated, unknown = [], []
    for column in range(len(sheet.rows[row])):
        key = heading_key(sheet.text(row, column))
        field = _FIELD_OF_HEADING.get(key)
        if field is None:
            unknown += [column] if key else []
        elif field in columns:
            repeated.append(column)
        else:
            columns[field] = column
    return Header(row=row, columns=columns, repeated=tuple(repeated), unknown=tuple(unknown))
