"""The sheets about bodies, posts and legal instruments: their headings, and what each column holds.

The other half of `registry.exchange.frame_sheets`; `FRAME_SHEETS` lists both, in the order they are offered.
"""

from __future__ import annotations

from registry.exchange import frame_rows as rows
from registry.exchange import frame_sheets as cycle_sheets
from registry.exchange import frame_values as values
from registry.exchange.frame_sheets import FrameColumn, FrameSheet, day_column, marks

BODIES = FrameSheet(
    kind="bodies",
    title="Cơ quan",
    row=rows.BodyRow,
    marks=marks("name system", "name parents"),
    columns=(
        FrameColumn(
            field="code",
            heading="Mã",
            synonyms=("Mã cơ quan", "Mã đơn vị"),
            width=12,
            hint="Một cơ quan đổi tên thì hai dòng cùng mã; để trống nếu chỉ có một tên.",
        ),
        FrameColumn(
            field="name",
            heading="Tên",
            synonyms=("Tên cơ quan", "Tên đơn vị", "Tên cơ quan, đơn vị"),
            width=45,
            is_required=True,
        ),
        day_column(
            "valid_from", "Từ ngày", "Mang tên từ ngày", hint="Ngày đầu mang tên này; để trống nếu có từ trước."
        ),
        day_column("valid_to", "Đến ngày", "Đến hết ngày", hint="Ngày cuối mang tên này; để trống nếu nay vẫn vậy."),
        FrameColumn(
            field="system",
            heading="Hệ thống",
            synonyms=("Khối",),
            reads=values.read_system,
            hint="Đảng, chính quyền, Mặt trận, đoàn thể hoặc hợp nhất.",
        ),
        FrameColumn(
            field="level",
            heading="Cấp",
            reads=values.read_level,
            hint="trung ương, tỉnh, huyện hoặc xã.",
            width=12,
        ),
        FrameColumn(
            field="parents",
            heading="Trực thuộc",
            synonyms=("Cơ quan cấp trên", "Cấp trên trực tiếp"),
            reads=values.read_texts,
            width=45,
            hint="Cơ quan hợp nhất thuộc hai hệ thống: ghi cả hai, cách nhau bằng dấu chấm phẩy.",
        ),
        day_column(
            "closed_on",
            "Ngày kết thúc",
            "Ngày kết thúc hoạt động",
            "Ngày giải thể",
            hint="Ngày cuối cùng cơ quan còn hoạt động.",
            width=13,
        ),
    ),
)
SUCCESSIONS = FrameSheet(
    kind="successions",
    title="Kế thừa",
    row=rows.SuccessionRow,
    marks=marks("predecessor successor kind"),
    columns=(
        FrameColumn(
            field="predecessor",
            heading="Từ",
            synonyms=("Từ cơ quan", "Cơ quan cũ", "Cơ quan trước"),
            width=40,
            is_required=True,
            hint="Mã hoặc tên cơ quan.",
        ),
        FrameColumn(
            field="successor",
            heading="Đến",
            synonyms=("Đến cơ quan", "Cơ quan mới", "Cơ quan kế thừa"),
            width=40,
            is_required=True,
            hint="Mã hoặc tên cơ quan.",
        ),
        FrameColumn(
            field="kind",
            heading="Hình thức",
            synonyms=("Hình thức kế thừa",),
            reads=values.read_succession,
            is_required=True,
            hint="sáp nhập vào, chia thành hoặc kế thừa chức năng.",
        ),
        FrameColumn(
            field="function",
            heading="Chức năng",
            synonyms=("Lĩnh vực",),
            width=25,
            hint="Để trống là toàn bộ; nếu không: địa giới, công tác Đảng, giáo dục …",
        ),
        day_column(
            "on", "Ngày", "Từ ngày", "Ngày có hiệu lực", hint="Ngày đầu tiên cơ quan mới tiếp nhận.", is_required=True
        ),
        FrameColumn(field="basis", heading="Căn cứ", synonyms=("Văn bản",), width=45),
    ),
)
POSTS = FrameSheet(
    kind="posts",
    title="Chức vụ",
    row=rows.PostRow,
    marks=marks("person post unit valid_from"),
    columns=(
        FrameColumn(
            field="person",
            heading="Họ và tên",
            synonyms=("Họ tên", "Họ, tên", "Họ và tên cán bộ"),
            width=26,
            is_required=True,
        ),
        FrameColumn(
            field="rank",
            heading="Cấp ủy viên",
            synonyms=("Cấp ủy",),
            hint="TUV, HUV …; một lần cho một người là đủ.",
            width=12,
        ),
        FrameColumn(field="post", heading="Chức vụ", synonyms=("Chức danh",), width=36, is_required=True),
        FrameColumn(
            field="unit",
            heading="Đơn vị",
            synonyms=("Cơ quan", "Đơn vị công tác", "Cơ quan, đơn vị"),
            width=36,
            is_required=True,
        ),
        day_column("valid_from", "Từ ngày", "Giữ chức vụ từ ngày", "Từ", hint="Để trống nếu giữ từ trước."),
        day_column(
            "valid_to", "Đến ngày", "Đến hết ngày", "Đến", hint="Ngày cuối cùng giữ chức vụ; để trống nếu nay vẫn giữ."
        ),
    ),
)
INSTRUMENTS = FrameSheet(
    kind="instruments",
    title="Văn bản pháp lý",
    row=rows.InstrumentRow,
    marks=marks("issuer number_text"),
    columns=(
        FrameColumn(field="issuer", heading="Cơ quan ban hành", synonyms=("Nơi ban hành",), width=34, is_required=True),
        FrameColumn(
            field="type_name",
            heading="Loại",
            synonyms=("Loại văn bản", "Tên loại"),
            width=16,
            is_required=True,
            hint="Quy định, Nghị định, Kế hoạch …",
        ),
        FrameColumn(
            field="number_text",
            heading="Số ký hiệu",
            synonyms=("Số, ký hiệu", "Số và ký hiệu", "Số hiệu"),
            width=20,
            is_required=True,
        ),
        day_column("dated", "Ngày", "Ngày ban hành", "Ngày, tháng, năm"),
        FrameColumn(field="title", heading="Trích yếu", synonyms=("Trích yếu nội dung", "Tên văn bản"), width=60),
        day_column(
            "effective_from", "Hiệu lực từ", "Có hiệu lực từ", "Hiệu lực từ ngày", hint="Để trống là ngày ban hành."
        ),
        day_column(
            "effective_to",
            "Hiệu lực đến",
            "Hết hiệu lực",
            "Đến",
            "đến",
            "Hiệu lực đến ngày",
            hint="Ngày cuối cùng còn hiệu lực; để trống nếu còn.",
        ),
        FrameColumn(
            field="replaced_by",
            heading="Thay thế bằng",
            synonyms=("Được thay thế bằng", "Văn bản thay thế"),
            width=20,
            hint="Số ký hiệu của văn bản thay thế.",
        ),
    ),
)
FRAME_SHEETS: tuple[FrameSheet, ...] = (
    cycle_sheets.CYCLES,
    BODIES,
    SUCCESSIONS,
    POSTS,
    cycle_sheets.GROUPS,
    cycle_sheets.MEMBERS,
    cycle_sheets.EVENTS,
    cycle_sheets.BASES,
    cycle_sheets.SUPERVISIONS,
    cycle_sheets.DUTIES,
    cycle_sheets.RECOMMENDATIONS,
    cycle_sheets.ROUTINE_TARGETS,
    cycle_sheets.PAST_GRADES,
    cycle_sheets.PROGRESS,
    INSTRUMENTS,
)
TITLES = {sheet.kind: sheet.title for sheet in FRAME_SHEETS}
"""Kind of sheet -> its name for people."""
