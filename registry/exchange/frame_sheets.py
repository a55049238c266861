"""The sheets of a workbook beside the task list: their headings, and what each column holds.

One table for reading and writing; knows words only. A sheet is recognised by its headings; its name helps only where
the headings alone could mean something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from registry.exchange import frame_rows as rows
from registry.exchange import frame_values as values
from registry.exchange.frame_rows import FrameRow
from registry.exchange.frame_values import Reader
from registry.exchange.headings import heading_key


@dataclass(frozen=True, kw_only=True)
class FrameColumn:
    """One column: `field` of the row, printed `heading`, other spellings, how a cell is read, `hint`, `width`."""

    field: str
    heading: str
    reads: Reader = values.read_text
    synonyms: tuple[str, ...] = ()
    hint: str = ""
    width: int = 18  # characters
    is_required: bool = False


@dataclass(frozen=True, kw_only=True)
class FrameSheet:
    """One sheet: `kind` names it in JSON, `title` for people; every one of `marks` tells it apart by its fields."""

    kind: str
    title: str
    row: type[FrameRow]
    columns: tuple[FrameColumn, ...]
    marks: tuple[frozenset[str], ...]

    def fields(self) -> Mapping[str, str]:
        """Every accepted heading key with its field."""
        spellings = ((column, text) for column in self.columns for text in (column.heading, *column.synonyms))
        return {heading_key(text): column.field for column, text in spellings}

    def column(self, field: str) -> FrameColumn:
        """The column of a field."""
        return next(column for column in self.columns if column.field == field)


def day_column(
    field: str, heading: str, *synonyms: str, hint: str = "", width: int = 12, is_required: bool = False
) -> FrameColumn:
    """A column of days."""
    return FrameColumn(
        field=field,
        heading=heading,
        synonyms=synonyms,
        reads=values.read_day,
        hint=hint,
        width=width,
        is_required=is_required,
    )


def marks(*alternatives: str) -> tuple[frozenset[str], ...]:
    """Fields that tell a sheet apart, each alternative written as words."""
    return tuple(frozenset(words.split()) for words in alternatives)


_PERSON = FrameColumn(
    field="person",
    heading="Họ và tên",
    synonyms=("Họ tên", "Họ, tên", "Họ và tên cán bộ", "Cán bộ", "Người được giao"),
    width=24,
    is_required=True,
)
_UNIT = FrameColumn(
    field="unit",
    heading="Đơn vị",
    synonyms=("Đơn vị công tác", "Cơ quan", "Cơ quan, đơn vị", "Nơi công tác"),
    width=28,
    hint="Cần ghi khi có hai người trùng tên.",
)
_SOURCE = FrameColumn(
    field="source", heading="Nguồn", synonyms=("Nguồn số liệu", "Văn bản", "Theo văn bản", "Căn cứ"), width=30
)
CYCLES = FrameSheet(
    kind="cycles",
    title="Chu kỳ",
    row=rows.CycleRow,
    marks=marks("year is_pilot", "year motto"),
    columns=(
        FrameColumn(field="year", heading="Năm", reads=values.read_year, is_required=True, width=8),
        FrameColumn(
            field="is_pilot",
            heading="Thí điểm",
            synonyms=("Năm thí điểm", "Làm thí điểm"),
            reads=values.read_yes,
            hint="có hoặc không.",
            width=10,
        ),
        FrameColumn(field="motto", heading="Phương châm", synonyms=("Phương châm hành động", "Chủ đề năm"), width=70),
    ),
)
GROUPS = FrameSheet(
    kind="groups",
    title="Nhóm",
    row=rows.GroupRow,
    marks=marks("name has_people_list"),
    columns=(
        FrameColumn(
            field="name", heading="Nhóm", synonyms=("Nhóm đối tượng", "Tên nhóm", "Khối"), width=45, is_required=True
        ),
        FrameColumn(
            field="has_people_list",
            heading="Đã nhận danh sách người",
            synonyms=("Có danh sách người", "Danh sách người"),
            reads=values.read_yes,
            hint="có hoặc không; chưa nhận thì số người là chưa biết, không phải 0.",
            is_required=True,
        ),
        FrameColumn(
            field="has_task_list",
            heading="Đã nhận danh sách việc",
            synonyms=("Có danh sách việc", "Danh sách việc"),
            reads=values.read_yes,
            hint="có hoặc không; chưa nhận thì số việc là chưa biết, không phải 0.",
            is_required=True,
        ),
        FrameColumn(field="note", heading="Ghi chú", width=40),
    ),
)
MEMBERS = FrameSheet(
    kind="members",
    title="Thành viên nhóm",
    row=rows.MemberRow,
    marks=marks("person group"),
    columns=(
        _PERSON,
        _UNIT,
        FrameColumn(
            field="group",
            heading="Nhóm",
            synonyms=("Thuộc nhóm", "Tên nhóm", "Nhóm đối tượng"),
            width=45,
            is_required=True,
            hint="Cho người chưa có việc trong danh sách; ai đã có việc thì nhóm đã ghi ở danh sách ấy.",
        ),
    ),
)
EVENTS = FrameSheet(
    kind="events",
    title="Lịch",
    row=rows.EventRow,
    marks=marks("kind title when"),
    columns=(
        FrameColumn(
            field="kind",
            heading="Loại",
            synonyms=("Loại lịch", "Loại mốc"),
            reads=values.read_event,
            is_required=True,
            hint="hạn đăng ký, cho ý kiến, hội nghị giao, báo cáo tiến độ, đánh giá giữa kỳ, hạn tự đánh giá, "
            "họp đánh giá hoặc việc khác.",
            width=20,
        ),
        FrameColumn(field="title", heading="Nội dung", synonyms=("Công việc", "Sự kiện"), width=56, is_required=True),
        FrameColumn(
            field="when",
            heading="Thời gian",
            synonyms=("Ngày", "Thời điểm", "Mốc thời gian"),
            reads=lambda value: value,
            hint="24/01/2022, 23/9, Quý IV, Tháng 11; thiếu năm thì hiểu là năm của chu kỳ và ghi rõ là suy ra.",
        ),
    ),
)
BASES = FrameSheet(
    kind="bases",
    title="Căn cứ",
    row=rows.BasisRow,
    marks=marks("ordinal text"),
    columns=(
        FrameColumn(field="ordinal", heading="TT", synonyms=("STT", "Số TT"), reads=lambda _: None, width=6),
        FrameColumn(
            field="text",
            heading="Căn cứ",
            synonyms=("Căn cứ pháp lý", "Nội dung căn cứ"),
            width=100,
            is_required=True,
            hint="Viết như sẽ in: Nghị quyết Đại hội đại biểu Đảng bộ huyện lần thứ III, nhiệm kỳ 2020-2025.",
        ),
    ),
)
SUPERVISIONS = FrameSheet(
    kind="supervisions",
    title="Theo dõi",
    row=rows.SupervisionRow,
    marks=marks("person area"),
    columns=(
        FrameColumn(
            field="person",
            heading="Người theo dõi",
            synonyms=("Người phụ trách", "Đồng chí theo dõi", "Người giám sát"),
            width=28,
            is_required=True,
        ),
        _UNIT,
        FrameColumn(
            field="area",
            heading="Lĩnh vực, nhóm, đơn vị",
            synonyms=(
                "Lĩnh vực/nhóm/đơn vị",
                "Lĩnh vực",
                "Lĩnh vực, địa bàn",
                "Lĩnh vực theo dõi",
                "Địa bàn",
                "Phạm vi theo dõi",
            ),
            width=56,
            is_required=True,
        ),
    ),
)
DUTIES = FrameSheet(
    kind="duties",
    title="Việc của cơ quan",
    row=rows.DutyRow,
    marks=marks("body title is_done"),
    columns=(
        FrameColumn(
            field="body", heading="Cơ quan", synonyms=("Đơn vị", "Cơ quan, đơn vị"), width=40, is_required=True
        ),
        FrameColumn(field="title", heading="Nội dung", synonyms=("Việc", "Công việc"), width=50, is_required=True),
        FrameColumn(
            field="is_done",
            heading="Đã làm",
            synonyms=("Đã thực hiện", "Đã có", "Đã lập"),
            reads=values.read_yes,
            hint="có hoặc không; để trống nếu chưa biết.",
        ),
        FrameColumn(field="evidence", heading="Minh chứng", synonyms=("Văn bản", "Ghi chú"), width=35),
    ),
)
RECOMMENDATIONS = FrameSheet(
    kind="recommendations",
    title="Kiến nghị",
    row=rows.RecommendationRow,
    marks=marks("text followed_up"),
    columns=(
        FrameColumn(
            field="text",
            heading="Kiến nghị",
            synonyms=("Nội dung kiến nghị", "Đề xuất, kiến nghị", "Đề xuất"),
            width=80,
            is_required=True,
        ),
        FrameColumn(
            field="followed_up",
            heading="Kết quả thực hiện",
            synonyms=("Đã thực hiện", "Kết quả", "Tiếp thu"),
            width=60,
            hint="Để trống khi chưa thực hiện.",
        ),
    ),
)
ROUTINE_TARGETS = FrameSheet(
    kind="routine_targets",
    title="Chỉ tiêu thường xuyên",
    row=rows.RoutineTargetRow,
    marks=marks("text unit"),
    columns=(
        FrameColumn(
            field="text",
            heading="Chỉ tiêu thường xuyên",
            synonyms=("Chỉ tiêu kế hoạch", "Chỉ tiêu KT-XH", "Chỉ tiêu kinh tế - xã hội", "Nhiệm vụ thường xuyên"),
            width=90,
            is_required=True,
        ),
        FrameColumn(
            field="unit",
            heading="Đơn vị",
            synonyms=("Đơn vị được giao", "Cơ quan", "Cơ quan, đơn vị"),
            width=32,
            hint="Để trống nếu giao cho mọi đơn vị.",
        ),
    ),
)
PAST_GRADES = FrameSheet(
    kind="past_grades",
    title="Kết quả năm trước",
    row=rows.PastGradeRow,
    marks=marks("person year grade"),
    columns=(
        _PERSON,
        _UNIT,
        FrameColumn(field="year", heading="Năm", reads=values.read_year, is_required=True, width=8),
        FrameColumn(
            field="grade",
            heading="Mức",
            synonyms=("Mức xếp loại", "Xếp loại", "Kết quả xếp loại", "Kết quả"),
            reads=values.read_grade,
            width=32,
            is_required=True,
        ),
        _SOURCE,
    ),
)
PROGRESS = FrameSheet(
    kind="progress",
    title="Tiến độ",
    row=rows.ProgressRow,
    marks=marks("on level", "on value"),
    columns=(
        FrameColumn(field="task_code", heading="Mã nhiệm vụ", synonyms=("Mã việc", "Mã"), width=14),
        FrameColumn(
            field="person",
            heading="Họ và tên",
            synonyms=("Họ tên", "Người được giao", "Cán bộ"),
            width=24,
            hint="Khi không ghi mã: họ tên và nội dung nhiệm vụ như trong danh sách.",
        ),
        _UNIT,
        FrameColumn(
            field="title",
            heading="Nội dung nhiệm vụ",
            synonyms=("Nhiệm vụ", "Việc", "Nội dung", "Nội dung việc"),
            width=45,
        ),
        FrameColumn(
            field="indicator",
            heading="Chỉ tiêu thứ",
            reads=values.read_count,
            hint="Chỉ tiêu thứ mấy của nhiệm vụ; để trống là chỉ tiêu chính.",
            width=10,
        ),
        day_column("on", "Ngày", "Tính đến ngày", "Ngày báo cáo", "Ngày số liệu", is_required=True),
        FrameColumn(
            field="value",
            heading="Giá trị",
            synonyms=("Giá trị đạt được", "Số đạt được", "Kết quả đạt được", "Đạt được"),
            reads=values.read_value,
            width=12,
            hint="Số hoặc tỷ số (388/400); để trống nếu chưa biết.",
        ),
        FrameColumn(
            field="level",
            heading="Mức độ",
            synonyms=("Mức độ hoàn thành", "Mức hoàn thành", "Tiến độ"),
            reads=values.read_progress_level,
            width=22,
        ),
        FrameColumn(
            field="compared_with",
            heading="So với kỳ",
            synonyms=("So với", "Kỳ so sánh"),
            hint="Kỳ được so sánh: cả nhiệm kỳ trước, năm 2020 …",
        ),
        FrameColumn(
            field="compared_value",
            heading="Số của kỳ đó",
            synonyms=("Số kỳ trước", "Kết quả kỳ đó"),
            reads=values.read_value,
            width=12,
        ),
        FrameColumn(
            field="compared_difference",
            heading="Hơn, kém kỳ đó",
            synonyms=("Hơn kém", "Chênh lệch với kỳ đó", "Tăng, giảm so với kỳ đó"),
            reads=values.read_difference,
            width=12,
            hint="Hơn 5 ghi 5, kém 5 ghi -5; chỉ cần một trong hai cột.",
        ),
        FrameColumn(field="text", heading="Diễn giải", synonyms=("Nội dung báo cáo", "Thuyết minh"), width=45),
        _SOURCE,
    ),
)
