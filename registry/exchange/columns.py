"""The columns of a task list: the heading we print, what to write under it, how wide it is.

One table for reading and writing; knows words only, not what a cell may hold nor where a heading stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from registry.exchange.spellings import SPELLINGS


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: `field` of TaskRow, printed `heading`, `hint` shown to the clerk, `width`.

    An `is_extra` column is left out of the template, and of a list where nobody filled it.
    """

    field: str
    heading: str
    hint: str = ""
    width: int = 16  # characters
    is_required: bool = False
    is_extra: bool = False

    @property
    def synonyms(self) -> tuple[str, ...]:
        """The other headings that mean this column."""
        return SPELLINGS.get(self.field, ())


COLUMNS: tuple[Column, ...] = (
    Column(
        field="ordinal",
        heading="TT",
        width=6,
        hint="Số thứ tự, không bắt buộc.",
    ),
    Column(
        field="task_code",
        heading="Mã nhiệm vụ",
        width=14,
        hint="Để trống với việc mới; hệ thống tự đặt mã. Khi sửa việc đã có, giữ nguyên mã.",
    ),
    Column(
        field="official",
        heading="Họ và tên",
        width=22,
        is_required=True,
        hint="Họ tên đầy đủ. Việc thứ hai của cùng một người có thể để trống ô này.",
    ),
    Column(
        field="honorific",
        heading="Danh xưng",
        width=11,
        hint="đồng chí, ông hoặc bà. Để trống là đồng chí.",
    ),
    Column(
        field="birth_date",
        heading="Ngày sinh",
        width=12,
        hint="dd/mm/yyyy, không bắt buộc.",
    ),
    Column(
        field="party_post",
        heading="Chức vụ Đảng",
        width=20,
        hint="Không bắt buộc.",
    ),
    Column(
        field="post",
        heading="Chức vụ",
        width=32,
        is_required=True,
        hint="Như in sau họ tên: “Huyện ủy viên, Bí thư Đảng ủy xã …”.",
    ),
    Column(
        field="unit",
        heading="Đơn vị công tác",
        width=24,
        hint="Cơ quan, đơn vị nơi công tác.",
    ),
    Column(
        field="group",
        heading="Nhóm đối tượng",
        width=18,
        hint="Khối Đảng, Khối chính quyền, Khối xã …; không bắt buộc.",
    ),
    Column(
        field="horizon",
        heading="Loại kỳ",
        width=12,
        hint="Năm hoặc Giai đoạn.",
    ),
    Column(
        field="period",
        heading="Kỳ",
        width=12,
        is_required=True,
        hint="Một năm (2021) hoặc một giai đoạn (2021-2025).",
    ),
    Column(
        field="title",
        heading="Nội dung nhiệm vụ",
        width=48,
        is_required=True,
        hint="Bắt đầu bằng động từ, nêu rõ kết quả, không quá 300 ký tự.",
    ),
    Column(
        field="natures",
        heading="Tính chất",
        width=16,
        hint="việc mới, việc khó, việc tồn đọng, đột phá, chưa có tiền lệ; nhiều giá trị cách nhau bằng dấu chấm phẩy.",
    ),
    Column(
        field="origin",
        heading="Nguồn nhiệm vụ",
        width=18,
        hint="tự đăng ký, giao thêm, nhiệm vụ chung, chuyển tiếp hoặc cấp trên giao. Để trống là tự đăng ký.",
    ),
    Column(
        field="target",
        heading="Chỉ tiêu, kết quả cần đạt",
        width=38,
        hint="Viết thành câu như sẽ in trong phụ lục.",
    ),
    Column(
        field="baseline",
        heading="Số liệu gốc",
        width=11,
        hint="Con số khi bắt đầu; để trống nếu chưa biết (không ghi 0).",
    ),
    Column(
        field="target_value",
        heading="Số cần đạt",
        width=11,
        hint="Con số phải đạt; đơn vị ghi ở cột Đơn vị tính.",
    ),
    Column(
        field="measure_unit",
        heading="Đơn vị tính",
        width=12,
        hint="người, hộ, %, ha, tỷ đồng …",
    ),
    Column(
        field="direction",
        heading="Chiều",
        width=8,
        hint=">= đạt từ … trở lên, <= không quá, = đúng bằng.",
    ),
    Column(
        field="product",
        heading="Sản phẩm",
        width=32,
        hint="Đề án, nghị quyết, quyết định, công trình, danh sách … chứng minh kết quả.",
    ),
    Column(
        field="deadline",
        heading="Thời hạn",
        width=14,
        hint="dd/mm/yyyy; “Quý IV/2021” được hiểu là ngày cuối quý.",
    ),
    Column(
        field="supervisor",
        heading="Người theo dõi",
        width=26,
        hint="Người theo dõi, giúp đỡ; khác với người được giao.",
    ),
    Column(
        field="note",
        heading="Ghi chú",
        width=20,
        hint="Không bắt buộc.",
    ),
    Column(
        field="is_collective",
        heading="Loại đối tượng",
        width=12,
        is_extra=True,
        hint="cá nhân hoặc tập thể. Giao cho tập thể thì để trống họ tên, tên tập thể ghi ở cột đơn vị.",
    ),
    Column(
        field="attached",
        heading="Cá nhân gắn với tập thể",
        width=28,
        is_extra=True,
        hint="Những người chịu trách nhiệm trong tập thể, cách nhau bằng dấu chấm phẩy.",
    ),
    Column(
        field="co_owners",
        heading="Người phối hợp, đồng chủ trì (tỷ lệ %)",
        width=30,
        is_extra=True,
        hint="Ví dụ: Nguyễn Văn A 60%; Trần Thị B 40%. Đã ghi tỷ lệ thì tổng phải bằng 100%.",
    ),
    Column(
        field="rank",
        heading="Cấp ủy viên",
        width=11,
        is_extra=True,
        hint="TUV, HUV, ĐUV …",
    ),
    Column(
        field="sort_name",
        heading="Tên xếp thứ tự",
        width=18,
        is_extra=True,
        hint="Viết “tên họ đệm”, chỉ khi chữ cuối của họ tên không phải là tên (Hầu A Lềnh …).",
    ),
    Column(
        field="lead_body",
        heading="Cơ quan đầu mối",
        width=22,
        is_extra=True,
        hint="Cơ quan nhận việc rồi giao tiếp, ví dụ Ban Dân vận với các đoàn thể.",
    ),
    Column(
        field="theme",
        heading="Chủ đề, lĩnh vực",
        width=20,
        is_extra=True,
        hint="Giải phóng mặt bằng, nông thôn mới, cải cách hành chính …",
    ),
    Column(
        field="basis",
        heading="Căn cứ",
        width=32,
        is_extra=True,
        hint="Nghị quyết, chương trình, kết luận mà việc này thực hiện.",
    ),
    Column(
        field="source_text",
        heading="Nguyên văn",
        width=40,
        is_extra=True,
        hint="Đúng từng chữ như văn bản nguồn, kể cả chữ in sai; không in ra. Tên việc là bản đã sửa.",
    ),
    Column(
        field="weight",
        heading="Trọng số",
        width=9,
        is_extra=True,
        hint="Điểm của việc trong tổng số điểm của kỳ.",
    ),
    Column(
        field="denominator",
        heading="Tổng số để tính tỷ lệ",
        width=11,
        is_extra=True,
        hint="400 trong “388/400”; số liệu gốc ghi 388.",
    ),
    Column(
        field="continues",
        heading="Chuyển tiếp từ (mã cũ)",
        width=15,
        is_extra=True,
        hint="Mã của việc cũ mà việc này làm tiếp; cùng người, cùng tên việc thì ghi năm là đủ.",
    ),
    Column(
        field="parent",
        heading="Thuộc việc giai đoạn (mã)",
        width=15,
        is_extra=True,
        hint="Mã của việc giai đoạn mà việc này là một phần.",
    ),
)
COLLECTIVE = Column(field="collective", heading="Tập thể")
"""Read, never printed: a row with a name here is given to that collective."""

HEADING_OF_FIELD: Mapping[str, str] = {column.field: column.heading for column in (*COLUMNS, COLLECTIVE)}
